//! Words and phrases in a text, as whole words, in large or small letters.

use std::ops::Range;

use aho_corasick::Input;
use aho_corasick::automaton::Automaton;
use aho_corasick::nfa::contiguous::NFA;

use super::filter::Filter;

/// A set of phrases, ready to be looked for.
pub struct Phrases {
    automaton: Option<NFA>,
    filter: Filter,
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
        let filter = Filter::new(patterns.iter().map(String::as_str));
        let automaton = NFA::builder().ascii_case_insensitive(true).build(patterns);
        Self { automaton: automaton.ok(), filter, phrases: numbers }
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
        let may_match = |automaton| self.filter.may_match(automaton, markdown.as_bytes()).unwrap_or(true);
        self.automaton.as_ref().is_some_and(may_match)
    }
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        /// What a close look finds is never filtered out, whatever marks and spaces stand around and within, and wherever.
        #[test]
        fn the_filter_lets_everything_through(before in 0..140_usize, text in "[abxAB é_*>.!&£\n]{0,40}") {
            let text = " ".repeat(before) + &text;
            let phrases = Phrases::new(["ab", "a b", "b.a", "!", " & ", "£a", "abab b", "x"].into_iter());
            let plain: String = text.chars().filter(|letter| *letter != '*').collect();
            let plain = plain.split([' ', '\n', '>']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
            // A mark may mean nothing, or itself.
            for plain in [&plain, &text] {
                prop_assert!(phrases.find(plain).next().is_none() || phrases.may_be_in(&text), "{text:?}");
            }
        }
    }

    #[test]
    fn the_filter_keeps_out_what_stands_within_words() {
        let phrases = Phrases::new(["via", "for example", "e.g."].into_iter());
        for text in ["", "viaduct and trivia", "for  examples", "forexample", "beige.gold", "fore xample"] {
            assert!(!phrases.may_be_in(text), "{text}");
        }
        for text in ["via", "go *via* it", "For\n> exa*mple*.", "(e.g. this)", "E.G. that"] {
            assert!(phrases.may_be_in(text), "{text}");
        }
    }
}
