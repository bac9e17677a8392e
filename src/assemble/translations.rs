//! Gives each text its translations.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::check::{heading_attribute, translation_mismatch};
use crate::diagnostic::Diagnostic;
use crate::model::{
    Article, Document, DocumentId, Edition, FrontMatter, Language, Page, Parsed, SectionId, Site, UrlPath,
};
use crate::parse::translated;
use crate::span::FilePath;

/// Attaches every translation to its original, from which it takes whatever it does not say itself: all of the front
/// matter but title, summary and dates of its own, and of each clause its number, its duties and whom it is for.
pub(super) fn attach(site: &mut Site, files: Vec<Parsed>, findings: &mut Vec<Diagnostic>) {
    let mut waiting: BTreeMap<FilePath, BTreeMap<Language, Parsed>> = BTreeMap::new();
    for parsed in files {
        if let Some((original, language)) = translated(&parsed.file) {
            waiting.entry(original).or_default().insert(language, parsed);
        }
    }
    if waiting.is_empty() {
        return;
    }
    let sections = site.sections.values_mut().filter_map(|section| section.index.as_mut());
    let documents = site.documents.values_mut().flat_map(Document::articles_mut);
    for article in site.home.iter_mut().chain(sections).chain(documents).chain(&mut site.unpublished) {
        for (language, parsed) in waiting.remove(&article.parsed.file).unwrap_or_default() {
            let translation = translation(article, parsed, &language, findings);
            article.translations.insert(language, translation);
        }
    }
    // Of an original that cannot be read, everything is said already.
    waiting.retain(|original, _| findings.iter().all(|finding| finding.place.file != *original));
    for (original, translations) in waiting {
        findings.extend(translations.values().map(|parsed| translation_mismatch::no_original(parsed, &original)));
    }
}

/// The pages of a further language: its home page, its search, its documents with what is made from them, and the
/// lists that lead to these.
pub(super) fn pages(site: &Site, language: &Language) -> Vec<(UrlPath, Page)> {
    let has = |article: &Article| article.translations.contains_key(language);
    let mut pages = vec![(UrlPath::home(), Page::Home)];
    let mut folders: BTreeSet<SectionId> = BTreeSet::new();
    for document in site.documents.values() {
        let id = || document.id.clone();
        if has(document.current()) {
            pages.push((document.url.clone(), Page::Document(id())));
            folders.extend(std::iter::successors(document.id.parent(), DocumentId::parent));
        } else if document.articles().any(has) {
            // Whoever has the address finds what applies now, if not in this language.
            pages.push((document.url.clone(), Page::Redirect(document.url.clone())));
        }
        let translated = document.editions().iter().filter(|edition| has(&edition.article));
        pages.extend(translated.map(|edition| (edition.article.url.clone(), Page::Version(id(), edition.version))));
        if !document.editions().is_empty() && has(document.current()) {
            pages.push((document.url.join("history/"), Page::History(id())));
        }
        let both = |pair: &(&Edition, &Edition)| has(&pair.0.article) && has(&pair.1.article);
        for (before, after) in document.comparisons().into_iter().filter(both) {
            let page = Page::Compare(id(), before.version, after.version);
            pages.push((document.comparison_url(before, after), page));
        }
    }
    if !folders.is_empty() && site.settings.search.enabled {
        pages.push((UrlPath::new("search/"), Page::Search));
    }
    for (id, section) in &site.sections {
        if folders.contains(id) || section.index.as_ref().is_some_and(has) {
            pages.push((section.url.clone(), Page::Section(id.clone())));
        }
    }
    let in_force = || site.documents.values().filter(|document| document.is_in_force() && has(document.current()));
    let roles = site.settings.roles.iter().filter(|(_, role)| !role.retired).map(|(id, _)| id);
    let roles = roles.filter(|id| in_force().any(|it| site.concerns(&it.current().front().roles, id)));
    let topics = site.settings.topics.iter().filter(|(_, topic)| !topic.retired).map(|(id, _)| id);
    let topics = topics.filter(|id| in_force().any(|it| it.current().front().topics.contains(id)));
    if in_force().next().is_some() {
        pages.push((UrlPath::new("roles/"), Page::Roles));
        pages.push((UrlPath::new("topics/"), Page::Topics));
    }
    pages.extend(roles.map(|id| (UrlPath::new(&format!("roles/{id}/")), Page::Role(id.clone()))));
    pages.extend(topics.map(|id| (UrlPath::new(&format!("topics/{id}/")), Page::Topic(id.clone()))));
    let page = |page| match page {
        Page::Redirect(target) => Page::Redirect(target),
        page => Page::Translation(language.clone(), Box::new(page)),
    };
    pages.into_iter().map(|(url, made)| (url.in_language(language), page(made))).collect()
}

fn translation(original: &Article, mut parsed: Parsed, language: &Language, findings: &mut Vec<Diagnostic>) -> Article {
    let own = Arc::unwrap_or_clone(parsed.front);
    let front = FrontMatter {
        title: own.title,
        summary: own.summary,
        updated: own.updated,
        original: own.original,
        ..original.front().clone()
    };
    parsed.front = Arc::new(front);
    findings.extend(mismatches(original, &parsed));
    for heading in &mut parsed.body.headings {
        let Some(clause) = original.body().heading(heading.id.as_str()) else { continue };
        heading.covers.clone_from(&clause.covers);
        heading.applies_to.clone_from(&clause.applies_to);
        heading.older.clone_from(&clause.older);
        heading.number.clone_from(&clause.number);
        heading.shown = clause.shown;
    }
    Article::new(Box::new(parsed), original.url.in_language(language))
}

/// Headings that say what only the original may say, or that the original does not have.
fn mismatches(original: &Article, parsed: &Parsed) -> Vec<Diagnostic> {
    let name = original.parsed.file.name();
    let clauses = |article: &'_ Parsed| -> Vec<String> {
        let headings = article.body.headings.iter().filter(|heading| !heading.in_note);
        headings.map(|heading| heading.id.to_string()).collect()
    };
    let (known, own) = (clauses(&original.parsed), clauses(parsed));
    // The first clause that nothing translates is likely the one that the first stray heading translates, and so on.
    let mut untranslated = known.iter().filter(|id| !own.contains(id));
    let mut findings = Vec::new();
    for heading in &parsed.body.headings {
        if !heading.covers.is_empty() || !heading.applies_to.is_empty() {
            findings.push(heading_attribute::in_translation(parsed.body.place(&heading.range), name));
        }
        if !heading.in_note && !original.body().is_lost() && !known.iter().any(|id| id == heading.id.as_str()) {
            let likely = untranslated.next().map(String::as_str);
            findings.push(translation_mismatch::unknown_clause(parsed, heading, name, likely));
        }
    }
    findings
}
