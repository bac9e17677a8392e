//! The record of released files, and what these files are now.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::model::{
    Article, Document, DocumentId, LOCK_FILE, Language, LinkTarget, Markup, Released, Seal, Site, Version, text_hash,
};
use crate::parse::parse_lock;
use crate::source::{Data, Hash, Snapshot, SourceFile};
use crate::span::FilePath;

/// Reads the lock, before links are resolved: they are followed with more patience in frozen files.
pub(super) fn read(site: &mut Site, snapshot: &Snapshot, findings: &mut Vec<Diagnostic>) {
    let language = site.settings.default_language();
    let versions: Vec<&Article> = versions(site).collect();
    // In parallel, because the text of each is hashed.
    let released = versions.par_iter().filter_map(|article| released(article, &language, snapshot));
    let mut released: Vec<Released> = released.collect();
    released.sort_by_cached_key(|released| released.seal.name());
    site.released = released;
    site.older_names = older_names(site);
    let Some(file) = snapshot.get(&FilePath::new(LOCK_FILE)) else { return };
    let (lock, problems) = parse_lock(file);
    findings.extend(problems);
    site.lock = Some(lock);
    let frozen = site.released.iter().filter(|released| site.record_of(released).is_some());
    site.frozen = frozen.map(|released| released.file.clone()).collect();
}

/// Adds the files that belong to each version, once it is known where links lead.
pub(super) fn seal(site: &mut Site, snapshot: &Snapshot) {
    let media: BTreeMap<FilePath, Vec<(String, Hash)>> =
        versions(site).map(|article| (article.parsed.file.clone(), media(article, snapshot))).collect();
    for released in &mut site.released {
        released.seal.media = media.get(&released.file).cloned().unwrap_or_default();
    }
}

/// Every text of a versioned document, in all its languages, published or not.
fn versions(site: &Site) -> impl Iterator<Item = &Article> {
    let editions = site.documents.values().flat_map(Document::editions);
    editions.map(|edition| &edition.article).chain(&site.unpublished).flat_map(Article::texts)
}

fn released(article: &Article, default: &Language, snapshot: &Snapshot) -> Option<Released> {
    let file = snapshot.get(&article.parsed.file)?;
    let (folder, _) = file.path.in_content()?.rsplit_once('/')?;
    let version = Version::parse(article.parsed.stem())?;
    let language = article.parsed.language.as_ref().unwrap_or(default).to_string();
    let Data::Text(text) = &file.data else { return None };
    // Without CR the text is the file.
    let text = if text.contains('\r') { text_hash(text.as_bytes()) } else { file.hash() };
    let seal = Seal { document: DocumentId::new(folder), version, language, text, media: Vec::new() };
    Some(Released { file: file.path.clone(), seal })
}

/// What the versions and drafts of each document give as its aliases.
fn older_names(site: &Site) -> BTreeMap<DocumentId, BTreeSet<DocumentId>> {
    let mut names: BTreeMap<DocumentId, BTreeSet<DocumentId>> = BTreeMap::new();
    for article in versions(site).filter(|article| !article.front().aliases.is_empty()) {
        let Some((folder, _)) = article.parsed.file.in_content().and_then(|path| path.rsplit_once('/')) else {
            continue;
        };
        let aliases = article.front().aliases.iter().map(|alias| DocumentId::new(alias.trim_matches('/')));
        names.entry(DocumentId::new(folder)).or_default().extend(aliases);
    }
    names
}

fn media(article: &Article, snapshot: &Snapshot) -> Vec<(String, Hash)> {
    let folder =
        article.parsed.file.in_content().and_then(|path| path.rsplit_once('/')).map_or("", |(folder, _)| folder);
    let files = article.body().markup.iter().filter_map(|markup| media_of(markup, folder));
    let mut media: Vec<(String, Hash)> =
        files.filter_map(|path| Some((path.in_content()?.to_owned(), media_hash(snapshot.get(path)?)))).collect();
    media.sort_by(|one, other| one.0.cmp(&other.0));
    media.dedup();
    media
}

/// A picture that the text shows, or a file beside the text that it links to.
fn media_of<'a>(markup: &'a Markup, folder: &str) -> Option<&'a FilePath> {
    let (target, shown) = match markup {
        Markup::Image(image) => (&image.target, true),
        Markup::Link(link) => (&link.target, false),
    };
    let LinkTarget::Internal { media: Some(file), .. } = target else { return None };
    let own = file.in_content()?.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
    (shown || own).then_some(file)
}

/// Drawings are texts whose line ends a checkout may change.
fn media_hash(file: &SourceFile) -> Hash {
    let whole = match &file.data {
        Data::Disk { len, head, .. } => *len == head.len() as u64,
        Data::Text(_) | Data::Bytes(_) => true,
    };
    if whole && file.path.extension().eq_ignore_ascii_case("svg") { text_hash(file.data.head()) } else { file.hash() }
}
