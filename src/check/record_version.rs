//! `record-version`: a version in a learner's record that was not in force on that day.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::{Date, Document, Version};
use crate::span::Place;

pub(super) static RULE: Rule = Rule {
    name: "record-version",
    level: Level::Error,
    summary: "a version in a learner's record was not in force on that day",
    docs: "\
A record names the versions that were in force when a quiz was taken, and the version that was confirmed as read.
`vellum verify --record FILE` compares each with the day of the entry.

To put it right: if the day is that of a change, the learner's page may have been an older one, or their clock wrong
by a day; else the file was edited.",
};

pub(crate) fn finding(place: Place, document: &Document, version: Version, date: Date) -> Diagnostic {
    let message = format!("version {version} of `{}` was not in force on {date}", document.id);
    Diagnostic::new(&RULE, place, message).help(match document.in_force_on(date) {
        Some(edition) => format!("version {} was", edition.label()),
        None => "no version was".to_owned(),
    })
}
