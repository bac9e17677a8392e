//! Pages of documents: what is in force, one version, and the history.

use serde::Serialize;
use tera::{Context, Value};

use super::frame::{Around, Words};
use super::link::Linker;
use super::view::{self, DateView, LinkView};
use super::{Renderer, basis, changes, compare, lists, record, status};
use crate::model::{Article, Body, Change, Document, DocumentId, Edition, Language, Status, UrlPath, Version};
use crate::theme::ContactView;

#[derive(Serialize)]
struct ArticleView<'a> {
    title: String,
    summary: String,
    /// HTML that no template has to escape.
    body: Value,
    contents: Vec<ContentsView>,
    versioned: bool,
    version: Option<String>,
    status: Option<&'static str>,
    banners: Vec<status::Banner>,
    corrections: Vec<CorrectionView>,
    owner: Option<ContactView<'a>>,
    approved_by: String,
    approved_on: Option<DateView>,
    effective: Option<DateView>,
    until: Option<DateView>,
    updated: Option<DateView>,
    law_as_at: Option<DateView>,
    reviewed: Option<DateView>,
    review_due: Option<DateView>,
    acknowledge: bool,
    /// What readers can confirm here.
    read: Option<String>,
    roles: Vec<LinkView>,
    topics: Vec<LinkView>,
    related: Vec<LinkView>,
    changes: Vec<changes::LineView>,
    /// What changed from the version before.
    compare: Option<LinkView>,
    permalink: Option<String>,
    permalink_address: Option<String>,
    history: Option<String>,
    /// The text that this one translates.
    translation_of: Option<LinkView>,
    minutes: usize,
    reading_time: String,
}

impl ArticleView<'_> {
    /// The scripts that its page needs besides those of every page.
    fn scripts(&self) -> Vec<&'static str> {
        let changes = self.banners.iter().any(|banner| banner.from.is_some());
        let scripts = [(changes, "today.js"), (self.read.is_some(), "acknowledge.js")];
        scripts.into_iter().filter_map(|(is_needed, name)| is_needed.then_some(name)).collect()
    }
}

/// What was corrected in a released text.
#[derive(Serialize)]
struct CorrectionView {
    date: Option<DateView>,
    reason: String,
    approved_by: String,
    href: String,
}

/// An entry of the table of contents.
#[derive(Serialize)]
struct ContentsView {
    id: String,
    number: String,
    text: String,
    children: Vec<ContentsView>,
}

/// Words that an adult reads in a minute, for a text of this kind.
const WORDS_A_MINUTE: usize = 220;

/// The page of what is in force.
pub(super) fn document(renderer: &Renderer<'_>, url: &UrlPath, id: &DocumentId) -> (&'static str, Context) {
    let Some(document) = renderer.site.documents.get(id) else { return lists::not_found(renderer) };
    let linker = renderer.linker(url);
    let text = renderer.article(document.current());
    let banners = status::of_document(renderer, &linker, document);
    let edition = document.current_edition();
    let article = ArticleView {
        read: record::to_confirm(renderer, document),
        ..article_view(renderer, &linker, document, text, edition, banners)
    };
    let make = |url: &UrlPath, (title, description): Words| {
        let mut page = view::page(renderer, url, title, description);
        page.crumbs = view::crumbs(renderer, &renderer.linker(url), id.parent());
        page
    };
    let around = id.parent().map(Around::Folder);
    let words = (article.title.clone(), article.summary.clone());
    let mut context = renderer.framed(around.as_ref(), url, words, &article.scripts(), &make);
    context.insert("article", &article);
    ("article.html", context)
}

/// The page of one version.
pub(super) fn version(
    renderer: &Renderer<'_>,
    url: &UrlPath,
    id: &DocumentId,
    version: Option<Version>,
) -> (&'static str, Context) {
    let document = renderer.site.documents.get(id);
    let edition = document.and_then(|document| document.edition(version));
    let (Some(document), Some(edition)) = (document, edition) else { return lists::not_found(renderer) };
    let linker = renderer.linker(url);
    let text = renderer.article(&edition.article);
    let banners = status::of_version(renderer, &linker, document, edition);
    let article = article_view(renderer, &linker, document, text, Some(edition), banners);
    let words = (format!("{} {}", article.title, edition.label()), article.summary.clone());
    let in_force = edition.status == Status::InForce;
    let make = |url: &UrlPath, (title, description): Words| {
        let mut page = view::page(renderer, url, title, description);
        page.index = in_force;
        let linker = renderer.linker(url);
        page.crumbs = view::crumbs(renderer, &linker, id.parent());
        page.crumbs.extend(view::document_link(renderer, &linker, id));
        page
    };
    // Search engines list one version alone.
    let around = (!in_force).then(|| Around::Versions(id.clone()));
    let mut context = renderer.framed(around.as_ref(), url, words, &article.scripts(), &make);
    context.insert("article", &article);
    ("article.html", context)
}

