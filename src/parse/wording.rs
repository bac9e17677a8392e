//! `portal.cy.yaml`: what the settings say in another language.

use std::collections::BTreeMap;

use super::{Source, read_yaml};
use crate::check::{nearest, unknown_key};
use crate::diagnostic::Diagnostic;
use crate::model::{Language, Settings, Wording};
use crate::source::Snapshot;
use crate::span::{FilePath, Part, YamlPath};

/// The settings as readers of each further language see them, and all that is wrong with the files that say so.
#[must_use]
pub fn read_wordings(snapshot: &Snapshot, settings: &Settings) -> (BTreeMap<Language, Settings>, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let mut worded = BTreeMap::new();
    for language in settings.further_languages() {
        let file = FilePath::new(&format!("content/portal.{language}.yaml"));
        let wording = match snapshot.text(&file) {
            Some(text) => read(&mut Source::whole(&file, text), settings, &mut findings),
            None => Wording::default(),
        };
        worded.insert(language.clone(), wording.apply(settings));
    }
    (worded, findings)
}

fn read(source: &mut Source<'_>, settings: &Settings, findings: &mut Vec<Diagnostic>) -> Wording {
    let (wording, _): (Wording, _) = read_yaml(source, findings);
    let mut known = |group: &str, used: Vec<&str>, declared: Vec<&str>| {
        for key in used.into_iter().filter(|key| !declared.contains(key)) {
            let place = source.place(YamlPath::root().key(group).key(key), Part::Key);
            findings.push(unknown_key::not_declared(place, group, key, nearest(key, declared.iter().copied())));
        }
    };
    known("variables", ids(wording.variables.keys()), ids(settings.variables.keys()));
    known("contacts", ids(wording.contacts.keys()), ids(settings.contacts.keys()));
    let pages = settings.navigation.iter().map(|item| item.page.trim_matches('/')).collect();
    known("navigation", ids(wording.navigation.keys()), pages);
    known("roles", ids(wording.roles.keys()), ids(settings.roles.keys()));
    known("topics", ids(wording.topics.keys()), ids(settings.topics.keys()));
    known("collections", ids(wording.collections.keys()), ids(settings.collections.keys()));
    wording
}

fn ids<'a, I: AsRef<str> + 'a>(ids: impl Iterator<Item = &'a I>) -> Vec<&'a str> {
    ids.map(AsRef::as_ref).collect()
}
