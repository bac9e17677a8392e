//! `record-self-asserted`: a learner's record is the learner's own word.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::span::Place;

pub(super) static RULE: Rule = Rule {
    name: "record-self-asserted",
    level: Level::Info,
    summary: "a learner's record is the learner's own word",
    docs: "\
A record is made in the learner's own browser and lies in a file that everybody can edit. That it fits the portal,
as `vellum verify --record FILE` checks, shows neither who answered nor that nobody helped; and a static page cannot
keep the answers of a quiz secret.

Where proof is needed, somebody watches the learner, or a learning system keeps the results.",
};

pub(crate) fn finding(place: Place, entries: usize) -> Diagnostic {
    let what = match entries {
        1 => "this record with 1 entry is".to_owned(),
        entries => format!("this record with {entries} entries is"),
    };
    Diagnostic::new(&RULE, place, format!("{what} self-asserted: it shows neither who answered nor that nobody helped"))
}
