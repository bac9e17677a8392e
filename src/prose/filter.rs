//! Tells quickly which Markdown has none of a set of phrases.

use std::cmp::Ordering;

use aho_corasick::automaton::{Automaton, StateID};
use aho_corasick::nfa::contiguous::NFA;
use aho_corasick::{Anchored, MatchError};

use crate::bytes::table_of;

/// What a byte of Markdown is between the words of a phrase.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// Part of a word.
    Word,
    /// Between words: a space, the end of a line, the mark of a quote.
    Space,
    /// Nothing: a mark of emphasis.
    Mark,
    Other,
}

const CLASSES: [Class; 256] = table_of!(class_of);

const fn class_of(byte: u8) -> Class {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => Class::Word,
        b' ' | b'\n' | b'\r' | b'\t' | b'>' => Class::Space,
        b'*' | b'_' => Class::Mark,
        _ => Class::Other,
    }
}

#[inline]
fn class(byte: u8) -> Class {
    CLASSES[usize::from(byte)]
}

/// How many bytes of a text decide whether a phrase may begin there.
const FIRST: usize = 4;

/// How many groups the phrases make.
const GROUPS: usize = 60;

/// Looks at every word's first bytes, and only where a phrase may begin with these at what follows.
pub(super) struct Filter {
    /// For each of the first places and each byte a bit for every group with a phrase that may have it there. The
    /// highest bits are for all phrases, with a mark in one of these places.
    places: Box<[[u64; 256]; FIRST]>,
}

impl Filter {
    /// The filter for phrases, none of them empty.
    pub(super) fn new<'a>(phrases: impl Iterator<Item = &'a str>) -> Self {
        let mut phrases: Vec<_> = phrases.map(|phrase| phrase.trim_start().to_ascii_lowercase()).collect();
        // Those of a group should be alike: it lets through the first byte of one with the second of another.
        phrases.sort_unstable();
        let mut places = Box::new([[0; 256]; FIRST]);
        for (number, phrase) in phrases.iter().enumerate() {
            add(&mut places, phrase.as_bytes(), 1 << (number * GROUPS / phrases.len()));
        }
        for marked in 1..FIRST {
            for (place, groups) in places.iter_mut().enumerate() {
                for (byte, groups) in (0..=u8::MAX).zip(groups) {
                    let may_stand = match place.cmp(&marked) {
                        Ordering::Less => *groups != 0,
                        Ordering::Equal => class(byte) == Class::Mark,
                        Ordering::Greater => true,
                    };
                    *groups |= u64::from(may_stand) << (GROUPS + marked);
                }
            }
        }
        Self { places }
    }

    /// True where a phrase may begin at a byte of a block.
    #[inline]
    fn may_begin(&self, block: &[u8; SEEN], at: usize) -> bool {
        let [first, second, third, fourth] = &*self.places;
        let groups = first[usize::from(block[at])] & second[usize::from(block[at + 1])];
        groups & third[usize::from(block[at + 2])] & fourth[usize::from(block[at + 3])] != 0
    }

    /// False for Markdown in which no phrase stands, marks and longer spaces left out, or only within words.
    ///
    /// # Errors
    ///
    /// Where the automaton cannot look for phrases within a text.
    pub(super) fn may_match(&self, automaton: &NFA, markdown: &[u8]) -> Result<bool, MatchError> {
        let start = automaton.start_state(Anchored::No)?;
        // What stands before this was looked at already.
        let mut from = 0;
        let mut was_word = 0;
        for begin in (0..markdown.len()).step_by(BLOCK) {
            let mut last = [b' '; SEEN];
            let rest = &markdown[begin..];
            let block = rest.first_chunk().unwrap_or_else(|| {
                last[..rest.len()].copy_from_slice(rest);
                &last
            });
            let words = bits(block, |byte| byte.is_ascii_alphanumeric());
            // No phrase that begins within a word counts.
            let within = words & (words << 1 | was_word);
            was_word = words >> (BLOCK - 1);
            let mut candidates = !(within | bits(block, |byte| byte == b' '));
            while candidates != 0 {
                let at = candidates.trailing_zeros() as usize;
                candidates &= candidates - 1;
                if self.may_begin(block, at) && begin + at >= from {
                    match follow(automaton, start, markdown, begin + at) {
                        Some(next) => from = next,
                        None => return Ok(true),
                    }
                }
            }
        }
        Ok(false)
    }
}

