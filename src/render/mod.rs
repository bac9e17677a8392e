//! From the portal to pages: every address becomes bytes, one at a time, with no memory of the others.

mod articles;
mod assurance;
mod basis;
mod calendar;
mod changes;
mod compare;
mod editions;
mod escape;
mod feeds;
mod frame;
mod highlight;
mod language;
mod link;
mod link_list;
mod listed;
mod lists;
mod markdown;
mod quiz;
mod record;
mod register;
mod schedule;
mod search;
mod shared;
mod sidebar;
mod sitemap;
mod status;
mod timeline;
mod view;

pub(crate) use escape::for_xml;
pub use link::LinkStyle;
pub(crate) use link::encode;
pub use quiz::PackagePage;
pub(crate) use register::harmless;
pub use shared::Shared;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use tera::{Context, Value};

use crate::check::template_error;
use crate::diagnostic::Diagnostic;
use crate::model::{Body, Date, Language, Page, SectionId, Settings, Site, UrlPath};
use crate::source::{Snapshot, SourceFile};
use crate::theme::Theme;
use basis::Duties;
use changes::ByVersion;
use frame::{Around, Frame};
use highlight::Highlighter;
use link::{Languages, Linker};
use listed::Listed;
use markdown::Markdown;
use sidebar::Sidebar;

/// What pages may load and do (Content Security Policy Level 3): their own files, and nothing in line.
pub(crate) const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'";

/// What the names of assets begin with that only packages load; the portal does not publish them.
const FOR_PACKAGES: &str = "package";

/// Room for most pages, in bytes, so that they need not move while they grow.
const PAGE: usize = 64 * 1024;

/// Room for most parts of pages that are kept, in bytes.
const PART: usize = 1024;

/// What an address answers with.
#[derive(Clone, Debug)]
pub enum Artefact<'a> {
    /// Bytes that were made.
    Made(Vec<u8>),
    /// Bytes of the theme.
    Asset(&'a [u8]),
    /// A file of the content, as it is.
    File(&'a SourceFile),
}

/// Makes pages. It borrows the portal, so pages can be made in parallel.
pub struct Renderer<'a> {
    site: &'a Site,
    theme: &'a Theme,
    snapshot: &'a Snapshot,
    style: LinkStyle,
    /// The names of the theme's assets.
    assets: BTreeMap<&'a UrlPath, &'a str>,
    /// The sidebar of each folder, for pages directly in it and for pages one deeper; each is made once.
    sidebars: BTreeMap<SectionId, [OnceLock<Sidebar>; 2]>,
    /// What stands around pages; each is made once. Empty where pages must make their own: parts of a theme may use what
    /// they like, and a page in a further language links to itself in the others.
    frames: BTreeMap<Around, OnceLock<Option<Frame>>>,
    /// What the pages of roles and topics list.
    listed: Listed<'a>,
    /// The changes of the versions of each document.
    changes: ByVersion<'a>,
    /// What the duties behind clauses say.
    duties: Duties,
    /// What redlines say again and again.
    phrases: OnceLock<compare::Phrases>,
    /// The language that it writes, and the portal's others; `None` in a portal of one language.
    languages: Option<Arc<Languages>>,
    /// The same for the pages of each further language.
    further: BTreeMap<Language, Renderer<'a>>,
    /// What no other renderer has a part in, where nothing is shared.
    own: Shared,
    shared: Option<&'a Shared>,
}

impl<'a> Renderer<'a> {
    /// Prepares to make the pages of a portal.
    #[must_use]
    pub fn new(site: &'a Site, theme: &'a Theme, snapshot: &'a Snapshot, style: LinkStyle) -> Self {
        let (further, whole) = (site.settings.further_languages(), theme);
        let own = |language: &Language| {
            let languages = language::languages(site, whole, language);
            let theme = theme.languages.get(language).unwrap_or(theme);
            (language.clone(), Self::of(site, theme, snapshot, style.clone(), Some(languages)))
        };
        let further: BTreeMap<Language, Self> = further.iter().map(own).collect();
        let default = || language::languages(site, theme, &site.settings.default_language());
        let languages = (!further.is_empty()).then(default);
        Self { further, ..Self::of(site, theme, snapshot, style, languages) }
    }

