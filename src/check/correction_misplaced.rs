//! `correction-misplaced`: a correction whose words do not stand exactly once in the text that it corrects.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::{Body, Change, Language};
use crate::span::{Place, YamlPath};

pub(super) static RULE: Rule = Rule {
    name: "correction-misplaced",
    level: Level::Error,
    summary: "a correction does not say exactly which words of a released text it corrects",
    docs: "\
A released file is never edited. A slip in it that cannot wait for the next version is put right by a changelog entry:

    ---
    date: 2026-07-01
    kind: correction
    documents: {policies/social-media: \"2.0\"}
    find: within 20 days
    replace: within 30 days
    reason: The law gives 30 days. The number was a slip of the pen.
    approved_by: senior-leadership-team
    ---
    The deadline for acknowledging a complaint is 30 days.

From its date on the version shows the new words, with the old ones struck through before them and a notice above the
text. The words to find stand exactly once in the text, and lie within one paragraph, list item or cell; if they reach
into a link or emphasis they hold all of it.

A slip in a translation is corrected by an entry of its own that says which: `language: cy`. The words of the original
stay as they are.

To put it right: give `find` more of the words around the slip, or fewer.",
};

fn value(change: &Change, key: &str) -> Place {
    change.parsed.value(YamlPath::root().key(key))
}

pub(crate) fn count(change: &Change, find: &str, count: usize, body: &Body) -> Diagnostic {
    let message = match count {
        0 => format!("`{find}` does not occur in the text of {}", body.file.in_content().unwrap_or_default()),
        count => format!("`{find}` occurs {count} times in {}", body.file.in_content().unwrap_or_default()),
    };
    let help = match count {
        0 => "copy the words from the file, with their Markdown; title and summary cannot be corrected",
        _ => "add words from before or after, until it occurs exactly once",
    };
    Diagnostic::new(&RULE, value(change, "find"), message).help(help)
}

pub(crate) fn overlaps(change: &Change) -> Diagnostic {
    Diagnostic::new(&RULE, value(change, "find"), "these words were corrected by an earlier entry already")
        .help("correct the words of the file as it was released, and only once")
}

pub(crate) fn crosses(change: &Change) -> Diagnostic {
    Diagnostic::new(
        &RULE,
        value(change, "find"),
        "this correction cannot be shown in place: it reaches out of a paragraph, link, emphasis or code, or changes an anchor",
    )
    .help("choose words within one paragraph, with all of a link or emphasis or none of it")
}

pub(crate) fn documents(place: Place) -> Diagnostic {
    Diagnostic::new(&RULE, place, "a correction is about exactly one version of one document")
        .help("write one document with its version, such as `documents: {policies/social-media: \"2.0\"}`")
}

pub(crate) fn language(change: &Change, language: &Language) -> Diagnostic {
    let named = change.documents.iter().filter_map(|named| Some(format!("`{}` {}", named.document, named.version?)));
    let message = format!("{} has no text in `{language}`", named.collect::<Vec<_>>().join(", "));
    Diagnostic::new(&RULE, value(change, "language"), message)
        .help("name the language of a translation of this version; without `language` the original is corrected")
}

pub(crate) fn not_a_correction(place: Place, key: &str) -> Diagnostic {
    Diagnostic::new(&RULE, place, format!("`{key}` can only stand in an entry of kind `correction`"))
        .help("write `kind: correction`, or remove the key")
}
