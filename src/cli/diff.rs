//! `vellum diff`

use std::sync::Arc;

use super::Outcome;
use super::args::{Arguments, DiffArguments, DiffFormat};
use super::portal::{Folders, options, settle};
use super::terminal::Terminal;
use crate::check::nearest;
use crate::model::{Document, DocumentId, Edition, Site, Version};
use crate::portal::{Memo, Options, Portal};
use crate::redline::{Both, Marks, Redline, compare, corrected, json, terminal as for_terminal};
use crate::source::Snapshot;

/// Prints what changed from one version of a document to another.
pub(super) fn run(arguments: &Arguments, wanted: &DiffArguments, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let folders = Folders::of(arguments);
    settle(arguments, &folders.content)?;
    let (snapshot, findings) = Snapshot::read(&folders.content, &folders.themes)?;
    let mut memo = Memo::once();
    // A draft is what most comparisons are about.
    let options = Options { drafts: true, ..options(arguments, &snapshot, &mut memo)? };
    let portal = Portal::new(Arc::new(snapshot), findings, &options, &mut memo);
    if portal.has_errors() {
        terminal.note("note: the content has errors; `vellum check` shows them");
    }
    let site = &portal.site;
    let document = document(site, &wanted.document)?;
    let (before, after) = versions(site, document, wanted.before.as_deref(), wanted.after.as_deref())?;
    let redline = compare(&site.settings, &before.article.parsed, &after.article.parsed);
    match wanted.format {
        DiffFormat::Json => {
            let corrected = corrected(site, before, after, &site.settings.default_language());
            terminal.data(&json(&redline, document.id.as_str(), &names(before, after), &corrected));
        }
        DiffFormat::Human => print(terminal, site, (before, after), &redline),
    }
    Ok(Outcome::Clean)
}

/// Prints a redline for people, in colour where standard output is a terminal.
pub(super) fn print(terminal: &Terminal, site: &Site, (before, after): (&Edition, &Edition), redline: &Redline) {
    terminal.data(&told(site, (before, after), redline, marks(terminal.colours_data())));
}

/// Tells a person who is about to release a draft what it changes.
pub(super) fn tell_draft(terminal: &Terminal, site: &Site, id: &DocumentId) {
    let Some(document) = site.documents.get(id) else { return };
    let draft = document.editions().iter().find(|edition| edition.version.is_none());
    let base = draft.and_then(|draft| document.in_force().or_else(|| document.previous(draft)));
    if let (Some(before), Some(after)) = (base, draft) {
        let redline = compare(&site.settings, &before.article.parsed, &after.article.parsed);
        terminal.note(&told(site, (before, after), &redline, marks(terminal.colours_notes())));
    }
}

fn told(site: &Site, (before, after): (&Edition, &Edition), redline: &Redline, marks: Marks) -> String {
    let title = site.settings.fill_in(&after.article.front().title);
    let corrected = corrected(site, before, after, &site.settings.default_language());
    for_terminal(redline, &title, &names(before, after), &corrected, marks)
}

fn marks(colours: bool) -> Marks {
    if colours { Marks::Colours } else { Marks::Signs }
}

fn names(before: &Edition, after: &Edition) -> Both<String> {
    Both { before: before.label().to_owned(), after: after.label().to_owned() }
}

/// The document of an id, of the path of its folder or of one of its files, or of the last part of an id.
fn document<'a>(site: &'a Site, wanted: &str) -> anyhow::Result<&'a Document> {
    let path = wanted.replace('\\', "/");
    let path = path.trim_start_matches("./").trim_matches('/');
    let inside = path.rsplit_once("content/").map_or(path, |(_, inside)| inside);
    let folder = match inside.strip_suffix(".md") {
        Some(file) if file.rsplit('/').next().is_some_and(|name| name == "draft" || Version::parse(name).is_some()) => {
            file.rsplit_once('/').map_or("", |(folder, _)| folder)
        }
        Some(file) => file,
        None => inside,
    };
    if let Some(document) = site.documents.get(&DocumentId::new(folder)) {
        return Ok(document);
    }
    let mut named = site.documents.values().filter(|document| document.id.slug() == folder);
    if let (Some(document), None) = (named.next(), named.next()) {
        return Ok(document);
    }
    let ids = || site.documents.values().filter(|document| !document.editions().is_empty()).map(|it| it.id.as_str());
    let slugs = || site.documents.values().filter(|it| !it.editions().is_empty()).map(|it| it.id.slug());
    let near = nearest(folder, ids()).or_else(|| {
        let slug = nearest(folder, slugs())?;
        ids().find(|id| id.rsplit('/').next() == Some(slug))
    });
    match near {
        Some(near) => anyhow::bail!("there is no document `{wanted}`; did you mean `{near}`?"),
        None => {
            let all: Vec<&str> = ids().collect();
            anyhow::bail!("there is no document `{wanted}`; there are {}", all.join(", "))
        }
    }
}

/// The two versions: those that are named, else the draft and the version in force, else the two newest.
fn versions<'a>(
    site: &Site,
    document: &'a Document,
    before: Option<&str>,
    after: Option<&str>,
) -> anyhow::Result<(&'a Edition, &'a Edition)> {
    let Some(newest) = document.editions().last() else {
        anyhow::bail!("`{}` is a living document: it has no versions to compare", document.id)
    };
    let edition = |label: &str| edition(site, document, label);
    let before = before.map(edition).transpose()?;
    let after = after.map(edition).transpose()?;
    if let (Some(before), Some(after)) = (before, after) {
        return Ok((before, after));
    }
    // A draft and a version that is not yet in force change what is in force.
    let changed = |edition: &'a Edition| {
        let in_force = document.in_force().filter(|in_force| in_force.version != edition.version);
        in_force.filter(|_| edition.version.is_none()).or_else(|| document.previous(edition))
    };
    let pair = match before {
        Some(before) => {
            let in_force = document.in_force().filter(|in_force| in_force.version != before.version);
            let other = in_force.or(Some(newest).filter(|newest| newest.version != before.version));
            other.map(|other| (before, other))
        }
        None => changed(newest).map(|before| (before, newest)),
    };
    pair.ok_or_else(|| anyhow::anyhow!("`{}` has only one version, {}", document.id, newest.label()))
}

fn edition<'a>(site: &Site, document: &'a Document, label: &str) -> anyhow::Result<&'a Edition> {
    let label = label.strip_suffix(".md").unwrap_or(label);
    if let Some(edition) = document.editions().iter().find(|edition| edition.label() == label) {
        return Ok(edition);
    }
    if Version::parse(label).is_some_and(|version| site.is_later_version(&document.id, version)) {
        anyhow::bail!(
            "version {label} of `{}` is not yet known on {}; choose a later day with --as-of",
            document.id,
            site.as_of
        );
    }
    let labels: Vec<&str> = document.editions().iter().map(Edition::label).collect();
    let help = match nearest(label, labels.iter().copied()) {
        Some(near) => format!("did you mean {near}?"),
        None => format!("there are {}", labels.join(", ")),
    };
    anyhow::bail!("`{}` has no version {label}; {help}", document.id)
}
