//! `missing-key`: a key that the file must have.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::span::Place;

pub(super) static RULE: Rule = Rule {
    name: "missing-key",
    level: Level::Error,
    summary: "a key that this kind of file must have is missing or empty",
    docs: "\
Every page has a title; every document has a summary (search and lists show it) and an owner (someone must keep it
right); every released version says who approved it, when, and from which day it is in force; every living document
says when it was last updated.

To put it right: add the key to the front matter.",
};

pub(crate) fn finding(place: Place, key: &str) -> Diagnostic {
    Diagnostic::new(&RULE, place, format!("`{key}` is missing or empty"))
        .help(format!("add a line `{key}: {}`", example(key)))
}

fn example(key: &str) -> &'static str {
    match key {
        "approved_on" | "effective" | "updated" => "2026-06-19",
        "owner" | "approved_by" => "data-protection-lead",
        "kind" => "substantive",
        "documents" => "{policies/social-media: \"2.0\"}",
        "base_url" => "https://policy.example.org/",
        "collections" => "{policies: {kind: versioned, title: Policies}}",
        "summary" => "one sentence on what it is for",
        _ => "…",
    }
}

pub(crate) fn no_settings() -> Diagnostic {
    let place = Place::file(&crate::span::FilePath::new(crate::model::SETTINGS_FILE));
    Diagnostic::new(&RULE, place, "there is no portal.yaml in the content folder").help(
        "write one with `title`, `organisation`, `base_url` and `collections`, or give the right folder with --content",
    )
}
