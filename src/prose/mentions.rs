//! Words that a text only mentions.

use std::ops::Range;

use crate::model::next_variable;

/// The parts of a block's text that say nothing themselves: words in double quotation marks, and the names of variables;
/// in order, none overlapping another.
#[must_use]
pub fn mentions(text: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut opened = None;
    for (at, letter) in text.char_indices() {
        match (letter, opened) {
            ('“', _) | ('"', None) => opened = Some(at),
            ('”' | '"', Some(start)) => {
                ranges.push(start..at);
                opened = None;
            }
            _ => {}
        }
    }
    let mut rest = text;
    while let Some((before, _, after)) = next_variable(rest) {
        let start = text.len() - rest.len() + before.len();
        ranges.push(start..text.len() - after.len());
        rest = after;
    }
    ranges.sort_by_key(|range| range.start);
    ranges.dedup_by(|next, range| {
        let overlaps = next.start < range.end;
        if overlaps {
            range.end = range.end.max(next.end);
        }
        overlaps
    });
    ranges
}
