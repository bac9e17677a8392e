//! Groups files into documents and folders, and computes the state of every version.

use std::collections::BTreeMap;

use super::Options;
use super::events::Events;
use crate::check::duplicate_url;
use crate::diagnostic::Diagnostic;
use crate::model::{
    Article, CollectionKind, Date, Document, DocumentId, Edition, Kind, Parsed, Section, SectionId, Site, Status,
    UrlPath, Version,
};
use crate::parse::FileKind;
use crate::span::Place;

/// A version of a document, as it was read; `None` for a draft.
type File = (Option<Version>, Box<Parsed>);

/// Fills `documents`, `sections`, `unpublished` and `absent`.
///
/// What the portal knows on a date: versions that were in force or approved by then, and living documents less those
/// that a changelog entry of kind `new` brings later. All else that came later is absent. Living documents have no past:
/// their text is that of the file, and a page whose `updated` is later says so.
pub(super) fn group(
    site: &mut Site,
    texts: Vec<(FileKind, Box<Parsed>)>,
    options: Options,
    events: &Events,
    findings: &mut Vec<Diagnostic>,
) {
    let mut indexes: BTreeMap<SectionId, Box<Parsed>> = BTreeMap::new();
    let mut versions: BTreeMap<DocumentId, Vec<File>> = BTreeMap::new();
    let mut living: BTreeMap<DocumentId, Box<Parsed>> = BTreeMap::new();
    for (kind, parsed) in texts {
        let inside = parsed.file.in_content().unwrap_or_default();
        let folder = DocumentId::new(inside.rsplit_once('/').map_or("", |(folder, _)| folder));
        match kind {
            FileKind::Index => drop(indexes.insert(folder, parsed)),
            FileKind::Version(version) => versions.entry(folder).or_default().push((Some(version), parsed)),
            FileKind::Draft => versions.entry(folder).or_default().push((None, parsed)),
            _ => drop(living.insert(DocumentId::new(inside.strip_suffix(".md").unwrap_or(inside)), parsed)),
        }
    }
    for (id, files) in versions {
        add_versioned(site, id, files, options, events);
    }
    for (id, parsed) in living {
        if let Some(index) = indexes.get(&id) {
            let url = UrlPath::new(&format!("{id}/"));
            findings.push(duplicate_url::finding(Place::file(&parsed.file), &url, Some(Place::file(&index.file))));
        }
        let known = options.drafts || events.new_on(&id).is_none_or(|day| day <= options.as_of);
        add_living(site, id, parsed, known);
    }
    add_sections(site, indexes);
}

fn add_living(site: &mut Site, id: DocumentId, parsed: Box<Parsed>, known: bool) {
    let url = UrlPath::new(&format!("{id}/"));
    let shown = known && site.settings.applies(&parsed.front.applies_to);
    let article = Article::new(parsed, url.clone());
    if shown {
        site.documents.insert(id.clone(), Document { id, url, kind: Kind::Living(Box::new(article)) });
    } else {
        site.absent.insert(id, Vec::new());
        site.unpublished.push(article);
    }
}

fn add_versioned(site: &mut Site, id: DocumentId, mut files: Vec<File>, options: Options, events: &Events) {
    // Drafts come last: `None` would sort first.
    files.sort_by_key(|(version, _)| (version.is_none(), *version));
    let url = UrlPath::new(&format!("{id}/"));
    let mut shown = Vec::new();
    let mut absent = Vec::new();
    for (version, parsed) in files {
        let address = version.map_or_else(|| "draft/".to_owned(), |version| format!("{version}/"));
        let article = Article::new(parsed, url.join(&address));
        let front = article.front();
        let known = match version {
            None => options.drafts,
            Some(_) => is_known(front.effective, front.approved_on, options.as_of),
        };
        if known && site.settings.applies(&front.applies_to) {
            shown.push((version, article));
        } else {
            absent.extend(version);
            site.unpublished.push(article);
        }
    }
    let has_absent = !absent.is_empty() || shown.is_empty();
    if has_absent {
        site.absent.insert(id.clone(), absent);
    }
    if !shown.is_empty() {
        let kind = Kind::Versioned(editions(shown, events.withdrawals(&id), options.as_of));
        site.documents.insert(id.clone(), Document { id, url, kind });
    }
}

/// True for a version that people knew of on a date: it was in force or at least approved.
fn is_known(effective: Option<Date>, approved: Option<Date>, as_of: Date) -> bool {
    let by_then = |date: Option<Date>| date.is_none_or(|date| date <= as_of);
    by_then(effective) || by_then(approved)
}

