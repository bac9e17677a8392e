//! From a request to an answer, without a socket: only the portal answers, no file is ever read by its address.

use serde::Serialize;

use super::live::Live;
use super::{Address, Head, Method, events};
use crate::diagnostic::{Counts, Level, Spot};
use crate::model::{Date, UrlPath};
use crate::portal::Portal;
use crate::render::{Artefact, CONTENT_SECURITY_POLICY, LinkStyle, Renderer};
use crate::source::Data;

/// What is sent back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status (RFC 9110, section 15).
    pub status: u16,
    /// The media type.
    pub content_type: &'static str,
    /// Other headers.
    pub headers: Vec<(&'static str, String)>,
    /// The body, also for a request for the head alone.
    pub body: Vec<u8>,
}

/// What a request gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// An answer, and that is that.
    Once(Answer),
    /// Events for a page of this build, until it goes away.
    Events(u64),
}

/// What is below this path belongs to the server and not to the portal.
const OWN: &str = "__vellum/";

const EVENTS: &str = "text/event-stream";

impl Live {
    /// What a request gets.
    #[must_use]
    pub fn reply(&self, head: &Head, address: &Address) -> Reply {
        if let Some(refusal) = refusal(head, address) {
            return Reply::Once(refusal);
        }
        let base = self.base_path();
        let (path, query) = head.target.split_once('?').unwrap_or((&head.target, ""));
        let Some(inside) = path.strip_prefix(&base) else {
            // The portal's own root without its last slash, or an address outside the portal.
            let known = path == "/" || format!("{path}/") == base;
            return Reply::Once(if known {
                redirect(&base)
            } else {
                text(404, "There is nothing outside the portal.")
            });
        };
        match inside.strip_prefix(OWN) {
            Some("events") => match own_page(head, address) {
                true if head.method == Method::Head => {
                    Reply::Once(Answer { content_type: EVENTS, body: Vec::new(), ..text(200, "") })
                }
                true => Reply::Events(parameter(query, "build").and_then(|build| build.parse().ok()).unwrap_or(0)),
                false => Reply::Once(text(403, "Events are for pages of this portal.")),
            },
            Some(own) => Reply::Once(self.own(own, query, head, address)),
            None => Reply::Once(self.page(inside, head)),
        }
    }

    fn own(&self, path: &str, query: &str, head: &Head, address: &Address) -> Answer {
        match path {
            "client.js" => file("text/javascript; charset=utf-8", include_bytes!("client/client.js")),
            "client.css" => file("text/css; charset=utf-8", include_bytes!("client/client.css")),
            "state.json" if own_page(head, address) => state(self),
            "as-of" if own_page(head, address) => as_of(query, &self.base_path()),
            _ => text(404, "There is nothing here."),
        }
    }

    fn page(&self, path: &str, head: &Head) -> Answer {
        let as_of = head.cookie.as_deref().and_then(cookie_date);
        let (build, portal) = self.portal(as_of);
        let renderer =
            Renderer::new(&portal.site, &portal.theme, &portal.snapshot, LinkStyle::Relative).sharing(&portal.shared);
        let path = path.strip_suffix("index.html").unwrap_or(path);
        let url = UrlPath::new(&decode(path));
        let (status, url) = match () {
            () if renderer.has(&url) => (200, url),
            () if renderer.has(&url.join("/")) => return redirect(&format!("{}{path}/", self.base_path())),
            () => (404, UrlPath::new("404.html")),
        };
        match renderer.render(&url) {
            Some(Ok(artefact)) => self.answer(&portal, build, status, &url, artefact, head),
            Some(Err(finding)) => {
                self.page_failed(*finding);
                let (build, _) = self.latest();
                let html = failed_page(&self.base_path(), build);
                Answer { body: html.into_bytes(), ..text(500, "") }.html()
            }
            None => text(404, "There is nothing here."),
        }
    }

