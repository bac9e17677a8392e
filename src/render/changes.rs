//! The changelog: its page, and its entries wherever else they are shown.

use serde::Serialize;
use tera::Context;

use super::link::Linker;
use super::view::{self, DateView, LinkView};
use super::{Renderer, lists};
use crate::model::{Change, DocumentId, UrlPath, Version};

/// An entry of the changelog.
#[derive(Clone, Serialize)]
pub(super) struct ChangeView {
    id: String,
    href: String,
    kind: &'static str,
    pub(super) title: String,
    date: Option<DateView>,
    pub(super) body: String,
    /// As those of a link.
    #[serde(skip_serializing_if = "String::is_empty")]
    marks: String,
    /// The language of the entry, where it is another than that of the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    pub(super) documents: Vec<LinkView>,
    /// What changed from the version before, for each version that it brought.
    comparisons: Vec<LinkView>,
    clauses: Vec<LinkView>,
    roles: Vec<LinkView>,
    pub(super) action: Option<ActionView>,
    replaced_by: Option<LinkView>,
}

#[derive(Clone, Serialize)]
pub(super) struct ActionView {
    text: String,
    by: Option<DateView>,
    /// The quiz to take for it.
    training: Option<String>,
    pub(super) over: bool,
}

/// How many changes the home page and role pages show.
const LATEST: usize = 5;

/// The changelog.
pub(super) fn page(renderer: &Renderer<'_>, url: &UrlPath) -> (&'static str, Context) {
    #[derive(Serialize)]
    struct Year {
        year: String,
        changes: Vec<ChangeView>,
    }
    let linker = renderer.linker(url);
    let page = lists::fixed_page(renderer, url, "changes", "changes_summary");
    let mut years: Vec<Year> = Vec::new();
    for change in renderer.site.past_changes() {
        let year = change.date.map(|date| date.year().to_string()).unwrap_or_default();
        let view = view_of(renderer, &linker, change);
        match years.last_mut() {
            Some(last) if last.year == year => last.changes.push(view),
            _ => years.push(Year { year, changes: vec![view] }),
        }
    }
    let mut coming: Vec<ChangeView> =
        renderer.site.coming_changes().map(|change| view_of(renderer, &linker, change)).collect();
    // What comes first is read first.
    coming.reverse();
    let mut context = view::context(&page);
    context.insert("years", &years);
    context.insert("editions", &linker.href(&UrlPath::new("editions/")));
    context.insert("coming", &coming);
    ("changes.html", context)
}

/// The newest changes that are wanted, as few as the home page and role pages show.
pub(super) fn latest(renderer: &Renderer<'_>, linker: &Linker, keep: impl Fn(&Change) -> bool) -> Vec<ChangeView> {
    renderer
        .site
        .past_changes()
        .filter(|change| keep(change))
        .take(LATEST)
        .map(|change| view_of(renderer, linker, change))
        .collect()
}

/// The changes of a document, newest first and then those that are coming, each with the version that it names.
pub(super) fn of_document<'a>(
    renderer: &Renderer<'a>,
    id: &'a DocumentId,
) -> impl Iterator<Item = (&'a Change, Option<Version>)> {
    let site = renderer.site;
    let of = |change: &Change| change.documents.iter().find(|named| named.document == *id)?.version;
    let past = site.changes_of(id).filter(|change| site.is_past(change));
    let coming = site.changes_of(id).filter(|change| site.is_coming(change));
    past.chain(coming).map(move |change| (change, of(change)))
}

/// An entry of the changelog, as a page shows it.
pub(super) fn view_of(renderer: &Renderer<'_>, linker: &Linker, change: &Change) -> ChangeView {
    let site = renderer.site;
    let documents = changed_documents(renderer, linker, change);
    let LinkView { title, href, marks, .. } = link_to(renderer, linker, change);
    ChangeView {
        id: change.id.clone(),
        href,
        marks,
        language: renderer.default_language().map(ToString::to_string),
        kind: change.kind.name(),
        title,
        date: change.date.map(|date| renderer.date(date)),
        body: renderer.text(&change.parsed.body, linker, &format!("{}-", change.id)),
        comparisons: comparison_links(renderer, linker, change),
        clauses: clause_links(renderer, linker, change),
        roles: view::roles(renderer, linker, site.change_roles(change)),
        action: change.action.as_ref().map(|action| ActionView {
            text: action.text.clone(),
            by: action.by.map(|date| renderer.date(date)),
            training: action.training.as_ref().and_then(|id| Some(linker.href(&site.quizzes.get(id)?.url))),
            over: action.by.is_some_and(|by| by < site.as_of),
        }),
        replaced_by: change.replaced_by.as_ref().and_then(|id| view::document_link(renderer, linker, id)),
        documents,
    }
}

