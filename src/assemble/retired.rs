//! Anchors of clauses that went: which heading answers for each now.

use std::collections::BTreeMap;

use crate::model::{Body, ClauseId, FrontMatter, Kind, Site};

/// Gives headings the older anchors that lead to them, from `retired` of the version itself and those before it.
pub(super) fn resolve(site: &mut Site) {
    for document in site.documents.values_mut() {
        let Kind::Versioned(editions) = &mut document.kind else { continue };
        let mut retired = Retired::default();
        for edition in editions {
            let parsed = &mut edition.article.parsed;
            retired.add(&parsed.front);
            retired.answer(&mut parsed.body);
        }
    }
}

/// Clauses that took the place of others, in the versions of a document so far.
#[derive(Default)]
struct Retired {
    /// A number for each clause that is named.
    numbers: BTreeMap<ClauseId, usize>,
    /// The clause that took the place of each, by number.
    successors: Vec<Option<usize>>,
}

/// Where a clause leads to in one version: to the heading at a place, or nowhere.
type Target = Option<usize>;

impl Retired {
    fn add(&mut self, front: &FrontMatter) {
        for (old, new) in &front.retired {
            let (old, new) = (self.number(old), self.number(new));
            self.successors[old] = Some(new);
        }
    }

    fn number(&mut self, id: &ClauseId) -> usize {
        if let Some(number) = self.numbers.get(id) {
            return *number;
        }
        self.numbers.insert(id.clone(), self.successors.len());
        self.successors.push(None);
        self.successors.len() - 1
    }

    fn answer(&self, body: &mut Body) {
        let mut targets: Vec<Option<Target>> = vec![None; self.successors.len()];
        for (place, heading) in body.headings.iter().enumerate() {
            if let Some(number) = self.numbers.get(&heading.id) {
                targets[*number] = Some(Some(place));
            }
        }
        let standing = targets.clone();
        let gone = |number: usize| self.successors[number].is_some() && standing[number].is_none();
        for (id, number) in self.numbers.iter().filter(|(_, number)| gone(**number)) {
            if let Some(place) = self.target(*number, &mut targets) {
                body.headings[place].older.push(id.clone());
            }
        }
    }

    /// Where a clause is, or the one that took its place: a successor may have gone as well. A circle leads nowhere.
    /// What was found out on the way is kept.
    fn target(&self, number: usize, targets: &mut [Option<Target>]) -> Target {
        let mut end = Some(number);
        while let Some(number) = end
            && targets[number].is_none()
        {
            targets[number] = Some(None);
            end = self.successors[number];
        }
        let target = end.and_then(|end| targets[end]).flatten();
        let mut next = Some(number).filter(|_| target.is_some());
        while let Some(number) = next.filter(|next| Some(*next) != end) {
            targets[number] = Some(target);
            next = self.successors[number];
        }
        target
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Where a clause leads to, from one to the next.
    fn walk(successors: &[Option<usize>], standing: &[bool], number: usize) -> Target {
        let mut next = Some(number);
        for _ in 0..=successors.len() {
            match next {
                Some(number) if standing[number] => return Some(number),
                Some(number) => next = successors[number],
                None => return None,
            }
        }
        None
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_was_found_out_on_the_way_is_right(
            successors in proptest::collection::vec(proptest::option::of(0_usize..8), 8),
            standing in proptest::collection::vec(any::<bool>(), 8),
            order in Just((0..8).collect::<Vec<usize>>()).prop_shuffle(),
        ) {
            let retired = Retired { numbers: BTreeMap::new(), successors: successors.clone() };
            let mut targets: Vec<Option<Target>> =
                standing.iter().enumerate().map(|(place, stands)| stands.then_some(Some(place))).collect();
            for number in order {
                prop_assert_eq!(retired.target(number, &mut targets), walk(&successors, &standing, number));
            }
        }
    }
}
