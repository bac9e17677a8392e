//! Which parts of a tree are left out because they hold a mistake.

use std::collections::BTreeMap;

/// The parts of one value that are left out.
///
/// The tree itself never changes, so that positions in it, and the paths made of them, stay those
/// of the text.
#[derive(Debug, Default)]
pub(super) struct Omitted {
    /// The value is left out as a whole.
    whole: bool,
    /// What is left out inside the value, by position.
    inside: BTreeMap<usize, Omitted>,
}

impl Omitted {
    /// Leaves out the value that `positions` lead to. False if that cannot be: the root must stay,
    /// and what is out already cannot be left out again.
    pub(super) fn add(&mut self, positions: &[usize]) -> bool {
        let mut here = self;
        for &position in positions {
            here = here.inside.entry(position).or_default();
        }
        let is_new = !positions.is_empty() && !here.whole;
        here.whole = true;
        is_new
    }

    /// What is left out of the value that `positions` lead to, if anything.
    pub(super) fn at(&self, positions: &[usize]) -> Option<&Self> {
        positions.iter().try_fold(self, |here, position| here.child(*position))
    }

    /// What is left out of the value at `position`, if anything.
    pub(super) fn child(&self, position: usize) -> Option<&Self> {
        self.inside.get(&position)
    }

    /// Whether anything inside the value is left out.
    pub(super) fn is_any(&self) -> bool {
        !self.inside.is_empty()
    }

    /// Whether the value is left out as a whole.
    pub(super) fn is_whole(&self) -> bool {
        self.whole
    }
}
