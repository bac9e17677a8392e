//! What every path below `content/` leads to.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use super::suggestions::Suggestions;
use crate::model::{Body, DocumentId, Kind, Parsed, Site, Status, UrlPath, Version};
use crate::source::Snapshot;
use crate::span::FilePath;

/// What a path below `content/` leads to.
pub(super) enum Destination<'a> {
    /// A page with the headings that can be linked to.
    Page { url: UrlPath, document: Option<(DocumentId, Option<Version>)>, body: Option<&'a Body> },
    /// The glossary.
    Glossary,
    /// An entry on the page of changes.
    Change(&'a str),
    /// A document or version that is not published.
    Unpublished,
    /// A document of which there is only a draft.
    DraftOnly(&'a FilePath),
    /// A picture or another file.
    Media(&'a FilePath),
}

/// What every path leads to.
pub(in crate::assemble) struct Index<'a> {
    pub(super) site: &'a Site,
    pub(super) snapshot: &'a Snapshot,
    destinations: HashMap<&'a str, Destination<'a>>,
    terms: HashSet<&'a str>,
    /// The path of each page by its older names, without endings.
    aliases: HashMap<&'a str, String>,
    /// Made for the first link that leads nowhere.
    suggestions: OnceLock<Suggestions<'a>>,
}

impl<'a> Index<'a> {
    pub(super) fn new(site: &'a Site, snapshot: &'a Snapshot) -> Self {
        let terms = site.glossary.terms.iter().map(|term| term.id.as_str()).collect();
        let mut index = Self {
            site,
            snapshot,
            destinations: HashMap::with_capacity(site.documents.len()),
            terms,
            aliases: HashMap::new(),
            suggestions: OnceLock::new(),
        };
        index.add_media();
        index.add_unpublished();
        index.add_pages();
        index.add_translations();
        index.add_aliases();
        index
    }

    fn add_aliases(&mut self) {
        let site = self.site;
        let sections = site.sections.iter().filter_map(|(id, section)| Some((id.to_string(), section.index.as_ref()?)));
        let documents = site.documents.values().flat_map(|document| {
            let path = match &document.kind {
                Kind::Living(article) => article.parsed.file.in_content().unwrap_or_default().to_owned(),
                Kind::Versioned(_) => document.id.to_string(),
            };
            document.articles().map(move |article| (path.clone(), article))
        });
        for (path, article) in sections.chain(documents) {
            for alias in &article.front().aliases {
                self.aliases.entry(alias.trim_matches('/')).or_insert_with(|| path.clone());
            }
        }
    }

    fn add(&mut self, parsed: &'a Parsed, url: &UrlPath, document: Option<(DocumentId, Option<Version>)>) {
        let path = parsed.file.in_content().unwrap_or_default();
        self.destinations.insert(path, Destination::Page { url: url.clone(), document, body: Some(&parsed.body) });
    }

    /// A link to the file of a translation leads to that translation.
    fn add_translations(&mut self) {
        for article in self.site.articles() {
            for translation in article.translations.values() {
                self.add(&translation.parsed, &translation.url, None);
            }
        }
        for translation in self.site.unpublished.iter().flat_map(|article| article.translations.values()) {
            let path = translation.parsed.file.in_content().unwrap_or_default();
            self.destinations.insert(path, Destination::Unpublished);
        }
    }

    fn add_pages(&mut self) {
        let site = self.site;
        for (id, section) in &site.sections {
            let body = section.index.as_ref().map(|index| &index.parsed.body);
            let page = Destination::Page { url: section.url.clone(), document: None, body };
            self.destinations.insert(id.as_str(), page);
            if let Some(index) = &section.index {
                self.add(&index.parsed, &section.url, None);
            }
        }
        if let Some(home) = &site.home {
            self.add(&home.parsed, &home.url, None);
        }
        self.destinations.insert(
            "",
            Destination::Page {
                url: UrlPath::home(),
                document: None,
                body: site.home.as_ref().map(|home| &home.parsed.body),
            },
        );
        for document in site.documents.values() {
            if let Kind::Living(article) = &document.kind {
                self.add(&article.parsed, &document.url, Some((document.id.clone(), None)));
            } else {
                let page = Destination::Page {
                    url: document.url.clone(),
                    document: Some((document.id.clone(), None)),
                    body: Some(document.current().body()),
                };
                self.destinations.insert(document.id.as_str(), page);
            }
            for edition in document.editions() {
                self.add(&edition.article.parsed, &edition.article.url, Some((document.id.clone(), edition.version)));
            }
        }
        if !site.glossary.terms.is_empty() || site.glossary.is_lost {
            self.destinations.insert("glossary.yaml", Destination::Glossary);
        }
        for quiz in site.quizzes.values() {
            let path = quiz.file.in_content().unwrap_or_default();
            self.destinations.insert(path, Destination::Page { url: quiz.url.clone(), document: None, body: None });
        }
        for change in &site.changes {
            let path = change.parsed.file.in_content().unwrap_or_default();
            self.destinations.insert(path, Destination::Change(&change.id));
        }
    }

    fn add_media(&mut self) {
        for file in &self.site.media_files {
            let path = file.in_content().unwrap_or_default();
            self.destinations.insert(path, Destination::Media(file));
        }
    }

    fn add_unpublished(&mut self) {
        for article in &self.site.unpublished {
            let path = article.parsed.file.in_content().unwrap_or_default();
            self.destinations.insert(path, Destination::Unpublished);
            let Some((folder, name)) = path.rsplit_once('/') else { continue };
            // A folder with nothing but a draft is a slip; one with later versions is not known on this date.
            match self.destinations.get(folder) {
                Some(Destination::Unpublished) => {}
                _ if name == "draft.md" => {
                    self.destinations.insert(folder, Destination::DraftOnly(&article.parsed.file));
                }
                _ if article.url.depth() > 1
                    && !article.parsed.front.title.is_empty()
                    && self.is_version(&article.parsed) =>
                {
                    self.destinations.insert(folder, Destination::Unpublished);
                }
                _ => {}
            }
        }
    }

    /// True for a clause that only a later version of the document has: one that is not yet in force, or not yet known.
    pub(super) fn comes_later(&self, id: &DocumentId, anchor: &str) -> bool {
        let Some(document) = self.site.documents.get(id) else { return false };
        let upcoming = document.editions().iter().filter(|edition| edition.status == Status::Upcoming);
        let unknown = self.site.unpublished.iter().filter(|article| {
            article.url.as_str().starts_with(document.url.as_str()) && self.is_version(&article.parsed)
        });
        let mut later = upcoming.map(|edition| &edition.article).chain(unknown);
        later.any(|article| article.body().heading(anchor).is_some())
    }

    fn is_version(&self, parsed: &Parsed) -> bool {
        Version::parse(parsed.stem()).is_some()
    }

    /// A path as it would be written in a file of `folder`.
    pub(super) fn written(folder: &str, path: &str) -> String {
        let from = UrlPath::new(&if folder.is_empty() { String::new() } else { format!("{folder}/") });
        // Folders are named with a slash, so that nobody takes them for a file without an ending.
        let is_file = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
        from.relative(&UrlPath::new(&format!("{path}{}", if is_file { "" } else { "/" })))
    }

    /// Where the page of a path is now, if an alias names the path: the page itself, or a version in a folder that has
    /// another name now.
    pub(super) fn renamed(&self, path: &str) -> Option<String> {
        let name = path.strip_suffix(".md").unwrap_or(path);
        let name = name.strip_suffix("/index").unwrap_or(name);
        if let Some(now) = self.aliases.get(name) {
            return Some(now.clone());
        }
        let (folder, file) = path.rsplit_once('/')?;
        Some(format!("{}/{file}", self.aliases.get(folder)?))
    }

    /// A path that the author may have meant, as it would be written in a file of `folder`.
    pub(super) fn suggestion(&self, folder: &str, path: &str) -> Option<String> {
        let suggestions = self.suggestions.get_or_init(|| Suggestions::new(self.destinations.keys().copied()));
        suggestions.find(path).map(|candidate| Self::written(folder, candidate))
    }

    /// What a path below `content/` leads to.
    pub(super) fn get(&self, path: &str) -> Option<&Destination<'a>> {
        self.destinations.get(path)
    }

    /// True for the anchor of a term of the glossary.
    pub(super) fn has_term(&self, id: &str) -> bool {
        self.terms.contains(id)
    }

    /// The anchors of the glossary.
    pub(super) fn terms(&self) -> impl Iterator<Item = &str> {
        self.site.glossary.terms.iter().map(|term| term.id.as_str())
    }
}
