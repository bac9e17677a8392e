//! The words of some pages and where they stand, as bytes, so that many pages need little memory.

use std::ops::Range;

use hashbrown::HashMap;

use super::bytes::{Numbers, push_number};
use super::index::number;
use super::pages::{Page, Section};
use super::term::Term;
use super::tokens;
use super::vocabulary::{Finder, Vocabulary};

/// A gap in the positions between heading and text, so that no phrase runs across it.
const GAP: u32 = 8;

/// The words of some pages, by numbers of their own, and where they stand.
#[derive(Default)]
pub(super) struct Chunk {
    pub(super) words: Vocabulary,
    /// Where each word stands, one word after another: how many bytes its sections take, its sections as
    /// [`push_sections`] writes them, and its places as the index's files hold those of a word without
    /// other forms.
    places: Vec<u8>,
    /// Where what there is of each word ends.
    place_ends: Vec<u32>,
    /// In how many sections each word stands.
    pub(super) frequencies: Vec<u32>,
    /// How many terms the text of each section has.
    pub(super) lengths: Vec<u32>,
}

/// Where a word stands in some pages.
#[derive(Default)]
pub(super) struct Occurrences<'c> {
    sections: Numbers<'c>,
    /// For each section that holds it, one after another, the step from the place before, doubled, plus 1 where another
    /// follows.
    pub(super) places: Numbers<'c>,
}

/// A section that holds a word.
pub(super) struct Holder {
    /// How many sections lie between it and the one before.
    pub(super) step: u32,
    /// In how many places the word stands.
    pub(super) places: u32,
    /// How many of these, from the first, are in the heading.
    pub(super) in_heading: u32,
}

/// A term of a section: its word, and its position, doubled, plus 1 in the heading.
type InText = (u32, u32);

/// A place of a word: its section, and its position, doubled, plus 1 in the heading.
type InSection = (u32, u32);

/// The terms of a line that was read before.
struct Line {
    terms: Range<usize>,
    /// The position before the first term, and the one after the last.
    positions: Range<u32>,
}

/// Shorter lines are not worth remembering.
const SHORTEST_LINE: usize = 64;

/// About how many words a page has that most pages beside it have not.
const WORDS_OF_A_PAGE: usize = 128;

/// How many bytes of text make a term, or a few more.
const BYTES_OF_A_TERM: usize = 5;

/// Reads the words of some pages. Where these say much in the same words, as versions of a document do, each line is read
/// once.
pub(super) fn read(pages: &[Page], are_alike: bool) -> Chunk {
    let mut chunk = Chunk::default();
    let mut finder = Finder::new(WORDS_OF_A_PAGE * pages.len());
    let bytes: usize = pages.iter().flat_map(|page| &page.sections).map(|section| section.text.len()).sum();
    let mut terms: Vec<InText> = Vec::with_capacity(bytes / BYTES_OF_A_TERM);
    let mut section_ends = Vec::new();
    let mut lines: HashMap<&str, Line> = HashMap::new();
    for page in pages {
        for (at, section) in page.sections.iter().enumerate() {
            let mut add = |terms: &mut Vec<InText>, term: Term<'_>, position: u32, in_heading: bool| {
                terms.push((finder.number(term), position << 1 | u32::from(in_heading)));
            };
            let in_heading = |term: Term<'_>, position| add(&mut terms, term, position, true);
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
                    if are_alike && line.len() >= SHORTEST_LINE {
                        lines.insert(line, Line { terms: from..terms.len(), positions: first..end });
                    }
                }
            }
            chunk.lengths.push(end - text_from);
            section_ends.push(terms.len());
        }
    }
    chunk.words = finder.into_vocabulary();
    chunk.take(&terms, &section_ends);
    chunk
}

