//! Changelog entries.

use std::sync::Arc;

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Faults, Source, document, front_matter, markdown, read_yaml};
use crate::check::{correction_misplaced, invalid_value};
use crate::diagnostic::Diagnostic;
use crate::model::{
    Action, Change, ChangeKind, ClauseId, ContactId, Correction, Date, DocumentChange, DocumentId, Language, Parsed,
    RoleId, Version,
};
use crate::span::{FilePath, Part, YamlPath};

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["kind"]))]
pub(super) struct ChangeFront {
    /// The day; left out until release for an entry that belongs to a draft.
    date: Option<Date>,
    /// The day from which readers are told of an entry with a later date.
    announced: Option<Date>,
    /// What kind of event it is.
    kind: Option<ChangeKind>,
    /// A headline; made from the kind and the documents if left out.
    title: Option<String>,
    /// The documents that it is about, each with its version if it has any.
    documents: IndexMap<DocumentId, Option<Version>>,
    /// The anchors of the clauses that changed.
    clauses: Vec<ClauseId>,
    /// Whom it matters to; the roles of the documents if left out.
    roles: Vec<RoleId>,
    /// What readers are asked to do.
    action: Option<Action>,
    /// The document that takes the place of a withdrawn one.
    replaced_by: Option<DocumentId>,
    /// For a correction: the words as they were released.
    find: Option<String>,
    /// For a correction: the words in their place.
    replace: Option<String>,
    /// For a correction: why, in a sentence.
    reason: Option<String>,
    /// For a correction: who approved it.
    approved_by: Option<ContactId>,
    /// For a correction of a translation: its language.
    language: Option<Language>,
}

/// Reads an entry. `None` only where there is no front matter to go by.
pub(super) fn parse(file: &FilePath, text: &Arc<str>, findings: &mut Vec<Diagnostic>) -> Option<Change> {
    let parts = match front_matter::split(text) {
        Ok(parts) => parts,
        Err(missing) => {
            findings.push(document::missing_finding(file, missing));
            return None;
        }
    };
    let mut source = Source::part(file, text, parts.yaml);
    let (front, faults): (ChangeFront, _) = read_yaml(&mut source, findings);
    source.require("kind", front.kind.is_some(), &faults, findings);
    let kind = front.kind.unwrap_or_default();
    source.require("documents", !front.documents.is_empty() || kind == ChangeKind::Notice, &faults, findings);
    if let Some(action) = &front.action
        && action.text.is_empty()
        && !faults.has("action")
    {
        let place = source.place(YamlPath::root().key("action"), Part::Key);
        findings.push(invalid_value::action(place));
    }
    if let (Some(announced), Some(date)) = (front.announced, front.date)
        && announced > date
    {
        findings.push(invalid_value::announced(source.place(YamlPath::root().key("announced"), Part::Value), date));
    }
    let correction = correction(&source, &front, &faults, findings);
    let body = markdown::read(markdown::Origin { file, inside: None }, text, parts.body, findings);
    let name = file.name();
    Some(Change {
        id: markdown::slug(name.strip_suffix(".md").unwrap_or(name)),
        date: front.date,
        announced: front.announced,
        kind,
        title: front.title,
        documents: front
            .documents
            .into_iter()
            .map(|(document, version)| DocumentChange { document, version })
            .collect(),
        clauses: front.clauses,
        roles: front.roles,
        action: front.action,
        replaced_by: front.replaced_by,
        correction: correction.map(Box::new),
        parsed: Parsed {
            file: file.clone(),
            front_text: source.yaml,
            front: Arc::default(),
            readable: true,
            body,
            language: None,
        },
    })
}

/// What an entry of kind `correction` corrects. No other kind has its keys.
fn correction(
    source: &Source<'_>,
    front: &ChangeFront,
    faults: &Faults,
    findings: &mut Vec<Diagnostic>,
) -> Option<Correction> {
    let keys = [
        ("find", front.find.is_some()),
        ("replace", front.replace.is_some()),
        ("reason", front.reason.is_some()),
        ("approved_by", front.approved_by.is_some()),
    ];
    if front.kind != Some(ChangeKind::Correction) {
        let keys = keys.into_iter().chain([("language", front.language.is_some())]);
        for (key, _) in keys.filter(|(key, present)| *present && front.kind.is_some() && !faults.has(key)) {
            findings
                .push(correction_misplaced::not_a_correction(source.place(YamlPath::root().key(key), Part::Key), key));
        }
        return None;
    }
    // The file of a living document is simply edited: then the entry only says so.
    if front.documents.values().all(Option::is_none) && keys.iter().all(|(_, present)| !present) {
        return None;
    }
    source.require("date", front.date.is_some(), faults, findings);
    for (key, present) in keys {
        let blank = key == "find" && front.find.as_ref().is_some_and(|find| find.trim().is_empty());
        source.require(key, present && !blank, faults, findings);
    }
    let one = matches!(front.documents.values().collect::<Vec<_>>().as_slice(), [Some(_)]);
    if !one && !front.documents.is_empty() && !faults.has("documents") {
        findings.push(correction_misplaced::documents(source.place(YamlPath::root().key("documents"), Part::Key)));
    }
    Some(Correction {
        find: front.find.clone().filter(|find| !find.trim().is_empty())?,
        replace: front.replace.clone()?,
        reason: front.reason.clone()?,
        approved_by: front.approved_by.clone()?,
        language: front.language.clone(),
    })
    .filter(|_| one)
}
