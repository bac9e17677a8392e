//! What stands behind a clause: the duties that it meets, in a box that opens below its heading.

use std::sync::OnceLock;

use super::{Renderer, escape};
use crate::model::{Basis, Duty, DutySource, Heading, Site};

/// What each duty says, as HTML: made once for all clauses that meet it, in every version.
pub(super) struct Duties(Vec<OnceLock<String>>);

impl Duties {
    pub(super) fn of(site: &Site) -> Self {
        Self(site.duties.iter().map(|_| OnceLock::new()).collect())
    }
}

/// The strictest kind of duty that a clause meets, and which duties these are; nothing for a clause that meets none.
pub(super) fn html(renderer: &Renderer<'_>, heading: &Heading) -> String {
    let duties: Vec<(usize, &Duty)> = heading
        .covers
        .iter()
        .filter_map(|id| renderer.site.duties.get_full(id))
        .filter(|(.., duty)| renderer.settings().applies(&duty.applies_to))
        .map(|(at, _, duty)| (at, duty))
        .collect();
    let Some(kind) = duties.iter().map(|(_, duty)| duty.kind).min() else { return String::new() };
    let strings = &renderer.theme.strings;
    let mut html = format!(
        "<details class=\"basis {}\"><summary>{}</summary><ul>\n",
        kind.name(),
        escape::text(strings.get(string(kind)))
    );
    // The register is in the portal's default language.
    let (item, kind_of) = match renderer.default_language() {
        Some(default) => (format!("<li lang=\"{default}\">"), format!("<strong lang=\"{}\">", renderer.language())),
        None => ("<li>".to_owned(), "<strong>".to_owned()),
    };
    for (at, duty) in duties {
        html.push_str(&item);
        if duty.kind != kind {
            html.push_str(&format!("{kind_of}{}:</strong> ", escape::text(strings.get(string(duty.kind)))));
        }
        let known = renderer.duties.0.get(at).map(|words| words.get_or_init(|| words_of(duty)).as_str());
        html.push_str(known.unwrap_or_default());
        html.push_str("</li>\n");
    }
    html.push_str("</ul></details>\n");
    html
}

/// Title and sources as HTML.
fn words_of(duty: &Duty) -> String {
    let title = escape::text(&duty.title);
    let sources: Vec<String> = duty.sources.iter().map(source).collect();
    if sources.is_empty() { title } else { format!("{title} ({})", sources.join("; ")) }
}

fn source(source: &DutySource) -> String {
    let text = escape::text(if source.r#ref.is_empty() { &source.label } else { &source.r#ref });
    match source.url.as_ref().filter(|url| url.starts_with("https://")) {
        Some(url) => format!("<a href=\"{}\">{text}</a>", escape::text(url)),
        None => text,
    }
}

/// The key of the interface's text that names a kind of duty.
pub(super) fn string(kind: Basis) -> &'static str {
    match kind {
        Basis::LegalDuty => "basis_law",
        Basis::RegulatorExpectation => "basis_regulator",
        Basis::GoodPractice => "basis_practice",
        Basis::OurRule => "basis_ours",
    }
}
