//! Corrections of released texts: the words that are found, the text with others in their place, and where both are
//! shown.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::markdown::{self, Origin};
use super::markdown_options;
use crate::model::{Body, Corrected};

/// A part of a text with corrections: an event of its Markdown, or where a correction starts or ends.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece<'a> {
    /// Something of the text.
    Event(Event<'a>),
    /// The correction with this index starts.
    Start(usize),
    /// It ends.
    End(usize),
}

/// Every place of some words in a Markdown text, wherever its lines are broken.
#[must_use]
pub fn places(markdown: &str, words: &str) -> Vec<Range<usize>> {
    let words: Vec<&str> = words.split_whitespace().collect();
    let Some(first) = words.first() else { return Vec::new() };
    let starts = markdown.match_indices(first).map(|(start, _)| start);
    starts.filter_map(|start| Some(start..start + length(markdown.get(start..)?, &words)?)).collect()
}

/// How long the words at the start of a text are, if they are there.
fn length(text: &str, words: &[&str]) -> Option<usize> {
    let mut rest = text;
    for (index, word) in words.iter().enumerate() {
        if index > 0 {
            let trimmed = rest.trim_start();
            if trimmed.len() == rest.len() {
                return None;
            }
            rest = trimmed;
        }
        rest = rest.strip_prefix(word)?;
    }
    Some(text.len() - rest.len())
}

/// The text with corrections made in it; `None` if they cannot be shown there, or would change an anchor.
///
/// Each comes with its place in the Markdown of `body`, in order, and with what is to stand there.
#[must_use]
pub fn correct(body: &Body, corrections: &[(Range<usize>, &str, Corrected)]) -> Option<Body> {
    let mut source = body.source.get(..body.text.start)?.to_owned();
    let old = body.markdown();
    let mut from = 0;
    let mut made = Vec::new();
    for (range, replacement, corrected) in corrections {
        source.push_str(old.get(from..range.start)?);
        let start = source.len();
        source.push_str(replacement);
        made.push(Corrected {
            range: start..source.len(),
            replaced: body.text.start + range.start..body.text.start + range.end,
            original: plain(old.get(range.clone())?),
            ..corrected.clone()
        });
        from = range.end;
    }
    source.push_str(old.get(from..)?);
    let source: Arc<str> = source.into();
    let origin = Origin { file: &body.file, inside: body.inside.clone() };
    // What is wrong in the text is known from the text as it was released.
    let mut new = markdown::read(origin, &source, body.text.start..source.len(), &mut Vec::new());
    new.corrections = made;
    let anchors = |body: &Body| body.headings.iter().map(|heading| heading.id.clone()).collect::<Vec<_>>();
    let found: Vec<Range<usize>> = corrections.iter().map(|(range, ..)| range.clone()).collect();
    // All that is not corrected must read as before: half a mark that is replaced would show the other half.
    let same = around(&pieces_at(body, &found)?) == around(&pieces(&new)?);
    (same && anchors(&new) == anchors(body)).then_some(new)
}

/// What a text says outside its corrections: its words, and the blocks that they stand in.
fn around(pieces: &[Piece<'_>]) -> Vec<String> {
    let mut said: Vec<String> = vec![String::new()];
    let mut inside = false;
    for piece in pieces {
        match piece {
            Piece::Start(_) => inside = true,
            Piece::End(_) => inside = false,
            Piece::Event(Event::Text(text)) if !inside => {
                said.iter_mut().last().into_iter().for_each(|last| last.push_str(text))
            }
            Piece::Event(Event::Start(tag)) if is_block(&tag.to_end()) => {
                said.extend([format!("{tag:?}"), String::new()])
            }
            Piece::Event(Event::End(tag)) if is_block(tag) => said.extend([format!("{tag:?}"), String::new()]),
            Piece::Event(Event::Start(_) | Event::End(_)) => {}
            Piece::Event(event) if !inside => said.extend([format!("{event:?}"), String::new()]),
            Piece::Event(_) => {}
        }
    }
    said
}

fn is_block(tag: &TagEnd) -> bool {
    !matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link)
}

/// What a piece of Markdown says, without its marks.
fn plain(markdown: &str) -> String {
    let mut text = String::new();
    for event in Parser::new_ext(markdown, markdown_options()) {
        match event {
            Event::Text(words) | Event::Code(words) => text.push_str(&words),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            _ => {}
        }
    }
    text
}

/// The events of a text with the corrections between them; `None` where one crosses the bounds of a paragraph, a link,
/// an emphasis or a piece of code.
#[must_use]
pub fn pieces(body: &Body) -> Option<Vec<Piece<'_>>> {
    let start = body.text.start;
    let ranges: Vec<Range<usize>> = body
        .corrections
        .iter()
        .map(|correction| correction.range.start - start..correction.range.end - start)
        .collect();
    pieces_at(body, &ranges)
}

fn pieces_at<'a>(body: &'a Body, ranges: &[Range<usize>]) -> Option<Vec<Piece<'a>>> {
    let mut weaver = Weaver { ranges, next: 0, open: None, depth: 0, closed: 0, at: 0, pieces: Vec::new() };
    for (event, range) in body.events() {
        weaver.event(event, range, body.markdown())?;
    }
    weaver.finish()
}

