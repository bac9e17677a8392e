//! The files that the reader opens: words with their postings, positions, excerpts and the manifest that names them.
//!
//! | file | holds |
//! | --- | --- |
//! | `manifest` | JSON: counts, tables of the other files, synonyms, filters |
//! | `w0`, `w1`, … | words from one place in the alphabet to another, and the postings of the groups that grew from them |
//! | `p…` | the postings of a group so common that readers of its neighbours would not want them, by its number |
//! | `x0`, … | for some groups the places in each section |
//! | `v0`, … | words by first letter, for spelling and for beginnings of a letter or two |
//! | `v` | all words, for a word of which even the first letter is wrong |
//! | `f0`, … | JSON: title, address and text of some pages |
//! | `t` | JSON: what each page can be filtered by |
//!
//! All are compressed as gzip. Numbers are LEB128. A table of words has for each the number of bytes that it shares with
//! the one before, the number of bytes that follow, and these; then for each its group, the number of its sections, and
//! its place in the group. Postings are a count, for each section the step from the one before, doubled, plus 1 in a
//! heading, and for each a weight from 0 to 15, two in a byte.

use std::ops::Range;

use hashbrown::HashMap;
use rayon::prelude::*;
use serde::Serialize;

use super::bytes::{compress, push_number, push_signed};
use super::index::{Index, Place, bucket, number};
use super::pages::{Facets, Page};
use super::synonyms::{self, Set, WordGroups};
use crate::model::Status;

/// The first bytes of each binary file: a name, and the version of the format.
const MAGIC: &[u8] = b"VSI2";

/// Files of words by letter are filled up to this many bytes before compression; a letter stays in one file.
const LETTER_BYTES: usize = 6 * 1024;

/// Files of words with postings are filled up to this many bytes before compression, …
const SHARD_BYTES: usize = 5 * 1024;

/// … and in large portals further, because each adds to the manifest, which every reader loads.
const MOST_SHARDS: usize = 800;

/// Files of positions are filled up to this many bytes before compression.
const POSITION_BYTES: usize = 32 * 1024;

/// Groups in more than this share of all sections have no positions, because nobody finds a phrase by them alone, and
/// postings of their own, if those have more than so many bytes.
const COMMON: (f32, usize) = (0.2, 1024);

/// A file of the index: its name and its bytes.
pub(super) type File = (String, Vec<u8>);

/// The files that [`words`] makes, and what the manifest says of them.
#[derive(Default, Serialize)]
pub(super) struct Words {
    #[serde(skip)]
    pub(super) files: Vec<File>,
    /// For each file of words by letter the first letters in it.
    letters: Vec<String>,
    /// For each file of words with postings a text that no word of the file before reaches.
    shards: Vec<String>,
    /// The first group of each file of postings.
    groups: Vec<usize>,
    /// The first group of each file of positions.
    positions: Vec<usize>,
}

/// Writes words, postings and positions. The groups of synonyms come last.
pub(super) fn words(index: &Index, sets: &[Set]) -> Words {
    let groups = word_groups(index);
    let own = index.groups.roots.len();
    let encoded: Vec<Encoded> = (0..own + sets.len())
        .into_par_iter()
        .map(|group| {
            let is_set = group.checked_sub(own);
            let places = is_set.map_or_else(|| index.places(group), |at| synonyms::places(index, &groups, &sets[at]));
            Encoded::new(index, &places, is_set.is_some())
        })
        .collect();
    let mut words = Words::default();
    let letters = letters(index);
    let shards = shards(index, &encoded);
    let positions = filled(encoded.iter().map(|group| group.positions.len() + 2), POSITION_BYTES);
    words.letters = letters.iter().map(|range| letters_of(index, range.clone())).collect();
    words.shards = shards.iter().filter_map(|shard| boundary(index, shard.words.clone())).collect();
    words.groups = shards.iter().map(|shard| shard.groups.start).collect();
    words.positions = positions.iter().map(|range| range.start).collect();
    let by_letter = letters.into_par_iter().enumerate().map(|(at, range)| (format!("v{at}"), table(index, range)));
    let all = rayon::iter::once(("v".to_owned(), 0..index.words.len())).map(|(name, all)| (name, table(index, all)));
    let with_postings =
        shards.into_par_iter().enumerate().map(|(at, shard)| (format!("w{at}"), shard.bytes(index, &encoded)));
    let alone = encoded
        .par_iter()
        .enumerate()
        .filter(|(_, group)| group.is_alone)
        .map(|(at, group)| (format!("p{at}"), group.postings.clone()));
    let positions = positions
        .into_par_iter()
        .enumerate()
        .map(|(at, groups)| (format!("x{at}"), parts(encoded[groups].iter().map(|group| &*group.positions))));
    let files = by_letter.chain(all).chain(with_postings).chain(alone).chain(positions);
    words.files = files.map(|(name, bytes)| (name, compress(&[MAGIC, &bytes].concat()))).collect();
    words
}

