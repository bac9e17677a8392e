//! `orphan-page`: a page that no other page leads to.

use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::{Document, DocumentId, LinkTarget, Markup, NavigationItem, Site};
use crate::span::Place;

pub(super) static RULE: Rule = Rule {
    name: "orphan-page",
    level: Level::Warning,
    summary: "a document has no role and no topic, and no other text links to it",
    docs: "\
Staff find pages through their role, through topics, and through links in texts. A document with none of these is found
only by those who walk through the overview of its folder.

To put it right: give it `roles` or `topics`, link to it from a text, or name it in another document's `related`.",
};

pub(super) fn check(site: &Site, findings: &mut Vec<Diagnostic>) {
    let alone = |document: &&Document| {
        let current = document.current();
        current.parsed.readable && current.front().roles.is_empty() && current.front().topics.is_empty()
    };
    let alone: Vec<&Document> = site.documents.values().filter(alone).collect();
    // Mostly there is none, and then no link has to be looked at.
    if alone.is_empty() {
        return;
    }
    let linked = linked(site);
    for document in alone.into_iter().filter(|document| !linked.contains(&document.id)) {
        findings.push(
            Diagnostic::new(
                &RULE,
                Place::file(&document.current().parsed.file),
                "nothing leads to this page but the overview of its folder",
            )
            .help("give it `roles` or `topics`, or link to it from another text"),
        );
    }
}

fn linked(site: &Site) -> HashSet<DocumentId> {
    let mut linked = HashSet::new();
    for parsed in super::texts(site) {
        linked.extend(parsed.front.related.iter().cloned());
        linked.extend(parsed.front.tasks.iter().cloned());
    }
    for body in super::bodies(site) {
        for markup in &body.markup {
            if let Markup::Link(link) = markup
                && let LinkTarget::Internal { document: Some((id, _)), .. } = &link.target
                && site.documents.get(id).is_none_or(|document| document.current().parsed.file != body.file)
            {
                linked.insert(id.clone());
            }
        }
    }
    let pages = site.settings.navigation.iter().map(|NavigationItem { page, .. }| DocumentId::new(page));
    linked.extend(pages);
    linked
}