    /// Prepares to make the pages of one language.
    fn of(
        site: &'a Site,
        theme: &'a Theme,
        snapshot: &'a Snapshot,
        style: LinkStyle,
        languages: Option<Arc<Languages>>,
    ) -> Self {
        let own = theme.assets.iter().filter(|(name, _)| !name.starts_with(FOR_PACKAGES));
        let assets = own.map(|(name, asset)| (&asset.url, name.as_str())).collect();
        let sidebars = site.sections.keys().map(|id| (id.clone(), [OnceLock::new(), OnceLock::new()])).collect();
        let versioned = site.documents.values().filter(|document| !document.editions().is_empty());
        let frames = versioned
            .flat_map(|it| [Around::Versions(it.id.clone()), Around::Comparisons(it.id.clone())])
            .chain(site.sections.keys().cloned().map(Around::Folder))
            .chain([Around::Editions])
            .map(|around| (around, OnceLock::new()));
        let is_default = languages.as_ref().is_none_or(|languages| languages.own == site.settings.default_language());
        Self {
            site,
            theme,
            snapshot,
            style,
            assets,
            sidebars,
            frames: if is_default && theme.has_our_frame { frames.collect() } else { BTreeMap::new() },
            listed: Listed::of(site),
            changes: ByVersion::of(site),
            duties: Duties::of(site),
            phrases: OnceLock::new(),
            languages,
            further: BTreeMap::new(),
            own: Shared::default(),
            shared: None,
        }
    }

    /// Takes part in what other renderers of the same portal with the same links have made.
    #[must_use]
    pub fn sharing(self, shared: &'a Shared) -> Self {
        let further = self.further.into_iter().map(|(language, renderer)| (language, renderer.sharing(shared)));
        Self { shared: Some(shared), further: further.collect(), ..self }
    }

    /// Every address of the portal, with the theme's assets and the search index.
    #[must_use]
    pub fn urls(&self) -> Vec<&UrlPath> {
        [self.page_urls(), self.index_urls()].concat()
    }

    /// Every address of the portal with the theme's assets, but without the search index. Pages that grow with the portal
    /// come first: made last, they would keep one thread busy when there is nothing left for the others.
    #[must_use]
    pub fn page_urls(&self) -> Vec<&UrlPath> {
        // Scripts hold texts of the interface; all else is the same in every language.
        let further = self.further.values().flat_map(|renderer| renderer.assets.keys().copied());
        let further: BTreeSet<&UrlPath> = further.filter(|url| !self.assets.contains_key(url)).collect();
        let pages = |large: bool| self.site.pages.iter().filter(move |(_, page)| grows(page) == large);
        let urls = pages(true).chain(pages(false)).map(|(url, _)| url);
        urls.chain(self.assets.keys().copied()).chain(further).collect()
    }

    /// True for an address of the portal.
    #[must_use]
    pub fn has(&self, url: &UrlPath) -> bool {
        self.asset(url).is_some() || self.site.pages.contains_key(url) || self.index_file(url).is_some()
    }

