//! Blocks across clauses: which belong together inside a pair of clauses, and which moved to another place or clause.

use hashbrown::{HashMap, HashSet};

use super::align::{ALIKE_IN_PLACE, ALIKE_MOVED, Pair, Step, alike_pairs, anchors, equal_pairs, fill, in_order, steps};
use super::bags::Bag;
use super::blocks::{Comparison, comparable, likeness};
use super::passage::Hashed;
use super::text::{Block, Clause};

/// A block with fewer words than this is not looked for in other clauses.
const FEWEST_WORDS: usize = 5;

/// A block by its clause and its place there.
pub(super) type At = (usize, usize);

/// How the blocks of all clauses belong together.
#[derive(Default)]
pub(super) struct Blocks {
    /// For each pair of clauses, the way through their blocks.
    pub(super) steps: HashMap<Pair, Vec<Step>>,
    pub(super) moved_to: HashMap<At, At>,
    pub(super) moved_from: HashMap<At, At>,
    /// The numbers of the moves, by the new places, as far as they were given.
    pub(super) numbers: HashMap<At, usize>,
}

/// Finds equal blocks first, in place and then anywhere, then those that are alike, in place and then anywhere.
pub(super) fn match_blocks(comparison: &mut Comparison, before: &[Clause], after: &[Clause], pairs: &[Pair]) -> Blocks {
    let mut blocks = Blocks::default();
    let mut kept: Vec<(Pair, Vec<Pair>)> = Vec::new();
    let (mut placed_before, mut placed_after) = (HashSet::new(), HashSet::new());
    for (i, j) in pairs {
        let (Some(old), Some(new)) = (before.get(*i), after.get(*j)) else { continue };
        let anchors = anchors(old.blocks(), new.blocks());
        placed_before.extend(anchors.iter().map(|(one, _)| (*i, *one)));
        placed_after.extend(anchors.iter().map(|(_, other)| (*j, *other)));
        kept.push(((*i, *j), anchors));
    }
    let (old, new) = (left(before, &placed_before), left(after, &placed_after));
    blocks.add_moves(&equal_pairs(
        old.iter().map(|left| (left.at, left.block)),
        new.iter().map(|left| (left.at, left.block)),
    ));
    let mut pairs_of: Vec<(Pair, Vec<Pair>)> = Vec::new();
    for ((i, j), anchors) in kept {
        let (Some(old), Some(new)) = (before.get(i), after.get(j)) else { continue };
        let found = blocks.alike(comparison, (i, old), (j, new), &anchors);
        placed_before.extend(found.iter().map(|(one, _)| (i, *one)));
        placed_after.extend(found.iter().map(|(_, other)| (j, *other)));
        pairs_of.push(((i, j), found));
    }
    let old = rest(&old, &placed_before, &blocks.moved_to);
    let new = rest(&new, &placed_after, &blocks.moved_from);
    let fits = |one: At, other: At| {
        block(before, one).zip(block(after, other)).is_some_and(|(one, other)| comparable(one, other))
    };
    blocks.add_moves(&alike_pairs(&old, &new, ALIKE_MOVED, &fits, &mut comparison.work));
    for ((i, j), found) in pairs_of {
        let lengths = before.get(i).zip(after.get(j)).map(|(old, new)| (old.blocks().len(), new.blocks().len()));
        blocks.order((i, j), found, lengths.unwrap_or_default());
    }
    blocks
}

impl Blocks {
    fn add_moves(&mut self, moves: &[(At, At)]) {
        self.moved_to.extend(moves.iter().copied());
        self.moved_from.extend(moves.iter().map(|(from, to)| (*to, *from)));
    }

    /// Blocks of a pair of clauses that are equal or alike in place.
    fn alike(
        &self,
        comparison: &mut Comparison,
        (i, old): (usize, &Clause),
        (j, new): (usize, &Clause),
        anchors: &[Pair],
    ) -> Vec<Pair> {
        let lengths = (old.blocks().len(), new.blocks().len());
        if anchors.len() == lengths.0 || anchors.len() == lengths.1 {
            return anchors.to_vec();
        }
        let gone = |block: usize| self.moved_to.contains_key(&(i, block));
        let arrived = |block: usize| self.moved_from.contains_key(&(j, block));
        fill(anchors, lengths, (&gone, &arrived), &mut |one, other| {
            let (old, new) = ((old.blocks(), old.passage.bags(), one), (new.blocks(), new.passage.bags(), other));
            likeness(&mut comparison.work, old, new, ALIKE_IN_PLACE)
        })
    }

    /// Decides which blocks of a pair of clauses kept their place; the others moved.
    fn order(&mut self, (i, j): (usize, usize), mut pairs: Vec<Pair>, lengths: (usize, usize)) {
        let inside = (0..lengths.0).filter_map(|one| Some((one, *self.moved_to.get(&(i, one))?)));
        pairs.extend(inside.filter(|(_, to)| to.0 == j).map(|(one, to)| (one, to.1)));
        let (kept, moved) = in_order(pairs);
        for (one, other) in &kept {
            self.moved_to.remove(&(i, *one));
            self.moved_from.remove(&(j, *other));
        }
        let moved: Vec<(At, At)> = moved.into_iter().map(|(one, other)| ((i, one), (j, other))).collect();
        self.add_moves(&moved);
        self.steps.insert((i, j), steps(&kept, lengths));
    }
}

/// A block that has no equal one in the clause that belongs to its own.
struct Left<'a> {
    at: At,
    block: Hashed<'a>,
    bag: &'a Bag,
}

/// The blocks with enough words to be looked for in other clauses, less those that have their place.
fn left<'a>(clauses: &'a [Clause], placed: &HashSet<At>) -> Vec<Left<'a>> {
    let of = |(at, clause): (usize, &'a Clause)| {
        let blocks = (0..clause.blocks().len()).filter(move |index| !placed.contains(&(at, *index)));
        blocks.filter_map(move |index| {
            let passage = &clause.passage;
            Some(Left { at: (at, index), block: passage.hashed(index)?, bag: passage.bags().get(index)? })
        })
    };
    clauses.iter().enumerate().flat_map(of).filter(|left| left.bag.len() >= FEWEST_WORDS).collect()
}

/// What still belongs to nothing.
fn rest<'a>(left: &[Left<'a>], placed: &HashSet<At>, moved: &HashMap<At, At>) -> Vec<(At, &'a Bag)> {
    let rest = left.iter().filter(|left| !placed.contains(&left.at) && !moved.contains_key(&left.at));
    rest.map(|left| (left.at, left.bag)).collect()
}

fn block(clauses: &[Clause], (clause, block): At) -> Option<&Block> {
    clauses.get(clause)?.blocks().get(block)
}
