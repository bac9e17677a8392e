//! Changelog entries.

use std::sync::Arc;

use indexmap::IndexMap;
use serde::Deserialize;

use super::{Source, document, front_matter, markdown, read_yaml};
use crate::check::invalid_value;
use crate::diagnostic::Diagnostic;
use crate::model::{
    Action, Change, ChangeKind, ClauseId, Date, DocumentChange, DocumentId, FrontMatter, Parsed, RoleId, Version,
};
use crate::span::{FilePath, Part, YamlPath};

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct ChangeFront {
    date: Option<Date>,
    announced: Option<Date>,
    kind: Option<ChangeKind>,
    title: Option<String>,
    documents: IndexMap<DocumentId, Option<Version>>,
    clauses: Vec<ClauseId>,
    roles: Vec<RoleId>,
    action: Option<Action>,
    replaced_by: Option<DocumentId>,
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
    let source = Source { file, text, range: parts.yaml.clone() };
    let (front, faults): (ChangeFront, _) = read_yaml(&source, findings);
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
        parsed: Parsed {
            file: file.clone(),
            front_range: parts.yaml,
            front: FrontMatter::default(),
            readable: true,
            body,
        },
    })
}
