//! `missing-alt-text`: a picture without words.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::{Markup, Site};

pub(super) static RULE: Rule = Rule {
    name: "missing-alt-text",
    level: Level::Error,
    summary: "a picture has no alternative text",
    docs: "\
Readers who cannot see a picture hear its alternative text instead (WCAG 2.2, success criterion 1.1.1). Without it the
picture, and what it says, is lost to them.

To put it right: write in the brackets what the picture says, `![The form with its field](form.png)`. A picture that
says nothing does not belong into a policy.",
};

pub(super) fn check(site: &Site, findings: &mut Vec<Diagnostic>) {
    for body in super::bodies(site) {
        for markup in &body.markup {
            if let Markup::Image(image) = markup
                && image.alt.trim().is_empty()
            {
                let message = format!("the picture `{}` has no alternative text", image.destination);
                findings.push(
                    Diagnostic::new(&RULE, body.place(&image.range), message)
                        .help(format!("write what it says: `![What the picture says]({})`", image.destination)),
                );
            }
        }
    }
}
