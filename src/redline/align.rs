//! Which parts of two sequences belong together: the equal ones first, then those that are alike.

use std::hash::Hash;

use hashbrown::HashMap;

use super::bags::Bag;
use super::words::hunks;

/// How many words may be looked at to find out how alike things are, for one pair of texts. Beyond it, things that
/// changed are shown as removed and added.
pub const MOST_COMPARISONS: usize = 20_000_000;

/// Gaps between equal parts are searched in windows of this many parts.
const WINDOW: usize = 64;

/// At most this many things on either side are looked at to find what moved or has another id.
const MOST_CANDIDATES: usize = 1_000;

/// Sequences with more parts than this that differ are compared only at their beginnings and ends.
const MOST_PARTS: usize = 200_000;

/// From this likeness on, in thousandths, two parts at the same place are one that changed.
pub(super) const ALIKE_IN_PLACE: usize = 400;

/// From this likeness on, a part that is gone and one that is new are one that moved.
pub(super) const ALIKE_MOVED: usize = 700;

/// A place in the earlier sequence and the one in the later sequence that belongs to it.
pub(super) type Pair = (usize, usize);

/// A step through two sequences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Pair(usize, usize),
    Removed(usize),
    Added(usize),
}

/// What is left of the work that likeness may cost.
pub(super) struct Work(usize);

impl Work {
    pub(super) fn new() -> Self {
        Self(MOST_COMPARISONS)
    }

    /// How alike two bags are, from 0 to 1000: twice what they share by what they have (the Dice coefficient).
    pub(super) fn likeness(&mut self, one: &Bag, other: &Bag, least: usize) -> usize {
        let (small, all) = (one.len().min(other.len()), one.len() + other.len());
        if all == 0 || 2000 * small / all < least || self.0 < all {
            return 0;
        }
        self.0 -= all;
        // What both must share. Most things are not alike, which shows long before their ends.
        let needed = (least * all).div_ceil(2000);
        if one.most_shared(other) < needed {
            return 0;
        }
        let (one, other) = (one.words(), other.words());
        let (mut i, mut j, mut shared) = (0, 0, 0);
        while let (Some(a), Some(b)) = (one.get(i), other.get(j)) {
            if shared + (one.len() - i).min(other.len() - j) < needed {
                return 0;
            }
            shared += usize::from(a == b);
            (i, j) = (i + usize::from(a <= b), j + usize::from(b <= a));
        }
        if shared < needed { 0 } else { 2000 * shared / all }
    }
}

/// The equal parts that keep their order, as pairs.
pub(super) fn anchors<T: Hash + Eq>(before: &[T], after: &[T]) -> Vec<Pair> {
    let mut anchors = Vec::new();
    let mut at = (0, 0);
    for hunk in hunks(before, after, MOST_PARTS) {
        let to = (hunk.before.start as usize, hunk.after.start as usize);
        anchors.extend((at.0..to.0).zip(at.1..to.1));
        at = (hunk.before.end as usize, hunk.after.end as usize);
    }
    anchors.extend((at.0..before.len()).zip(at.1..after.len()));
    anchors
}

/// Pairs equal things that are left on both sides, in order.
pub(super) fn equal_pairs<K: Copy, T: Hash + Eq>(
    before: impl Iterator<Item = (K, T)>,
    after: impl Iterator<Item = (K, T)>,
) -> Vec<(K, K)> {
    let most = before.size_hint().1.unwrap_or_default();
    // Each that waits, with the next of its kind; and of each kind the first and the last. Most are alone.
    let mut waiting: Vec<(K, Option<usize>)> = Vec::with_capacity(most);
    let mut kinds: HashMap<T, (Option<usize>, usize)> = HashMap::with_capacity(most);
    for (key, thing) in before {
        let at = waiting.len();
        waiting.push((key, None));
        let (_, last) = kinds.entry(thing).or_insert((Some(at), at));
        if let Some((_, next)) = waiting.get_mut(*last).filter(|_| *last != at) {
            *next = Some(at);
        }
        *last = at;
    }
    let pair = |(key, thing): (K, T)| {
        let (first, _) = kinds.get_mut(&thing)?;
        let (found, next) = *waiting.get((*first)?)?;
        *first = next;
        Some((found, key))
    };
    after.filter_map(pair).collect()
}

/// Adds to the equal parts what is alike between them, in order. What `taken` marks belongs to something elsewhere.
pub(super) fn fill(
    anchors: &[Pair],
    lengths: (usize, usize),
    taken: (&dyn Fn(usize) -> bool, &dyn Fn(usize) -> bool),
    like: &mut dyn FnMut(usize, usize) -> usize,
) -> Vec<Pair> {
    let mut pairs = Vec::with_capacity(anchors.len());
    let mut at = (0, 0);
    for anchor in anchors.iter().copied().chain([lengths]) {
        let before: Vec<usize> = (at.0..anchor.0).filter(|i| !taken.0(*i)).collect();
        let after: Vec<usize> = (at.1..anchor.1).filter(|j| !taken.1(*j)).collect();
        let windows = before.len().max(after.len()).div_ceil(WINDOW).max(1);
        for window in 0..windows {
            pairs.extend(best_pairs(part(&before, window, windows), part(&after, window, windows), like));
        }
        pairs.push(anchor);
        at = (anchor.0 + 1, anchor.1 + 1);
    }
    pairs.pop();
    pairs
}

