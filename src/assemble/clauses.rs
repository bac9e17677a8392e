//! Which clauses are shown to this kind of organisation, and the number of each.

use std::fmt::Write;

use rayon::prelude::*;

use crate::model::{Article, Body, Document, Kind, Settings, Site};

/// Marks the clauses that are not for this organisation, and numbers the others in numbered collections.
pub(super) fn number(site: &mut Site) {
    let settings = &site.settings;
    let documents: Vec<&mut Document> = site.documents.values_mut().collect();
    documents.into_par_iter().for_each(|document| {
        let numbered =
            settings.collections.get(&document.id.collection()).is_some_and(|collection| collection.numbered);
        match &mut document.kind {
            Kind::Living(article) => mark(settings, article, numbered),
            Kind::Versioned(editions) => {
                for edition in editions {
                    mark(settings, &mut edition.article, numbered);
                }
            }
        }
    });
    let indexes = site.sections.values_mut().filter_map(|section| section.index.as_mut());
    for article in indexes.chain(site.home.as_mut()) {
        mark(settings, article, false);
    }
}

fn mark(settings: &Settings, article: &mut Article, numbered: bool) {
    hide(settings, &mut article.parsed.body);
    if numbered {
        count(&mut article.parsed.body);
    }
}

/// A clause that is not shown takes the clauses below it with it.
fn hide(settings: &Settings, body: &mut Body) {
    let mut hidden_from: Option<u8> = None;
    for heading in &mut body.headings {
        if hidden_from.is_some_and(|level| heading.level <= level) {
            hidden_from = None;
        }
        if hidden_from.is_none() && !settings.applies(&heading.applies_to) {
            hidden_from = Some(heading.level);
        }
        heading.shown = hidden_from.is_none();
    }
}

/// Numbers run from the headings of level 2: `4`, `4.2`, `4.2.1`.
fn count(body: &mut Body) {
    let mut counts: Vec<u32> = Vec::new();
    for heading in body.headings.iter_mut().filter(|heading| heading.shown && !heading.in_note) {
        let depth = usize::from(heading.level.max(2)) - 1;
        counts.resize(depth, 0);
        if let Some(last) = counts.last_mut() {
            *last += 1;
        }
        // A level that was skipped counts as its first clause; the skip itself is a finding.
        heading.number.clear();
        for (place, count) in counts.iter().enumerate() {
            let dot = if place > 0 { "." } else { "" };
            let _ = write!(heading.number, "{dot}{}", count.max(&1));
        }
    }
}
