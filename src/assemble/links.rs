//! Where every link and picture leads.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use rayon::prelude::*;

use super::media;
use crate::check::{
    broken_anchor, broken_link, external_link_insecure, invalid_value, nearest, setting, unknown_variable, unsafe_link,
};
use crate::diagnostic::Diagnostic;
use crate::model::{
    Article, Body, DocumentId, Kind, LinkTarget, Markup, Parsed, Site, UrlPath, Version, next_variable,
};
use crate::source::{Snapshot, SourceFile};
use crate::span::{FilePath, Part, Place, YamlPath};

/// Fills in the target of every link and picture, and gathers the media files that are shown.
pub(super) fn resolve(site: &mut Site, snapshot: &Snapshot, findings: &mut Vec<Diagnostic>) {
    let resolved: Vec<Resolved> = {
        let index = Index::new(site, snapshot);
        let bodies: Vec<&Body> = bodies(site).collect();
        bodies.par_iter().map(|body| resolve_body(&index, body)).collect()
    };
    let mut shown: BTreeMap<UrlPath, SourceFile> = BTreeMap::new();
    for (body, resolved) in bodies_mut(site).zip(resolved) {
        for (markup, (target, size)) in body.markup.iter_mut().zip(resolved.targets) {
            if let LinkTarget::Internal { url, media: Some(file), .. } = &target
                && let Some(file) = snapshot.get(file)
            {
                shown.insert(url.clone(), file.clone());
            }
            match markup {
                Markup::Link(link) => link.target = target,
                Markup::Image(image) => (image.target, image.size) = (target, size),
            }
        }
        findings.extend(resolved.findings);
    }
    site.media = shown;
    logo(site, snapshot, findings);
    related(site, findings);
}

/// Every Markdown text of the site. [`bodies_mut`] gives the same ones in the same order.
fn bodies(site: &Site) -> impl Iterator<Item = &Body> {
    let articles = site.articles().chain(&site.unpublished).map(Article::body);
    let changes = site.changes.iter().map(|change| &change.parsed.body);
    articles.chain(changes).chain(site.glossary.terms.iter().map(|term| &term.definition))
}

fn bodies_mut(site: &mut Site) -> impl Iterator<Item = &mut Body> {
    let sections = site.sections.values_mut().filter_map(|section| section.index.as_mut());
    let documents = site.documents.values_mut().flat_map(|document| -> Box<dyn Iterator<Item = &mut Article>> {
        match &mut document.kind {
            Kind::Living(article) => Box::new(std::iter::once(&mut **article)),
            Kind::Versioned(editions) => Box::new(editions.iter_mut().map(|edition| &mut edition.article)),
        }
    });
    let articles = site.home.iter_mut().chain(sections).chain(documents).chain(&mut site.unpublished);
    let articles = articles.map(|article| &mut article.parsed.body);
    let changes = site.changes.iter_mut().map(|change| &mut change.parsed.body);
    articles.chain(changes).chain(site.glossary.terms.iter_mut().map(|term| &mut term.definition))
}

struct Resolved {
    targets: Vec<(LinkTarget, Option<(usize, usize)>)>,
    findings: Vec<Diagnostic>,
}

fn resolve_body(index: &Index<'_>, body: &Body) -> Resolved {
    let mut resolved = Resolved { targets: Vec::with_capacity(body.markup.len()), findings: Vec::new() };
    for markup in &body.markup {
        let result = match markup {
            Markup::Link(link) => {
                let target = Linker { index, body, range: &link.range }.link(&link.destination, &mut resolved.findings);
                (target, None)
            }
            Markup::Image(image) => {
                Linker { index, body, range: &image.range }.image(&image.destination, &mut resolved.findings)
            }
        };
        resolved.targets.push(result);
    }
    resolved
}

/// What a path below `content/` leads to.
enum Destination<'a> {
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

struct Index<'a> {
    site: &'a Site,
    snapshot: &'a Snapshot,
    destinations: HashMap<String, Destination<'a>>,
    terms: HashSet<&'a str>,
}

