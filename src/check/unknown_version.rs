//! `unknown-version`: a quiz was checked against a version that does not exist.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::{DocumentId, Edition, Site};
use crate::span::YamlPath;

pub(super) static RULE: Rule = Rule {
    name: "unknown-version",
    level: Level::Error,
    summary: "`tests` of a quiz names a document or version that does not exist",
    docs:
        "\
`tests` says which version of each policy the questions were checked against, so that Vellum can tell which questions to
look at again when a clause changes. A version that does not exist would never be compared with anything.

To put it right: write the id of a policy and one of its versions in quotes, `tests: {policies/social-media: \"2.0\"}`.",
};

pub(super) fn check(site: &Site, findings: &mut Vec<Diagnostic>) {
    for quiz in site.quizzes.values() {
        for (id, version) in &quiz.tests {
            let path = YamlPath::root().key("tests").key(id.as_str());
            let Some(document) = site.documents.get(id) else {
                if !site.is_unpublished(id) {
                    let ids = site.documents.values().filter(|document| !document.editions().is_empty());
                    let finding = Diagnostic::new(&RULE, quiz.key(path), format!("there is no document `{id}`"));
                    findings.push(match super::nearest(id.as_str(), ids.map(|document| document.id.as_str())) {
                        Some(nearest) => finding.help(format!("did you mean `{nearest}`?")),
                        None => finding.help("write the path of a policy's folder, such as `policies/social-media`"),
                    });
                }
                continue;
            };
            if document.editions().is_empty() {
                let message = format!("`{id}` is a living document and has no versions");
                findings.push(Diagnostic::new(&RULE, quiz.key(path), message).help("remove it from `tests`"));
            } else if document.edition(*version).is_none() && !site.is_later_version(id, *version) {
                findings.push(no_version(document.editions(), id, *version, quiz.value(path)));
            }
        }
    }
}

fn no_version(
    editions: &[Edition],
    id: &DocumentId,
    version: crate::model::Version,
    place: crate::span::Place,
) -> Diagnostic {
    let versions: Vec<&str> = editions.iter().map(Edition::label).collect();
    Diagnostic::new(&RULE, place, format!("`{id}` has no version {version}"))
        .help(format!("it has {}", super::list(&versions)))
}
