//! The part of two lines in which they differ.

use super::text::Inline;
use super::word_bounds::is_lone_blank;

/// What is the same at the beginnings and at the ends of two lines and need not be looked at word by word: most paragraphs
/// that changed did so in one sentence. Nothing where this does not pay, or might matter.
#[derive(Default)]
pub(super) struct Window {
    /// How many bytes at the beginnings are outside, up to the blank before a word.
    pub(super) before: usize,
    /// How many bytes at the ends are outside, from the blank before a word on.
    pub(super) after: usize,
}

/// So many bytes that are the same stay inside on either side: a change may be shown some words before or behind the place
/// at which it was found.
const MARGIN: usize = 64;

impl Window {
    /// The window of two lines of plain words: where formatting or objects divide them, it is everything.
    pub(super) fn around(before: &Inline, after: &Inline) -> Self {
        let ([old], [new]) = (before.pieces(), after.pieces()) else { return Self::default() };
        if old.object.is_some() || new.object.is_some() {
            return Self::default();
        }
        let (old, new) = (old.text.as_bytes(), new.text.as_bytes());
        let start = common_start(old, new);
        let end = common_end(old.get(start..).unwrap_or_default(), new.get(start..).unwrap_or_default());
        // The bytes beside such a blank are the same in both lines, so that words begin there in both.
        let first = (0..start.saturating_sub(MARGIN)).rev().find(|at| is_lone_blank(old, *at));
        let last = (old.len() - end.saturating_sub(MARGIN)..old.len()).find(|at| is_lone_blank(old, *at));
        Self { before: first.unwrap_or_default(), after: last.map_or(0, |at| old.len() - at) }
    }
}

/// How many bytes are looked at together.
const STEP: usize = 16;

fn common_start(one: &[u8], other: &[u8]) -> usize {
    let (steps, others) = (one.as_chunks::<STEP>().0, other.as_chunks::<STEP>().0);
    let at = STEP * steps.iter().zip(others).take_while(|(one, other)| one == other).count();
    let rest = one.iter().zip(other).skip(at);
    at + rest.take_while(|(one, other)| one == other).count()
}

fn common_end(one: &[u8], other: &[u8]) -> usize {
    let (steps, others) = (one.as_rchunks::<STEP>().1, other.as_rchunks::<STEP>().1);
    let at = STEP * steps.iter().rev().zip(others.iter().rev()).take_while(|(one, other)| one == other).count();
    let rest = one.iter().rev().zip(other.iter().rev()).skip(at);
    at + rest.take_while(|(one, other)| one == other).count()
}
