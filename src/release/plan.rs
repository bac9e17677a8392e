//! What a release will change, worked out and checked in memory before anything is written.

use std::sync::Arc;

use super::adopt::{appended, unrecorded};
use super::refusal::Refusal;
use super::transaction::Change;
use super::{edit, freeze};
use crate::check::placeholder_text::NEW_CHANGE;
use crate::check::{self, clause_id_vanished, translation_missing, translation_out_of_date};
use crate::diagnostic::{Diagnostic, Level};
use crate::model::{
    Article, Change as Entry, ChangeKind, ContactId, Date, DocumentId, Seal, Settings, Site, Version, is_kebab_case,
};
use crate::portal::{Memo, Options, Portal};
use crate::source::Snapshot;
use crate::span::{FilePath, YamlPath};

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Request {
    /// The document, as it was typed.
    pub document: String,
    /// The first day in force.
    pub effective: Date,
    /// Who approved it, as it was typed.
    pub approved_by: String,
    /// When it was approved; today if left out.
    pub approved_on: Option<Date>,
    /// The version, if it should be higher than the changes require.
    pub version: Option<Version>,
}

/// A release that may be made.
pub struct Plan {
    /// The document.
    pub document: DocumentId,
    /// Its new version.
    pub version: Version,
    /// The version that it follows.
    pub last: Option<Version>,
    /// The day of the approval.
    pub approved_on: Date,
    /// The changelog entries that are stamped, each with its kind.
    pub entries: Vec<(FilePath, ChangeKind)>,
    /// How many variables are replaced by their values.
    pub variables: usize,
    /// How many older versions the lock records with this one, because there was no lock.
    pub adopted: usize,
    /// What to write.
    pub changes: Vec<Change>,
    /// The portal as it will be.
    pub portal: Portal,
}

/// Why there is no plan.
pub enum Refused {
    /// Reasons that concern the release alone.
    Reasons(Vec<Refusal>),
    /// Findings at error level in the files as they are, or as they would be.
    Findings(Arc<Snapshot>, Vec<Diagnostic>),
}

/// Works out a release. `portal` is the portal of today with drafts, which `options` made.
pub fn plan(portal: &Portal, options: &Options, request: &Request, memo: &mut Memo) -> Result<Plan, Refused> {
    let reasons = |reason: Refusal| Refused::Reasons(vec![reason]);
    let id = document(&portal.site, &request.document).map_err(reasons)?;
    let Some(draft) = draft(&portal.site, &id) else { return Err(reasons(Refusal::NoDraft(id))) };
    let errors = errors(portal, |_| true);
    if !errors.is_empty() {
        return Err(Refused::Findings(Arc::clone(&portal.snapshot), errors));
    }
    let mut vanished = clause_id_vanished::of_draft(&portal.site, draft);
    for finding in &mut vanished {
        // Until the release it is a warning; after it nothing could be done any more.
        finding.level = Level::Error;
    }
    vanished.extend(untranslated(&portal.site, &id, draft));
    if !vanished.is_empty() {
        return Err(Refused::Findings(Arc::clone(&portal.snapshot), vanished));
    }
    let mut refusals = Vec::new();
    let entries = entries(&portal.site, &id, &mut refusals);
    let approved_on = request.approved_on.unwrap_or(options.as_of);
    dates(&portal.site, &id, request, approved_on, options.as_of, &mut refusals);
    approver(&portal.site, &request.approved_by, &mut refusals);
    let last = last_version(&portal.site, &id);
    let version = version(last, &entries, request.version, &mut refusals);
    let mut variables = 0;
    let mut freeze = |article: &Article, settings: &Settings| {
        let (text, count) = freeze::freeze(article, settings).unwrap_or_else(|more| {
            refusals.extend(more);
            (String::new(), 0)
        });
        variables += count;
        text
    };
    let text = freeze(draft, &portal.site.settings);
    let mut translations = Vec::new();
    for (language, translation) in &draft.translations {
        // What it translates is the version of its name from now on.
        let text = edit::remove(&freeze(translation, portal.site.settings_in(language)), &["original"]);
        translations.push(write(&format!("{id}/{version}.{language}.md"), text));
        translations.push(Change::Remove { path: format!("{id}/draft.{language}.md") });
    }
    if !refusals.is_empty() {
        return Err(Refused::Reasons(refusals));
    }
    let text = sign(&text, request, approved_on).ok_or_else(|| reasons(front_matter(draft)))?;
    let mut changes = vec![write(&format!("{id}/{version}.md"), text)];
    for entry in &entries {
        let text = stamp(entry, &id, version, request.effective);
        let file = entry.parsed.file.in_content().unwrap_or_default().to_owned();
        changes.push(write(&file, text.ok_or_else(|| reasons(Refusal::FrontMatter(file.clone())))?));
    }
    changes.push(Change::Remove { path: format!("{id}/draft.md") });
    changes.extend(translations);
    let after = after(portal, &changes, options, memo);
    let mut plan = Plan {
        document: id,
        version,
        last,
        approved_on,
        entries: entries.iter().map(|entry| (entry.parsed.file.clone(), entry.kind)).collect(),
        variables,
        adopted: 0,
        changes,
        portal: after,
    };
    plan.confirm(draft, portal, request)?;
    plan.record(portal, options, memo)?;
    Ok(plan)
}

