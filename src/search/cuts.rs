//! Where a list is cut into files.

use std::ops::Range;

/// A file is filled to at least this share of its most, so that there is a choice of where it ends.
const LEAST: (usize, usize) = (1, 2);

/// Cuts things of these sizes into ranges that fill up to so many bytes each, at least one range. Of the places where a
/// range may end, it ends where `alike` is least, which says for a place how much those before and behind it have in common:
/// what is alike lies together, and a short text is enough to tell one file from the next (as in a prefix B-tree: Bayer and
/// Unterauer, 1977).
pub(super) fn cut(
    sizes: impl Iterator<Item = usize>,
    alike: impl Fn(usize) -> usize,
    most: usize,
) -> Vec<Range<usize>> {
    let sizes: Vec<usize> = sizes.collect();
    let mut ranges = Vec::new();
    let mut from = 0;
    while from < sizes.len() || ranges.is_empty() {
        let mut filled = 0;
        let mut best = None;
        let mut to = from;
        while to < sizes.len() && (to == from || filled + sizes[to] <= most) {
            filled += sizes[to];
            to += 1;
            if to < sizes.len() && filled >= most * LEAST.0 / LEAST.1 {
                let place = (alike(to), to);
                best = best.filter(|(least, _)| *least < place.0).or(Some(place));
            }
        }
        if to < sizes.len() {
            to = best.map_or(to, |(_, place)| place);
        }
        ranges.push(from..to);
        from = to;
    }
    ranges
}

/// How many characters two texts share from the start.
pub(super) fn shared(one: &str, other: &str) -> usize {
    one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count()
}
