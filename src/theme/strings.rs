//! The texts of the interface: buttons, labels, banners.

use std::collections::BTreeMap;

use serde::Serialize;

use super::ThemeFile;
use crate::check::theme_file;
use crate::diagnostic::Diagnostic;
use crate::span::{FilePath, Locator, Part, Place, YamlPath};

/// The texts of the interface in the portal's language, by key.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(transparent)]
pub struct Strings(BTreeMap<String, String>);

impl Strings {
    /// The text for a key. A key that is missing shows itself, so that a reader of the page can name it.
    #[must_use]
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.0.get(key).map_or(key, String::as_str)
    }
}

/// Reads the default texts and what the project's own theme replaces. Both are `strings/en.yaml`: the project's file
/// may hold only the keys that it changes.
pub(super) fn read(files: &BTreeMap<String, ThemeFile>, findings: &mut Vec<Diagnostic>) -> Strings {
    let default = super::DEFAULT.get_file("strings/en.yaml").map(include_dir::File::contents).unwrap_or_default();
    let path = FilePath::new("themes/default/strings/en.yaml");
    let (texts, _) = crate::parse::read_strings(&path, &String::from_utf8_lossy(default));
    let mut strings = Strings(texts);
    let Some(own) = files.get("strings/en.yaml") else { return strings };
    let text = String::from_utf8_lossy(&own.bytes);
    let (texts, problems) = crate::parse::read_strings(&own.path, &text);
    findings.extend(problems);
    for (key, value) in texts {
        match strings.0.get_mut(&key) {
            Some(text) => *text = value,
            None => {
                let path = YamlPath::root().key(&key);
                let at = Locator::Yaml { text: 0..text.len(), path, part: Part::Key };
                findings.push(theme_file::unknown_string(Place { file: own.path.clone(), at }, &key));
            }
        }
    }
    strings
}
