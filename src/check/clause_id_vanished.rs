//! `clause-id-vanished`: a draft without a clause that the version before it had.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::{Article, ClauseId, Site};
use crate::span::{Place, YamlPath};

pub(super) static RULE: Rule = Rule {
    name: "clause-id-vanished",
    level: Level::Warning,
    summary: "a draft lacks the anchor of a clause that the last version had, and names no successor",
    docs: "\
People link to clauses, in mails, contracts and other systems that Vellum cannot see. So the anchor of a clause stays
when its words change. Where a clause goes, the draft says in its front matter which clause answers the reader now:

    retired: {consent: lawful-basis}

Links to the old anchor then lead to its successor, for ever. `vellum release` refuses a draft until every clause that
went has a successor in the draft.

To put it right: give the heading its old anchor again (`## Lawful basis {#consent}`), or add it to `retired`.",
};

pub(super) fn check(site: &Site, findings: &mut Vec<Diagnostic>) {
    let articles = site.articles().chain(&site.unpublished);
    for draft in articles.filter(|article| article.parsed.file.name() == "draft.md") {
        findings.extend(of_draft(site, draft));
    }
}

/// The clauses that a draft lost, and successors that it does not have. Released files are past helping.
pub(crate) fn of_draft(site: &Site, draft: &Article) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let clauses: BTreeSet<&ClauseId> = anchors(draft).collect();
    let retired = &draft.front().retired;
    for (old, new) in retired {
        if !clauses.contains(new) {
            let place = draft.parsed.value(YamlPath::root().key("retired").key(old.as_str()));
            let message =
                format!("`{new}` is named as the successor of the clause `{old}`, but the draft has no such clause");
            let finding = Diagnostic::new(&RULE, place, message);
            findings.push(match super::nearest(new.as_str(), clauses.iter().map(|id| id.as_str())) {
                Some(nearest) => finding.help(format!("did you mean `{nearest}`?")),
                None => finding.help("name the anchor of a heading of the draft"),
            });
        }
    }
    let Some(last) = last_released(site, draft) else { return findings };
    let version = last.parsed.file.name().trim_end_matches(".md");
    let vanished: Vec<&ClauseId> =
        anchors(last).filter(|old| !clauses.contains(old) && !retired.contains_key(*old)).collect();
    let Some(first) = vanished.first() else { return findings };
    let names = super::list(&vanished.iter().map(|id| id.as_str()).collect::<Vec<_>>());
    let message = match vanished.len() {
        1 => format!("the clause {names} of version {version} is not in the draft"),
        count => format!("{count} clauses of version {version} are not in the draft: {names}"),
    };
    let place = if retired.is_empty() { Place::file(&draft.parsed.file) } else { draft.parsed.key("retired") };
    findings.push(Diagnostic::new(&RULE, place, message).help(format!(
        "give the heading that takes its place the anchor `{{#{first}}}`, or write `retired: {{{first}: successor}}` in the front matter"
    )));
    findings
}

fn anchors(article: &Article) -> impl Iterator<Item = &ClauseId> {
    article.body().headings.iter().filter(|heading| !heading.in_note).map(|heading| &heading.id)
}

/// The highest version of the document of a draft.
fn last_released<'a>(site: &'a Site, draft: &Article) -> Option<&'a Article> {
    let folder = draft.parsed.file.in_content()?.strip_suffix("/draft.md")?;
    let released = site.released.iter().filter(|released| released.seal.document.as_str() == folder);
    let file = &released.max_by_key(|released| released.seal.version)?.file;
    site.articles().chain(&site.unpublished).find(|article| article.parsed.file == *file)
}
