//! Learners' records: the files that readers download from `/training/record/`, and whether they fit the portal.
//!
//! A record is made in the reader's own browser and can be edited by everybody: that it fits shows only that.
//! `themes/default/assets/record.js` describes its form.

mod fit;
mod read;

pub use read::LARGEST;

use crate::diagnostic::Diagnostic;
use crate::model::{Date, Site};
use crate::span::{FilePath, Part, Place};
use crate::yaml::{Locations, YamlPath};

/// Everything in a record that cannot be read or does not fit the portal, and that it is self-asserted.
#[must_use]
pub fn check(site: &Site, file: &FilePath, text: &str) -> Vec<Diagnostic> {
    let places = Places { file, locations: Locations::new(text) };
    let (record, mut findings) = read::read(&places, text);
    if let Some(record) = record {
        findings.extend(fit::fit(site, &record, &places));
    }
    findings
}

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

/// Places in a record. Every JSON text is YAML as well (YAML 1.2.2, section 1.2), so they are found in the same way. A
/// hostile record has thousands: the text is taken apart once.
struct Places<'a> {
    file: &'a FilePath,
    locations: Locations<'a>,
}

impl Places<'_> {
    fn value(&self, path: &YamlPath) -> Place {
        self.place(path, Part::Value)
    }

    fn key(&self, path: &YamlPath) -> Place {
        self.place(path, Part::Key)
    }

    fn place(&self, path: &YamlPath, part: Part) -> Place {
        Place::bytes(self.file, self.locations.nearest(path, part).unwrap_or_default())
    }
}
