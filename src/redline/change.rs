//! What changed, as a value: the same shape as a text, with a side or both at every place.

use super::text::{Alignment, Block, GroupKind, Heading, Inline, TextKind};

/// A sequence of words: what both texts have, and what only one has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Run {
    /// In both texts.
    Same(Inline),
    /// Only in the later text.
    Added(Inline),
    /// Only in the earlier text.
    Removed(Inline),
    /// The same words with other formatting or another link.
    Restyled {
        /// As they were.
        before: Inline,
        /// As they are.
        after: Inline,
    },
}

/// A value of each text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Both<T> {
    /// In the earlier text.
    pub before: T,
    /// In the later text.
    pub after: T,
}

/// One place in a sequence of blocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// In both texts.
    Same(Block),
    /// Only in the later text.
    Added(Block),
    /// Only in the earlier text.
    Removed(Block),
    /// In both texts, with differences.
    Changed(Difference),
    /// In both texts, and it stood elsewhere in the earlier one: the number of the move, and the block as
    /// [`Node::Same`] or [`Node::Changed`].
    MovedHere(usize, Box<Node>),
    /// Where the block of a move stood in the earlier text.
    MovedAway(usize),
}

/// What changed inside a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// Words.
    Text(Both<TextKind>, Vec<Run>),
    /// The blocks of a group.
    Group(Both<GroupKind>, Vec<Node>),
    /// The cells of a table.
    Table(TableChange),
    /// The lines of a code block, with their ends.
    Code(Both<String>, Vec<Lines>),
}

/// Lines of code that follow each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lines {
    /// In both texts.
    Same(String),
    /// Only in the later text.
    Added(String),
    /// Only in the earlier text.
    Removed(String),
}

/// Where something is: in one text or in both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// In both texts.
    Both,
    /// Only in the earlier text.
    Before,
    /// Only in the later text.
    After,
}

/// What changed inside a table, cell by cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableChange {
    /// The columns of both tables, in the order of the later one.
    pub columns: Vec<Column>,
    /// The rows of both tables; the first is the head.
    pub rows: Vec<Row>,
}

/// A column of one table or of both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Which table has it.
    pub side: Side,
    /// The alignment in each table that has it.
    pub alignment: (Alignment, Alignment),
}

/// A row of one table or of both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// A row with a cell for each of [`TableChange::columns`].
    Cells {
        /// Which table has it.
        side: Side,
        /// The number of the move, if it stood elsewhere in the earlier table.
        moved: Option<usize>,
        /// The cells; one that neither table has holds nothing.
        cells: Vec<Vec<Run>>,
    },
    /// Where the row of a move stood in the earlier table.
    MovedAway(usize),
}

/// A clause of one text or of both, with the clauses below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClauseChange {
    /// Which text has it.
    pub side: Side,
    /// Its heading in the earlier text, if it has one there.
    pub before: Option<Heading>,
    /// Its heading in the later text, if it has one there.
    pub after: Option<Heading>,
    /// The words of the heading.
    pub title: Vec<Run>,
    /// The number of the move, if it stood elsewhere in the earlier text.
    pub moved: Option<usize>,
    /// What stands below the heading.
    pub nodes: Vec<Node>,
    /// The clauses below it.
    pub clauses: Vec<Entry>,
}

/// One place in a sequence of clauses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A clause.
    Clause(Box<ClauseChange>),
    /// Where the clause of a move stood in the earlier text.
    MovedAway(usize),
}

/// How much of a clause changed; whether it moved is told apart from that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing but perhaps its number.
    Same,
    /// Its heading or its text.
    Changed,
    /// It is new.
    Added,
    /// It is gone.
    Removed,
}

/// Something that stood elsewhere in the earlier text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// What moved.
    pub what: Moved,
    /// The first words of it.
    pub excerpt: String,
    /// The heading of the clause that it stood in; for a clause, its own heading then. `None` above the first heading
    /// and in footnotes.
    pub from: Option<Heading>,
    /// The heading of the clause that it stands in; for a clause, its own heading now.
    pub to: Option<Heading>,
}

/// What moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// A clause, with the clauses below it.
    Clause,
    /// A block, to another place in its clause or to another clause.
    Block,
    /// An item or a part of a list or quote, inside it.
    Item,
    /// A row, inside its table.
    Row,
}

impl ClauseChange {
    /// How much of it changed, less the clauses below it.
    #[must_use]
    pub fn state(&self) -> State {
        match self.side {
            Side::Before => State::Removed,
            Side::After => State::Added,
            Side::Both => {
                let level = |heading: &Option<Heading>| heading.as_ref().map(|heading| heading.level);
                let same = level(&self.before) == level(&self.after)
                    && self.title.iter().all(|run| matches!(run, Run::Same(_)))
                    && self.nodes.iter().all(|node| matches!(node, Node::Same(_)));
                if same { State::Same } else { State::Changed }
            }
        }
    }

    /// The heading that readers know it by: the later one, if it has one.
    #[must_use]
    pub fn heading(&self) -> Option<&Heading> {
        self.after.as_ref().or(self.before.as_ref())
    }

    /// True for a clause that is in both texts under different numbers.
    #[must_use]
    pub fn is_renumbered(&self) -> bool {
        match (&self.before, &self.after) {
            (Some(before), Some(after)) => before.number != after.number,
            _ => false,
        }
    }
}
