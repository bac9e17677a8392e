//! The address of everything that the portal shows.

use std::collections::BTreeMap;

use super::translations;
use crate::check::{duplicate_url, invalid_value, setting};
use crate::diagnostic::Diagnostic;
use crate::model::{Article, Document, Page, Site, UrlPath};
use crate::span::{Part, Place, YamlPath};

/// Fills `pages`: documents, overviews, everything made from them, pictures, and older addresses.
pub(super) fn addresses(site: &mut Site, findings: &mut Vec<Diagnostic>) {
    let mut pages: Vec<(UrlPath, Page)> = Vec::new();
    let fixed = [
        ("", Page::Home),
        ("404.html", Page::NotFound),
        ("changes/", Page::Changes),
        ("editions/", Page::Editions),
        ("feed.json", Page::JsonFeed),
        ("feed.xml", Page::AtomFeed),
        ("register/", Page::Register),
        ("register.csv", Page::RegisterCsv),
        ("register.json", Page::RegisterJson),
        ("robots.txt", Page::Robots),
        ("roles/", Page::Roles),
        ("schedule.json", Page::Schedule),
        ("sitemap.xml", Page::Sitemap),
        ("topics/", Page::Topics),
    ];
    pages.extend(fixed.into_iter().map(|(url, page)| (UrlPath::new(url), page)));
    if site.settings.search.enabled {
        pages.push((UrlPath::new("search/"), Page::Search));
    }
    // A calendar must hold something (RFC 5545, section 3.6).
    if !site.reviews.is_empty() {
        pages.push((UrlPath::new("reviews.ics"), Page::ReviewCalendar));
    }
    if !site.glossary.terms.is_empty() || site.glossary.is_lost {
        pages.push((UrlPath::new("glossary/"), Page::Glossary));
    }
    if !site.duties.is_empty() {
        pages.push((UrlPath::new("assurance/"), Page::Assurance));
        pages.push((UrlPath::new("assurance.csv"), Page::AssuranceCsv));
        pages.push((UrlPath::new("assurance.json"), Page::AssuranceJson));
    }
    if !site.quizzes.is_empty() {
        pages.push((UrlPath::new("training/"), Page::Training));
    }
    let asks = |document: &Document| document.in_force().is_some_and(|edition| edition.article.front().acknowledge);
    if !site.quizzes.is_empty() || site.documents.values().any(asks) {
        pages.push((UrlPath::new("training/record/"), Page::Record));
    }
    for quiz in site.quizzes.values() {
        pages.push((quiz.url.clone(), Page::Quiz(quiz.id.clone())));
        pages.push((quiz.url.join("answers/"), Page::QuizAnswers(quiz.id.clone())));
    }
    pages.extend(site.editions.iter().map(|day| (UrlPath::new(&format!("editions/{day}/")), Page::Edition(*day))));
    let roles = site
        .settings
        .roles
        .iter()
        .filter(|(_, role)| !role.retired)
        .map(|(id, _)| (UrlPath::new(&format!("roles/{id}/")), Page::Role(id.clone())));
    let topics = site
        .settings
        .topics
        .iter()
        .filter(|(_, topic)| !topic.retired)
        .map(|(id, _)| (UrlPath::new(&format!("topics/{id}/")), Page::Topic(id.clone())));
    pages.extend(roles.chain(topics));
    pages.extend(site.media.keys().map(|url| (url.clone(), Page::Media)));
    pages.extend(site.sections.iter().map(|(id, section)| (section.url.clone(), Page::Section(id.clone()))));
    for document in site.documents.values() {
        pages.push((document.url.clone(), Page::Document(document.id.clone())));
        for edition in document.editions() {
            pages.push((edition.article.url.clone(), Page::Version(document.id.clone(), edition.version)));
        }
        if !document.editions().is_empty() {
            pages.push((document.url.join("history/"), Page::History(document.id.clone())));
        }
        for (before, after) in document.comparisons() {
            let page = Page::Compare(document.id.clone(), before.version, after.version);
            pages.push((document.comparison_url(before, after), page));
        }
    }
    for language in site.settings.further_languages() {
        pages.extend(translations::pages(site, language));
    }
    for (url, page) in pages {
        if let Some(other) = site.pages.get(&url) {
            let other = place_of(site, other, &url);
            let place = place_of(site, &page, &url);
            findings.push(duplicate_url::finding(place.unwrap_or_else(anywhere), &url, other));
        } else {
            site.pages.insert(url, page);
        }
    }
    aliases(site, findings);
    settings(site, findings);
}

