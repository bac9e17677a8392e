//! `release-not-in-lock`: a version that nobody released.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::Site;
use crate::span::Place;

pub(super) static RULE: Rule = Rule {
    name: "release-not-in-lock",
    level: Level::Error,
    summary: "a file is named as a version, but versions.lock does not record its release",
    docs: "\
Once the content has a `versions.lock`, it records every released version; one that it does not know could have been put
in later with an older date.

To put it right: name the file `draft.md` and release it with `vellum release`. A version that was released elsewhere,
or in another branch, is recorded with `vellum verify --adopt`. So is a translation of a version that was released
before it; one that lies beside the draft is recorded with it.",
};

pub(super) fn check(site: &Site, findings: &mut Vec<Diagnostic>) {
    if site.lock.is_none() {
        return;
    }
    for released in &site.released {
        if site.record_of(released).is_none() {
            let default = site.settings.default_language();
            let message = format!("{} is not in versions.lock", released.seal.called(&default));
            let help = if released.seal.language == default.as_str() {
                "name it draft.md and release it with `vellum release`; if it was released before, record it with `vellum verify --adopt`"
            } else {
                "once the translation is approved, record it with `vellum verify --adopt`; from then on it may not be edited"
            };
            findings.push(Diagnostic::new(&RULE, Place::file(&released.file), message).help(help));
        }
    }
}
