//! `external-link-insecure`: a link that a network could read or change.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::span::Place;

pub(super) static RULE: Rule = Rule {
    name: "external-link-insecure",
    level: Level::Warning,
    summary: "a link to another site starts with http:// instead of https://",
    docs: "\
Whoever runs the network between a reader and an `http://` page can read and change it. Nearly every site answers to
`https://` today.

To put it right: write `https://` and try the link.",
};

pub(crate) fn finding(place: Place, address: &str) -> Diagnostic {
    let secure = address.replacen("http://", "https://", 1);
    Diagnostic::new(&RULE, place, format!("`{address}` is not encrypted on its way")).help(format!("write `{secure}`"))
}