impl<'a> Index<'a> {
    fn new(site: &'a Site, snapshot: &'a Snapshot) -> Self {
        let terms = site.glossary.terms.iter().map(|term| term.id.as_str()).collect();
        let mut index = Self { site, snapshot, destinations: HashMap::new(), terms };
        index.add_media();
        index.add_unpublished();
        index.add_pages();
        index
    }

    fn add(&mut self, parsed: &'a Parsed, url: &UrlPath, document: Option<(DocumentId, Option<Version>)>) {
        let path = parsed.file.in_content().unwrap_or_default().to_owned();
        self.destinations.insert(path, Destination::Page { url: url.clone(), document, body: Some(&parsed.body) });
    }

    fn add_pages(&mut self) {
        let site = self.site;
        for (id, section) in &site.sections {
            let body = section.index.as_ref().map(|index| &index.parsed.body);
            let page = Destination::Page { url: section.url.clone(), document: None, body };
            self.destinations.insert(id.to_string(), page);
            if let Some(index) = &section.index {
                self.add(&index.parsed, &section.url, None);
            }
        }
        if let Some(home) = &site.home {
            self.add(&home.parsed, &home.url, None);
        }
        self.destinations.insert(
            String::new(),
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
                self.destinations.insert(document.id.to_string(), page);
            }
            for edition in document.editions() {
                self.add(&edition.article.parsed, &edition.article.url, Some((document.id.clone(), edition.version)));
            }
        }
        if !site.glossary.terms.is_empty() {
            self.destinations.insert("glossary.yaml".into(), Destination::Glossary);
        }
        for change in &site.changes {
            let path = change.parsed.file.in_content().unwrap_or_default().to_owned();
            self.destinations.insert(path, Destination::Change(&change.id));
        }
    }

    fn add_media(&mut self) {
        for file in &self.site.media_files {
            let path = file.in_content().unwrap_or_default().to_owned();
            self.destinations.insert(path, Destination::Media(file));
        }
    }

    fn add_unpublished(&mut self) {
        for article in &self.site.unpublished {
            let path = article.parsed.file.in_content().unwrap_or_default();
            self.destinations.insert(path.to_owned(), Destination::Unpublished);
            let Some((folder, name)) = path.rsplit_once('/') else { continue };
            // A folder with nothing but a draft is a slip; one with later versions is not known on this date.
            match self.destinations.get(folder) {
                Some(Destination::Unpublished) => {}
                _ if name == "draft.md" => {
                    self.destinations.insert(folder.to_owned(), Destination::DraftOnly(&article.parsed.file));
                }
                _ if article.url.depth() > 1
                    && !article.parsed.front.title.is_empty()
                    && self.is_version(&article.parsed) =>
                {
                    self.destinations.insert(folder.to_owned(), Destination::Unpublished);
                }
                _ => {}
            }
        }
    }

    fn is_version(&self, parsed: &Parsed) -> bool {
        let name = parsed.file.name();
        Version::parse(name.strip_suffix(".md").unwrap_or(name)).is_some()
    }

    /// A path that the author may have meant, as it would be written in a file of `folder`.
    fn suggestion(&self, folder: &str, path: &str) -> Option<String> {
        let name = path.rsplit('/').next().unwrap_or(path);
        let written = |candidate: &str| UrlPath::new(&format!("{folder}/")).relative(&UrlPath::new(candidate));
        let mut same: Vec<&String> = self
            .destinations
            .keys()
            .filter(|known| !name.is_empty() && known.rsplit('/').next() == Some(name))
            .collect();
        same.sort_by_key(|known| (known.len(), *known));
        if let Some(found) = same.first() {
            return Some(written(found));
        }
        let mut paths: Vec<&str> = self.destinations.keys().map(String::as_str).collect();
        paths.sort_unstable();
        nearest(path, paths).map(written)
    }
}

/// Resolves the links of one text.
struct Linker<'a, 'b> {
    index: &'b Index<'a>,
    body: &'b Body,
    range: &'b Range<usize>,
}

impl Linker<'_, '_> {
    fn place(&self) -> Place {
        self.body.place(self.range)
    }

