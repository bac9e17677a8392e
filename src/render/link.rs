//! How one page names another.

pub(crate) use crate::model::percent_encode as encode;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::{Language, UrlPath};

/// The form of links inside the portal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkStyle {
    /// Relative, to folders: works at any place of any web server.
    Relative,
    /// Relative, to files: works from a folder without a server.
    Portable,
}

/// A language of the portal, with what it says of itself.
#[derive(Debug)]
pub(super) struct Spoken {
    pub(super) language: Language,
    /// Its name.
    pub(super) name: String,
    /// That it can be searched.
    pub(super) search: String,
}

/// What a page knows of the languages of others.
#[derive(Debug)]
pub(super) struct Languages {
    /// The language of the page itself.
    pub(super) own: Language,
    /// The languages of the portal, the default first.
    pub(super) all: Vec<Spoken>,
    /// Pages of the default language that the page's own language has as well; none for the default language.
    pub(super) translated: BTreeSet<UrlPath>,
}

impl Languages {
    /// The language of a page by its address.
    fn of(&self, url: &UrlPath) -> Option<&Language> {
        let folder = url.as_str().split('/').next().unwrap_or_default();
        let mut known = self.all.iter().map(|spoken| &spoken.language);
        let default = known.next();
        known.find(|language| language.as_str() == folder).or(default)
    }
}

/// Writes the links of one page. A link to a page that the page's own language has leads to that one.
#[derive(Clone, Debug)]
pub(super) struct Linker {
    from: UrlPath,
    style: LinkStyle,
    /// For the page that is served at any address: the path of the portal, `/sub/path/`.
    rooted: Option<String>,
    /// `None` in a portal of one language.
    languages: Option<Arc<Languages>>,
    /// For a page away from the portal: the pages of the portal that it holds.
    held: Option<Vec<Held>>,
}

/// A page of the portal inside a package.
#[derive(Clone, Debug)]
pub(super) struct Held {
    /// Its address in the portal.
    pub(super) url: UrlPath,
    /// Where it is: an id.
    pub(super) place: &'static str,
    /// What its anchors begin with there.
    pub(super) prefix: String,
    /// The anchors that are there; `None` for all.
    pub(super) anchors: Option<BTreeSet<String>>,
}

/// Where a package keeps the pictures that its texts show.
const PICTURES: &str = "pictures/";

impl Linker {
    pub(super) fn new(from: &UrlPath, style: &LinkStyle, languages: Option<Arc<Languages>>) -> Self {
        Self { from: from.clone(), style: style.clone(), rooted: None, languages, held: None }
    }

    /// For a page that answers at any address, so that relative links would lead astray.
    pub(super) fn rooted(base_path: &str, style: &LinkStyle) -> Self {
        let rooted = (*style == LinkStyle::Relative).then(|| base_path.to_owned());
        Self { from: UrlPath::home(), style: style.clone(), rooted, languages: None, held: None }
    }

    /// For texts that are read away from the portal: whole addresses below `base_url`, which ends with a slash.
    pub(super) fn absolute(base_url: &str) -> Self {
        let rooted = Some(base_url.to_owned());
        Self { from: UrlPath::home(), style: LinkStyle::Relative, rooted, languages: None, held: None }
    }

    /// The page that a link leads to: the one in the language of this page, if there is one.
    pub(super) fn reach<'u>(&self, to: &'u UrlPath) -> Cow<'u, UrlPath> {
        match &self.languages {
            Some(languages) if languages.translated.contains(to) => Cow::Owned(to.in_language(&languages.own)),
            _ => Cow::Borrowed(to),
        }
    }

    /// The attributes of a link that say so where its text, or the page behind it, is in another language than this page
    /// (WCAG 2.2, 3.1.2; HTML, the `hreflang` attribute).
    pub(super) fn marks(&self, to: &UrlPath, text: Option<&Language>) -> String {
        let mut marks = text.map_or_else(String::new, |language| format!(" lang=\"{language}\""));
        if let Some(languages) = self.languages.as_ref().filter(|_| to.is_page())
            && let Some(language) = languages.of(&self.reach(to)).filter(|language| **language != languages.own)
        {
            marks.push_str(&format!(" hreflang=\"{language}\""));
        }
        marks
    }

    /// For a package that is read away from the portal, as [`absolute`](Self::absolute), but with its own pictures, and
    /// with some pages of the portal in it. Without a `base_url` nothing else can be linked to.
    pub(super) fn package(base_url: &str, held: Vec<Held>) -> Self {
        Self { held: Some(held), ..Self::absolute(base_url) }
    }

    /// The reference to a place on a page; `None` where this page cannot lead there.
    pub(super) fn leads_to(&self, to: &UrlPath, fragment: &str) -> Option<String> {
        let Some(held) = &self.held else { return Some(self.href_at(to, fragment)) };
        match held.iter().find(|page| page.url == *to) {
            Some(Held { place, anchors: None, .. }) if fragment.is_empty() => Some(format!("#{place}")),
            Some(Held { prefix, anchors, .. })
                if !fragment.is_empty() && anchors.as_ref().is_none_or(|anchors| anchors.contains(fragment)) =>
            {
                Some(format!("#{prefix}{}", encode(fragment)))
            }
            _ if self.rooted.as_ref().is_some_and(|base| base.len() > 1) => Some(self.href_at(to, fragment)),
            _ => None,
        }
    }

    /// The reference to a picture that the page shows.
    pub(super) fn picture(&self, to: &UrlPath) -> String {
        if self.held.is_some() { encode(picture_in_package(to)) } else { self.href(to) }
    }

    /// The reference to a page or file, percent-encoded (RFC 3986, section 2.1).
    pub(super) fn href(&self, to: &UrlPath) -> String {
        self.exactly(&self.reach(to))
    }

    /// The reference to a page in the very language of its address.
    pub(super) fn exactly(&self, to: &UrlPath) -> String {
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
        let mut href =
            if *self.reach(to) == self.from && self.rooted.is_none() { String::new() } else { self.href(to) };
        href.push('#');
        href.push_str(&encode(fragment));
        href
    }
}

/// The path in a package of a picture that its texts show.
pub(super) fn picture_in_package(picture: &UrlPath) -> String {
    format!("{PICTURES}{}", picture.as_str())
}
