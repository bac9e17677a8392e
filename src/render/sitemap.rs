//! What search engines read: the list of pages and the rules for robots.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::link::encode;
use crate::model::{Page, Settings, Site, Status, UrlPath};

/// The sitemap (sitemaps.org, protocol 0.9): every page that is in force, with the day of its text and, in a portal of
/// several languages, the same page in each.
pub(super) fn sitemap(site: &Site) -> Vec<u8> {
    let base = format!("{}/", site.settings.base_url.trim_end_matches('/'));
    let mut writer = Writer::new(Vec::new());
    // Writing to memory cannot fail.
    let _ = writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
    let _ = writer.create_element("urlset").with_attributes(namespaces(site)).write_inner_content(|writer| {
        let address = |url: &UrlPath| format!("{base}{}", encode(url.as_str()));
        for (url, page) in site.pages.iter().filter(|(url, page)| url.is_page() && is_listed(site, page)) {
            writer.create_element("url").write_inner_content(|writer| {
                writer.create_element("loc").write_text_content(BytesText::new(&address(url)))?;
                if let Some(date) = last_changed(site, page) {
                    writer.create_element("lastmod").write_text_content(BytesText::new(&date))?;
                }
                for (tag, url) in alternates(site, url) {
                    writer
                        .create_element("xhtml:link")
                        .with_attributes([("rel", "alternate"), ("hreflang", &*tag), ("href", &*address(&url))])
                        .write_empty()?;
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

fn namespaces(site: &Site) -> impl Iterator<Item = (&'static str, &'static str)> {
    let further = !site.settings.further_languages().is_empty();
    let alternates = further.then_some(("xmlns:xhtml", "http://www.w3.org/1999/xhtml"));
    [("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9")].into_iter().chain(alternates)
}

/// The page in each of its languages and, as `x-default`, the one for readers of any other.
fn alternates(site: &Site, url: &UrlPath) -> Vec<(String, UrlPath)> {
    let pages = site.in_all_languages(url);
    let default = pages.first().map(|(_, url)| ("x-default".to_owned(), url.clone()));
    pages.iter().map(|(language, url)| (language.to_string(), url.clone())).chain(default).collect()
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
        Page::Translation(_, page) => is_listed(site, page),
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
    let (id, language) = match page {
        Page::Document(id) => (id, None),
        Page::Translation(language, page) => match &**page {
            Page::Document(id) => (id, Some(language)),
            _ => return None,
        },
        _ => return None,
    };
    let article = site.documents.get(id)?.current();
    let front = language.map_or(article, |language| article.in_language(language)).front();
    front.effective.or(front.updated).map(|date| date.to_string())
}
