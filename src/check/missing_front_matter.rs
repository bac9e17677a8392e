//! `missing-front-matter`: a text without its title and dates.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::span::{FilePath, Place};

pub(crate) static RULE: Rule = Rule {
    name: "missing-front-matter",
    level: Level::Error,
    summary: "a Markdown file has no front matter",
    docs: "\
Every Markdown file starts with its front matter: YAML between two lines of three hyphens.

    ---
    title: Private messages
    summary: What staff may do with what customers send.
    owner: data-protection-lead
    updated: 2026-11-23
    ---

To put it right: start the file with such a block.",
};

const HELP: &str = "start the file with a line `---`, then lines such as `title: Private messages`, then a line `---`";

pub(crate) fn empty(file: &FilePath) -> Diagnostic {
    Diagnostic::new(&RULE, Place::file(file), "this file is empty").help(HELP)
}

pub(crate) fn start(place: Place) -> Diagnostic {
    Diagnostic::new(&RULE, place, "this file does not start with front matter").help(HELP)
}

pub(crate) fn end(place: Place) -> Diagnostic {
    Diagnostic::new(&RULE, place, "this front matter never ends").help("write a line `---` below the last key")
}
