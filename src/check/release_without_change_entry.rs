//! `release-without-change-entry`: a version that no changelog entry explains.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::{DocumentChange, Edition, Site};
use crate::span::Place;

pub(super) static RULE: Rule = Rule {
    name: "release-without-change-entry",
    level: Level::Error,
    summary: "no changelog entry says what a released version changed and why",
    docs: "\
Readers of a new version ask what changed and what they must do. The history of a document, the feeds and the role pages
answer from changelog entries, so every released version needs one of kind `new`, `substantive` or `editorial` that
names it, with the day on which the version takes effect.

To put it right: add a file to `changelog/`:

    ---
    date: 2026-06-19
    kind: substantive
    documents: {policies/social-media: \"2.0\"}
    ---
    What changed and why, in a few plain sentences.",
};

pub(super) fn check(site: &Site, findings: &mut Vec<Diagnostic>) {
    for document in site.documents.values() {
        for edition in document.editions() {
            let Some(version) = edition.version else { continue };
            let wanted = DocumentChange { document: document.id.clone(), version: Some(version) };
            let entries =
                site.changes.iter().filter(|change| change.kind.is_release() && change.documents.contains(&wanted));
            let mut dates = entries.map(|change| change.date).peekable();
            if dates.peek().is_none() {
                findings.push(no_entry(edition, document.id.as_str()));
            } else if let Some(effective) = edition.effective()
                && !dates.any(|date| date == Some(effective))
            {
                findings.push(other_day(edition, effective));
            }
        }
    }
}

fn no_entry(edition: &Edition, document: &str) -> Diagnostic {
    let message = format!("no changelog entry says what version {} changed", edition.label());
    let date = edition.effective().map_or_else(String::new, |date| date.to_string());
    Diagnostic::new(&RULE, Place::file(&edition.article.parsed.file), message).help(format!(
        "add a file to changelog/ with `date: {date}`, `kind: substantive` and `documents: {{{document}: \"{}\"}}`",
        edition.label()
    ))
}

fn other_day(edition: &Edition, effective: crate::model::Date) -> Diagnostic {
    let message = format!(
        "the changelog entry of version {} has another date than {effective}, when it takes effect",
        edition.label()
    );
    Diagnostic::new(&RULE, edition.article.parsed.key("effective"), message)
        .help(format!("write `date: {effective}` in the entry"))
}