/// The postings and positions of a group.
struct Encoded {
    postings: Vec<u8>,
    positions: Vec<u8>,
    /// Whether its postings are a file of their own.
    is_alone: bool,
}

impl Encoded {
    fn new(index: &Index, places: &[Place], is_set: bool) -> Self {
        let sections: Vec<&[Place]> = places.chunk_by(|one, other| one.section == other.section).collect();
        #[expect(clippy::cast_precision_loss, reason = "a share")]
        let is_common = sections.len() as f32 > (index.sections() as f32 * COMMON.0).max(50.0);
        let postings = postings(index, &sections);
        let is_alone = is_common && !is_set && postings.len() > COMMON.1;
        let positions = if is_common || is_set { Vec::new() } else { positions(&sections) };
        Self { postings, positions, is_alone }
    }

    /// What its file of words holds of it.
    fn in_shard(&self) -> &[u8] {
        if self.is_alone { &[] } else { &self.postings }
    }
}

fn postings(index: &Index, sections: &[&[Place]]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(sections.len() * 2 + 2);
    push_number(&mut bytes, number(sections.len()));
    let mut next = 0;
    let mut weights = Vec::with_capacity(sections.len());
    for places in sections {
        let section = places[0].section;
        let in_heading = places.iter().filter(|place| place.in_heading).count();
        push_number(&mut bytes, (section - next) << 1 | u32::from(in_heading > 0));
        weights.push(weight(index, section, in_heading, places.len() - in_heading));
        next = section + 1;
    }
    bytes.extend(weights.chunks(2).map(|pair| pair[0] | pair.get(1).map_or(0, |second| second << 4)));
    bytes
}

/// The weight of a word in a section, from 0 to 15: BM25F (Robertson and others, 2004) without the part that depends on
/// the query.
fn weight(index: &Index, section: u32, in_heading: usize, in_text: usize) -> u8 {
    const HEADING: f32 = 3.0;
    const LENGTH: f32 = 0.6;
    const SATURATION: f32 = 1.2;
    let length = 1.0 - LENGTH + LENGTH * index.relative_length(section);
    #[expect(clippy::cast_precision_loss, reason = "small counts")]
    let count = in_heading as f32 * HEADING + in_text as f32 / length;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 15")]
    let weight = (count / (count + SATURATION) * 15.0).round() as u8;
    weight
}

/// The places of a group: how many bits say which of its words stands there, then for each place the step from the one
/// before in its section, these bits (larger numbers as the largest), and whether another follows.
fn positions(sections: &[&[Place]]) -> Vec<u8> {
    let variants = sections.iter().copied().flatten().map(|place| place.variant).max().unwrap_or_default();
    let bits = if variants == 0 { 0 } else { 3 };
    let mut bytes = Vec::new();
    push_number(&mut bytes, bits);
    for places in sections {
        let mut last = 0;
        for (place, left) in places.iter().zip((0..places.len()).rev()) {
            let variant = place.variant.min((1 << bits) - 1);
            push_number(&mut bytes, ((place.position - last) << bits | variant) << 1 | u32::from(left > 0));
            last = place.position;
        }
    }
    bytes
}

/// Ranges of things of these sizes that fill about so many bytes each.
pub(super) fn filled(sizes: impl Iterator<Item = usize>, most: usize) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut filled = 0;
    for (at, size) in sizes.enumerate() {
        match ranges.last_mut() {
            Some(range) if filled + size <= most => range.end = at + 1,
            _ => {
                ranges.push(at..at + 1);
                filled = 0;
            }
        }
        filled += size;
    }
    ranges
}

