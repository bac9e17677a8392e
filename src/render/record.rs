//! The learner's record: a page that lists what can be recorded, and that a script fills in from this browser.

use serde::Serialize;
use tera::Context;

use super::link::Linker;
use super::quiz::{QuizEntry, entry};
use super::view;
use super::{Renderer, lists};
use crate::model::{Document, UrlPath, Version};

/// What readers are asked to confirm of a document, if they are, for a script: the document, the version in force, and the
/// last version that changed rules. Whoever confirmed that one knows the rules in force.
pub(super) fn to_confirm(renderer: &Renderer<'_>, document: &Document) -> Option<String> {
    let edition = document.in_force().filter(|edition| edition.article.front().acknowledge)?;
    let version = edition.version?;
    let since = renderer.site.substantive_versions(document).last().copied().unwrap_or(version);
    Some(format!("{} {version} {since}", document.id))
}

/// The page.
pub(super) fn page(renderer: &Renderer<'_>, url: &UrlPath) -> (&'static str, Context) {
    #[derive(Serialize)]
    struct Asked {
        title: String,
        href: String,
        version: String,
        compare: String,
        /// What a script compares the reader's record with.
        read: String,
    }
    let linker = renderer.linker(url);
    let mut page = lists::fixed_page(renderer, url, "record", "record_summary");
    if !renderer.site.quizzes.is_empty() {
        page.crumbs = lists::crumbs_to(renderer, &linker, "training", "training/");
    }
    page.index = false;
    view::add_style(renderer, url, &mut page, "buttons.css");
    view::add_style(renderer, url, &mut page, "record.css");
    view::add_script(renderer, url, &mut page, "record-page.js");
    let asked = |document: &Document| {
        let read = to_confirm(renderer, document)?;
        let version = document.current_edition()?.version?;
        Some(Asked {
            title: renderer.settings().fill_in(&document.current().front().title),
            href: linker.href(&document.url),
            version: version.to_string(),
            compare: compare(&linker, document, version),
            read,
        })
    };
    let documents: Vec<Asked> = renderer.site.documents.values().filter_map(asked).collect();
    let quizzes: Vec<QuizEntry> =
        renderer.site.training().into_iter().map(|quiz| entry(renderer, &linker, quiz)).collect();
    let mut context = view::context(&page);
    context.insert("quizzes", &quizzes);
    context.insert("documents", &documents);
    context.insert("portal", &renderer.base_url());
    ("record.html", context)
}

/// The address of what changed up to a version, from one that a script puts in the place of `FROM`.
pub(super) fn compare(linker: &Linker, document: &Document, version: Version) -> String {
    linker.href(&document.url.join(&format!("compare/FROM-to-{version}/")))
}
