//! Words and phrases in a text, as whole words, in large or small letters.

use std::ops::Range;

use aho_corasick::automaton::Automaton;
use aho_corasick::dfa::DFA;
use aho_corasick::{Anchored, Input, MatchError};

/// A set of phrases, ready to be looked for.
pub struct Phrases {
    automaton: Option<DFA>,
    /// Which phrase each pattern stands for: an apostrophe may be straight or curly.
    phrases: Vec<usize>,
}

/// A phrase in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The phrase, from 0 in the order in which they were given.
    pub phrase: usize,
    /// Its bytes in the text.
    pub range: Range<usize>,
}

impl Phrases {
    /// Prepares a set; an empty phrase is found nowhere. Looking for it takes the same time for one phrase as for hundreds.
    #[must_use]
    pub fn new<'a>(phrases: impl Iterator<Item = &'a str>) -> Self {
        let (mut patterns, mut numbers) = (Vec::new(), Vec::new());
        for (number, phrase) in phrases.enumerate().filter(|(_, phrase)| !phrase.is_empty()) {
            patterns.push(phrase.to_owned());
            numbers.push(number);
            if phrase.contains('\'') {
                patterns.push(phrase.replace('\'', "’"));
                numbers.push(number);
            }
        }
        let automaton = DFA::builder().ascii_case_insensitive(true).build(patterns);
        Self { automaton: automaton.ok(), phrases: numbers }
    }

    /// Every phrase that stands in a text as whole words, in the order in which they end.
    pub fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Found> + 'a {
        let found =
            self.automaton.iter().filter_map(|automaton| automaton.try_find_overlapping_iter(Input::new(text)).ok());
        found.flatten().filter(move |found| is_whole(text, &found.range())).filter_map(|found| {
            let phrase = *self.phrases.get(found.pattern().as_usize())?;
            Some(Found { phrase, range: found.range() })
        })
    }

    /// False for Markdown in which no phrase can be, whatever its marks; much faster than looking closely.
    #[must_use]
    pub fn may_be_in(&self, markdown: &str) -> bool {
        self.automaton.as_ref().is_some_and(|automaton| may_match(automaton, markdown.as_bytes()).unwrap_or(true))
    }
}

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

/// True where a pattern stands in Markdown, marks and longer spaces left out, and not clearly inside a word.
fn may_match(automaton: &DFA, markdown: &[u8]) -> Result<bool, MatchError> {
    let mut state = automaton.start_state(Anchored::No)?;
    // Which of the last bytes were letters or digits, the last one in the lowest bit.
    let mut words = 0_u64;
    let mut was_space = false;
    for (at, &byte) in markdown.iter().enumerate() {
        let class = CLASSES[usize::from(byte)];
        let is_space = class == Class::Space;
        if class == Class::Mark {
            // It may belong to the text after all, as in `snake_case`.
            words &= !1;
            continue;
        }
        if is_space && was_space {
            continue;
        }
        was_space = is_space;
        words = words << 1 | u64::from(class == Class::Word);
        state = automaton.next_state(Anchored::No, state, if is_space { b' ' } else { byte });
        if automaton.is_special(state) && automaton.is_match(state) {
            let next = markdown.get(at + 1).map(|byte| CLASSES[usize::from(*byte)]);
            let ends_inside = class == Class::Word && next == Some(Class::Word);
            let begins_inside = |length: usize| length < 64 && words >> (length - 1) & 0b11 == 0b11;
            let patterns = (0..automaton.match_len(state)).map(|index| automaton.match_pattern(state, index));
            if !ends_inside
                && patterns.map(|pattern| automaton.pattern_len(pattern)).any(|length| !begins_inside(length))
            {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// True where a phrase neither begins nor ends inside a word.
fn is_whole(text: &str, range: &Range<usize>) -> bool {
    let before = text.get(..range.start).and_then(|text| text.chars().next_back());
    let after = text.get(range.end..).and_then(|text| text.chars().next());
    let mut letters = text.get(range.clone()).unwrap_or_default().chars();
    let first = letters.next();
    let last = letters.next_back().or(first);
    let joined = |one: Option<char>, other: Option<char>| {
        one.is_some_and(char::is_alphanumeric) && other.is_some_and(char::is_alphanumeric)
    };
    !joined(before, first) && !joined(last, after)
}

/// True where a phrase stands in a text as whole words, in large or small letters.
#[must_use]
pub fn stands_in(phrase: &str, text: &str) -> bool {
    whole_words(&phrase.to_ascii_lowercase(), &text.to_ascii_lowercase()).next().is_some()
}

/// Where a phrase stands in a text as whole words, letter by letter.
pub fn whole_words<'a>(phrase: &'a str, text: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
    let found = text.match_indices(phrase).map(|(at, found)| at..at + found.len());
    found.filter(move |range| !range.is_empty() && is_whole(text, range))
}
