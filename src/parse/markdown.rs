//! Markdown: finds headings, links, pictures and variables, without making HTML.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{
    BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, TextMergeWithOffset,
};

use crate::check::{broken_link, deep_nesting, duplicate_id, heading_attribute};
use crate::diagnostic::Diagnostic;
use crate::model::{
    Body, ClauseId, CodeBlock, DutyId, Heading, Image, Link, LinkTarget, Markup, OrganisationKind, Recorder,
    is_kebab_case, next_variable,
};
use crate::span::{FilePath, Place};

/// Deeper than this, quotes and lists are a mistake or an attack; browsers give up at some hundreds.
const DEEPEST: usize = 64;

/// The Markdown that Vellum reads: CommonMark, the GitHub extensions, and definition lists.
#[must_use]
pub fn markdown_options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
}

/// The anchor that a heading gets from its text: letters and digits in lower case, joined by hyphens.
#[must_use]
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_ascii_alphanumeric() {
            slug.push(character.to_ascii_lowercase());
        } else if character.is_alphanumeric() {
            slug.extend(character.to_lowercase());
        } else if !matches!(character, '\'' | '’') && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    if slug.is_empty() { "section".into() } else { slug }
}

/// Where a Markdown text comes from.
pub(super) struct Origin<'a> {
    pub(super) file: &'a FilePath,
    /// For a text inside a YAML value: the place of the value.
    pub(super) inside: Option<Place>,
}

/// Reads a text. A text that is nested too deeply is not read at all.
pub(super) fn read(origin: Origin<'_>, source: &Arc<str>, text: Range<usize>, findings: &mut Vec<Diagnostic>) -> Body {
    let mut reader = Reader::new(Body::unread(origin.file, origin.inside, Arc::clone(source), text.clone()));
    let markdown = source.get(text.clone()).unwrap_or_default();
    let mut broken = Vec::new();
    let mut no_definition = |link: BrokenLink<'_>| {
        if matches!(link.link_type, LinkType::Reference | LinkType::Collapsed) {
            broken.push((link.reference.to_string(), link.span));
        }
        None::<(CowStr<'_>, CowStr<'_>)>
    };
    let parser = Parser::new_with_broken_link_callback(markdown, markdown_options(), Some(&mut no_definition));
    let mut recorder = Recorder::new(markdown);
    let events = parser.into_offset_iter().inspect(|(event, range)| recorder.event(event, range));
    // Marks inside the braces of a variable part a text into several events.
    reader.has_variables = markdown.contains("{{");
    let too_deep = if reader.has_variables {
        reader.read(TextMergeWithOffset::new(events), text.start)
    } else {
        reader.read(events, text.start)
    };
    if let Some(at) = too_deep {
        findings.push(deep_nesting::finding(reader.body.place(&(at..at)), DEEPEST));
        reader.body.text.end = reader.body.text.start;
        return reader.close();
    }
    reader.body.recording = recorder.finish();
    for (reference, span) in broken {
        let range = span.start + text.start..span.end + text.start;
        findings.push(broken_link::no_definition(reader.body.place(&range), &reference));
    }
    reader.finish(findings)
}

/// A heading while its text is being read.
struct OpenHeading {
    level: u8,
    id: Option<String>,
    attributes: Vec<(String, Option<String>)>,
    text: String,
    range: Range<usize>,
    in_note: bool,
}

struct Reader {
    body: Body,
    depth: usize,
    heading: Option<OpenHeading>,
    headings: Vec<OpenHeading>,
    /// Links and pictures that are open: their place in `body.markup`, and the text in them so far.
    open: Vec<(usize, String)>,
    code: Vec<CodeBlock>,
    variables: Vec<(String, Range<usize>)>,
    html: Vec<Range<usize>>,
    in_code: bool,
    in_note: bool,
    /// True where the last event was text that ended within a word.
    in_word: bool,
    /// False where the text cannot name any variable, as most cannot.
    has_variables: bool,
}

impl Reader {
    fn new(body: Body) -> Self {
        Self {
            body,
            depth: 0,
            heading: None,
            headings: Vec::new(),
            open: Vec::new(),
            code: Vec::new(),
            variables: Vec::new(),
            html: Vec::new(),
            in_code: false,
            in_note: false,
            in_word: false,
            has_variables: true,
        }
    }

