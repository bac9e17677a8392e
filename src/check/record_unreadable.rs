//! `record-unreadable`: a file that is no learner's record, or a part of it that cannot be read.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::span::Place;

pub(super) static RULE: Rule = Rule {
    name: "record-unreadable",
    level: Level::Error,
    summary: "a file is no learner's record, or a part of it cannot be read",
    docs: "\
`vellum verify --record FILE` reads the JSON file that a learner has downloaded from `/training/record/`. A file
that a program has changed, or that was typed, may no longer have its form.

To put it right: ask for the file as it was downloaded.",
};

/// Not JSON; `what` is what the parser says.
pub(crate) fn syntax(place: Place, what: &str) -> Diagnostic {
    Diagnostic::new(&RULE, place, format!("this is not JSON: {what}")).help(HELP)
}

pub(crate) fn not_a_record(place: Place) -> Diagnostic {
    Diagnostic::new(&RULE, place, "this is not a learner's record: it lacks `schema`, `quizzes` or `read`").help(HELP)
}

pub(crate) fn schema(place: Place, schema: &str, known: u64) -> Diagnostic {
    Diagnostic::new(&RULE, place, format!("this record has the form {schema}, and this program reads form {known}"))
        .help("check it with the version of the program that made the portal")
}

pub(crate) fn too_large(place: Place, most: u64) -> Diagnostic {
    Diagnostic::new(&RULE, place, format!("this file has more than {} KiB, which no record has", most / 1024))
        .help(HELP)
}

pub(crate) fn too_many(place: Place, most: usize) -> Diagnostic {
    Diagnostic::new(&RULE, place, format!("there is more wrong with this record: only {most} findings are listed"))
        .help(HELP)
}

/// `wanted` completes "here stands".
pub(crate) fn value(place: Place, key: &str, wanted: &str) -> Diagnostic {
    Diagnostic::new(&RULE, place, format!("`{key}` is missing or wrong: here stands {wanted}")).help(HELP)
}

const HELP: &str = "ask the learner for the file as it was downloaded from the page of their record";
