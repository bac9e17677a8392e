//! `record-unknown`: a learner's record that names what this portal does not have.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::{Document, Edition};
use crate::span::Place;

pub(super) static RULE: Rule = Rule {
    name: "record-unknown",
    level: Level::Error,
    summary: "a learner's record names what this portal does not have",
    docs: "\
A record names quizzes, their questions, documents and versions. `vellum verify --record FILE` looks each of them
up. What was never there cannot have been passed or read here.

To put it right: check the record with the portal that it was made in, and with its content of that day if a quiz
has been removed since.",
};

pub(crate) fn portal(place: Place, written: &str, base_url: &str) -> Diagnostic {
    Diagnostic::new(&RULE, place, format!("this record is from another portal, `{written}`"))
        .help(format!("this portal is `{base_url}`; if it has moved, give the older address with `--base-url`"))
}

pub(crate) fn name<'a>(place: Place, what: &str, name: &str, names: impl Iterator<Item = &'a str>) -> Diagnostic {
    let finding = Diagnostic::new(&RULE, place, format!("there is no {what} `{name}`"));
    match super::nearest(name, names) {
        Some(nearest) => finding.help(format!("the nearest is `{nearest}`")),
        None => finding.help("check the record with the portal that it was made in"),
    }
}

pub(crate) fn version(place: Place, document: &Document, written: &str) -> Diagnostic {
    let versions: Vec<&str> =
        document.editions().iter().filter(|edition| edition.version.is_some()).map(Edition::label).collect();
    let finding = Diagnostic::new(&RULE, place, format!("`{}` has no version {written}", document.id));
    if versions.is_empty() {
        finding.help("it is a living document, which has no versions")
    } else {
        finding.help(format!("it has {}", super::list(&versions)))
    }
}
