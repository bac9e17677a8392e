//! `released-file-missing`: a released version whose file is gone.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::{LOCK_FILE, Name, Site};
use crate::span::{FilePath, Place};

pub(super) static RULE: Rule = Rule {
    name: "released-file-missing",
    level: Level::Error,
    summary: "versions.lock records a version that is no longer in the content",
    docs: "\
Whoever followed a rule must be able to show it later. So a released version stays in the content for ever, also when
later versions took its place and when the document was withdrawn.

To put it right: restore the file from version control. A document that no longer applies is withdrawn by a changelog
entry of kind `withdrawn`. A document that moved to another folder keeps its files and names the old folder under
`aliases` in its newest version.",
};

pub(super) fn check(site: &Site, findings: &mut Vec<Diagnostic>) {
    let Some(lock) = &site.lock else { return };
    let present: BTreeSet<Name> =
        site.released.iter().filter_map(|released| site.record_of(released)).map(|record| record.seal.name()).collect();
    for record in lock.records.iter().filter(|record| !present.contains(&record.seal.name())) {
        let seal = &record.seal;
        let default = site.settings.default_language();
        let message = format!("{} was released, but its file is gone or cannot be read", seal.called(&default));
        findings.push(
            Diagnostic::new(&RULE, Place::bytes(&FilePath::new(LOCK_FILE), record.range.clone()), message).help(
                format!("restore `{}` from version control", seal.file(&default).in_content().unwrap_or_default()),
            ),
        );
    }
}
