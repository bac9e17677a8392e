//! A place in a YAML text, given by keys and indices.

use std::fmt;

/// Where in a YAML text something stands, by keys and indices from the root.
///
/// It is shown as `roles[2].title`; a key that would be unclear is shown in quotes, as in
/// `changes["2.0"]`, and the root is shown as nothing at all.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct YamlPath(Vec<Step>);

/// One step of a [`YamlPath`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// To the value of this key of a mapping. A key that is not text is given as YAML shows it,
    /// for example `2.0` or `true`.
    Key(String),
    /// To the item of a list at this position, counted from 0.
    Index(usize),
}

impl YamlPath {
    /// The whole document.
    #[must_use]
    pub fn root() -> Self {
        Self::default()
    }

    /// This path with one more step, to the value of `key`.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.0.push(Step::Key(key.into()));
        self
    }

    /// This path with one more step, to the item at `index`, counted from 0.
    #[must_use]
    pub fn index(mut self, index: usize) -> Self {
        self.0.push(Step::Index(index));
        self
    }

    /// The path without its last step; `None` for the root.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        let (_, steps) = self.0.split_last()?;
        Some(Self(steps.to_vec()))
    }

    /// The steps from the root.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.0
    }
}

impl fmt::Display for YamlPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, step) in self.0.iter().enumerate() {
            match step {
                Step::Index(index) => write!(f, "[{index}]")?,
                Step::Key(key) if !is_plain(key) => write!(f, "[{key:?}]")?,
                Step::Key(key) if position == 0 => f.write_str(key)?,
                Step::Key(key) => write!(f, ".{key}")?,
            }
        }
        Ok(())
    }
}

/// Whether a key can stand in a shown path without quotes.
fn is_plain(key: &str) -> bool {
    let is_plain_char = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '/');
    !key.is_empty() && key.chars().all(is_plain_char)
}
