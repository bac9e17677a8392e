//! A new portal from the starter content: what `vellum init` writes, and writing it all or not at all.
//!
//! The starter content is this repository's own portal. Its released versions and their lock come along, so that the
//! new portal has a history to show and `vellum verify` proves it.

mod write;

pub use write::{WriteError, Written, write};

use include_dir::{Dir, DirEntry};

use crate::model::SETTINGS_FILE;
use crate::parse::SchemaKind;
use crate::span::{Part, YamlPath};
use crate::yaml::locate;

/// What makes the starter content somebody's own. What is `None` stays as the starter content has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// The organisation's name.
    pub organisation: Option<String>,
    /// Where the portal will be published, with its scheme and a slash at the end.
    pub base_url: Option<String>,
}

/// A file of the new portal: its path below the portal's folder, with `/` between its parts, and its bytes.
pub type File = (String, Vec<u8>);

/// The texts that a new portal has besides its content.
const AROUND: [(&str, &str); 4] = [
    ("README.md", include_str!("files/README.md")),
    (".gitignore", include_str!("files/gitignore")),
    (".github/workflows/portal.yml", include_str!("files/portal.yml")),
    (".vscode/settings.json", include_str!("files/settings.json")),
];

/// The files whose schemas the editor's settings name. Those of front matter are of no use to it.
const SCHEMAS: [SchemaKind; 5] =
    [SchemaKind::Portal, SchemaKind::Wording, SchemaKind::Glossary, SchemaKind::Obligations, SchemaKind::Quiz];

/// The line that tells where one's own details go.
const FILL_IN: &str = "\
# Yours to fill in: each value below is an example. The texts name them as {{ name }}, so a value is written once. The
# contacts further down want your teams and mailboxes, and organisation_kinds above says what kind of organisation you are.
";

/// All files of a new portal, in the order of their paths.
#[must_use]
pub fn files(content: &Dir<'_>, answers: &Answers) -> Vec<File> {
    let mut files = Vec::new();
    collect(content, &mut files);
    for (path, bytes) in &mut files {
        if path == SETTINGS_FILE {
            *bytes = settings(&String::from_utf8_lossy(bytes), answers).into_bytes();
        }
    }
    let organisation = answers.organisation.as_deref().unwrap_or("Our organisation");
    files.extend(AROUND.map(|(path, text)| (path.to_owned(), text.replace("ORGANISATION", organisation).into_bytes())));
    files.extend(SCHEMAS.map(|kind| (format!(".schemas/{}.json", kind.name()), kind.text().into_bytes())));
    files.sort();
    files
}

/// Hidden files are of no portal: an editor or an interrupted command left them.
fn collect(folder: &Dir<'_>, files: &mut Vec<File>) {
    for entry in folder.entries() {
        let path = entry.path().to_string_lossy().replace('\\', "/");
        let name = path.rsplit('/').next().unwrap_or_default();
        match entry {
            _ if name.starts_with('.') => {}
            DirEntry::Dir(folder) => collect(folder, files),
            DirEntry::File(file) => files.push((format!("content/{path}"), file.contents().to_vec())),
        }
    }
}

/// `portal.yaml` with the organisation's own details; every other byte as it was.
fn settings(text: &str, answers: &Answers) -> String {
    let mut text = text.to_owned();
    if let Some(organisation) = &answers.organisation {
        set(&mut text, &["organisation"], organisation);
        set(&mut text, &["variables", "organisation"], organisation);
    }
    if let Some(base_url) = &answers.base_url {
        // The addresses of pages of the portal are variables too.
        let old = value(&text, &["base_url"]).unwrap_or_default().to_owned();
        if !old.is_empty() {
            text = text.replace(&old, base_url);
        }
    }
    if let Some(variables) = locate(&text, &path(&["variables"]), Part::Key) {
        text.insert_str(variables.start, FILL_IN);
    }
    text
}

fn path(keys: &[&str]) -> YamlPath {
    keys.iter().fold(YamlPath::root(), |path, key| path.key(*key))
}

fn value<'a>(text: &'a str, keys: &[&str]) -> Option<&'a str> {
    text.get(locate(text, &path(keys), Part::Value)?)
}

/// Replaces a value by a text in double quotes, which JSON and YAML write alike.
fn set(text: &mut String, keys: &[&str], value: &str) {
    if let Some(range) = locate(text, &path(keys), Part::Value) {
        text.replace_range(range, &serde_json::Value::from(value).to_string());
    }
}