    fn answer(
        &self,
        portal: &Portal,
        build: u64,
        status: u16,
        url: &UrlPath,
        artefact: Artefact<'_>,
        head: &Head,
    ) -> Answer {
        let content_type = content_type(&url.output_path());
        let bytes = match artefact {
            Artefact::Made(bytes) => bytes,
            Artefact::Asset(bytes) => bytes.to_vec(),
            Artefact::File(file) => match &file.data {
                Data::Text(text) => text.as_bytes().to_vec(),
                Data::Bytes(bytes) => bytes.to_vec(),
                // A picture that vanished since it was read is no longer there; the next build says so.
                Data::Disk { path, .. } => match std::fs::read(path) {
                    Ok(bytes) => bytes,
                    Err(_) => return text(404, "This file vanished."),
                },
            },
        };
        let body = if content_type.starts_with("text/html") {
            inject(bytes, &self.base_path(), build, portal.site.as_of)
        } else {
            bytes
        };
        let etag = format!("\"{}\"", blake3::hash(&body).to_hex().get(..32).unwrap_or_default());
        if status == 200
            && head
                .if_none_match
                .as_ref()
                .is_some_and(|known| known.split(',').any(|known| known.trim().trim_start_matches("W/") == etag))
        {
            return Answer { status: 304, content_type, headers: vec![("ETag", etag)], body: Vec::new() };
        }
        Answer { status, content_type, headers: vec![("ETag", etag)], body }
    }
}

impl Answer {
    /// Every header that is sent, those of every answer first.
    #[must_use]
    pub fn all_headers(&self) -> Vec<(&'static str, String)> {
        let mut headers = vec![
            ("Content-Type", self.content_type.to_owned()),
            ("Content-Security-Policy", format!("{CONTENT_SECURITY_POLICY}; frame-ancestors 'none'")),
            ("X-Content-Type-Options", "nosniff".to_owned()),
            ("Referrer-Policy", "same-origin".to_owned()),
            ("Cross-Origin-Resource-Policy", "same-origin".to_owned()),
            // Pages change at any moment; browsers ask again and mostly hear that nothing did.
            ("Cache-Control", "no-cache".to_owned()),
        ];
        headers.extend(self.headers.iter().cloned());
        headers
    }

    /// For what is no request, or none that is taken.
    pub(super) fn refused(status: u16) -> Self {
        let why = match status {
            408 => "This request took too long to arrive.",
            414 => "This address is too long.",
            431 => "These headers are too large.",
            500 => "This answer could not be made.",
            503 => "Too many pages are open.",
            505 => "Only HTTP/1.0 and HTTP/1.1 are spoken here.",
            _ => "This is not a request.",
        };
        text(status, why)
    }

    fn html(self) -> Self {
        Self { content_type: "text/html; charset=utf-8", ..self }
    }
}

fn refusal(head: &Head, address: &Address) -> Option<Answer> {
    if head.method == Method::Other {
        let answer = text(405, "Only GET and HEAD are answered.");
        return Some(Answer { headers: vec![("Allow", "GET, HEAD".to_owned())], ..answer });
    }
    if !head.host.as_ref().is_some_and(|host| address.is_host(host)) {
        return Some(text(421, "This server answers only to the address that it printed."));
    }
    None
}

/// True for what a page of this server asks for; browsers say where a request comes from.
fn own_page(head: &Head, address: &Address) -> bool {
    head.origin.as_ref().is_none_or(|origin| address.is_origin(origin))
        && head.fetch_site.as_ref().is_none_or(|site| matches!(site.as_str(), "same-origin" | "none"))
}

fn text(status: u16, text: &str) -> Answer {
    let body = format!("{text}\n").into_bytes();
    Answer { status, content_type: "text/plain; charset=utf-8", headers: Vec::new(), body }
}

fn file(content_type: &'static str, bytes: &[u8]) -> Answer {
    Answer { status: 200, content_type, headers: Vec::new(), body: bytes.to_vec() }
}

fn redirect(to: &str) -> Answer {
    Answer { headers: vec![("Location", to.to_owned())], ..text(302, "It is elsewhere.") }
}

