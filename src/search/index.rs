//! The inverted index: for each group of words the sections that it stands in, how much it weighs there, and where.

use std::collections::HashMap;

use rayon::prelude::*;

use super::groups::{self, Groups};
use super::pages::{Page, Section};
use super::tokens;

/// How many pages one task reads. Fixed, so that the same index comes out with one thread or many.
pub(super) const CHUNK: usize = 32;

/// A gap in the positions between heading and text, so that no phrase runs across it.
const GAP: u32 = 8;

/// The words of some pages, by numbers of their own.
#[derive(Default)]
pub(super) struct Chunk {
    /// All words, one behind the other, because most of the memory would go into keeping each apart.
    words: String,
    /// Where each word ends.
    ends: Vec<u32>,
    hits: Vec<Hit>,
    positions: Vec<u32>,
    /// How many terms the text of each section has.
    lengths: Vec<u32>,
}

/// One word in one section.
struct Hit {
    word: u32,
    /// The section's place in the chunk.
    section: u32,
    in_heading: u16,
    in_text: u16,
    /// Where its positions start.
    start: u32,
}

/// Reads the words of some pages.
pub(super) fn read(pages: &[Page]) -> Chunk {
    let mut chunk = Chunk::default();
    let mut known: HashMap<String, u32> = HashMap::new();
    let mut found: Vec<(u32, u32, bool)> = Vec::new();
    for page in pages {
        for (at, section) in page.sections.iter().enumerate() {
            let mut add = |term: &str, position: u32, in_heading: bool| {
                let word = match known.get(term) {
                    Some(word) => *word,
                    None => {
                        let word = number(chunk.ends.len());
                        chunk.words.push_str(term);
                        chunk.ends.push(number(chunk.words.len()));
                        known.insert(term.to_owned(), word);
                        word
                    }
                };
                found.push((word, position, in_heading));
            };
            let text_from = heading(page, section, at == 0, |term, position| add(term, position, true)) + GAP;
            let end = tokens::terms(&section.text, text_from, |term, position| add(term, position, false));
            let section = number(chunk.lengths.len());
            chunk.lengths.push(end - text_from);
            found.sort_unstable();
            chunk.take(section, &found);
            found.clear();
        }
    }
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

    /// Takes the terms of a section: word, position, whether in the heading; sorted.
    fn take(&mut self, section: u32, found: &[(u32, u32, bool)]) {
        for of_word in found.chunk_by(|one, other| one.0 == other.0) {
            let in_heading = of_word.iter().filter(|(_, _, in_heading)| *in_heading).count();
            self.hits.push(Hit {
                word: of_word.first().map_or(0, |first| first.0),
                section,
                in_heading: u16::try_from(in_heading).unwrap_or(u16::MAX),
                in_text: u16::try_from(of_word.len() - in_heading).unwrap_or(u16::MAX),
                start: number(self.positions.len()),
            });
            self.positions.extend(of_word.iter().map(|(_, position, _)| *position));
        }
    }
}

/// The whole index.
pub(super) struct Index {
    /// Every word, in the order in which the reader's files hold them.
    pub(super) words: Vec<String>,
    /// In how many sections each word stands.
    pub(super) frequencies: Vec<u32>,
    /// The group of each word.
    pub(super) groups: Groups,
    /// The place of each word among those of its group.
    pub(super) variants: Vec<u32>,
    /// The postings of all groups, one group after another.
    entries: Vec<Entry>,
    /// Where the postings of each group start, and where the last end.
    starts: Vec<usize>,
    positions: Vec<u32>,
    lengths: Vec<u32>,
    average: f32,
}

/// One word of a group in one section.
#[derive(Clone, Copy, Default)]
struct Entry {
    section: u32,
    start: u32,
    count: u32,
    in_heading: u16,
    in_text: u16,
    variant: u32,
}

/// A group in a section.
pub(super) struct Posting {
    /// The section.
    pub(super) section: u32,
    /// How often it stands in the heading and in the text.
    pub(super) in_heading: u32,
    /// How often it stands in the text.
    pub(super) in_text: u32,
    /// Each place with the word's place in its group, in order.
    pub(super) positions: Vec<(u32, u32)>,
}