/// A link to an entry on the page of changes.
pub(super) fn link_to(renderer: &Renderer<'_>, linker: &Linker, change: &Change) -> LinkView {
    let made = || {
        let documents = changed_documents(renderer, linker, change);
        let names: Vec<&str> = documents.iter().map(|document| document.title.as_str()).collect();
        let kind = format!("kind_{}", change.kind.name());
        format!("{}: {}", renderer.theme.strings.get(&kind), names.join(", "))
    };
    let page = UrlPath::new("changes/");
    // What authors write is in the portal's default language.
    let language = renderer.default_language().filter(|_| change.title.is_some());
    LinkView {
        title: change.title.clone().unwrap_or_else(made),
        href: linker.href_at(&page, &change.id),
        marks: linker.marks(&page, language),
        ..LinkView::default()
    }
}

fn changed_documents(renderer: &Renderer<'_>, linker: &Linker, change: &Change) -> Vec<LinkView> {
    change.documents.iter().filter_map(|named| changed_document(renderer, linker, named)).collect()
}

fn changed_document(
    renderer: &Renderer<'_>,
    linker: &Linker,
    named: &crate::model::DocumentChange,
) -> Option<LinkView> {
    let document = renderer.site.documents.get(&named.document)?;
    let edition = named.version.and_then(|version| document.edition(version));
    let article = renderer.article(edition.map_or_else(|| document.current(), |edition| &edition.article));
    let url = edition.map_or(&document.url, |edition| &edition.article.url);
    let version = named.version.map(|version| format!(" {version}")).unwrap_or_default();
    let title = format!("{}{version}", renderer.settings().fill_in(&article.front().title));
    let marks = linker.marks(url, renderer.foreign(article));
    Some(LinkView { title, href: linker.href(url), marks, ..LinkView::default() })
}

fn comparison_links(renderer: &Renderer<'_>, linker: &Linker, change: &Change) -> Vec<LinkView> {
    let link = |named: &crate::model::DocumentChange| {
        let document = renderer.site.documents.get(&named.document)?;
        let edition = document.edition(named.version?)?;
        let mut link = view::comparison_link(renderer, linker, document, document.previous(edition)?, edition);
        if change.documents.len() > 1 {
            let title = renderer.settings().fill_in(&renderer.article(&edition.article).front().title);
            link.title = format!("{title}: {}", link.title);
        }
        Some(link)
    };
    change.documents.iter().filter(|_| change.kind.is_release()).filter_map(link).collect()
}

fn clause_links(renderer: &Renderer<'_>, linker: &Linker, change: &Change) -> Vec<LinkView> {
    let mut links = Vec::new();
    for clause in &change.clauses {
        let found = change.documents.iter().find_map(|named| {
            let document = renderer.site.documents.get(&named.document)?;
            let edition = named.version.and_then(|version| document.edition(version));
            let article = renderer.article(edition.map_or_else(|| document.current(), |edition| &edition.article));
            // A clause for other kinds of organisation is not on the page.
            let heading = article.body().heading(clause.as_str()).filter(|heading| heading.shown)?;
            Some((article, heading))
        });
        if let Some((article, heading)) = found {
            let text = renderer.settings().fill_in(&heading.text);
            let title = if heading.number.is_empty() { text } else { format!("{} {text}", heading.number) };
            let marks = linker.marks(&article.url, renderer.foreign(article));
            let href = linker.href_at(&article.url, clause.as_str());
            links.push(LinkView { title, href, marks, ..LinkView::default() });
        }
    }
    links
}
