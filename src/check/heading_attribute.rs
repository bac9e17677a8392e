//! `heading-attribute`: what stands in braces behind a heading.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::span::Place;

pub(super) static RULE: Rule = Rule {
    name: "heading-attribute",
    level: Level::Error,
    summary: "the braces behind a heading hold something that Vellum does not know",
    docs: "\
A heading may carry an anchor, the duties it meets, and the kinds of organisation it is for:

    ### Private messages {#private-messages covers=purpose-limitation-dms,minimise-and-accuracy applies-to=public-body}

There are no quotes and no spaces after commas, because the parts are split at spaces. An anchor is in small letters,
digits and single hyphens, so that it can be read out and typed.",
};

const FORM: &str =
    "write {#anchor covers=duty,duty applies-to=kind,kind} without quotes and without spaces after commas";

pub(crate) fn unknown(place: Place, key: &str) -> Diagnostic {
    Diagnostic::new(&RULE, place, format!("a heading cannot have `{key}`")).help(FORM)
}

pub(crate) fn empty(place: Place, key: &str) -> Diagnostic {
    Diagnostic::new(&RULE, place, format!("`{key}` has no value")).help(FORM)
}

pub(crate) fn word(place: Place, key: &str, word: &str) -> Diagnostic {
    Diagnostic::new(&RULE, place, format!("`{word}` cannot stand in `{key}`")).help(FORM)
}

/// A translation that says again, or otherwise, what its original says of a clause.
pub(crate) fn in_translation(place: Place, original: &str) -> Diagnostic {
    Diagnostic::new(
        &RULE,
        place,
        format!("a translation takes `covers` and `applies-to` from its original, {original}"),
    )
    .help("keep the anchor alone in the braces: `{#anchor}`")
}

pub(crate) fn id(place: Place, id: &str, better: &str) -> Diagnostic {
    Diagnostic::new(&RULE, place, format!("`#{id}` is not a good anchor")).help(format!("write `#{better}`"))
}