    /// Takes all events; the place where the text is nested too deeply, if it is.
    fn read<'a>(&mut self, events: impl Iterator<Item = (Event<'a>, Range<usize>)>, start: usize) -> Option<usize> {
        for (event, range) in events {
            let range = range.start + start..range.end + start;
            let at = range.start;
            if !self.event(event, range) {
                return Some(at);
            }
        }
        None
    }

    /// Takes one event; false when the text is nested too deeply.
    fn event(&mut self, event: Event<'_>, range: Range<usize>) -> bool {
        let in_word = std::mem::take(&mut self.in_word);
        match event {
            Event::Start(tag) => {
                self.depth += 1;
                self.start(tag, range);
            }
            Event::End(tag) => {
                self.depth -= 1;
                self.end(tag);
            }
            Event::Text(text) => self.text(&text, &range, in_word),
            Event::Code(text) => self.add_text(&text),
            Event::SoftBreak | Event::HardBreak => self.add_text(" "),
            Event::InlineHtml(_) => self.html.push(range),
            Event::Html(_) => {
                // A block comes line by line; it starts with the empty range that its tag left.
                if let Some(block) = self.html.last_mut() {
                    let line = self.body.source.get(range.clone()).unwrap_or_default();
                    block.end = range.end - (line.len() - line.trim_end().len());
                }
            }
            _ => {}
        }
        self.depth <= DEEPEST
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Heading { level, id, classes, attrs } => {
                let mut attributes: Vec<_> = attrs
                    .into_iter()
                    .map(|(key, value)| (key.to_string(), value.map(|value| value.to_string())))
                    .collect();
                attributes.extend(classes.into_iter().map(|class| (format!(".{class}"), None)));
                self.heading = Some(OpenHeading {
                    level: level as u8,
                    id: id.map(|id| id.to_string()),
                    attributes,
                    text: String::new(),
                    range,
                    in_note: self.in_note,
                });
            }
            Tag::Link { dest_url, .. } => {
                self.open.push((self.body.markup.len(), String::new()));
                self.body.markup.push(Markup::Link(Link {
                    destination: (*dest_url).into(),
                    text: Arc::default(),
                    range,
                    target: LinkTarget::Broken,
                }));
            }
            Tag::Image { dest_url, .. } => {
                self.open.push((self.body.markup.len(), String::new()));
                self.body.markup.push(Markup::Image(Image {
                    destination: (*dest_url).into(),
                    alt: Arc::default(),
                    range,
                    target: LinkTarget::Broken,
                    size: None,
                }));
            }
            Tag::HtmlBlock => self.html.push(range.start..range.start),
            Tag::FootnoteDefinition(_) => self.in_note = true,
            Tag::CodeBlock(kind) => {
                self.in_code = true;
                if let CodeBlockKind::Fenced(info) = kind
                    && let Some(language) = info.split([' ', ',']).next().filter(|language| !language.is_empty())
                {
                    self.code.push(CodeBlock { language: language.to_owned(), range });
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => self.headings.extend(self.heading.take()),
            TagEnd::Link | TagEnd::Image => self.close_markup(),
            TagEnd::CodeBlock => self.in_code = false,
            TagEnd::FootnoteDefinition => self.in_note = false,
            _ => {}
        }
    }

    /// `in_word` is true where the text goes on with a word of the event before.
    fn text(&mut self, text: &str, range: &Range<usize>, in_word: bool) {
        self.body.words += words(text, in_word);
        self.in_word = if text.is_empty() { in_word } else { text.ends_with(|last: char| !last.is_ascii_whitespace()) };
        self.add_text(text);
        if self.in_code || !self.has_variables {
            return;
        }
        let mut rest = self.body.source.get(range.clone()).unwrap_or_default();
        while let Some((before, name, after)) = next_variable(rest) {
            let start = range.end - rest.len() + before.len();
            let end = range.end - after.len();
            self.variables.push((name.to_owned(), start..end));
            rest = after;
        }
    }

    /// Adds plain text to whatever is open around it.
    fn add_text(&mut self, text: &str) {
        if let Some(heading) = &mut self.heading {
            heading.text.push_str(text);
        }
        for (_, open) in &mut self.open {
            open.push_str(text);
        }
    }

    /// Gives the link or picture that was opened last its text.
    fn close_markup(&mut self) {
        let Some((index, text)) = self.open.pop() else { return };
        match self.body.markup.get_mut(index) {
            Some(Markup::Link(link)) => link.text = text.into(),
            Some(Markup::Image(image)) => image.alt = text.into(),
            None => {}
        }
    }

    /// What was read so far.
    fn close(mut self) -> Body {
        while !self.open.is_empty() {
            self.close_markup();
        }
        Body { code: self.code.into(), variables: self.variables.into(), html: self.html.into(), ..self.body }
    }

    /// Gives every heading its anchor. Authors' own ids come first, so that a made one never takes theirs.
    fn finish(mut self, findings: &mut Vec<Diagnostic>) -> Body {
        let mut taken: HashSet<String> = self.headings.iter().filter_map(|heading| heading.id.clone()).collect();
        let mut seen: HashSet<String> = HashSet::new();
        let headings = std::mem::take(&mut self.headings);
        // They are kept, of every text: no more room than they need.
        self.body.headings.reserve_exact(headings.len());
        for heading in headings {
            let place = self.body.place(&heading.range);
            let id = match heading.id {
                Some(id) => {
                    if !is_kebab_case(&id) {
                        findings.push(heading_attribute::id(place.clone(), &id, &slug(&id)));
                    }
                    if !seen.insert(id.clone()) {
                        findings.push(duplicate_id::heading(place.clone(), &id));
                    }
                    id
                }
                None => free_id(&slug(&heading.text), &mut taken),
            };
            let mut attributes = Attributes::default();
            for (key, value) in &heading.attributes {
                attributes.read(key, value.as_deref(), &place, findings);
            }
            self.body.headings.push(Heading {
                level: heading.level,
                id: ClauseId::new(&id),
                older: Vec::new(),
                text: heading.text.trim().into(),
                covers: attributes.covers,
                applies_to: attributes.applies_to,
                range: heading.range,
                number: String::new(),
                in_note: heading.in_note,
                shown: true,
            });
        }
        self.close()
    }
}

