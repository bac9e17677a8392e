//! `stale-link`: a living page that leads readers to a version that no longer applies.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::{Article, Kind, LinkTarget, Markup, Site, Status};

pub(super) static RULE: Rule = Rule {
    name: "stale-link",
    level: Level::Warning,
    summary: "a living page links to a version that a later one has replaced",
    docs: "\
A link to a version file (`../policies/social-media/1.0.md`) stays with that version. On a living page that is mostly a
leftover: the version was in force when the link was written, and readers now land on a text that no longer applies.

To put it right: link to the document (`../policies/social-media/`), which always leads to the version in force. A page
that means the older version on purpose can say so with `checks: {stale-link: off}` in `portal.yaml`.",
};

pub(super) fn check(site: &Site, findings: &mut Vec<Diagnostic>) {
    let living = site.documents.values().filter_map(|document| match &document.kind {
        Kind::Living(article) => Some(&**article),
        Kind::Versioned(_) => None,
    });
    let indexes = site.sections.values().filter_map(|section| section.index.as_ref());
    for article in site.home.iter().chain(indexes).chain(living) {
        links(site, article, findings);
    }
}

fn links(site: &Site, article: &Article, findings: &mut Vec<Diagnostic>) {
    for markup in &article.body().markup {
        let Markup::Link(link) = markup else { continue };
        let LinkTarget::Internal { document: Some((id, Some(version))), .. } = &link.target else { continue };
        let Some(document) = site.documents.get(id) else { continue };
        let superseded = document.edition(*version).filter(|edition| edition.status == Status::Superseded);
        let (Some(_), Some(current)) = (superseded, document.current_edition()) else { continue };
        let message = format!("this leads to version {version} of `{id}`, but version {} is in force", current.label());
        let written = link.destination.split('#').next().unwrap_or_default();
        let folder = written.trim_end_matches(|letter| letter != '/');
        let folder = if folder.is_empty() { "./" } else { folder };
        let help = format!("write `{folder}` to link to the version in force");
        findings.push(Diagnostic::new(&RULE, article.body().place(&link.range), message).help(help));
    }
}