/// One of some windows of about the same size.
fn part(all: &[usize], window: usize, windows: usize) -> &[usize] {
    let cut = |window: usize| all.len() * window / windows;
    all.get(cut(window)..cut(window + 1)).unwrap_or_default()
}

/// Divides pairs into as many as possible that keep their order, and those that moved.
pub(super) fn in_order(mut pairs: Vec<Pair>) -> (Vec<Pair>, Vec<Pair>) {
    pairs.sort_unstable();
    // The longest rising sequence of later places (patience sorting): the pair that ends the best sequence of each
    // length, and for each pair the one before it.
    let mut ends: Vec<usize> = Vec::new();
    let mut previous: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    let later = |at: &usize| pairs.get(*at).map_or(0, |(_, j)| *j);
    for (at, (_, j)) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| later(end) < *j);
        previous.push(length.checked_sub(1).and_then(|before| ends.get(before)).copied());
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut kept = vec![false; pairs.len()];
    let mut next = ends.last().copied();
    while let Some(at) = next {
        if let Some(mark) = kept.get_mut(at) {
            *mark = true;
        }
        next = previous.get(at).copied().flatten();
    }
    let divided: (Vec<_>, Vec<_>) = pairs.into_iter().zip(kept).partition(|(_, kept)| *kept);
    let pairs = |divided: Vec<((usize, usize), bool)>| divided.into_iter().map(|(pair, _)| pair).collect();
    (pairs(divided.0), pairs(divided.1))
}

/// The way through two sequences along pairs that keep their order.
pub(super) fn steps(kept: &[Pair], lengths: (usize, usize)) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut at = (0, 0);
    for pair in kept.iter().copied().chain([lengths]) {
        steps.extend((at.0..pair.0).map(Step::Removed));
        steps.extend((at.1..pair.1).map(Step::Added));
        steps.push(Step::Pair(pair.0, pair.1));
        at = (pair.0 + 1, pair.1 + 1);
    }
    steps.pop();
    steps
}

/// The pairs, in order on both sides, that are most alike together.
fn best_pairs(before: &[usize], after: &[usize], like: &mut dyn FnMut(usize, usize) -> usize) -> Vec<Pair> {
    if before.is_empty() || after.is_empty() {
        return Vec::new();
    }
    let width = after.len() + 1;
    // The best sum for what is left from (i, j) on, and the likeness of i and j.
    let mut best = vec![0_usize; (before.len() + 1) * width];
    let mut alike = vec![0_usize; before.len() * after.len()];
    let get = |values: &[usize], at: usize| values.get(at).copied().unwrap_or_default();
    for (i, old) in before.iter().enumerate().rev() {
        for (j, new) in after.iter().enumerate().rev() {
            let likeness = like(*old, *new);
            let with = if likeness > 0 { likeness + get(&best, (i + 1) * width + j + 1) } else { 0 };
            let without = get(&best, (i + 1) * width + j).max(get(&best, i * width + j + 1));
            if let Some(cell) = best.get_mut(i * width + j) {
                *cell = with.max(without);
            }
            if let Some(cell) = alike.get_mut(i * after.len() + j) {
                *cell = likeness;
            }
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < before.len() && j < after.len() {
        let likeness = get(&alike, i * after.len() + j);
        let here = get(&best, i * width + j);
        if likeness > 0 && here == likeness + get(&best, (i + 1) * width + j + 1) {
            pairs.extend(before.get(i).copied().zip(after.get(j).copied()));
            (i, j) = (i + 1, j + 1);
        } else if here == get(&best, (i + 1) * width + j) {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// Pairs what is most alike among things left on both sides, wherever they stand; each thing once.
pub(super) fn alike_pairs<K: Copy>(
    before: &[(K, &Bag)],
    after: &[(K, &Bag)],
    least: usize,
    fits: &dyn Fn(K, K) -> bool,
    work: &mut Work,
) -> Vec<(K, K)> {
    let mut found = Vec::new();
    for (i, (one, bag)) in before.iter().enumerate().take(MOST_CANDIDATES) {
        for (j, (other, other_bag)) in after.iter().enumerate().take(MOST_CANDIDATES) {
            let likeness = if fits(*one, *other) { work.likeness(bag, other_bag, least) } else { 0 };
            if likeness > 0 {
                found.push((std::cmp::Reverse(likeness), i, j));
            }
        }
    }
    found.sort_unstable();
    let (mut used, mut used_after) = (vec![false; before.len()], vec![false; after.len()]);
    let mut pairs = Vec::new();
    for (_, i, j) in found {
        if let (Some(one @ false), Some(other @ false)) = (used.get_mut(i), used_after.get_mut(j)) {
            (*one, *other) = (true, true);
            pairs.extend(before.get(i).zip(after.get(j)).map(|((one, _), (other, _))| (*one, *other)));
        }
    }
    pairs
}