impl Index {
    /// Puts the words of all pages together.
    pub(super) fn new(chunks: Vec<Chunk>, language: &str) -> Self {
        let words = all_words(&chunks);
        let slices: Vec<&str> = words.iter().map(String::as_str).collect();
        let groups = groups::group(&slices, language);
        let mut seen = vec![0; groups.count];
        let variants = groups.of_word.iter().map(|group| next_of(&mut seen, *group)).collect();
        let lengths: Vec<u32> = chunks.iter().flat_map(|chunk| chunk.lengths.iter().copied()).collect();
        let total: u64 = lengths.iter().map(|length| u64::from(*length)).sum();
        #[expect(clippy::cast_precision_loss, reason = "an average")]
        let average = (total as f32 / lengths.len().max(1) as f32).max(1.0);
        let mut index = Self {
            frequencies: vec![0; words.len()],
            words,
            variants,
            entries: Vec::new(),
            starts: vec![0; groups.count + 1],
            groups,
            positions: Vec::new(),
            lengths,
            average,
        };
        index.sort_in(chunks);
        index
    }

    /// Sorts the hits of all chunks by group, then by section.
    fn sort_in(&mut self, chunks: Vec<Chunk>) {
        let places: HashMap<&str, u32> =
            self.words.iter().enumerate().map(|(at, word)| (&**word, number(at))).collect();
        let numbers: Vec<Vec<u32>> = chunks
            .iter()
            .map(|chunk| chunk.words().map(|word| places.get(word).copied().unwrap_or_default()).collect())
            .collect();
        drop(places);
        for (chunk, numbers) in chunks.iter().zip(&numbers) {
            for hit in &chunk.hits {
                let word = numbers[hit.word as usize] as usize;
                self.frequencies[word] += 1;
                self.starts[self.groups.of_word[word] as usize + 1] += 1;
            }
        }
        for at in 1..self.starts.len() {
            self.starts[at] += self.starts[at - 1];
        }
        let mut next = self.starts.clone();
        self.entries = vec![Entry::default(); next.last().copied().unwrap_or_default()];
        self.positions.reserve(chunks.iter().map(|chunk| chunk.positions.len()).sum());
        let mut first_section = 0;
        for (chunk, numbers) in chunks.into_iter().zip(&numbers) {
            let first_position = number(self.positions.len());
            for (at, hit) in chunk.hits.iter().enumerate() {
                let word = numbers[hit.word as usize] as usize;
                let end = chunk.hits.get(at + 1).map_or_else(|| number(chunk.positions.len()), |next| next.start);
                let slot = &mut next[self.groups.of_word[word] as usize];
                self.entries[*slot] = Entry {
                    section: first_section + hit.section,
                    start: first_position + hit.start,
                    count: end - hit.start,
                    in_heading: hit.in_heading,
                    in_text: hit.in_text,
                    variant: self.variants[word],
                };
                *slot += 1;
            }
            self.positions.extend_from_slice(&chunk.positions);
            first_section += number(chunk.lengths.len());
        }
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

    /// The sections of a group, in order.
    pub(super) fn postings(&self, group: usize) -> Vec<Posting> {
        let entries = &self.entries[self.starts[group]..self.starts[group + 1]];
        let in_section = |entries: &[Entry]| {
            let mut positions: Vec<(u32, u32)> = entries
                .iter()
                .flat_map(|entry| {
                    let places = &self.positions[entry.start as usize..(entry.start + entry.count) as usize];
                    places.iter().map(|position| (*position, entry.variant))
                })
                .collect();
            positions.sort_unstable();
            Posting {
                section: entries.first().map_or(0, |first| first.section),
                in_heading: entries.iter().map(|entry| u32::from(entry.in_heading)).sum(),
                in_text: entries.iter().map(|entry| u32::from(entry.in_text)).sum(),
                positions,
            }
        };
        // Chunks come in the order of their sections, but the words of one section in an order of their own.
        let mut by_section: Vec<Entry> = entries.to_vec();
        by_section.sort_by_key(|entry| entry.section);
        by_section.chunk_by(|one, other| one.section == other.section).map(in_section).collect()
    }
}

/// Where the reader looks for a word: the files are cut between these.
pub(super) fn bucket(word: &str) -> char {
    match word.chars().next() {
        Some(first @ 'a'..='z') => first,
        Some(first) if first.is_ascii_digit() => '0',
        _ => '~',
    }
}

/// Every word of all chunks once, in the order of its bytes; so the words of a bucket stand together.
fn all_words(chunks: &[Chunk]) -> Vec<String> {
    let mut words: Vec<&str> = chunks.iter().flat_map(Chunk::words).collect();
    words.par_sort_unstable();
    words.dedup();
    words.into_iter().map(str::to_owned).collect()
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
