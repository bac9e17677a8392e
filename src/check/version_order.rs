//! `version-order`: a later version that takes effect earlier.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::{Document, Site};
use crate::span::YamlPath;

pub(super) static RULE: Rule = Rule {
    name: "version-order",
    level: Level::Error,
    summary: "a higher version takes effect before, or on the same day as, a lower one",
    docs: "\
Which version is in force is computed from the dates alone: the latest one that has taken effect. If 2.0 took effect
before 1.1, readers would be sent back to the older text.

To put it right: correct `effective`, or the number in the file's name.",
};

pub(super) fn check(site: &Site, findings: &mut Vec<Diagnostic>) {
    for editions in site.documents.values().map(Document::editions) {
        for pair in editions.windows(2) {
            let [earlier, later] = pair else { continue };
            let (Some(before), Some(after)) = (earlier.effective(), later.effective()) else { continue };
            if later.version.is_some() && after <= before {
                let message = format!(
                    "version {} takes effect on {after}, but version {} on {before}",
                    later.label(),
                    earlier.label()
                );
                let place =
                    |edition: &crate::model::Edition| edition.article.parsed.value(YamlPath::root().key("effective"));
                findings.push(
                    Diagnostic::new(&RULE, place(later), message)
                        .help("a higher version takes effect on a later day: correct the date, or the number in the file's name")
                        .related(place(earlier), format!("version {}", earlier.label())),
                );
            }
        }
    }
}
