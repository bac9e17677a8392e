//! The inverted index: for each group of words the sections that it stands in, and where.
//!
//! Each task reads some pages and leaves the places of their words as bytes, so that many pages need little memory. A
//! group's places are read back when its postings are written.

use std::cmp::Ordering;
use std::ops::Range;

use hashbrown::HashMap;
use rayon::prelude::*;

use super::bytes::{Numbers, push_number};
use super::groups::{self, Groups};
use super::pages::{Page, Section};
use super::tokens;

/// A gap in the positions between heading and text, so that no phrase runs across it.
const GAP: u32 = 8;

/// The words of some pages, by numbers of their own, and where they stand.
#[derive(Default)]
pub(super) struct Chunk {
    /// All words, one behind the other, because most of the memory would go into keeping each apart.
    words: String,
    /// Where each word ends.
    ends: Vec<u32>,
    /// The places of each word, one word after another: for each section that holds it the step from the section before,
    /// the number of places, and for each the step from the place before, doubled, plus 1 in the heading.
    places: Vec<u8>,
    /// Where the places of each word end.
    place_ends: Vec<u32>,
    /// In how many sections each word stands.
    frequencies: Vec<u32>,
    /// How many terms the text of each section has.
    lengths: Vec<u32>,
}

/// A term of a section: its word, and its position, doubled, plus 1 in the heading.
type Term = (u32, u32);

/// The terms of a line that was read before.
struct Line {
    terms: Range<usize>,
    /// The position before the first term, and the one after the last.
    positions: Range<u32>,
}

/// Shorter lines are not worth remembering.
const SHORTEST_LINE: usize = 64;

/// Reads the words of some pages.
pub(super) fn read(pages: &[Page]) -> Chunk {
    let mut chunk = Chunk::default();
    let mut known: HashMap<Box<str>, u32> = HashMap::new();
    let mut terms: Vec<Term> = Vec::new();
    let mut section_ends = Vec::new();
    // Most of what a version says the one before said as well.
    let mut lines: HashMap<&str, Line> = HashMap::new();
    for page in pages {
        for (at, section) in page.sections.iter().enumerate() {
            let mut add = |terms: &mut Vec<Term>, term: &str, position: u32, in_heading: bool| {
                let word = *known.entry_ref(term).or_insert_with(|| {
                    chunk.words.push_str(term);
                    chunk.ends.push(number(chunk.words.len()));
                    number(chunk.ends.len() - 1)
                });
                terms.push((word, position << 1 | u32::from(in_heading)));
            };
            let in_heading = |term: &str, position| add(&mut terms, term, position, true);
            let text_from = heading(page, section, at == 0, in_heading) + GAP;
            let mut end = text_from;
            for line in section.text.split('\n') {
                let (from, first) = (terms.len(), end);
                if let Some(known) = lines.get(line) {
                    terms.extend_from_within(known.terms.clone());
                    for (_, place) in &mut terms[from..] {
                        *place = *place - (known.positions.start << 1) + (first << 1);
                    }
                    end = first + number(known.positions.len());
                } else {
                    end = tokens::terms(line, first, |term, position| add(&mut terms, term, position, false));
                    if line.len() >= SHORTEST_LINE {
                        lines.insert(line, Line { terms: from..terms.len(), positions: first..end });
                    }
                }
            }
            chunk.lengths.push(end - text_from);
            section_ends.push(terms.len());
        }
    }
    chunk.take(&terms, &section_ends);
    chunk
}

/// The terms of a section's heading, or of the page's title, with other names of the same thing.
fn heading(page: &Page, section: &Section, is_page: bool, mut each: impl FnMut(&str, u32)) -> u32 {
    let text = if is_page { &page.title } else { &section.heading };
    let mut end = tokens::terms(&section.number, 0, &mut each);
    end = tokens::terms(text, end, &mut each);
    for also in section.also.lines() {
        end = tokens::terms(also, end + GAP, &mut each);
    }
    end
}

impl Chunk {
    /// The words, in the order of their numbers.
    fn words(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(&0).chain(&self.ends);
        starts.zip(&self.ends).filter_map(|(start, end)| self.words.get(*start as usize..*end as usize))
    }

