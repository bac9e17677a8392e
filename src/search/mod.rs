//! The search index: what the portal says, in small files that a script in the browser opens as it needs them.
//!
//! [`build`] reads every text as plain text a section at a time ([`text`](self), `pages`), cuts it into terms (`tokens`),
//! joins forms of one word (`groups`), and writes vocabulary, postings, positions and excerpts (`write`). Files lie in
//! `search/<language>/<hash>/`, where the hash is that of all of them, so that browsers may keep them for ever; only
//! `search/<language>/manifest` keeps its name. Versions that are not in force are an index of their own, which is opened
//! only when a reader asks for them; it holds once what superseded versions of a document say in the same words.
//!
//! `themes/default/assets/search-engine.js` is the reader.

mod bytes;
mod chunk;
mod cuts;
mod excerpts;
mod groups;
mod index;
mod language;
mod manifest;
mod pages;
mod postings;
mod shards;
mod synonyms;
mod term;
mod text;
mod tokens;
mod vocabulary;
mod weight;
mod write;

use std::collections::BTreeMap;

use base64::Engine;
use rayon::prelude::*;

use crate::model::{Language, Site, UrlPath};
use bytes::Gzip;
use excerpts::Excerpt;
use index::Index;
use language::Habits;
use manifest::{Manifest, Row};
use pages::{Page, Source};

/// Files of excerpts are filled up to this many bytes before compression, and twice as many where there are many pages.
const EXCERPT_BYTES: usize = 12 * 1024;

/// Those of earlier versions are filled up to this many, as far as what compresses them looks back: a version says most
/// of what the one before said, so that several take few more bytes than one.
const EARLIER_BYTES: usize = 32 * 1024;

/// More pages than this are many.
const MANY: usize = 2000;

/// Pages are read in so many tasks, …
const TASKS: usize = 32;

/// … but each reads at least so many pages.
const FEWEST: usize = 64;

/// The words of the interface that an index holds.
#[derive(Clone, Copy, Debug)]
pub struct Texts<'a> {
    /// The language whose pages are searched.
    pub language: &'a Language,
    /// The home page, as a place.
    pub home: &'a str,
    /// The title of the glossary.
    pub glossary: &'a str,
    /// The title of the changelog.
    pub changes: &'a str,
    /// A quiz, as a place.
    pub quiz: &'a str,
    /// The list of quizzes.
    pub training: &'a str,
    /// The list of roles, as a place.
    pub roles: &'a str,
    /// The list of topics, as a place.
    pub topics: &'a str,
}

/// How the files of an index are published.
#[derive(Clone, Copy)]
pub struct Form<'a> {
    /// The reference to a page from the portal's root.
    pub address: &'a (dyn Fn(&UrlPath) -> String + Sync),
    /// True where the files must be scripts, because pages opened from a folder may fetch nothing else.
    pub scripts: bool,
}

/// The files of an index, by address.
#[derive(Debug, Default)]
pub struct Files(BTreeMap<UrlPath, Vec<u8>>);

impl Files {
    /// The addresses of all files.
    pub fn urls(&self) -> impl Iterator<Item = &UrlPath> {
        self.0.keys()
    }

    /// The bytes of a file.
    #[must_use]
    pub fn get(&self, url: &UrlPath) -> Option<&[u8]> {
        self.0.get(url).map(Vec::as_slice)
    }
}

/// The words of a text that a form of `search.synonyms` is looked for by; none where it holds no letter and no digit.
#[must_use]
pub fn words_of(text: &str) -> Vec<String> {
    tokens::phrase(text)
}

/// The folder of all files of an index.
pub const FOLDER: &str = "search/";

/// True for an address that only a file of an index can have.
#[must_use]
pub fn is_file(url: &UrlPath) -> bool {
    url.as_str().starts_with(FOLDER) && url.as_str() != FOLDER
}

/// Makes the index of a portal's pages in one language.
#[must_use]
pub fn build(site: &Site, texts: &Texts<'_>, form: Form<'_>) -> Files {
    let language = texts.language.as_str();
    let folder = format!("{FOLDER}{language}/");
    let mut files = Files::default();
    let earlier = pages::earlier(site, texts.language);
    let mut earlier_folder = None;
    if !earlier.is_empty() {
        let part = Part::of(site, texts, form, &earlier, EARLIER_BYTES);
        let manifest = part.manifest(language, None, earlier.len());
        let name = part.folder.clone();
        let address = |file: &str| format!("{language}/{name}/{file}");
        files.add(form, address("manifest"), manifest);
        part.publish(&mut files, form, language);
        earlier_folder = Some(name);
    }
    let (current, telling) = pages::current(site, texts.language);
    let most = if current.len() > MANY { 2 * EXCERPT_BYTES } else { EXCERPT_BYTES };
    let part = Part::of(site, texts, form, &current, most);
    let manifest = part.manifest(language, earlier_folder.as_deref(), telling);
    files.add(form, format!("{language}/manifest"), manifest);
    part.publish(&mut files, form, language);
    debug_assert!(files.urls().all(|url| url.as_str().starts_with(&folder)));
    files
}

impl Files {
    /// Adds the files of the index of a further language, which lie beside the search page of that language.
    pub fn add_language(&mut self, language: &Language, files: Self) {
        self.0.extend(files.0.into_iter().map(|(url, bytes)| (url.in_language(language), bytes)));
    }

