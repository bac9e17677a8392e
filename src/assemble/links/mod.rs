//! Where every link and picture leads.

mod index;
mod linker;
mod path;
mod suggestions;

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError};

use rayon::prelude::*;

pub(super) use self::index::Index;

use self::linker::Linker;
use super::{media, quizzes};
use crate::check::{broken_link, invalid_value, nearest, setting};
use crate::diagnostic::Diagnostic;
use crate::model::{Article, Body, Document, DocumentId, LinkTarget, Markup, Quiz, Site, Target, Targets, UrlPath};
use crate::source::{Snapshot, SourceFile};
use crate::span::{FilePath, Part, YamlPath};

/// Fills in the target of every link and picture, and gathers the media files that are shown. `key` is the hash of
/// everything that decides a target besides the words of the texts, if targets are to be remembered.
pub(super) fn resolve(site: &mut Site, snapshot: &Snapshot, key: Option<[u8; 32]>, findings: &mut Vec<Diagnostic>) {
    let (mut resolved, references) = {
        let index = Index::new(site, snapshot);
        let bodies: Vec<&Body> = bodies(site).collect();
        let resolved: Vec<Resolved> = bodies.par_iter().map(|body| remembered(&index, body, key)).collect();
        (resolved, quizzes::references(&index, site, findings))
    };
    quizzes::fill_in(site, references);
    resolved.iter_mut().for_each(|resolved| findings.append(&mut resolved.findings));
    let bodies: Vec<&mut Body> = bodies_mut(site).collect();
    let filled = bodies.into_par_iter().zip(&resolved);
    let shown: Vec<_> = filled.flat_map_iter(|(body, resolved)| fill_in(body, &resolved.targets, snapshot)).collect();
    site.media = shown.into_iter().collect();
    logo(site, snapshot, findings);
    rename_related(site);
    related(site, findings);
}

/// Every Markdown text of the site. [`bodies_mut`] gives the same ones in the same order.
fn bodies(site: &Site) -> impl Iterator<Item = &Body> {
    let articles = site.articles().chain(&site.unpublished).flat_map(Article::texts).map(Article::body);
    let changes = site.changes.iter().map(|change| &change.parsed.body);
    let terms = site.glossary.terms.iter().map(|term| &term.definition);
    articles.chain(changes).chain(terms).chain(site.quizzes.values().flat_map(Quiz::bodies))
}

fn bodies_mut(site: &mut Site) -> impl Iterator<Item = &mut Body> {
    let sections = site.sections.values_mut().filter_map(|section| section.index.as_mut());
    let documents = site.documents.values_mut().flat_map(Document::articles_mut);
    let articles = site.home.iter_mut().chain(sections).chain(documents).chain(&mut site.unpublished);
    let articles = articles.flat_map(Article::bodies_mut);
    let changes = site.changes.iter_mut().map(|change| &mut change.parsed.body);
    let terms = site.glossary.terms.iter_mut().map(|term| &mut term.definition);
    articles.chain(changes).chain(terms).chain(site.quizzes.values_mut().flat_map(Quiz::bodies_mut))
}

/// Fills in where the links and pictures of a text lead. Returns the media files that it shows.
fn fill_in(body: &mut Body, targets: &[Target], snapshot: &Snapshot) -> Vec<(UrlPath, SourceFile)> {
    let mut shown = Vec::new();
    for (markup, (target, size)) in body.markup.iter_mut().zip(targets) {
        if let LinkTarget::Internal { url, media: Some(file), .. } = target
            && let Some(file) = snapshot.get(file)
        {
            shown.push((url.clone(), file.clone()));
        }
        match markup {
            Markup::Link(link) => link.target = target.clone(),
            Markup::Image(image) => (image.target, image.size) = (target.clone(), *size),
        }
    }
    shown
}

struct Resolved {
    targets: Arc<[Target]>,
    findings: Vec<Diagnostic>,
}

