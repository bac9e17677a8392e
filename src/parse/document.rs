//! Texts with front matter: the home page, overviews, versions, and living documents.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;

use super::front_matter::{self, Missing};
use super::{FileKind, Original, Source, markdown, read_yaml};
use crate::check::{missing_front_matter, yaml_syntax};
use crate::diagnostic::Diagnostic;
use crate::model::{
    ClauseId, ContactId, Date, DocumentId, Fingerprint, FrontMatter, Interval, OrganisationKind, Parsed, RoleId,
    TopicId,
};
use crate::span::{FilePath, Place};
use std::sync::Arc;

/// Reads a text. Without front matter it is lost: nobody can tell where the text begins.
pub(super) fn parse(kind: FileKind, file: &FilePath, text: &Arc<str>, findings: &mut Vec<Diagnostic>) -> Parsed {
    let language = super::translated(file).map(|(_, language)| language);
    let parts = match front_matter::split(text) {
        Ok(parts) => parts,
        Err(missing) => {
            findings.push(missing_finding(file, missing));
            return Parsed::lost(file, language);
        }
    };
    let mut source = Source::part(file, text, parts.yaml);
    let front = match kind {
        FileKind::Home => home(&mut source, findings),
        FileKind::Index => index(&mut source, findings),
        FileKind::Living => living(&mut source, findings),
        FileKind::Translation(original) => translation(&mut source, original, findings),
        _ => version(&mut source, kind == FileKind::Draft, findings),
    };
    let readable = !findings.iter().any(yaml_syntax::is);
    let body = markdown::read(markdown::Origin { file, inside: None }, text, parts.body, findings);
    Parsed { file: file.clone(), front_text: source.yaml, front: Arc::new(front), readable, body, language }
}

pub(super) fn missing_finding(file: &FilePath, missing: Missing) -> Diagnostic {
    match missing {
        Missing::Empty => missing_front_matter::empty(file),
        Missing::Start => missing_front_matter::start(Place::bytes(file, 0..0)),
        Missing::End => missing_front_matter::end(Place::bytes(file, 0..3)),
    }
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["title", "summary", "owner"]))]
pub(super) struct VersionFront {
    /// The title of the page.
    title: String,
    /// One sentence on what it is for.
    summary: String,
    /// Who keeps it right: a contact of portal.yaml.
    owner: Option<ContactId>,
    /// Who approved it: a contact of portal.yaml.
    approved_by: Option<ContactId>,
    /// The day on which it was approved.
    approved_on: Option<Date>,
    /// The first day on which this version is in force.
    effective: Option<Date>,
    /// How often it is reviewed: `12 months`.
    review_every: Option<Interval>,
    /// Whom it is for: roles of portal.yaml.
    roles: Vec<RoleId>,
    /// What it is about: topics of portal.yaml.
    topics: Vec<TopicId>,
    /// The kinds of organisation that it is for; all if left out.
    applies_to: Vec<OrganisationKind>,
    /// The day on which the law was checked.
    law_as_at: Option<Date>,
    /// Older addresses that lead here: `guidance/old-name`.
    aliases: Vec<String>,
    /// Documents that a reader may need next.
    related: Vec<DocumentId>,
    /// Whether staff are asked to confirm that they read it.
    acknowledge: bool,
    /// Clauses that versions before had, each with the clause that took its place.
    retired: IndexMap<ClauseId, ClauseId>,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["title", "summary", "owner", "updated"]))]
pub(super) struct LivingFront {
    /// The title of the page.
    title: String,
    /// One sentence on what it is for.
    summary: String,
    /// Who keeps it right: a contact of portal.yaml.
    owner: Option<ContactId>,
    /// Whom it is for: roles of portal.yaml.
    roles: Vec<RoleId>,
    /// What it is about: topics of portal.yaml.
    topics: Vec<TopicId>,
    /// The day on which it was last changed.
    updated: Option<Date>,
    /// How often it is reviewed: `12 months`.
    review_every: Option<Interval>,
    /// The kinds of organisation that it is for; all if left out.
    applies_to: Vec<OrganisationKind>,
    /// The day on which the law was checked.
    law_as_at: Option<Date>,
    /// The position among its siblings.
    order: Option<i64>,
    /// Older addresses that lead here: `guidance/old-name`.
    aliases: Vec<String>,
    /// Documents that a reader may need next.
    related: Vec<DocumentId>,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["title"]))]
pub(super) struct IndexFront {
    /// The title of the page.
    title: String,
    /// One sentence on what it is for.
    summary: String,
    /// The position among its siblings.
    order: Option<i64>,
    /// Older addresses that lead here: `guidance/old-name`.
    aliases: Vec<String>,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["title"]))]
pub(super) struct HomeFront {
    /// The title of the page.
    title: String,
    /// One sentence on what it is for.
    summary: String,
    /// What people come to do: the documents that help with it.
    tasks: Vec<DocumentId>,
}

