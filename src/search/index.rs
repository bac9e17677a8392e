//! The inverted index: for each group of words the sections that it stands in, and where.
//!
//! Each task reads some pages and leaves a [`Chunk`]. A group's places are read back when its postings are written.

use std::cmp::Ordering;
use std::sync::Arc;

use hashbrown::HashMap;
use rayon::prelude::*;

use super::chunk::{Chunk, Occurrences};
use super::groups::{self, Groups};
use super::weight::Weights;

/// The whole index.
pub(super) struct Index {
    /// Every word, in the order in which the reader's files hold them.
    pub(super) words: Arc<[Box<str>]>,
    /// In how many sections each word stands.
    pub(super) frequencies: Vec<u32>,
    /// The group of each word.
    pub(super) groups: Groups,
    /// The place of each word among those of its group.
    pub(super) variants: Vec<u32>,
    /// The words of all groups, one group after another.
    members: Vec<u32>,
    /// Where the words of each group start, and where the last end.
    member_starts: Vec<usize>,
    /// For all words, one after another, the chunks that hold it with its number there.
    homes: Vec<(u32, u32)>,
    /// Where the chunks of each word start, and where the last end.
    home_starts: Vec<usize>,
    chunks: Vec<Chunk>,
    /// The first section of each chunk.
    first_sections: Vec<u32>,
    /// What words count in each section.
    pub(super) weights: Weights,
}

/// A place of a group.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) section: u32,
    pub(super) position: u32,
    /// The word's place in its group.
    pub(super) variant: u32,
    pub(super) in_heading: bool,
}

impl Place {
    /// Places are in order by section, then by position; one position may hold several words.
    pub(super) fn order(&self) -> (u64, u32, bool) {
        (u64::from(self.section) << 32 | u64::from(self.position), self.variant, self.in_heading)
    }
}

impl Index {
    /// Puts the words of all pages together.
    pub(super) fn new(mut chunks: Vec<Chunk>, language: &str) -> Self {
        let (words, numbers) = all_words(&chunks);
        let slices: Vec<&str> = words.iter().map(|word| &**word).collect();
        let groups = groups::group(&slices, language);
        let mut seen = vec![0; groups.roots.len()];
        let variants = groups.of_word.iter().map(|group| next_of(&mut seen, *group)).collect();
        let (members, member_starts) = by_key(groups.of_word.iter().copied().zip(0..), groups.roots.len());
        let local = numbers.iter().zip(0..).flat_map(|(of_chunk, chunk)| {
            of_chunk.iter().copied().zip(0..).map(move |(word, own)| (word, (chunk, own)))
        });
        let (homes, home_starts) = by_key(local, words.len());
        let mut frequencies = vec![0; words.len()];
        let mut lengths: Vec<u32> = Vec::new();
        let mut first_sections = Vec::new();
        for (chunk, numbers) in chunks.iter_mut().zip(&numbers) {
            for (word, frequency) in numbers.iter().zip(&chunk.frequencies) {
                frequencies[*word as usize] += frequency;
            }
            first_sections.push(number(lengths.len()));
            lengths.append(&mut chunk.lengths);
            // From here on words are those of the index.
            chunk.forget_words();
        }
        Self {
            words: words.into(),
            frequencies,
            groups,
            variants,
            members,
            member_starts,
            homes,
            home_starts,
            chunks,
            first_sections,
            weights: Weights::new(&lengths),
        }
    }

    /// Gives up the memory that the places of all words take.
    pub(super) fn forget_places(&mut self) {
        (self.chunks, self.homes, self.home_starts) = Default::default();
    }

    /// True where a word stands in some text.
    pub(super) fn has(&self, word: &str) -> bool {
        self.words.binary_search_by(|known| order(known, word)).is_ok()
    }

    /// How many sections there are.
    pub(super) fn sections(&self) -> usize {
        self.weights.sections()
    }

    /// The words of a group, in order.
    pub(super) fn members(&self, group: usize) -> &[u32] {
        &self.members[self.member_starts[group]..self.member_starts[group + 1]]
    }

    /// The chunks that hold a word, with its number there.
    fn homes(&self, word: u32) -> &[(u32, u32)] {
        &self.homes[self.home_starts[word as usize]..self.home_starts[word as usize + 1]]
    }

