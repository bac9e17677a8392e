//! `record-score`: a score in a learner's record that is impossible.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::span::Place;

pub(super) static RULE: Rule = Rule {
    name: "record-score",
    level: Level::Error,
    summary: "a score in a learner's record is impossible",
    docs: "\
The score of an attempt follows from its points, and whether it was passed from the pass mark of the quiz. `vellum
verify --record FILE` checks that these figures fit each other, and the quiz where it is still the same.

To put it right: the file was edited. Ask the learner for the record as it was downloaded, or to take the quiz
again.",
};

pub(crate) fn finding(place: Place, what: impl Into<String>) -> Diagnostic {
    Diagnostic::new(&RULE, place, what.into())
        .help("the file was edited: ask the learner for the record as it was downloaded")
}