impl Plan {
    fn file(&self) -> FilePath {
        FilePath::new(&format!("content/{}/{}.md", self.document, self.version))
    }

    /// The new version in all its languages.
    fn files(&self) -> Vec<FilePath> {
        let start = format!("{}/{}.", self.document, self.version);
        let written = self.changes.iter().filter_map(|change| match change {
            Change::Write { path, .. } if path.starts_with(&start) => Some(path),
            _ => None,
        });
        written.map(|path| FilePath::new(&format!("content/{path}"))).collect()
    }

    /// Checks that what will be read is what was meant, and that every rule is content with it.
    fn confirm(&self, draft: &Article, before: &Portal, request: &Request) -> Result<(), Refused> {
        let file = self.file();
        let mut refusals = Vec::new();
        let fill_in = |text: &str| before.site.settings.fill_in(text);
        let is_meant = article(&self.portal.site, &file).is_some_and(|article| {
            let (front, meant) = (article.front(), draft.front());
            front.title == fill_in(&meant.title)
                && front.summary == fill_in(&meant.summary)
                && front.owner == meant.owner
                && front.approved_by.as_ref().map(ContactId::as_str) == Some(&request.approved_by)
                && front.approved_on == Some(self.approved_on)
                && front.effective == Some(request.effective)
        });
        if !is_meant {
            refusals.push(front_matter(draft));
        }
        for (language, translation) in &draft.translations {
            let file = FilePath::new(&format!("content/{}/{}.{language}.md", self.document, self.version));
            let title = before.site.settings_in(language).fill_in(&translation.front().title);
            if article(&self.portal.site, &file).is_none_or(|article| article.front().title != title) {
                refusals.push(front_matter(translation));
            }
        }
        for (entry, _) in &self.entries {
            let read = self.portal.site.changes.iter().find(|change| change.parsed.file == *entry);
            let is_meant = read.is_some_and(|read| {
                let named = read.documents.iter().find(|named| named.document == self.document);
                read.date == Some(request.effective) && named.is_some_and(|named| named.version == Some(self.version))
            });
            if !is_meant {
                refusals.push(Refusal::FrontMatter(entry.in_content().unwrap_or_default().to_owned()));
            }
        }
        if !refusals.is_empty() {
            return Err(Refused::Reasons(refusals));
        }
        let not_recorded = check::rule("release-not-in-lock");
        let files = self.files();
        let errors = errors(&self.portal, |finding| {
            !(Some(finding.rule) == not_recorded && files.contains(&finding.place.file))
        });
        if !errors.is_empty() {
            return Err(Refused::Findings(Arc::clone(&self.portal.snapshot), errors));
        }
        Ok(())
    }

    /// Adds the line of the lock; where there was no lock, one that begins with everything released before.
    fn record(&mut self, before: &Portal, options: &Options, memo: &mut Memo) -> Result<(), Refused> {
        let files = self.files();
        let site = &self.portal.site;
        let default = site.settings.default_language();
        let mut seals: Vec<Seal> = unrecorded(site).into_iter().map(|released| released.seal.clone()).collect();
        // Whatever the order of dates, this release is the newest.
        seals.sort_by_key(|seal| files.contains(&seal.file(&default)));
        self.adopted = seals.len().saturating_sub(files.len());
        let lock = appended(site, &self.portal.snapshot, &seals, options.as_of);
        self.changes.push(write("versions.lock", lock));
        self.portal = after(before, &self.changes, options, memo);
        let errors = errors(&self.portal, |_| true);
        if errors.is_empty() { Ok(()) } else { Err(Refused::Findings(Arc::clone(&self.portal.snapshot), errors)) }
    }
}

