//! `record-date`: an entry of a learner's record that lies in the future.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::Date;
use crate::span::Place;

pub(super) static RULE: Rule = Rule {
    name: "record-date",
    level: Level::Error,
    summary: "an entry of a learner's record lies in the future",
    docs: "\
`vellum verify --record FILE` checks the record that a learner has downloaded. What has not happened yet cannot be
recorded: the clock of the learner's device was wrong, or the file was edited.

To put it right: ask the learner to take the quiz, or to confirm the document, once more. `--as-of DATE` checks the
record for another day.",
};

pub(crate) fn finding(place: Place, date: Date, as_of: Date) -> Diagnostic {
    Diagnostic::new(&RULE, place, format!("{date} has not come yet: the record is checked for {as_of}"))
        .help("ask for it to be done again, on a device whose clock is right")
}
