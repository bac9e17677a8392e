//! The lock against the one of an earlier commit, read through the git command.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::check::lock_rewritten;
use crate::diagnostic::Diagnostic;
use crate::model::LOCK_FILE;
use crate::span::{FilePath, Place};

/// Why the earlier lock cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum HistoryError {
    /// There is no git command.
    #[error("`--base` asks the git command, which cannot be run here: {0}; install git, or leave out --base")]
    NoGit(io::Error),
    /// The content is in no repository.
    #[error("{0} is in no git repository, so there is no `{1}` to compare it with; leave out --base")]
    NoRepository(PathBuf, String),
    /// The repository does not have the commit.
    #[error(
        "git knows no commit `{0}` here; fetch it first, such as with `git fetch origin main` (a checkout by CI often has the newest commit alone)"
    )]
    NoCommit(String),
    /// Git failed for another reason.
    #[error("git could not read versions.lock of `{0}`: {1}")]
    Failed(String, String),
}

/// The text of the lock as it was in a commit; `None` where the commit has none.
pub fn lock_at(content: &Path, commit: &str) -> Result<Option<String>, HistoryError> {
    let git = |arguments: &[&str]| -> Result<Output, HistoryError> {
        Command::new("git").arg("-C").arg(content).args(arguments).output().map_err(HistoryError::NoGit)
    };
    if !git(&["rev-parse", "--show-prefix"])?.status.success() {
        return Err(HistoryError::NoRepository(content.to_path_buf(), commit.to_owned()));
    }
    let found = git(&["rev-parse", "--verify", "--quiet", "--end-of-options", &format!("{commit}^{{commit}}")])?;
    if !found.status.success() {
        return Err(HistoryError::NoCommit(commit.to_owned()));
    }
    let hash = String::from_utf8_lossy(&found.stdout).trim().to_owned();
    let listed = git(&["ls-tree", "--name-only", &hash, "versions.lock"])?;
    if listed.status.success() && listed.stdout.is_empty() {
        return Ok(None);
    }
    let shown = git(&["show", &format!("{hash}:./versions.lock")])?;
    if !shown.status.success() {
        let said = String::from_utf8_lossy(&shown.stderr).trim().to_owned();
        return Err(HistoryError::Failed(commit.to_owned(), said));
    }
    Ok(Some(String::from_utf8_lossy(&shown.stdout).into_owned()))
}

/// One line of a lock, less what chains it to its neighbours.
struct Line<'a> {
    record: &'a str,
    bytes: std::ops::Range<usize>,
}

impl Line<'_> {
    /// Document, version, language, date and hashes.
    fn fields(&self) -> Vec<&str> {
        self.record.split(' ').collect()
    }

    /// Document, version and language.
    fn name(&self) -> Option<String> {
        self.fields().get(..3).map(|name| name.join(" "))
    }

    fn title(&self) -> String {
        match self.fields().as_slice() {
            [document, version, _, ..] => format!("version {version} of `{document}`"),
            _ => format!("`{}`", self.record),
        }
    }
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let line = line.trim_end_matches(['\r', '\n']);
        let record = line.rsplitn(3, ' ').nth(2).unwrap_or(line);
        let name: usize = line.split(' ').take(2).map(|field| field.len() + 1).sum();
        lines.push(Line { record, bytes: start..start + name.saturating_sub(1).min(line.len()) });
    }
    lines
}

/// What was rewritten between an earlier lock and the one of now: lines may only have been appended.
#[must_use]
pub fn rewritten(before: &str, now: &str, commit: &str) -> Vec<Diagnostic> {
    let plain = |text: &str| text.replace("\r\n", "\n");
    if plain(now).starts_with(plain(before).trim_end_matches('\n')) {
        return Vec::new();
    }
    let file = FilePath::new(LOCK_FILE);
    let (old, new) = (lines(before), lines(now));
    let places: BTreeMap<&str, usize> = new.iter().enumerate().map(|(index, line)| (line.record, index)).collect();
    let names: BTreeMap<String, usize> =
        new.iter().enumerate().filter_map(|(index, line)| Some((line.name()?, index))).collect();
    let old_records: std::collections::BTreeSet<&str> = old.iter().map(|line| line.record).collect();
    let old_names: std::collections::BTreeSet<String> = old.iter().filter_map(Line::name).collect();
    let place = |index: usize| {
        new.get(index).map_or_else(|| Place::file(&file), |line| Place::bytes(&file, line.bytes.clone()))
    };
    let mut findings = Vec::new();
    let mut furthest = 0;
    for line in &old {
        match places.get(line.record) {
            Some(index) if *index < furthest => {
                findings.push(lock_rewritten::moved(place(*index), &line.title(), commit))
            }
            Some(index) => furthest = *index,
            None => match line.name().and_then(|name| names.get(&name)) {
                Some(index) => findings.push(lock_rewritten::changed(place(*index), &line.title(), commit)),
                None => findings.push(lock_rewritten::removed(Place::file(&file), &line.title(), commit)),
            },
        }
    }
    for line in new.iter().take(furthest) {
        let known = old_records.contains(line.record) || line.name().is_some_and(|name| old_names.contains(&name));
        if !known {
            findings.push(lock_rewritten::inserted(Place::bytes(&file, line.bytes.clone()), &line.title(), commit));
        }
    }
    if findings.is_empty() {
        findings.push(lock_rewritten::other(Place::file(&file), commit));
    }
    findings
}
