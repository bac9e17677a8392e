//! What templates see: plain values, made for one page.

use serde::Serialize;
use tera::Context;

use super::{LinkStyle, Linker, Renderer};
use crate::model::{
    ContactId, Date, Document, DocumentId, Edition, ReviewState, RoleId, SectionId, Settings, Status, TopicId, UrlPath,
};

/// What every page has.
#[derive(Serialize)]
pub(super) struct PageView {
    pub(super) title: String,
    pub(super) description: String,
    pub(super) lang: String,
    pub(super) home: String,
    pub(super) logo: Option<String>,
    pub(super) icon: Option<String>,
    pub(super) canonical: String,
    pub(super) csp: &'static str,
    pub(super) styles: Vec<AssetView>,
    pub(super) scripts: Vec<AssetView>,
    /// Scripts are modules, except where the portal is opened from a folder.
    pub(super) modules: bool,
    pub(super) navigation: Vec<LinkView>,
    pub(super) crumbs: Vec<LinkView>,
    pub(super) atom_feed: String,
    pub(super) json_feed: String,
    pub(super) register: String,
    /// The search page; empty where it is not offered.
    pub(super) search: String,
    /// The date that the portal was built for.
    pub(super) as_of: DateView,
    pub(super) timezone: String,
    /// For search engines: false keeps the page out of their lists.
    pub(super) index: bool,
}

/// A style sheet or script.
#[derive(Serialize)]
pub(super) struct AssetView {
    pub(super) href: String,
    pub(super) integrity: String,
}

/// A link with what to know of it.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct LinkView {
    pub(super) title: String,
    pub(super) href: String,
    pub(super) summary: String,
    /// `page` for the page itself, `true` for the part of the portal that it belongs to (ARIA 1.2, aria-current).
    pub(super) current: Option<&'static str>,
}

/// A date for machines and for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct DateView {
    pub(super) iso: String,
    pub(super) long: String,
}

impl From<Date> for DateView {
    fn from(date: Date) -> Self {
        Self { iso: date.iso(), long: date.long() }
    }
}

/// A document in a list.
#[derive(Serialize)]
pub(super) struct DocumentView {
    /// What readers are asked to confirm, for the script of lists that say how that stands.
    pub(super) read: Option<String>,
    pub(super) title: String,
    pub(super) href: String,
    pub(super) summary: String,
    pub(super) versioned: bool,
    pub(super) version: Option<String>,
    pub(super) status: Option<&'static str>,
    pub(super) owner: String,
    pub(super) effective: Option<DateView>,
    pub(super) updated: Option<DateView>,
}

/// When a document is due for review.
#[derive(Serialize)]
pub(super) struct ReviewView {
    pub(super) last: DateView,
    pub(super) due: DateView,
    pub(super) state: &'static str,
    pub(super) states: Vec<StateView>,
}

/// A state of a review with the days on which it is the right one. The page shows that of the day of the build; a small
/// script shows the right one when the reader's date has moved on.
#[derive(Serialize)]
pub(super) struct StateView {
    pub(super) name: &'static str,
    /// The first day; `None` if it is the right one already.
    pub(super) from: Option<String>,
    /// The first day on which it is no longer the right one.
    pub(super) until: Option<String>,
}

/// What every page has, for one page.
pub(super) fn page(renderer: &Renderer<'_>, url: &UrlPath, title: String, description: String) -> PageView {
    let linker = renderer.linker(url);
    let modules = renderer.style != LinkStyle::Portable;
    let feed = |path: &str| linker.href(&UrlPath::new(path));
    PageView {
        title,
        description,
        lang: renderer.settings().languages.first().cloned().unwrap_or_else(|| "en".into()),
        home: linker.href(&UrlPath::home()),
        logo: logo(renderer, &linker),
        icon: asset(renderer, &linker, "icon.svg").map(|icon| icon.href),
        canonical: format!("{}{}", renderer.base_url(), super::link::encode(url.as_str())),
        csp: super::CONTENT_SECURITY_POLICY,
        styles: vec![asset(renderer, &linker, "site.css")].into_iter().flatten().collect(),
        scripts: vec![asset(renderer, &linker, "search-open.js")].into_iter().flatten().collect(),
        modules,
        navigation: navigation(renderer, &linker, url),
        crumbs: Vec::new(),
        atom_feed: feed("feed.xml"),
        json_feed: feed("feed.json"),
        register: feed("register/"),
        search: feed("search/"),
        as_of: renderer.site.as_of.into(),
        timezone: renderer.settings().timezone.clone(),
        index: true,
    }
}

