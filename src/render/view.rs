//! What templates see: plain values, made for one page.

use serde::Serialize;
use tera::{Context, Value};

use super::{LinkStyle, Linker, Renderer};
use crate::model::{
    ContactId, Document, DocumentId, ReviewState, RoleId, Section, SectionId, Settings, Status, TopicId, UrlPath,
};

/// What every page has.
#[derive(Serialize)]
pub(super) struct PageView {
    pub(super) title: String,
    pub(super) description: String,
    pub(super) lang: String,
    /// The page in each language that it has; empty where it has one only.
    pub(super) languages: Vec<super::language::LanguageView>,
    pub(super) home: String,
    /// The home page in the default language, by which scripts know the portal.
    pub(super) root: String,
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
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) summary: String,
    /// `page` for the page itself, `true` for the part of the portal that it belongs to (ARIA 1.2, aria-current).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) current: Option<&'static str>,
    /// Attributes that say so where the title, or the page behind the link, is in another language than this page.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) marks: String,
    /// The language of title and summary, where it is another than that of the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) language: Option<String>,
}

/// A date for machines and for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct DateView {
    pub(super) iso: String,
    pub(super) long: String,
}

/// A document in a list.
#[derive(Serialize)]
pub(super) struct DocumentView {
    /// What readers are asked to confirm, for the script of lists that say how that stands.
    pub(super) read: Option<String>,
    pub(super) title: String,
    pub(super) href: String,
    pub(super) summary: String,
    /// As those of a link.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) marks: String,
    /// The language of title and summary, where it is another than that of the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) language: Option<String>,
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
    let searches = renderer.settings().search.enabled;
    let feed = |path: &str| linker.href(&UrlPath::new(path));
    PageView {
        title,
        description,
        lang: renderer.language().to_string(),
        languages: super::language::views(renderer, &linker, url),
        home: linker.href(&UrlPath::home()),
        root: linker.exactly(&UrlPath::home()),
        logo: logo(renderer, &linker),
        icon: asset(renderer, &linker, "icon.svg").map(|icon| icon.href),
        canonical: canonical(renderer, url),
        csp: super::CONTENT_SECURITY_POLICY,
        styles: vec![asset(renderer, &linker, "site.css")].into_iter().flatten().collect(),
        scripts: searches.then(|| asset(renderer, &linker, "search-open.js")).into_iter().flatten().collect(),
        modules,
        navigation: navigation(renderer, &linker, url),
        crumbs: Vec::new(),
        atom_feed: feed("feed.xml"),
        json_feed: feed("feed.json"),
        register: feed("register/"),
        search: if searches { feed("search/") } else { String::new() },
        as_of: renderer.date(renderer.site.as_of),
        timezone: renderer.settings().timezone.clone(),
        index: true,
    }
}

/// The address of a page as the portal is published.
pub(super) fn canonical(renderer: &Renderer<'_>, url: &UrlPath) -> String {
    [renderer.base_url(), super::link::encode(url.as_str())].concat()
}

/// A list for a template. Each item lets go of its memory before the next is made: on pages that grow with the portal, a
/// list would else be there twice.
pub(super) fn values<T: Serialize>(items: impl Iterator<Item = T>) -> Value {
    items.map(|item| Value::from_serializable(&item)).collect::<Vec<_>>().into()
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
    page.scripts.extend(script(renderer, url, name));
}

