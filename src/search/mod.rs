//! The search index: what the portal says, in small files that a script in the browser opens as it needs them.
//!
//! [`Reading`] reads every text as plain text a section at a time ([`text`](self), `pages`) and cuts it into terms
//! (`tokens`); then it joins forms of one word (`groups`), and writes vocabulary, postings, positions and excerpts
//! (`write`), each file to a [`Shelf`]. Files lie in `search/<language>/<hash>/`, where the hash is that of all of them, so
//! that browsers may keep them for ever; only `search/<language>/manifest` keeps its name. Versions that are not in force
//! are an index of their own, which is opened only when a reader asks for them; it holds once what superseded versions of a
//! document say in the same words.
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
mod shelf;
mod synonyms;
mod term;
mod text;
mod tokens;
mod vocabulary;
mod weight;
mod write;

use rayon::prelude::*;

use crate::model::{Language, Site, UrlPath};
use bytes::Gzip;
use excerpts::Excerpt;
use index::Index;
use language::Habits;
use manifest::{Manifest, Row};
use pages::{Page, Source};
pub use shelf::{Files, Memory, Shelf};
use shelf::{Folder, published};

/// Files of excerpts are filled up to this many bytes before compression: of a larger one a reader would mostly want one page.
const EXCERPT_BYTES: usize = 12 * 1024;

/// Those of earlier versions are filled up to this many, as far as what compresses them looks back: a version says most
/// of what the one before said, so that several take few more bytes than one.
const EARLIER_BYTES: usize = 32 * 1024;

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
    /// The address of a file: those of a further language lie beside the search page of that language.
    pub place: &'a (dyn Fn(UrlPath) -> UrlPath + Sync),
    /// True where the files must be scripts, because pages opened from a folder may fetch nothing else.
    pub scripts: bool,
}

/// The words of a text that a form of `search.synonyms` is looked for by; none where it holds no letter and no digit.
#[must_use]
pub fn words_of(text: &str) -> Vec<String> {
    tokens::phrase(text)
}

/// The folder of all files of an index.
pub const FOLDER: &str = "search/";

/// The address of the file that a reader of the index of a language begins with; that of a further language is below the
/// address of that language.
#[must_use]
pub fn manifest_url(language: &Language) -> UrlPath {
    url_of(language, "manifest")
}

fn url_of(language: &Language, name: &str) -> UrlPath {
    UrlPath::new(&format!("{FOLDER}{language}/{name}"))
}

/// True for an address that only a file of an index can have.
#[must_use]
pub fn is_file(url: &UrlPath) -> bool {
    url.as_str().starts_with(FOLDER) && url.as_str() != FOLDER
}

/// What the pages of a portal say in one language, read and cut into words: the part of the work that many threads share.
pub struct Reading<'a> {
    site: &'a Site,
    language: Language,
    /// What is said by versions that are not in force, if there are any.
    earlier: Option<Vec<Task>>,
    current: Vec<Task>,
    /// How many of the current pages, from the first, say something themselves.
    telling: usize,
}

impl<'a> Reading<'a> {
    /// Reads all pages; `address` gives the reference to a page from the portal's root.
    #[must_use]
    pub fn new(site: &'a Site, texts: &Texts<'_>, address: &(dyn Fn(&UrlPath) -> String + Sync)) -> Self {
        let read = |sources: &[Source<'_>], most| {
            // By the number of pages only, so that the same index comes out with one thread or many.
            let size = sources.len().div_ceil(TASKS).max(FEWEST);
            sources.par_chunks(size).map(|sources| Task::of(site, texts, address, sources, most)).collect()
        };
        let earlier = pages::earlier(site, texts.language);
        let earlier = (!earlier.is_empty()).then(|| read(&earlier, EARLIER_BYTES));
        let (current, telling) = pages::current(site, texts.language);
        let current = read(&current, EXCERPT_BYTES);
        Self { site, language: texts.language.clone(), earlier, current, telling }
    }

