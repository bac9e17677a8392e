//! What the changelog says of each document, gathered once: when it was new, reviewed and withdrawn, as far as it was
//! known on the date of the build.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Change, ChangeKind, Date, DocumentId, Site, Status};

/// The days on which things happened to documents.
#[derive(Default)]
pub(super) struct Events {
    new: BTreeMap<DocumentId, Date>,
    reviewed: BTreeMap<DocumentId, Date>,
    withdrawn: BTreeMap<DocumentId, Vec<Date>>,
}

impl Events {
    /// Gathers the entries that were known on a date. Only that a document is new later counts on earlier dates too.
    pub(super) fn of(changes: &[Change], as_of: Date) -> Self {
        let mut events = Self::default();
        for change in changes {
            let Some(date) = change.date else { continue };
            for named in &change.documents {
                let id = named.document.clone();
                match change.kind {
                    ChangeKind::New => {
                        let first = events.new.entry(id).or_insert(date);
                        *first = date.min(*first);
                    }
                    ChangeKind::Reviewed if date <= as_of => {
                        let last = events.reviewed.entry(id).or_insert(date);
                        *last = date.max(*last);
                    }
                    ChangeKind::Withdrawn if change.is_told_on(as_of) => {
                        events.withdrawn.entry(id).or_default().push(date);
                    }
                    _ => {}
                }
            }
        }
        for days in events.withdrawn.values_mut() {
            days.sort_unstable();
        }
        events
    }

    /// The day of the first entry of kind `new`.
    pub(super) fn new_on(&self, id: &DocumentId) -> Option<Date> {
        self.new.get(id).copied()
    }

    /// The last review by the date of the build.
    pub(super) fn reviewed_on(&self, id: &DocumentId) -> Option<Date> {
        self.reviewed.get(id).copied()
    }

    /// The days of withdrawals, in order.
    pub(super) fn withdrawals(&self, id: &DocumentId) -> &[Date] {
        self.withdrawn.get(id).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Each day up to that of the build on which anything changed, oldest first.
pub(super) fn edition_days(site: &Site) -> Vec<Date> {
    let entries = site.past_changes().filter_map(|change| change.date);
    let versions = site.documents.values().flat_map(|document| document.editions());
    let begun = versions.filter(|edition| !matches!(edition.status, Status::Draft | Status::Upcoming));
    let days: BTreeSet<Date> = entries.chain(begun.filter_map(|edition| edition.effective())).collect();
    days.into_iter().collect()
}
