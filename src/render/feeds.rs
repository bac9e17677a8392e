//! The changelog as feeds: Atom (RFC 4287) and JSON Feed 1.1.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use serde::Serialize;

use super::Renderer;
use crate::model::Change;

/// A reader fetches a feed again and again, so it holds only the newest entries.
const LATEST: usize = 50;

/// One entry, as both feeds tell it.
struct Entry {
    address: String,
    id: String,
    title: String,
    /// Midnight in Coordinated Universal Time of the entry's day (RFC 3339).
    updated: String,
    html: String,
    author: String,
}

/// The changelog as an Atom feed.
pub(super) fn atom(renderer: &Renderer<'_>) -> Vec<u8> {
    let settings = renderer.settings();
    let base = renderer.base_url();
    let entries = entries(renderer);
    // A feed without entries still needs a date: that of the build.
    let updated =
        entries.first().map_or_else(|| midnight(&renderer.site.as_of.to_string()), |entry| entry.updated.clone());
    let mut writer = Writer::new(Vec::new());
    // Writing to memory cannot fail.
    let _ = writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
    let _ = writer.create_element("feed").with_attribute(("xmlns", "http://www.w3.org/2005/Atom")).write_inner_content(
        |writer| {
            let text = |writer: &mut Writer<Vec<u8>>, name: &str, text: &str| {
                writer
                    .create_element(name)
                    .write_text_content(BytesText::new(&super::escape::for_xml(text)))
                    .map(|_| ())
            };
            text(writer, "title", &format!("{}: {}", settings.title, renderer.theme.strings.get("changes")))?;
            text(writer, "id", &base)?;
            text(writer, "updated", &updated)?;
            let feed = format!("{base}feed.xml");
            writer.create_element("link").with_attributes([("rel", "self"), ("href", feed.as_str())]).write_empty()?;
            let page = format!("{base}changes/");
            writer
                .create_element("link")
                .with_attributes([("rel", "alternate"), ("href", page.as_str())])
                .write_empty()?;
            writer
                .create_element("author")
                .write_inner_content(|writer| text(writer, "name", &settings.organisation))?;
            for entry in &entries {
                writer.create_element("entry").write_inner_content(|writer| {
                    text(writer, "title", &entry.title)?;
                    text(writer, "id", &entry.id)?;
                    text(writer, "updated", &entry.updated)?;
                    text(writer, "published", &entry.updated)?;
                    writer
                        .create_element("link")
                        .with_attributes([("rel", "alternate"), ("href", entry.address.as_str())])
                        .write_empty()?;
                    writer
                        .create_element("content")
                        .with_attribute(("type", "html"))
                        .write_text_content(BytesText::new(&super::escape::for_xml(&entry.html)))?;
                    Ok(())
                })?;
            }
            Ok(())
        },
    );
    let mut xml = writer.into_inner();
    xml.push(b'\n');
    xml
}

/// The changelog as a JSON Feed.
pub(super) fn json(renderer: &Renderer<'_>) -> Vec<u8> {
    #[derive(Serialize)]
    struct Feed {
        version: &'static str,
        title: String,
        home_page_url: String,
        feed_url: String,
        authors: Vec<Author>,
        items: Vec<Item>,
    }
    #[derive(Serialize)]
    struct Author {
        name: String,
    }
    #[derive(Serialize)]
    struct Item {
        id: String,
        url: String,
        title: String,
        content_html: String,
        date_published: String,
        authors: Vec<Author>,
    }
    let base = renderer.base_url();
    let item = |entry: Entry| Item {
        id: entry.id,
        url: entry.address,
        title: entry.title,
        content_html: entry.html,
        date_published: entry.updated,
        authors: vec![Author { name: entry.author }],
    };
    let feed = Feed {
        version: "https://jsonfeed.org/version/1.1",
        title: format!("{}: {}", renderer.settings().title, renderer.theme.strings.get("changes")),
        home_page_url: base.clone(),
        feed_url: format!("{base}feed.json"),
        authors: vec![Author { name: renderer.settings().organisation.clone() }],
        items: entries(renderer).into_iter().map(item).collect(),
    };
    let mut json = serde_json::to_vec_pretty(&feed).unwrap_or_default();
    json.push(b'\n');
    json
}

fn entries(renderer: &Renderer<'_>) -> Vec<Entry> {
    renderer.site.past_changes().take(LATEST).map(|change| entry(renderer, change)).collect()
}

fn entry(renderer: &Renderer<'_>, change: &Change) -> Entry {
    let base = renderer.base_url();
    // Feed readers show entries away from the portal: their links are whole.
    let linker = super::link::Linker::absolute(&base);
    let view = super::changes::view_of(renderer, &linker, change);
    let address = format!("{base}changes/#{}", super::link::encode(&change.id));
    let mut html = view.body;
    if !view.documents.is_empty() {
        html.push_str("<ul>\n");
        html.push_str(&super::link_list::items(&view.documents));
        html.push_str("</ul>\n");
    }
    Entry {
        id: address.clone(),
        address,
        title: view.title,
        updated: midnight(&change.date.map(|date| date.to_string()).unwrap_or_default()),
        html,
        author: renderer.settings().organisation.clone(),
    }
}

fn midnight(date: &str) -> String {
    format!("{date}T00:00:00Z")
}