/// Puts corrections between events. Texts, code and breaks are leaves; a correction begins before the first leaf that
/// it covers and ends behind the last.
struct Weaver<'a, 'r> {
    ranges: &'r [Range<usize>],
    /// The first correction that has not started.
    next: usize,
    /// The depth at which the current correction, the one before `next`, started.
    open: Option<usize>,
    depth: usize,
    /// How deep the current event is in code or a picture, where nothing can be shown.
    closed: usize,
    /// Where the last leaf ended.
    at: usize,
    pieces: Vec<Piece<'a>>,
}

/// Marks that may stand between the start of a correction and the first of its words.
const OPENING: [char; 4] = ['*', '_', '~', '['];

impl<'a> Weaver<'a, '_> {
    fn event(&mut self, event: Event<'a>, range: Range<usize>, markdown: &'a str) -> Option<()> {
        match &event {
            Event::Start(tag) => {
                self.close_before(range.start);
                let closes = matches!(tag, Tag::CodeBlock(_) | Tag::Image { .. } | Tag::HtmlBlock);
                self.closed += usize::from(closes || self.closed > 0);
                self.depth += 1;
            }
            Event::End(_) => {
                self.depth -= 1;
                self.closed = self.closed.saturating_sub(1);
                self.leave(&range)?;
            }
            Event::Text(text) if **text == *markdown.get(range.clone())? => return self.text(range, markdown),
            _ => {
                self.leaf(&range, markdown)?;
                self.pieces.push(Piece::Event(event));
                return self.removed(range.end);
            }
        }
        self.pieces.push(Piece::Event(event));
        Some(())
    }

    /// A text that may be cut anywhere.
    fn text(&mut self, range: Range<usize>, markdown: &'a str) -> Option<()> {
        let mut cuts: Vec<usize> = self.ranges.iter().flat_map(|range| [range.start, range.end]).collect();
        cuts.retain(|cut| range.start < *cut && *cut < range.end);
        cuts.push(range.end);
        cuts.dedup();
        let mut from = range.start;
        for to in cuts {
            self.leaf(&(from..to), markdown)?;
            self.pieces.push(Piece::Event(Event::Text(markdown.get(from..to)?.into())));
            self.removed(to)?;
            from = to;
        }
        Some(())
    }

    /// Ends and starts corrections before a leaf.
    fn leaf(&mut self, range: &Range<usize>, markdown: &str) -> Option<()> {
        self.close_before(range.start);
        if let (None, Some(correction)) = (self.open, self.ranges.get(self.next))
            && (correction.start < range.end || correction.is_empty() && correction.start <= range.start)
        {
            let before = markdown.get(correction.start.min(range.start)..range.start)?;
            let fits = correction.start <= range.start && before.chars().all(|mark| OPENING.contains(&mark));
            if self.closed > 0 || !correction.is_empty() && (!fits || correction.end < range.end) {
                return None;
            }
            self.start();
            self.close_before(range.start);
        }
        self.at = range.end;
        match self.current() {
            Some(correction) if self.open.is_some() && correction.end < range.end => None,
            _ => Some(()),
        }
    }

    /// Shows what was taken away behind the leaf that it followed.
    fn removed(&mut self, at: usize) -> Option<()> {
        let gone = self.ranges.get(self.next).is_some_and(|range| range.is_empty() && range.start == at);
        if gone && self.open.is_none() {
            if self.closed > 0 {
                return None;
            }
            self.start();
            self.close_before(at);
        }
        Some(())
    }

    /// Leaves an element: a correction that began in it must be over, and none may end in its closing marks.
    fn leave(&mut self, range: &Range<usize>) -> Option<()> {
        let (Some(depth), Some(correction)) = (self.open, self.current()) else { return Some(()) };
        if self.at < correction.end && correction.end < range.end {
            return None;
        }
        if self.depth < depth {
            if correction.end > self.at.max(range.end) {
                return None;
            }
            self.pieces.push(Piece::End(self.next - 1));
            self.open = None;
        }
        Some(())
    }

    fn start(&mut self) {
        self.pieces.push(Piece::Start(self.next));
        self.open = Some(self.depth);
        self.next += 1;
    }

    /// The correction that is open.
    fn current(&self) -> Option<Range<usize>> {
        self.ranges.get(self.next.checked_sub(1)?).cloned()
    }

    /// Ends the current correction if it is over before a place in the text.
    fn close_before(&mut self, at: usize) {
        if self.open == Some(self.depth) && self.current().is_some_and(|range| range.end <= at) {
            self.pieces.push(Piece::End(self.next - 1));
            self.open = None;
        }
    }

    fn finish(mut self) -> Option<Vec<Piece<'a>>> {
        self.close_before(usize::MAX);
        let whole = self.open.is_none() && self.next == self.ranges.len();
        whole.then(|| merged(self.pieces))
    }
}

/// Neighbouring texts as one, as readers of the events expect.
fn merged(pieces: Vec<Piece<'_>>) -> Vec<Piece<'_>> {
    let mut merged: Vec<Piece<'_>> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match (merged.last_mut(), piece) {
            (Some(Piece::Event(Event::Text(before))), Piece::Event(Event::Text(text))) => {
                *before = format!("{before}{text}").into();
            }
            (_, piece) => merged.push(piece),
        }
    }
    merged
}
