//! `effective-before-approval`: a version in force before anybody approved it.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::Site;
use crate::span::YamlPath;

pub(super) static RULE: Rule = Rule {
    name: "effective-before-approval",
    level: Level::Error,
    summary: "a version takes effect before it was approved, or was approved before the law was checked",
    docs: "\
A rule binds staff from the day on which it takes effect, so it must have been approved by then.

To put it right: correct `approved_on` or `effective`.",
};

pub(super) fn check(site: &Site, findings: &mut Vec<Diagnostic>) {
    for parsed in super::texts(site) {
        let (Some(approved), Some(effective)) = (parsed.front.approved_on, parsed.front.effective) else { continue };
        if effective < approved {
            let message = format!("this takes effect on {effective}, before it was approved on {approved}");
            findings.push(
                Diagnostic::new(&RULE, parsed.value(YamlPath::root().key("effective")), message)
                    .help("correct one of the two dates")
                    .related(parsed.value(YamlPath::root().key("approved_on")), "approved here"),
            );
        }
    }
}
