//! Clauses: which belong together, which moved, and what changed in each.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::across::{Blocks, match_blocks};
use super::align::{Step, alike_pairs, anchors, equal_pairs};
use super::bags::Bag;
use super::blocks::{Comparison, EXCERPT, Unmatched};
use super::change::{Both, ClauseChange, Entry, Moved, Node, Side};
use super::text::{Clause, Inline, shorten};
use super::words::compare_words;
use crate::model::ClauseId;

/// Clauses without a common id are one from this likeness on, in thousandths.
const ALIKE_CLAUSES: usize = 500;

/// Compares the clauses of two texts.
pub(super) fn compare_clauses(
    comparison: &mut Comparison,
    before: &[Clause],
    after: &[Clause],
    successors: &IndexMap<ClauseId, ClauseId>,
) -> Vec<Entry> {
    let pairs = pair(comparison, before, after, successors);
    let blocks = match_blocks(comparison, before, after, &pairs);
    let partners = Both {
        before: partners(before.len(), pairs.iter().copied()),
        after: partners(after.len(), pairs.iter().map(|(i, j)| (*j, *i))),
    };
    let [(old, below), (new, new_below)] = [before, after].map(children);
    let children = Both { before: below, after: new_below };
    let moves = BTreeMap::new();
    Builder { comparison, before, after, children, partners, blocks, moves }.entries(&old, &new)
}

/// Pairs clauses by id and by the successors that the author names, and by likeness where the id changed.
fn pair(
    comparison: &mut Comparison,
    before: &[Clause],
    after: &[Clause],
    successors: &IndexMap<ClauseId, ClauseId>,
) -> Vec<(usize, usize)> {
    let mut pairs = equal_pairs(
        before.iter().enumerate().map(|(i, clause)| (i, id(clause))),
        after.iter().enumerate().map(|(j, clause)| (j, id(clause))),
    );
    let unmatched = Unmatched::of(&pairs, (before.len(), after.len()));
    let successor = |i: &usize| Some((*i, successors.get(id(before.get(*i)?)?)?));
    pairs.extend(equal_pairs(
        unmatched.before.iter().filter_map(successor),
        unmatched.after.iter().filter_map(|j| Some((*j, id(after.get(*j)?)?))),
    ));
    let unmatched = Unmatched::of(&pairs, (before.len(), after.len()));
    let title = |clause: &Clause| clause.heading.as_ref().map(|heading| heading.text.plain());
    let titled = |at: &usize, clauses: &[Clause]| Some((*at, title(clauses.get(*at)?)?));
    // A heading that says the same is the same clause, unless it is one of several.
    pairs.extend(equal_pairs(
        unmatched.before.iter().filter_map(|at| titled(at, before)),
        unmatched.after.iter().filter_map(|at| titled(at, after)),
    ));
    let unmatched = Unmatched::of(&pairs, (before.len(), after.len()));
    let (old, new) = (bags(&unmatched.before, before), bags(&unmatched.after, after));
    pairs.extend(alike_pairs(&old, &new, ALIKE_CLAUSES, &|_, _| true, &mut comparison.work));
    pairs.sort_unstable();
    pairs
}

fn id(clause: &Clause) -> Option<&ClauseId> {
    clause.heading.as_ref().map(|heading| &heading.id)
}

/// The words of the clauses that have a heading.
fn bags<'a>(at: &[usize], clauses: &'a [Clause]) -> Vec<(usize, &'a Bag)> {
    let headed = at.iter().filter_map(|at| Some((*at, clauses.get(*at)?)));
    headed.filter(|(_, clause)| clause.heading.is_some()).map(|(at, clause)| (at, clause.passage.bag())).collect()
}

fn partners(length: usize, pairs: impl Iterator<Item = (usize, usize)>) -> Vec<Option<usize>> {
    let mut partners = vec![None; length];
    for (one, other) in pairs {
        if let Some(partner) = partners.get_mut(one) {
            *partner = Some(other);
        }
    }
    partners
}

