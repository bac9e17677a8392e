//! The search page, with an A to Z for readers without JavaScript, and what the search index needs of the theme.

use std::collections::BTreeSet;

use serde::Serialize;
use tera::Context;

use super::view::{self, LinkView};
use super::{LinkStyle, Linker, Renderer};
use crate::model::{Document, Language, Status, UrlPath};
use crate::search::{self, Files, Form, Reading, Shelf, Texts};

/// A letter of the A to Z.
#[derive(Serialize)]
struct Letter {
    letter: String,
    entries: Vec<Entry>,
}

/// A document with its clauses.
#[derive(Serialize)]
struct Entry {
    #[serde(flatten)]
    link: LinkView,
    clauses: Vec<Clause>,
}

#[derive(Serialize)]
struct Clause {
    number: String,
    title: String,
    href: String,
}

/// A filter with its values.
#[derive(Serialize)]
struct Filter {
    name: &'static str,
    label: String,
    values: Vec<Value>,
}

#[derive(Serialize)]
struct Value {
    id: String,
    title: String,
}

/// The scripts of the search page, in the order in which they run: what opens files from a folder, the engine, the page.
const SCRIPTS: [&str; 3] = [FOLDER, "search-engine.js", "search-page.js"];

/// The script that a portal on a web server does without.
const FOLDER: &str = "search-folder.js";

impl Renderer<'_> {
    /// The addresses of the search index, which is made for this.
    #[must_use]
    pub fn index_urls(&self) -> Vec<&UrlPath> {
        if self.site.settings.search.enabled { self.index().urls().collect() } else { Vec::new() }
    }

    /// Makes the search index, if there is to be one, and puts its files on a shelf, so that not all of them are in memory.
    /// The last part of the work is one thread's: the others do meanwhile what there is to do `beside` it.
    ///
    /// # Errors
    ///
    /// The first of the two results has those of the shelf.
    pub fn index_to<S: Shelf, R: Send>(
        &self,
        shelf: &S,
        beside: impl FnOnce() -> R + Send,
    ) -> (Result<(), S::Error>, R) {
        if self.site.settings.search.enabled { index(self, shelf, beside) } else { (Ok(()), beside()) }
    }

    /// A file of the search index.
    pub(super) fn index_file(&self, url: &UrlPath) -> Option<&[u8]> {
        let own = |language: &Language| url.as_str().strip_prefix(&format!("{language}/")).map(UrlPath::new);
        let is_file = search::is_file(url) || self.further.keys().filter_map(own).any(|url| search::is_file(&url));
        if is_file && self.site.settings.search.enabled { self.index().get(url) } else { None }
    }

    fn index(&self) -> &Files {
        self.shared().index(|| Files::of(|memory| index(self, memory, || ()).0))
    }
}

/// Makes the search index of the portal, in all its languages. All threads are busy with the first part of that, but not
/// with the second: what else there is to do is done `beside` it.
fn index<S: Shelf, R: Send>(
    renderer: &Renderer<'_>,
    shelf: &S,
    beside: impl FnOnce() -> R + Send,
) -> (Result<(), S::Error>, R) {
    let further = renderer.further.iter().map(|(language, further)| (Some(language), reading(further)));
    let readings: Vec<_> = std::iter::once((None, reading(renderer))).chain(further).collect();
    let scripts = renderer.style == LinkStyle::Portable;
    let write = |(language, reading): (Option<&Language>, Reading<'_>)| {
        let place = |url: UrlPath| language.map_or_else(|| url.clone(), |language| url.in_language(language));
        reading.write(Form { place: &place, scripts }, shelf)
    };
    rayon::join(|| readings.into_iter().try_for_each(write), beside)
}

/// What the pages of one language say.
fn reading<'a>(renderer: &Renderer<'a>) -> Reading<'a> {
    let strings = &renderer.theme.strings;
    let texts = Texts {
        language: &renderer.language(),
        home: strings.get("home"),
        glossary: strings.get("glossary"),
        changes: strings.get("changes"),
        quiz: strings.get("search_quiz"),
        training: strings.get("training"),
        roles: strings.get("roles"),
        topics: strings.get("topics"),
    };
    let linker = renderer.linker(&renderer.own_address(&UrlPath::home()));
    Reading::new(renderer.site, &texts, &|url| linker.href(url))
}