/// A script of the theme as a page names it.
pub(super) fn script(renderer: &Renderer<'_>, url: &UrlPath, name: &str) -> Option<AssetView> {
    asset(renderer, &renderer.linker(url), name)
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

/// What the organisation's own navigation leads to, with titles.
fn own_navigation(settings: &Settings) -> impl Iterator<Item = (&str, UrlPath)> {
    let items = settings.navigation.iter();
    items.map(|item| (item.title.as_str(), UrlPath::new(&format!("{}/", item.page.trim_matches('/')))))
}

/// True where the navigation leads to a page, or to one below it: it is then written on this page as on no other.
pub(super) fn is_in_navigation(renderer: &Renderer<'_>, url: &UrlPath) -> bool {
    own_navigation(renderer.settings()).any(|(_, to)| to.as_str().starts_with(url.as_str()))
}

fn navigation(renderer: &Renderer<'_>, linker: &Linker, url: &UrlPath) -> Vec<LinkView> {
    let settings = renderer.settings();
    let mut items: Vec<(String, UrlPath)> =
        own_navigation(settings).map(|(title, to)| (title.to_owned(), to)).collect();
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
            current: current(&linker.reach(&to), url),
            marks: linker.marks(&to, None),
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
    let article = renderer.article(document.current());
    let front = article.front();
    let fill_in = |text: &str| renderer.settings().fill_in(text);
    Some(LinkView {
        title: fill_in(&front.title),
        href: linker.href(&document.url),
        summary: fill_in(&front.summary),
        current: None,
        marks: linker.marks(&document.url, renderer.foreign(article)),
        language: renderer.foreign(article).map(ToString::to_string),
    })
}

/// A document as a row of a list.
pub(super) fn document(renderer: &Renderer<'_>, linker: &Linker, document: &Document) -> DocumentView {
    let article = renderer.article(document.current());
    let front = article.front();
    let edition = document.current_edition();
    let settings = renderer.settings();
    DocumentView {
        read: super::record::to_confirm(renderer, document),
        title: settings.fill_in(&front.title),
        href: linker.href(&document.url),
        summary: settings.fill_in(&front.summary),
        marks: linker.marks(&document.url, renderer.foreign(article)),
        language: renderer.foreign(article).map(ToString::to_string),
        versioned: edition.is_some(),
        version: edition.map(|edition| edition.label().to_owned()),
        status: edition.map(|edition| edition.status.name()),
        owner: contact_title(settings, front.owner.as_ref()),
        effective: front
            .effective
            .filter(|_| edition.is_some_and(|edition| edition.status != Status::Draft))
            .map(|date| renderer.date(date)),
        updated: front.updated.map(|date| renderer.date(date)),
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
        last: renderer.date(review.last),
        due: renderer.date(review.due),
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
        let url = (!role.retired).then(|| UrlPath::new(&format!("roles/{id}/")));
        Some(LinkView { summary: role.summary.clone(), ..titled(linker, &role.title, url.as_ref()) })
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
        let url = (!topic.retired).then(|| UrlPath::new(&format!("topics/{id}/")));
        Some(LinkView { summary: topic.summary.clone(), ..titled(linker, &topic.title, url.as_ref()) })
    };
    ids.into_iter().filter_map(link).collect()
}

/// A link with a title in the language of the page; without an address where there is no page.
fn titled(linker: &Linker, title: &str, url: Option<&UrlPath>) -> LinkView {
    LinkView {
        title: title.to_owned(),
        href: url.map(|url| linker.href(url)).unwrap_or_default(),
        marks: url.map(|url| linker.marks(url, None)).unwrap_or_default(),
        ..LinkView::default()
    }
}

/// A link to the overview of a folder.
pub(super) fn section_link(renderer: &Renderer<'_>, linker: &Linker, section: &Section) -> LinkView {
    let (title, summary, language) = renderer.section_words(section);
    LinkView {
        title,
        summary,
        href: linker.href(&section.url),
        current: None,
        marks: linker.marks(&section.url, language),
        language: language.map(ToString::to_string),
    }
}

/// The way from the home page to a page in a folder.
pub(super) fn crumbs(renderer: &Renderer<'_>, linker: &Linker, folder: Option<SectionId>) -> Vec<LinkView> {
    let mut crumbs = Vec::new();
    let mut next = folder;
    while let Some(id) = next {
        if let Some(section) = renderer.site.sections.get(&id) {
            crumbs.push(LinkView { summary: String::new(), ..section_link(renderer, linker, section) });
        }
        next = id.parent();
    }
    let home = renderer.theme.strings.get("home").to_owned();
    crumbs.push(LinkView { title: home, href: linker.href(&UrlPath::home()), ..LinkView::default() });
    crumbs.reverse();
    crumbs
}
