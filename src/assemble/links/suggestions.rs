//! What the author of a link that leads nowhere may have meant.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::yaml::Names;

/// The paths that a link may have meant. One page that is gone can leave hundreds of links behind.
pub(super) struct Suggestions<'a> {
    /// The shortest path to a file of each name.
    by_name: HashMap<&'a str, &'a str>,
    paths: Names<'a>,
    /// What was looked for before.
    known: Mutex<HashMap<String, Option<&'a str>>>,
}

impl<'a> Suggestions<'a> {
    pub(super) fn new(paths: impl Iterator<Item = &'a str>) -> Self {
        let mut paths: Vec<&str> = paths.collect();
        paths.sort_unstable();
        let mut by_name: HashMap<&str, &str> = HashMap::new();
        for path in &paths {
            let shortest = by_name.entry(name(path)).or_insert(path);
            if path.len() < shortest.len() {
                *shortest = path;
            }
        }
        Self { by_name, paths: Names::new(paths), known: Mutex::default() }
    }

    /// The path to a file of the same name, or else the one that is spelt most alike.
    pub(super) fn find(&self, path: &str) -> Option<&'a str> {
        if let Some(found) = self.by_name.get(name(path)).filter(|_| !name(path).is_empty()) {
            return Some(found);
        }
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known().get(path) {
            return *found;
        }
        let found = self.paths.nearest(path);
        known().insert(path.to_owned(), found);
        found
    }
}

/// The name of the file at a path.
fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
