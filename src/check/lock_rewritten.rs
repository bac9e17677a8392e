//! `lock-rewritten`: versions.lock says something else of the past than it did in an earlier commit.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::span::Place;

pub(super) static RULE: Rule = Rule {
    name: "lock-rewritten",
    level: Level::Error,
    summary: "versions.lock was rewritten since an earlier commit, rather than appended to",
    docs: "\
The chain of `versions.lock` shows that nobody edited a line in passing. Somebody who is determined could still change a
released file and write the whole lock anew. `vellum verify --base COMMIT` finds that: it compares the lock with that of
a commit that can be trusted, such as the main branch before a pull request. Lines may only be appended.

To put it right: take the lock from that commit (`git checkout COMMIT -- content/versions.lock`), restore the released
files, and run `vellum verify --adopt` for what was released since.",
};

fn finding(place: Place, message: String, commit: &str) -> Diagnostic {
    Diagnostic::new(&RULE, place, message).help(format!(
        "take versions.lock from `{commit}` and restore the released files; then `vellum verify --adopt` records what was released since"
    ))
}

pub(crate) fn changed(place: Place, title: &str, commit: &str) -> Diagnostic {
    finding(place, format!("the record of {title} was rewritten since `{commit}`"), commit)
}

pub(crate) fn removed(place: Place, title: &str, commit: &str) -> Diagnostic {
    finding(place, format!("the record of {title} was removed since `{commit}`"), commit)
}

pub(crate) fn moved(place: Place, title: &str, commit: &str) -> Diagnostic {
    finding(place, format!("the record of {title} has another place than in `{commit}`"), commit)
}

pub(crate) fn inserted(place: Place, title: &str, commit: &str) -> Diagnostic {
    finding(place, format!("the record of {title} was put before records that `{commit}` has already"), commit)
}

pub(crate) fn other(place: Place, commit: &str) -> Diagnostic {
    finding(place, format!("versions.lock does not begin with what it said in `{commit}`"), commit)
}
