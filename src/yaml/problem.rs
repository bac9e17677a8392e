//! What can be wrong with a YAML text.

use super::path::YamlPath;

/// One problem found in a YAML text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The place that the problem is about; the root for a syntax error.
    pub path: YamlPath,
    /// Which side of the pair at `path` is meant.
    pub part: Part,
    /// What is wrong.
    pub kind: ProblemKind,
    /// Where in the text a syntax error was met, in bytes; always on a character boundary. `None`
    /// for a syntax error of the text as a whole and for every other kind, whose place
    /// [`locate`](super::locate()) finds.
    pub at: Option<usize>,
}

/// One side of a `key: value` pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The key.
    Key,
    /// The value; for an item of a list or the root, the whole of it.
    Value,
}

/// What is wrong at one place. Messages start in lower case and have no full stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// The text is not YAML, or uses a part of YAML that is not supported. Nothing was read.
    Syntax {
        /// What is wrong.
        message: String,
        /// What to write instead.
        help: Option<String>,
    },
    /// The mapping may not have this key.
    UnknownKey {
        /// The key as read.
        key: String,
        /// All keys that the mapping may have.
        expected: Vec<&'static str>,
        /// The one of `expected` that was probably meant.
        nearest: Option<&'static str>,
    },
    /// The value is of the wrong type, or outside the range of its type.
    WrongType {
        /// What is wanted, for example `text` or `a whole number from 0 to 255`.
        expected: String,
        /// What stands there, for example `number 2.0`, `a list` or `nothing`.
        found: String,
    },
    /// The value is of the right type but was refused.
    InvalidValue {
        /// What the type that refused it says.
        message: String,
    },
    /// The value is not one of a fixed set.
    UnknownVariant {
        /// The value as read.
        value: String,
        /// All values that are allowed.
        expected: Vec<&'static str>,
        /// The one of `expected` that was probably meant.
        nearest: Option<&'static str>,
    },
    /// The mapping lacks a key that it must have.
    MissingKey {
        /// The key to add.
        key: &'static str,
    },
}
