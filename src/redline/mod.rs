//! Redlines: what changed from one text to another, clause by clause, word by word.
//!
//! A released text that was corrected is compared with its corrections; [`corrected()`] says which. Clauses belong together by their ids and by the successors that an author names, else by likeness; blocks inside them by their words; then
//! words are compared with `imara-diff`. What stands elsewhere is told as moved, with what changed in it. Nothing is
//! lost: [`Redline::before`] and [`Redline::after`] give both texts back, block for block.
//!
//! The work is bounded. Finding what is equal takes near linear time (`imara-diff` gives up on perfection where texts
//! repeat themselves). Finding what is alike may look at [`MOST_COMPARISONS`] words, in windows of 64 blocks; texts that
//! need more get a coarser redline, in which changed blocks are shown as removed and added. Lines with more than
//! [`MOST_WORDS`] words are compared at their beginnings and ends only.

mod across;
mod align;
mod bags;
mod blocks;
mod change;
mod clauses;
mod corrected;
mod facts;
mod json;
mod notes;
mod passage;
mod read;
mod sides;
mod summary;
mod table;
mod terminal;
mod text;
mod window;
mod word_bounds;
mod words;

pub use align::MOST_COMPARISONS;
pub use change::{
    Both, ClauseChange, Column, Difference, Entry, Lines, Move, Moved, Node, Row, Run, Side, State, TableChange,
};
pub use corrected::{Corrected, corrected};
pub use facts::{Fact, FactChange, FactName, FactValue};
pub use json::json;
pub use passage::{Passage, Passages};
pub use read::read;
pub use summary::Summary;
pub use terminal::{Marks, terminal};
pub use text::{
    Alignment, Block, Clause, Destination, Formatting, GroupKind, Heading, Inline, OBJECT, Object, Piece, Table, Text,
    TextKind, shorten,
};
pub use word_bounds::count_words;
pub use words::{MOST_WORDS, compare_words};

use indexmap::IndexMap;

use crate::model::{ClauseId, Parsed, Settings};
use blocks::Comparison;

/// What changed from one text to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redline {
    /// The values above the text that are not the same.
    pub facts: Vec<Fact>,
    /// The clauses of both texts in the order of the later one, each with those below it.
    pub clauses: Vec<Entry>,
    /// The footnotes of both texts.
    pub notes: Vec<Node>,
    /// The labels of the footnotes of each text, in the order of their numbers.
    pub labels: Both<Vec<String>>,
    /// What moved, by the numbers that clauses, blocks and rows name.
    pub moves: Vec<Move>,
}

/// Compares what readers see of two texts. Links must be resolved and clauses numbered, as
/// [`assemble`](crate::assemble) does for all articles of a site.
#[must_use]
pub fn compare(settings: &Settings, before: &Parsed, after: &Parsed) -> Redline {
    let texts = Both { before: read(settings, &before.body), after: read(settings, &after.body) };
    compare_as_read(settings, (before, &texts.before), (after, &texts.after))
}

/// As [`compare`], for texts that were read before: the same text stands in several redlines.
#[must_use]
pub fn compare_as_read(settings: &Settings, before: (&Parsed, &Text), after: (&Parsed, &Text)) -> Redline {
    let facts = facts::compare_facts(settings, &before.0.front, &after.0.front);
    Redline { facts, ..compare_texts(before.1, after.1, &after.0.front.retired) }
}

/// Compares two texts, without what stands above them. `successors` names the clauses that took the place of others.
#[must_use]
pub fn compare_texts(before: &Text, after: &Text, successors: &IndexMap<ClauseId, ClauseId>) -> Redline {
    let mut comparison = Comparison::new();
    let clauses = clauses::compare_clauses(&mut comparison, &before.clauses, &after.clauses, successors);
    comparison.here = Both { before: None, after: None };
    let notes = comparison.nodes(&before.notes, &after.notes);
    let labels = Both { before: labels(before), after: labels(after) };
    Redline { facts: Vec::new(), clauses, notes, labels, moves: comparison.moves }
}

fn labels(text: &Text) -> Vec<String> {
    let label = |note: &Block| match note {
        Block::Group(GroupKind::Note(label), _) => Some(label.clone()),
        _ => None,
    };
    text.notes.iter().filter_map(label).collect()
}
