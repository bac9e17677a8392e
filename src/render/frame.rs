//! What stands around the texts of a folder, the versions of a document or their redlines: it is the same on all of these
//! pages, and made once for them.

use std::collections::BTreeMap;

use tera::value::Key;
use tera::{Context, Value};

use super::Renderer;
use super::view::{self, AssetView, PageView};
use crate::model::{DocumentId, SectionId, UrlPath};

/// Pages that have the same around them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Around {
    /// The documents directly in a folder.
    Folder(SectionId),
    /// The versions of a document, less the one in force.
    Versions(DocumentId),
    /// The redlines of a document.
    Comparisons(DocumentId),
    /// What was in force from each day on.
    Editions,
}

impl Around {
    /// The address of one of the pages, whose own name does not matter.
    fn url(&self) -> UrlPath {
        match self {
            Self::Folder(id) | Self::Versions(id) => UrlPath::new(&format!("{id}/_/")),
            Self::Comparisons(id) => UrlPath::new(&format!("{id}/compare/_/")),
            Self::Editions => UrlPath::new("editions/_/"),
        }
    }
}

/// Title and description of a page.
pub(super) type Words = (String, String);

/// The parts of a page that its own text decides nothing of.
const PARTS: [(&str, &str); 4] = [
    ("head", "parts/head.html"),
    ("header", "parts/header.html"),
    ("crumbs", "parts/crumbs.html"),
    ("footer", "parts/footer.html"),
];

/// What of `page` is each page's own. A part that used it would be right on one page only, and fails instead.
const OWN: [&str; 4] = ["title", "description", "canonical", "scripts"];

/// What such pages have in common.
pub(super) struct Frame {
    /// Their `page`, short of what is each page's own. Each page gets a copy, which a sorted map gives away more cheaply
    /// than one of hashes.
    page: BTreeMap<Key<'static>, Value>,
    /// The scripts of all of them.
    scripts: Value,
    /// The HTML of each part.
    html: Value,
}

impl Frame {
    /// The frame of one page. `None` where a part fails: each page then tries it, and says which it is.
    fn make(renderer: &Renderer<'_>, url: &UrlPath, page: &PageView) -> Option<Self> {
        let mut page: BTreeMap<_, _> = Value::try_from_serializable(page).ok()?.into_map()?.into_iter().collect();
        let scripts = page.get(&Key::Str("scripts"))?.clone();
        page.retain(|key, _| key.as_str().is_none_or(|key| !OWN.contains(&key)));
        let mut context = Context::new();
        context.insert_value("page", Value::from(page.clone()));
        let html = |template: &str| Some(Value::safe_string(&renderer.part(template, &context, url).ok()?));
        let parts = PARTS.iter().map(|(name, template)| Some((*name, html(template)?)));
        let html = parts.collect::<Option<BTreeMap<_, _>>>()?.into();
        Some(Self { page, scripts, html })
    }

    /// The values for the template of a page that stands in this frame, with scripts of its own.
    fn context(
        &self,
        renderer: &Renderer<'_>,
        url: &UrlPath,
        (title, description): Words,
        scripts: &[AssetView],
    ) -> Context {
        let own = scripts.iter().map(Value::from_serializable);
        let scripts: Vec<Value> = self.scripts.as_array().into_iter().flatten().cloned().chain(own).collect();
        let canonical = view::canonical(renderer, url);
        let values = [title.into(), description.into(), canonical.into(), scripts.into()];
        let mut page = self.page.clone();
        page.extend(OWN.into_iter().map(Key::Str).zip(values));
        let mut context = Context::new();
        context.insert_value("page", Value::from(page));
        context.insert_value("frame", self.html.clone());
        context
    }
}

impl Renderer<'_> {
    /// The values for a page with scripts of its own: from the frame, where others have the same around them, else from
    /// the page as `make` makes it. `around` is `None` for a page that stands alone.
    pub(super) fn framed(
        &self,
        around: Option<&Around>,
        url: &UrlPath,
        words: Words,
        scripts: &[&str],
        make: &dyn Fn(&UrlPath, Words) -> PageView,
    ) -> Context {
        if let Some(frame) = around.and_then(|around| self.frame(around, url, make)) {
            let scripts: Vec<_> = scripts.iter().filter_map(|name| view::script(self, url, name)).collect();
            return frame.context(self, url, words, &scripts);
        }
        let mut page = make(url, words);
        scripts.iter().for_each(|name| view::add_script(self, url, &mut page, name));
        view::context(&page)
    }

    fn frame(&self, around: &Around, url: &UrlPath, make: &dyn Fn(&UrlPath, Words) -> PageView) -> Option<&Frame> {
        let frame = self.frames.get(around)?;
        // Such pages are written as no other: the navigation says so, or they link to themselves in other languages.
        if view::is_in_navigation(self, url) || !self.site.in_all_languages(url).is_empty() {
            return None;
        }
        let any = || {
            let url = around.url();
            Frame::make(self, &url, &make(&url, Words::default()))
        };
        frame.get_or_init(any).as_ref()
    }
}
