//! Learners' records: the files that readers download from `/training/record/`, and whether they fit the portal.
//!
//! A record is made in the reader's own browser and can be edited by everybody: that it fits shows only that.
//! `themes/default/assets/record.js` describes its form.

mod fit;
mod read;

pub use read::LARGEST;

use crate::check::record_unreadable;
use crate::diagnostic::Diagnostic;
use crate::model::{Date, Site};
use crate::span::{FilePath, Part, Place};
use crate::yaml::{Locations, YamlPath};

/// Everything in a record that cannot be read or does not fit the portal, and that it is self-asserted.
#[must_use]
pub fn check(site: &Site, file: &FilePath, text: &str) -> Vec<Diagnostic> {
    let mut report = Report { file, locations: Locations::new(text), findings: Vec::new(), is_full: false };
    if let Some(record) = read::read(&mut report, text) {
        fit::fit(site, &record, &mut report);
    }
    let Report { mut findings, is_full, .. } = report;
    if is_full {
        findings.push(record_unreadable::too_many(Place::file(file), MOST_FINDINGS));
    }
    findings
}

/// More findings than these are not listed: a file that was made to have many more should not keep the program busy.
const MOST_FINDINGS: usize = 1000;

/// A record, as far as it can be read.
#[derive(Debug)]
struct LearnerRecord {
    /// The address of the portal that it was made in.
    portal: Option<String>,
    /// Quizzes that were finished.
    attempts: Vec<Attempt>,
    /// Versions that were confirmed as read.
    readings: Vec<Reading>,
}

/// A quiz that was finished, passed or not.
#[derive(Debug)]
struct Attempt {
    /// Where it stands.
    path: YamlPath,
    /// The id of the quiz.
    quiz: String,
    /// The day.
    date: Date,
    /// The score, from 0 to 100, rounded down.
    percent: f64,
    /// Whether it was passed.
    passed: bool,
    /// The state of the quiz.
    hash: String,
    /// What the answers earned, and what they could have earned.
    points: Option<(f64, f64)>,
    /// The versions that the questions were checked against, by document.
    tests: Vec<(String, String)>,
    /// The versions of these documents that were in force.
    policies: Vec<(String, String)>,
    /// The questions that were not wholly right.
    wrong: Option<Vec<String>>,
    /// The questions of an attempt that asked only what had changed.
    only: Option<Vec<String>>,
}

/// A version that was confirmed as read.
#[derive(Debug)]
struct Reading {
    /// Where it stands.
    path: YamlPath,
    /// The document.
    document: String,
    /// The version.
    version: String,
    /// The day.
    date: Date,
}

/// What is found in a record. Every JSON text is YAML as well (YAML 1.2.2, section 1.2), so places are found in the same
/// way. A hostile record has thousands: the text is taken apart once, and a place is looked for only if there is
/// something to tell of it.
struct Report<'a> {
    file: &'a FilePath,
    locations: Locations<'a>,
    findings: Vec<Diagnostic>,
    /// Whether there is more to find than is listed.
    is_full: bool,
}

impl Report<'_> {
    /// Tells something of the value at a path.
    fn value(&mut self, path: &YamlPath, finding: impl FnOnce(Place) -> Diagnostic) {
        self.add(path, Part::Value, finding);
    }

    /// Tells something of the key at a path.
    fn key(&mut self, path: &YamlPath, finding: impl FnOnce(Place) -> Diagnostic) {
        self.add(path, Part::Key, finding);
    }

    fn add(&mut self, path: &YamlPath, part: Part, finding: impl FnOnce(Place) -> Diagnostic) {
        if self.findings.len() >= MOST_FINDINGS {
            self.is_full = true;
            return;
        }
        let bytes = self.locations.nearest(path, part).unwrap_or_default();
        self.findings.push(finding(Place::bytes(self.file, bytes)));
    }
}
