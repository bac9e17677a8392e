//! Markdown as plain text, a piece for each heading: what is searched, and what excerpts are cut from.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::model::{Body, Settings};
use crate::parse::Shown;
use crate::prose::is_spaced;

/// The text below one heading, or above the first.
#[derive(Debug, Default)]
pub(super) struct Piece {
    /// The place of the heading in [`Body::headings`]; `None` for what stands above the first.
    pub(super) heading: Option<usize>,
    /// Words with single spaces, and a line for each paragraph, list item and table cell.
    pub(super) text: String,
}

/// About how many bytes a piece has.
const BYTES_OF_A_PIECE: usize = 512;

/// The text of a body, less the clauses that are not shown. The first piece is what stands above the first heading.
pub(super) fn pieces(settings: &Settings, body: &Body) -> Vec<Piece> {
    pieces_without(settings, body, &[])
}

/// The same without the clauses of some headings: `left_out` tells of each, and may be shorter.
pub(super) fn pieces_without(settings: &Settings, body: &Body, left_out: &[bool]) -> Vec<Piece> {
    let mut reader = Reader::new(settings, body, left_out);
    body.events().for_each(|(event, _)| reader.event(&event));
    reader.fill_in();
    for piece in &mut reader.pieces {
        piece.text.truncate(piece.text.trim_end().len());
    }
    reader.pieces
}

/// The whole text of a body, with its headings.
pub(super) fn plain(settings: &Settings, body: &Body) -> String {
    let mut text = String::new();
    for piece in pieces(settings, body) {
        let heading = piece.heading.and_then(|at| body.headings.get(at)).map(|heading| settings.fill_in(&heading.text));
        for part in heading.iter().chain([&piece.text]).filter(|part| !part.is_empty()) {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(part);
        }
    }
    text
}

struct Reader<'a> {
    settings: &'a Settings,
    pieces: Vec<Piece>,
    shown: Shown<'a>,
    left_out: &'a [bool],
    /// Whether the clause that is being read is left out.
    is_left_out: bool,
    /// In a heading, or in a clause that is left out.
    passes_over: bool,
    in_code: bool,
    /// Text from its first brace on: what the settings say may be named in several events.
    braced: String,
}

impl<'a> Reader<'a> {
    fn new(settings: &'a Settings, body: &'a Body, left_out: &'a [bool]) -> Self {
        let (pieces, shown) = (vec![Piece::default()], Shown::new(body));
        Self {
            settings,
            pieces,
            shown,
            left_out,
            is_left_out: false,
            passes_over: false,
            in_code: false,
            braced: String::new(),
        }
    }

    fn event(&mut self, event: &Event<'_>) {
        if !matches!(event, Event::Text(_)) {
            self.fill_in();
        }
        if !self.shown.take(event) {
            return;
        }
        match event {
            Event::Start(Tag::Heading { .. }) => self.heading(),
            Event::End(TagEnd::Heading(_)) => self.passes_over = self.is_left_out,
            Event::End(TagEnd::FootnoteDefinition) => self.line(),
            Event::Start(Tag::CodeBlock(_)) => self.in_code = true,
            Event::End(TagEnd::CodeBlock) => {
                self.in_code = false;
                self.line();
            }
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::TableCell | TagEnd::TableRow | TagEnd::TableHead)
            | Event::End(TagEnd::DefinitionListTitle | TagEnd::DefinitionListDefinition)
            | Event::Start(Tag::List(_)) => self.line(),
            Event::Text(text) if !self.in_code && (!self.braced.is_empty() || text.contains('{')) => {
                self.braced.push_str(text);
            }
            Event::Text(text) | Event::Code(text) => self.push(text),
            Event::SoftBreak | Event::HardBreak => self.push(" "),
            _ => {}
        }
    }

    /// Pushes what was kept because of its braces.
    fn fill_in(&mut self) {
        if !self.braced.is_empty() {
            let filled = self.settings.fill_in(&self.braced);
            self.braced.clear();
            self.push(&filled);
        }
    }

    /// A heading starts a piece, unless it stands in a footnote.
    fn heading(&mut self) {
        if self.shown.heading().is_some_and(|heading| !heading.in_note) {
            let heading = self.shown.heading_index();
            self.passes_over = true;
            self.is_left_out = self.left_out.get(heading).copied().unwrap_or_default();
            if !self.is_left_out {
                self.pieces.push(Piece { heading: Some(heading), text: String::with_capacity(BYTES_OF_A_PIECE) });
            }
        }
    }

    fn push(&mut self, text: &str) {
        if self.passes_over {
            return;
        }
        let Some(piece) = self.pieces.last_mut() else { return };
        if is_plain(text) {
            // Nearly every text: at most its first space is one too many.
            let is_spaced = piece.text.is_empty() || piece.text.ends_with([' ', '\n']);
            piece.text.push_str(text.strip_prefix(' ').filter(|_| is_spaced).unwrap_or(text));
            return;
        }
        for word in text.split_inclusive(char::is_whitespace) {
            let own = word.trim_end();
            piece.text.push_str(own);
            if own.len() < word.len() && !piece.text.is_empty() && !piece.text.ends_with([' ', '\n']) {
                piece.text.push(' ');
            }
        }
    }

    fn line(&mut self) {
        if self.passes_over {
            return;
        }
        let Some(piece) = self.pieces.last_mut() else { return };
        piece.text.truncate(piece.text.trim_end().len());
        if !piece.text.is_empty() {
            piece.text.push('\n');
        }
    }
}

/// True for a text of ordinary characters with single spaces. All of it is read, whatever comes first, because that takes
/// less time than to look at each byte by itself.
fn is_plain(text: &str) -> bool {
    text.bytes().fold(true, |all, byte| all & (b' '..0x80).contains(&byte)) && is_spaced(text)
}
