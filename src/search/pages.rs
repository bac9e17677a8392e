//! What of the portal is searched: documents, earlier versions, overviews, the glossary, the changelog, roles and topics.

use hashbrown::HashSet;

use super::Texts;
use super::text::{pieces_without, plain};
use crate::model::{
    self, Article, Change, Document, DocumentId, Edition, Language, Quiz, RoleId, Site, Status, TopicId, UrlPath,
};

/// A page that can be found.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Its address.
    pub(super) url: Option<UrlPath>,
    /// Its title.
    pub(super) title: String,
    /// Where it belongs: the title of its collection or the kind of page.
    pub(super) place: String,
    /// The version and its state, for a document that has versions.
    pub(super) version: Option<(String, Status)>,
    /// The ids of what it can be filtered by.
    pub(super) collection: Option<String>,
    pub(super) roles: Vec<String>,
    pub(super) topics: Vec<String>,
    /// Its parts; the first is the page itself. Never empty.
    pub(super) sections: Vec<Section>,
}

/// A part of a page with an anchor.
#[derive(Debug, Default)]
pub(super) struct Section {
    /// The heading; for the page itself empty, because its title is its heading.
    pub(super) heading: String,
    /// The clause number, if clauses have numbers.
    pub(super) number: String,
    /// The anchor; empty for the page itself.
    pub(super) anchor: String,
    /// The text.
    pub(super) text: String,
    /// More that it is found by and that is not shown in excerpts.
    pub(super) also: String,
}

