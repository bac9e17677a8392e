//! How much changed, in figures.

use super::Redline;
use super::change::{ClauseChange, Difference, Entry, Lines, Moved, Node, Row, Run, Side, State};
use super::text::{Block, Inline};
use super::word_bounds::count_words;

/// How much changed. A clause that moved and changed counts as both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Summary {
    /// Clauses with other words, formatting or links.
    pub changed: usize,
    /// Clauses that are new.
    pub added: usize,
    /// Clauses that are gone.
    pub removed: usize,
    /// Clauses that stood elsewhere.
    pub moved: usize,
    /// Clauses that are the same under another number.
    pub renumbered: usize,
    /// Clauses that are the same, renumbered ones included.
    pub unchanged: usize,
    /// Footnotes that changed, are new or are gone.
    pub notes: usize,
    /// Words that are new, headings and footnotes included.
    pub words_added: usize,
    /// Words that are gone.
    pub words_removed: usize,
}

impl Redline {
    /// How much changed in the text.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let mut summary = Summary::default();
        for clause in self.each_clause() {
            match clause.state() {
                State::Same => {
                    summary.unchanged += 1;
                    summary.renumbered += usize::from(clause.is_renumbered());
                }
                State::Changed => summary.changed += 1,
                State::Added => summary.added += 1,
                State::Removed => summary.removed += 1,
            }
            summary.moved += usize::from(clause.moved.is_some());
            summary.runs(&clause.title);
            clause.nodes.iter().for_each(|node| summary.node(node));
        }
        summary.notes = self.notes.iter().filter(|note| !matches!(note, Node::Same(_) | Node::MovedAway(_))).count();
        self.notes.iter().for_each(|note| summary.node(note));
        summary
    }

    /// True where a reader would see no difference in the text.
    #[must_use]
    pub fn is_same(&self) -> bool {
        let same =
            |clause: &&ClauseChange| clause.state() == State::Same && clause.moved.is_none() && !clause.is_renumbered();
        self.each_clause().iter().all(same) && self.notes.iter().all(|note| matches!(note, Node::Same(_)))
    }

    /// All clauses of both texts in the order of the page, those below a clause behind it.
    #[must_use]
    pub fn each_clause(&self) -> Vec<&ClauseChange> {
        fn walk<'a>(entries: &'a [Entry], found: &mut Vec<&'a ClauseChange>) {
            for entry in entries {
                if let Entry::Clause(clause) = entry {
                    found.push(clause);
                    walk(&clause.clauses, found);
                }
            }
        }
        let mut found = Vec::new();
        walk(&self.clauses, &mut found);
        found
    }

    /// True where a block, item or row moved inside the clauses; clauses that moved are counted in the summary.
    #[must_use]
    pub fn has_inner_moves(&self) -> bool {
        self.moves.iter().any(|moved| moved.what != Moved::Clause)
    }
}

impl Summary {
    fn node(&mut self, node: &Node) {
        match node {
            Node::Same(_) | Node::MovedAway(_) => {}
            Node::Added(block) => self.words_added += words(block),
            Node::Removed(block) => self.words_removed += words(block),
            Node::MovedHere(_, content) => self.node(content),
            Node::Changed(Difference::Text(_, runs)) => self.runs(runs),
            Node::Changed(Difference::Group(_, nodes)) => nodes.iter().for_each(|node| self.node(node)),
            Node::Changed(Difference::Table(table)) => {
                for row in &table.rows {
                    if let Row::Cells { cells, .. } = row {
                        cells.iter().for_each(|cell| self.runs(cell));
                    }
                }
            }
            Node::Changed(Difference::Code(_, lines)) => {
                for lines in lines {
                    match lines {
                        Lines::Same(_) => {}
                        Lines::Added(text) => self.words_added += count_words(text),
                        Lines::Removed(text) => self.words_removed += count_words(text),
                    }
                }
            }
        }
    }

    fn runs(&mut self, runs: &[Run]) {
        for run in runs {
            match run {
                Run::Same(_) | Run::Restyled { .. } => {}
                Run::Added(words) => self.words_added += words.count(),
                Run::Removed(words) => self.words_removed += words.count(),
            }
        }
    }
}

fn words(block: &Block) -> usize {
    match block {
        Block::Text(_, line) => line.count(),
        Block::Group(_, blocks) => blocks.iter().map(words).sum(),
        Block::Table(table) => table.rows.iter().flatten().map(Inline::count).sum(),
        Block::Code { text, .. } | Block::Html(text) => count_words(text),
        Block::Rule => 0,
    }
}

impl Side {
    /// `both`, `before` or `after`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Both => "both",
            Self::Before => "before",
            Self::After => "after",
        }
    }
}
