//! `review-due-soon`: a review falls due within 30 days.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::{ReviewState, Site};

pub(super) static RULE: Rule = Rule {
    name: "review-due-soon",
    level: Level::Info,
    summary: "a document must be reviewed within 30 days",
    docs: "\
The review of a document falls due within 30 days, counted as for `review-overdue`.

To put it right: review the document. If it is right as it is, add a changelog entry of kind `reviewed` with today's
date; else change it.",
};

pub(super) fn check(site: &Site, findings: &mut Vec<Diagnostic>) {
    super::reviews(site, ReviewState::DueSoon, |place, review, help| {
        let message = format!("the review of this document is due on {}", review.due);
        findings.push(Diagnostic::new(&RULE, place, message).help(help));
    });
}
