//! Findings that only follow from another: where a register could not be read, everything that names something in it
//! would be found as well, and bury the one thing that is to be put right.

use super::{
    file_too_large, file_unreadable, invalid_encoding, invalid_value, missing_front_matter, missing_key,
    release_without_change_entry, released_file_missing, unexpected_file, unknown_duty, unknown_key, unknown_owner,
    unknown_role, unknown_topic, unknown_variable, yaml_syntax,
};
use crate::assemble::DUTIES;
use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::{LOCK_FILE, SETTINGS_FILE, Seal, Site};
use crate::parse::translated;
use crate::span::{FilePath, Locator, Place};
use crate::yaml::Step;

/// What can keep a file, or a part of it, from being read.
static UNREAD: &[&Rule] = &[
    &file_too_large::RULE,
    &file_unreadable::RULE,
    &invalid_encoding::RULE,
    &invalid_value::RULE,
    &missing_front_matter::RULE,
    &missing_key::RULE,
    &unknown_key::RULE,
    &yaml_syntax::RULE,
];

/// The key of `portal.yaml` that says which files may be there.
const LANGUAGES: &str = "languages";

/// Something that texts name things in.
struct Register {
    /// The key of its file that holds it.
    key: &'static str,
    file: &'static str,
    is_empty: fn(&Site) -> bool,
    /// What is found where a name is not in it.
    rule: Option<&'static Rule>,
    /// The other keys of its file that name what is in it.
    named_under: &'static [&'static str],
}

static REGISTERS: &[Register] = &[
    in_settings("roles", |site| site.settings.roles.is_empty(), Some(&unknown_role::RULE)),
    in_settings("topics", |site| site.settings.topics.is_empty(), Some(&unknown_topic::RULE)),
    in_settings("contacts", |site| site.settings.contacts.is_empty(), Some(&unknown_owner::RULE)),
    in_settings("variables", |site| site.settings.variables.is_empty(), Some(&unknown_variable::RULE)),
    Register {
        named_under: &["navigation", "translate"],
        ..in_settings("collections", |site| site.settings.collections.is_empty(), None)
    },
    Register {
        named_under: &["translate"],
        ..in_settings(LANGUAGES, |site| site.settings.languages.len() < 2, Some(&unexpected_file::RULE))
    },
    Register { file: DUTIES, ..in_settings("duties", |site| site.duties.is_empty(), Some(&unknown_duty::RULE)) },
];

const fn in_settings(key: &'static str, is_empty: fn(&Site) -> bool, rule: Option<&'static Rule>) -> Register {
    Register { key, file: SETTINGS_FILE, is_empty, rule, named_under: &[] }
}

impl Register {
    /// True for a finding that says that something is not in this register.
    fn accounts_for(&self, finding: &Diagnostic) -> bool {
        let key = first_key(&finding.place);
        let is_named =
            || finding.place.file.as_str() == self.file && key.is_some_and(|key| self.named_under.contains(&key));
        let is_unknown =
            || self.rule == Some(finding.rule) && (self.key != LANGUAGES || translated(&finding.place.file).is_some());
        let is_wording = || self.file == SETTINGS_FILE && is_wording(&finding.place.file) && key == Some(self.key);
        is_unknown() || is_named() || is_wording() && *finding.rule == unknown_key::RULE
    }

    /// True where it could not be read, as another finding says.
    fn is_lost(&self, site: &Site, findings: &[Diagnostic]) -> bool {
        let says_so = |finding: &Diagnostic| {
            // A key that nobody knows may be its key, misspelt.
            let is_elsewhere =
                || *finding.rule != unknown_key::RULE && first_key(&finding.place).is_some_and(|key| key != self.key);
            is_unread(finding)
                && finding.place.file.as_str() == self.file
                && !is_elsewhere()
                && !self.accounts_for(finding)
        };
        (self.is_empty)(site) && findings.iter().any(says_so)
    }
}

/// Drops findings that say no more than that a register could not be read, or an entry of the changelog, which another
/// finding says already. They come back, if they still hold, as soon as that one is put right.
pub fn drop_consequences(site: &Site, findings: &mut Vec<Diagnostic>) {
    let lost: Vec<&Register> = REGISTERS.iter().filter(|register| register.is_lost(site, findings)).collect();
    let released = released_unread(site, &lost, findings);
    let has_lost_entry = findings.iter().any(|finding| is_unread(finding) && is_untold(site, &finding.place.file));
    findings.retain(|finding| {
        let follows = lost.iter().any(|register| register.accounts_for(finding))
            || *finding.rule == released_file_missing::RULE && released.contains(&finding.place)
            || has_lost_entry && *finding.rule == release_without_change_entry::RULE;
        !follows
    });
}

/// The places in the lock of released files that are there, but could not be read or have no place in the portal.
fn released_unread(site: &Site, lost: &[&Register], findings: &[Diagnostic]) -> Vec<Place> {
    if findings.iter().all(|finding| *finding.rule != released_file_missing::RULE) {
        return Vec::new();
    }
    let default = site.settings.default_language();
    let has_no_languages = lost.iter().any(|register| register.key == LANGUAGES);
    let unread: Vec<&FilePath> = findings.iter().filter(|it| is_unread(it)).map(|it| &it.place.file).collect();
    let is_there =
        |seal: &Seal| has_no_languages && seal.language != default.as_str() || unread.contains(&&seal.file(&default));
    let records = site.lock.iter().flat_map(|lock| &lock.records).filter(|record| is_there(&record.seal));
    records.map(|record| Place::bytes(&FilePath::new(LOCK_FILE), record.range.clone())).collect()
}

/// True where something could not be read, so that nothing is published either.
fn is_unread(finding: &Diagnostic) -> bool {
    finding.level == Level::Error && UNREAD.contains(&finding.rule)
}

fn first_key(place: &Place) -> Option<&str> {
    let Locator::Yaml { path, .. } = &place.at else { return None };
    match path.steps().first() {
        Some(Step::Key(key)) => Some(key),
        _ => None,
    }
}

/// True for the file that says in another language what `portal.yaml` says.
fn is_wording(file: &FilePath) -> bool {
    file.as_str() != SETTINGS_FILE && file.in_content().is_some_and(|name| name.starts_with("portal."))
}

/// True for a changelog entry that does not tell what it is about.
fn is_untold(site: &Site, file: &FilePath) -> bool {
    let tells = || site.changes.iter().any(|change| change.parsed.file == *file && !change.documents.is_empty());
    file.as_str().starts_with("content/changelog/") && !tells()
}