/// The page of all versions.
pub(super) fn history(renderer: &Renderer<'_>, url: &UrlPath, id: &DocumentId) -> (&'static str, Context) {
    #[derive(Serialize)]
    struct VersionView {
        label: String,
        href: String,
        #[serde(skip_serializing_if = "String::is_empty")]
        marks: String,
        status: &'static str,
        from: Option<DateView>,
        until: Option<DateView>,
        last_day: Option<DateView>,
        approved_by: String,
        approved_on: Option<DateView>,
        changes: Vec<changes::ChangeView>,
        compare: Vec<LinkView>,
    }
    let Some(document) = renderer.site.documents.get(id) else { return lists::not_found(renderer) };
    let linker = renderer.linker(url);
    let front = renderer.article(document.current()).front();
    let title = renderer.settings().fill_in(&front.title);
    let editions = document.editions().iter().rev();
    let versions = editions.map(|edition| VersionView {
        label: edition.label().to_owned(),
        href: linker.href(&edition.article.url),
        marks: linker.marks(&edition.article.url, None),
        status: edition.status.name(),
        from: edition.effective().map(|date| renderer.date(date)),
        until: edition.until.map(|date| renderer.date(date)),
        last_day: edition.until.map(|until| renderer.date(until.plus_days(-1))),
        approved_by: view::contact_title(renderer.settings(), edition.article.front().approved_by.as_ref()),
        approved_on: edition.article.front().approved_on.map(|date| renderer.date(date)),
        changes: renderer
            .changes_of_version(document, edition)
            .map(|change| changes::view_of(renderer, &linker, change))
            .collect(),
        compare: comparisons(renderer, &linker, document, edition),
    });
    let mut page = view::page(
        renderer,
        url,
        renderer.theme.strings.filled("history_of", &[("title", &title)]),
        front.summary.clone(),
    );
    page.crumbs = view::crumbs(renderer, &linker, id.parent());
    page.crumbs.extend(view::document_link(renderer, &linker, id));
    view::add_style(renderer, url, &mut page, "editions.css");
    let has_periods = document.editions().iter().any(|edition| edition.effective().is_some());
    if has_periods {
        view::add_script(renderer, url, &mut page, "date-box.js");
    }
    let mut context = view::context(&page);
    context.insert_value("versions", view::values(versions));
    context.insert("has_periods", &has_periods);
    context.insert("editions", &linker.href(&UrlPath::new("editions/")));
    context.insert("document", &LinkView { title, href: linker.href(&document.url), ..LinkView::default() });
    ("history.html", context)
}

/// What changed from the version before, and between a version and the one in force.
fn comparisons(renderer: &Renderer<'_>, linker: &Linker, document: &Document, edition: &Edition) -> Vec<LinkView> {
    let pairs = [document.previous(edition), document.in_force()].into_iter().flatten();
    let mut links: Vec<LinkView> = pairs
        .filter_map(|other| document.comparison(other, edition))
        .map(|(before, after)| compare::link(renderer, linker, document, before, after))
        .collect();
    links.dedup_by(|one, other| one.href == other.href);
    links
}

