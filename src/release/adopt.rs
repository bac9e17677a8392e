//! Recording released versions that the lock does not know: an organisation arrives with its history, or two branches
//! that each released something were merged.

use crate::model::{Article, Date, HEADER, LOCK_FILE, Lock, Released, Seal, Site};
use crate::source::Snapshot;
use crate::span::FilePath;

/// Versions that the lock does not know, by the day on which they took effect.
#[must_use]
pub fn unrecorded(site: &Site) -> Vec<&Released> {
    let mut unrecorded: Vec<&Released> =
        site.released.iter().filter(|released| site.record_of(released).is_none()).collect();
    let effective = |released: &Released| {
        let articles = site.documents.values().flat_map(|document| document.editions());
        let articles = articles.map(|edition| &edition.article).chain(&site.unpublished);
        let mut texts = articles.flat_map(Article::texts);
        texts.find(|article| article.parsed.file == released.file).and_then(|article| article.front().effective)
    };
    // An original comes before its translations.
    let default = site.settings.default_language();
    unrecorded.sort_by_cached_key(|released| {
        let Seal { document, version, language, .. } = &released.seal;
        (effective(released), document.clone(), *version, language != default.as_str(), language.clone())
    });
    unrecorded
}

/// The text of the lock with more records at its end. The lock must be whole.
#[must_use]
pub fn appended(site: &Site, snapshot: &Snapshot, seals: &[Seal], date: Date) -> String {
    let nothing = Lock::default();
    let lock = site.lock.as_ref().unwrap_or(&nothing);
    let known = snapshot.text(&FilePath::new(LOCK_FILE)).unwrap_or_default();
    let end = if known.contains("\r\n") { "\r\n" } else { "\n" };
    let mut text = if known.is_empty() { format!("{HEADER}{end}") } else { known.to_owned() };
    let mut previous = lock.last_sum().to_owned();
    for seal in seals {
        let line = seal.line(&previous, date);
        text.push_str(&line);
        text.push_str(end);
        line.rsplit(' ').next().unwrap_or_default().clone_into(&mut previous);
    }
    text
}
