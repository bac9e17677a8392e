//! `duplicate-id`: two things with one name.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::span::Place;

pub(super) static RULE: Rule = Rule {
    name: "duplicate-id",
    level: Level::Error,
    summary: "two headings of a page, two duties, terms or questions have the same id",
    docs: "\
An id is an address: a link to it can lead to one place only. Two headings with the same `{#anchor}`, two duties or two
glossary terms with the same name cannot both be found.

To put it right: rename one of them. In a released version choose the newer one, because others may link to the older.",
};

pub(crate) fn heading(place: Place, id: &str) -> Diagnostic {
    Diagnostic::new(&RULE, place, format!("another heading of this page already has the anchor `#{id}`"))
        .help("give this heading an anchor of its own")
}

pub(crate) fn term(place: Place, term: &str) -> Diagnostic {
    Diagnostic::new(&RULE, place, format!("`{term}` is in this glossary already")).help("keep one of the two")
}

pub(crate) fn question(place: Place, id: &str) -> Diagnostic {
    Diagnostic::new(&RULE, place, format!("another question of this quiz already has the id `{id}`"))
        .help("give this question an id of its own")
}

pub(crate) fn scene(place: Place, id: &str) -> Diagnostic {
    Diagnostic::new(&RULE, place, format!("another scene of this question already has the id `{id}`"))
        .help("give this scene an id of its own")
}

pub(crate) fn duty(place: Place, id: &str) -> Diagnostic {
    Diagnostic::new(&RULE, place, format!("another duty already has the id `{id}`"))
        .help("give this duty an id of its own")
}
