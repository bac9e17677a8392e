//! The error of our own deserialiser: it keeps what serde knows, where serde's own errors keep only
//! a sentence.

use super::nearest::nearest;
use super::path::YamlPath;
use super::problem::{Part, Problem, ProblemKind};
use super::words;
use serde::de::{Error, Expected, Unexpected};
use serde_yaml::Value;
use std::fmt;

/// A problem on its way up from the value where it arose.
///
/// The trail is filled on the way, so that a text without problems pays nothing for it. It holds
/// positions rather than keys: the position of a pair within its mapping is unambiguous even where
/// two keys look the same (`1` and `"1"`).
#[derive(Debug)]
pub(super) struct Fault {
    /// Positions from the faulty value up to the root: innermost first.
    trail: Vec<usize>,
    part: Part,
    kind: ProblemKind,
}

impl Fault {
    /// A fault of the value at hand.
    pub(super) fn new(kind: ProblemKind) -> Self {
        Self { trail: Vec::new(), part: Part::Value, kind }
    }

    /// The value at hand is not of the wanted type.
    pub(super) fn wrong_type(expected: String, value: &Value) -> Self {
        let found = words::describe(value);
        Self::new(ProblemKind::WrongType { expected, found })
    }

    /// A fault of the key read last, whose position the mapping adds.
    fn new_of_key(kind: ProblemKind) -> Self {
        Self { part: Part::Key, ..Self::new(kind) }
    }

    /// The key read last is none of `names`.
    pub(super) fn unknown_key(key: String, names: &[&'static str]) -> Self {
        Self::new_of_key(ProblemKind::UnknownKey {
            nearest: nearest(&key, names.iter().copied()),
            expected: names.to_vec(),
            key,
        })
    }

    /// The fault as seen from the collection that holds the faulty value at `position`.
    pub(super) fn inside(mut self, position: usize) -> Self {
        self.trail.push(position);
        self
    }

    /// The fault as one of the key at `position` of the mapping at hand.
    pub(super) fn of_key(mut self, position: usize) -> Self {
        self.trail.clear();
        self.part = Part::Key;
        self.inside(position)
    }

    /// The fault as seen by the reader of `mapping` after it read the pair at `last`, if it read
    /// any: a key at fault gets its position, and a mapping that was refused unread is described.
    pub(super) fn placed(mut self, mapping: &Value, last: Option<usize>) -> Self {
        if !self.trail.is_empty() {
            return self;
        }
        match (self.part, last, &mut self.kind) {
            (Part::Key, Some(position), _) => self.inside(position),
            (Part::Value, None, ProblemKind::WrongType { found, .. }) => {
                *found = words::describe(mapping);
                self
            }
            _ => self,
        }
    }

    /// What is wrong.
    pub(super) fn kind(&self) -> &ProblemKind {
        &self.kind
    }

    /// Positions from the root to the faulty value.
    pub(super) fn positions(&self) -> Vec<usize> {
        self.trail.iter().rev().copied().collect()
    }

    /// The fault as a problem of the text that was read into `root`.
    pub(super) fn into_problem(self, root: &Value) -> Problem {
        Problem { path: path_of(root, &self.positions()), part: self.part, kind: self.kind, at: None }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.kind)
    }
}

impl std::error::Error for Fault {}

impl Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(ProblemKind::InvalidValue { message: message.to_string() })
    }

    fn invalid_type(unexpected: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(ProblemKind::WrongType { expected: words::expected(expected), found: words::found(&unexpected) })
    }

    /// A value of the right type outside its range says the same two things as a value of the wrong
    /// type, so it is the same kind of problem.
    fn invalid_value(unexpected: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::invalid_type(unexpected, expected)
    }

    fn invalid_length(length: usize, expected: &dyn Expected) -> Self {
        Self::new(ProblemKind::WrongType { expected: words::expected(expected), found: format!("a list of {length}") })
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        Self::new(ProblemKind::UnknownVariant {
            value: variant.to_owned(),
            expected: expected.to_vec(),
            nearest: nearest(variant, expected.iter().copied()),
        })
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        Self::unknown_key(field.to_owned(), expected)
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self::new_of_key(ProblemKind::InvalidValue { message: format!("`{field}` is given under two names") })
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new(ProblemKind::MissingKey { key: field })
    }
}

/// The path that `positions` lead along.
fn path_of(root: &Value, positions: &[usize]) -> YamlPath {
    let mut path = YamlPath::root();
    let mut here = Some(root);
    for &position in positions {
        (path, here) = match here {
            Some(Value::Mapping(mapping)) => match mapping.iter().nth(position) {
                Some((key, value)) => (path.key(words::key_text(key)), Some(value)),
                None => return path,
            },
            Some(Value::Sequence(items)) => (path.index(position), items.get(position)),
            _ => return path,
        };
    }
    path
}