/// The portal with changes made in memory.
fn after(portal: &Portal, changes: &[Change], options: &Options, memo: &mut Memo) -> Portal {
    let changes = changes.iter().map(|change| match change {
        Change::Write { path, bytes } => (FilePath::new(&format!("content/{path}")), Some(bytes.as_slice())),
        Change::Remove { path } => (FilePath::new(&format!("content/{path}")), None),
    });
    let (snapshot, findings) = portal.snapshot.with(changes);
    Portal::new(Arc::new(snapshot), findings, options, memo)
}

fn errors(portal: &Portal, counts: impl Fn(&Diagnostic) -> bool) -> Vec<Diagnostic> {
    portal.findings.iter().filter(|finding| finding.level == Level::Error && counts(finding)).cloned().collect()
}

fn write(path: &str, text: String) -> Change {
    Change::Write { path: path.to_owned(), bytes: text.into_bytes() }
}

fn front_matter(draft: &Article) -> Refusal {
    Refusal::FrontMatter(draft.parsed.file.in_content().unwrap_or_default().to_owned())
}

/// The versioned document that somebody typed: its path, with or without the folder of the content and a slash.
pub(super) fn document(site: &Site, typed: &str) -> Result<DocumentId, Refusal> {
    let name = typed.trim_end_matches("draft.md").trim_matches('/');
    let name = name.strip_prefix("content/").unwrap_or(name);
    let versioned = || {
        let drafts = site.articles().chain(&site.unpublished).filter_map(|article| folder_of(&article.parsed.file));
        site.released.iter().map(|released| released.seal.document.clone()).chain(drafts)
    };
    if let Some(id) = versioned().find(|id| id.as_str() == name) {
        return Ok(id);
    }
    if name.split('/').all(is_kebab_case) && site.documents.contains_key(&DocumentId::new(name)) {
        return Err(Refusal::Living(DocumentId::new(name)));
    }
    let known: Vec<DocumentId> = versioned().collect();
    let mut names: Vec<&str> = known.iter().map(DocumentId::as_str).collect();
    names.sort_unstable();
    let help = match check::nearest(name, names.iter().copied()) {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => "write its path below the content folder, such as `policies/social-media`".to_owned(),
    };
    Err(Refusal::NoDocument { id: name.to_owned(), help })
}

/// The document of a draft.
fn folder_of(file: &FilePath) -> Option<DocumentId> {
    file.in_content()?.strip_suffix("/draft.md").map(DocumentId::new)
}

fn draft<'a>(site: &'a Site, id: &DocumentId) -> Option<&'a Article> {
    article(site, &FilePath::new(&format!("content/{id}/draft.md")))
}

pub(super) fn article<'a>(site: &'a Site, file: &FilePath) -> Option<&'a Article> {
    let mut texts = site.articles().chain(&site.unpublished).flat_map(Article::texts);
    texts.find(|article| article.parsed.file == *file)
}

/// What the translations of a draft lack. Once it is released, nobody can put them right.
fn untranslated(site: &Site, id: &DocumentId, draft: &Article) -> Vec<Diagnostic> {
    let missing = site.settings.further_languages().iter().filter(|language| {
        translation_missing::is_wanted(site, id, language) && !draft.translations.contains_key(*language)
    });
    let mut findings: Vec<Diagnostic> = missing.map(|language| translation_missing::finding(draft, language)).collect();
    for translation in draft.translations.values() {
        findings.extend(translation_out_of_date::of_translation(draft, translation));
    }
    for finding in &mut findings {
        finding.level = Level::Error;
    }
    findings
}

/// The highest version that was ever released.
pub(super) fn last_version(site: &Site, id: &DocumentId) -> Option<Version> {
    site.released.iter().filter(|released| released.seal.document == *id).map(|released| released.seal.version).max()
}

