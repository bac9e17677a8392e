//! The vocabulary of some pages: each word once, by a number of its own.

use std::hash::BuildHasher;

use hashbrown::hash_table::Entry;
use hashbrown::{DefaultHashBuilder, HashTable};

use super::index::number;
use super::term::{Term, is_short};

/// Words in the order of their numbers.
#[derive(Default)]
pub(super) struct Vocabulary {
    /// All words, one behind the other, because most of the memory would go into keeping each apart.
    text: String,
    /// Where each word ends.
    ends: Vec<u32>,
}

impl Vocabulary {
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(&0).chain(&self.ends);
        starts.zip(&self.ends).filter_map(|(start, end)| self.text.get(*start as usize..*end as usize))
    }

    fn get(&self, word: u32) -> &[u8] {
        let start = word.checked_sub(1).map_or(0, |before| self.ends[before as usize]);
        &self.text.as_bytes()[start as usize..self.ends[word as usize] as usize]
    }

    /// Adds a word, and returns its number.
    fn push(&mut self, word: &str) -> u32 {
        self.text.push_str(word);
        self.ends.push(number(self.text.len()));
        number(self.ends.len() - 1)
    }
}

/// The beginning of a word, and its number.
type Known = (u64, u32);

/// Finds the numbers of words.
pub(super) struct Finder {
    words: Vocabulary,
    known: HashTable<Known>,
    hasher: DefaultHashBuilder,
    /// Short words that were asked for last, at places that their beginnings decide: more than half of all terms are one of
    /// a few hundred words.
    last: Box<[Known; LAST]>,
}

/// How many words that were asked for last are remembered, and how many bits say which.
const LAST: usize = 1 << LAST_BITS;
const LAST_BITS: u32 = 10;

/// Spreads beginnings over the places of the last words (Fibonacci hashing; Knuth, 1973).
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

impl Finder {
    /// A finder with room for so many words.
    pub(super) fn new(room: usize) -> Self {
        Self {
            words: Vocabulary::default(),
            known: HashTable::with_capacity(room),
            hasher: DefaultHashBuilder::default(),
            last: Box::new([(0, 0); LAST]),
        }
    }

    /// The number of a term; that of a new one comes after all others.
    #[inline]
    pub(super) fn number(&mut self, term: Term<'_>) -> u32 {
        if !term.is_short() {
            return self.find(term);
        }
        let place = (term.beginning.wrapping_mul(SPREAD) >> (u64::BITS - LAST_BITS)) as usize;
        // No term is without a beginning, so that no place that was never used is taken for one.
        let (beginning, word) = self.last[place];
        if beginning == term.beginning {
            return word;
        }
        let word = self.find(term);
        self.last[place] = (term.beginning, word);
        word
    }

    fn find(&mut self, term: Term<'_>) -> u32 {
        let Self { words, known, hasher, .. } = self;
        let hash = |beginning: u64, text: &[u8]| {
            if is_short(beginning) { hasher.hash_one(beginning) } else { hasher.hash_one(text) }
        };
        let text = term.text.as_bytes();
        let is_term =
            |(beginning, word): &Known| *beginning == term.beginning && (term.is_short() || words.get(*word) == text);
        let rehash = |(beginning, word): &Known| hash(*beginning, words.get(*word));
        match known.entry(hash(term.beginning, text), is_term, rehash) {
            Entry::Occupied(known) => known.get().1,
            Entry::Vacant(entry) => entry.insert((term.beginning, words.push(term.text))).get().1,
        }
    }

    /// All words.
    pub(super) fn into_vocabulary(self) -> Vocabulary {
        self.words
    }
}
