//! Corrections of released texts: from here on a version says what its corrections say.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::check::correction_misplaced;
use crate::diagnostic::Diagnostic;
use crate::model::{Body, Change, Corrected, DocumentId, Language, Parsed, Site, Version};
use crate::parse::correction::{correct, places};
use crate::parse::translated;

/// A version of a document, as it was written or in another language.
type Target = (DocumentId, Version, Option<Language>);

/// Makes the corrections that are known on the date of the build. Those that cannot be made are findings, on any date.
pub(super) fn make(site: &mut Site, translations: &mut [Parsed], findings: &mut Vec<Diagnostic>) {
    let default = site.settings.default_language();
    let mut corrections: BTreeMap<Target, Vec<&Change>> = BTreeMap::new();
    // The oldest first, so that a later one that overlaps is the one that is reported.
    let mut oldest_first: Vec<&Change> = site.changes.iter().filter(|change| change.correction.is_some()).collect();
    oldest_first.sort_by_key(|change| (change.date, &change.id));
    for change in oldest_first {
        let language = change.correction.as_ref().and_then(|correction| correction.language.clone());
        let language = language.filter(|language| *language != default);
        for named in &change.documents {
            if let Some(version) = named.version {
                corrections.entry((named.document.clone(), version, language.clone())).or_default().push(change);
            }
        }
    }
    let mut made: Vec<(DocumentId, Version, Body)> = Vec::new();
    for ((id, version, language), changes) in corrections {
        let Some(edition) = site.documents.get(&id).and_then(|document| document.edition(version)) else { continue };
        let Some(language) = language else {
            made.extend(corrected(edition.article.body(), &changes, site, findings).map(|body| (id, version, body)));
            continue;
        };
        let texts = translations.iter_mut().filter_map(|parsed| Some((translated(&parsed.file)?, parsed)));
        let mut texts = texts.filter(|((original, _), _)| *original == edition.article.parsed.file);
        match texts.find(|((_, other), _)| *other == language) {
            Some((_, parsed)) => {
                if let Some(body) = corrected(&parsed.body, &changes, site, findings) {
                    parsed.body = body;
                }
            }
            None => findings.extend(changes.iter().map(|change| correction_misplaced::language(change, &language))),
        }
    }
    for (id, version, body) in made {
        let edition = site.documents.get_mut(&id).and_then(|document| document.edition_mut(version));
        if let Some(edition) = edition {
            edition.article.parsed.body = body;
        }
    }
}

/// A text with its corrections.
fn corrected(body: &Body, changes: &[&Change], site: &Site, findings: &mut Vec<Diagnostic>) -> Option<Body> {
    let mut made: Vec<(Range<usize>, &str, Corrected)> = Vec::new();
    let mut latest = None;
    for change in changes {
        let Some(correction) = &change.correction else { continue };
        let found = places(body.markdown(), &correction.find);
        let [range] = found.as_slice() else {
            findings.push(correction_misplaced::count(change, &correction.find, found.len(), body));
            continue;
        };
        if made.iter().any(|(other, ..)| other.start < range.end && range.start < other.end) {
            findings.push(correction_misplaced::overlaps(change));
            continue;
        }
        let mut with = made.clone();
        let corrected = Corrected { change: change.id.clone(), ..Corrected::default() };
        with.push((range.clone(), &correction.replace, corrected));
        with.sort_by_key(|(range, ..)| range.start);
        let Some(new) = correct(body, &with) else {
            findings.push(correction_misplaced::crosses(change));
            continue;
        };
        if change.date.is_some_and(|date| date <= site.as_of) {
            (made, latest) = (with, Some(new));
        }
    }
    latest
}
