//! Blocks: which belong together, and what changed in each.

use super::align::{ALIKE_IN_PLACE, ALIKE_MOVED, Step, Work, alike_pairs, anchors, equal_pairs, fill, in_order, steps};
use super::bags::Bag;
use super::change::{Both, Difference, Lines, Move, Moved, Node};
use super::table::compare_tables;
use super::text::{Block, GroupKind, Heading, TextKind};
use super::words::{compare_words, hunks};

/// Code with more lines than this on both sides together is compared only at its beginning and end.
const MOST_LINES: usize = 200_000;

/// A block with fewer words than this is not taken for one that moved only because it is alike.
const FEWEST_WORDS_MOVED: usize = 4;

/// How many characters of what moved are told where it stood.
pub(super) const EXCERPT: usize = 60;

/// What is kept while two texts are compared.
pub(super) struct Comparison {
    pub(super) work: Work,
    pub(super) moves: Vec<Move>,
    /// The headings of the clauses that are being compared.
    pub(super) here: Both<Option<Heading>>,
}

impl Comparison {
    pub(super) fn new() -> Self {
        Self { work: Work::new(), moves: Vec::new(), here: Both { before: None, after: None } }
    }

    /// A number for something that moved inside the clauses that are being compared.
    pub(super) fn moved(&mut self, what: Moved, excerpt: String) -> usize {
        let Both { before, after } = self.here.clone();
        self.moves.push(Move { what, excerpt, from: before, to: after });
        self.moves.len() - 1
    }

    /// Compares the blocks of two groups.
    pub(super) fn nodes(&mut self, before: &[Block], after: &[Block]) -> Vec<Node> {
        let lengths = (before.len(), after.len());
        let anchors = anchors(before, after);
        if anchors.len() == before.len() && anchors.len() == after.len() {
            return after.iter().cloned().map(Node::Same).collect();
        }
        let unmatched = Unmatched::of(&anchors, lengths);
        let moves = equal_pairs(
            unmatched.before.iter().filter_map(|i| Some((*i, before.get(*i)?))),
            unmatched.after.iter().filter_map(|j| Some((*j, after.get(*j)?))),
        );
        let gone = marks(before.len(), moves.iter().map(|(i, _)| *i));
        let new = marks(after.len(), moves.iter().map(|(_, j)| *j));
        let bags: [Vec<Bag>; 2] = [before, after].map(|blocks| blocks.iter().map(Bag::of_block).collect());
        let work = &mut self.work;
        let mut pairs = fill(&anchors, lengths, (&|i| is(&gone, i), &|j| is(&new, j)), &mut |i, j| {
            likeness(work, (before, &bags[0], i), (after, &bags[1], j), ALIKE_IN_PLACE)
        });
        pairs.extend(moves);
        let left = Unmatched::of(&pairs, lengths);
        let (removed, added) =
            (bagged(&left.before, &bags[0], FEWEST_WORDS_MOVED), bagged(&left.after, &bags[1], FEWEST_WORDS_MOVED));
        let fits =
            |i: usize, j: usize| before.get(i).zip(after.get(j)).is_some_and(|(one, other)| comparable(one, other));
        pairs.extend(alike_pairs(&removed, &added, ALIKE_MOVED, &fits, &mut self.work));
        let (kept, moves) = in_order(pairs);
        self.assemble(&steps(&kept, lengths), before, after, &moves)
    }

    fn assemble(&mut self, steps: &[Step], before: &[Block], after: &[Block], moves: &[(usize, usize)]) -> Vec<Node> {
        let mut away: Vec<Option<usize>> = vec![None; before.len()];
        let mut here: Vec<Option<(usize, usize)>> = vec![None; after.len()];
        for (i, j) in moves {
            let excerpt = after.get(*j).map(|block| block.excerpt(EXCERPT)).unwrap_or_default();
            let number = self.moved(Moved::Item, excerpt);
            if let (Some(away), Some(here)) = (away.get_mut(*i), here.get_mut(*j)) {
                (*away, *here) = (Some(number), Some((number, *i)));
            }
        }
        let mut nodes = Vec::with_capacity(steps.len());
        for step in steps {
            match *step {
                Step::Pair(i, j) => nodes.extend(self.pair(before.get(i), after.get(j))),
                Step::Removed(i) => nodes.extend(match away.get(i).copied().flatten() {
                    Some(number) => Some(Node::MovedAway(number)),
                    None => before.get(i).cloned().map(Node::Removed),
                }),
                Step::Added(j) => nodes.extend(match here.get(j).copied().flatten() {
                    Some((number, i)) => {
                        self.pair(before.get(i), after.get(j)).map(|content| Node::MovedHere(number, Box::new(content)))
                    }
                    None => after.get(j).cloned().map(Node::Added),
                }),
            }
        }
        nodes
    }

