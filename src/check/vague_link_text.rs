//! `vague-link-text`: links that do not say where they lead.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::{Markup, Site};

pub(super) static RULE: Rule = Rule {
    name: "vague-link-text",
    level: Level::Warning,
    summary: "a link's text does not say where it leads",
    docs: "\
Screen readers offer a list of the links of a page, and eyes skip from link to link: `here` and `read more` say nothing
there (WCAG 2.2, success criterion 2.4.4). A link with no text at all cannot be followed.

To put it right: let the link's text name what the reader finds, `[the security standard](../account-security/)`.",
};

const VAGUE: [&str; 18] = [
    "",
    "here",
    "click",
    "click here",
    "this",
    "this page",
    "this link",
    "this document",
    "link",
    "more",
    "read more",
    "learn more",
    "see more",
    "find out more",
    "more information",
    "page",
    "website",
    "details",
];

pub(super) fn check(site: &Site, findings: &mut Vec<Diagnostic>) {
    for body in super::bodies(site) {
        for markup in &body.markup {
            let Markup::Link(link) = markup else { continue };
            let text = link.text.trim().trim_matches(|c: char| c.is_ascii_punctuation() || c == '…' || c == '→').trim();
            if VAGUE.iter().any(|vague| vague.eq_ignore_ascii_case(text)) {
                let message = match text {
                    "" => "this link has no text".to_owned(),
                    text => format!("the link text “{text}” does not say where it leads"),
                };
                findings.push(
                    Diagnostic::new(&RULE, body.place(&link.range), message)
                        .help("name what the reader finds there, such as `[the account security standard](…)`"),
                );
            }
        }
    }
}
