//! What was corrected in two texts after they were released: a redline compares them as they are corrected.

use serde::Serialize;

use crate::model::{Change, Date, Edition, Language, Site};

/// A correction of one of the two texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Corrected {
    /// The name of the text: `1.1`.
    pub version: String,
    /// The id of the changelog entry.
    pub change: String,
    /// The day of the correction.
    pub date: Option<Date>,
    /// Why.
    pub reason: String,
}

/// The corrections that two texts in a language hold, those of the earlier one first.
#[must_use]
pub fn corrected(site: &Site, before: &Edition, after: &Edition, language: &Language) -> Vec<Corrected> {
    let of = |edition: &Edition| {
        let label = edition.label();
        let changes = edition
            .article
            .in_language(language)
            .body()
            .corrections
            .iter()
            .filter_map(|made| site.change(&made.change));
        let told = |change: &Change| {
            let reason = change.correction.as_ref().map(|correction| correction.reason.clone()).unwrap_or_default();
            Corrected { version: label.to_owned(), change: change.id.clone(), date: change.date, reason }
        };
        changes.map(told).collect::<Vec<_>>()
    };
    [of(before), of(after)].concat()
}
