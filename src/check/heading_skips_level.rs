//! `heading-skips-level`: headings that do not nest.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::Site;

pub(super) static RULE: Rule = Rule {
    name: "heading-skips-level",
    level: Level::Error,
    summary: "a heading is on level 1, or more than one level below the heading before it",
    docs: "\
Screen reader users move by headings and rely on their levels (WCAG 2.2, success criterion 1.3.1). The page's title is
its one heading of level 1, so the text starts with `##`, and a heading is at most one level below the one before it.

To put it right: change the number of `#` signs.",
};

pub(super) fn check(site: &Site, findings: &mut Vec<Diagnostic>) {
    for body in super::bodies(site) {
        let mut above = 1;
        for heading in &body.headings {
            let place = || body.place(&heading.range);
            if heading.level == 1 {
                let message = "the title is the page's only heading of level 1";
                findings.push(Diagnostic::new(&RULE, place(), message).help("write `##`"));
            } else if heading.level > above + 1 {
                let message =
                    format!("this heading is on level {}, but the one before it is on level {above}", heading.level);
                let help = format!("write `{}`", "#".repeat(usize::from(above) + 1));
                findings.push(Diagnostic::new(&RULE, place(), message).help(help));
            }
            above = heading.level.max(1);
        }
    }
}
