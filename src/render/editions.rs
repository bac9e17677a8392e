//! The portal over time: the timeline of all versions, and what was in force from each day on which anything changed.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use tera::{Context, Value};

use super::frame::{Around, Words};
use super::link::Linker;
use super::timeline::{self, Bar, Mark, MarkKind, Row};
use super::view::{self, DateView, LinkView};
use super::{Renderer, changes, lists};
use crate::model::{ChangeKind, CollectionKind, Date, Document, DocumentId, Edition, Status, UrlPath};

/// A version with the days on which it was in force.
#[derive(Serialize)]
struct VersionView {
    title: String,
    version: String,
    href: String,
    status: &'static str,
    first_day: Option<DateView>,
    /// `None` as long as no later day is known to end it.
    last_day: Option<DateView>,
    reviewed: Vec<DateView>,
    next_review: Option<DateView>,
}

/// A day on which anything changed.
#[derive(Serialize)]
struct DayView {
    date: DateView,
    href: String,
    changes: Vec<LinkView>,
}

/// The timeline, the days, and all versions.
pub(super) fn overview(renderer: &Renderer<'_>, url: &UrlPath) -> (&'static str, Context) {
    let site = renderer.site;
    let linker = renderer.linker(url);
    let mut page = lists::fixed_page(renderer, url, "editions", "editions_summary");
    view::add_style(renderer, url, &mut page, "editions.css");
    if !site.editions.is_empty() {
        view::add_script(renderer, url, &mut page, "date-box.js");
    }
    let reviewed = reviewed(renderer);
    let mut rows = Vec::new();
    let mut versions = Vec::new();
    for document in versioned(renderer) {
        let reviewed = reviewed.get(&document.id).map(Vec::as_slice).unwrap_or_default();
        rows.push(row(renderer, document, reviewed));
        let published = document.editions().iter().filter(|edition| edition.version.is_some());
        let next_review = site.reviews.get(&document.id).map(|review| renderer.date(review.due));
        versions.extend(published.rev().map(|edition| {
            Value::from_serializable(&VersionView {
                next_review: next_review.clone().filter(|_| edition.status == Status::InForce),
                ..version(renderer, &linker, edition, reviewed)
            })
        }));
    }
    let mut context = view::context(&page);
    context.insert("timeline_rows", &rows.iter().map(|row| row.title.as_str()).collect::<Vec<_>>());
    context.insert("timeline", &timeline::svg(&rows, site.as_of, &renderer.theme.strings));
    context.insert_value("days", view::values(site.editions.iter().rev().map(|day| day_view(renderer, &linker, *day))));
    context.insert_value("versions", versions.into());
    context.insert("living", &living(renderer, &linker));
    ("editions.html", context)
}

/// What was in force from a day on, and what changed that day.
pub(super) fn edition(renderer: &Renderer<'_>, url: &UrlPath, day: Date) -> (&'static str, Context) {
    #[derive(Serialize)]
    struct GroupView {
        title: String,
        versions: Vec<InForceView>,
    }
    #[derive(Serialize)]
    struct InForceView {
        #[serde(flatten)]
        version: VersionView,
        is_new: bool,
    }
    let site = renderer.site;
    let linker = renderer.linker(url);
    let strings = &renderer.theme.strings;
    let date = strings.date(day);
    let title = strings.filled("edition_of", &[("date", &date)]);
    let at = site.editions.partition_point(|other| *other < day);
    let next = site.editions.get(at + 1).copied();
    let summary = match next {
        Some(next) => strings.filled("edition_until", &[("date", &date), ("until", &strings.date(next.plus_days(-1)))]),
        None => strings.filled("edition_newest", &[("date", &date)]),
    };
    let words = (title, summary);
    let make = |url: &UrlPath, (title, summary): Words| {
        let mut page = view::page(renderer, url, title, summary);
        page.index = false;
        page.crumbs = lists::crumbs_to(renderer, &renderer.linker(url), "editions", "editions/");
        view::add_style(renderer, url, &mut page, "editions.css");
        page
    };
    let mut context = renderer.framed(Some(&Around::Editions), url, words, &[], &make);
    let mut groups: Vec<GroupView> = Vec::new();
    for document in versioned(renderer) {
        let Some(edition) = document.in_force_on(day) else { continue };
        let collection = site.settings.collections.get(&document.id.collection());
        let title = collection.map(|collection| collection.title.clone()).unwrap_or_default();
        let view =
            InForceView { version: version(renderer, &linker, edition, &[]), is_new: edition.effective() == Some(day) };
        match groups.last_mut().filter(|group| group.title == title) {
            Some(group) => group.versions.push(view),
            None => groups.push(GroupView { title, versions: vec![view] }),
        }
    }
    let changes = changes::lines(renderer, &linker, site.changes_on(day));
    let link =
        |day: Date| LinkView { title: strings.date(day), href: linker.href(&address(day)), ..LinkView::default() };
    let previous = at.checked_sub(1).and_then(|before| site.editions.get(before)).copied();
    context.insert("groups", &groups);
    context.insert("changes", &changes);
    context.insert("previous", &previous.map(link));
    context.insert("next", &next.map(link));
    context.insert("living", &living(renderer, &linker));
    ("edition.html", context)
}