/// What a translation says itself. Everything else it has from its original.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct TranslationFront {
    /// The title of the page.
    title: String,
    /// One sentence on what it is for.
    summary: String,
    /// The fingerprint of the text that was translated.
    original: Option<Fingerprint>,
}

/// The same for a living document, whose texts have a day.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct LivingTranslationFront {
    /// The title of the page.
    title: String,
    /// One sentence on what it is for.
    summary: String,
    /// The day on which it was last changed.
    updated: Option<Date>,
}

fn translation(source: &mut Source<'_>, original: Original, findings: &mut Vec<Diagnostic>) -> FrontMatter {
    let (front, faults) = match original {
        Original::Living => {
            let (front, faults): (LivingTranslationFront, _) = read_yaml(source, findings);
            source.require("updated", front.updated.is_some(), &faults, findings);
            let LivingTranslationFront { title, summary, updated } = front;
            (FrontMatter { title, summary, updated, ..FrontMatter::default() }, faults)
        }
        _ => {
            let (front, faults): (TranslationFront, _) = read_yaml(source, findings);
            let TranslationFront { title, summary, original } = front;
            (FrontMatter { title, summary, original, ..FrontMatter::default() }, faults)
        }
    };
    source.require("title", !front.title.is_empty(), &faults, findings);
    if !matches!(original, Original::Home | Original::Index) {
        source.require("summary", !front.summary.is_empty(), &faults, findings);
    }
    front
}

/// Keys that an original may have and a translation may not.
const OF_ORIGINAL: [&str; 16] = [
    "owner",
    "approved_by",
    "approved_on",
    "effective",
    "review_every",
    "roles",
    "topics",
    "applies_to",
    "law_as_at",
    "aliases",
    "related",
    "acknowledge",
    "retired",
    "order",
    "tasks",
    "updated",
];

/// The original of a translation that says a key which only an original may say: a misunderstanding, not a slip.
pub(super) fn original_of(file: &FilePath, key: &str) -> Option<FilePath> {
    let original = super::translated(file).map(|(original, _)| original);
    original.filter(|_| OF_ORIGINAL.contains(&key))
}

fn version(source: &mut Source<'_>, draft: bool, findings: &mut Vec<Diagnostic>) -> FrontMatter {
    let (front, faults): (VersionFront, _) = read_yaml(source, findings);
    source.require("title", !front.title.is_empty(), &faults, findings);
    source.require("summary", !front.summary.is_empty(), &faults, findings);
    source.require("owner", front.owner.is_some(), &faults, findings);
    if !draft {
        source.require("approved_by", front.approved_by.is_some(), &faults, findings);
        source.require("approved_on", front.approved_on.is_some(), &faults, findings);
        source.require("effective", front.effective.is_some(), &faults, findings);
    }
    FrontMatter {
        title: front.title,
        summary: front.summary,
        owner: front.owner,
        approved_by: front.approved_by,
        approved_on: front.approved_on,
        effective: front.effective,
        review_every: front.review_every,
        roles: front.roles,
        topics: front.topics,
        applies_to: front.applies_to,
        law_as_at: front.law_as_at,
        aliases: front.aliases,
        related: front.related,
        acknowledge: front.acknowledge,
        retired: front.retired,
        ..FrontMatter::default()
    }
}

fn living(source: &mut Source<'_>, findings: &mut Vec<Diagnostic>) -> FrontMatter {
    let (front, faults): (LivingFront, _) = read_yaml(source, findings);
    source.require("title", !front.title.is_empty(), &faults, findings);
    source.require("summary", !front.summary.is_empty(), &faults, findings);
    source.require("owner", front.owner.is_some(), &faults, findings);
    source.require("updated", front.updated.is_some(), &faults, findings);
    FrontMatter {
        title: front.title,
        summary: front.summary,
        owner: front.owner,
        updated: front.updated,
        review_every: front.review_every,
        roles: front.roles,
        topics: front.topics,
        applies_to: front.applies_to,
        law_as_at: front.law_as_at,
        order: front.order,
        aliases: front.aliases,
        related: front.related,
        ..FrontMatter::default()
    }
}

fn index(source: &mut Source<'_>, findings: &mut Vec<Diagnostic>) -> FrontMatter {
    let (front, faults): (IndexFront, _) = read_yaml(source, findings);
    source.require("title", !front.title.is_empty(), &faults, findings);
    let IndexFront { title, summary, order, aliases } = front;
    FrontMatter { title, summary, order, aliases, ..FrontMatter::default() }
}

fn home(source: &mut Source<'_>, findings: &mut Vec<Diagnostic>) -> FrontMatter {
    let (front, faults): (HomeFront, _) = read_yaml(source, findings);
    source.require("title", !front.title.is_empty(), &faults, findings);
    let HomeFront { title, summary, tasks } = front;
    FrontMatter { title, summary, tasks, ..FrontMatter::default() }
}
