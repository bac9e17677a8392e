//! What `vellum new` writes.

use super::edit;
use super::plan::{article, document, last_version};
use super::refusal::Refusal;
use super::transaction::Change;
use crate::check;
use crate::check::placeholder_text::NEW_CHANGE;
use crate::model::{
    Article, ChangeKind, Date, DocumentId, Edition, Fingerprint, Heading, Language, Site, Status, Version,
};
use crate::span::FilePath;

/// Files that are new, with the version that they began with, if they did.
pub struct Skeleton {
    /// The document that they are about, or the path of the original.
    pub document: String,
    /// Their paths below the content folder, the main one first.
    pub paths: Vec<String>,
    /// The version that they were copied from.
    pub from: Option<Version>,
    /// What to write.
    pub changes: Vec<Change>,
}

impl Skeleton {
    pub(super) fn new(document: &str, files: Vec<(String, String)>, from: Option<Version>) -> Self {
        let paths = files.iter().map(|(path, _)| path.clone()).collect();
        let write = |(path, text): (String, String)| Change::Write { path, bytes: text.into_bytes() };
        Self { document: document.to_owned(), paths, from, changes: files.into_iter().map(write).collect() }
    }
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
    /// The name cannot be that of a quiz.
    #[error("`{0}` cannot be the name of a quiz: use small letters, digits and single hyphens, such as `{1}`")]
    Name(String, String),
    /// No version was ever released.
    #[error("`{0}` has no released version to begin with")]
    NothingReleased(DocumentId),
    /// The portal has no such language besides its own.
    #[error("`{0}` is not a language that the portal has besides its own; add it to `languages` in portal.yaml first")]
    NoLanguage(String),
    /// There is no text to translate.
    #[error("there is no text `{0}` to translate; {1}")]
    NoText(String, String),
}

/// A draft that begins with the version in force; with a later one, should that be released already. Its translations
/// begin with those of that version.
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
    let mut files = vec![(path, text)];
    files.extend(translations(edition, &document));
    Ok(Skeleton::new(document.as_str(), files, edition.version))
}

/// The translations of a version as those of a draft with the same words.
fn translations(edition: &Edition, document: &DocumentId) -> Vec<(String, String)> {
    let original = Fingerprint::of(&edition.article.parsed);
    let copy = |(language, translation): (&Language, &Article)| {
        let text = naming(&translation.body().source, &original)?;
        Some((format!("{document}/draft.{language}.md"), text))
    };
    edition.article.translations.iter().filter_map(copy).collect()
}

/// A translation that names the text which it translates.
fn naming(text: &str, original: &Fingerprint) -> Option<String> {
    let path = crate::span::YamlPath::root().key("original");
    edit::set(text, &path, &original.to_string(), &["title", "summary"])
}

/// A changelog entry without a date, which waits for the release of the document's draft.
pub fn change(site: &Site, typed: &str, kind: ChangeKind, today: Date) -> Result<Skeleton, SkeletonError> {
    let document = document(site, typed)?;
    let kind = if last_version(site, &document).is_none() { ChangeKind::New } else { kind };
    let path = format!("changelog/{today}-{}.md", document.slug());
    if site.changes.iter().any(|change| change.parsed.file.in_content() == Some(path.as_str())) {
        return Err(SkeletonError::Exists(path));
    }
    let text = format!("---\nkind: {}\ndocuments:\n  {document}:\n---\n{NEW_CHANGE}\n", kind.name());
    Ok(Skeleton::new(document.as_str(), vec![(path, text)], None))
}

/// A translation that begins with the text of its original: of a document with versions the draft, or the version in
/// force where there is none.
pub fn translation(site: &Site, typed: &str, language: &str, today: Date) -> Result<Skeleton, SkeletonError> {
    let language = Language::new(language);
    if !site.settings.further_languages().contains(&language) {
        return Err(SkeletonError::NoLanguage(language.to_string()));
    }
    let original = original(site, typed)?;
    let file = original.parsed.file.in_content().unwrap_or_default();
    let path = format!("{}.{language}.md", file.strip_suffix(".md").unwrap_or(file));
    if original.translations.contains_key(&language) {
        return Err(SkeletonError::Exists(path));
    }
    let front = original.front();
    let mut text = format!("---\ntitle: {}\nsummary: {}\n", quoted(&front.title), quoted(&front.summary));
    match front.updated {
        Some(_) => text.push_str(&format!("updated: {today}\n")),
        // Of a draft, the translator says when the translation is whole.
        None if front.effective.is_none() && front.owner.is_none() => {
            text.push_str(&format!("original: {}\n", Fingerprint::of(&original.parsed)));
        }
        None => {}
    }
    text.push_str("---\n");
    text.push_str(&with_anchors_alone(original));
    Ok(Skeleton::new(file, vec![(path, text)], None))
}

/// The text that somebody typed: a file, a document, a folder, or `home`.
fn original<'s>(site: &'s Site, typed: &str) -> Result<&'s Article, SkeletonError> {
    let name = typed.trim_matches('/');
    let name = name.strip_prefix("content/").unwrap_or(name);
    let name = if name == "home" { "index" } else { name };
    let name = name.strip_suffix(".md").unwrap_or(name);
    let file = |name: String| article(site, &FilePath::new(&format!("content/{name}.md")));
    let found =
        file(format!("{name}/draft")).or_else(|| file(name.to_owned())).or_else(|| file(format!("{name}/index")));
    let current = || Some(site.documents.get(&DocumentId::new(name))?.current());
    let found = found.filter(|article| article.parsed.language.is_none()).or_else(current);
    found.ok_or_else(|| {
        let help = match check::nearest(name, site.documents.keys().map(DocumentId::as_str)) {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => "write the path of its file below the content folder, such as `guidance/start-here.md`".to_owned(),
        };
        SkeletonError::NoText(typed.to_owned(), help)
    })
}

/// A text as a YAML string that reads as it does.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// The text with nothing in the braces behind headings but the anchor, which a translation has to keep.
fn with_anchors_alone(article: &Article) -> String {
    let body = article.body();
    let mut text = body.markdown().to_owned();
    for heading in body.headings.iter().rev().filter(|heading| !heading.in_note) {
        let range = heading.range.start - body.text.start..heading.range.end - body.text.start;
        if let Some(written) = text.get(range.clone()).map(|written| anchored(written, heading)) {
            text.replace_range(range, &written);
        }
    }
    text
}

fn anchored(written: &str, heading: &Heading) -> String {
    let (line, rest) = written.split_once('\n').map_or((written, None), |(line, rest)| (line, Some(rest)));
    let words = match line.trim_end().strip_suffix('}').and_then(|line| line.rsplit_once('{')) {
        Some((words, _)) => words,
        None => line,
    };
    let end = rest.map_or_else(String::new, |rest| format!("\n{rest}"));
    format!("{} {{#{}}}{end}", words.trim_end(), heading.id)
}
