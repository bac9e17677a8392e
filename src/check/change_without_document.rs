//! `change-without-document`: a changelog entry about something that does not exist.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::{Change, ChangeKind, DocumentChange, DocumentId, Kind, Site};
use crate::span::{Part, Place, YamlPath};

pub(super) static RULE: Rule = Rule {
    name: "change-without-document",
    level: Level::Error,
    summary: "a changelog entry names a document, version or clause that does not exist",
    docs: "\
History pages, feeds and review dates are made from changelog entries, so each must name documents, versions and clauses
that exist. A released version is named with its number in quotes (`policies/social-media: \"2.0\"`), a living document
without a value (`guidance/start-here:`).

To put it right: correct the name, or remove it from the entry.",
};

pub(super) fn check(site: &Site, findings: &mut Vec<Diagnostic>) {
    for change in &site.changes {
        for named in &change.documents {
            document_exists(site, change, named, findings);
        }
        clauses_exist(site, change, findings);
        if let Some(replacement) = &change.replaced_by {
            let place = change.parsed.value(YamlPath::root().key("replaced_by"));
            if !site.documents.contains_key(replacement) {
                findings.push(no_document(site, place, replacement));
            }
        }
    }
}

fn place(change: &Change, document: &DocumentId, part: Part) -> Place {
    let path = YamlPath::root().key("documents").key(document.as_str());
    match part {
        Part::Value => change.parsed.value(path),
        Part::Key => change.parsed.key_at(path),
    }
}

fn no_document(site: &Site, place: Place, id: &DocumentId) -> Diagnostic {
    let help = match super::nearest(id.as_str(), site.documents.keys().map(DocumentId::as_str)) {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => "write its path below the content folder without an ending, such as `policies/social-media`".to_owned(),
    };
    Diagnostic::new(&RULE, place, format!("there is no document `{id}`")).help(help)
}

fn document_exists(site: &Site, change: &Change, named: &DocumentChange, findings: &mut Vec<Diagnostic>) {
    let id = &named.document;
    let key = || place(change, id, Part::Key);
    let value = || place(change, id, Part::Value);
    let Some(document) = site.documents.get(id) else {
        if !site.is_unpublished(id) {
            findings.push(no_document(site, key(), id));
        }
        return;
    };
    match (&document.kind, named.version) {
        (Kind::Living(_), Some(_)) => findings.push(
            Diagnostic::new(&RULE, value(), format!("`{id}` is a living document and has no versions"))
                .help(format!("write `{id}:` without a value")),
        ),
        (Kind::Versioned(_), None) if change.date.is_some() && change.kind != ChangeKind::Withdrawn => findings.push(
            Diagnostic::new(&RULE, key(), format!("this entry does not say which version of `{id}` it is about")).help(
                format!("write `{id}: \"{}\"`", document.current_edition().map_or("", crate::model::Edition::label)),
            ),
        ),
        // A version that is approved only after the date of the build is unknown to it.
        (Kind::Versioned(editions), Some(version))
            if document.edition(version).is_none() && !site.is_later_version(id, version) =>
        {
            let versions: Vec<&str> = editions.iter().map(crate::model::Edition::label).collect();
            findings.push(
                Diagnostic::new(&RULE, value(), format!("`{id}` has no version {version}"))
                    .help(format!("it has {}", super::list(&versions))),
            );
        }
        _ => {}
    }
}

fn clauses_exist(site: &Site, change: &Change, findings: &mut Vec<Diagnostic>) {
    let articles: Vec<_> = change
        .documents
        .iter()
        .filter_map(|named| {
            let document = site.documents.get(&named.document)?;
            match named.version {
                Some(version) => document.edition(version).map(|edition| &edition.article),
                None => Some(document.current()),
            }
        })
        .collect();
    if articles.is_empty() || articles.iter().any(|article| article.body().is_lost()) {
        return;
    }
    for (index, clause) in change.clauses.iter().enumerate() {
        if !articles.iter().any(|article| article.body().heading(clause.as_str()).is_some()) {
            let ids =
                articles.iter().flat_map(|article| article.body().headings.iter().map(|heading| heading.id.as_str()));
            let place = change.parsed.value(YamlPath::root().key("clauses").index(index));
            let finding =
                Diagnostic::new(&RULE, place, format!("none of the documents of this entry has a clause `{clause}`"));
            findings.push(match super::nearest(clause.as_str(), ids) {
                Some(nearest) => finding.help(format!("did you mean `{nearest}`?")),
                None => finding.help("write the anchor of a heading, without `#`"),
            });
        }
    }
}