/// The changelog entries that wait for the release: about the document, with neither a version nor a date.
fn entries<'a>(site: &'a Site, id: &DocumentId, refusals: &mut Vec<Refusal>) -> Vec<&'a Entry> {
    let waits = |entry: &&Entry| {
        let named = |named: &crate::model::DocumentChange| named.document == *id && named.version.is_none();
        entry.date.is_none() && entry.kind.is_release() && entry.documents.iter().any(named)
    };
    let entries: Vec<&Entry> = site.changes.iter().filter(waits).collect();
    if entries.is_empty() {
        refusals.push(Refusal::NoEntry(id.clone()));
    }
    for entry in &entries {
        let file = entry.parsed.file.in_content().unwrap_or_default().to_owned();
        let unreleased = |other: &&crate::model::DocumentChange| {
            let versioned = last_version(site, &other.document).is_some() || draft(site, &other.document).is_some();
            other.document != *id && other.version.is_none() && versioned
        };
        if let Some(other) = entry.documents.iter().find(unreleased) {
            refusals.push(Refusal::EntryNamesOther { file: file.clone(), other: other.document.clone() });
        }
        let words = entry.parsed.body.markdown().trim();
        if words.is_empty() || words == NEW_CHANGE {
            refusals.push(Refusal::EntryUnwritten(file));
        }
    }
    entries
}

fn dates(site: &Site, id: &DocumentId, request: &Request, approved: Date, today: Date, refusals: &mut Vec<Refusal>) {
    let effective = request.effective;
    if approved > today {
        refusals.push(Refusal::ApprovedLater { approved, today });
    }
    if effective < approved {
        refusals.push(Refusal::EffectiveBeforeApproval { effective, approved });
    }
    let Some(last) = last_version(site, id) else { return };
    let file = FilePath::new(&format!("content/{id}/{last}.md"));
    if let Some(since) =
        article(site, &file).and_then(|article| article.front().effective).filter(|since| effective <= *since)
    {
        refusals.push(Refusal::NotAfterLast { effective, last, since });
    }
}

fn approver(site: &Site, typed: &str, refusals: &mut Vec<Refusal>) {
    let contacts = &site.settings.contacts;
    if let Some(contact) = contacts.get(&ContactId::new(typed)) {
        if contact.retired {
            refusals.push(Refusal::ApproverRetired(typed.to_owned()));
        }
        return;
    }
    let help = match check::nearest(typed, contacts.keys().map(ContactId::as_str)) {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => "use a key of `contacts` in portal.yaml, or add one".to_owned(),
    };
    refusals.push(Refusal::NoApprover { id: typed.to_owned(), help });
}

/// The number of the version: a new major one where a duty, deadline or mandatory rule changed.
fn version(last: Option<Version>, entries: &[&Entry], asked: Option<Version>, refusals: &mut Vec<Refusal>) -> Version {
    let major = entries.iter().any(|entry| entry.kind != ChangeKind::Editorial);
    let least = match last {
        None => Version { major: 1, minor: 0 },
        Some(last) if major => Version { major: last.major + 1, minor: 0 },
        Some(last) => Version { major: last.major, minor: last.minor + 1 },
    };
    match asked {
        Some(asked) if asked < least => {
            let last = last.map_or_else(|| "as the first version".to_owned(), |last| format!("after version {last}"));
            refusals.push(Refusal::VersionTooLow { asked, last, least });
            least
        }
        Some(asked) => asked,
        None => least,
    }
}

/// The text with who approved it, when, and the first day in force.
fn sign(text: &str, request: &Request, approved_on: Date) -> Option<String> {
    let root = YamlPath::root;
    let text = edit::set(text, &root().key("approved_by"), &request.approved_by, &["title", "summary", "owner"])?;
    let after = ["title", "summary", "owner", "approved_by"];
    let text = edit::set(&text, &root().key("approved_on"), &approved_on.to_string(), &after)?;
    let after = ["title", "summary", "owner", "approved_by", "approved_on"];
    edit::set(&text, &root().key("effective"), &request.effective.to_string(), &after)
}

/// The entry with its date and version.
fn stamp(entry: &Entry, id: &DocumentId, version: Version, effective: Date) -> Option<String> {
    let text = edit::set(
        &entry.parsed.body.source,
        &YamlPath::root().key("documents").key(id.as_str()),
        &format!("\"{version}\""),
        &[],
    )?;
    edit::set(&text, &YamlPath::root().key("date"), &effective.to_string(), &["kind"])
}