    fn link(&self, written: &str, findings: &mut Vec<Diagnostic>) -> LinkTarget {
        let site = self.index.site;
        let mut rest = written;
        while let Some((_, name, after)) = next_variable(rest) {
            if site.settings.variable(name).is_none() {
                findings.push(unknown_variable::finding(site, self.place(), name));
                return LinkTarget::Broken;
            }
            rest = after;
        }
        let destination = site.settings.fill_in(written);
        match scheme(&destination) {
            Some("https" | "mailto" | "tel") => LinkTarget::External(destination),
            Some("http") => {
                findings.push(external_link_insecure::finding(self.place(), &destination));
                LinkTarget::External(destination)
            }
            Some(_) => self.report(unsafe_link::scheme(self.place(), &destination), findings),
            None if destination.starts_with("//") => {
                self.report(unsafe_link::protocol_relative(self.place(), &destination), findings)
            }
            None => self.internal(&destination, findings),
        }
    }

    fn image(&self, written: &str, findings: &mut Vec<Diagnostic>) -> (LinkTarget, Option<(usize, usize)>) {
        if scheme(written).is_some() || written.starts_with("//") {
            let target = self.report(unsafe_link::remote_image(self.place(), written), findings);
            return (target, None);
        }
        let target = self.internal(written, findings);
        let LinkTarget::Internal { media, .. } = &target else { return (target, None) };
        let Some(file) = media.as_ref().and_then(|path| self.index.snapshot.get(path)) else {
            let target = self.report(broken_link::not_a_picture(self.place(), written), findings);
            return (target, None);
        };
        match media::image_size(file) {
            Ok(size) => (target, size),
            Err(problem) => {
                findings.push(problem(self.place()));
                (LinkTarget::Broken, None)
            }
        }
    }

    fn report(&self, finding: Diagnostic, findings: &mut Vec<Diagnostic>) -> LinkTarget {
        findings.push(finding);
        LinkTarget::Broken
    }

    fn internal(&self, destination: &str, findings: &mut Vec<Diagnostic>) -> LinkTarget {
        let (path, fragment) = destination.split_once('#').unwrap_or((destination, ""));
        if path.is_empty() && fragment.is_empty() {
            return self.report(broken_link::empty(self.place()), findings);
        }
        if path.is_empty() {
            return self.own_anchor(fragment, findings);
        }
        if path.contains('?') {
            return self.report(broken_link::query(self.place(), destination), findings);
        }
        let own = self.body.file.in_content().unwrap_or_default();
        let folder = own.rsplit_once('/').map_or("", |(folder, _)| folder);
        let path = percent_decode(path);
        if path.starts_with('/') {
            let suggestion = self.index.suggestion(folder, path.trim_matches('/'));
            return self.report(broken_link::absolute(self.place(), destination, suggestion.as_deref()), findings);
        }
        let Some(inside) = normalise(folder, &path) else {
            return self.report(broken_link::outside(self.place(), destination), findings);
        };
        let Some(found) = self.index.destinations.get(&inside) else {
            let suggestion = self.index.suggestion(folder, &inside);
            return self.report(broken_link::no_file(self.place(), destination, suggestion.as_deref()), findings);
        };
        self.reach(found, destination, fragment, findings)
    }

