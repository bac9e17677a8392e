//! Tells quickly which Markdown has none of a set of phrases.

use aho_corasick::automaton::{Automaton, StateID};
use aho_corasick::nfa::contiguous::NFA;
use aho_corasick::{Anchored, MatchError};

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

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Other; 256];
    let mut byte = 0_u8;
    loop {
        classes[byte as usize] = match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => Class::Word,
            b' ' | b'\n' | b'\r' | b'\t' | b'>' => Class::Space,
            b'*' | b'_' => Class::Mark,
            _ => Class::Other,
        };
        if byte == u8::MAX {
            break classes;
        }
        byte += 1;
    }
};

#[inline]
fn class(byte: u8) -> Class {
    CLASSES[usize::from(byte)]
}

/// Small letters for large ones, one space for all spaces, 0 for marks.
const PLAIN: [u8; 256] = {
    let mut plain = [0; 256];
    let mut byte = 0_u8;
    loop {
        plain[byte as usize] = match CLASSES[byte as usize] {
            Class::Word | Class::Other => byte.to_ascii_lowercase(),
            Class::Space => b' ',
            Class::Mark => 0,
        };
        if byte == u8::MAX {
            break plain;
        }
        byte += 1;
    }
};

/// Looks at every word's first letters, and only where a phrase begins with these at what follows.
pub(super) struct Filter {
    /// A bit for every three letters, as [`hashed`] counts them.
    beginnings: Box<[u64; 1024]>,
    /// The bytes other than letters and digits that phrases begin with.
    signs: [bool; 256],
}

impl Filter {
    /// The filter for phrases, none of them empty.
    pub(super) fn new<'a>(phrases: impl Iterator<Item = &'a str>) -> Self {
        let mut filter = Self { beginnings: Box::new([0; 1024]), signs: [false; 256] };
        for phrase in phrases {
            match phrase.trim_start().as_bytes() {
                [first, rest @ ..] if class(*first) == Class::Word => match rest {
                    [second, third, ..] => filter.add([*first, *second, *third]),
                    [second] => (0..=u8::MAX).for_each(|third| filter.add([*first, *second, third])),
                    [] => (0..=u16::MAX)
                        .for_each(|both| filter.add([*first, both.to_le_bytes()[0], both.to_le_bytes()[1]])),
                },
                [first, ..] => filter.signs[usize::from(*first)] = true,
                [] => {}
            }
        }
        filter
    }

    fn add(&mut self, letters: [u8; 3]) {
        let bit = hashed(letters);
        self.beginnings[bit >> 6] |= 1 << (bit & 63);
    }

    /// True where a phrase may begin with the word at a byte.
    #[inline]
    fn may_begin(&self, markdown: &[u8], at: usize) -> bool {
        let [first, second, third] = match markdown.get(at..at + 3) {
            Some(letters) => [letters[0], letters[1], letters[2]],
            None => [markdown[at], markdown.get(at + 1).copied().unwrap_or(b' '), b' '],
        };
        let bit = hashed([first, second, third]);
        // Where marks part the letters, or spaces that may be more than one, nothing is known.
        let is_parted = matches!(PLAIN[usize::from(second)], 0 | b' ') || PLAIN[usize::from(third)] == 0;
        is_parted || self.beginnings[bit >> 6] >> (bit & 63) & 1 == 1
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
        let (eights, rest) = markdown.as_chunks::<{ Eight::LENGTH }>();
        let mut last = [b' '; Eight::LENGTH];
        last[..rest.len()].copy_from_slice(rest);
        for (number, bytes) in eights.iter().chain([&last]).enumerate() {
            let eight = Eight(u64::from_le_bytes(*bytes));
            let words = eight.words();
            // No phrase that begins within a word counts.
            let starts = words & !(words << 8 | was_word);
            was_word = words >> 56;
            let mut candidates = starts | EACH & !words & !eight.spaces();
            while candidates != 0 {
                let within = candidates.trailing_zeros() as usize / 8;
                candidates &= candidates - 1;
                let at = number * Eight::LENGTH + within;
                let is_candidate = if starts >> (8 * within) & 0x80 != 0 {
                    self.may_begin(markdown, at)
                } else {
                    self.signs[usize::from(bytes[within])]
                };
                if is_candidate && at >= from {
                    match follow(automaton, start, markdown, at) {
                        Some(next) => from = next,
                        None => return Ok(true),
                    }
                }
            }
        }
        Ok(false)
    }
}

/// Eight bytes that are looked at together. What is told of them is the highest bit of each that is so.
struct Eight(u64);

/// The highest bit of each byte.
const EACH: u64 = 0x8080_8080_8080_8080;

impl Eight {
    const LENGTH: usize = 8;

    /// The letters and digits.
    #[inline]
    fn words(&self) -> u64 {
        let digits = Self::between(self.0 & !EACH, b'0', b'9');
        let letters = Self::between(self.0 & !EACH | Self::all(0x20), b'a', b'z');
        (digits | letters) & !self.0 & EACH
    }

    /// The spaces, and no other byte that is between words.
    #[inline]
    fn spaces(&self) -> u64 {
        Self::between(self.0 & !EACH, b' ', b' ') & !self.0 & EACH
    }

    /// Of bytes below 128 those from one to another.
    #[inline]
    fn between(bytes: u64, first: u8, last: u8) -> u64 {
        (bytes + Self::all(0x80 - first)) & !(bytes + Self::all(0x7f - last))
    }

    /// Eight times the same byte.
    #[inline]
    const fn all(byte: u8) -> u64 {
        u64::from_le_bytes([byte; Self::LENGTH])
    }
}

/// A number below 65,536 for three letters, the same for small and large ones and for all spaces.
#[inline]
fn hashed([first, second, third]: [u8; 3]) -> usize {
    let plain = |letter: u8| usize::from(PLAIN[usize::from(letter)]);
    (plain(first) << 11 ^ plain(second) << 6 ^ plain(third)) & 0xffff
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