/// The search page.
pub(super) fn page(renderer: &Renderer<'_>, url: &UrlPath) -> (&'static str, Context) {
    let strings = &renderer.theme.strings;
    let linker = renderer.linker(url);
    let mut page =
        view::page(renderer, url, strings.get("search").to_owned(), strings.get("search_summary").to_owned());
    page.crumbs = view::crumbs(renderer, &linker, None);
    view::add_style(renderer, url, &mut page, "search.css");
    let is_portable = renderer.style == LinkStyle::Portable;
    for script in SCRIPTS.iter().filter(|name| is_portable || **name != FOLDER) {
        view::add_script(renderer, url, &mut page, script);
    }
    // The page has a larger search box of its own.
    page.search.clear();
    let mut context = view::context(&page);
    context.insert("action", &linker.href(url));
    context.insert("letters", &letters(renderer, &linker));
    let states = states(renderer);
    // What is not in force is found only when a reader asks for it.
    context.insert("earlier", &states.iter().any(|state| *state != Status::InForce));
    context.insert("filters", &filters(renderer, &states));
    ("search.html", context)
}

/// The states that some version is in.
fn states(renderer: &Renderer<'_>) -> BTreeSet<Status> {
    let editions = renderer.site.documents.values().flat_map(Document::editions);
    editions.map(|edition| edition.status).collect()
}

fn filters(renderer: &Renderer<'_>, states: &BTreeSet<Status>) -> Vec<Filter> {
    let settings = renderer.settings();
    let strings = &renderer.theme.strings;
    let value = |(id, title): (String, &String)| Value { id, title: title.clone() };
    let filter = |name, label, values: Vec<Value>| Filter { name, label: strings.get(label).to_owned(), values };
    let state = |status: Status| {
        let id = status.name();
        Value { id: id.to_owned(), title: strings.get(&format!("status_{id}")).to_owned() }
    };
    let collections = settings.collections.iter().map(|(id, it)| (id.to_string(), &it.title));
    let roles = settings.roles.iter().map(|(id, it)| (id.to_string(), &it.title));
    let topics = settings.topics.iter().map(|(id, it)| (id.to_string(), &it.title));
    let all = vec![
        filter("collection", "search_collection", collections.map(value).collect()),
        filter("role", "search_role", roles.map(value).collect()),
        filter("topic", "search_topic", topics.map(value).collect()),
        filter("status", "status", states.iter().map(|status| state(*status)).collect()),
    ];
    all.into_iter().filter(|filter| filter.values.len() > 1).collect()
}

/// Every document with its clauses, by the first letter of its title.
fn letters(renderer: &Renderer<'_>, linker: &Linker) -> Vec<Letter> {
    let mut entries: Vec<Entry> =
        translated(renderer).filter_map(|document| entry(renderer, linker, document)).collect();
    entries.sort_by_cached_key(|entry| entry.link.title.to_lowercase());
    let mut letters: Vec<Letter> = Vec::new();
    for entry in entries {
        let letter: String = entry.link.title.chars().next().into_iter().flat_map(char::to_uppercase).collect();
        match letters.last_mut() {
            Some(last) if last.letter == letter => last.entries.push(entry),
            _ => letters.push(Letter { letter, entries: vec![entry] }),
        }
    }
    letters
}

/// The documents that there are in the language of the page.
fn translated<'r>(renderer: &'r Renderer<'_>) -> impl Iterator<Item = &'r Document> {
    let documents = renderer.site.documents.values();
    documents.filter(|document| renderer.foreign(renderer.article(document.current())).is_none())
}

fn entry(renderer: &Renderer<'_>, linker: &Linker, document: &Document) -> Option<Entry> {
    let settings = renderer.settings();
    let numbered = settings.collections.get(&document.id.collection()).is_some_and(|collection| collection.numbered);
    let headings = renderer.article(document.current()).body().headings.iter();
    let clauses = headings
        .filter(|heading| numbered && heading.shown && !heading.in_note && heading.level <= 3)
        .map(|heading| Clause {
            number: heading.number.clone(),
            title: settings.fill_in(&heading.text),
            href: linker.href_at(&document.url, heading.id.as_str()),
        })
        .collect();
    Some(Entry { link: view::document_link(renderer, linker, &document.id)?, clauses })
}
