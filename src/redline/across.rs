//! Blocks across clauses: which belong together inside a pair of clauses, and which moved to another place or clause.

use std::collections::{HashMap, HashSet};

use super::align::{
    ALIKE_IN_PLACE, ALIKE_MOVED, Bag, Pair, Step, alike_pairs, anchors, equal_pairs, fill, in_order, steps,
};
use super::blocks::{Comparison, comparable, is, likeness, marks};
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
        let anchors = anchors(&old.blocks, &new.blocks);
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
        let found = blocks.alike(comparison, (i, &old.blocks), (j, &new.blocks), &anchors);
        placed_before.extend(found.iter().map(|(one, _)| (i, *one)));
        placed_after.extend(found.iter().map(|(_, other)| (j, *other)));
        pairs_of.push(((i, j), found));
    }
    let bags = |left: Vec<Left<'_>>, placed: &HashSet<At>, moved: &HashMap<At, At>| -> Vec<(At, Bag)> {
        let rest = left.into_iter().filter(|left| !placed.contains(&left.at) && !moved.contains_key(&left.at));
        rest.map(|left| (left.at, left.bag)).collect()
    };
    let (old, new) = (bags(old, &placed_before, &blocks.moved_to), bags(new, &placed_after, &blocks.moved_from));
    let block = |clauses: &'_ [Clause], (clause, block): At| clauses.get(clause)?.blocks.get(block).cloned();
    let fits = |one: At, other: At| {
        block(before, one).zip(block(after, other)).is_some_and(|(one, other)| comparable(&one, &other))
    };
    blocks.add_moves(&alike_pairs(&old, &new, ALIKE_MOVED, &fits, &mut comparison.work));
    for ((i, j), found) in pairs_of {
        let lengths = before.get(i).zip(after.get(j)).map(|(old, new)| (old.blocks.len(), new.blocks.len()));
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
        (i, old): (usize, &[Block]),
        (j, new): (usize, &[Block]),
        anchors: &[Pair],
    ) -> Vec<Pair> {
        if anchors.len() == old.len() || anchors.len() == new.len() {
            return anchors.to_vec();
        }
        let kept = (
            marks(old.len(), anchors.iter().map(|(one, _)| *one)),
            marks(new.len(), anchors.iter().map(|(_, other)| *other)),
        );
        // Only what lies between the equal blocks is ever looked at.
        let bag = |block: &Block, kept: bool| if kept { Bag::default() } else { Bag::of_block(block) };
        let bags = |blocks: &[Block], kept: &[bool]| -> Vec<Bag> {
            blocks.iter().enumerate().map(|(at, block)| bag(block, is(kept, at))).collect()
        };
        let (old_bags, new_bags) = (bags(old, &kept.0), bags(new, &kept.1));
        let gone = |block: usize| self.moved_to.contains_key(&(i, block));
        let arrived = |block: usize| self.moved_from.contains_key(&(j, block));
        fill(anchors, (old.len(), new.len()), (&gone, &arrived), &mut |one, other| {
            likeness(&mut comparison.work, (old, &old_bags, one), (new, &new_bags, other), ALIKE_IN_PLACE)
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
    block: &'a Block,
    bag: Bag,
}

fn left<'a>(clauses: &'a [Clause], placed: &HashSet<At>) -> Vec<Left<'a>> {
    let all = clauses
        .iter()
        .enumerate()
        .flat_map(|(at, clause)| clause.blocks.iter().enumerate().map(move |(index, block)| ((at, index), block)));
    all.filter(|(at, _)| !placed.contains(at))
        .map(|(at, block)| Left { at, block, bag: Bag::of_block(block) })
        .filter(|left| left.bag.len() >= FEWEST_WORDS)
        .collect()
}
