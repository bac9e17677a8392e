//! When each document was last reviewed, and when it is due.

use crate::model::{ChangeKind, Date, Document, DocumentId, Kind, Review, ReviewState, Site, Status};

/// A review that is due within so many days is due soon.
const SOON: i32 = 30;

/// Computes the review of every document that staff can rely on.
pub(super) fn compute(site: &mut Site) {
    let reviews =
        site.documents.values().filter_map(|document| Some((document.id.clone(), review(site, document)?))).collect();
    site.reviews = reviews;
}

fn review(site: &Site, document: &Document) -> Option<Review> {
    let front = document.current().front();
    let released = match &document.kind {
        Kind::Living(_) => front.updated?,
        Kind::Versioned(_) => {
            let edition = document.current_edition().filter(|edition| edition.status == Status::InForce)?;
            edition.effective()?
        }
    };
    let collection = site.settings.collections.get(&document.id.collection());
    let every = front.review_every.or_else(|| collection.and_then(|collection| collection.review_every))?;
    let last = last_reviewed(site, &document.id).map_or(released, |reviewed| reviewed.max(released));
    let due = last.plus(every);
    let state = match site.as_of.days_until(due) {
        days if days < 0 => ReviewState::Overdue,
        days if days <= SOON => ReviewState::DueSoon,
        _ => ReviewState::Current,
    };
    Some(Review { last, due, state })
}

fn last_reviewed(site: &Site, id: &DocumentId) -> Option<Date> {
    let entries = site.past_changes().filter(|change| change.kind == ChangeKind::Reviewed);
    entries
        .filter(|change| change.documents.iter().any(|named| named.document == *id))
        .filter_map(|change| change.date)
        .max()
}
