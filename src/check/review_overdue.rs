//! `review-overdue`: nobody has looked at a document for too long.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::{ReviewState, Site};

pub(super) static RULE: Rule = Rule {
    name: "review-overdue",
    level: Level::Warning,
    summary: "a document should have been reviewed by now",
    docs: "\
A document is reviewed every so often (`review_every` in its front matter, else in its collection), counted from its
last release, its last update, or the last changelog entry of kind `reviewed`. After that nobody vouches for it.

To put it right: review the document. If it is right as it is, add a changelog entry of kind `reviewed` with today's
date; else change it.",
};

pub(super) fn check(site: &Site, findings: &mut Vec<Diagnostic>) {
    super::reviews(site, ReviewState::Overdue, |place, review, help| {
        let message = format!("the review of this document was due on {}", review.due);
        findings.push(Diagnostic::new(&RULE, place, message).help(help));
    });
}
