//! When a rebuild next changes what the portal says. Whatever depends on the date of the build is named here.

use crate::model::{
    Change, Date, Document, DocumentId, Kind, Moment, Occasion, OccasionKind, Site, Status, UrlPath, Version,
};

/// The next day after that of the build on which anything changes; `None` if nothing ever will.
pub(super) fn next(site: &Site) -> Option<Moment> {
    let mut next = Next { after: site.as_of, moment: None };
    for document in site.documents.values() {
        of_document(document, &mut next);
    }
    for article in site.unpublished.iter().filter(|article| is_version(&article.url)) {
        let front = article.front();
        if site.settings.applies(&front.applies_to)
            && let Some(day) = front.approved_on.into_iter().chain(front.effective).min()
        {
            next.add(day, OccasionKind::Announcement, None, None);
        }
    }
    for change in &site.changes {
        of_change(site, change, &mut next);
    }
    for (id, review) in &site.reviews {
        next.add(review.soon(), OccasionKind::ReviewDueSoon, Some(id), None);
        next.add(review.overdue(), OccasionKind::ReviewOverdue, Some(id), None);
    }
    let mut moment = next.moment?;
    moment.occasions.sort();
    moment.occasions.dedup();
    Some(moment)
}

/// The earliest day so far, with what happens on it.
struct Next {
    after: Date,
    moment: Option<Moment>,
}

impl Next {
    fn add(&mut self, day: Date, kind: OccasionKind, document: Option<&DocumentId>, version: Option<Version>) {
        if day <= self.after || self.moment.as_ref().is_some_and(|moment| moment.day < day) {
            return;
        }
        let occasion = Occasion { kind, document: document.cloned(), version };
        match &mut self.moment {
            Some(moment) if moment.day == day => moment.occasions.push(occasion),
            moment => *moment = Some(Moment { day, occasions: vec![occasion] }),
        }
    }
}

fn of_document(document: &Document, next: &mut Next) {
    let id = Some(&document.id);
    match &document.kind {
        Kind::Living(article) => {
            if let Some(updated) = article.front().updated {
                next.add(updated, OccasionKind::Updated, id, None);
            }
        }
        Kind::Versioned(editions) => {
            for edition in editions.iter().filter(|edition| edition.status != Status::Draft) {
                if let Some(effective) = edition.effective() {
                    next.add(effective, OccasionKind::InForce, id, edition.version);
                }
                let replaced = editions.iter().any(|other| other.effective() == edition.until);
                if let Some(until) = edition.until.filter(|_| !replaced) {
                    next.add(until, OccasionKind::Withdrawal, id, None);
                }
            }
        }
    }
}

fn of_change(site: &Site, change: &Change, next: &mut Next) {
    let Some(date) = change.date else { return };
    let known = site.is_known(change);
    let first = change.documents.first().filter(|_| known);
    let (document, version) = (first.map(|named| &named.document), first.and_then(|named| named.version));
    if known {
        next.add(date, OccasionKind::Change, document, version);
    } else {
        next.add(
            change.announced.map_or(date, |announced| announced.min(date)),
            OccasionKind::Announcement,
            None,
            None,
        );
    }
    if let Some(by) = change.action.as_ref().and_then(|action| action.by) {
        next.add(by.plus_days(1), OccasionKind::ActionOver, document, version);
    }
}

/// True for the address of a version: its last part is the number.
fn is_version(url: &UrlPath) -> bool {
    url.as_str().trim_end_matches('/').rsplit('/').next().is_some_and(|name| Version::parse(name).is_some())
}