/// Where the page at an address comes from; `None` for what every portal has.
pub(super) fn place_of(site: &Site, page: &Page, url: &UrlPath) -> Option<Place> {
    let file = match page {
        Page::Translation(_, page) => return place_of(site, page, url),
        Page::Role(id) => return Some(setting(&["roles", id.as_str()], Part::Key)),
        Page::Topic(id) => return Some(setting(&["topics", id.as_str()], Part::Key)),
        Page::Redirect(_) => {
            return Alias::all(site).find(|alias| alias.leads_from(site, url)).map(|alias| alias.place());
        }
        Page::Section(id) => match site.sections.get(id).and_then(|section| section.index.as_ref()) {
            Some(index) => Some(&index.parsed.file),
            None => return Some(setting(&["collections", id.as_str()], Part::Key)),
        },
        Page::Document(id) | Page::History(id) | Page::Compare(id, ..) => {
            site.documents.get(id).map(|document| &document.current().parsed.file)
        }
        Page::Version(id, version) => {
            let editions = site.documents.get(id).map(|document| document.editions()).unwrap_or_default();
            editions.iter().find(|edition| edition.version == *version).map(|edition| &edition.article.parsed.file)
        }
        Page::Quiz(id) | Page::QuizAnswers(id) => site.quizzes.get(id).map(|quiz| &quiz.file),
        Page::Media => site.media.get(url).map(|file| &file.path),
        _ => None,
    };
    file.map(Place::file)
}

/// For findings about pages that come from no file.
pub(super) fn anywhere() -> Place {
    setting(&["collections"], Part::Key)
}

/// An older address of a document or of the overview of a folder.
struct Alias<'a> {
    article: &'a Article,
    /// Its place among the aliases of the article.
    index: usize,
    written: &'a str,
    /// The document as it is now, whichever version names the alias.
    target: &'a UrlPath,
}

impl<'a> Alias<'a> {
    fn all(site: &'a Site) -> impl Iterator<Item = Self> {
        let documents =
            site.documents.values().flat_map(|document| document.articles().map(|article| (article, &document.url)));
        let indexes = site.sections.values().filter_map(|section| section.index.as_ref());
        documents.chain(indexes.map(|index| (index, &index.url))).flat_map(|(article, target)| {
            let aliases = article.front().aliases.iter().enumerate();
            aliases.map(move |(index, written)| Self { article, index, written, target })
        })
    }

    fn place(&self) -> Place {
        self.article.parsed.value(YamlPath::root().key("aliases").index(self.index))
    }

    /// Its address: a page, whether it is written with slashes around it, as the file of a page, or not. Nothing else may
    /// have the name of that file, least of all a folder.
    fn url(&self) -> Option<UrlPath> {
        let path = self.written.trim_matches('/');
        let path = path.strip_suffix("/index.html").unwrap_or(path);
        let part = |part: &str| {
            !part.is_empty()
                && !part.starts_with('.')
                && !part.eq_ignore_ascii_case("index.html")
                && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
        };
        if path.is_empty() || !path.split('/').all(part) {
            return None;
        }
        let is_file = path.len() > 5 && path.as_bytes()[path.len() - 5..].eq_ignore_ascii_case(b".html");
        Some(if is_file { UrlPath::new(path) } else { UrlPath::new(&format!("{path}/")) })
    }

    /// True if the page at this address leads on because of it.
    fn leads_from(&self, site: &Site, url: &UrlPath) -> bool {
        self.url().is_some_and(|own| {
            own == *url || site.settings.further_languages().iter().any(|language| own.in_language(language) == *url)
        })
    }
}

/// Older addresses lead to the document as it is now, whichever version names them.
fn aliases(site: &mut Site, findings: &mut Vec<Diagnostic>) {
    let mut redirects: BTreeMap<UrlPath, Alias<'_>> = BTreeMap::new();
    for alias in Alias::all(site) {
        let Some(url) = alias.url() else {
            findings.push(invalid_value::alias(alias.place(), alias.written));
            continue;
        };
        match (site.pages.get(&url), redirects.get(&url)) {
            (Some(page), _) => {
                findings.push(duplicate_url::finding(alias.place(), &url, place_of(site, page, &url)));
            }
            (None, Some(other)) if other.target == alias.target => {}
            (None, Some(other)) => {
                findings.push(duplicate_url::finding(alias.place(), &url, Some(other.place())));
            }
            (None, None) => drop(redirects.insert(url, alias)),
        }
    }
    let redirects = redirects.into_iter().flat_map(|(url, alias)| {
        // An older address leads to the translation as well, where there is one.
        let further = site.settings.further_languages().iter().filter_map(|language| {
            let (url, target) = (url.in_language(language), alias.target.in_language(language));
            (url.is_page() && site.pages.contains_key(&target)).then_some((url, target))
        });
        further.chain([(url.clone(), alias.target.clone())]).collect::<Vec<_>>()
    });
    let redirects: Vec<(UrlPath, UrlPath)> = redirects.collect();
    for (url, target) in redirects {
        site.pages.entry(url).or_insert(Page::Redirect(target));
    }
}

/// Navigation names pages.
fn settings(site: &Site, findings: &mut Vec<Diagnostic>) {
    for (index, item) in site.settings.navigation.iter().enumerate() {
        if !site.pages.contains_key(&UrlPath::new(&format!("{}/", item.page.trim_matches('/')))) {
            let place = site.settings.value(YamlPath::root().key("navigation").index(index).key("page"));
            findings.push(invalid_value::navigation(place, &item.page));
        }
    }
}
