//! The links of one text.

use std::borrow::Cow;
use std::ops::Range;

use super::index::{Destination, Index};
use super::media;
use super::path::{normalise, scheme};
use crate::check::{broken_anchor, broken_link, external_link_insecure, nearest, unknown_variable, unsafe_link};
use crate::diagnostic::Diagnostic;
use crate::model::{Body, Heading, LinkTarget, UrlPath, next_variable, percent_decode};
use crate::span::Place;

/// Resolves the links of one text.
pub(super) struct Linker<'a, 'b> {
    index: &'b Index<'a>,
    body: &'b Body,
    range: &'b Range<usize>,
}

impl<'a, 'b> Linker<'a, 'b> {
    pub(super) fn new(index: &'b Index<'a>, body: &'b Body, range: &'b Range<usize>) -> Self {
        Self { index, body, range }
    }

    fn place(&self) -> Place {
        self.body.place(self.range)
    }

    /// The target of a link.
    pub(super) fn link(&self, written: &str, findings: &mut Vec<Diagnostic>) -> LinkTarget {
        let site = self.index.site;
        let mut rest = written;
        while let Some((_, name, after)) = next_variable(rest) {
            if site.settings.variable(name).is_none() {
                findings.push(unknown_variable::finding(site, self.place(), name));
                return LinkTarget::Broken;
            }
            rest = after;
        }
        // Few links name a variable; the others need no copy.
        let destination = match written.contains("{{") {
            true => Cow::Owned(site.settings.fill_in(written)),
            false => Cow::Borrowed(written),
        };
        match scheme(&destination) {
            Some("https" | "mailto" | "tel") => LinkTarget::External(destination.into_owned()),
            Some("http") => {
                findings.push(external_link_insecure::finding(self.place(), &destination));
                LinkTarget::External(destination.into_owned())
            }
            Some(_) => self.report(unsafe_link::scheme(self.place(), &destination), findings),
            None if destination.starts_with("//") => {
                self.report(unsafe_link::protocol_relative(self.place(), &destination), findings)
            }
            None => self.internal(&destination, findings),
        }
    }

    /// The target and size of a picture.
    pub(super) fn image(&self, written: &str, findings: &mut Vec<Diagnostic>) -> (LinkTarget, Option<(usize, usize)>) {
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
                (LinkTarget::Refused(file.path.clone()), None)
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
        let path = match path.contains('%') {
            true => Cow::Owned(percent_decode(path)),
            false => Cow::Borrowed(path),
        };
        if path.starts_with('/') {
            let suggestion = self.index.suggestion(folder, path.trim_matches('/'));
            return self.report(broken_link::absolute(self.place(), destination, suggestion.as_deref()), findings);
        }
        let Some(inside) = normalise(folder, &path) else {
            return self.report(broken_link::outside(self.place(), destination), findings);
        };
        let Some(found) = self.index.get(&inside) else {
            return self.lost(folder, &inside, destination, fragment, findings);
        };
        self.reach(found, destination, fragment, findings)
    }

    /// A path that leads nowhere any more. In a frozen file it is followed to where the page is now.
    fn lost(
        &self,
        folder: &str,
        path: &str,
        written: &str,
        fragment: &str,
        findings: &mut Vec<Diagnostic>,
    ) -> LinkTarget {
        let now = self.index.renamed(path);
        let frozen = self.index.site.frozen.contains(&self.body.file);
        if let Some(found) = now.as_ref().filter(|_| frozen).and_then(|now| self.index.get(now)) {
            return self.reach(found, written, fragment, findings);
        }
        if frozen {
            findings.push(broken_link::gone(self.place(), written, path.strip_suffix(".md").unwrap_or(path)));
            return LinkTarget::Gone;
        }
        let suggestion = match &now {
            Some(now) => Some(Index::written(folder, now)),
            None => self.index.suggestion(folder, path),
        };
        self.report(broken_link::no_file(self.place(), written, suggestion.as_deref()), findings)
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
                    findings.push(problem(self.place()));
                    return LinkTarget::Refused((*file).clone());
                }
                let url = UrlPath::new(file.in_content().unwrap_or_default());
                LinkTarget::Internal { url, fragment: String::new(), document: None, media: Some((*file).clone()) }
            }
            Destination::Glossary => {
                let is_lost = self.index.site.glossary.is_lost;
                if !fragment.is_empty() && !is_lost && !self.index.has_term(fragment) {
                    let nearest = nearest(fragment, self.index.terms());
                    return self
                        .report(broken_anchor::finding(self.place(), "the glossary", fragment, nearest), findings);
                }
                internal(UrlPath::new("glossary/"))
            }
            Destination::Page { url, document, body } => {
                // Until the version that has the clause is in force, the link leads to the document.
                let comes_later = || {
                    answer(*body, fragment).is_none()
                        && document.as_ref().is_some_and(|(id, _)| self.index.comes_later(id, fragment))
                };
                let mut anchor = String::new();
                if !fragment.is_empty() && !comes_later() {
                    let page = format!("the page `{}`", written.split('#').next().unwrap_or_default());
                    anchor = self.anchor(*body, &page, fragment, findings);
                }
                LinkTarget::Internal { url: url.clone(), fragment: anchor, document: document.clone(), media: None }
            }
        }
    }

    fn own_anchor(&self, fragment: &str, findings: &mut Vec<Diagnostic>) -> LinkTarget {
        LinkTarget::Anchor(self.anchor(Some(self.body), "this page", fragment, findings))
    }

    /// The anchor that answers for a fragment; the fragment itself, with a finding, where none does.
    fn anchor(&self, body: Option<&Body>, page: &str, fragment: &str, findings: &mut Vec<Diagnostic>) -> String {
        let found = answer(body, fragment).unwrap_or_else(|| {
            // Nobody knows what a file has that could not be read.
            if body.is_some_and(Body::is_lost) {
                return fragment;
            }
            let nearest = nearest(fragment, headings(body).map(|heading| heading.id.as_str()));
            findings.push(broken_anchor::finding(self.place(), page, fragment, nearest));
            fragment
        });
        found.to_owned()
    }
}

/// The headings of a page that a link can lead to.
fn headings(body: Option<&Body>) -> impl Iterator<Item = &Heading> {
    let headings = body.into_iter().flat_map(|body| &body.headings);
    headings.filter(|heading| heading.shown && !heading.in_note)
}

/// The anchor that answers for a fragment: itself, or its successor.
fn answer<'a>(body: Option<&'a Body>, fragment: &'a str) -> Option<&'a str> {
    if headings(body).any(|heading| heading.id.as_str() == fragment) {
        return Some(fragment);
    }
    let successor = headings(body).find(|heading| heading.older.iter().any(|id| id.as_str() == fragment));
    successor.map(|heading| heading.id.as_str())
}
