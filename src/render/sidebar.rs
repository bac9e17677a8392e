//! The sidebar: the links of a folder, made once for all pages in it.

use std::collections::BTreeMap;

use tera::Context;

use super::view::{self, LinkView};
use super::{Renderer, escape, lists};
use crate::diagnostic::Diagnostic;
use crate::model::{DocumentId, SectionId, UrlPath};

/// The links of a folder, and where each page's own link can be marked.
pub(super) struct Sidebar {
    html: String,
    /// The byte behind the `href` attribute of each document's link.
    marks: BTreeMap<DocumentId, usize>,
}

impl Sidebar {
    /// The links as pages directly in the folder write them, or as those do that are one folder deeper.
    pub(super) fn make(renderer: &Renderer<'_>, id: &SectionId, deeper: bool) -> Result<Self, Box<Diagnostic>> {
        let mut sidebar = Self { html: String::new(), marks: BTreeMap::new() };
        let Some(section) = renderer.site.sections.get(id) else { return Ok(sidebar) };
        // The page's own name does not matter.
        let from = UrlPath::new(&format!("{id}/{}", if deeper { "_/_/" } else { "_/" }));
        let linker = renderer.linker(&renderer.own_address(&from));
        let documents: Vec<(&DocumentId, LinkView)> =
            section.documents.iter().filter_map(|id| Some((id, view::document_link(renderer, &linker, id)?))).collect();
        let mut context = Context::new();
        let folder = LinkView { summary: String::new(), ..view::section_link(renderer, &linker, section) };
        context.insert("section", &folder);
        context.insert("documents", &documents.iter().map(|(_, link)| link).collect::<Vec<_>>());
        context.insert("sections", &lists::section_links(renderer, &linker, &section.sections));
        sidebar.html = renderer.part("parts/sidebar.html", &context, &section.url)?;
        let ends = ends(&sidebar.html);
        for (id, link) in documents {
            if let Some(at) = ends.get(&*escape::text(&link.href)) {
                sidebar.marks.insert(id.clone(), *at);
            }
        }
        Ok(sidebar)
    }

    /// The links with that of a page's document marked (ARIA 1.2, aria-current): `page` on the document's own page,
    /// `true` on one of its versions. `None` where a theme shows none.
    pub(super) fn on_page_of(&self, document: &DocumentId, current: &str) -> Option<String> {
        if self.html.is_empty() {
            return None;
        }
        Some(match self.marks.get(document).and_then(|at| self.html.split_at_checked(*at)) {
            Some((before, after)) => format!("{before} aria-current=\"{current}\"{after}"),
            None => self.html.clone(),
        })
    }
}

/// Where the first `href` attribute of each address ends.
fn ends(html: &str) -> BTreeMap<&str, usize> {
    let mut ends = BTreeMap::new();
    for (at, attribute) in html.match_indices("href=\"") {
        let start = at + attribute.len();
        let address = html.get(start..).and_then(|rest| rest.split('"').next()).unwrap_or_default();
        ends.entry(address).or_insert(start + address.len() + 1);
    }
    ends
}
