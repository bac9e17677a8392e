//! The address of everything that the portal shows.

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
            findings.push(duplicate_url::finding(place_of(site, &page, &url), &url, Some(place_of(site, other, &url))));
        } else {
            site.pages.insert(url, page);
        }
    }
    aliases(site, findings);
    settings(site, findings);
}

fn place_of(site: &Site, page: &Page, url: &UrlPath) -> Place {
    let file = match page {
        Page::Translation(_, page) => return place_of(site, page, url),
        Page::Document(id) | Page::History(id) | Page::Compare(id, ..) => {
            site.documents.get(id).map(|document| &document.current().parsed.file)
        }
        Page::Version(id, version) => {
            let editions = site.documents.get(id).map(|document| document.editions()).unwrap_or_default();
            editions.iter().find(|edition| edition.version == *version).map(|edition| &edition.article.parsed.file)
        }
        Page::Section(id) => {
            site.sections.get(id).and_then(|section| section.index.as_ref()).map(|index| &index.parsed.file)
        }
        Page::Quiz(id) | Page::QuizAnswers(id) => site.quizzes.get(id).map(|quiz| &quiz.file),
        Page::Media => site.media.get(url).map(|file| &file.path),
        _ => None,
    };
    file.map_or_else(
        || match page {
            Page::Section(id) => setting(&["collections", id.as_str()], Part::Key),
            _ => setting(&["collections"], Part::Key),
        },
        Place::file,
    )
}

/// Older addresses lead to the document as it is now, whichever version names them.
fn aliases(site: &mut Site, findings: &mut Vec<Diagnostic>) {
    let documents =
        site.documents.values().flat_map(|document| document.articles().map(|article| (article, &document.url)));
    let sections = site.sections.values().filter_map(|section| section.index.as_ref()).map(|index| (index, &index.url));
    let mut redirects: Vec<(UrlPath, UrlPath)> = Vec::new();
    for (article, target) in documents.chain(sections) {
        for (index, alias) in article.front().aliases.iter().enumerate() {
            let place = || alias_place(article, index);
            let Some(url) = alias_url(alias) else {
                findings.push(invalid_value::alias(place(), alias));
                continue;
            };
            let redirected = redirects.iter().find(|(known, _)| *known == url);
            if redirected.is_some_and(|(_, other)| other == target) {
                continue;
            }
            if url.is_page() && site.pages.contains_key(&url) || redirected.is_some() {
                let other = site.pages.get(&url).map(|page| place_of(site, page, &url));
                findings.push(duplicate_url::finding(place(), &url, other));
            } else {
                redirects.push((url, target.clone()));
            }
        }
    }
    let redirects = redirects.into_iter().flat_map(|(url, target)| {
        // An older address leads to the translation as well, where there is one.
        let further = site.settings.further_languages().iter().filter_map(|language| {
            let (url, target) = (url.in_language(language), target.in_language(language));
            (url.is_page() && site.pages.contains_key(&target)).then_some((url, target))
        });
        further.chain([(url.clone(), target.clone())]).collect::<Vec<_>>()
    });
    let redirects: Vec<(UrlPath, UrlPath)> = redirects.collect();
    site.pages.extend(redirects.into_iter().map(|(url, target)| (url, Page::Redirect(target))));
}

fn alias_place(article: &Article, index: usize) -> Place {
    article.parsed.value(YamlPath::root().key("aliases").index(index))
}

/// The address of an alias: a page, whether it is written with slashes around it or not.
fn alias_url(alias: &str) -> Option<UrlPath> {
    let path = alias.trim_matches('/');
    let part = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
    };
    if path.is_empty() || !path.split('/').all(part) {
        return None;
    }
    Some(if path.ends_with(".html") { UrlPath::new(path) } else { UrlPath::new(&format!("{path}/")) })
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