    fn add(&mut self, form: Form<'_>, name: String, bytes: Vec<u8>) {
        let (url, bytes) = published(form, &name, bytes);
        self.0.insert(url, bytes);
    }
}

/// A file as it is published: compressed; where scripts are wanted, as a call that hands it over.
fn published(form: Form<'_>, name: &str, bytes: Vec<u8>) -> (UrlPath, Vec<u8>) {
    if form.scripts {
        let text = base64::engine::general_purpose::STANDARD.encode(bytes);
        let script = format!("vellumSearch.receive(\"{name}\",\"{text}\")\n");
        (UrlPath::new(&format!("{FOLDER}{name}.js")), script.into_bytes())
    } else {
        (UrlPath::new(&format!("{FOLDER}{name}")), bytes)
    }
}

/// An index without its manifest.
struct Part {
    folder: String,
    files: Vec<write::File>,
    pages: Vec<usize>,
    excerpts: Vec<usize>,
    words: write::Words,
    sets: Vec<synonyms::Set>,
    first_set: usize,
    habits: Habits,
}

/// What one task makes of some pages.
struct Task {
    chunk: chunk::Chunk,
    sections: Vec<usize>,
    /// Files of excerpts, each with the number of its sections.
    excerpts: Vec<(usize, Vec<u8>)>,
    rows: Vec<Row>,
}

impl Part {
    fn of(site: &Site, texts: &Texts<'_>, form: Form<'_>, sources: &[Source<'_>], most: usize) -> Self {
        // By the number of pages only, so that the same index comes out with one thread or many.
        let size = sources.len().div_ceil(TASKS).max(FEWEST);
        let read = |sources: &[Source<'_>]| Task::of(site, texts, form, sources, most);
        let tasks: Vec<Task> = sources.par_chunks(size).map(read).collect();
        let mut chunks = Vec::new();
        let mut files: Vec<write::File> = Vec::new();
        let (mut pages, mut excerpts, mut rows) = (Vec::new(), Vec::new(), Vec::new());
        for task in tasks {
            for (sections, bytes) in task.excerpts {
                files.push((format!("f{}", excerpts.len()), bytes));
                excerpts.push(sections);
            }
            pages.extend(task.sections);
            chunks.push(task.chunk);
            rows.extend(task.rows);
        }
        files.push(("t".to_owned(), json(&mut Gzip::default(), &rows)));
        let mut index = Index::new(chunks, texts.language.as_str());
        let sets = synonyms::sets(site, texts.language);
        let mut words = write::words(&mut index, &sets);
        files.append(&mut words.files);
        let mut hasher = blake3::Hasher::new();
        for (name, bytes) in &files {
            hasher.update(name.as_bytes());
            hasher.update(blake3::hash(bytes).as_bytes());
        }
        let folder = hasher.finalize().to_hex().get(..16).unwrap_or_default().to_owned();
        let first_set = index.groups.roots.len();
        let habits = Habits::new(&index, texts.language.as_str());
        Self { folder, files, pages, excerpts, words, sets, first_set, habits }
    }

    fn manifest(&self, language: &str, earlier: Option<&str>, telling: usize) -> Vec<u8> {
        json(
            &mut Gzip::default(),
            &Manifest {
                format: 4,
                language,
                folder: &self.folder,
                earlier,
                pages: &self.pages,
                telling,
                excerpts: &self.excerpts,
                words: &self.words,
                synonyms: self.sets.iter().enumerate().map(|(at, set)| (&*set.forms, self.first_set + at)).collect(),
                habits: &self.habits,
            },
        )
    }

    fn publish(self, files: &mut Files, form: Form<'_>, language: &str) {
        let folder = self.folder;
        let named = self.files.into_iter().map(|(name, bytes)| (format!("{language}/{folder}/{name}"), bytes));
        files.0.extend(named.map(|(name, bytes)| published(form, &name, bytes)));
    }
}

impl Task {
    fn of(site: &Site, texts: &Texts<'_>, form: Form<'_>, sources: &[Source<'_>], most: usize) -> Self {
        let pages: Vec<Page> = sources.iter().map(|source| pages::read(site, texts, source)).collect();
        let has_versions = sources.iter().any(|source| matches!(source, Source::Other(..)));
        let chunk = chunk::read(&pages, has_versions);
        let address = |page: &Page| page.url.as_ref().map(form.address).unwrap_or_default();
        let addresses: Vec<String> = pages.iter().map(address).collect();
        let mut gzip = Gzip::default();
        let files = excerpts::filled(&pages, &addresses, most);
        let mut content = Vec::new();
        let write = |file: &Vec<Excerpt<'_>>| {
            content.clear();
            excerpts::push_json(&mut content, file);
            (excerpts::sections(file), gzip.compress(&content))
        };
        let excerpts = files.iter().map(write).collect();
        let sections = pages.iter().map(|page| page.sections.len()).collect();
        Self { chunk, sections, excerpts, rows: pages.into_iter().map(Row::new).collect() }
    }
}

/// A compressed file of JSON.
fn json(gzip: &mut Gzip, value: &(impl serde::Serialize + ?Sized)) -> Vec<u8> {
    gzip.compress(&serde_json::to_vec(value).unwrap_or_default())
}