    /// Where a word stands in each chunk that holds it, and the first section of that.
    pub(super) fn occurrences(&self, word: u32) -> impl Iterator<Item = (u32, Occurrences<'_>)> {
        let homes = self.homes(word).iter().map(|(chunk, own)| (*chunk as usize, *own));
        homes.map(|(chunk, own)| (self.first_sections[chunk], self.chunks[chunk].occurrences(own)))
    }

    /// The places of a group, by section and position.
    pub(super) fn places(&self, group: usize) -> Vec<Place> {
        let mut all = Vec::new();
        self.each_section(group, |held| held.push_places(&mut all));
        all
    }

    /// Calls `each` with each section that holds a word of a group. It reads the places in all of them, or in none.
    pub(super) fn each_section(&self, group: usize, mut each: impl FnMut(&mut Held<'_, '_>)) {
        let mut words: Vec<Sections<'_>> =
            self.members(group).iter().zip(0..).map(|(word, variant)| Sections::new(self, *word, variant)).collect();
        while let Some((section, first)) = next_section(&words, words.len()) {
            // Mostly one word of a group stands in a section, and in some before any other does.
            let others = next_section(&words, first).map_or(u32::MAX, |(section, _)| section);
            let mut section = Some(section);
            while let Some(alone) = section.filter(|section| *section < others) {
                let word = &mut words[first];
                let (places, in_heading) = (word.places, word.in_heading);
                each(&mut Held { section: alone, places, in_heading, words: std::slice::from_mut(word) });
                word.advance();
                section = word.section;
            }
            if section != Some(others) {
                continue;
            }
            let mut held = Held { section: others, places: 0, in_heading: 0, words: &mut words };
            for word in held.words.iter().filter(|word| word.section == Some(others)) {
                held.places += word.places;
                held.in_heading += word.in_heading;
            }
            each(&mut held);
            words.iter_mut().filter(|word| word.section == Some(others)).for_each(Sections::advance);
        }
    }
}

/// The first section that any of some words but one still has to be read in, and the first of the words that stand there.
fn next_section(words: &[Sections<'_>], but: usize) -> Option<(u32, usize)> {
    let others = words.iter().enumerate().filter(|(at, _)| *at != but);
    others.filter_map(|(at, word)| Some((word.section?, at))).min()
}

/// A section that holds some of the words of a group.
pub(super) struct Held<'w, 'i> {
    pub(super) section: u32,
    /// How many places they have there, and how many of these are in the heading.
    pub(super) places: u32,
    pub(super) in_heading: u32,
    words: &'w mut [Sections<'i>],
}

impl<'i> Held<'_, 'i> {
    /// The word that alone of the group stands there, by its place in the group, and its places as its chunk holds them.
    pub(super) fn only_word(&mut self) -> Option<(u32, impl Iterator<Item = u32> + use<'_, 'i>)> {
        let Self { section, places, words, .. } = self;
        let word = words.iter_mut().find(|word| word.section == Some(*section))?;
        (word.places == *places).then(|| (word.variant, word.occurrences.places.by_ref().take(word.places as usize)))
    }

    /// Adds the places in the section, by position.
    pub(super) fn push_places(&mut self, places: &mut Vec<Place>) {
        let from = places.len();
        let section = self.section;
        for word in self.words.iter_mut().filter(|word| word.section == Some(section)) {
            let mut position = 0;
            for (number, at) in word.occurrences.places.by_ref().take(word.places as usize).zip(0..) {
                position += number >> 1;
                places.push(Place { section, position, variant: word.variant, in_heading: at < word.in_heading });
            }
        }
        places[from..].sort_unstable_by_key(Place::order);
    }
}

/// The sections that hold a word, one after the other.
struct Sections<'i> {
    index: &'i Index,
    /// The word's place in its group.
    variant: u32,
    /// The chunks that are still to be read, with the word's number there.
    homes: std::slice::Iter<'i, (u32, u32)>,
    /// Where the word stands in the chunk that is read.
    occurrences: Occurrences<'i>,
    /// The section behind the last.
    next: u32,
    /// The section that is read, unless there is none left.
    section: Option<u32>,
    /// How many places it has, and how many of these, from the first, are in the heading.
    places: u32,
    in_heading: u32,
}

impl<'i> Sections<'i> {
    fn new(index: &'i Index, word: u32, variant: u32) -> Self {
        let homes = index.homes(word).iter();
        let occurrences = Occurrences::default();
        let mut sections =
            Self { index, variant, homes, occurrences, next: 0, section: None, places: 0, in_heading: 0 };
        sections.advance();
        sections
    }