    fn reach(
        &self,
        found: &Destination<'_>,
        written: &str,
        fragment: &str,
        findings: &mut Vec<Diagnostic>,
    ) -> LinkTarget {
        let internal =
            |url: UrlPath| LinkTarget::Internal { url, fragment: fragment.to_owned(), document: None, media: None };
        match found {
            Destination::Unpublished => LinkTarget::Unpublished,
            Destination::DraftOnly(draft) => self.report(broken_link::draft_only(self.place(), draft), findings),
            Destination::Change(id) => {
                let url = UrlPath::new("changes/");
                LinkTarget::Internal { url, fragment: (*id).to_owned(), document: None, media: None }
            }
            Destination::Media(file) => {
                if !fragment.is_empty() {
                    findings.push(broken_anchor::no_anchors(self.place(), written));
                }
                if let Some(problem) = self.index.snapshot.get(file).and_then(media::refused) {
                    return self.report(problem(self.place()), findings);
                }
                let url = UrlPath::new(file.in_content().unwrap_or_default());
                LinkTarget::Internal { url, fragment: String::new(), document: None, media: Some((*file).clone()) }
            }
            Destination::Glossary => {
                if !fragment.is_empty() && !self.index.terms.contains(fragment) {
                    let nearest = nearest(fragment, self.index.terms_in_order());
                    return self
                        .report(broken_anchor::finding(self.place(), "the glossary", fragment, nearest), findings);
                }
                internal(UrlPath::new("glossary/"))
            }
            Destination::Page { url, document, body } => {
                if !fragment.is_empty() {
                    let page = format!("the page `{}`", written.split('#').next().unwrap_or_default());
                    self.check_anchor(*body, &page, fragment, findings);
                }
                LinkTarget::Internal {
                    url: url.clone(),
                    fragment: fragment.to_owned(),
                    document: document.clone(),
                    media: None,
                }
            }
        }
    }

    fn own_anchor(&self, fragment: &str, findings: &mut Vec<Diagnostic>) -> LinkTarget {
        self.check_anchor(Some(self.body), "this page", fragment, findings);
        LinkTarget::Anchor(fragment.to_owned())
    }

    fn check_anchor(&self, body: Option<&Body>, page: &str, fragment: &str, findings: &mut Vec<Diagnostic>) {
        let headings = || body.iter().flat_map(|body| &body.headings).filter(|heading| heading.shown);
        if !headings().any(|heading| heading.id.as_str() == fragment) {
            let nearest = nearest(fragment, headings().map(|heading| heading.id.as_str()));
            findings.push(broken_anchor::finding(self.place(), page, fragment, nearest));
        }
    }
}

impl Index<'_> {
    fn terms_in_order(&self) -> impl Iterator<Item = &str> {
        self.site.glossary.terms.iter().map(|term| term.id.as_str())
    }
}

/// The logo is a picture that no text shows.
fn logo(site: &mut Site, snapshot: &Snapshot, findings: &mut Vec<Diagnostic>) {
    let Some(logo) = &site.settings.logo else { return };
    let place = || setting(&["logo"], Part::Value);
    match snapshot.get(&FilePath::new(&format!("content/{logo}"))) {
        None => findings.push(invalid_value::logo(place(), logo)),
        Some(file) => match media::image_size(file) {
            Ok(_) => drop(site.media.insert(UrlPath::new(logo), file.clone())),
            Err(problem) => findings.push(problem(place())),
        },
    }
}

/// `related` and `tasks` name documents, not files.
fn related(site: &Site, findings: &mut Vec<Diagnostic>) {
    let articles = site.articles().chain(&site.unpublished);
    for parsed in articles.map(|article| &article.parsed) {
        for (key, ids) in [("related", &parsed.front.related), ("tasks", &parsed.front.tasks)] {
            for (index, id) in ids.iter().enumerate() {
                if !site.documents.contains_key(id) && !site.absent.contains_key(id) {
                    let place = parsed.value(YamlPath::root().key(key).index(index));
                    let nearest = nearest(id.as_str(), site.documents.keys().map(DocumentId::as_str));
                    findings.push(broken_link::unknown_document(place, id.as_str(), nearest));
                }
            }
        }
    }
}

/// The scheme of an address (RFC 3986, section 3.1).
fn scheme(destination: &str) -> Option<&str> {
    let (scheme, _) = destination.split_once(':')?;
    let mut bytes = scheme.bytes();
    let starts = bytes.next().is_some_and(|byte| byte.is_ascii_alphabetic());
    (starts && bytes.all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))).then_some(scheme)
}

/// Follows a relative path from a folder, both below `content/`; `None` if it leads out.
fn normalise(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Replaces `%20` and the like; what is not UTF-8 then stays as it was.
fn percent_decode(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        match hex.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(decoded) if byte == b'%' => {
                bytes.push(decoded);
                rest = after.get(2..).unwrap_or_default();
            }
            _ => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| path.to_owned())
}
