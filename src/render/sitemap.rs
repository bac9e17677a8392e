//! What search engines read: the list of pages and the rules for robots.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::link::encode;
use crate::model::{Page, Settings, Site, Status};

/// The sitemap (sitemaps.org, protocol 0.9): every page that is in force, with the day of its text.
pub(super) fn sitemap(site: &Site) -> Vec<u8> {
    let base = format!("{}/", site.settings.base_url.trim_end_matches('/'));
    let mut writer = Writer::new(Vec::new());
    // Writing to memory cannot fail.
    let _ = writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
    let _ = writer
        .create_element("urlset")
        .with_attribute(("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"))
        .write_inner_content(|writer| {
            for (url, page) in site.pages.iter().filter(|(url, page)| url.is_page() && is_listed(site, page)) {
                let address = format!("{base}{}", encode(url.as_str()));
                writer.create_element("url").write_inner_content(|writer| {
                    writer.create_element("loc").write_text_content(BytesText::new(&address))?;
                    if let Some(date) = last_changed(site, page) {
                        writer.create_element("lastmod").write_text_content(BytesText::new(&date))?;
                    }
                    Ok(())
                })?;
            }
            Ok(())
        });
    let mut xml = writer.into_inner();
    xml.push(b'\n');
    xml
}

/// What robots may read: everything.
pub(super) fn robots(settings: &Settings) -> Vec<u8> {
    let base = settings.base_url.trim_end_matches('/');
    format!("User-agent: *\nAllow: /\n\nSitemap: {base}/sitemap.xml\n").into_bytes()
}

/// Versions have the document's own address; older ones, drafts, past days and what changed between versions would only
/// mislead.
fn is_listed(site: &Site, page: &Page) -> bool {
    match page {
        Page::Version(..)
        | Page::Compare(..)
        | Page::Edition(_)
        | Page::Redirect(_)
        | Page::QuizAnswers(_)
        | Page::Record => false,
        Page::Document(id) => {
            let edition = site.documents.get(id).and_then(|document| document.current_edition());
            edition.is_none_or(|edition| matches!(edition.status, Status::InForce | Status::Upcoming))
        }
        _ => true,
    }
}

fn last_changed(site: &Site, page: &Page) -> Option<String> {
    let Page::Document(id) = page else { return None };
    let front = site.documents.get(id)?.current().front();
    front.effective.or(front.updated).map(|date| date.to_string())
}
