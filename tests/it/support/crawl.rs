//! Follows every link of a published portal.

use std::collections::BTreeMap;

use super::Tree;
use super::html::{Tag, tags};

/// How the portal was built.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'a> {
    /// Where it will be published, with a slash at the end.
    pub(crate) base_url: &'a str,
    /// True if every link must name a file.
    pub(crate) portable: bool,
}

/// Everything that is wrong with the links of a portal, one line each; the number of links that were followed.
pub(crate) fn crawl(tree: &Tree, place: Place<'_>) -> (Vec<String>, usize) {
    let pages: BTreeMap<&str, Vec<Tag>> = tree
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (path.as_str(), tags(std::str::from_utf8(bytes).unwrap())))
        .collect();
    let mut problems = Vec::new();
    let mut followed = 0;
    for (page, tags) in &pages {
        let mut ids = Vec::new();
        for tag in tags {
            if let Some(id) = tag.get("id") {
                if ids.contains(&id) {
                    problems.push(format!("{page}: two elements have the id `{id}`"));
                }
                ids.push(id);
            }
            for link in links(tag) {
                followed += 1;
                if let Some(problem) = follow(tree, &pages, place, page, link) {
                    problems.push(format!("{page}: <{}> {link}: {problem}", tag.name));
                }
            }
        }
    }
    (problems, followed)
}

/// The addresses that a tag names.
fn links(tag: &Tag) -> Vec<&str> {
    let mut links: Vec<&str> =
        ["href", "src", "action", "poster", "data"].iter().filter_map(|name| tag.get(name)).collect();
    if tag.get("http-equiv") == Some("refresh") {
        links.extend(tag.get("content").and_then(|content| content.split_once("url=")).map(|(_, url)| url));
    }
    links
}

fn follow(tree: &Tree, pages: &BTreeMap<&str, Vec<Tag>>, place: Place<'_>, page: &str, link: &str) -> Option<String> {
    if ["mailto:", "tel:", "data:"].iter().any(|scheme| link.starts_with(scheme)) {
        return None;
    }
    let (address, fragment) = link.split_once('#').unwrap_or((link, ""));
    let base_path = place.base_url.splitn(4, '/').nth(3).unwrap_or_default();
    let (path, is_whole) = if let Some(rest) = address.strip_prefix(place.base_url) {
        (rest.to_owned(), true)
    } else if address.contains("://") {
        return address.starts_with("http:").then(|| "is not encrypted".to_owned());
    } else if let Some(rest) = address.strip_prefix('/') {
        match (page, rest.strip_prefix(base_path)) {
            ("404.html", Some(rest)) => (rest.to_owned(), false),
            _ => return Some("is not relative".to_owned()),
        }
    } else if address.is_empty() {
        (page.to_owned(), false)
    } else {
        match resolve(page, address) {
            Some(path) => (path, false),
            None => return Some("leads out of the portal".to_owned()),
        }
    };
    let is_folder = path.is_empty() || path.ends_with('/');
    if place.portable && !is_whole && (is_folder || address.ends_with('/')) {
        return Some("names no file".to_owned());
    }
    let file = decode(&if is_folder { format!("{path}index.html") } else { path });
    if !tree.contains_key(&file) {
        return Some(format!("there is no {file}"));
    }
    let anchor = decode(fragment);
    let has_anchor = anchor.is_empty()
        || pages.get(file.as_str()).is_some_and(|tags| tags.iter().any(|tag| tag.get("id") == Some(anchor.as_str())));
    (!has_anchor).then(|| format!("{file} has no id `{anchor}`"))
}

/// The path that a relative reference on a page leads to.
fn resolve(page: &str, address: &str) -> Option<String> {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    let mut segments = address.split('/').peekable();
    while let Some(segment) = segments.next() {
        match segment {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            segment => {
                parts.push(segment);
                continue;
            }
        }
        // A reference that ends in `/`, `.` or `..` means a folder.
        if segments.peek().is_none() {
            return Some(parts.iter().map(|part| format!("{part}/")).collect());
        }
    }
    Some(parts.join("/"))
}

/// Resolves `%20` and the like.
fn decode(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        match hex.filter(|_| *byte == b'%') {
            Some(decoded) => (bytes.push(decoded), rest = &after[2..]).1,
            None => (bytes.push(*byte), rest = after).1,
        }
    }
    String::from_utf8(bytes).unwrap()
}