/// A page before its text is read, so that this can be done in parallel.
#[derive(Clone)]
pub(super) enum Source<'a> {
    Home(&'a Article),
    Overview(&'a crate::model::Section),
    Current(&'a Document),
    /// A version, with the clauses that are found elsewhere: one for each heading.
    Other(&'a Document, &'a Edition, Box<[bool]>),
    Glossary,
    Changes,
    Quiz(&'a Quiz),
    Role(&'a RoleId),
    Topic(&'a TopicId),
}

/// What readers can rely on, and how many of these pages say something themselves; the others lead to them or tell what
/// changed, and rank lower.
pub(super) fn current<'s>(site: &'s Site, language: &Language) -> (Vec<Source<'s>>, usize) {
    if *language != site.settings.default_language() {
        return translated(site, language);
    }
    let mut sources: Vec<Source<'_>> = Vec::new();
    sources.extend(site.documents.values().filter(|document| is_current(document)).map(Source::Current));
    if !site.glossary.terms.is_empty() {
        sources.push(Source::Glossary);
    }
    // A quiz can be found as soon as it has a page.
    sources.extend(site.quizzes.values().filter(|quiz| site.pages.contains_key(&quiz.url)).map(Source::Quiz));
    let telling = sources.len();
    sources.extend(site.sections.values().map(Source::Overview));
    sources.extend(site.home.as_ref().map(Source::Home));
    if site.past_changes().next().is_some() {
        sources.push(Source::Changes);
    }
    sources.extend(site.settings.roles.keys().map(Source::Role));
    sources.extend(site.settings.topics.keys().map(Source::Topic));
    (sources, telling)
}

/// The same for a further language: the pages that it has.
fn translated<'s>(site: &'s Site, language: &Language) -> (Vec<Source<'s>>, usize) {
    let has = |url: &UrlPath| matches!(site.pages.get(&url.in_language(language)), Some(model::Page::Translation(..)));
    let documents = site.documents.values().filter(|document| is_current(document) && has(&document.url));
    let mut sources: Vec<Source<'_>> = documents.map(Source::Current).collect();
    let telling = sources.len();
    sources.extend(site.sections.values().filter(|section| has(&section.url)).map(Source::Overview));
    sources.extend(site.home.as_ref().filter(|home| home.translations.contains_key(language)).map(Source::Home));
    (sources, telling)
}

/// The versions that are no longer or not yet in force, and withdrawn documents. What several superseded versions say in
/// the same words is found in the last of them: a document of fifty versions does not answer fifty times with one clause.
pub(super) fn earlier<'s>(site: &'s Site, language: &Language) -> Vec<Source<'s>> {
    let all = *language == site.settings.default_language();
    let mut sources = Vec::new();
    for document in site.documents.values() {
        let shown = document.current_edition().filter(|_| is_current(document));
        let others = document
            .editions()
            .iter()
            .rev()
            .filter(|edition| shown.is_none_or(|shown| shown.version != edition.version))
            .filter(|edition| all || edition.article.translations.contains_key(language));
        let mut said = HashSet::new();
        sources.extend(others.map(|edition| {
            let body = edition.article.in_language(language).body();
            let mut is_said = |clause| edition.status == Status::Superseded && !said.insert(clause);
            Source::Other(document, edition, body.clauses().map(&mut is_said).collect())
        }));
    }
    sources
}

fn is_current(document: &Document) -> bool {
    document.current_edition().is_none_or(|edition| edition.status != Status::Withdrawn)
}

/// Reads the text of a page.
pub(super) fn read(site: &Site, texts: &Texts<'_>, source: &Source<'_>) -> Page {
    let settings = site.settings_in(texts.language);
    match source {
        Source::Home(article) => article_page(site, texts, article, texts.home.to_owned(), &[]),
        Source::Current(document) => {
            let mut page = document_page(site, texts, document, document.current(), document.current_edition(), &[]);
            page.url = Some(document.url.clone());
            page
        }
        Source::Other(document, edition, said) => {
            document_page(site, texts, document, &edition.article, Some(edition), said)
        }
        Source::Overview(section) => {
            let own = *texts.language == site.settings.default_language();
            let has_words = |index: &Article| own || index.translations.contains_key(texts.language);
            let collection = section.collection.as_ref().filter(|_| !own).and_then(|id| settings.collections.get(id));
            let (title, summary) = collection
                .map_or((&section.title, &section.summary), |collection| (&collection.title, &collection.summary));
            let mut page = match &section.index {
                Some(index) if has_words(index) => article_page(site, texts, index, String::new(), &[]),
                _ => page(&section.url, title, summary),
            };
            if own {
                page.title = settings.fill_in(&section.title);
            }
            page
        }
        Source::Glossary => glossary(site, texts),
        Source::Changes => changes(site, texts),
        Source::Quiz(quiz) => {
            let mut page = page(&quiz.url, &settings.fill_in(&quiz.title), &settings.fill_in(&quiz.summary));
            page.place = texts.quiz.to_owned();
            page.sections[0].also = format!("{}\n{}", texts.quiz, texts.training);
            page.roles = roles(site, &quiz.roles);
            page.topics = quiz.topics.iter().map(ToString::to_string).collect();
            page
        }
        &Source::Role(id) => {
            let role = settings.roles.get(id);
            let (title, summary) = role.map(|role| (&*role.title, &*role.summary)).unwrap_or_default();
            Page { place: texts.roles.to_owned(), ..page(&UrlPath::new(&format!("roles/{id}/")), title, summary) }
        }
        &Source::Topic(id) => {
            let topic = settings.topics.get(id);
            let (title, summary) = topic.map(|topic| (&*topic.title, &*topic.summary)).unwrap_or_default();
            Page { place: texts.topics.to_owned(), ..page(&UrlPath::new(&format!("topics/{id}/")), title, summary) }
        }
    }
}

fn page(url: &UrlPath, title: &str, summary: &str) -> Page {
    Page {
        url: Some(url.clone()),
        title: title.to_owned(),
        sections: vec![Section { text: summary.to_owned(), ..Section::default() }],
        ..Page::default()
    }
}

fn document_page(
    site: &Site,
    texts: &Texts<'_>,
    document: &Document,
    article: &Article,
    edition: Option<&Edition>,
    said: &[bool],
) -> Page {
    let settings = site.settings_in(texts.language);
    let collection = document.id.collection();
    let mut page = article_page(site, texts, article, String::new(), said);
    page.place = settings.collections.get(&collection).map(|collection| collection.title.clone()).unwrap_or_default();
    page.version = edition.map(|edition| (edition.label().to_owned(), edition.status));
    page.collection = Some(collection.to_string());
    page.roles = roles(site, &article.front().roles);
    page.topics = article.front().topics.iter().map(ToString::to_string).collect();
    page
}

/// The roles that something for `named` concerns.
fn roles(site: &Site, named: &[RoleId]) -> Vec<String> {
    let roles = site.settings.roles.keys();
    roles.filter(|role| site.concerns(named, role)).map(ToString::to_string).collect()
}

/// `said` tells of each heading whether its clause is found elsewhere; it may be shorter.
fn article_page(site: &Site, texts: &Texts<'_>, article: &Article, place: String, said: &[bool]) -> Page {
    let settings = site.settings_in(texts.language);
    let article = article.in_language(texts.language);
    let body = article.body();
    let mut sections = Vec::new();
    for piece in pieces_without(settings, body, said) {
        let heading = piece.heading.and_then(|at| body.headings.get(at));
        sections.push(match heading {
            None => {
                Section { text: join(&settings.fill_in(&article.front().summary), &piece.text), ..Section::default() }
            }
            Some(heading) => Section {
                heading: settings.fill_in(&heading.text),
                number: heading.number.clone(),
                anchor: heading.id.to_string(),
                text: piece.text,
                also: String::new(),
            },
        });
    }
    Page {
        url: Some(article.url.clone()),
        title: settings.fill_in(&article.front().title),
        place,
        sections,
        ..Page::default()
    }
}

fn glossary(site: &Site, texts: &Texts<'_>) -> Page {
    let mut page = page(&UrlPath::new("glossary/"), texts.glossary, "");
    page.sections.extend(site.glossary.terms.iter().map(|term| Section {
        heading: term.term.clone(),
        anchor: term.id.clone(),
        text: plain(&site.settings, &term.definition),
        also: term.also.join("\n"),
        number: String::new(),
    }));
    page
}

fn changes(site: &Site, texts: &Texts<'_>) -> Page {
    let mut page = page(&UrlPath::new("changes/"), texts.changes, "");
    page.sections.extend(site.past_changes().map(|change| {
        let names = documents(site, change);
        let title = change.title.clone().unwrap_or_else(|| names.clone());
        let action = change.action.as_ref().map(|action| action.text.as_str()).unwrap_or_default();
        Section {
            heading: title,
            anchor: change.id.clone(),
            text: join(&plain(&site.settings, &change.parsed.body), action),
            also: names,
            number: String::new(),
        }
    }));
    page
}

/// The titles of the documents that an entry is about.
fn documents(site: &Site, change: &Change) -> String {
    let title = |id: &DocumentId| {
        site.documents.get(id).map(|document| site.settings.fill_in(&document.current().front().title))
    };
    let titles: Vec<String> = change.documents.iter().filter_map(|named| title(&named.document)).collect();
    titles.join(", ")
}

fn join(one: &str, other: &str) -> String {
    match (one.is_empty(), other.is_empty()) {
        (false, false) => format!("{one}\n{other}"),
        _ => format!("{one}{other}"),
    }
}