    /// Takes all terms: sorts them by word, and within a word as they come, by section and position.
    fn take(&mut self, terms: &[Term], section_ends: &[usize]) {
        let mut next = vec![0_usize; self.ends.len() + 1];
        for (word, _) in terms {
            next[*word as usize + 1] += 1;
        }
        for word in 1..next.len() {
            next[word] += next[word - 1];
        }
        let mut sorted: Vec<(u32, u32)> = vec![(0, 0); terms.len()];
        let mut from = 0;
        for (section, end) in section_ends.iter().enumerate() {
            for (word, place) in &terms[from..*end] {
                let slot = &mut next[*word as usize];
                sorted[*slot] = (number(section), *place);
                *slot += 1;
            }
            from = *end;
        }
        // Each slot has moved to the end of its word.
        let mut from = 0;
        for end in &next[..self.ends.len()] {
            let of_word = &sorted[from..*end];
            let mut before = 0;
            self.frequencies.push(0);
            for in_section in of_word.chunk_by(|one, other| one.0 == other.0) {
                self.push_section(in_section, before);
                before = in_section[0].0 + 1;
            }
            self.place_ends.push(number(self.places.len()));
            from = *end;
        }
    }

    fn push_section(&mut self, places: &[(u32, u32)], first_section: u32) {
        push_number(&mut self.places, places[0].0 - first_section);
        push_number(&mut self.places, number(places.len()));
        let mut last = 0;
        for (_, place) in places {
            push_number(&mut self.places, ((place >> 1) - last) << 1 | place & 1);
            last = place >> 1;
        }
        if let Some(frequency) = self.frequencies.last_mut() {
            *frequency += 1;
        }
    }

    /// The places of a word.
    fn places(&self, word: u32) -> Numbers<'_> {
        let start = word.checked_sub(1).map_or(0, |before| self.place_ends[before as usize]);
        Numbers::new(&self.places[start as usize..self.place_ends[word as usize] as usize])
    }
}

/// The whole index.
pub(super) struct Index {
    /// Every word, in the order in which the reader's files hold them.
    pub(super) words: Vec<Box<str>>,
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
    lengths: Vec<u32>,
    average: f32,
}

/// A place of a group: the members make it comparable by section, then by position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) section: u32,
    pub(super) position: u32,
    /// The word's place in its group.
    pub(super) variant: u32,
    pub(super) in_heading: bool,
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
            (chunk.words, chunk.ends) = Default::default();
        }
        let total: u64 = lengths.iter().map(|length| u64::from(*length)).sum();
        #[expect(clippy::cast_precision_loss, reason = "an average")]
        let average = (total as f32 / lengths.len().max(1) as f32).max(1.0);
        Self {
            words,
            frequencies,
            groups,
            variants,
            members,
            member_starts,
            homes,
            home_starts,
            chunks,
            first_sections,
            lengths,
            average,
        }
    }

    /// True where a word stands in some text.
    pub(super) fn has(&self, word: &str) -> bool {
        self.words.binary_search_by(|known| order(known, word)).is_ok()
    }

    /// How many sections there are.
    pub(super) fn sections(&self) -> usize {
        self.lengths.len()
    }

    /// How many terms a section's text has, over the average.
    pub(super) fn relative_length(&self, section: u32) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "a ratio")]
        self.lengths.get(section as usize).map_or(1.0, |length| *length as f32 / self.average)
    }

    /// The words of a group, in order.
    pub(super) fn members(&self, group: usize) -> &[u32] {
        &self.members[self.member_starts[group]..self.member_starts[group + 1]]
    }

    /// The places of a group, by section and position.
    pub(super) fn places(&self, group: usize) -> Vec<Place> {
        let mut places = Vec::new();
        let members = self.members(group);
        for (word, variant) in members.iter().zip(0..) {
            let homes = self.home_starts[*word as usize]..self.home_starts[*word as usize + 1];
            for (chunk, own) in &self.homes[homes] {
                self.read_places(*chunk as usize, *own, variant, &mut places);
            }
        }
        if members.len() > 1 {
            places.sort_unstable();
        }
        places
    }

    fn read_places(&self, chunk: usize, word: u32, variant: u32, into: &mut Vec<Place>) {
        let mut numbers = self.chunks[chunk].places(word);
        let mut section = self.first_sections[chunk];
        while let Some(step) = numbers.next() {
            section += step;
            let mut position = 0;
            for _ in 0..numbers.next().unwrap_or_default() {
                let value = numbers.next().unwrap_or_default();
                position += value >> 1;
                into.push(Place { section, position, variant, in_heading: value & 1 == 1 });
            }
            section += 1;
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
        let of_chunk = chunk.words().map(|word| {
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