    /// Makes the index, and puts its files on a shelf.
    ///
    /// # Errors
    ///
    /// Those of the shelf.
    pub fn write<S: Shelf>(self, form: Form<'_>, shelf: &S) -> Result<(), S::Error> {
        let Self { site, ref language, earlier, current, telling } = self;
        let address = |name: &str| (form.place)(url_of(language, name));
        let mut earlier_folder = None;
        if let Some(tasks) = earlier {
            let part = Part::of(site, language, tasks, Folder::new(shelf, form.scripts)?)?;
            part.files.put("manifest", &part.manifest(language, None, part.pages.len()))?;
            part.files.name(&address(&format!("{}/", part.folder)))?;
            earlier_folder = Some(part.folder);
        }
        let part = Part::of(site, language, current, Folder::new(shelf, form.scripts)?)?;
        let manifest = part.manifest(language, earlier_folder.as_deref(), telling);
        part.files.name(&address(&format!("{}/", part.folder)))?;
        let (name, bytes) = published(form.scripts, "manifest", &manifest);
        shelf.file(&address(&name), &bytes)
    }
}

/// An index without its manifest.
struct Part<'s, S: Shelf> {
    folder: String,
    files: Folder<'s, S>,
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

impl<'s, S: Shelf> Part<'s, S> {
    fn of(site: &Site, language: &Language, tasks: Vec<Task>, folder: Folder<'s, S>) -> Result<Self, S::Error> {
        let put = |name: &str, bytes: &[u8]| folder.put(name, bytes);
        let mut chunks = Vec::new();
        let mut files: Vec<(String, Vec<u8>)> = Vec::new();
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
        files.push(("t".to_owned(), json(&rows)));
        // What follows needs much memory: what is done is given up first.
        let kept = |(name, bytes): (String, Vec<u8>)| put(&name, &bytes).map(|hash| (name, hash));
        let mut made = files.into_par_iter().map(kept).collect::<Result<Vec<_>, _>>()?;
        let mut index = Index::new(chunks, language.as_str());
        let sets = synonyms::sets(site, language);
        let words = write::words(&mut index, &sets, put, &mut made)?;
        let mut hasher = blake3::Hasher::new();
        for (name, hash) in &made {
            hasher.update(name.as_bytes());
            hasher.update(hash.as_bytes());
        }
        let name = hasher.finalize().to_hex().get(..16).unwrap_or_default().to_owned();
        let first_set = index.groups.roots.len();
        let habits = Habits::new(&index, language.as_str());
        Ok(Self { folder: name, files: folder, pages, excerpts, words, sets, first_set, habits })
    }

    fn manifest(&self, language: &Language, earlier: Option<&str>, telling: usize) -> Vec<u8> {
        json(&Manifest {
            format: 4,
            language: language.as_str(),
            folder: &self.folder,
            earlier,
            pages: &self.pages,
            telling,
            excerpts: &self.excerpts,
            words: &self.words,
            synonyms: self.sets.iter().enumerate().map(|(at, set)| (&*set.forms, self.first_set + at)).collect(),
            habits: &self.habits,
        })
    }
}

impl Task {
    fn of(
        site: &Site,
        texts: &Texts<'_>,
        address: &(dyn Fn(&UrlPath) -> String + Sync),
        sources: &[Source<'_>],
        most: usize,
    ) -> Self {
        let pages: Vec<Page> = sources.iter().map(|source| pages::read(site, texts, source)).collect();
        let has_versions = sources.iter().any(|source| matches!(source, Source::Other(..)));
        let chunk = chunk::read(&pages, has_versions);
        let address_of = |page: &Page| page.url.as_ref().map(address).unwrap_or_default();
        let addresses: Vec<String> = pages.iter().map(address_of).collect();
        let mut gzip = Gzip::default();
        let files = excerpts::filled(&pages, &addresses, most);
        let mut content = Vec::new();
        let write = |file: &Vec<Excerpt<'_>>| {
            content.clear();
            excerpts::push_json(&mut content, file);
            (excerpts::sections(file), gzip.compress(&content).to_vec())
        };
        let excerpts = files.iter().map(write).collect();
        let sections = pages.iter().map(|page| page.sections.len()).collect();
        Self { chunk, sections, excerpts, rows: pages.into_iter().map(Row::new).collect() }
    }
}

/// A compressed file of JSON.
fn json(value: &(impl serde::Serialize + ?Sized)) -> Vec<u8> {
    Gzip::default().compress(&serde_json::to_vec(value).unwrap_or_default()).to_vec()
}
