//! From a path to the bytes that it means.

use super::events::Events;
use super::path::{Step, YamlPath};
use super::problem::Part;
use super::words;
use serde_yaml::Value;
use std::ops::Range;

/// The bytes in `text` of the key or the value at `path`; `None` if there is no such place, in
/// which case the caller may ask for the parent of the path.
///
/// The range lies on character boundaries. Quotes, brackets, anchors and tags belong to it; the `|`
/// or `>` before a block of text does not. An alias is a place of its own, but a path that goes on
/// below it leads to where the value is written. The key of an item of a list, or of the root, is
/// the whole of it. Where a key has no value written, its value is where the key is.
#[must_use]
pub fn locate(text: &str, path: &YamlPath, part: Part) -> Option<Range<usize>> {
    let events = Events::new(text);
    let mut key = None;
    let mut value = events.root()?;
    for step in path.steps() {
        let parent = events.resolve(value);
        (key, value) = match step {
            Step::Key(name) => {
                let (key, value) = find_pair(&events, parent, name)?;
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