    /// What an address answers with; `None` if the portal has no such address.
    pub fn render(&self, url: &UrlPath) -> Option<Result<Artefact<'a>, Box<Diagnostic>>> {
        if let Some(asset) = self.asset(url) {
            return Some(Ok(asset));
        }
        if let Some(bytes) = self.index_file(url) {
            return Some(Ok(Artefact::Made(bytes.to_vec())));
        }
        let (url, page) = self.site.pages.get_key_value(url)?;
        Some(match page {
            Page::Media => Ok(Artefact::File(self.site.media.get(url)?)),
            Page::AtomFeed => Ok(Artefact::Made(feeds::atom(self))),
            Page::JsonFeed => Ok(Artefact::Made(feeds::json(self))),
            Page::RegisterCsv => Ok(Artefact::Made(register::csv(self))),
            Page::AssuranceCsv => Ok(Artefact::Made(assurance::csv(self))),
            Page::AssuranceJson => Ok(Artefact::Made(assurance::json(self))),
            Page::RegisterJson => Ok(Artefact::Made(register::json(self))),
            Page::ReviewCalendar => Ok(Artefact::Made(calendar::reviews(self))),
            Page::Schedule => Ok(Artefact::Made(schedule::json(self))),
            Page::Sitemap => Ok(Artefact::Made(sitemap::sitemap(self.site))),
            Page::Robots => Ok(Artefact::Made(sitemap::robots(&self.site.settings))),
            Page::Redirect(target) => {
                let folder = url.as_str().split('/').next().unwrap_or_default();
                let further = self.further.iter().find(|(language, _)| language.as_str() == folder);
                further.map_or(self, |(_, renderer)| renderer).redirect(url, target)
            }
            Page::Translation(language, page) => self.further.get(language)?.page(url, page),
            page => self.page(url, page),
        })
    }

    /// A file of the theme, in any language.
    fn asset(&self, url: &UrlPath) -> Option<Artefact<'a>> {
        let Some(name) = self.assets.get(url) else {
            return self.further.values().find_map(|renderer| renderer.asset(url));
        };
        let classic = (self.style == LinkStyle::Portable).then(|| self.theme.classic_script(name)).flatten();
        Some(match classic {
            Some(script) => Artefact::Made(script.into_bytes()),
            None => Artefact::Asset(&self.theme.assets.get(*name)?.bytes),
        })
    }

    fn page(&self, url: &UrlPath, page: &Page) -> Result<Artefact<'a>, Box<Diagnostic>> {
        let (template, mut context) = match page {
            Page::Home => lists::home(self, url)?,
            Page::Section(id) => lists::section(self, url, id)?,
            Page::Document(id) => articles::document(self, url, id),
            Page::Version(id, version) => articles::version(self, url, id, *version),
            Page::History(id) => articles::history(self, url, id),
            Page::Editions => editions::overview(self, url),
            Page::Edition(day) => editions::edition(self, url, *day),
            Page::Compare(id, before, after) => compare::page(self, url, id, (*before, *after)),
            Page::Changes => changes::page(self, url),
            Page::Roles => lists::roles(self, url),
            Page::Role(id) => lists::role(self, url, id)?,
            Page::Topics => lists::topics(self, url),
            Page::Topic(id) => lists::topic(self, url, id)?,
            Page::Glossary => lists::glossary(self, url),
            Page::Register => register::page(self, url)?,
            Page::Search => search::page(self, url),
            Page::Assurance => assurance::page(self, url),
            Page::Training => quiz::training(self, url),
            Page::Record => record::page(self, url),
            Page::Quiz(id) => quiz::page(self, url, id),
            Page::QuizAnswers(id) => quiz::answers(self, url, id),
            _ => lists::not_found(self),
        };
        let sidebar = self.sidebar(page)?.map_or_else(Value::none, |html| Value::safe_string(&html));
        context.insert_value("sidebar", sidebar);
        self.template(template, &context, url).map(Artefact::Made)
    }

    fn redirect(&self, url: &UrlPath, target: &UrlPath) -> Result<Artefact<'a>, Box<Diagnostic>> {
        // From a translation to the original: there is none of the text that is shown there now.
        let untranslated = self.site.language_of(target) != self.language();
        let title = self.theme.strings.get(if untranslated { "not_translated" } else { "moved" }).to_owned();
        let mut page = view::page(self, url, title, String::new());
        page.canonical = format!("{}{}", self.base_url(), target.as_str());
        let mut context = view::context(&page);
        context.insert("target", &self.linker(url).exactly(target));
        self.template("redirect.html", &context, url).map(Artefact::Made)
    }

    fn template(&self, name: &str, context: &Context, url: &UrlPath) -> Result<Vec<u8>, Box<Diagnostic>> {
        self.fill(name, context, url, PAGE)
    }

    /// A part of pages, as a template makes it.
    fn part(&self, name: &str, context: &Context, url: &UrlPath) -> Result<String, Box<Diagnostic>> {
        let html = self.fill(name, context, url, PART)?;
        Ok(String::from_utf8(html).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
    }

    /// What a template makes, which has room for so many bytes before it has to move.
    fn fill(&self, name: &str, context: &Context, url: &UrlPath, room: usize) -> Result<Vec<u8>, Box<Diagnostic>> {
        let mut html = Vec::with_capacity(room);
        self.theme.templates.render_to(name, context, &mut html).map_err(|error| {
            let (place, message) = self.theme.template_place(self.snapshot, &error);
            Box::new(template_error::rendering(place, url, &message))
        })?;
        Ok(html)
    }

    fn shared(&self) -> &Shared {
        self.shared.unwrap_or(&self.own)
    }

    fn highlighter(&self) -> &Highlighter {
        self.shared().highlighter()
    }

    /// What `portal.yaml` says to readers of this language.
    fn settings(&self) -> &'a Settings {
        match &self.languages {
            Some(languages) => self.site.settings_in(&languages.own),
            None => &self.site.settings,
        }
    }

    /// A day for machines and for readers of this language.
    fn date(&self, date: Date) -> view::DateView {
        view::DateView { iso: date.iso(), long: self.theme.strings.date(date) }
    }

    fn linker(&self, url: &UrlPath) -> Linker {
        if url.as_str() == "404.html" {
            Linker::rooted(&self.site.settings.base_path(), &self.style)
        } else {
            Linker::new(url, &self.style, self.languages.clone())
        }
    }

    /// `base_url` with a slash at its end.
    fn base_url(&self) -> String {
        format!("{}/", self.site.settings.base_url.trim_end_matches('/'))
    }

    /// A text on a page, without what stands behind clauses.
    fn text(&self, body: &Body, linker: &Linker, prefix: &str) -> String {
        self.markdown(body, linker, prefix, &|_| String::new())
    }

    /// A text of one paragraph, without its element, so that it can stand in a line; `None` for any other text.
    fn paragraph(&self, body: &Body, linker: &Linker) -> Option<String> {
        let html = self.text(body, linker, "");
        let inner = html.trim_end().strip_prefix("<p>")?.strip_suffix("</p>")?;
        (!inner.contains("<p>")).then(|| inner.to_owned())
    }

    /// A text in a line, where it is one paragraph.
    fn inline(&self, body: &Body, linker: &Linker) -> String {
        self.paragraph(body, linker).unwrap_or_else(|| self.text(body, linker, ""))
    }

    /// The words of a text, where no markup can stand.
    fn plain(&self, body: &Body) -> String {
        self.settings().fill_in(&markdown::plain(body.markdown()))
    }

    fn markdown(&self, body: &Body, linker: &Linker, prefix: &str, behind_heading: &dyn Fn(usize) -> String) -> String {
        let markdown = Markdown {
            settings: self.settings(),
            strings: &self.theme.strings,
            linker,
            highlighter: self.highlighter(),
            behind_heading,
            prefix,
        };
        markdown.html(body)
    }

    /// The sidebar of a page; `None` for a page that has none.
    fn sidebar(&self, page: &Page) -> Result<Option<String>, Box<Diagnostic>> {
        let (document, deeper) = match page {
            Page::Document(id) => (id, false),
            Page::Version(id, _) | Page::History(id) => (id, true),
            _ => return Ok(None),
        };
        let Some(folder) = document.parent() else { return Ok(None) };
        let Some(cell) = self.sidebars.get(&folder).map(|cells| &cells[usize::from(deeper)]) else { return Ok(None) };
        if cell.get().is_none() {
            // Two threads may both make it; either is as good.
            let _ = cell.set(Sidebar::make(self, &folder, deeper)?);
        }
        let current = if deeper { "true" } else { "page" };
        Ok(cell.get().and_then(|sidebar| sidebar.on_page_of(document, current)))
    }
}

/// True for a page that grows with the portal.
fn grows(page: &Page) -> bool {
    match page {
        Page::Translation(_, page) => grows(page),
        Page::Register | Page::RegisterCsv | Page::RegisterJson | Page::ReviewCalendar | Page::Sitemap => true,
        Page::Assurance | Page::Changes | Page::Editions | Page::Role(_) | Page::Search | Page::Topic(_) => true,
        _ => false,
    }
}
