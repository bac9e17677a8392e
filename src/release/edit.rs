//! Changing single values of a front matter, with every other byte left as its author wrote it.

use crate::parse::front_matter_range;
use crate::span::{Part, YamlPath};
use crate::yaml::locate;

/// The text with the value at `path` of its front matter set to `value`, which is YAML. A key of the root that is not
/// there comes after the line of the last of `after` that is there, else at the end.
///
/// `None` where there is no front matter, or no such place in it.
#[must_use]
pub(super) fn set(text: &str, path: &YamlPath, value: &str, after: &[&str]) -> Option<String> {
    let front = front_matter_range(text)?;
    let yaml = text.get(front.clone())?;
    let Some(key) = locate(yaml, path, Part::Key) else {
        let [crate::yaml::Step::Key(name)] = path.steps() else { return None };
        return Some(insert(text, front, &format!("{name}: {value}"), after));
    };
    let found = locate(yaml, path, Part::Value)?;
    let mut edited = text.to_owned();
    if found == key {
        // The key stands there without a value.
        let rest = yaml.get(key.end..)?;
        let colon = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        if rest.get(colon..).is_some_and(|rest| rest.starts_with(':')) {
            edited.insert_str(front.start + key.end + colon + 1, &format!(" {value}"));
        } else {
            edited.insert_str(front.start + key.end, &format!(": {value}"));
        }
    } else {
        edited.replace_range(front.start + found.start..front.start + found.end, value);
    }
    Some(edited)
}

/// The text without the lines of some keys of its front matter.
#[must_use]
pub(super) fn remove(text: &str, keys: &[&str]) -> String {
    let mut edited = text.to_owned();
    for name in keys {
        let Some(front) = front_matter_range(&edited) else { break };
        let yaml = edited.get(front.clone()).unwrap_or_default();
        let path = YamlPath::root().key(*name);
        let (Some(key), Some(value)) = (locate(yaml, &path, Part::Key), locate(yaml, &path, Part::Value)) else {
            continue;
        };
        let end = key.end.max(value.start + yaml.get(value).unwrap_or_default().trim_end().len());
        let start = front.start + yaml.get(..key.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
        let end = edited
            .get(front.start + end..)
            .and_then(|rest| rest.find('\n'))
            .map_or(edited.len(), |at| front.start + end + at + 1);
        edited.replace_range(start..end, "");
    }
    edited
}

fn insert(text: &str, front: std::ops::Range<usize>, line: &str, after: &[&str]) -> String {
    let yaml = text.get(front.clone()).unwrap_or_default();
    let anchor = after.iter().rev().find_map(|name| locate(yaml, &YamlPath::root().key(*name), Part::Value));
    let at = anchor
        .and_then(|anchor| yaml.get(anchor.end..)?.find('\n').map(|found| anchor.end + found + 1))
        .unwrap_or(yaml.len());
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut edited = text.to_owned();
    edited.insert_str(front.start + at, &format!("{line}{end}"));
    edited
}
