//! From a path to the bytes that it means.

use super::events::Events;
use super::path::{Step, YamlPath};
use super::problem::Part;
use super::words;
use serde_yaml::Value;
use std::ops::Range;

/// A text in which several places are looked for: it is taken apart once.
pub struct Locations<'t>(Events<'t>);

impl<'t> Locations<'t> {
    /// Takes a text apart.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        Self(Events::new(text))
    }

    /// The bytes of the key or the value at `path`; `None` if there is no such place.
    ///
    /// The range lies on character boundaries. Quotes, brackets, anchors and tags belong to it; the `|`
    /// or `>` before a block of text does not. An alias is a place of its own, but a path that goes on
    /// below it leads to where the value is written. The key of an item of a list, or of the root, is
    /// the whole of it. Where a key has no value written, its value is where the key is.
    #[must_use]
    pub fn find(&self, path: &YamlPath, part: Part) -> Option<Range<usize>> {
        let events = &self.0;
        let mut key = None;
        let mut value = events.root()?;
        for step in path.steps() {
            let parent = events.resolve(value);
            (key, value) = match step {
                Step::Key(name) => {
                    let (key, value) = find_pair(events, parent, name)?;
                    (Some(key), value)
                }
                Step::Index(index) => (None, events.items(parent).nth(*index)?),
            };
        }
        match (part, key) {
            (Part::Key, Some(key)) => events.range(key),
            (_, None) => events.range(value),
            (Part::Value, Some(key)) => match events.range(value)? {
                range if range.is_empty() => events.range(key),
                range => Some(range),
            },
        }
    }

    /// The bytes of the key or the value at `path` or, if there is no such place, of the nearest key above it.
    #[must_use]
    pub fn nearest(&self, path: &YamlPath, part: Part) -> Option<Range<usize>> {
        let mut path = path.clone();
        let mut part = part;
        loop {
            if let Some(found) = self.find(&path, part) {
                return Some(found);
            }
            // The parent's key says more than its whole value would.
            path = path.parent()?;
            part = Part::Key;
            if path.steps().is_empty() {
                return Some(0..0);
            }
        }
    }
}

/// [`Locations::find`] in a text where nothing else is looked for.
#[must_use]
pub fn locate(text: &str, path: &YamlPath, part: Part) -> Option<Range<usize>> {
    Locations::new(text).find(path, part)
}

/// The pair of the mapping at `node` whose key is `name`.
fn find_pair(events: &Events<'_>, node: usize, name: &str) -> Option<(usize, usize)> {
    let is_same = |(key, _): &(usize, usize)| {
        let key = events.scalar(events.resolve(*key));
        key.is_some_and(|(text, is_plain)| text == name || (is_plain && is_spelling(text, name)))
    };
    events.pairs(node).find(is_same)
}

/// Whether a key written without quotes as `text`, such as `1.10`, is the one that a path calls
/// `name`, such as `1.1`: a path has the value and not its spelling.
fn is_spelling(text: &str, name: &str) -> bool {
    let value: Value = serde_yaml::from_str(text).unwrap_or_default();
    !value.is_string() && words::key_text(&value) == name
}