/// The values for a template: the page. What is the same on every page, `site` and `t`, is in the theme.
pub(super) fn context(page: &PageView) -> Context {
    let mut context = Context::new();
    context.insert("page", page);
    context
}

fn logo(renderer: &Renderer<'_>, linker: &Linker) -> Option<String> {
    let url = UrlPath::new(renderer.settings().logo.as_deref()?);
    renderer.site.media.contains_key(&url).then(|| linker.href(&url))
}

/// Adds a script of the theme to a page.
pub(super) fn add_script(renderer: &Renderer<'_>, url: &UrlPath, page: &mut PageView, name: &str) {
    page.scripts.extend(asset(renderer, &renderer.linker(url), name));
}

/// Adds a style sheet of the theme to a page.
pub(super) fn add_style(renderer: &Renderer<'_>, url: &UrlPath, page: &mut PageView, name: &str) {
    page.styles.extend(asset(renderer, &renderer.linker(url), name));
}

fn asset(renderer: &Renderer<'_>, linker: &Linker, name: &str) -> Option<AssetView> {
    let asset = renderer.theme.assets.get(name)?;
    // Browsers refuse integrity on files that were opened from a folder.
    let integrity = if renderer.style == LinkStyle::Portable { String::new() } else { asset.integrity.clone() };
    Some(AssetView { href: linker.href(&asset.url), integrity })
}

fn navigation(renderer: &Renderer<'_>, linker: &Linker, url: &UrlPath) -> Vec<LinkView> {
    let settings = renderer.settings();
    let mut items: Vec<(String, UrlPath)> = settings
        .navigation
        .iter()
        .map(|item| (item.title.clone(), UrlPath::new(&format!("{}/", item.page.trim_matches('/')))))
        .collect();
    if items.is_empty() {
        items.extend(
            settings
                .collections
                .iter()
                .map(|(id, collection)| (collection.title.clone(), UrlPath::new(&format!("{id}/")))),
        );
        items.push((renderer.theme.strings.get("changes").to_owned(), UrlPath::new("changes/")));
    }
    items
        .into_iter()
        .map(|(title, to)| LinkView {
            title,
            href: linker.href(&to),
            current: current(&to, url),
            ..LinkView::default()
        })
        .collect()
}

fn current(to: &UrlPath, url: &UrlPath) -> Option<&'static str> {
    match url.as_str().strip_prefix(to.as_str()) {
        Some("") => Some("page"),
        Some(_) => Some("true"),
        None => None,
    }
}

/// The title of an owner or approver.
pub(super) fn contact_title(settings: &Settings, id: Option<&ContactId>) -> String {
    id.map(|id| settings.contacts.get(id).map_or_else(|| id.to_string(), |contact| contact.title.clone()))
        .unwrap_or_default()
}

/// A link to a document, if it is published.
pub(super) fn document_link(renderer: &Renderer<'_>, linker: &Linker, id: &DocumentId) -> Option<LinkView> {
    let document = renderer.site.documents.get(id)?;
    let front = document.current().front();
    let fill_in = |text: &str| renderer.settings().fill_in(text);
    Some(LinkView {
        title: fill_in(&front.title),
        href: linker.href(&document.url),
        summary: fill_in(&front.summary),
        current: None,
    })
}

/// A link to what changed from one version to another.
pub(super) fn comparison_link(
    renderer: &Renderer<'_>,
    linker: &Linker,
    document: &Document,
    before: &Edition,
    after: &Edition,
) -> LinkView {
    let title = comparison_text(renderer, "compare_link", before, after);
    LinkView { title, href: linker.href(&document.comparison_url(before, after)), ..LinkView::default() }
}

