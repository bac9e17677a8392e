//! The one page of a package for a learning system: the text that leads to a quiz, and the quiz.
//!
//! The text is the page that the quiz names as its `module`. A quiz without one brings the clauses that its questions lead
//! to, each policy under its title; with neither, it stands alone. Links to what is in the package stay in it, all others
//! lead to the portal, and what the text shows is in the package.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use tera::Context;

use super::super::Renderer;
use super::super::link::{Held, Linker, picture_in_package};
use crate::diagnostic::Diagnostic;
use crate::model::{Article, Body, DocumentId, LinkTarget, Markup, OnFailing, Page, Quiz, QuizId, Standard, UrlPath};
use crate::source::SourceFile;
use crate::theme::Asset;

/// What a package holds besides what its standard asks for.
pub struct PackagePage<'a> {
    /// The page.
    pub html: Vec<u8>,
    /// Style sheets, the script, and what the style sheets load, by path.
    pub assets: BTreeMap<String, Cow<'a, [u8]>>,
    /// The pictures that the page shows, by path.
    pub pictures: BTreeMap<String, &'a SourceFile>,
}

#[derive(Serialize)]
struct PageView {
    lang: String,
    csp: &'static str,
    title: String,
    summary: String,
    styles: Vec<String>,
    script: String,
    training: Vec<TextView>,
    /// Whether any link leads to the portal.
    links: bool,
    /// What to tell the system of an attempt that did not pass.
    failing: &'static str,
    /// Unused here: where the portal's home page is.
    home: &'static str,
}

#[derive(Serialize)]
struct TextView {
    title: String,
    body: String,
}

const STYLES: [&str; 4] = ["site.css", "quiz.css", "buttons.css", "package.css"];

/// A package loads only what is in it. The run-time of SCORM is in a window around the page; cmi5 calls an address that
/// is known only at the launch.
const SCORM_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    font-src 'self'; form-action 'none'; base-uri 'none'";
const CMI5_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    font-src 'self'; connect-src http: https:; form-action 'none'; base-uri 'none'";

impl<'a> Renderer<'a> {
    /// The page of a quiz in a package; `None` if there is no such quiz.
    pub fn package(
        &self,
        id: &QuizId,
        standard: Standard,
        on_failing: OnFailing,
    ) -> Option<Result<PackagePage<'a>, Box<Diagnostic>>> {
        let quiz = self.site.quizzes.get(id)?;
        let texts = texts(self, quiz);
        let held = texts.iter().map(Text::held).chain([questions(quiz)]).collect();
        let linker = Linker::package(&self.base_url(), held);
        let (csp, script) = match standard {
            Standard::Scorm12 => (SCORM_POLICY, "package-scorm12.js"),
            Standard::Scorm2004 => (SCORM_POLICY, "package-scorm2004.js"),
            Standard::Cmi5 => (CMI5_POLICY, "package-cmi5.js"),
        };
        let (styles, script, assets) = assets(self, script);
        let settings = self.settings();
        let page = PageView {
            lang: self.language().to_string(),
            csp,
            title: settings.fill_in(&quiz.title),
            summary: settings.fill_in(&quiz.summary),
            styles,
            script,
            training: texts.iter().map(|text| text.view(self, &linker)).collect(),
            links: self.base_url().len() > 1,
            failing: on_failing.name(),
            home: "./",
        };
        let mut context = Context::new();
        context.insert("page", &page);
        context.insert("quiz", &super::quiz_view(self, &linker, quiz));
        let pictures = texts.iter().map(|text| &text.body).chain(quiz.bodies()).flat_map(pictures);
        let pictures = pictures.filter_map(|url| Some((picture_in_package(url), self.site.media.get(url)?)));
        let pictures = pictures.collect();
        Some(self.template("package.html", &context, &quiz.url).map(|html| PackagePage { html, assets, pictures }))
    }
}

/// A text to read before the quiz.
struct Text {
    title: String,
    url: UrlPath,
    prefix: String,
    body: Body,
    /// The clauses that are in the package; `None` for the whole text.
    clauses: Option<BTreeSet<String>>,
}

impl Text {
    fn held(&self) -> Held {
        Held { url: self.url.clone(), place: "_training", prefix: self.prefix.clone(), anchors: self.clauses.clone() }
    }

    fn view(&self, renderer: &Renderer<'_>, linker: &Linker) -> TextView {
        TextView { title: self.title.clone(), body: renderer.text(&self.body, linker, &self.prefix) }
    }
}

fn questions(quiz: &Quiz) -> Held {
    Held { url: quiz.url.clone(), place: "_questions", prefix: String::new(), anchors: None }
}

