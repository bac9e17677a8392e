//! `deep-nesting`: quotes and lists inside each other without end.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::span::Place;

pub(super) static RULE: Rule = Rule {
    name: "deep-nesting",
    level: Level::Error,
    summary: "quotes, lists or emphasis are nested more than 64 deep",
    docs: "\
No reader follows a list inside a list inside a list for long, and browsers stop at some hundreds of levels. A text
that is nested more than 64 deep is a slip (a pasted e-mail with all its `>` signs) and is not read.

To put it right: take the text out of its outer quotes or lists.",
};

pub(crate) fn finding(place: Place, deepest: usize) -> Diagnostic {
    Diagnostic::new(&RULE, place, format!("this is nested more than {deepest} deep"))
        .help("take the text out of its outer quotes or lists")
}