/// A text of the interface that names two versions, `{from}` and `{to}`.
pub(super) fn comparison_text(renderer: &Renderer<'_>, key: &str, before: &Edition, after: &Edition) -> String {
    let strings = &renderer.theme.strings;
    let name = |edition: &Edition| match edition.version {
        Some(version) => version.to_string(),
        None => strings.get("compare_draft").to_owned(),
    };
    strings.get(key).replace("{from}", &name(before)).replace("{to}", &name(after))
}

/// A document as a row of a list.
pub(super) fn document(renderer: &Renderer<'_>, linker: &Linker, document: &Document) -> DocumentView {
    let front = document.current().front();
    let edition = document.current_edition();
    let settings = renderer.settings();
    DocumentView {
        read: super::record::to_confirm(renderer, document),
        title: settings.fill_in(&front.title),
        href: linker.href(&document.url),
        summary: settings.fill_in(&front.summary),
        versioned: edition.is_some(),
        version: edition.map(crate::model::Edition::label),
        status: edition.map(|edition| edition.status.name()),
        owner: contact_title(settings, front.owner.as_ref()),
        effective: front
            .effective
            .filter(|_| edition.is_some_and(|edition| edition.status != Status::Draft))
            .map(Into::into),
        updated: front.updated.map(Into::into),
    }
}

/// The review of a document.
pub(super) fn review(renderer: &Renderer<'_>, id: &DocumentId) -> Option<ReviewView> {
    let review = renderer.site.reviews.get(id)?;
    let (soon, overdue) = (review.soon(), review.overdue());
    let states = [
        (ReviewState::Current, None, Some(soon)),
        (ReviewState::DueSoon, Some(soon), Some(overdue)),
        (ReviewState::Overdue, Some(overdue), None),
    ];
    let today = renderer.site.as_of;
    let states = states.into_iter().filter(|(.., until)| until.is_none_or(|until| until > today));
    let states = states.map(|(state, from, until)| StateView {
        name: state.name(),
        from: from.filter(|from| *from > today).map(|from| from.to_string()),
        until: until.map(|until| until.to_string()),
    });
    Some(ReviewView {
        last: review.last.into(),
        due: review.due.into(),
        state: review.state.name(),
        states: states.collect(),
    })
}

/// Links to roles; one that is retired has a title and no address.
pub(super) fn roles<'r>(
    renderer: &Renderer<'_>,
    linker: &Linker,
    ids: impl IntoIterator<Item = &'r RoleId>,
) -> Vec<LinkView> {
    let roles = &renderer.settings().roles;
    let link = |id: &RoleId| {
        let role = roles.get(id)?;
        let href = if role.retired { String::new() } else { linker.href(&UrlPath::new(&format!("roles/{id}/"))) };
        Some(LinkView { title: role.title.clone(), href, summary: role.summary.clone(), current: None })
    };
    ids.into_iter().filter_map(link).collect()
}

/// Links to topics; one that is retired has a title and no address.
pub(super) fn topics<'r>(
    renderer: &Renderer<'_>,
    linker: &Linker,
    ids: impl IntoIterator<Item = &'r TopicId>,
) -> Vec<LinkView> {
    let topics = &renderer.settings().topics;
    let link = |id: &TopicId| {
        let topic = topics.get(id)?;
        let href = if topic.retired { String::new() } else { linker.href(&UrlPath::new(&format!("topics/{id}/"))) };
        Some(LinkView { title: topic.title.clone(), href, summary: topic.summary.clone(), current: None })
    };
    ids.into_iter().filter_map(link).collect()
}

/// The way from the home page to a page in a folder.
pub(super) fn crumbs(renderer: &Renderer<'_>, linker: &Linker, folder: Option<SectionId>) -> Vec<LinkView> {
    let mut crumbs = Vec::new();
    let mut next = folder;
    while let Some(id) = next {
        if let Some(section) = renderer.site.sections.get(&id) {
            crumbs.push(LinkView {
                title: section.title.clone(),
                href: linker.href(&section.url),
                ..LinkView::default()
            });
        }
        next = id.parent();
    }
    let home = renderer.theme.strings.get("home").to_owned();
    crumbs.push(LinkView { title: home, href: linker.href(&UrlPath::home()), ..LinkView::default() });
    crumbs.reverse();
    crumbs
}