/// The terms of a section's heading, or of the page's title, with other names of the same thing.
fn heading(page: &Page, section: &Section, is_page: bool, mut each: impl FnMut(Term<'_>, u32)) -> u32 {
    let text = if is_page { &page.title } else { &section.heading };
    let mut end = tokens::terms(&section.number, 0, &mut each);
    end = tokens::terms(text, end, &mut each);
    for also in section.also.lines() {
        end = tokens::terms(also, end + GAP, &mut each);
    }
    end
}

impl Chunk {
    /// Leaves only where words stand, by their numbers.
    pub(super) fn forget_words(&mut self) {
        (self.words, self.frequencies) = Default::default();
    }

    /// Takes all terms: sorts them by word, and within a word as they come, by section and position.
    fn take(&mut self, terms: &[InText], section_ends: &[usize]) {
        let mut next = vec![0_usize; self.words.len() + 1];
        for (word, _) in terms {
            next[*word as usize + 1] += 1;
        }
        for word in 1..next.len() {
            next[word] += next[word - 1];
        }
        let mut sorted: Vec<InSection> = vec![(0, 0); terms.len()];
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
        let mut sections = Vec::new();
        self.frequencies.reserve_exact(self.words.len());
        self.place_ends.reserve_exact(self.words.len());
        for end in &next[..self.words.len()] {
            let of_word = &sorted[from..*end];
            self.frequencies.push(push_sections(&mut sections, of_word));
            push_number(&mut self.places, number(sections.len()));
            self.places.append(&mut sections);
            self.push_places(of_word);
            self.place_ends.push(number(self.places.len()));
            from = *end;
        }
        // All chunks are kept until the last is read, so that none keeps room that it does not need.
        self.places = self.places.to_vec();
    }

    /// Writes the places of a word: for each section that holds it the step from the place before, doubled, plus 1 where
    /// another follows.
    fn push_places(&mut self, places: &[InSection]) {
        let mut last = 0;
        for (at, (section, place)) in places.iter().enumerate() {
            let position = place >> 1;
            let is_followed = places.get(at + 1).is_some_and(|(next, _)| next == section);
            push_number(&mut self.places, (position - last) << 1 | u32::from(is_followed));
            last = if is_followed { position } else { 0 };
        }
    }

    /// Where a word stands.
    pub(super) fn occurrences(&self, word: u32) -> Occurrences<'_> {
        let start = word.checked_sub(1).map_or(0, |before| self.place_ends[before as usize]);
        let mut numbers = Numbers::new(&self.places[start as usize..self.place_ends[word as usize] as usize]);
        let length = numbers.next().unwrap_or_default();
        let (sections, places) = numbers.bytes().split_at(length as usize);
        Occurrences { sections: Numbers::new(sections), places: Numbers::new(places) }
    }
}

/// Writes the sections that hold a word, and returns how many these are: the step from the section before, four times, plus
/// 2 where the word stands in the heading, plus 1 where it stands in several places; then the number of these, and of those
/// in the heading.
fn push_sections(bytes: &mut Vec<u8>, places: &[InSection]) -> u32 {
    let mut count = 0;
    let mut next = 0;
    for own in places.chunk_by(|one, other| one.0 == other.0) {
        let (section, first) = own[0];
        let is_several = own.len() > 1;
        push_number(bytes, (section - next) << 2 | (first & 1) << 1 | u32::from(is_several));
        if is_several {
            push_number(bytes, number(own.len()));
            // Those in the heading are first.
            if first & 1 == 1 {
                push_number(bytes, number(own.partition_point(|(_, place)| place & 1 == 1)));
            }
        }
        next = section + 1;
        count += 1;
    }
    count
}

impl Occurrences<'_> {
    /// The next section that holds the word.
    pub(super) fn next_section(&mut self) -> Option<Holder> {
        let number = self.sections.next()?;
        let is_headed = number & 2 != 0;
        let (places, in_heading) = if number & 1 == 1 {
            let places = self.sections.next()?;
            (places, if is_headed { self.sections.next()? } else { 0 })
        } else {
            (1, u32::from(is_headed))
        };
        Some(Holder { step: number >> 2, places, in_heading })
    }
}
