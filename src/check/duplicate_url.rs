//! `duplicate-url`: two pages for one address.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::UrlPath;
use crate::span::Place;

pub(super) static RULE: Rule = Rule {
    name: "duplicate-url",
    level: Level::Error,
    summary: "two files, or a file and an alias, want the same address",
    docs: "\
Only one page can answer at an address; the other would be lost. It happens when a file and a folder have the same name
(`guidance/tasks.md` beside `guidance/tasks/`), when an alias is the address of a page that exists, or when two
pages claim the same alias.

To put it right: rename one of the files, or remove the alias.",
};

pub(crate) fn finding(place: Place, url: &UrlPath, other: Option<Place>) -> Diagnostic {
    let finding = Diagnostic::new(&RULE, place, format!("the address {url} is taken already"))
        .help("rename one of the files, or remove the alias");
    match other {
        Some(other) => finding.related(other, "taken by this file"),
        None => finding,
    }
}
