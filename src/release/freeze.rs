//! Writing the values of variables into a text, so that it says for ever what it says today.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd, TextMergeStream};

use super::refusal::Refusal;
use crate::model::{Article, Link, Markup, Parsed, Settings, next_variable};
use crate::parse::markdown_options;
use crate::span::{Part, YamlPath};
use crate::yaml::locate;

/// A part of a file and what takes its place.
type Edit = (Range<usize>, String);

/// The file with all variables replaced, and how many there were. They stand in the text and in link targets, not in
/// code, and in title and summary.
pub(super) fn freeze(article: &Article, settings: &Settings) -> Result<(String, usize), Vec<Refusal>> {
    let body = article.body();
    let source: &str = &body.source;
    let mut refusals = Vec::new();
    for heading in &body.headings {
        let written = source.get(heading.range.clone()).unwrap_or_default();
        if next_variable(&heading.text).is_some() && !written.contains("{#") {
            refusals.push(Refusal::HeadingWithoutId { heading: heading.text.to_string(), id: heading.id.to_string() });
        }
    }
    let mut edits: Vec<Edit> = Vec::new();
    for (name, range) in body.variables.iter() {
        edits.extend(settings.variable(name).map(|value| (range.clone(), plain(value))));
    }
    for markup in &body.markup {
        if let Markup::Link(link) = markup {
            edits.extend(destination(link, source, settings));
        }
    }
    edits.extend(definitions(body.markdown(), body.text.start, settings));
    let (text, in_text) = apply(source, body.text.clone(), edits);
    if refusals.is_empty() && events(&text, None) != events(body.markdown(), Some(settings)) {
        refusals.push(Refusal::VariableReadsOtherwise);
    }
    let in_front =
        ["title", "summary"].iter().flat_map(|key| front_value(&article.parsed, source, key, settings)).collect();
    let (front, in_front) = apply(source, 0..body.text.start, in_front);
    if refusals.is_empty() { Ok((front + &text, in_text + in_front)) } else { Err(refusals) }
}

/// A part of a text with edits made in it, and how many.
fn apply(source: &str, part: Range<usize>, mut edits: Vec<Edit>) -> (String, usize) {
    edits.sort_by_key(|(range, _)| range.start);
    edits.dedup_by(|one, other| one.0 == other.0);
    let mut text = source.get(part.clone()).unwrap_or_default().to_owned();
    for (range, value) in edits.iter().rev() {
        text.replace_range(range.start - part.start..range.end - part.start, value);
    }
    (text, edits.len())
}

/// A value as Markdown that reads as the value itself.
fn plain(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut before = ' ';
    for character in value.chars() {
        let pair = matches!(character, '-' | '.') && before == character;
        if pair || "\\`*_[]<>&|~'\"{}#^$".contains(character) {
            text.push('\\');
        }
        text.push(if matches!(character, '\n' | '\r') { ' ' } else { character });
        before = character;
    }
    text
}

/// The variables in a part of the source, with their values as they are.
fn variables<'a>(
    source: &'a str,
    part: Range<usize>,
    settings: &'a Settings,
) -> impl Iterator<Item = (Range<usize>, &'a str)> {
    let mut rest = source.get(part.clone()).unwrap_or_default();
    std::iter::from_fn(move || {
        let (before, name, after) = next_variable(rest)?;
        let range = part.end - rest.len() + before.len()..part.end - after.len();
        rest = after;
        Some((range, name))
    })
    .filter_map(|(range, name)| Some((range, settings.variable(name)?)))
}

/// The variables in the target of a link that is written in place.
fn destination(link: &Link, source: &str, settings: &Settings) -> Vec<Edit> {
    if next_variable(&link.destination).is_none() {
        return Vec::new();
    }
    let written = source.get(link.range.clone()).unwrap_or_default();
    let Some(target) = written.rfind("](") else { return Vec::new() };
    let part = link.range.start + target..link.range.end;
    variables(source, part, settings).map(|(range, value)| (range, value.to_owned())).collect()
}

/// The variables in the targets of links that are written at the end, `[name]: target`.
fn definitions(markdown: &str, start: usize, settings: &Settings) -> Vec<Edit> {
    let parser = Parser::new_ext(markdown, markdown_options());
    let spans: Vec<Range<usize>> = parser.reference_definitions().iter().map(|(_, link)| link.span.clone()).collect();
    let edits = spans.into_iter().flat_map(|span| variables(markdown, span, settings));
    edits.map(|(range, value)| (range.start + start..range.end + start, value.to_owned())).collect()
}

/// The variables in a value of the front matter, with their values as the value's quotes ask for.
fn front_value(parsed: &Parsed, source: &str, key: &str, settings: &Settings) -> Vec<Edit> {
    let yaml = source.get(parsed.front_text.range.clone()).unwrap_or_default();
    let Some(found) = locate(yaml, &YamlPath::root().key(key), Part::Value) else { return Vec::new() };
    let quote = yaml.get(found.clone()).and_then(|value| value.chars().next()).unwrap_or(' ');
    let part = parsed.front_text.range.start + found.start..parsed.front_text.range.start + found.end;
    let written = |value: &str| match quote {
        '"' => value.replace('\\', "\\\\").replace('"', "\\\""),
        '\'' => value.replace('\'', "''"),
        _ => value.to_owned(),
    };
    variables(source, part, settings).map(|(range, value)| (range, written(value))).collect()
}

/// What a text says, event by event, with variables filled in where they count.
fn events(markdown: &str, settings: Option<&Settings>) -> Vec<String> {
    let fill_in = |text: &str| settings.map_or_else(|| text.to_owned(), |settings| settings.fill_in(text));
    let mut in_code = false;
    let mut said = Vec::new();
    for event in TextMergeStream::new(Parser::new_ext(markdown, markdown_options())) {
        match &event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            _ => {}
        }
        said.push(match event {
            Event::Text(text) if !in_code => fill_in(&text).split_whitespace().collect::<Vec<_>>().join(" "),
            Event::Start(Tag::Link { dest_url, title, .. }) => format!("link {} {title}", fill_in(&dest_url)),
            event => format!("{event:?}"),
        });
    }
    said
}
