//! `glossary.yaml`.

use std::sync::Arc;

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Source, markdown, read_yaml};
use crate::check::{duplicate_id, invalid_value};
use crate::diagnostic::Diagnostic;
use crate::model::{Glossary, Term};
use crate::span::{FilePath, Part, YamlPath};

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct GlossaryFile {
    /// Headings to group terms by, each with its title.
    groups: IndexMap<String, String>,
    /// The terms.
    terms: Vec<TermEntry>,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["term", "definition"]))]
struct TermEntry {
    /// The term.
    term: String,
    /// The heading that it stands under.
    group: Option<String>,
    /// Other names and short forms.
    also: Vec<String>,
    /// Other terms to look at.
    see: Vec<String>,
    /// What it means, in Markdown.
    definition: String,
}

/// Reads the terms; definitions are Markdown.
pub(super) fn parse(file: &FilePath, text: &Arc<str>, findings: &mut Vec<Diagnostic>) -> Glossary {
    let mut source = Source::whole(file, text);
    let (glossary, faults): (GlossaryFile, _) = read_yaml(&mut source, findings);
    let at = |index: usize| YamlPath::root().key("terms").index(index);
    let mut terms: Vec<Term> = Vec::new();
    let mut positions: Vec<usize> = Vec::new();
    let mut has_lost_term = false;
    for (index, entry) in glossary.terms.into_iter().enumerate() {
        for key in [("term", !entry.term.is_empty()), ("definition", !entry.definition.is_empty())] {
            source.require_in(at(index), key, &faults, findings);
        }
        if entry.term.is_empty() {
            has_lost_term |= source.is_faulty(at(index).key("term"), &faults);
            continue;
        }
        if let Some(group) = &entry.group
            && !glossary.groups.contains_key(group)
        {
            let place = source.place(at(index).key("group"), Part::Value);
            findings.push(invalid_value::glossary_group(place, group));
        }
        let id = markdown::slug(&entry.term);
        if terms.iter().any(|term| term.id == id) {
            findings.push(duplicate_id::term(source.place(at(index).key("term"), Part::Value), &entry.term));
            continue;
        }
        positions.push(index);
        terms.push(Term {
            place: source.place(at(index).key("term"), Part::Value),
            id,
            group: entry.group,
            also: entry.also,
            see: entry.see,
            definition: definition(&source, index, entry.definition, findings),
            term: entry.term,
        });
    }
    let is_lost = has_lost_term || terms.is_empty() && !findings.is_empty();
    for (index, term) in positions.iter().zip(&terms).filter(|_| !is_lost) {
        for (nth, see) in term.see.iter().enumerate() {
            if !terms.iter().any(|other| other.id == *see) {
                let place = source.place(at(*index).key("see").index(nth), Part::Value);
                findings.push(invalid_value::glossary_term(place, see));
            }
        }
    }
    Glossary { groups: glossary.groups, terms, is_lost }
}

/// The definition as a text of its own. Its findings point at the definition, because folding a YAML scalar moves its bytes.
fn definition(source: &Source<'_>, index: usize, text: String, findings: &mut Vec<Diagnostic>) -> crate::model::Body {
    let place = source.place(YamlPath::root().key("terms").index(index).key("definition"), Part::Value);
    let range = 0..text.len();
    markdown::read(markdown::Origin { file: source.file, inside: Some(place) }, &text.into(), range, findings)
}
