//! The register: every document with its version, state, owner, dates and review, as a page, as CSV and as JSON.

use serde::{Serialize, Serializer};
use tera::Context;

use super::{Renderer, view};
use crate::diagnostic::Diagnostic;
use crate::model::{Document, Edition, Status, UrlPath};

/// One document in the register files. Dates are `YYYY-MM-DD`; addresses are whole.
#[derive(Serialize)]
struct Row {
    document: String,
    title: String,
    collection: String,
    version: String,
    status: &'static str,
    owner: String,
    approved_by: String,
    approved_on: String,
    effective: String,
    updated: String,
    last_reviewed: String,
    review_due: String,
    review_state: &'static str,
    law_as_at: String,
    url: String,
}

/// The register as a page.
pub(super) fn page(renderer: &Renderer<'_>, url: &UrlPath) -> Result<(&'static str, Context), Box<Diagnostic>> {
    #[derive(Serialize)]
    struct Group<'a> {
        title: &'a str,
        versioned: bool,
        rows: String,
    }
    let linker = renderer.linker(url);
    let strings = &renderer.theme.strings;
    let mut page =
        view::page(renderer, url, strings.get("register").to_owned(), strings.get("register_summary").to_owned());
    page.crumbs = view::crumbs(renderer, &linker, None);
    let mut groups = Vec::new();
    let mut has_reviews = false;
    for (id, collection) in &renderer.settings().collections {
        let documents = || renderer.site.documents.values().filter(|document| document.id.is_in(id));
        let versioned = documents().any(|document| !document.editions().is_empty());
        // Each row becomes HTML before the next is looked at: of ten thousand, what they are made of is too much to keep.
        let row = |document: &Document| {
            let review = view::review(renderer, &document.id);
            has_reviews |= review.is_some();
            let mut context = Context::new();
            context.insert("versioned", &versioned);
            context.insert("document", &view::document(renderer, &linker, document));
            context.insert("review", &review);
            renderer.part("parts/register-row.html", &context, url)
        };
        let rows = documents().map(row).collect::<Result<_, _>>()?;
        groups.push(Group { title: &collection.title, versioned, rows });
    }
    view::add_style(renderer, url, &mut page, "editions.css");
    if has_reviews {
        view::add_script(renderer, url, &mut page, "today.js");
    }
    let mut context = view::context(&page);
    context.insert("groups", &groups);
    context.insert("editions", &linker.href(&UrlPath::new("editions/")));
    context.insert("csv", &linker.href(&UrlPath::new("register.csv")));
    let has_calendar = !renderer.site.reviews.is_empty();
    context.insert("calendar", &has_calendar.then(|| linker.href(&UrlPath::new("reviews.ics"))));
    context.insert("json", &linker.href(&UrlPath::new("register.json")));
    Ok(("register.html", context))
}

/// The register as CSV (RFC 4180), with a line of names first.
pub(super) fn csv(renderer: &Renderer<'_>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for document in renderer.site.documents.values() {
        let row = row(renderer, document);
        let row = Row {
            document: harmless(row.document),
            title: harmless(row.title),
            collection: harmless(row.collection),
            owner: harmless(row.owner),
            approved_by: harmless(row.approved_by),
            ..row
        };
        // Writing to memory cannot fail.
        let _ = writer.serialize(row);
    }
    writer.into_inner().unwrap_or_default()
}

/// The register as JSON: the date it is for, and one object a document.
pub(super) fn json(renderer: &Renderer<'_>) -> Vec<u8> {
    #[derive(Serialize)]
    struct Register<'a> {
        as_of: String,
        documents: Rows<'a>,
    }
    let register = Register { as_of: renderer.site.as_of.to_string(), documents: Rows(renderer) };
    let mut json = serde_json::to_vec_pretty(&register).unwrap_or_default();
    json.push(b'\n');
    json
}

/// All rows, each made when it is written: of ten thousand documents they are too many to be kept.
struct Rows<'a>(&'a Renderer<'a>);

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.site.documents.values().map(|document| row(self.0, document)))
    }
}

fn row(renderer: &Renderer<'_>, document: &Document) -> Row {
    let settings = renderer.settings();
    let front = document.current().front();
    let edition = document.current_edition();
    let review = renderer.site.reviews.get(&document.id);
    let text = |date: Option<crate::model::Date>| date.map(|date| date.to_string()).unwrap_or_default();
    Row {
        document: document.id.to_string(),
        title: settings.fill_in(&front.title),
        collection: document.id.collection().to_string(),
        version: edition.map_or("", Edition::label).to_owned(),
        status: edition.map_or(Status::InForce, |edition| edition.status).name(),
        owner: view::contact_title(settings, front.owner.as_ref()),
        approved_by: view::contact_title(settings, front.approved_by.as_ref()),
        approved_on: text(front.approved_on),
        effective: text(front.effective),
        updated: text(front.updated),
        last_reviewed: text(review.map(|review| review.last)),
        review_due: text(review.map(|review| review.due)),
        review_state: review.map_or("", |review| review.state.name()),
        law_as_at: text(front.law_as_at),
        url: format!("{}{}", renderer.base_url(), document.url.as_str()),
    }
}

/// A cell that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV injection).
pub(crate) fn harmless(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell }
}
