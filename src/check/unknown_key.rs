//! `unknown-key`: a key that the file cannot have.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::span::Place;

pub(super) static RULE: Rule = Rule {
    name: "unknown-key",
    level: Level::Error,
    summary: "a key that this kind of file does not have",
    docs: "\
A misspelt key would be ignored without a word: `efective: 2026-06-19` would leave a policy without its date. So every
key must be one that the kind of file has. Versions, living documents, overviews, the home page and changelog entries
each have their own; a translation takes most of them from its original. Inside braces a comma ends
the value: `{text: Yes, and log it}` has a key `and log it`.

To put it right: use the name that the message offers, or remove the key.",
};

/// A translation that says what only the original may say.
pub(crate) fn in_translation(place: Place, key: &str, original: &str) -> Diagnostic {
    Diagnostic::new(&RULE, place, format!("a translation takes `{key}` from its original, {original}"))
        .help("remove the line; a translation has a title, a summary and its own text")
}

/// A word in `portal.cy.yaml` for something that `portal.yaml` does not have.
pub(crate) fn not_declared(place: Place, group: &str, key: &str, nearest: Option<&str>) -> Diagnostic {
    let help = match nearest {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => format!("add it to `{group}` in portal.yaml first, or remove it here"),
    };
    Diagnostic::new(&RULE, place, format!("`{key}` is not among `{group}` in portal.yaml")).help(help)
}

pub(crate) fn finding(place: Place, key: &str, expected: &[&str], nearest: Option<&str>) -> Diagnostic {
    let help = match nearest {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        // In `{text: Yes, and log it}` the comma ends the value, which few authors expect.
        None if key.contains(' ') => {
            "inside `{…}` a comma starts the next key: put the text before it in quotes, or write each key on a line of its own"
                .to_owned()
        }
        None => format!("keys that can stand here: {}", super::list(expected)),
    };
    Diagnostic::new(&RULE, place, format!("`{key}` is not a key that can stand here")).help(help)
}