/// The words of each file by letter.
fn letters(index: &Index) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut filled = 0;
    let mut from = 0;
    for words in index.words.chunk_by(|one, other| bucket(one) == bucket(other)) {
        let size: usize = words.iter().map(|word| size_in_table(word)).sum();
        let to = from + words.len();
        match ranges.last_mut() {
            Some(range) if filled + size <= LETTER_BYTES => range.end = to,
            _ => {
                ranges.push(from..to);
                filled = 0;
            }
        }
        filled += size;
        from = to;
    }
    ranges
}

fn letters_of(index: &Index, range: Range<usize>) -> String {
    let mut letters: Vec<char> = index.words[range].iter().map(|word| bucket(word)).collect();
    letters.dedup();
    letters.into_iter().collect()
}

/// About how many bytes a table takes for a word.
fn size_in_table(word: &str) -> usize {
    word.len() / 2 + 4
}

/// The words and the groups of a file.
struct Shard {
    words: Range<usize>,
    groups: Range<usize>,
}

/// Cuts words and groups into files. A group lies with the word that it grew from, the sets of synonyms at the end.
fn shards(index: &Index, encoded: &[Encoded]) -> Vec<Shard> {
    let postings = |group: usize| encoded.get(group).map_or(0, |group| group.in_shard().len() + 2);
    let mut group_after = 0;
    let mut items: Vec<(usize, usize, usize)> = Vec::with_capacity(index.words.len());
    for (word, text) in index.words.iter().enumerate() {
        let mut size = size_in_table(text);
        if index.groups.roots.get(group_after) == Some(&word) {
            size += postings(group_after);
            group_after += 1;
        }
        items.push((size, word + 1, group_after));
    }
    items.extend((group_after..encoded.len()).map(|group| (postings(group), index.words.len(), group + 1)));
    let most = SHARD_BYTES.max(items.iter().map(|(size, ..)| size).sum::<usize>() / MOST_SHARDS);
    let mut start = (0, 0);
    let files = filled(items.iter().map(|(size, ..)| *size), most);
    files
        .into_iter()
        .filter_map(|range| {
            let (_, words, groups) = *items[range].last()?;
            let shard = Shard { words: start.0..words, groups: start.1..groups };
            start = (words, groups);
            Some(shard)
        })
        .collect()
}

impl Shard {
    /// The words, with all other forms of each wherever they stand in the alphabet, and the postings.
    fn bytes(&self, index: &Index, encoded: &[Encoded]) -> Vec<u8> {
        let groups = index.groups.of_word[self.words.clone()].iter();
        let mut words: Vec<usize> =
            groups.flat_map(|group| index.members(*group as usize)).map(|word| *word as usize).collect();
        words.sort_unstable();
        words.dedup();
        let mut bytes = table(index, words.into_iter());
        bytes.extend(parts(encoded[self.groups.clone()].iter().map(Encoded::in_shard)));
        bytes
    }
}

/// The shortest text that comes after all words before a range, and not after its first.
fn boundary(index: &Index, range: Range<usize>) -> Option<String> {
    if range.is_empty() {
        return None;
    }
    let first = &index.words[range.start];
    let before = range.start.checked_sub(1).map_or("", |before| &index.words[before]);
    let shared = before.chars().zip(first.chars()).take_while(|(one, other)| one == other).count();
    Some(first.chars().take(shared + 1).collect())
}

/// A table of words, which are sorted.
fn table(index: &Index, words: impl ExactSizeIterator<Item = usize> + Clone) -> Vec<u8> {
    let mut bytes = Vec::new();
    push_number(&mut bytes, number(words.len()));
    let mut before: &str = "";
    for word in words.clone() {
        let word = &index.words[word];
        let shared = word.bytes().zip(before.bytes()).take_while(|(one, other)| one == other).count();
        push_number(&mut bytes, number(shared));
        push_number(&mut bytes, number(word.len() - shared));
        bytes.extend_from_slice(&word.as_bytes()[shared..]);
        before = word;
    }
    let mut last = 0;
    for word in words.clone() {
        let group = index.groups.of_word[word].cast_signed();
        push_signed(&mut bytes, group - last);
        last = group;
    }
    words.clone().for_each(|word| push_number(&mut bytes, index.frequencies[word]));
    words.for_each(|word| push_number(&mut bytes, index.variants[word]));
    bytes
}

