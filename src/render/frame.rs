//! What stands around the texts of a folder: it is the same on all of their pages, and made once for them.

use std::collections::BTreeMap;

use tera::value::Key;
use tera::{Context, Map, Value};

use super::Renderer;
use super::view::{self, AssetView};
use crate::model::{SectionId, UrlPath};

/// The parts of a page that its own text decides nothing of.
const PARTS: [(&str, &str); 3] =
    [("header", "parts/header.html"), ("crumbs", "parts/crumbs.html"), ("footer", "parts/footer.html")];

/// What of `page` is each page's own. A part that used it would be right on one page only, and fails instead.
const OWN: [&str; 4] = ["title", "description", "canonical", "scripts"];

/// What the pages of the documents directly in a folder have in common.
pub(super) struct Frame {
    /// Their `page`, short of what is each page's own.
    page: Map,
    /// The scripts of all of them.
    scripts: Value,
    /// The HTML of each part.
    html: Value,
}

impl Frame {
    /// The frame of the pages in a folder. `None` where a part fails: each page then tries it, and says which it is.
    pub(super) fn make(renderer: &Renderer<'_>, folder: &SectionId) -> Option<Self> {
        // The page's own name does not matter.
        let url = UrlPath::new(&format!("{folder}/_/"));
        let mut page = view::page(renderer, &url, String::new(), String::new());
        page.crumbs = view::crumbs(renderer, &renderer.linker(&url), Some(folder.clone()));
        let mut page = Value::try_from_serializable(&page).ok()?.into_map()?;
        let scripts = page.get(&Key::Str("scripts"))?.clone();
        page.retain(|key, _| key.as_str().is_none_or(|key| !OWN.contains(&key)));
        let mut context = Context::new();
        context.insert_value("page", Value::from(page.clone()));
        let html = |template: &str| {
            let html = renderer.template(template, &context, &url).ok()?;
            Some(Value::safe_string(&String::from_utf8_lossy(&html)))
        };
        let parts = PARTS.iter().map(|(name, template)| Some((*name, html(template)?)));
        let html = parts.collect::<Option<BTreeMap<_, _>>>()?.into();
        Some(Self { page, scripts, html })
    }

    /// The values for the template of a page that stands in this frame, with scripts of its own.
    pub(super) fn context(
        &self,
        renderer: &Renderer<'_>,
        url: &UrlPath,
        (title, description): (String, String),
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
