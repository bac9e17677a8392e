//! `unsafe-link`: a link that could run something, or that a portal cannot have.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::span::Place;

pub(super) static RULE: Rule = Rule {
    name: "unsafe-link",
    level: Level::Error,
    summary: "a link or picture has a scheme that a portal cannot have",
    docs: "\
Links may start with `https:`, `http:`, `mailto:` or `tel:`, or lead to a file of the content. `javascript:`, `data:`,
`file:` and others could run something in the reader's browser or lead to the author's own machine. Pictures come from
the content folder alone: nothing is fetched from third parties, which would tell them who reads what.",
};

pub(crate) fn scheme(place: Place, destination: &str) -> Diagnostic {
    Diagnostic::new(&RULE, place, format!("a link cannot lead to `{destination}`"))
        .help("use an address that starts with https://, mailto: or tel:, or the path of a file")
}

pub(crate) fn protocol_relative(place: Place, destination: &str) -> Diagnostic {
    Diagnostic::new(&RULE, place, format!("`{destination}` does not say how to get there"))
        .help(format!("write `https:{destination}`"))
}

pub(crate) fn remote_image(place: Place, destination: &str) -> Diagnostic {
    Diagnostic::new(&RULE, place, format!("the picture `{destination}` would be fetched from another site"))
        .help("save the picture in the content folder and name it by its path")
}
