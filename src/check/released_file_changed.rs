//! `released-file-changed`: a released file, or a picture in it, that is no longer what was released.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::{LOCK_FILE, Record, Released, Site};
use crate::span::{FilePath, Place};

pub(super) static RULE: Rule = Rule {
    name: "released-file-changed",
    level: Level::Error,
    summary: "a released version differs from what versions.lock recorded at its release",
    docs: "\
A released version is evidence of what the rule was on a day. Nobody may change it afterwards, not even a comma: people
acted on the words as they stood, and the portal promises that the words behind a permalink stay the same. The pictures
that it shows, and the files in its folder that it links to, belong to it.

To put it right: restore the file from version control, and write what should change into the next version
(`vellum new version DOCUMENT`). A slip that must be put right at once is a changelog entry of kind `correction`: it is
shown with the text, and the file stays as it is.",
};

pub(super) fn check(site: &Site, findings: &mut Vec<Diagnostic>) {
    let Some(lock) = &site.lock else { return };
    for released in &site.released {
        let Some(record) = lock.get(&released.seal) else { continue };
        if record.seal.text != released.seal.text {
            findings.push(text(site, released, record));
            continue;
        }
        for (path, hash) in &record.seal.media {
            match released.seal.media.iter().find(|(known, _)| known == path) {
                Some((_, now)) if now == hash => {}
                Some(_) => {
                    findings.push(media(site, released, record, path, "is not the one that it was released with"))
                }
                None => findings.push(media(site, released, record, path, "is gone")),
            }
        }
    }
}

fn recorded(record: &Record) -> (Place, String) {
    let place = Place::bytes(&FilePath::new(LOCK_FILE), record.range.clone());
    (place, format!("recorded on {}", record.date))
}

fn text(site: &Site, released: &Released, record: &Record) -> Diagnostic {
    let seal = &released.seal;
    let (place, what) = recorded(record);
    let called = seal.called(&site.settings.default_language());
    let message = format!("{called} is not what was released: its text was changed");
    Diagnostic::new(&RULE, Place::file(&released.file), message)
        .help(format!(
            "restore it from version control; write changes into the next version (`vellum new version {}`), or into a changelog entry of kind `correction`",
            seal.document
        ))
        .related(place, what)
}

fn media(site: &Site, released: &Released, record: &Record, path: &str, what_is_wrong: &str) -> Diagnostic {
    let seal = &released.seal;
    let (place, what) = recorded(record);
    let called = seal.called(&site.settings.default_language());
    let message = format!("{called} is not what was released: the file `{path}` {what_is_wrong}");
    Diagnostic::new(&RULE, Place::file(&released.file), message)
        .help("restore the file from version control, and give what the next version shows another name")
        .related(place, what)
}