/// The module of a quiz, else the clauses that its questions lead to.
fn texts(renderer: &Renderer<'_>, quiz: &Quiz) -> Vec<Text> {
    let title = |article: &Article| renderer.settings().fill_in(&article.front().title);
    if let Some(module) = quiz.module.as_ref().and_then(|id| renderer.site.documents.get(id)) {
        let (body, prefix) = (module.current().body().clone(), String::new());
        return vec![Text { title: title(module.current()), url: module.url.clone(), prefix, body, clauses: None }];
    }
    let mut texts: BTreeMap<&UrlPath, BTreeSet<&str>> = BTreeMap::new();
    for see in quiz.questions.iter().filter_map(|question| question.see.as_ref()) {
        if let LinkTarget::Internal { url, fragment, .. } = &see.target {
            texts.entry(url).or_default().insert(fragment);
        }
    }
    let mut found = Vec::with_capacity(texts.len());
    for (url, clauses) in texts {
        let Some((id, article)) = article(renderer, url) else { continue };
        let mut body = article.body().clone();
        // A question about a whole page needs the whole page.
        let clauses = (!clauses.contains("")).then(|| keep_clauses(&mut body, &clauses));
        let prefix = format!("{}-", id.as_str().replace('/', "-"));
        found.push(Text { title: title(article), url: url.clone(), prefix, body, clauses });
    }
    found
}

/// The text of an address, if it is one of a document.
fn article<'a>(renderer: &Renderer<'a>, url: &UrlPath) -> Option<(&'a DocumentId, &'a Article)> {
    let document = |id| renderer.site.documents.get(id);
    match renderer.site.pages.get(url)? {
        Page::Document(id) => Some((id, document(id)?.current())),
        Page::Version(id, version) => {
            let edition = document(id)?.edition(*version)?;
            Some((id, &edition.article))
        }
        _ => None,
    }
}

/// Hides all clauses but some, those in them, and the headings that they stand under; gives what is left.
fn keep_clauses(body: &mut Body, wanted: &BTreeSet<&str>) -> BTreeSet<String> {
    let levels: Vec<(u8, bool)> =
        body.headings.iter().map(|heading| (heading.level, wanted.contains(heading.id.as_str()))).collect();
    let mut inside: Option<u8> = None;
    for (index, heading) in body.headings.iter_mut().enumerate() {
        if inside.is_some_and(|level| heading.level <= level) {
            inside = None;
        }
        let is_wanted = wanted.contains(heading.id.as_str());
        if is_wanted && inside.is_none() {
            inside = Some(heading.level);
        }
        let mut below = levels.iter().skip(index + 1).take_while(|(level, _)| *level > heading.level);
        heading.shown &= inside.is_some() || below.any(|(_, wanted)| *wanted);
    }
    body.headings.iter().filter(|heading| heading.shown).map(|heading| heading.id.as_str().to_owned()).collect()
}

/// The style sheets and the script of the page, with what they load: their paths, and all files.
fn assets<'a>(renderer: &Renderer<'a>, script: &str) -> (Vec<String>, String, BTreeMap<String, Cow<'a, [u8]>>) {
    let theme = renderer.theme;
    let mut files = BTreeMap::new();
    let mut styles = Vec::new();
    let mut waiting: Vec<&'a Asset> = STYLES.iter().filter_map(|name| theme.assets.get(*name)).collect();
    styles.extend(waiting.iter().map(|asset| asset.url.as_str().to_owned()));
    // Fonts and pictures that the style sheets name by their hashed names; a style sheet may load another one.
    while let Some(asset) = waiting.pop() {
        if files.insert(asset.url.as_str().to_owned(), Cow::Borrowed(&*asset.bytes)).is_some() {
            continue;
        }
        let text = String::from_utf8_lossy(&asset.bytes);
        let others = theme.assets.values().filter(|other| !other.url.as_str().ends_with(".js"));
        waiting.extend(others.filter(|other| text.contains(other.url.as_str().trim_start_matches("assets/"))));
    }
    let Some(asset) = theme.assets.get(script) else { return (styles, String::new(), files) };
    let path = asset.url.as_str().to_owned();
    let classic = theme.classic_script(script).map(|script| Cow::Owned(script.into_bytes()));
    files.insert(path.clone(), classic.unwrap_or(Cow::Borrowed(&asset.bytes)));
    (styles, path, files)
}

/// The pictures that a text shows.
fn pictures(body: &Body) -> impl Iterator<Item = &UrlPath> {
    body.markup.iter().filter_map(|markup| match markup {
        Markup::Image(image) => match &image.target {
            LinkTarget::Internal { url, .. } => Some(url),
            _ => None,
        },
        Markup::Link(_) => None,
    })
}
