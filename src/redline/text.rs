//! A text as its reader sees it: clauses of blocks of words, with variables filled in and without what is for others.

use std::borrow::Cow;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, OnceLock};

use super::passage::Passage;
use super::word_bounds::count_words;
use crate::model::{ClauseId, LinkTarget};

/// What a reader sees of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// In order; what stands above the first heading is a clause without one, and there only if it holds something.
    pub clauses: Vec<Clause>,
    /// The footnotes that the text mentions, in the order of their numbers: groups of kind [`GroupKind::Note`].
    pub notes: Vec<Block>,
}

/// A heading with what stands below it, up to the next heading of any level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// `None` for what stands above the first heading.
    pub heading: Option<Heading>,
    /// The text of the clause.
    pub passage: Arc<Passage>,
}

/// The heading of a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// From 1 to 6.
    pub level: u8,
    /// The anchor.
    pub id: ClauseId,
    /// The clause number, `4.2`; empty where clauses are not numbered.
    pub number: Arc<str>,
    /// The words.
    pub text: Inline,
}

/// A part of a text that starts on a new line.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Block {
    /// Words.
    Text(TextKind, Inline),
    /// Blocks that belong together: a list, an item, a quote.
    Group(GroupKind, Vec<Block>),
    /// A table.
    Table(Table),
    /// A code block, in which nothing is filled in.
    Code {
        /// The language; empty if none is named.
        language: String,
        /// The lines, with their ends.
        text: String,
    },
    /// Raw HTML, as written.
    Html(String),
    /// A line across the page.
    Rule,
}

/// What kind of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TextKind {
    /// A paragraph, or words that stand directly in an item, a term or a definition.
    Paragraph,
    /// A heading inside a group, which is no clause of its own.
    Heading(u8),
}

/// Why blocks belong together.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum GroupKind {
    /// A list of items; numbered from a number, or not at all.
    List(Option<u64>),
    /// An item of a list; for a task, whether it is done.
    Item(Option<bool>),
    /// A quote.
    Quote,
    /// An alert of a kind: `note`, `tip`, `important`, `warning`, `caution`.
    Alert(&'static str),
    /// A list of terms and definitions.
    Definitions,
    /// A term.
    Term,
    /// A definition of the terms before it.
    Definition,
    /// A footnote, by its label.
    Note(String),
}

/// A table: every row has a cell for each column.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Table {
    /// How the text of each column is aligned.
    pub columns: Vec<Alignment>,
    /// The first row is the head.
    pub rows: Vec<Vec<Inline>>,
}

/// How the text of a column is aligned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Alignment {
    /// As the language is written.
    #[default]
    Start,
    /// In the middle.
    Centre,
    /// At the far end.
    End,
}

/// Words with their formatting. Copies share them: most of a text stands in its redlines as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Inline(Arc<Line>);

/// The pieces of a line, and how many words they are, once somebody asked.
#[derive(Clone, Debug, Default)]
struct Line {
    pieces: Vec<Piece>,
    words: OnceLock<usize>,
}

impl PartialEq for Line {
    fn eq(&self, other: &Self) -> bool {
        self.pieces == other.pieces
    }
}

impl Eq for Line {}

impl Hash for Line {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.pieces.hash(state);
    }
}

/// Words of one formatting, or one object among them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Piece {
    /// The words; for an object the one character [`OBJECT`].
    pub text: String,
    /// The formatting.
    pub marks: Formatting,
    /// What stands in place of words.
    pub object: Option<Object>,
}

/// Stands in a text for what is not text (Unicode 16, section 23.8).
pub const OBJECT: &str = "\u{fffc}";

/// The formatting of words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Formatting {
    /// How many times each is open around the words does not matter, only whether.
    pub strong: bool,
    /// Stressed.
    pub emphasis: bool,
    /// Struck through by the author.
    pub strikethrough: bool,
    /// Code among words.
    pub code: bool,
    /// The link around the words.
    pub link: Option<Arc<Destination>>,
}

/// Something in a line that is not words.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Object {
    /// A picture.
    Image {
        /// Where it is.
        destination: Arc<Destination>,
        /// The alternative text.
        alt: String,
        /// Width and height in CSS pixels, where the file says so.
        size: Option<(usize, usize)>,
    },
    /// The mention of a footnote, by its label.
    Note(String),
    /// A line break that the author asked for.
    Break,
    /// Raw HTML, as written.
    Html(String),
}

/// Where a link leads or a picture is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Destination {
    /// Where it leads, once the whole content is known.
    pub target: LinkTarget,
    /// What the author wrote, for a target that is not known; else empty, so that two ways to write one place are equal.
    pub written: String,
}

impl Clause {
    pub(super) fn new(heading: Option<Heading>, blocks: Vec<Block>) -> Self {
        let title = heading.as_ref().map(|heading| heading.text.clone()).unwrap_or_default();
        Self { heading, passage: Arc::new(Passage::new(title, blocks)) }
    }