    fn advance(&mut self) {
        loop {
            if let Some(holder) = self.occurrences.next_section() {
                let section = self.next + holder.step;
                self.section = Some(section);
                self.next = section + 1;
                (self.places, self.in_heading) = (holder.places, holder.in_heading);
                return;
            }
            let Some((chunk, own)) = self.homes.next() else {
                self.section = None;
                return;
            };
            self.occurrences = self.index.chunks[*chunk as usize].occurrences(*own);
            self.next = self.index.first_sections[*chunk as usize];
        }
    }
}

/// Where the reader looks for a word of which it knows the first letter only: the files are cut between these.
pub(super) fn bucket(word: &str) -> char {
    match word.chars().next() {
        Some(first @ 'a'..='z') => first,
        Some(first) if first.is_ascii_digit() => '0',
        _ => '~',
    }
}

/// By UTF-16 code units, as scripts compare texts.
pub(super) fn order(one: &str, other: &str) -> Ordering {
    if one.is_ascii() || other.is_ascii() { one.cmp(other) } else { one.encode_utf16().cmp(other.encode_utf16()) }
}

/// The first eight bytes of a word as a number: smaller for the word that is first in [`order`], and mostly enough to tell.
pub(super) fn beginning(word: &str) -> u64 {
    let mut bytes = [0; 8];
    bytes.iter_mut().zip(word.bytes()).for_each(|(own, byte)| *own = byte);
    if !word.is_ascii() {
        // UTF-16 has what needs two code units before U+E000, and UTF-8 behind U+FFFF.
        bytes.iter_mut().for_each(|byte| match byte {
            0xee..=0xef => *byte += 5,
            0xf0..=0xf4 => *byte -= 2,
            _ => {}
        });
    }
    u64::from_be_bytes(bytes)
}

/// Every word of all chunks once, in [`order`], so that the words of a bucket stand together; and for each chunk the places of its words among them.
fn all_words(chunks: &[Chunk]) -> (Vec<Box<str>>, Vec<Vec<u32>>) {
    let mut known: HashMap<&str, u32> = HashMap::new();
    let mut found: Vec<&str> = Vec::new();
    let mut numbers: Vec<Vec<u32>> = Vec::with_capacity(chunks.len());
    for chunk in chunks {
        let of_chunk = chunk.words.iter().map(|word| {
            *known.entry(word).or_insert_with(|| {
                found.push(word);
                number(found.len() - 1)
            })
        });
        numbers.push(of_chunk.collect());
    }
    let mut sorted: Vec<(u64, u32)> = found.iter().map(|word| beginning(word)).zip(0..).collect();
    sorted.par_sort_unstable_by(|(one, word), (other, other_word)| {
        one.cmp(other).then_with(|| order(found[*word as usize], found[*other_word as usize]))
    });
    let mut places = vec![0; sorted.len()];
    for (place, (_, word)) in (0..).zip(&sorted) {
        places[*word as usize] = place;
    }
    let renumber = |of_chunk: &mut Vec<u32>| of_chunk.iter_mut().for_each(|word| *word = places[*word as usize]);
    numbers.par_iter_mut().for_each(renumber);
    (sorted.into_iter().map(|(_, word)| found[word as usize].into()).collect(), numbers)
}

/// Values by key, one key after another, each in the order in which they come; and where those of each key start, and
/// where the last end.
fn by_key<T: Copy + Default>(pairs: impl Iterator<Item = (u32, T)> + Clone, keys: usize) -> (Vec<T>, Vec<usize>) {
    let mut starts = vec![0; keys + 1];
    for (key, _) in pairs.clone() {
        starts[key as usize + 1] += 1;
    }
    for key in 1..starts.len() {
        starts[key] += starts[key - 1];
    }
    let mut next = starts.clone();
    let mut values = vec![T::default(); starts.last().copied().unwrap_or_default()];
    for (key, value) in pairs {
        values[next[key as usize]] = value;
        next[key as usize] += 1;
    }
    (values, starts)
}

/// How many words of a group came before.
fn next_of(seen: &mut [u32], group: u32) -> u32 {
    let before = &mut seen[group as usize];
    *before += 1;
    *before - 1
}

/// A count that fits: no portal has four thousand million words.
pub(super) fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
