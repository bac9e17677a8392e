//! `translation-mismatch`: a translation that does not fit its original.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::{Heading, Parsed};
use crate::span::{FilePath, Place};

pub(super) static RULE: Rule = Rule {
    name: "translation-mismatch",
    level: Level::Error,
    summary: "a translation has no original, or a clause that its original does not have",
    docs: "\
A translation stands beside its original and has its name, with the language before the ending: `2.0.cy.md` translates
`2.0.md`. It says the same in other words, so it has the same clauses, and each heading carries the anchor of the clause
that it translates:

    ## Negeseuon preifat {#private-messages}

The anchor stays in the language of the original, because links lead to it from both texts. The number of a clause, its
duties and whom it is for come from the original.

To put it right: rename the file, or give the heading the anchor of the clause that it translates.",
};

pub(crate) fn no_original(parsed: &Parsed, original: &FilePath) -> Diagnostic {
    let name = original.in_content().unwrap_or_default();
    Diagnostic::new(&RULE, Place::file(&parsed.file), format!("there is no `{name}` that this could be a translation of"))
        .help("a translation has the name of its original, with the language before the ending: `2.0.cy.md` translates `2.0.md`")
}

/// A heading whose anchor the original does not have. `likely` is the clause that it probably translates.
pub(crate) fn unknown_clause(parsed: &Parsed, heading: &Heading, original: &str, likely: Option<&str>) -> Diagnostic {
    let message = format!("the original, {original}, has no clause `{}`", heading.id);
    let help = match likely {
        Some(likely) => format!("write `{{#{likely}}}` behind the heading, if that is the clause that it translates"),
        None => "remove the heading; a translation has the clauses of its original".to_owned(),
    };
    Diagnostic::new(&RULE, parsed.body.place(&heading.range), message).help(help)
}