/// Resolves the links of a text, or remembers where they led when all else was the same.
fn remembered(index: &Index<'_>, body: &Body, key: Option<[u8; 32]>) -> Resolved {
    let Some(key) = key else { return resolve_body(index, body) };
    // A thread that panicked while it held the lock left a whole value behind: it is only ever replaced.
    let mut known = body.remembered.targets.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(targets) = known.as_ref().filter(|known| known.key == key && known.found.len() == body.markup.len()) {
        return Resolved { targets: Arc::clone(&targets.found), findings: Vec::new() };
    }
    let resolved = resolve_body(index, body);
    *known = resolved.findings.is_empty().then(|| Targets { key, found: Arc::clone(&resolved.targets) });
    resolved
}

fn resolve_body(index: &Index<'_>, body: &Body) -> Resolved {
    let mut findings = Vec::new();
    let targets = body.markup.iter().map(|markup| match markup {
        Markup::Link(link) => (Linker::new(index, body, &link.range).link(&link.destination, &mut findings), None),
        Markup::Image(image) => Linker::new(index, body, &image.range).image(&image.destination, &mut findings),
    });
    let targets = targets.collect();
    Resolved { targets, findings }
}

impl Index<'_> {
    /// Where a link of a text leads.
    pub(super) fn link(&self, body: &Body, written: &str, findings: &mut Vec<Diagnostic>) -> LinkTarget {
        Linker::new(self, body, &(0..0)).link(written, findings)
    }
}

/// The logo is a picture that no text shows.
fn logo(site: &mut Site, snapshot: &Snapshot, findings: &mut Vec<Diagnostic>) {
    let Some(logo) = &site.settings.logo else { return };
    let place = || setting(&["logo"], Part::Value);
    match snapshot.get(&FilePath::new(&format!("content/{logo}"))) {
        None => findings.push(invalid_value::logo(place(), logo)),
        Some(file) => match media::image_size(file) {
            Ok(_) => drop(site.media.insert(UrlPath::new(logo), file.clone())),
            Err(problem) => findings.push(problem(place())),
        },
    }
}

/// Frozen files go on naming documents as they were called then.
fn rename_related(site: &mut Site) {
    let Site { documents, unpublished, frozen, .. } = site;
    let mut names: BTreeMap<DocumentId, DocumentId> = BTreeMap::new();
    for document in documents.values() {
        for alias in document.articles().flat_map(|article| &article.front().aliases) {
            names.entry(DocumentId::new(alias.trim_matches('/'))).or_insert_with(|| document.id.clone());
        }
    }
    if names.is_empty() {
        return;
    }
    let articles = documents.values_mut().flat_map(Document::articles_mut).chain(unpublished);
    for article in articles.filter(|article| frozen.contains(&article.parsed.file)) {
        let old = |id: &DocumentId| names.contains_key(id);
        if !article.front().related.iter().any(old) {
            continue;
        }
        for id in &mut Arc::make_mut(&mut article.parsed.front).related {
            if let Some(now) = names.get(id) {
                id.clone_from(now);
            }
        }
    }
}

/// `related`, `tasks` and `module` name documents, not files.
fn related(site: &Site, findings: &mut Vec<Diagnostic>) {
    let articles = site.articles().chain(&site.unpublished);
    for parsed in articles.map(|article| &article.parsed) {
        for (key, ids) in [("related", &parsed.front.related), ("tasks", &parsed.front.tasks)] {
            for (index, id) in ids.iter().enumerate() {
                if !site.documents.contains_key(id) && !site.absent.contains_key(id) {
                    let place = parsed.value(YamlPath::root().key(key).index(index));
                    let nearest = nearest(id.as_str(), site.documents.keys().map(DocumentId::as_str));
                    findings.push(if site.frozen.contains(&parsed.file) {
                        broken_link::gone(place, id.as_str(), id.as_str())
                    } else {
                        broken_link::unknown_document(place, id.as_str(), nearest)
                    });
                }
            }
        }
    }
    for quiz in site.quizzes.values() {
        let Some(id) = quiz.module.as_ref().filter(|id| !site.documents.contains_key(id)) else { continue };
        if !site.absent.contains_key(id) {
            let nearest = nearest(id.as_str(), site.documents.keys().map(DocumentId::as_str));
            let place = quiz.value(YamlPath::root().key("module"));
            findings.push(broken_link::unknown_document(place, id.as_str(), nearest));
        }
    }
}