/// How many words begin in a text; `in_word` is true where its first letters belong to a word before it. Starts are counted
/// in bytes, a lane each, so that the compiler looks at many at once.
fn words(text: &str, in_word: bool) -> usize {
    let bytes = text.as_bytes();
    let starts = |before: &u8, byte: &u8| u8::from(before.is_ascii_whitespace() & !byte.is_ascii_whitespace());
    let first = bytes.first().map_or(0, |byte| usize::from(!in_word & !byte.is_ascii_whitespace()));
    let rest = bytes.get(1..).unwrap_or_default().chunks(LANE).zip(bytes.chunks(LANE));
    first
        + rest
            .map(|(here, before)| usize::from(before.iter().zip(here).map(|(b, h)| starts(b, h)).sum::<u8>()))
            .sum::<usize>()
}

/// So many starts of words fit into a byte.
const LANE: usize = 255;

fn free_id(wanted: &str, taken: &mut HashSet<String>) -> String {
    let mut id = wanted.to_owned();
    let mut count = 1;
    while !taken.insert(id.clone()) {
        count += 1;
        id = format!("{wanted}-{count}");
    }
    id
}

/// `{#id covers=a,b applies-to=c}`, less the id.
#[derive(Default)]
struct Attributes {
    covers: Vec<DutyId>,
    applies_to: Vec<OrganisationKind>,
}

impl Attributes {
    fn read(&mut self, key: &str, value: Option<&str>, place: &Place, findings: &mut Vec<Diagnostic>) {
        let words = || value.unwrap_or_default().split(',').map(|word| word.trim_matches(['"', '\'']));
        if !matches!(key, "covers" | "applies-to") {
            findings.push(heading_attribute::unknown(place.clone(), key));
            return;
        }
        if value.is_none_or(str::is_empty) {
            findings.push(heading_attribute::empty(place.clone(), key));
            return;
        }
        for word in words() {
            if !is_kebab_case(word) {
                findings.push(heading_attribute::word(place.clone(), key, word));
            } else if key == "covers" {
                self.covers.push(DutyId::new(word));
            } else {
                self.applies_to.push(OrganisationKind::new(word));
            }
        }
    }
}
