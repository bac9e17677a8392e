//! What a version says about itself, on the date of the build and on later days.

use serde::Serialize;

use super::link::Linker;
use super::view::LinkView;
use super::{Renderer, compare};
use crate::model::{ChangeKind, Date, Document, Edition, Status};

/// One sentence that is true for some days. The page shows the one for the date of the build; a small script shows the
/// right one when the reader's date has moved on.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Banner {
    /// The state in kebab-case.
    pub(super) status: &'static str,
    /// The sentence, with `{date}` and `{version}` filled in.
    pub(super) text: String,
    /// The first day on which it is true; `None` if it is true already.
    pub(super) from: Option<String>,
    /// The first day on which it is no longer true.
    pub(super) until: Option<String>,
    /// Where to go instead.
    pub(super) link: Option<String>,
    /// As those of a link.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) marks: String,
    /// What the link says.
    pub(super) link_text: String,
    /// What changes or changed.
    pub(super) compare: Option<LinkView>,
}

/// The sentences of a version's permalink, in the order in which they become true.
pub(super) fn of_version(
    renderer: &Renderer<'_>,
    linker: &Linker,
    document: &Document,
    edition: &Edition,
) -> Vec<Banner> {
    let today = renderer.site.as_of;
    let Some(start) = edition.effective().filter(|_| edition.version.is_some()) else {
        return vec![draft(renderer, linker, document)];
    };
    let mut banners = Vec::new();
    if start > today {
        banners.push(upcoming(renderer, linker, document, edition, start));
    }
    if edition.until.is_none_or(|until| until > today) {
        let text = renderer.theme.strings.filled("banner_in_force", &[("date", &renderer.theme.strings.date(start))]);
        banners.push(Banner {
            from: (start > today).then(|| start.to_string()),
            until: edition.until.map(|until| until.to_string()),
            ..banner(Status::InForce, text)
        });
    }
    if let Some(until) = edition.until {
        banners.push(Banner {
            from: (until > today).then(|| until.to_string()),
            ..ended(renderer, linker, document, edition, until)
        });
    }
    banners
}

/// The sentences of a document's own address: only what readers would not expect.
pub(super) fn of_document(renderer: &Renderer<'_>, linker: &Linker, document: &Document) -> Vec<Banner> {
    let Some(edition) = document.current_edition() else {
        let banners = [later_text(renderer, document), old_translation(renderer, linker, document)];
        return withdrawal(renderer, linker, document).into_iter().chain(banners.into_iter().flatten()).collect();
    };
    match edition.status {
        Status::Draft => vec![draft(renderer, linker, document)],
        Status::Upcoming | Status::Withdrawn => of_version(renderer, linker, document, edition),
        Status::Superseded => Vec::new(),
        Status::InForce => coming(renderer, linker, document, edition),
    }
}

/// On a living page of a portal for an earlier day than that of its text: that the text of that day is not kept.
fn later_text(renderer: &Renderer<'_>, document: &Document) -> Option<Banner> {
    let updated = document.current().front().updated.filter(|updated| *updated > renderer.site.as_of)?;
    let text = renderer.theme.strings.filled("banner_later_text", &[("date", &renderer.theme.strings.date(updated))]);
    Some(Banner { status: "later-text", ..banner(Status::Draft, text) })
}

/// On a living page that was withdrawn, or will be: a text that was changed since then is back.
fn withdrawal(renderer: &Renderer<'_>, linker: &Linker, document: &Document) -> Vec<Banner> {
    let today = renderer.site.as_of;
    let changes = renderer.site.changes_of(&document.id);
    let withdrawals = changes.filter(|change| change.kind == ChangeKind::Withdrawn && change.is_told_on(today));
    let days = withdrawals.filter_map(|change| change.date);
    let Some(day) = days.max().filter(|day| document.current().front().updated.is_none_or(|updated| updated <= *day))
    else {
        return Vec::new();
    };
    let after = withdrawn(renderer, linker, document, day);
    if day <= today {
        return vec![after];
    }
    let strings = &renderer.theme.strings;
    let text = strings.filled("banner_withdrawal_coming", &[("date", &strings.date(day))]);
    let before = Banner { until: Some(day.to_string()), ..banner(Status::Upcoming, text) };
    vec![before, Banner { from: Some(day.to_string()), ..after }]
}

/// On the translation of a living page: that the original has changed since.
fn old_translation(renderer: &Renderer<'_>, linker: &Linker, document: &Document) -> Option<Banner> {
    let (original, strings) = (document.current(), &renderer.theme.strings);
    let changed = original.changed_after(renderer.article(original))?;
    let text = strings.filled("banner_translation_old", &[("date", &strings.date(changed))]);
    let language = renderer.default_language()?;
    Some(Banner {
        status: "later-text",
        link: Some(linker.exactly(&document.url)),
        link_text: strings.get("read_original").to_owned(),
        marks: format!(" hreflang=\"{language}\""),
        ..banner(Status::Draft, text)
    })
}

