//! The words of some pages and where they stand, as bytes, so that many pages need little memory.

use std::hash::BuildHasher;
use std::ops::Range;

use hashbrown::hash_table::Entry;
use hashbrown::{DefaultHashBuilder, HashMap, HashTable};

use super::bytes::{Numbers, push_number};
use super::index::number;
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
    /// doubled, plus 1 where the number of places follows because there are several; and for each place the step from the
    /// place before, doubled, plus 1 in the heading.
    places: Vec<u8>,
    /// Where the places of each word end.
    place_ends: Vec<u32>,
    /// In how many sections each word stands.
    pub(super) frequencies: Vec<u32>,
    /// How many terms the text of each section has.
    pub(super) lengths: Vec<u32>,
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
    let mut known = HashTable::new();
    let hasher = DefaultHashBuilder::default();
    let mut terms: Vec<Term> = Vec::new();
    let mut section_ends = Vec::new();
    // Most of what a version says the one before said as well.
    let mut lines: HashMap<&str, Line> = HashMap::new();
    for page in pages {
        for (at, section) in page.sections.iter().enumerate() {
            let mut add = |terms: &mut Vec<Term>, term: &str, position: u32, in_heading: bool| {
                let is_term = |word: &u32| chunk.word(*word) == term;
                let hash = |word: &u32| hasher.hash_one(chunk.word(*word));
                let word = match known.entry(hasher.hash_one(term), is_term, hash) {
                    Entry::Occupied(word) => *word.get(),
                    Entry::Vacant(entry) => *entry.insert(chunk.push_word(term)).get(),
                };
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
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(&0).chain(&self.ends);
        starts.zip(&self.ends).filter_map(|(start, end)| self.words.get(*start as usize..*end as usize))
    }

    fn word(&self, word: u32) -> &str {
        let start = word.checked_sub(1).map_or(0, |before| self.ends[before as usize]);
        &self.words[start as usize..self.ends[word as usize] as usize]
    }

    /// Leaves only the numbers of the words.
    pub(super) fn forget_words(&mut self) {
        (self.words, self.ends) = Default::default();
    }

    /// Adds a word, and returns its number.
    fn push_word(&mut self, word: &str) -> u32 {
        self.words.push_str(word);
        self.ends.push(number(self.words.len()));
        number(self.ends.len() - 1)
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
        push_number(&mut self.places, (places[0].0 - first_section) << 1 | u32::from(places.len() > 1));
        if places.len() > 1 {
            push_number(&mut self.places, number(places.len()));
        }
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
    pub(super) fn places(&self, word: u32) -> Numbers<'_> {
        let start = word.checked_sub(1).map_or(0, |before| self.place_ends[before as usize]);
        Numbers::new(&self.places[start as usize..self.place_ends[word as usize] as usize])
    }
}
