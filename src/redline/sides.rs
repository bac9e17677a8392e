//! The two texts that a redline was made from, taken out of it again.

use std::collections::HashMap;

use super::Redline;
use super::change::{ClauseChange, Difference, Entry, Lines, Node, Row, Run, Side, TableChange};
use super::text::{Block, Clause, Heading, Inline, Table, Text};

impl Redline {
    /// The earlier text: all that is the same or removed, and what moved at its old place.
    #[must_use]
    pub fn before(&self) -> Text {
        self.side(Side::Before)
    }

    /// The later text: all that is the same or added, and what moved at its new place.
    #[must_use]
    pub fn after(&self) -> Text {
        self.side(Side::After)
    }

    fn side(&self, side: Side) -> Text {
        let mut reader = Reader { side, clauses: HashMap::new(), nodes: HashMap::new(), rows: HashMap::new() };
        reader.find_entries(&self.clauses);
        reader.find_nodes(&self.notes);
        let mut clauses = Vec::new();
        reader.entries(&self.clauses, &mut clauses);
        Text { clauses, notes: reader.blocks(&self.notes) }
    }
}

/// Reads one side. What moved is looked up by the number of its move.
struct Reader<'a> {
    side: Side,
    clauses: HashMap<usize, &'a ClauseChange>,
    nodes: HashMap<usize, &'a Node>,
    rows: HashMap<usize, &'a Row>,
}

impl<'a> Reader<'a> {
    fn find_entries(&mut self, entries: &'a [Entry]) {
        for entry in entries {
            if let Entry::Clause(clause) = entry {
                self.clauses.extend(clause.moved.map(|number| (number, &**clause)));
                self.find_nodes(&clause.nodes);
                self.find_entries(&clause.clauses);
            }
        }
    }

    fn find_nodes(&mut self, nodes: &'a [Node]) {
        for node in nodes {
            let content = match node {
                Node::MovedHere(number, content) => {
                    self.nodes.insert(*number, content);
                    content
                }
                node => node,
            };
            match content {
                Node::Changed(Difference::Group(_, nodes)) => self.find_nodes(nodes),
                Node::Changed(Difference::Table(table)) => {
                    for row in &table.rows {
                        if let Row::Cells { moved: Some(number), .. } = row {
                            self.rows.insert(*number, row);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// True for what stands in the text of this side.
    fn has(&self, side: Side) -> bool {
        side == Side::Both || side == self.side
    }

    fn entries(&self, entries: &[Entry], clauses: &mut Vec<Clause>) {
        for entry in entries {
            match entry {
                Entry::Clause(clause) if clause.moved.is_none() || self.side == Side::After => {
                    self.clause(clause, clauses);
                }
                Entry::Clause(_) => {}
                Entry::MovedAway(number) => {
                    if let Some(clause) = self.clauses.get(number).filter(|_| self.side == Side::Before) {
                        self.clause(clause, clauses);
                    }
                }
            }
        }
    }

    fn clause(&self, clause: &ClauseChange, clauses: &mut Vec<Clause>) {
        if !self.has(clause.side) {
            return;
        }
        let heading = if self.side == Side::Before { &clause.before } else { &clause.after };
        let heading = heading.as_ref().map(|heading| Heading { text: self.line(&clause.title), ..heading.clone() });
        clauses.push(Clause::new(heading, self.blocks(&clause.nodes)));
        self.entries(&clause.clauses, clauses);
    }

    fn blocks(&self, nodes: &[Node]) -> Vec<Block> {
        nodes.iter().filter_map(|node| self.block(node)).collect()
    }

    fn block(&self, node: &Node) -> Option<Block> {
        match node {
            Node::Same(block) => Some(block.clone()),
            Node::Added(block) => Some(block.clone()).filter(|_| self.side == Side::After),
            Node::Removed(block) => Some(block.clone()).filter(|_| self.side == Side::Before),
            Node::MovedHere(_, content) if self.side == Side::After => self.block(content),
            Node::MovedAway(number) if self.side == Side::Before => self.block(self.nodes.get(number)?),
            Node::MovedHere(..) | Node::MovedAway(_) => None,
            Node::Changed(difference) => Some(self.difference(difference)),
        }
    }

    fn difference(&self, difference: &Difference) -> Block {
        let before = self.side == Side::Before;
        match difference {
            Difference::Text(kind, runs) => Block::Text(if before { kind.before } else { kind.after }, self.line(runs)),
            Difference::Group(kind, nodes) => {
                Block::Group(if before { &kind.before } else { &kind.after }.clone(), self.blocks(nodes))
            }
            Difference::Table(table) => Block::Table(self.table(table)),
            Difference::Code(language, lines) => {
                let line = |lines: &Lines| match lines {
                    Lines::Same(text) => Some(text.clone()),
                    Lines::Added(text) => Some(text.clone()).filter(|_| !before),
                    Lines::Removed(text) => Some(text.clone()).filter(|_| before),
                };
                Block::Code {
                    language: if before { &language.before } else { &language.after }.clone(),
                    text: lines.iter().filter_map(line).collect(),
                }
            }
        }
    }

    fn line(&self, runs: &[Run]) -> Inline {
        let mut line = Inline::default();
        for run in runs {
            match (run, self.side) {
                (Run::Same(words), _)
                | (Run::Added(words) | Run::Restyled { after: words, .. }, Side::After)
                | (Run::Removed(words) | Run::Restyled { before: words, .. }, Side::Before) => line.append(words),
                _ => {}
            }
        }
        line
    }

    fn table(&self, table: &TableChange) -> Table {
        let columns = table.columns.iter().filter(|column| self.has(column.side));
        let alignment = columns.map(|column| {
            let (before, after) = column.alignment;
            if self.side == Side::Before { before } else { after }
        });
        let cells = |cells: &[Vec<Run>]| -> Vec<Inline> {
            let shown = cells.iter().zip(&table.columns).filter(|(_, column)| self.has(column.side));
            shown.map(|(cell, _)| self.line(cell)).collect()
        };
        let row = |row: &Row| match row {
            Row::Cells { moved: Some(_), .. } if self.side == Side::Before => None,
            Row::Cells { side, cells: row, .. } => Some(cells(row)).filter(|_| self.has(*side)),
            Row::MovedAway(number) => match self.rows.get(number) {
                Some(Row::Cells { cells: row, .. }) if self.side == Side::Before => Some(cells(row)),
                _ => None,
            },
        };
        Table { columns: alignment.collect(), rows: table.rows.iter().filter_map(row).collect() }
    }
}
