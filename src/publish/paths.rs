//! The paths that are taken in a site.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::error::PublishError;
use crate::portable::{fold, part_fault};

/// The paths that files and folders of a site have taken, by their folded form.
#[derive(Debug, Default)]
pub(super) struct Taken(HashMap<String, Kind>);

#[derive(Debug)]
enum Kind {
    /// A file, with its path as it was written.
    File(Box<str>),
    Folder,
}

impl Taken {
    /// Takes a path for a file, and its parents for folders. An error if the path is not free, also
    /// where the file system ignores case.
    ///
    /// Folders may differ in case: where case is ignored their files meet in one folder, and none
    /// is lost.
    pub(super) fn take(&mut self, path: &str) -> Result<(), PublishError> {
        let folded = fold(path);
        let ends = folded.match_indices('/').map(|(end, _)| end);
        // From the innermost folder outwards: where one is known, so are those around it.
        for end in ends.rev() {
            match self.0.get(&folded[..end]) {
                Some(Kind::Folder) => break,
                Some(Kind::File(other)) => return Err(PublishError::FileAndFolder(other.to_string())),
                None => self.0.insert(folded[..end].to_owned(), Kind::Folder),
            };
        }
        match self.0.entry(folded) {
            Entry::Vacant(free) => {
                free.insert(Kind::File(path.into()));
                Ok(())
            }
            Entry::Occupied(taken) => Err(match taken.get() {
                Kind::Folder => PublishError::FileAndFolder(path.to_owned()),
                Kind::File(other) if **other == *path => PublishError::Twice(path.to_owned()),
                Kind::File(other) => {
                    let mut paths = [path.to_owned(), other.to_string()];
                    paths.sort_unstable();
                    PublishError::CaseClash(paths)
                }
            }),
        }
    }
}

/// Refuses a name that a file cannot have on every system.
pub(super) fn check_name(name: &str) -> Result<(), PublishError> {
    let parts = name.contains('/').then(|| "it is a path, but must be a name".to_owned());
    fault_is(name, parts.or_else(|| part_fault(name)))
}

/// Refuses a path that is not relative, leaves the site, or cannot exist on every system.
pub(super) fn check(path: &str) -> Result<(), PublishError> {
    let fault = if path.is_empty() {
        Some("it is empty".to_owned())
    } else if path.starts_with('/') {
        Some("it begins with `/`, but must be relative to the site".to_owned())
    } else {
        path.split('/').find_map(part_fault)
    };
    fault_is(path, fault)
}

fn fault_is(path: &str, fault: Option<String>) -> Result<(), PublishError> {
    match fault {
        None => Ok(()),
        Some(reason) => Err(PublishError::BadPath { path: path.to_owned(), reason }),
    }
}
