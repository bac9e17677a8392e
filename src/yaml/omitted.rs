//! Which parts of a tree are left out because they hold a mistake.

use super::path::{Step, YamlPath};
use super::words;
use serde_yaml::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The items of lists that a text has and the value read from it has not, because they hold a mistake.
///
/// A value knows its items by where they stand in it, which is not where they stand in the text once one before them is
/// left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Positions in the text, by the list.
    items: BTreeMap<YamlPath, BTreeSet<usize>>,
}

impl LeftOut {
    /// The path in the text to what `path` leads to in the value.
    #[must_use]
    pub fn as_written(&self, path: YamlPath) -> YamlPath {
        if self.items.is_empty() {
            return path;
        }
        path.steps().iter().fold(YamlPath::root(), |list, step| match step {
            Step::Key(key) => list.key(key),
            Step::Index(index) => {
                let left_out = self.items.get(&list).into_iter().flatten();
                let index = left_out.fold(*index, |index, position| index + usize::from(*position <= index));
                list.index(index)
            }
        })
    }

    /// Adds the items that `parts` leaves out of the value at `path`.
    fn add(&mut self, parts: &Omitted, value: &Value, path: &YamlPath) {
        for (&position, inside) in &parts.inside {
            match value {
                Value::Sequence(_) if inside.whole => {
                    self.items.entry(path.clone()).or_default().insert(position);
                }
                Value::Sequence(items) => {
                    if let Some(item) = items.get(position) {
                        self.add(inside, item, &path.clone().index(position));
                    }
                }
                Value::Mapping(pairs) if !inside.whole => {
                    if let Some((key, value)) = pairs.iter().nth(position) {
                        self.add(inside, value, &path.clone().key(words::key_text(key)));
                    }
                }
                _ => {}
            }
        }
    }
}

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

    /// The items of lists in `root` that are left out.
    pub(super) fn items(&self, root: &Value) -> LeftOut {
        let mut items = LeftOut::default();
        items.add(self, root, &YamlPath::root());
        items
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