/// The outermost clauses, and those directly below each.
fn children(clauses: &[Clause]) -> (Vec<usize>, Vec<Vec<usize>>) {
    let (mut outermost, mut children) = (Vec::new(), vec![Vec::new(); clauses.len()]);
    let mut above: Vec<(u8, usize)> = Vec::new();
    for (at, clause) in clauses.iter().enumerate() {
        let level = clause.heading.as_ref().map_or(0, |heading| heading.level);
        while above.last().is_some_and(|(outer, _)| *outer >= level || *outer == 0) {
            above.pop();
        }
        above.last().and_then(|(_, above)| children.get_mut(*above)).unwrap_or(&mut outermost).push(at);
        above.push((level, at));
    }
    (outermost, children)
}

/// Builds the tree of both texts in the order of the later one.
struct Builder<'a> {
    comparison: &'a mut Comparison,
    before: &'a [Clause],
    after: &'a [Clause],
    children: Both<Vec<Vec<usize>>>,
    partners: Both<Vec<Option<usize>>>,
    blocks: Blocks,
    /// The numbers of clauses that moved, by their place in the later text.
    moves: BTreeMap<usize, usize>,
}

impl Builder<'_> {
    /// Merges the clauses below one clause of each text. A clause that is gone stands behind the last one before it that
    /// kept its place.
    fn entries(&mut self, before: &[usize], after: &[usize]) -> Vec<Entry> {
        let new_place = |i: &usize| self.partners.before.get(*i).copied().flatten();
        let old: Vec<Option<usize>> = before.iter().map(new_place).collect();
        let new: Vec<Option<usize>> = after.iter().map(|j| Some(*j)).collect();
        // A clause that has no partner is equal to nothing: it is given a place that no clause has.
        let distinct = |places: Vec<Option<usize>>| -> Vec<(bool, usize)> {
            places.into_iter().enumerate().map(|(at, place)| (place.is_some(), place.unwrap_or(at))).collect()
        };
        let kept = anchors(&distinct(old), &distinct(new));
        let mut entries = Vec::new();
        let mut at = (0, 0);
        for (i, j) in kept.into_iter().map(|(i, j)| (Some(i), Some(j))).chain([(None, None)]) {
            let gone = before.get(at.0..i.unwrap_or(before.len())).unwrap_or_default();
            entries.extend(gone.iter().map(|clause| self.gone(*clause)));
            let new = after.get(at.1..j.unwrap_or(after.len())).unwrap_or_default();
            entries.extend(new.iter().map(|clause| self.arrived(*clause)));
            if let (Some(i), Some(j)) = (i, j) {
                entries.extend(before.get(i).zip(after.get(j)).map(|(i, j)| self.clause(Some(*i), Some(*j), None)));
                at = (i + 1, j + 1);
            }
        }
        entries
    }

    /// A clause of the earlier text that is no longer at its place.
    fn gone(&mut self, clause: usize) -> Entry {
        match self.partners.before.get(clause).copied().flatten() {
            Some(partner) => Entry::MovedAway(self.number(clause, partner)),
            None => self.clause(Some(clause), None, None),
        }
    }

    /// A clause of the later text that was not at this place.
    fn arrived(&mut self, clause: usize) -> Entry {
        match self.partners.after.get(clause).copied().flatten() {
            Some(partner) => {
                let number = self.number(partner, clause);
                self.clause(Some(partner), Some(clause), Some(number))
            }
            None => self.clause(None, Some(clause), None),
        }
    }

    fn number(&mut self, before: usize, after: usize) -> usize {
        if let Some(number) = self.moves.get(&after) {
            return *number;
        }
        self.enter(Some(before), Some(after));
        let title =
            self.after.get(after).and_then(|clause| clause.heading.as_ref()).map(|heading| heading.text.plain());
        let number = self.comparison.moved(Moved::Clause, shorten(&title.unwrap_or_default(), EXCERPT));
        self.moves.insert(after, number);
        number
    }

    fn enter(&mut self, before: Option<usize>, after: Option<usize>) {
        let heading = |clauses: &[Clause], at: Option<usize>| clauses.get(at?)?.heading.clone();
        self.comparison.here = Both { before: heading(self.before, before), after: heading(self.after, after) };
    }

    fn clause(&mut self, before: Option<usize>, after: Option<usize>, moved: Option<usize>) -> Entry {
        self.enter(before, after);
        let Both { before: old, after: new } = self.comparison.here.clone();
        let words = |heading: &Option<super::text::Heading>| {
            heading.as_ref().map_or_else(Inline::default, |heading| heading.text.clone())
        };
        let title = compare_words(&words(&old), &words(&new));
        let nodes = self.nodes(before, after);
        let below = |children: &mut Vec<Vec<usize>>, clause: Option<usize>| {
            clause.and_then(|clause| children.get_mut(clause)).map(std::mem::take).unwrap_or_default()
        };
        let (old_below, new_below) = (below(&mut self.children.before, before), below(&mut self.children.after, after));
        let clauses = self.entries(&old_below, &new_below);
        let side = match (before, after) {
            (Some(_), Some(_)) => Side::Both,
            (Some(_), None) => Side::Before,
            _ => Side::After,
        };
        Entry::Clause(Box::new(ClauseChange { side, before: old, after: new, title, moved, nodes, clauses }))
    }

    fn nodes(&mut self, before: Option<usize>, after: Option<usize>) -> Vec<Node> {
        let steps = match (before, after) {
            (Some(i), Some(j)) => self.blocks.steps.remove(&(i, j)).unwrap_or_default(),
            (Some(i), None) => {
                (0..self.before.get(i).map_or(0, |clause| clause.blocks().len())).map(Step::Removed).collect()
            }
            (None, Some(j)) => {
                (0..self.after.get(j).map_or(0, |clause| clause.blocks().len())).map(Step::Added).collect()
            }
            (None, None) => Vec::new(),
        };
        let (i, j) = (before.unwrap_or(usize::MAX), after.unwrap_or(usize::MAX));
        steps.into_iter().filter_map(|step| self.node(step, i, j)).collect()
    }

    fn node(&mut self, step: Step, i: usize, j: usize) -> Option<Node> {
        let block = |clauses: &'_ [Clause], (clause, block): (usize, usize)| {
            clauses.get(clause).and_then(|clause| clause.blocks().get(block)).cloned()
        };
        match step {
            Step::Pair(one, other) => {
                let (old, new) = (block(self.before, (i, one)), block(self.after, (j, other)));
                self.comparison.pair(old.as_ref(), new.as_ref())
            }
            Step::Removed(one) => match self.blocks.moved_to.get(&(i, one)).copied() {
                Some(to) => Some(Node::MovedAway(self.block_number((i, one), to))),
                None => block(self.before, (i, one)).map(Node::Removed),
            },
            Step::Added(other) => match self.blocks.moved_from.get(&(j, other)).copied() {
                Some(from) => {
                    let number = self.block_number(from, (j, other));
                    let (old, new) = (block(self.before, from), block(self.after, (j, other)));
                    let content = self.comparison.pair(old.as_ref(), new.as_ref())?;
                    Some(Node::MovedHere(number, Box::new(content)))
                }
                None => block(self.after, (j, other)).map(Node::Added),
            },
        }
    }

    /// The number of a block that moved.
    fn block_number(&mut self, from: (usize, usize), to: (usize, usize)) -> usize {
        if let Some(number) = self.blocks.numbers.get(&to) {
            return *number;
        }
        let here = self.comparison.here.clone();
        self.enter(Some(from.0), Some(to.0));
        let block = self.after.get(to.0).and_then(|clause| clause.blocks().get(to.1));
        let number = self.comparison.moved(Moved::Block, block.map(|block| block.excerpt(EXCERPT)).unwrap_or_default());
        self.comparison.here = here;
        self.blocks.numbers.insert(to, number);
        number
    }
}
