//! How one page names another.

pub(crate) use crate::model::percent_encode as encode;

use crate::model::UrlPath;

/// The form of links inside the portal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkStyle {
    /// Relative, to folders: works at any place of any web server.
    Relative,
    /// Relative, to files: works from a folder without a server.
    Portable,
}

/// Writes the links of one page.
#[derive(Clone, Debug)]
pub(super) struct Linker {
    from: UrlPath,
    style: LinkStyle,
    /// For the page that is served at any address: the path of the portal, `/sub/path/`.
    rooted: Option<String>,
}

impl Linker {
    pub(super) fn new(from: &UrlPath, style: &LinkStyle) -> Self {
        Self { from: from.clone(), style: style.clone(), rooted: None }
    }

    /// For a page that answers at any address, so that relative links would lead astray.
    pub(super) fn rooted(base_path: &str, style: &LinkStyle) -> Self {
        let rooted = (*style == LinkStyle::Relative).then(|| base_path.to_owned());
        Self { from: UrlPath::home(), style: style.clone(), rooted }
    }

    /// For texts that are read away from the portal: whole addresses below `base_url`, which ends with a slash.
    pub(super) fn absolute(base_url: &str) -> Self {
        Self { from: UrlPath::home(), style: LinkStyle::Relative, rooted: Some(base_url.to_owned()) }
    }

    /// The reference to a page or file, percent-encoded (RFC 3986, section 2.1).
    pub(super) fn href(&self, to: &UrlPath) -> String {
        let mut link = match &self.rooted {
            Some(base) => format!("{base}{}", to.as_str()),
            None => self.from.relative(to),
        };
        if self.style == LinkStyle::Portable && to.is_page() {
            link.push_str("index.html");
        }
        encode(link)
    }

    /// The reference to a place on a page.
    pub(super) fn href_at(&self, to: &UrlPath, fragment: &str) -> String {
        if fragment.is_empty() {
            return self.href(to);
        }
        let mut href = if *to == self.from && self.rooted.is_none() { String::new() } else { self.href(to) };
        href.push('#');
        href.push_str(&encode(fragment));
        href
    }
}
