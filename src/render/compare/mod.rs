//! The page that shows what changed from one version of a document to another.

mod blocks;
mod inline;
mod moves;
mod phrases;
mod summary;
mod table;
mod writer;

use serde::Serialize;
use tera::{Context, Value};

use super::frame::{Around, Words};
use super::link::Linker;
use super::view::{self, DateView, LinkView, PageView};
use super::{Renderer, link_list, lists};
use crate::model::{Document, DocumentId, Edition, UrlPath, Version};
use crate::redline::{Corrected, compare_as_read, corrected};
pub(super) use phrases::Phrases;
use writer::Writer;

/// One of the two versions.
#[derive(Serialize)]
struct VersionView {
    label: String,
    draft: bool,
    href: String,
    status: &'static str,
    effective: Option<DateView>,
}

/// A correction that one of the two texts holds.
#[derive(Serialize)]
struct CorrectedView {
    version: String,
    date: Option<DateView>,
    reason: String,
    href: String,
}

/// The page of two versions.
pub(super) fn page(
    renderer: &Renderer<'_>,
    url: &UrlPath,
    id: &DocumentId,
    versions: (Option<Version>, Option<Version>),
) -> (&'static str, Context) {
    let document = renderer.site.documents.get(id);
    let edition = |version: Option<Version>| document?.edition(version);
    let (Some(document), Some(before), Some(after)) = (document, edition(versions.0), edition(versions.1)) else {
        return lists::not_found(renderer);
    };
    let linker = renderer.linker(url);
    let settings = renderer.settings();
    let (old, new) = (renderer.article(&before.article), renderer.article(&after.article));
    let shared = renderer.shared();
    let (old_text, new_text) = (shared.read(settings, old), shared.read(settings, new));
    let redline = compare_as_read(settings, (&old.parsed, &old_text), (&new.parsed, &new_text));
    let title = settings.fill_in(&new.front().title);
    let words = ["compare_title", "compare_description"].map(|key| text(renderer, key, [before, after], &title));
    let make = |url: &UrlPath, words: Words| page_view(renderer, url, document, words);
    let around = Around::Comparisons(id.clone());
    let mut context = renderer.framed(Some(&around), url, words.into(), &[], &make);
    let writer = Writer::new(renderer, &linker, &redline, (&before.article.url, &after.article.url));
    context.insert("before", &version(renderer, &linker, before));
    context.insert("after", &version(renderer, &linker, after));
    let view = |it: Corrected| CorrectedView {
        href: linker.href_at(&UrlPath::new("changes/"), &it.change),
        version: it.version,
        date: it.date.map(|date| renderer.date(date)),
        reason: it.reason,
    };
    let corrected = corrected(renderer.site, before, after, &renderer.language()).into_iter().map(view);
    context.insert("corrected", &corrected.collect::<Vec<_>>());
    context.insert("summary", &summary::view(&writer, &redline));
    context.insert_value("facts", Value::safe_string(&summary::facts(&writer, &redline)));
    context.insert_value("body", Value::safe_string(&writer.body()));
    context.insert("history", &linker.href(&document.url.join("history/")));
    let others = others(renderer, &linker, document, before, after);
    context.insert_value("others", Value::safe_string(&link_list::items(&others)));
    ("compare.html", context)
}

fn page_view(renderer: &Renderer<'_>, url: &UrlPath, document: &Document, (title, description): Words) -> PageView {
    let linker = renderer.linker(url);
    let mut page = view::page(renderer, url, title, description);
    // Search engines would show a rule that no longer applies.
    page.index = false;
    page.crumbs = view::crumbs(renderer, &linker, document.id.parent());
    page.crumbs.extend(view::document_link(renderer, &linker, &document.id));
    let (title, href) = (renderer.theme.strings.get("history"), linker.href(&document.url.join("history/")));
    page.crumbs.push(LinkView { title: title.to_owned(), href, ..LinkView::default() });
    view::add_style(renderer, url, &mut page, "compare.css");
    page
}

fn version(renderer: &Renderer<'_>, linker: &Linker, edition: &Edition) -> VersionView {
    VersionView {
        label: edition.label().to_owned(),
        draft: edition.version.is_none(),
        href: linker.href(&edition.article.url),
        status: edition.status.name(),
        effective: edition.effective().filter(|_| edition.version.is_some()).map(|date| renderer.date(date)),
    }
}

/// The comparisons a reader may want next: the one before, the one after, and both versions with the one in force.
fn others(
    renderer: &Renderer<'_>,
    linker: &Linker,
    document: &Document,
    before: &Edition,
    after: &Edition,
) -> Vec<LinkView> {
    let in_force = document.in_force();
    let pairs = [
        document.previous(before).map(|earlier| (earlier, before)),
        document.previous(after).map(|earlier| (earlier, after)),
        document.next(after).map(|later| (after, later)),
        in_force.map(|in_force| (before, in_force)),
        in_force.map(|in_force| (after, in_force)),
    ];
    let mut links: Vec<LinkView> = Vec::new();
    let mut known = vec![(before.version, after.version)];
    for (one, other) in pairs.into_iter().flatten() {
        let Some((earlier, later)) = document.comparison(one, other) else { continue };
        let versions = (earlier.version, later.version);
        if !known.contains(&versions) {
            known.push(versions);
            links.push(link(renderer, linker, document, earlier, later));
        }
    }
    links
}

/// A link to what changed from one version to another.
pub(super) fn link(
    renderer: &Renderer<'_>,
    linker: &Linker,
    document: &Document,
    before: &Edition,
    after: &Edition,
) -> LinkView {
    let title = text(renderer, "compare_link", [before, after], "");
    let url = document.comparison_url(before, after);
    LinkView { title, href: linker.href(&url), marks: linker.marks(&url, None), ..LinkView::default() }
}

/// A text of the interface that names two versions, `{from}` and `{to}`, and perhaps the `{title}` of their document.
fn text(renderer: &Renderer<'_>, key: &str, versions: [&Edition; 2], title: &str) -> String {
    let strings = &renderer.theme.strings;
    let [from, to] = versions.map(|edition| match edition.version {
        Some(_) => edition.label(),
        None => strings.get("compare_draft"),
    });
    strings.filled(key, &[("from", from), ("to", to), ("title", title)])
}
