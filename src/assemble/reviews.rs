//! When each document was last reviewed, and when it is due.

use super::events::Events;
use crate::model::{Document, Kind, Review, Site, Status};

/// Computes the review of every document that staff can rely on.
pub(super) fn compute(site: &mut Site, events: &Events) {
    let reviews = site.documents.values();
    site.reviews =
        reviews.filter_map(|document| Some((document.id.clone(), review(site, events, document)?))).collect();
}

fn review(site: &Site, events: &Events, document: &Document) -> Option<Review> {
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
    let last = events.reviewed_on(&document.id).map_or(released, |reviewed| reviewed.max(released));
    let due = last.plus(every);
    Some(Review { last, due, state: Review::state_of(due, site.as_of) })
}
