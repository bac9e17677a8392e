//! Publishing, tested through the folders that it leaves on the disk.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod begin;
mod process;
mod swap;
mod write;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use vellum::publish::{PublishError, Staging};

/// A temporary folder with a project in it.
struct Project(TempDir);

impl Project {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn out(&self) -> PathBuf {
        self.path("public")
    }

    fn begin(&self) -> Result<Staging, PublishError> {
        Staging::begin(&self.out(), &[])
    }

    /// Publishes a site of these files to `public`.
    fn publish(&self, files: &[(&str, &str)]) {
        let staging = self.begin().unwrap();
        for (path, text) in files {
            staging.write(path, text.as_bytes()).unwrap();
        }
        assert!(staging.swap().unwrap().warning.is_none());
    }

    /// Makes files that Vellum knows nothing of.
    fn make(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// The message of the error, with the temporary folder as `TMP`.
    fn message<T>(&self, result: Result<T, PublishError>) -> String {
        let message = result.map(|_| ()).unwrap_err().to_string();
        let canonical = self.0.path().canonicalize().unwrap();
        let message = message.replace(&*self.0.path().to_string_lossy(), "TMP");
        message.replace(&*canonical.to_string_lossy(), "TMP")
    }

    /// All that the temporary folder holds, which shows that no staging folder is left.
    fn tree(&self) -> BTreeMap<String, String> {
        tree(self.0.path())
    }
}

/// The files below a folder with their text, and the empty folders as paths that end in `/`;
/// without the marker files of sites.
fn tree(root: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries: Vec<_> = fs::read_dir(&folder).unwrap().map(Result::unwrap).collect();
        let name = |path: &Path| {
            let parts: Vec<_> = path.strip_prefix(root).unwrap().iter().map(|part| part.to_string_lossy()).collect();
            parts.join("/")
        };
        if entries.is_empty() {
            found.insert(name(&folder) + "/", String::new());
        }
        for entry in entries {
            if entry.file_type().unwrap().is_dir() {
                folders.push(entry.path());
            } else if entry.file_name() != ".vellum" {
                let text = fs::read(entry.path())
                    .map_or_else(|error| error.to_string(), |bytes| String::from_utf8_lossy(&bytes).into_owned());
                found.insert(name(&entry.path()), text);
            }
        }
    }
    found
}

/// What `tree` should be.
fn files(expected: &[(&str, &str)]) -> BTreeMap<String, String> {
    expected.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}
