//! What `vellum new` writes.

use super::edit;
use super::plan::{article, document, last_version};
use super::refusal::Refusal;
use super::transaction::Change;
use crate::model::{ChangeKind, Date, DocumentId, Site, Status, Version};
use crate::span::FilePath;

/// The words of a changelog entry that nobody has written yet.
pub(super) const CHANGE_WORDS: &str = "What changed and why, in a few plain sentences.";

/// A file that is new, with the version that it began with, if it did.
pub struct Skeleton {
    /// The document that it is about.
    pub document: DocumentId,
    /// Its path below the content folder.
    pub path: String,
    /// The version that it was copied from.
    pub from: Option<Version>,
    /// What to write.
    pub change: Change,
}

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum SkeletonError {
    /// There is no such document, or it has no versions.
    #[error(transparent)]
    Document(#[from] Refusal),
    /// There is such a file already.
    #[error("{0} exists already; edit it, or remove it first")]
    Exists(String),
    /// No version was ever released.
    #[error("`{0}` has no released version to begin with")]
    NothingReleased(DocumentId),
}

/// A draft that begins with the version in force; with a later one, should that be released already.
pub fn version(site: &Site, typed: &str) -> Result<Skeleton, SkeletonError> {
    let document = document(site, typed)?;
    let path = format!("{document}/draft.md");
    if article(site, &FilePath::new(&format!("content/{path}"))).is_some() {
        return Err(SkeletonError::Exists(path));
    }
    let editions = site.documents.get(&document).map(|document| document.editions()).unwrap_or_default();
    let upcoming = editions.iter().rev().find(|edition| edition.status == Status::Upcoming);
    let in_force = editions.iter().rev().find(|edition| matches!(edition.status, Status::InForce | Status::Withdrawn));
    let edition = upcoming.or(in_force).ok_or_else(|| SkeletonError::NothingReleased(document.clone()))?;
    let keys = ["approved_by", "approved_on", "effective", "retired"];
    let text = edit::remove(&edition.article.body().source, &keys);
    let change = Change::Write { path: path.clone(), bytes: text.into_bytes() };
    Ok(Skeleton { document, path, from: edition.version, change })
}

/// A changelog entry without a date, which waits for the release of the document's draft.
pub fn change(site: &Site, typed: &str, kind: ChangeKind, today: Date) -> Result<Skeleton, SkeletonError> {
    let document = document(site, typed)?;
    let kind = if last_version(site, &document).is_none() { ChangeKind::New } else { kind };
    let path = format!("changelog/{today}-{}.md", document.slug());
    if site.changes.iter().any(|change| change.parsed.file.in_content() == Some(path.as_str())) {
        return Err(SkeletonError::Exists(path));
    }
    let text = format!("---\nkind: {}\ndocuments:\n  {document}:\n---\n{CHANGE_WORDS}\n", kind.name());
    let change = Change::Write { path: path.clone(), bytes: text.into_bytes() };
    Ok(Skeleton { document, path, from: None, change })
}