fn article_view<'a>(
    renderer: &Renderer<'a>,
    linker: &Linker,
    document: &Document,
    article: &Article,
    edition: Option<&Edition>,
    banners: Vec<status::Banner>,
) -> ArticleView<'a> {
    let front = article.front();
    let settings = renderer.settings();
    let behind_heading = |index: usize| {
        article.body().headings.get(index).map(|heading| basis::html(renderer, heading)).unwrap_or_default()
    };
    let body = renderer.markdown(article.body(), linker, "", &behind_heading);
    let published = edition.filter(|edition| edition.version.is_some());
    let in_force = edition.is_none_or(|edition| edition.status == Status::InForce);
    let review = renderer.site.reviews.get(&document.id).filter(|_| in_force);
    let minutes = article.body().words.div_ceil(WORDS_A_MINUTE).max(1);
    let latest = |all: &mut dyn Iterator<Item = &Change>| changes::lines(renderer, linker, all.take(changes::LATEST));
    ArticleView {
        title: settings.fill_in(&front.title),
        summary: settings.fill_in(&front.summary),
        body: Value::safe_string(&body),
        contents: contents(renderer, article.body()),
        versioned: edition.is_some(),
        version: edition.map(|edition| edition.label().to_owned()),
        status: edition.map(|edition| edition.status.name()),
        banners,
        corrections: corrections(renderer, linker, article.body()),
        owner: front.owner.as_ref().and_then(|id| ContactView::of(settings, id)),
        approved_by: view::contact_title(settings, front.approved_by.as_ref()),
        approved_on: front.approved_on.map(|date| renderer.date(date)),
        effective: published.and_then(Edition::effective).map(|date| renderer.date(date)),
        until: published.and_then(|edition| edition.until).map(|date| renderer.date(date)),
        updated: front.updated.map(|date| renderer.date(date)),
        law_as_at: front.law_as_at.map(|date| renderer.date(date)),
        reviewed: review.map(|review| renderer.date(review.last)),
        review_due: review.map(|review| renderer.date(review.due)),
        acknowledge: front.acknowledge,
        read: None,
        roles: view::roles(renderer, linker, &front.roles),
        topics: view::topics(renderer, linker, &front.topics),
        related: front.related.iter().filter_map(|id| view::document_link(renderer, linker, id)).collect(),
        changes: match edition {
            Some(edition) => latest(&mut renderer.changes_of_version(document, edition)),
            None => latest(&mut changes::of_document(renderer.site, &document.id)),
        },
        compare: edition.and_then(|edition| {
            let before = document.previous(edition)?;
            Some(compare::link(renderer, linker, document, before, edition))
        }),
        permalink: published.map(|edition| linker.href(&edition.article.url)),
        permalink_address: published.map(|_| format!("{}{}", renderer.base_url(), article.url.as_str())),
        history: edition.map(|_| linker.href(&document.url.join("history/"))),
        translation_of: renderer.default_language().map(|language| translation_of(linker, document, edition, language)),
        minutes,
        reading_time: renderer.theme.strings.count("minutes", minutes),
    }
}

/// A link from a translation to what it translates: a version, or a living page, whose text has a day.
fn translation_of(linker: &Linker, document: &Document, edition: Option<&Edition>, language: &Language) -> LinkView {
    let article = edition.map_or_else(|| document.current(), |edition| &edition.article);
    let (title, url) = match edition {
        Some(edition) => (format!("{} {}", article.front().title, edition.label()), &article.url),
        None => (article.front().title.clone(), &document.url),
    };
    let href = linker.exactly(url);
    LinkView { title, href, marks: format!(" lang=\"{language}\" hreflang=\"{language}\""), ..LinkView::default() }
}

/// The notices above a text that was corrected.
fn corrections(renderer: &Renderer<'_>, linker: &Linker, body: &Body) -> Vec<CorrectionView> {
    let view = |corrected: &crate::model::Corrected| {
        let change = renderer.site.change(&corrected.change)?;
        let correction = change.correction.as_ref()?;
        Some(CorrectionView {
            date: change.date.map(|date| renderer.date(date)),
            reason: correction.reason.clone(),
            approved_by: view::contact_title(renderer.settings(), Some(&correction.approved_by)),
            href: linker.href_at(&UrlPath::new("changes/"), &change.id),
        })
    };
    body.corrections.iter().filter_map(view).collect()
}

/// The clauses of two levels.
fn contents(renderer: &Renderer<'_>, body: &Body) -> Vec<ContentsView> {
    let mut contents: Vec<ContentsView> = Vec::new();
    for heading in body.headings.iter().filter(|heading| heading.shown && !heading.in_note && heading.level <= 3) {
        let entry = ContentsView {
            id: super::link::encode(heading.id.as_str()),
            number: heading.number.clone(),
            text: renderer.settings().fill_in(&heading.text),
            children: Vec::new(),
        };
        match contents.last_mut() {
            Some(parent) if heading.level == 3 => parent.children.push(entry),
            _ => contents.push(entry),
        }
    }
    contents
}
