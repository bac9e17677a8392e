//! `release-without-change-entry`: a version that no changelog entry explains.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::{Date, Document, Edition, Site, Version};
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
        let dates = dates(site, document);
        for edition in document.editions() {
            let Some(version) = edition.version else { continue };
            match (dates.get(&version), edition.effective()) {
                (None, _) => findings.push(no_entry(edition, document.id.as_str())),
                (Some(dates), Some(effective)) if !dates.contains(&Some(effective)) => {
                    findings.push(other_day(edition, effective));
                }
                _ => {}
            }
        }
    }
}

/// The dates of the entries that release each version of a document.
fn dates(site: &Site, document: &Document) -> BTreeMap<Version, Vec<Option<Date>>> {
    let mut dates: BTreeMap<Version, Vec<Option<Date>>> = BTreeMap::new();
    for change in site.changes_of(&document.id).filter(|change| change.kind.is_release()) {
        let named = change.documents.iter().filter(|named| named.document == document.id);
        named.filter_map(|named| named.version).for_each(|version| dates.entry(version).or_default().push(change.date));
    }
    dates
}

fn no_entry(edition: &Edition, document: &str) -> Diagnostic {
    let message = format!("no changelog entry says what version {} changed", edition.label());
    let date = edition.effective().map_or_else(String::new, |date| date.to_string());
    Diagnostic::new(&RULE, Place::file(&edition.article.parsed.file), message).help(format!(
        "add a file to changelog/ with `date: {date}`, `kind: substantive` and `documents: {{{document}: \"{}\"}}`",
        edition.label()
    ))
}

fn other_day(edition: &Edition, effective: Date) -> Diagnostic {
    let message = format!(
        "the changelog entry of version {} has another date than {effective}, when it takes effect",
        edition.label()
    );
    Diagnostic::new(&RULE, edition.article.parsed.key("effective"), message)
        .help(format!("write `date: {effective}` in the entry"))
}
