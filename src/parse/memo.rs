//! What was read from files before, so that an unchanged one is never parsed twice.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::{FileKind, Outcome, SettingsOutcome, classify, parse, settings};
use crate::model::Settings;
use crate::source::{Hash, SourceFile};
use crate::span::FilePath;

/// What is known of the files that were there the last time.
#[derive(Clone, Debug, Default)]
pub struct Memo {
    files: HashMap<FilePath, Known>,
    kinds: Kinds,
    settings: Option<(Hash, Arc<SettingsOutcome>)>,
    forgets: bool,
}

/// What was read from a file, with all that decided it besides the path.
#[derive(Clone, Debug)]
struct Known {
    kind: FileKind,
    hash: Hash,
    outcome: Arc<Outcome>,
}

/// The kind of each file, for the settings of one file.
#[derive(Clone, Debug, Default)]
pub struct Kinds {
    settings: Option<Hash>,
    of: HashMap<FilePath, FileKind>,
    forgets: bool,
}

impl Kinds {
    /// What a file is.
    pub fn of(&mut self, path: &FilePath, settings: &Settings) -> FileKind {
        match self.of.get(path) {
            Some(kind) => *kind,
            None if self.forgets => classify(path, settings),
            None => *self.of.entry(path.clone()).or_insert_with(|| classify(path, settings)),
        }
    }
}

impl Memo {
    /// A memo for files that are parsed once: it remembers none of them, so that whoever gets a result has the only one.
    #[must_use]
    pub fn once() -> Self {
        Self { forgets: true, ..Self::default() }
    }

    /// True for a memo that is of use more than once.
    #[must_use]
    pub fn remembers(&self) -> bool {
        !self.forgets
    }

    /// The kinds that hold with the settings of a snapshot, to be given back.
    #[must_use]
    pub fn kinds(&mut self, settings: Option<Hash>) -> Kinds {
        let known = std::mem::take(&mut self.kinds);
        if known.settings == settings { known } else { Kinds { settings, forgets: self.forgets, ..Kinds::default() } }
    }

    /// Keeps kinds for the next time.
    pub fn keep(&mut self, kinds: Kinds) {
        if self.remembers() {
            self.kinds = kinds;
        }
    }
}

/// Reads `portal.yaml`, or remembers what it said.
pub fn parse_settings(file: &SourceFile, memo: &mut Memo) -> Arc<SettingsOutcome> {
    match &memo.settings {
        Some((hash, outcome)) if *hash == file.hash() => Arc::clone(outcome),
        _ => {
            let outcome = Arc::new(settings::parse(file));
            memo.settings = Some((file.hash(), Arc::clone(&outcome)));
            outcome
        }
    }
}

/// Parses many files, in parallel, and remembers the results of these and no others.
pub fn parse_all<'a>(
    files: &[(FileKind, &'a SourceFile)],
    memo: &mut Memo,
) -> Vec<(FileKind, &'a SourceFile, Arc<Outcome>)> {
    let (known, remembers) = (&memo.files, memo.remembers());
    let results: Vec<_> = files
        .par_iter()
        .map(|(kind, file)| {
            let same = |known: &&Known| known.kind == *kind && known.hash == file.hash();
            let known = known.get(&file.path).filter(same).map(|known| Arc::clone(&known.outcome));
            let new = (known.is_none() && remembers).then(|| file.hash());
            (new, (*kind, *file, known.unwrap_or_else(|| Arc::new(parse(*kind, file)))))
        })
        .collect();
    if remembers {
        for (new, (kind, file, outcome)) in &results {
            let Some(hash) = *new else { continue };
            let known = Known { kind: *kind, hash, outcome: Arc::clone(outcome) };
            memo.files.insert(file.path.clone(), known);
        }
        // A file that went away is forgotten.
        if memo.files.len() > results.len() {
            let paths: HashSet<&FilePath> = results.iter().map(|(_, (_, file, _))| &file.path).collect();
            memo.files.retain(|path, _| paths.contains(path));
        }
    }
    results.into_iter().map(|(_, result)| result).collect()
}