fn address(day: Date) -> UrlPath {
    UrlPath::new(&format!("editions/{day}/"))
}

/// The documents that have versions, in the order of their collections.
fn versioned<'a>(renderer: &Renderer<'a>) -> impl Iterator<Item = &'a Document> {
    let site = renderer.site;
    let versioned = site.settings.collections.iter().filter(|(_, it)| it.kind == CollectionKind::Versioned);
    versioned.flat_map(move |(collection, _)| {
        // Documents are in order: those of one collection stand together.
        let rest = site.documents.range(DocumentId::new(&format!("{collection}/"))..);
        let inside = rest.map(|(_, document)| document).take_while(move |document| document.id.is_in(collection));
        inside.filter(|document| !document.editions().is_empty())
    })
}

/// The collections whose texts have no past.
fn living(renderer: &Renderer<'_>, linker: &Linker) -> Vec<LinkView> {
    let collections = renderer.settings().collections.iter();
    collections
        .filter(|(_, collection)| collection.kind == CollectionKind::Living)
        .map(|(id, collection)| LinkView {
            title: collection.title.clone(),
            href: linker.href(&UrlPath::new(&format!("{id}/"))),
            ..LinkView::default()
        })
        .collect()
}

fn day_view(renderer: &Renderer<'_>, linker: &Linker, day: Date) -> DayView {
    let changes = renderer.site.changes_on(day).iter().map(|change| changes::link_to(renderer, linker, change));
    DayView { date: renderer.date(day), href: linker.href(&address(day)), changes: changes.collect() }
}

/// The days on which each document was reviewed, oldest first.
fn reviewed<'a>(renderer: &Renderer<'a>) -> BTreeMap<&'a DocumentId, Vec<Date>> {
    let mut reviewed: BTreeMap<&DocumentId, Vec<Date>> = BTreeMap::new();
    for change in renderer.site.past_changes().filter(|change| change.kind == ChangeKind::Reviewed) {
        for named in &change.documents {
            reviewed.entry(&named.document).or_default().extend(change.date);
        }
    }
    for days in reviewed.values_mut() {
        days.sort_unstable();
    }
    reviewed
}

fn version(renderer: &Renderer<'_>, linker: &Linker, edition: &Edition, reviewed: &[Date]) -> VersionView {
    let in_time = |day: &&Date| {
        edition.effective().is_some_and(|first| first <= **day) && edition.until.is_none_or(|until| **day < until)
    };
    VersionView {
        title: renderer.settings().fill_in(&edition.article.front().title),
        version: edition.label().to_owned(),
        href: linker.href(&edition.article.url),
        status: edition.status.name(),
        first_day: edition.effective().map(|date| renderer.date(date)),
        last_day: edition.until.map(|until| renderer.date(until.plus_days(-1))),
        reviewed: reviewed.iter().filter(in_time).map(|day| renderer.date(*day)).collect(),
        next_review: None,
    }
}

/// A document on the timeline.
fn row(renderer: &Renderer<'_>, document: &Document, reviewed: &[Date]) -> Row {
    let bar = |edition: &Edition| {
        let from = edition.effective().filter(|_| edition.version.is_some())?;
        Some(Bar { label: edition.label().to_owned(), from, until: edition.until, status: edition.status })
    };
    let mark = |kind: MarkKind, day: Date| Mark { kind, day };
    let mut marks: Vec<Mark> = reviewed.iter().map(|day| mark(MarkKind::Reviewed, *day)).collect();
    marks.extend(renderer.site.reviews.get(&document.id).map(|review| mark(MarkKind::ReviewDue, review.due)));
    let starts: BTreeSet<Date> = document.editions().iter().filter_map(Edition::effective).collect();
    let ends = document.editions().iter().filter(|edition| edition.status != Status::Draft);
    // A version that ends where no other begins was withdrawn.
    let withdrawn = ends.filter_map(|edition| edition.until).filter(|until| !starts.contains(until));
    marks.extend(withdrawn.map(|until| mark(MarkKind::Withdrawn, until)));
    Row {
        title: renderer.settings().fill_in(&document.current().front().title),
        bars: document.editions().iter().filter_map(bar).collect(),
        marks,
    }
}