/// On the page of the version in force: that it will be replaced, and after that day that it was.
fn coming(renderer: &Renderer<'_>, linker: &Linker, document: &Document, edition: &Edition) -> Vec<Banner> {
    let Some(until) = edition.until else { return Vec::new() };
    let strings = &renderer.theme.strings;
    let next = document.editions().iter().find(|other| other.version.is_some() && other.effective() == Some(until));
    let (soon, after) = match next {
        Some(_) => ("banner_coming", "banner_took_effect"),
        None => ("banner_withdrawal_coming", "banner_withdrawn"),
    };
    let version = next.map(Edition::label).unwrap_or_default();
    let text = |key: &str| strings.filled(key, &[("version", version), ("date", &strings.date(until))]);
    let link = next.map(|next| linker.href(&next.article.url));
    let marks = next.map(|next| linker.marks(&next.article.url, None)).unwrap_or_default();
    let link_text =
        if next.is_some() { strings.filled("read_version", &[("version", version)]) } else { String::new() };
    let compare = next.map(|next| compare::link(renderer, linker, document, edition, next));
    let after_that = if next.is_some() { Status::Superseded } else { Status::Withdrawn };
    vec![
        Banner {
            until: Some(until.to_string()),
            link: link.clone(),
            marks: marks.clone(),
            link_text: link_text.clone(),
            compare: compare.clone(),
            ..banner(Status::Upcoming, text(soon))
        },
        Banner { from: Some(until.to_string()), link, marks, link_text, compare, ..banner(after_that, text(after)) },
    ]
}

fn draft(renderer: &Renderer<'_>, linker: &Linker, document: &Document) -> Banner {
    let strings = &renderer.theme.strings;
    let mut banner = banner(Status::Draft, strings.get("banner_draft").to_owned());
    if document.is_in_force() {
        banner.link = Some(linker.href(&document.url));
        banner.marks = linker.marks(&document.url, None);
        banner.link_text = strings.get("read_in_force").to_owned();
    }
    let draft = document.editions().iter().find(|edition| edition.version.is_none());
    let base = document.in_force().or_else(|| document.previous(draft?));
    banner.compare = base.zip(draft).map(|(base, draft)| compare::link(renderer, linker, document, base, draft));
    banner
}

fn upcoming(renderer: &Renderer<'_>, linker: &Linker, document: &Document, edition: &Edition, start: Date) -> Banner {
    let strings = &renderer.theme.strings;
    let text = strings.filled("banner_upcoming", &[("date", &renderer.theme.strings.date(start))]);
    let mut banner = Banner { until: Some(start.to_string()), ..banner(Status::Upcoming, text) };
    if let Some(in_force) = document.in_force() {
        banner.link = Some(linker.href(&document.url));
        banner.marks = linker.marks(&document.url, None);
        banner.link_text = strings.get("read_in_force").to_owned();
        banner.compare = Some(compare::link(renderer, linker, document, in_force, edition));
    }
    banner
}

/// What is said of a version whose time is over: another took its place, or the document was withdrawn.
fn ended(renderer: &Renderer<'_>, linker: &Linker, document: &Document, edition: &Edition, until: Date) -> Banner {
    let strings = &renderer.theme.strings;
    let next = document.later(edition).iter().find(|other| other.effective() == Some(until));
    match next {
        Some(next) => {
            let version = next.label();
            let text = strings.filled("banner_superseded", &[("version", version), ("date", &strings.date(until))]);
            // Until the portal is built again, the document's own address shows the version that the sentence is about.
            let (url, says, to) = if until > renderer.site.as_of {
                (&next.article.url, strings.filled("read_version", &[("version", version)]), next)
            } else {
                let current = document.in_force().unwrap_or(next);
                (&document.url, strings.get("read_in_force").to_owned(), current)
            };
            let compare = Some(compare::link(renderer, linker, document, edition, to));
            let marks = linker.marks(url, None);
            Banner { link: Some(linker.href(url)), marks, link_text: says, compare, ..banner(Status::Superseded, text) }
        }
        None => withdrawn(renderer, linker, document, until),
    }
}

/// What is said of a document that was withdrawn on a day, with the link to what took its place.
fn withdrawn(renderer: &Renderer<'_>, linker: &Linker, document: &Document, day: Date) -> Banner {
    let strings = &renderer.theme.strings;
    let text = strings.filled("banner_withdrawn", &[("date", &strings.date(day))]);
    let changes = renderer.site.changes_of(&document.id);
    let mut told = changes.filter(|change| change.is_told_on(renderer.site.as_of));
    let replacement = told.find_map(|change| change.replaced_by.as_ref());
    let link = replacement.and_then(|id| super::view::document_link(renderer, linker, id));
    let LinkView { title, href, marks, .. } = link.unwrap_or_default();
    let href = Some(href).filter(|href| !href.is_empty());
    Banner { link: href, marks, link_text: title, ..banner(Status::Withdrawn, text) }
}

fn banner(status: Status, text: String) -> Banner {
    Banner {
        status: status.name(),
        text,
        from: None,
        until: None,
        link: None,
        marks: String::new(),
        link_text: String::new(),
        compare: None,
    }
}