/// The state of each version on a date: it follows from the dates alone. A version that takes effect after a withdrawal
/// brings the document back.
fn editions(files: Vec<(Option<Version>, Article)>, withdrawals: &[Date], as_of: Date) -> Vec<Edition> {
    let mut starts: Vec<Option<Date>> = Vec::with_capacity(files.len());
    for (version, article) in &files {
        // A version that could not be read follows the one before: else that one would be found to be in force.
        let before = starts.last().copied().flatten().filter(|_| !article.parsed.readable);
        starts.push(article.front().effective.or(before).filter(|_| version.is_some()));
    }
    let current = starts.iter().rposition(|start| start.is_some_and(|start| start <= as_of));
    let mut editions = Vec::with_capacity(files.len());
    for (index, (version, article)) in files.into_iter().enumerate() {
        let start = starts.get(index).copied().flatten();
        let withdrawn = withdrawals.iter().copied().find(|day| start.is_some_and(|start| start <= *day));
        let status = match (version, current) {
            (None, _) => Status::Draft,
            (_, Some(current)) if index < current => Status::Superseded,
            (_, Some(current)) if index == current => {
                if withdrawn.is_some_and(|day| day <= as_of) {
                    Status::Withdrawn
                } else {
                    Status::InForce
                }
            }
            _ => Status::Upcoming,
        };
        let next = starts.iter().skip(index + 1).flatten().min().copied();
        let until = next.into_iter().chain(withdrawn).min().filter(|_| version.is_some());
        editions.push(Edition::new(version, status, until, article));
    }
    editions
}

/// Makes the overview of every collection, and of every folder of living documents.
fn add_sections(site: &mut Site, mut indexes: BTreeMap<SectionId, Box<Parsed>>) {
    let mut folders: Vec<SectionId> = indexes.keys().cloned().collect();
    for (id, collection) in &site.settings.collections {
        folders.push(DocumentId::new(id.as_str()));
        if collection.kind == CollectionKind::Living {
            // Documents are in order: those of one folder stand together.
            let inside = site.documents.keys().filter(|document| document.is_in(id));
            let mut folders_of: Vec<SectionId> = inside.filter_map(DocumentId::parent).collect();
            folders_of.dedup();
            folders.extend(folders_of.iter().flat_map(parents).chain(folders_of.iter().cloned()));
        }
    }
    folders.sort();
    folders.dedup();
    for id in &folders {
        let collection = site.settings.collections.get(&id.collection()).filter(|_| !id.as_str().contains('/'));
        let url = UrlPath::new(&format!("{id}/"));
        let index = indexes.remove(id).map(|parsed| Article::new(parsed, url.clone()));
        let title = index
            .as_ref()
            .map(|index| index.front().title.clone())
            .or_else(|| collection.map(|collection| collection.title.clone()))
            .unwrap_or_else(|| title_of(id));
        let summary = index
            .as_ref()
            .map(|index| index.front().summary.clone())
            .filter(|summary| !summary.is_empty())
            .or_else(|| collection.map(|collection| collection.summary.clone()))
            .unwrap_or_default();
        let collection = collection.map(|_| id.collection());
        let section = Section { url, title, summary, index, documents: Vec::new(), sections: Vec::new(), collection };
        site.sections.insert(id.clone(), section);
    }
    fill_sections(site, &folders);
}

fn fill_sections(site: &mut Site, folders: &[SectionId]) {
    let mut order: Vec<(SectionId, (i64, String), DocumentId)> = Vec::new();
    for document in site.documents.values() {
        let front = document.current().front();
        if let Some(parent) = document.id.parent() {
            order.push((parent, (front.order.unwrap_or(i64::MAX), front.title.to_lowercase()), document.id.clone()));
        }
    }
    order.sort();
    for (folder, _, document) in order {
        if let Some(section) = site.sections.get_mut(&folder) {
            section.documents.push(document);
        }
    }
    let mut children: Vec<(SectionId, (i64, String), SectionId)> = Vec::new();
    for id in folders {
        if let (Some(parent), Some(section)) = (id.parent(), site.sections.get(id)) {
            let place = section.index.as_ref().and_then(|index| index.front().order).unwrap_or(i64::MAX);
            children.push((parent, (place, section.title.to_lowercase()), id.clone()));
        }
    }
    children.sort();
    for (folder, _, child) in children {
        if let Some(section) = site.sections.get_mut(&folder) {
            section.sections.push(child);
        }
    }
}

/// Every folder above a document, up to its collection.
fn parents(id: &DocumentId) -> Vec<SectionId> {
    std::iter::successors(id.parent(), DocumentId::parent).collect()
}

/// A title for a folder without `index.md`: `private-messages` becomes `Private messages`.
fn title_of(id: &SectionId) -> String {
    let words = id.slug().replace('-', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
