//! The sidebar: the links of a folder, made once for all pages in it.

use std::collections::BTreeMap;

use tera::Context;

use super::view::{self, LinkView};
use super::{Renderer, escape, lists};
use crate::diagnostic::Diagnostic;
use crate::model::{DocumentId, SectionId, UrlPath};

/// A folder with more documents than this has them in parts of at most as many: a page that listed all of a large folder
/// would weigh more than its text.
const MOST: usize = 60;

/// The links of a folder, and where each page's own link can be marked.
pub(super) struct Sidebar {
    /// The HTML of each part, of which a page has that with its own link.
    parts: Vec<String>,
    /// The part of each document, and there the byte behind the `href` attribute of its link.
    marks: BTreeMap<DocumentId, (usize, Option<usize>)>,
}

impl Sidebar {
    /// The links as pages directly in the folder write them, or as those do that are one folder deeper.
    pub(super) fn make(renderer: &Renderer<'_>, id: &SectionId, deeper: bool) -> Result<Self, Box<Diagnostic>> {
        let mut sidebar = Self { parts: Vec::new(), marks: BTreeMap::new() };
        let Some(section) = renderer.site.sections.get(id) else { return Ok(sidebar) };
        // The page's own name does not matter.
        let from = UrlPath::new(&format!("{id}/{}", if deeper { "_/_/" } else { "_/" }));
        let linker = renderer.linker(&renderer.own_address(&from));
        let documents: Vec<(&DocumentId, LinkView)> =
            section.documents.iter().filter_map(|id| Some((id, view::document_link(renderer, &linker, id)?))).collect();
        let mut context = Context::new();
        let folder = LinkView { summary: String::new(), ..view::section_link(renderer, &linker, section) };
        context.insert("section", &folder);
        context.insert("sections", &lists::section_links(renderer, &linker, &section.sections));
        // Of about one size, so that none has a few links only.
        let parts = documents.len().div_ceil(MOST).max(1);
        let size = documents.len().div_ceil(parts);
        context.insert("is_part", &(parts > 1));
        for number in 0..parts {
            let part: Vec<_> = documents.iter().skip(number * size).take(size).collect();
            context.insert("documents", &part.iter().map(|(_, link)| link).collect::<Vec<_>>());
            let html = renderer.part("parts/sidebar.html", &context, &section.url)?;
            let ends = ends(&html);
            for (id, link) in part {
                let end = ends.get(&*escape::text(&link.href)).copied();
                sidebar.marks.insert((*id).clone(), (number, end));
            }
            sidebar.parts.push(html);
        }
        Ok(sidebar)
    }

    /// The links with that of a page's document marked (ARIA 1.2, aria-current): `page` on the document's own page,
    /// `true` on one of its versions. `None` where a theme shows none.
    pub(super) fn on_page_of(&self, document: &DocumentId, current: &str) -> Option<String> {
        let (part, end) = self.marks.get(document).copied().unwrap_or_default();
        let html = self.parts.get(part).filter(|html| !html.is_empty())?;
        Some(match end.and_then(|at| html.split_at_checked(at)) {
            Some((before, after)) => format!("{before} aria-current=\"{current}\"{after}"),
            None => html.clone(),
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
