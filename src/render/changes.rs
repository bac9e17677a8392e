//! The changelog: its page, and its entries wherever else they are shown.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Serialize;
use tera::{Context, Map, Value};

use super::link::Linker;
use super::view::{self, DateView, LinkView};
use super::{Renderer, compare, link_list, lists};
use crate::model::{Change, Document, DocumentId, Edition, Site, UrlPath, Version};

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
    #[serde(skip)]
    pub(super) documents: Vec<LinkView>,
    /// The documents, what changed from the version before for each version that it brought, and the clauses: items of a
    /// list, as HTML.
    links: String,
    /// Whom it matters to, as HTML.
    roles: String,
    pub(super) action: Option<ActionView>,
    replaced_by: Option<LinkView>,
}

/// An entry of the changelog in a line of a list.
#[derive(Serialize)]
pub(super) struct LineView {
    title: String,
    href: String,
    /// As those of a link.
    #[serde(skip_serializing_if = "String::is_empty")]
    marks: String,
    kind: &'static str,
    date: Option<DateView>,
}

#[derive(Clone, Serialize)]
pub(super) struct ActionView {
    text: String,
    by: Option<DateView>,
    /// The quiz to take for it.
    training: Option<String>,
    over: bool,
}

/// How many changes a page lists that shows the latest.
pub(super) const LATEST: usize = 5;

/// The changelog.
pub(super) fn page(renderer: &Renderer<'_>, url: &UrlPath) -> (&'static str, Context) {
    let linker = renderer.linker(url);
    let page = lists::fixed_page(renderer, url, "changes", "changes_summary");
    let view = |change: &Change| view_of(renderer, &linker, change);
    let past: Vec<&Change> = renderer.site.past_changes().collect();
    let year = |change: &Change| change.date.map(|date| date.year());
    let years = past.chunk_by(|one, other| year(one) == year(other)).map(|changes| {
        let year = changes.first().and_then(|change| year(change)).map(|year| year.to_string());
        let changes = view::values(changes.iter().map(|change| view(change)));
        let year = [("year".into(), year.unwrap_or_default().into()), ("changes".into(), changes)];
        Value::from(Map::from_iter(year))
    });
    let mut coming: Vec<&Change> = renderer.site.coming_changes().collect();
    // What comes first is read first.
    coming.reverse();
    let mut context = view::context(&page);
    context.insert_value("years", years.collect::<Vec<_>>().into());
    context.insert("editions", &linker.href(&UrlPath::new("editions/")));
    context.insert_value("coming", view::values(coming.into_iter().map(view)));
    ("changes.html", context)
}

/// The newest changes that are wanted, as few as the home page and role pages show.
pub(super) fn latest(site: &Site, keep: impl Fn(&Change) -> bool) -> Vec<&Change> {
    site.past_changes().filter(|change| keep(change)).take(LATEST).collect()
}

/// The changes of a document, newest first and then those that are coming.
pub(super) fn of_document<'a>(site: &'a Site, id: &DocumentId) -> impl Iterator<Item = &'a Change> {
    places_of(site, id).filter_map(|at| site.changes.get(at))
}

/// The places of these changes in [`Site::changes`].
fn places_of(site: &Site, id: &DocumentId) -> impl Iterator<Item = usize> {
    let all = site.named.get(id).map(Vec::as_slice).unwrap_or_default().iter().copied();
    let is = |at: &usize, wanted: &dyn Fn(&Change) -> bool| site.changes.get(*at).is_some_and(wanted);
    let past = all.clone().filter(move |at| is(at, &|change| site.is_past(change)));
    past.chain(all.filter(move |at| is(at, &|change| site.is_coming(change))))
}

/// The places in [`Site::changes`] of those that each version of a document is about.
type Places = BTreeMap<Option<Version>, Vec<usize>>;

/// What the versions of each document are about, found once for all of its pages.
pub(super) struct ByVersion<'a>(BTreeMap<&'a DocumentId, OnceLock<Places>>);

impl<'a> ByVersion<'a> {
    pub(super) fn of(site: &'a Site) -> Self {
        let versioned = site.documents.values().filter(|document| !document.editions().is_empty());
        Self(versioned.map(|document| (&document.id, OnceLock::new())).collect())
    }
}

