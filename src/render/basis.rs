//! What stands behind a clause: the duties that it meets, in a box that opens below its heading.

use super::{Renderer, escape};
use crate::model::{Basis, Duty, DutySource, Heading};

/// The strictest kind of duty that a clause meets, and which duties these are; nothing for a clause that meets none.
pub(super) fn html(renderer: &Renderer<'_>, heading: &Heading) -> String {
    let duties: Vec<&Duty> = heading
        .covers
        .iter()
        .filter_map(|id| renderer.site.duties.get(id))
        .filter(|duty| renderer.settings().applies(&duty.applies_to))
        .collect();
    let Some(kind) = duties.iter().map(|duty| duty.kind).min() else { return String::new() };
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
    for duty in duties {
        html.push_str(&item);
        if duty.kind != kind {
            html.push_str(&format!("{kind_of}{}:</strong> ", escape::text(strings.get(string(duty.kind)))));
        }
        escape::push(&mut html, &duty.title);
        let sources: Vec<String> = duty.sources.iter().map(source).collect();
        if !sources.is_empty() {
            html.push_str(&format!(" ({})", sources.join("; ")));
        }
        html.push_str("</li>\n");
    }
    html.push_str("</ul></details>\n");
    html
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
