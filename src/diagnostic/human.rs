//! Findings for a person at a terminal: file, line, column, excerpt and fix.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level as Tone, Renderer, Snippet};

use super::{Diagnostic, Level};
use crate::source::Snapshot;
use crate::span::{Place, line_start, position};

/// One finding as text, without a final line end; `colour` adds terminal colours.
#[must_use]
pub fn human(diagnostic: &Diagnostic, snapshot: &Snapshot, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let files: Vec<(Excerpt, &str)> = std::iter::once((&diagnostic.place, ""))
        .chain(diagnostic.related.iter().map(|(place, what)| (place, what.as_str())))
        .map(|(place, what)| (Excerpt::of(place, snapshot), what))
        .collect();
    let title = tone(diagnostic.level).primary_title(diagnostic.message.as_str()).id(diagnostic.rule.name);
    let mut group = Group::with_title(title);
    for (index, (excerpt, what)) in files.iter().enumerate() {
        group = add(group, excerpt, what, index == 0);
    }
    let mut report = vec![group];
    if let Some(help) = &diagnostic.help {
        report.push(Group::with_title(Tone::HELP.secondary_title(help.as_str())));
    }
    renderer.decor_style(DecorStyle::Ascii).render(&report)
}

/// The lines around a place. Long files are cut to a window, so that one finding never costs the whole file.
struct Excerpt {
    path: String,
    window: Option<Window>,
}

struct Window {
    text: String,
    first_line: usize,
    range: std::ops::Range<usize>,
}

/// A longer line is cut for display: minified text would flood the terminal.
const LONGEST_LINE: usize = 400;

impl Excerpt {
    fn of(place: &Place, snapshot: &Snapshot) -> Self {
        let path = snapshot.display(&place.file);
        let window = snapshot.text(&place.file).and_then(|text| {
            let range = place.resolve(text)?;
            Some(Window::around(text, range))
        });
        Self { path, window }
    }
}

impl Window {
    fn around(text: &str, range: std::ops::Range<usize>) -> Self {
        let position = position(text, range.start);
        let mut start = line_start(text, range.start);
        if range.start - start > LONGEST_LINE {
            start = text.floor_char_boundary(range.start - LONGEST_LINE / 2);
        }
        // Of several lines the first is enough to find the place.
        let end = text.floor_char_boundary(start + LONGEST_LINE).max(range.start);
        let end = text[range.start..end].find(['\n', '\r']).map_or(end, |found| range.start + found);
        let mut line = &text[start..end];
        let mut skipped = start;
        if let Some(rest) = line.strip_prefix('\u{feff}') {
            skipped += line.len() - rest.len();
            line = rest;
        }
        let from = range.start.saturating_sub(skipped).min(line.len());
        let to = range.end.saturating_sub(skipped).clamp(from, line.len());
        Self { text: line.to_owned(), first_line: position.line, range: from..to }
    }
}

fn add<'a>(group: Group<'a>, excerpt: &'a Excerpt, what: &'a str, primary: bool) -> Group<'a> {
    let kind = if primary { AnnotationKind::Primary } else { AnnotationKind::Context };
    match &excerpt.window {
        None => group.element(annotate_snippets::Origin::path(excerpt.path.as_str())),
        Some(window) => group.element(
            Snippet::source(window.text.as_str())
                .line_start(window.first_line)
                .path(excerpt.path.as_str())
                .annotation(kind.span(window.range.clone()).label(what)),
        ),
    }
}

fn tone(level: Level) -> Tone<'static> {
    match level {
        Level::Error => Tone::ERROR,
        Level::Warning => Tone::WARNING,
        Level::Info | Level::Off => Tone::INFO,
    }
}