impl Renderer<'_> {
    /// The changes that a version is about, newest first and then those that are coming.
    pub(super) fn changes_of_version(&self, document: &Document, edition: &Edition) -> impl Iterator<Item = &Change> {
        let places = self.changes.0.get(&document.id).map(|places| places.get_or_init(|| self.places(document)));
        let places = places.and_then(|places| places.get(&edition.version)).into_iter().flatten();
        places.filter_map(|at| self.site.changes.get(*at))
    }

    fn places(&self, document: &Document) -> Places {
        let mut places = Places::new();
        let of = |at: usize| Some((at, self.site.changes.get(at)?));
        for (at, change) in places_of(self.site, &document.id).filter_map(of) {
            let named = change.documents.iter().find(|named| named.document == document.id);
            let version = named.and_then(|named| named.version);
            let about = match version {
                Some(_) => document.edition(version).map(std::slice::from_ref).unwrap_or_default(),
                None => document.editions(),
            };
            for edition in about.iter().filter(|edition| is_about(edition, change, version)) {
                places.entry(edition.version).or_default().push(at);
            }
        }
        places
    }
}

/// True for an entry that names a version, and for one that names none but falls into its time: a withdrawal, say.
fn is_about(edition: &Edition, change: &Change, version: Option<Version>) -> bool {
    match (version, change.date) {
        (Some(version), _) => edition.version == Some(version),
        (None, Some(day)) => {
            let begun = edition.effective().is_some_and(|start| start <= day);
            begun && edition.version.is_some() && edition.until.is_none_or(|until| day <= until)
        }
        (None, None) => edition.version.is_none(),
    }
}

/// Entries of the changelog in a list.
pub(super) fn lines<'c>(
    renderer: &Renderer<'_>,
    linker: &Linker,
    changes: impl IntoIterator<Item = &'c Change>,
) -> Vec<LineView> {
    let line = |change: &Change| {
        let LinkView { title, href, marks, .. } = link_to(renderer, linker, change);
        LineView { title, href, marks, kind: change.kind.name(), date: change.date.map(|date| renderer.date(date)) }
    };
    changes.into_iter().map(line).collect()
}

/// An entry of the changelog, as a page shows it whole.
pub(super) fn view_of(renderer: &Renderer<'_>, linker: &Linker, change: &Change) -> ChangeView {
    let site = renderer.site;
    let documents = changed_documents(renderer, linker, change);
    let LinkView { title, href, marks, .. } = link_with(renderer, linker, change, &documents);
    ChangeView {
        id: change.id.clone(),
        href,
        marks,
        language: renderer.default_language().map(ToString::to_string),
        kind: change.kind.name(),
        title,
        date: change.date.map(|date| renderer.date(date)),
        body: renderer.text(&change.parsed.body, linker, &format!("{}-", change.id)),
        links: [&documents, &comparison_links(renderer, linker, change), &clause_links(renderer, linker, change)]
            .map(|links| link_list::items(links))
            .concat(),
        roles: link_list::enumeration(&view::roles(renderer, linker, site.change_roles(change))),
        action: change.action.as_ref().map(|action| ActionView {
            text: action.text.clone(),
            by: action.by.map(|date| renderer.date(date)),
            training: action.training.as_ref().and_then(|id| Some(linker.href(&site.quizzes.get(id)?.url))),
            over: !action.is_open(site.as_of),
        }),
        replaced_by: change.replaced_by.as_ref().and_then(|id| view::document_link(renderer, linker, id)),
        documents,
    }
}

/// A link to an entry on the page of changes.
pub(super) fn link_to(renderer: &Renderer<'_>, linker: &Linker, change: &Change) -> LinkView {
    link_with(renderer, linker, change, &changed_documents(renderer, linker, change))
}

/// As [`link_to`], for an entry whose documents are known already.
fn link_with(renderer: &Renderer<'_>, linker: &Linker, change: &Change, documents: &[LinkView]) -> LinkView {
    let made = || {
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
        let mut link = compare::link(renderer, linker, document, document.previous(edition)?, edition);
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
