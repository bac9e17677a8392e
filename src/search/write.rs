//! The files that the reader opens: vocabulary, postings, positions, excerpts and the manifest that names them.
//!
//! | file | holds |
//! | --- | --- |
//! | `manifest` | JSON: counts, tables of the other files, synonyms, filters |
//! | `v0`, `v1`, … | words by first letter, each with its group, frequency and place in the group |
//! | `v` | all words, for a word of which even the first letter is wrong |
//! | `p0`, … | for each group the sections that it stands in: gap, whether in the heading, weight from 0 to 15 |
//! | `x0`, … | for the groups of the postings file of the same number: the places in each section |
//! | `f0`, … | JSON: title, address and text of some pages |
//! | `t` | JSON: what each page can be filtered by |
//!
//! All are compressed as gzip. Numbers are LEB128. A word is the number of bytes that it shares with the one before,
//! the number of bytes that follow, and these.

use std::collections::HashMap;

use rayon::prelude::*;
use serde::Serialize;
use serde_json::json;

use super::bytes::{push_number, push_signed};
use super::index::{Index, Posting, bucket, number};
use super::pages::{Facets, Page};
use super::synonyms::{self, Set, WordGroups};
use crate::model::Status;

/// The first bytes of each binary file: a name, and the version of the format.
const MAGIC: &[u8] = b"VSI1";

/// Vocabulary files are filled up to this many bytes before compression; a letter stays in one file.
const VOCABULARY_BYTES: usize = 6 * 1024;

/// Postings files are filled up to this many bytes before compression; a group stays in one file.
const POSTINGS_BYTES: usize = 4 * 1024;

/// Groups in more than this share of all sections have no positions: nobody finds a phrase by them alone.
const COMMON: f32 = 0.2;

/// A file of the index: its name and its bytes before compression.
pub(super) type File = (String, Vec<u8>);

/// The words, by file; and for each file the first letters of the words in it.
pub(super) fn vocabulary(index: &Index) -> (Vec<Vec<u8>>, Vec<String>) {
    let mut files = Vec::new();
    let mut letters = Vec::new();
    let mut from = 0;
    while from < index.words.len() {
        let mut to = from;
        let mut own = String::new();
        let mut size = 0;
        while let Some(word) = index.words.get(to) {
            let letter = bucket(word);
            let end = to + index.words[to..].iter().take_while(|word| bucket(word) == letter).count();
            let more: usize = index.words[to..end].iter().map(|word| word.len() / 2 + 4).sum();
            if size > 0 && size + more > VOCABULARY_BYTES {
                break;
            }
            size += more;
            own.push(letter);
            to = end;
        }
        files.push(words(index, from..to));
        letters.push(own);
        from = to;
    }
    (files, letters)
}

/// Words of one file.
pub(super) fn words(index: &Index, range: std::ops::Range<usize>) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    push_number(&mut bytes, number(range.len()));
    let mut before: &str = "";
    for word in &index.words[range.clone()] {
        let shared = word.bytes().zip(before.bytes()).take_while(|(one, other)| one == other).count();
        push_number(&mut bytes, number(shared));
        push_number(&mut bytes, number(word.len() - shared));
        bytes.extend_from_slice(&word.as_bytes()[shared..]);
        before = word;
    }
    let mut last = 0;
    for group in &index.groups.of_word[range.clone()] {
        push_signed(&mut bytes, group.cast_signed() - last);
        last = group.cast_signed();
    }
    for frequency in &index.frequencies[range.clone()] {
        push_number(&mut bytes, *frequency);
    }
    for variant in &index.variants[range] {
        push_number(&mut bytes, *variant);
    }
    bytes
}

