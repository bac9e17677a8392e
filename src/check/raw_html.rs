//! `raw-html`: HTML inside Markdown.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::{HtmlPolicy, Site};

pub(super) static RULE: Rule = Rule {
    name: "raw-html",
    level: Level::Error,
    summary: "a text holds raw HTML, which is refused, or which is cleaned but not checked",
    docs: "\
Raw HTML escapes every check: its links are not followed, its pictures have no alternative text, and it could run
something in the reader's browser. So it is refused. Markdown has tables, notes (`> [!NOTE]`), definition lists and
footnotes. To show a tag as text put it between backticks.

`markdown: {html: sanitise}` in `portal.yaml` lets harmless HTML through, cleaned of everything that could run, load or
hide; links in it are not checked, so there they are reported.",
};

pub(super) fn check(site: &Site, findings: &mut Vec<Diagnostic>) {
    let policy = site.settings.markdown.html;
    for body in super::bodies(site) {
        for range in body.html.iter() {
            let html = body.source.get(range.clone()).unwrap_or_default().trim();
            let comment = html.starts_with("<!--");
            match policy {
                HtmlPolicy::Deny if comment => findings.push(
                    Diagnostic::new(
                        &RULE,
                        body.place(range),
                        "HTML comments are refused: they would be published in the page's source",
                    )
                    .help("remove the comment; notes for authors belong into the version history"),
                ),
                HtmlPolicy::Deny => findings.push(
                    Diagnostic::new(&RULE, body.place(range), "raw HTML is refused")
                        .help("use Markdown instead, or put the tag between backticks to show it as text"),
                ),
                HtmlPolicy::Sanitise if html.contains("href") || html.contains("src") => findings.push(
                    Diagnostic::new(
                        &RULE,
                        body.place(range),
                        "links in raw HTML are removed, because nobody can check them",
                    )
                    .help("write the link in Markdown: `[text](path)`"),
                ),
                HtmlPolicy::Sanitise => {}
            }
        }
    }
}
