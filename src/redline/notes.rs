//! The footnotes of a text, in the order of their numbers. What nobody mentions is left out, as on the page.

use std::collections::HashMap;

use super::text::{Block, Clause, GroupKind, Inline, Object};

/// The notes that were mentioned or written so far.
#[derive(Default)]
pub(super) struct Notes {
    /// Each note, once it is written.
    notes: Vec<Option<Block>>,
    places: HashMap<String, usize>,
}

impl Notes {
    /// The place of a note among all that are mentioned or written.
    pub(super) fn place(&mut self, label: &str) -> usize {
        if let Some(place) = self.places.get(label) {
            return *place;
        }
        self.places.insert(label.to_owned(), self.notes.len());
        self.notes.push(None);
        self.notes.len() - 1
    }

    /// Takes what a note says.
    pub(super) fn write(&mut self, label: String, blocks: Vec<Block>) {
        let place = self.place(&label);
        if let Some(note) = self.notes.get_mut(place) {
            *note = Some(Block::Group(GroupKind::Note(label), blocks));
        }
    }

    /// The notes that can be reached from the text.
    pub(super) fn mentioned(self, clauses: &[Clause]) -> Vec<Block> {
        let mut reached = vec![false; self.notes.len()];
        let mut waiting: Vec<usize> = Vec::new();
        for clause in clauses {
            if let Some(heading) = &clause.heading {
                self.mentions(&heading.text, &mut waiting);
            }
            clause.blocks().iter().for_each(|block| self.mentions_in(block, &mut waiting));
        }
        while let Some(place) = waiting.pop() {
            let Some(flag) = reached.get_mut(place).filter(|flag| !**flag) else { continue };
            *flag = true;
            if let Some(Some(note)) = self.notes.get(place) {
                self.mentions_in(note, &mut waiting);
            }
        }
        self.notes.into_iter().zip(reached).filter(|(_, reached)| *reached).filter_map(|(note, _)| note).collect()
    }

    fn mentions(&self, inline: &Inline, found: &mut Vec<usize>) {
        for piece in inline.pieces() {
            if let Some(Object::Note(label)) = &piece.object {
                found.extend(self.places.get(label));
            }
        }
    }

    fn mentions_in(&self, block: &Block, found: &mut Vec<usize>) {
        match block {
            Block::Text(_, inline) => self.mentions(inline, found),
            Block::Group(_, blocks) => blocks.iter().for_each(|block| self.mentions_in(block, found)),
            Block::Table(table) => table.rows.iter().flatten().for_each(|cell| self.mentions(cell, found)),
            Block::Code { .. } | Block::Html(_) | Block::Rule => {}
        }
    }
}