/// The postings with their positions, by file; and the first group of each file. The groups of synonyms come last.
pub(super) fn postings(index: &Index, sets: &[Set], groups: &WordGroups<'_>) -> (Vec<[Vec<u8>; 2]>, Vec<usize>) {
    let encoded: Vec<[Vec<u8>; 2]> = (0..index.groups.count + sets.len())
        .into_par_iter()
        .map(|group| {
            let postings = match group.checked_sub(index.groups.count) {
                None => index.postings(group),
                Some(at) => synonyms::postings(index, groups, &sets[at]),
            };
            [weights(index, &postings), places(index, &postings)]
        })
        .collect();
    let mut files: Vec<[Vec<u8>; 2]> = Vec::new();
    let mut firsts = Vec::new();
    for (group, [weights, places]) in encoded.into_iter().enumerate() {
        if files.last().is_none_or(|[bytes, _]| bytes.len() + weights.len() > POSTINGS_BYTES) {
            files.push([MAGIC.to_vec(), MAGIC.to_vec()]);
            firsts.push(group);
        }
        if let Some(file) = files.last_mut() {
            for (bytes, own) in file.iter_mut().zip([weights, places]) {
                push_number(bytes, number(own.len()));
                bytes.extend_from_slice(&own);
            }
        }
    }
    (files, firsts)
}

fn weights(index: &Index, postings: &[Posting]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(postings.len() * 2);
    let mut next = 0;
    for posting in postings {
        let in_heading = u32::from(posting.in_heading > 0);
        push_number(&mut bytes, (posting.section - next) << 5 | in_heading << 4 | weight(index, posting));
        next = posting.section + 1;
    }
    bytes
}

/// The weight of a word in a section, from 0 to 15: BM25F (Robertson and others, 2004) without the part that depends on
/// the query.
fn weight(index: &Index, posting: &Posting) -> u32 {
    const HEADING: f32 = 3.0;
    const LENGTH: f32 = 0.6;
    const SATURATION: f32 = 1.2;
    let length = 1.0 - LENGTH + LENGTH * index.relative_length(posting.section);
    #[expect(clippy::cast_precision_loss, reason = "small counts")]
    let count = posting.in_heading as f32 * HEADING + posting.in_text as f32 / length;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 15")]
    let weight = (count / (count + SATURATION) * 15.0).round() as u32;
    weight
}

/// The places of a word: for each section how many there are, and for each the step from the one before with the word's
/// place in its group, of which three bits are kept.
fn places(index: &Index, postings: &[Posting]) -> Vec<u8> {
    let mut bytes = Vec::new();
    #[expect(clippy::cast_precision_loss, reason = "a share")]
    if postings.len() as f32 > (index.sections() as f32 * COMMON).max(50.0) {
        return bytes;
    }
    for posting in postings {
        push_number(&mut bytes, number(posting.positions.len()));
        let mut last = 0;
        for (position, variant) in &posting.positions {
            push_number(&mut bytes, (position - last) << 3 | (*variant).min(7));
            last = *position;
        }
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
    pub(super) pages: Vec<usize>,
    /// How many of the pages, from the first, say something themselves; the others rank lower.
    pub(super) telling: usize,
    /// The first page of each file of excerpts.
    pub(super) excerpts: Vec<usize>,
    /// The first letters of the words in each file of the vocabulary.
    pub(super) vocabulary: Vec<String>,
    /// The first group of each file of postings.
    pub(super) postings: Vec<usize>,
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

/// The table of filters: for each page its collection, roles, topics and state by their numbers.
pub(super) fn table(pages: &[Page]) -> Vec<u8> {
    let row = |page: &Page| {
        let state = page.version.as_ref().and_then(|(_, status)| STATES.iter().position(|state| state == status));
        json!([page.facets.collection, page.facets.roles, page.facets.topics, state])
    };
    serde_json::to_vec(&pages.iter().map(row).collect::<Vec<_>>()).unwrap_or_default()
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
pub(super) fn word_groups(index: &Index) -> WordGroups<'_> {
    let words = index.words.iter().map(String::as_str);
    words.zip(index.groups.of_word.iter().copied()).collect::<HashMap<_, _>>()
}