    /// The text of the clause.
    #[must_use]
    pub fn blocks(&self) -> &[Block] {
        self.passage.blocks()
    }
}

impl Destination {
    /// Where it leads, for people: an address, a place on the page, or a path from the root of the portal.
    #[must_use]
    pub fn place(&self) -> String {
        match &self.target {
            LinkTarget::External(address) => address.clone(),
            LinkTarget::Anchor(anchor) => format!("#{anchor}"),
            LinkTarget::Internal { url, fragment, .. } if fragment.is_empty() => url.to_string(),
            LinkTarget::Internal { url, fragment, .. } => format!("{url}#{fragment}"),
            LinkTarget::Broken | LinkTarget::Refused(_) | LinkTarget::Unpublished | LinkTarget::Gone => {
                self.written.clone()
            }
        }
    }
}

impl Inline {
    /// Adds a piece; pieces of one formatting become one.
    pub fn push(&mut self, text: &str, marks: &Formatting, object: Option<&Object>) {
        if text.is_empty() {
            return;
        }
        let pieces = self.change();
        // Most lines are one piece, for which a vector would make room for four.
        if pieces.is_empty() {
            pieces.reserve_exact(1);
        }
        match pieces.last_mut() {
            Some(last) if object.is_none() && last.object.is_none() && last.marks == *marks => last.text.push_str(text),
            _ => pieces.push(Piece { text: text.to_owned(), marks: marks.clone(), object: object.cloned() }),
        }
    }

    /// Adds all pieces of another.
    pub fn append(&mut self, other: &Self) {
        for piece in other.pieces() {
            self.push(&piece.text, &piece.marks, piece.object.as_ref());
        }
    }

    /// The pieces, in order; neighbours differ in formatting.
    #[must_use]
    pub fn pieces(&self) -> &[Piece] {
        &self.0.pieces
    }

    /// True where there is nothing at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pieces().is_empty()
    }

    /// The words without formatting.
    #[must_use]
    pub fn plain(&self) -> String {
        self.text().into_owned()
    }

    /// The words without formatting, copied only where that divides them.
    pub(super) fn text(&self) -> Cow<'_, str> {
        match self.pieces() {
            [piece] => Cow::Borrowed(&piece.text),
            pieces => pieces.iter().map(|piece| piece.text.as_str()).collect(),
        }
    }

    /// How many words there are.
    #[must_use]
    pub fn count(&self) -> usize {
        *self.0.words.get_or_init(|| count_words(&self.text()))
    }

    /// The pieces, to be changed: copies keep theirs.
    fn change(&mut self) -> &mut Vec<Piece> {
        let line = Arc::make_mut(&mut self.0);
        line.words = OnceLock::new();
        &mut line.pieces
    }

    /// Removes blanks at the end.
    pub(super) fn trim_end(&mut self) {
        if !self.pieces().last().is_some_and(|last| last.text.ends_with(' ')) {
            return;
        }
        let pieces = self.change();
        while let Some(last) = pieces.last_mut() {
            let kept = last.text.trim_end_matches(' ').len();
            last.text.truncate(kept);
            if kept > 0 {
                return;
            }
            pieces.pop();
        }
    }
}

impl Block {
    /// Calls `f` with every run of words in the block, code and raw HTML too.
    pub fn each_text<'a>(&'a self, f: &mut dyn FnMut(&'a str)) {
        match self {
            Self::Text(_, inline) => inline.pieces().iter().for_each(|piece| f(&piece.text)),
            Self::Group(_, blocks) => blocks.iter().for_each(|block| block.each_text(f)),
            Self::Table(table) => {
                table.rows.iter().flatten().flat_map(Inline::pieces).for_each(|piece| f(&piece.text));
            }
            Self::Code { text, .. } | Self::Html(text) => f(text),
            Self::Rule => {}
        }
    }

    /// The first words, for a reader who has to recognise the block: at most `limit` characters.
    #[must_use]
    pub fn excerpt(&self, limit: usize) -> String {
        let mut text = String::new();
        self.each_text(&mut |words| {
            if text.len() < limit * 4 {
                if !text.is_empty() && !text.ends_with(' ') {
                    text.push(' ');
                }
                text.push_str(words);
            }
        });
        shorten(&text, limit)
    }
}

/// A text on one line, cut behind a word: at most `limit` characters and an ellipsis.
#[must_use]
pub fn shorten(text: &str, limit: usize) -> String {
    let text = text.replace(OBJECT, "");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((end, _)) = text.char_indices().nth(limit) else { return text };
    let short = text.get(..end).unwrap_or_default();
    let whole = short.rfind(' ').filter(|at| *at > end / 2).and_then(|at| short.get(..at)).unwrap_or(short);
    format!("{whole}…")
}
