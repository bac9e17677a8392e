//! Anchors of clauses that went: which heading answers for each now.

use std::collections::BTreeMap;

use hashbrown::HashMap;

use crate::model::{Body, ClauseId, Kind, Site};

/// Gives headings the older anchors that lead to them, from `retired` of the version itself and those before it.
pub(super) fn resolve(site: &mut Site) {
    for document in site.documents.values_mut() {
        let Kind::Versioned(editions) = &mut document.kind else { continue };
        let mut successors: BTreeMap<ClauseId, ClauseId> = BTreeMap::new();
        for edition in editions {
            let retired = &edition.article.parsed.front.retired;
            successors.extend(retired.iter().map(|(old, new)| (old.clone(), new.clone())));
            if !successors.is_empty() {
                answer(&mut edition.article.parsed.body, &successors);
            }
        }
    }
}

fn answer(body: &mut Body, successors: &BTreeMap<ClauseId, ClauseId>) {
    let places: HashMap<ClauseId, usize> =
        body.headings.iter().enumerate().map(|(index, heading)| (heading.id.clone(), index)).collect();
    for (old, new) in successors.iter().filter(|(old, _)| !places.contains_key(*old)) {
        let found = place(new, successors, &places);
        if let Some(heading) = found.and_then(|index| body.headings.get_mut(index)) {
            heading.older.push(old.clone());
        }
    }
}

/// Where a clause is, or the one that took its place: a successor may have gone as well. A circle leads nowhere.
fn place<'a>(
    mut id: &'a ClauseId,
    successors: &'a BTreeMap<ClauseId, ClauseId>,
    places: &HashMap<ClauseId, usize>,
) -> Option<usize> {
    for _ in 0..successors.len() {
        if let Some(place) = places.get(id) {
            return Some(*place);
        }
        id = successors.get(id)?;
    }
    None
}