    /// Two blocks that belong together.
    pub(super) fn pair(&mut self, before: Option<&Block>, after: Option<&Block>) -> Option<Node> {
        let (before, after) = (before?, after?);
        Some(if before == after { Node::Same(after.clone()) } else { Node::Changed(self.difference(before, after)?) })
    }

    fn difference(&mut self, before: &Block, after: &Block) -> Option<Difference> {
        Some(match (before, after) {
            (Block::Text(old_kind, old), Block::Text(kind, new)) => {
                Difference::Text(Both { before: *old_kind, after: *kind }, compare_words(old, new))
            }
            (Block::Group(old_kind, old), Block::Group(kind, new)) => {
                let kinds = Both { before: old_kind.clone(), after: kind.clone() };
                Difference::Group(kinds, self.nodes(old, new))
            }
            (Block::Table(old), Block::Table(new)) => Difference::Table(compare_tables(self, old, new)),
            (Block::Code { language: old_language, text: old }, Block::Code { language, text: new }) => {
                let languages = Both { before: old_language.clone(), after: language.clone() };
                Difference::Code(languages, lines(old, new))
            }
            _ => return None,
        })
    }
}

/// What is left of a sequence, less what has fewer words than `fewest`.
pub(super) fn bagged<'a>(left: &[usize], bags: &'a [Bag], fewest: usize) -> Vec<(usize, &'a Bag)> {
    let left = left.iter().filter_map(|at| Some((*at, bags.get(*at)?)));
    left.filter(|(_, bag)| bag.len() >= fewest).collect()
}

/// How alike two blocks are, if they can be compared at all.
pub(super) fn likeness(
    work: &mut Work,
    (before, bags, i): (&[Block], &[Bag], usize),
    (after, new_bags, j): (&[Block], &[Bag], usize),
    least: usize,
) -> usize {
    let (Some(old), Some(new), Some(bag), Some(new_bag)) = (before.get(i), after.get(j), bags.get(i), new_bags.get(j))
    else {
        return 0;
    };
    if !comparable(old, new) {
        return 0;
    }
    // Lists, quotes and tables keep their place even where much of their content is new.
    let least = match new {
        Block::Table(_) | Block::Group(GroupKind::List(_) | GroupKind::Definitions, _) => least / 2,
        _ => least,
    };
    work.likeness(bag, new_bag, least)
}

/// True for blocks of one kind.
pub(super) fn comparable(before: &Block, after: &Block) -> bool {
    match (before, after) {
        (Block::Text(old, _), Block::Text(new, _)) => {
            matches!(old, TextKind::Heading(_)) == matches!(new, TextKind::Heading(_))
        }
        (Block::Group(old, _), Block::Group(new, _)) => std::mem::discriminant(old) == std::mem::discriminant(new),
        (Block::Table(_), Block::Table(_)) | (Block::Code { .. }, Block::Code { .. }) => true,
        _ => false,
    }
}

/// What is left on both sides beside the equal parts.
pub(super) struct Unmatched {
    pub(super) before: Vec<usize>,
    pub(super) after: Vec<usize>,
}

impl Unmatched {
    pub(super) fn of(anchors: &[(usize, usize)], (before, after): (usize, usize)) -> Self {
        let left = |length: usize, matched: Vec<bool>| (0..length).filter(|at| !is(&matched, *at)).collect();
        Self {
            before: left(before, marks(before, anchors.iter().map(|(i, _)| *i))),
            after: left(after, marks(after, anchors.iter().map(|(_, j)| *j))),
        }
    }
}

pub(super) fn marks(length: usize, at: impl Iterator<Item = usize>) -> Vec<bool> {
    let mut marks = vec![false; length];
    for index in at {
        if let Some(mark) = marks.get_mut(index) {
            *mark = true;
        }
    }
    marks
}

pub(super) fn is(marks: &[bool], at: usize) -> bool {
    marks.get(at).copied().unwrap_or_default()
}

fn lines(before: &str, after: &str) -> Vec<Lines> {
    let old: Vec<&str> = before.split_inclusive('\n').collect();
    let new: Vec<&str> = after.split_inclusive('\n').collect();
    let join = |lines: Option<&[&str]>| lines.unwrap_or_default().concat();
    let mut found = Vec::new();
    let mut at = (0, 0);
    for hunk in hunks(&old, &new, MOST_LINES) {
        let range = |range: &std::ops::Range<u32>| range.start as usize..range.end as usize;
        found.push(Lines::Same(join(new.get(at.1..hunk.after.start as usize))));
        found.push(Lines::Removed(join(old.get(range(&hunk.before)))));
        found.push(Lines::Added(join(new.get(range(&hunk.after)))));
        at = (hunk.before.end as usize, hunk.after.end as usize);
    }
    found.push(Lines::Same(join(new.get(at.1..))));
    found.retain(
        |lines| !matches!(lines, Lines::Same(text) | Lines::Added(text) | Lines::Removed(text) if text.is_empty()),
    );
    found
}