/// Parts of a file, each behind the number of its bytes.
fn parts<'a>(parts: impl Iterator<Item = &'a [u8]>) -> Vec<u8> {
    let mut bytes = Vec::new();
    for part in parts {
        push_number(&mut bytes, number(part.len()));
        bytes.extend_from_slice(part);
    }
    bytes
}

/// What the reader shows of a page.
#[derive(Serialize)]
pub(super) struct Excerpt<'a> {
    /// The address, from the portal's root.
    u: String,
    /// The title.
    t: &'a str,
    /// The collection or kind of page.
    c: &'a str,
    /// The version.
    #[serde(skip_serializing_if = "Option::is_none")]
    v: Option<&'a str>,
    /// The state.
    #[serde(skip_serializing_if = "Option::is_none")]
    s: Option<&'static str>,
    /// The sections: heading, clause number, anchor, text.
    x: Vec<[&'a str; 4]>,
}

impl<'a> Excerpt<'a> {
    pub(super) fn new(page: &'a Page, address: String) -> Self {
        Self {
            u: address,
            t: &page.title,
            c: &page.place,
            v: page.version.as_ref().map(|(label, _)| label.as_str()),
            s: page.version.as_ref().map(|(_, status)| status.name()),
            x: page
                .sections
                .iter()
                .map(|section| [&*section.heading, &section.number, &section.anchor, &section.text])
                .collect(),
        }
    }

    /// About how many bytes it takes.
    pub(super) fn size(&self) -> usize {
        self.x.iter().flatten().map(|text| text.len() + 3).sum::<usize>() + self.u.len() + self.t.len() + 40
    }
}

/// What the reader must know before it can ask for anything else.
#[derive(Serialize)]
pub(super) struct Manifest<'a> {
    /// The version of the format.
    pub(super) format: u32,
    /// The language of the texts.
    pub(super) language: &'a str,
    /// The folder of the other files.
    pub(super) folder: &'a str,
    /// The folder of the index of earlier versions, whose own manifest is in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) earlier: Option<&'a str>,
    /// How many sections each page has.
    pub(super) pages: &'a [usize],
    /// How many of the pages, from the first, say something themselves; the others rank lower.
    pub(super) telling: usize,
    /// The first page of each file of excerpts.
    pub(super) excerpts: &'a [usize],
    /// The tables of the files of words.
    #[serde(flatten)]
    pub(super) words: &'a Words,
    /// Words for the same thing: forms of words or their groups, with the group of the set.
    pub(super) synonyms: Vec<(&'a [Vec<String>], usize)>,
    /// What pages can be filtered by.
    pub(super) filters: Filters<'a>,
}

/// Ids and titles, in order.
#[derive(Serialize)]
pub(super) struct Filters<'a> {
    pub(super) collection: &'a [(String, String)],
    pub(super) role: &'a [(String, String)],
    pub(super) topic: &'a [(String, String)],
    /// The states of a version, whose titles are the theme's.
    pub(super) status: [[&'static str; 1]; STATES.len()],
}

const STATES: [Status; 5] = [Status::Draft, Status::Upcoming, Status::InForce, Status::Superseded, Status::Withdrawn];

/// What a page can be filtered by: its collection, roles, topics and state by their numbers.
#[derive(Serialize)]
pub(super) struct Row(Option<usize>, Vec<usize>, Vec<usize>, Option<usize>);

impl Row {
    pub(super) fn new(page: Page) -> Self {
        let state = page.version.and_then(|(_, status)| STATES.iter().position(|state| *state == status));
        Self(page.facets.collection, page.facets.roles, page.facets.topics, state)
    }
}

impl<'a> Filters<'a> {
    pub(super) fn new(facets: &'a Facets) -> Self {
        Self {
            collection: &facets.collections,
            role: &facets.roles,
            topic: &facets.topics,
            status: STATES.map(|state| [state.name()]),
        }
    }
}

/// The group of each word.
fn word_groups(index: &Index) -> WordGroups<'_> {
    let words = index.words.iter().map(|word| &**word);
    words.zip(index.groups.of_word.iter().copied()).collect::<HashMap<_, _>>()
}