/// Adds a phrase to a group.
fn add(places: &mut [[u64; 256]; FIRST], phrase: &[u8], group: u64) {
    let words = phrase.split(|byte| class(*byte) == Class::Space).next().unwrap_or_default();
    let (known, open) = places.split_at_mut(words.len().min(FIRST));
    for (groups, byte) in known.iter_mut().zip(words) {
        groups[usize::from(*byte)] |= group;
        groups[usize::from(byte.to_ascii_uppercase())] |= group;
    }
    // A word ends there. Spaces may be several, so nothing is known of what follows.
    let goes_on = words.last().is_some_and(|byte| class(*byte) == Class::Word);
    for (place, groups) in open.iter_mut().enumerate() {
        for (byte, groups) in (0..=u8::MAX).zip(groups) {
            if place > 0 || !goes_on || class(byte) != Class::Word {
                *groups |= group;
            }
        }
    }
}

/// So many bytes are looked at together.
const BLOCK: usize = 64;

/// So many must be there for that, so that a word may begin with the last.
const SEEN: usize = BLOCK + FIRST - 1;

/// Of which bytes of a block something is true, the first in the lowest bit.
#[inline]
fn bits(block: &[u8; SEEN], is_so: impl Fn(u8) -> bool) -> u64 {
    let mut ones = [0; BLOCK];
    // The compiler makes this a look at many bytes at once.
    for (one, byte) in ones.iter_mut().zip(block) {
        *one = u8::from(is_so(*byte));
    }
    let (eights, _) = ones.as_chunks();
    // Multiplied by this, the lowest bits of eight bytes come to stand side by side in the highest byte.
    let bits = |eight: &[u8; 8]| u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
    eights.iter().rev().fold(0, |all, eight| all << 8 | bits(eight))
}

/// Follows the phrases that begin at a byte, or behind it for as long as one goes on. `None` where one stands there as whole
/// words; else the byte behind the last that was looked at.
fn follow(automaton: &NFA, start: StateID, markdown: &[u8], from: usize) -> Option<usize> {
    let before = |is_looked_at: fn(Class) -> bool| {
        let classes = markdown[..from].iter().rev().map(|byte| class(*byte));
        classes.into_iter().find(|class| is_looked_at(*class)).unwrap_or(Class::Space)
    };
    let mut was_space = before(|class| class != Class::Mark) == Class::Space;
    let mut state = if was_space { automaton.next_state(Anchored::No, start, b' ') } else { start };
    // Which of the last bytes were letters or digits, the last one in the lowest bit. A mark before the first may belong to
    // the text, and then parts it from what stands before.
    let mut words = u64::from(before(|_| true) == Class::Word);
    for (at, &byte) in markdown.iter().enumerate().skip(from) {
        let class_of = class(byte);
        let is_space = class_of == Class::Space;
        if class_of == Class::Mark {
            // It may belong to the text after all, as in `snake_case`.
            words &= !1;
            continue;
        }
        if is_space && was_space {
            continue;
        }
        was_space = is_space;
        words = words << 1 | u64::from(class_of == Class::Word);
        state = automaton.next_state(Anchored::No, state, if is_space { b' ' } else { byte });
        if state == start {
            return Some(at + 1);
        }
        if automaton.is_special(state) && automaton.is_match(state) {
            let next = markdown.get(at + 1).map(|byte| class(*byte));
            let ends_inside = class_of == Class::Word && next == Some(Class::Word);
            let begins_inside = |length: usize| length < 64 && words >> (length - 1) & 0b11 == 0b11;
            let patterns = (0..automaton.match_len(state)).map(|index| automaton.match_pattern(state, index));
            let mut lengths = patterns.map(|pattern| automaton.pattern_len(pattern));
            if !ends_inside && lengths.any(|length| !begins_inside(length)) {
                return None;
            }
        }
    }
    Some(markdown.len())
}
