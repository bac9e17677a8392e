//! The blocks of a text: paragraphs, list items, headings and cells, as plain text that knows its place in the file.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::model::Body;

/// Stands in a block's text where the Markdown has code: no word, and no space between two words either.
pub const CODE: char = '\u{fffc}';

/// A block of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// True inside a quote that is not an alert: the words of a script, or of somebody else.
    pub quoted: bool,
    /// For a cell: the row that it belongs to, counted from 1 through the whole text; else 0.
    pub row: usize,
    /// The words, without marks; `{{ variables }}` as they are written, and [`CODE`] for code.
    pub text: String,
    pieces: Vec<Piece>,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A paragraph, a list item, a definition: sentences.
    Prose,
    /// A heading, or a term that is defined.
    Heading,
    /// A cell of a table.
    Cell,
}

/// A part of a block's text that came from one place.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Piece {
    /// Where it starts in the block's text.
    at: usize,
    /// The bytes of the body's source.
    source: Range<usize>,
    /// True where source and text are the same letter by letter.
    exact: bool,
}

impl Block {
    /// The bytes of the body's source that a part of the text came from.
    #[must_use]
    pub fn source(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.piece(range.start).map_or(0, |piece| match piece.exact {
            true => piece.source.start + (range.start - piece.at),
            false => piece.source.start,
        });
        let end = self.piece(range.end.saturating_sub(1)).map_or(start, |piece| match piece.exact {
            true => piece.source.start + (range.end - piece.at),
            false => piece.source.end,
        });
        start..end.max(start)
    }

    /// The piece that a byte of the text belongs to.
    fn piece(&self, at: usize) -> Option<&Piece> {
        let after = self.pieces.partition_point(|piece| piece.at <= at);
        self.pieces.get(after.checked_sub(1)?)
    }

    fn push(&mut self, text: &str, source: Range<usize>, exact: bool) {
        self.pieces.push(Piece { at: self.text.len(), source, exact });
        self.text.push_str(text);
    }
}

/// The blocks of a text, in order. The words of code blocks, pictures and raw HTML are in none of them.
#[must_use]
pub fn blocks(body: &Body) -> Vec<Block> {
    let start = body.text.start;
    let mut reader = Reader::default();
    for (event, range) in body.events() {
        let range = range.start + start..range.end + start;
        reader.event(&event, range, &body.source);
    }
    reader.close();
    reader.blocks
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    open: Option<Block>,
    /// Which of the quotes that are open are alerts.
    quotes: Vec<bool>,
    kind: Option<BlockKind>,
    /// How many rows have started.
    rows: usize,
    /// How many code blocks and pictures are open.
    silent: usize,
}

impl Reader {
    fn event(&mut self, event: &Event<'_>, range: Range<usize>, source: &str) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) => {
                let exact = source.get(range.clone()) == Some(text);
                self.push(text, range, exact);
            }
            Event::Code(_) => self.push(CODE.encode_utf8(&mut [0; 4]), range, false),
            Event::SoftBreak | Event::HardBreak => self.push(" ", range, false),
            Event::Rule => self.close(),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Image { .. } => self.silent += 1,
            Tag::CodeBlock(_) => {
                self.close();
                self.silent += 1;
            }
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } => {}
            tag => {
                self.close();
                match tag {
                    Tag::BlockQuote(kind) => self.quotes.push(kind.is_some()),
                    Tag::Heading { .. } | Tag::DefinitionListTitle => self.kind = Some(BlockKind::Heading),
                    Tag::TableHead | Tag::TableRow => self.rows += 1,
                    Tag::TableCell => self.kind = Some(BlockKind::Cell),
                    _ => {}
                }
            }
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Image => self.silent -= 1,
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => {}
            tag => {
                self.close();
                match tag {
                    TagEnd::CodeBlock => self.silent -= 1,
                    TagEnd::BlockQuote(_) => drop(self.quotes.pop()),
                    TagEnd::Heading(_) | TagEnd::DefinitionListTitle | TagEnd::TableCell => self.kind = None,
                    _ => {}
                }
            }
        }
    }

    fn push(&mut self, text: &str, source: Range<usize>, exact: bool) {
        if self.silent > 0 {
            return;
        }
        let kind = self.kind.unwrap_or(BlockKind::Prose);
        let quoted = self.quotes.contains(&false);
        let row = if kind == BlockKind::Cell { self.rows } else { 0 };
        let new = || Block { kind, quoted, row, text: String::new(), pieces: Vec::new() };
        self.open.get_or_insert_with(new).push(text, source, exact);
    }

    fn close(&mut self) {
        self.blocks.extend(self.open.take().filter(|block| !block.text.trim().is_empty()));
    }
}
