//! `broken-lock`: a line of versions.lock that nobody wrote with `vellum release`.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::span::Place;

pub(super) static RULE: Rule = Rule {
    name: "broken-lock",
    level: Level::Error,
    summary: "versions.lock was edited, cut or reordered",
    docs: "\
`versions.lock` records every released file. Each of its lines ends with the hash of what the line says, and begins with
the hash with which the line before ends, so a line that was edited, removed, added by hand or put elsewhere is found.
The file is only ever appended to, by `vellum release` and by `vellum verify --adopt`.

To put it right: restore the file from version control. Where two branches each released something, take the lock of one
branch whole and run `vellum verify --adopt`, which records what the other released.",
};

const RESTORE: &str = "restore versions.lock from version control; only `vellum release` writes to it";

pub(crate) fn header(place: Place) -> Diagnostic {
    Diagnostic::new(&RULE, place, "this is not the first line of a versions.lock that this Vellum knows").help(RESTORE)
}

pub(crate) fn line(place: Place) -> Diagnostic {
    let conflict = "restore versions.lock from version control; after a merge with conflicts take the lock of one branch whole, then run `vellum verify --adopt`";
    Diagnostic::new(&RULE, place, "this line is not a record of a released version").help(conflict)
}

pub(crate) fn edited(place: Place, name: &str) -> Diagnostic {
    Diagnostic::new(&RULE, place, format!("the record of {name} was edited: its last field does not fit the rest"))
        .help(RESTORE)
}

pub(crate) fn chain(place: Place, name: &str, first: bool) -> Diagnostic {
    let message = if first {
        format!("the record of {name} comes first, but one came before it when it was written")
    } else {
        format!(
            "the record of {name} does not follow the line before it: something was removed, added or reordered here"
        )
    };
    Diagnostic::new(&RULE, place, message).help(RESTORE)
}

pub(crate) fn twice(place: Place, name: &str) -> Diagnostic {
    Diagnostic::new(&RULE, place, format!("{name} is recorded a second time")).help(RESTORE)
}

pub(crate) fn cut(place: Place) -> Diagnostic {
    Diagnostic::new(&RULE, place, "versions.lock ends within a line").help(RESTORE)
}