/// Chooses the date that this browser sees; an empty one stands for the portal's own.
fn as_of(query: &str, base: &str) -> Answer {
    let date = parameter(query, "date").unwrap_or_default();
    let date = Date::parse(&date).map(|date| date.to_string()).unwrap_or_default();
    let age = if date.is_empty() { "; Max-Age=0" } else { "" };
    let page = parameter(query, "page").map(|page| decode(&page)).unwrap_or_default();
    // Only a path inside the portal, never another host.
    let inside = page.strip_prefix(base).filter(|rest| !rest.starts_with('/') && !rest.contains(['\\', '\r', '\n']));
    let answer = redirect(&format!("{base}{}", inside.unwrap_or_default()));
    let cookie = format!("vellum-as-of={date}; Path={base}; SameSite=Strict; HttpOnly{age}");
    Answer { headers: [answer.headers, vec![("Set-Cookie", cookie)]].concat(), status: 303, ..text(303, "") }
}

fn cookie_date(cookie: &str) -> Option<Date> {
    cookie.split(';').find_map(|pair| Date::parse(pair.trim().strip_prefix("vellum-as-of=")?))
}

fn parameter(query: &str, name: &str) -> Option<String> {
    query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('=')).map(decode)
}

/// What the overlay shows: the findings of the newest portal.
fn state(live: &Live) -> Answer {
    #[derive(Serialize)]
    struct State {
        build: u64,
        /// How many builds this run has made.
        number: u64,
        as_of: Date,
        drafts: bool,
        counts: Counts,
        findings: Vec<Finding>,
    }
    #[derive(Serialize)]
    struct Finding {
        rule: &'static str,
        level: Level,
        file: String,
        line: Option<usize>,
        column: Option<usize>,
        excerpt: String,
        message: String,
        help: Option<String>,
        open: Option<String>,
    }
    let (build, portal) = live.latest();
    let editor = portal.site.settings.editor.as_deref();
    let finding = |diagnostic: &crate::diagnostic::Diagnostic| {
        let spot = Spot::of(&diagnostic.place, &portal.snapshot);
        let path = portal.snapshot.disk_path(&diagnostic.place.file);
        Finding {
            rule: diagnostic.rule.name,
            level: diagnostic.level,
            line: spot.start.map(|position| position.line),
            column: spot.start.map(|position| position.column),
            open: editor.and_then(|editor| events::editor_link(editor, &path, spot.start)),
            file: spot.file,
            excerpt: spot.excerpt,
            message: diagnostic.message.clone(),
            help: diagnostic.help.clone(),
        }
    };
    let state = State {
        build,
        number: (build + 1).saturating_sub(live.config().first_build),
        as_of: portal.site.as_of,
        drafts: live.config().drafts,
        counts: portal.counts(),
        findings: portal.findings.iter().map(finding).collect(),
    };
    let body = serde_json::to_vec(&state).unwrap_or_default();
    Answer { status: 200, content_type: "application/json", headers: Vec::new(), body }
}

/// The one thing that pages get here and not in a build.
#[must_use]
pub fn injected(base: &str, build: u64, as_of: Date) -> String {
    format!("<script src=\"{base}{OWN}client.js\" data-build=\"{build}\" data-as-of=\"{as_of}\" defer></script>\n")
}

fn inject(html: Vec<u8>, base: &str, build: u64, as_of: Date) -> Vec<u8> {
    let mut html = String::from_utf8(html).unwrap_or_default();
    let at = html.rfind("</body>").unwrap_or(html.len());
    html.insert_str(at, &injected(base, build, as_of));
    html.into_bytes()
}

/// The page in the place of one that could not be made; the overlay says why.
fn failed_page(base: &str, build: u64) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>This page cannot be made</title></head>\n\
         <body><main><h1>This page cannot be made</h1><p>A template failed. The findings say where.</p></main>\n\
         <script src=\"{base}{OWN}client.js\" data-build=\"{build}\" data-as-of=\"\" defer></script>\n</body>\n</html>\n"
    )
}

fn decode(text: &str) -> String {
    crate::model::percent_decode(text)
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "xml" => "application/xml",
        "csv" => "text/csv; charset=utf-8",
        "txt" | "md" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "pdf" => "application/pdf",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/octet-stream",
    }
}
