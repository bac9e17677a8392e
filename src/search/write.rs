//! The files that the reader opens: words with their postings, positions, excerpts and the manifest that names them.
//!
//! | file | holds |
//! | --- | --- |
//! | `manifest` | JSON: counts, tables of the other files, synonyms, filters |
//! | `w0`, `w1`, … | words from one place in the alphabet to another, and the postings of the groups that grew from them |
//! | `e0`, `e1`, … | words again, by their endings, with their postings: for a slip near the start of a word |
//! | `p…` | the postings of a group so common that readers of its neighbours would not want them, by its number |
//! | `x0`, … | for some groups the places in each section |
//! | `v0`, … | words by first letter, for spelling and for beginnings of a letter or two |
//! | `f0`, … | JSON: title, address and text of some sections |
//! | `t` | JSON: what each page can be filtered by |
//!
//! All are gzip, `e` and `x` without compression. Numbers are LEB128. A table of words has for each the
//! number of bytes that it shares with the one before, the number of bytes that follow, and these; then for each its group,
//! the number of its sections, and its place in the group. Postings are a count, for each section the step from the one
//! before, doubled, plus 1 in a heading, and for each a weight from 0 to 15, two in a byte. Postings and places stand behind
//! a table, which may be empty: those of a group after the step from the group before and the number of their bytes.
//!
//! A word with a slip near its end lies in the file of words that it would be in without; one with a slip near its start,
//! even in the first letter, in the same file by ending. So most slips cost one file more, and few the words of a letter.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;

use super::bytes::{Gzip, push_number, push_signed};
use super::cuts::cut;
use super::index::{Index, bucket, number};
use super::postings::{Encoded, Writer};
use super::shards::{self, Shard};
use super::synonyms::{self, Set, WordGroups};

/// The first bytes of each binary file: a name, and the version of the format.
const MAGIC: &[u8] = b"VSI4";

/// Files of words by letter are filled up to this many bytes before compression; a letter stays in one file.
const LETTER_BYTES: usize = 6 * 1024;

/// Files of positions are filled up to this many bytes.
const POSITION_BYTES: usize = 26 * 1024;

/// A file that was handed over: its name and what stands for its bytes.
pub(super) type File = (String, blake3::Hash);

/// What the manifest says of the files that [`words`] makes.
#[derive(Default, Serialize)]
pub(super) struct Words {
    /// For each file of words by letter a text that no word of the file before reaches.
    #[serde(rename = "v")]
    letters: Vec<String>,
    /// The same for files of words with postings.
    #[serde(rename = "w")]
    shards: Vec<String>,
    /// The same for files by ending, whose words are read from their end.
    #[serde(rename = "e")]
    endings: Vec<String>,
    /// How many groups have their place in each file of words.
    groups: Vec<usize>,
    /// The groups whose postings are files of their own.
    alone: Vec<usize>,
    /// How many groups are in each file of positions.
    positions: Vec<usize>,
}

/// Writes words, postings and positions, hands each file to `put`, and adds it to `files`. The groups of synonyms come
/// last. The index then knows no places any more.
pub(super) fn words<E: Send>(
    index: &mut Index,
    sets: &[Set],
    put: impl Fn(&str, &[u8]) -> Result<blake3::Hash, E> + Sync,
    files: &mut Vec<File>,
) -> Result<Words, E> {
    let texts = Arc::clone(&index.words);
    let groups = word_groups(&texts, &index.groups.of_word);
    let mut encoded = encoded(index, &groups, sets);
    index.forget_places();
    let index = &*index;
    let mut words = Words::default();
    let letters = letters(index);
    let most = shards::size(index, &encoded);
    let shards = shards::by_start(index, &groups, &encoded, most);
    let endings = shards::by_ending(index, &encoded, most);
    let positions = cut(encoded.iter().map(|group| group.positions.len() + 2), |_| 0, POSITION_BYTES);
    words.letters = letters.iter().map(|range| shards::start(index, range.start)).collect();
    words.shards = shards.iter().filter_map(|shard| shard.boundary.clone()).collect();
    words.endings = endings.iter().filter_map(|shard| shard.boundary.clone()).collect();
    words.groups = shards.iter().map(|shard| shard.own_groups).collect();
    words.positions = positions.iter().map(ExactSizeIterator::len).collect();
    words.alone = (0..encoded.len()).filter(|group| encoded[*group].is_alone).collect();
    let positions = positions.into_iter().enumerate().map(|(at, groups)| (format!("x{at}"), Job::Positions(groups)));
    files.append(&mut made(index, &encoded, positions.collect(), &put)?);
    // They are most of what is known, and stand in files now.
    encoded.iter_mut().for_each(|group| group.positions = Vec::new());
    let mut jobs: Vec<(String, Job<'_>)> = Vec::new();
    let mut add = |kind: &str, number: usize, job| jobs.push((format!("{kind}{number}"), job));
    letters.into_iter().enumerate().for_each(|(at, range)| add("v", at, Job::Letter(range)));
    shards.iter().enumerate().for_each(|(at, shard)| add("w", at, Job::Words(shard)));
    endings.iter().enumerate().for_each(|(at, shard)| add("e", at, Job::Endings(shard)));
    words.alone.iter().for_each(|group| add("p", *group, Job::Postings(*group)));
    files.append(&mut made(index, &encoded, jobs, &put)?);
    Ok(words)
}

/// Makes files and hands them over.
fn made<E: Send>(
    index: &Index,
    encoded: &[Encoded],
    jobs: Vec<(String, Job<'_>)>,
    put: &(impl Fn(&str, &[u8]) -> Result<blake3::Hash, E> + Sync),
) -> Result<Vec<File>, E> {
    let make = |gzip: &mut Gzip, (name, job): (String, Job<'_>)| {
        let bytes = job.bytes(index, encoded);
        let hash = put(&name, if job.is_rare() { gzip.store(&bytes) } else { gzip.compress(&bytes) })?;
        Ok((name, hash))
    };
    jobs.into_par_iter().map_init(Gzip::default, make).collect()
}

/// What is known of all groups, those of synonyms behind the others.
fn encoded(index: &Index, groups: &WordGroups<'_>, sets: &[Set]) -> Vec<Encoded> {
    let own = index.groups.roots.len();
    (0..own + sets.len())
        .into_par_iter()
        .map_init(Writer::default, |writer, group| match group.checked_sub(own) {
            None => Encoded::of_group(index, group, writer),
            Some(at) => Encoded::of_set(index, &synonyms::places(index, groups, &sets[at]), writer),
        })
        .collect()
}

/// A file to be written.
enum Job<'a> {
    Letter(Range<usize>),
    Words(&'a Shard),
    Endings(&'a Shard),
    Postings(usize),
    Positions(Range<usize>),
}

impl Job<'_> {
    /// True for what few searches open. It is stored without compression, which would save a fifth of its bytes and take a
    /// third of the time that it takes for all files.
    fn is_rare(&self) -> bool {
        matches!(self, Self::Endings(_) | Self::Positions(_))
    }

    /// A table of words, which may be empty, and what there is of groups.
    fn bytes(&self, index: &Index, encoded: &[Encoded]) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        let postings = |group: usize| (group, encoded[group].postings.as_slice());
        match self {
            Self::Letter(range) => table(index, range.clone(), &mut bytes),
            Self::Words(shard) | Self::Endings(shard) => {
                table(index, shard.words.iter().map(|word| *word as usize), &mut bytes);
                let held = shard.groups.iter().copied().filter(|group| !encoded[*group].is_alone);
                push_parts(&mut bytes, held.map(postings));
            }
            Self::Postings(group) => {
                table(index, 0..0, &mut bytes);
                push_parts(&mut bytes, std::iter::once(postings(*group)));
            }
            Self::Positions(groups) => {
                table(index, 0..0, &mut bytes);
                let positions = groups.clone().map(|group| (group, encoded[group].positions.as_slice()));
                push_parts(&mut bytes, positions.filter(|(_, own)| !own.is_empty()));
            }
        }
        bytes
    }
}

/// What there is of some groups.
fn push_parts<'a>(bytes: &mut Vec<u8>, parts: impl Iterator<Item = (usize, &'a [u8])>) {
    let mut next = 0;
    for (group, own) in parts {
        push_number(bytes, number(group - next));
        push_number(bytes, number(own.len()));
        bytes.extend_from_slice(own);
        next = group + 1;
    }
}

/// The words of each file by letter.
fn letters(index: &Index) -> Vec<Range<usize>> {
    let mut ends = Vec::new();
    let mut sizes = Vec::new();
    for words in index.words.chunk_by(|one, other| bucket(one) == bucket(other)) {
        sizes.push(words.iter().map(|word| size_in_table(word)).sum::<usize>());
        ends.push(ends.last().copied().unwrap_or_default() + words.len());
    }
    let start = |letter: usize| letter.checked_sub(1).map_or(0, |before| ends[before]);
    cut(sizes.into_iter(), |_| 0, LETTER_BYTES).into_iter().map(|range| start(range.start)..start(range.end)).collect()
}

/// About how many bytes a table takes for a word.
pub(super) fn size_in_table(word: &str) -> usize {
    word.len() / 2 + 4
}

/// A table of words, which are sorted.
fn table(index: &Index, words: impl ExactSizeIterator<Item = usize> + Clone, bytes: &mut Vec<u8>) {
    push_number(bytes, number(words.len()));
    let mut before: &str = "";
    for word in words.clone() {
        let word = &index.words[word];
        let shared = word.bytes().zip(before.bytes()).take_while(|(one, other)| one == other).count();
        push_number(bytes, number(shared));
        push_number(bytes, number(word.len() - shared));
        bytes.extend_from_slice(&word.as_bytes()[shared..]);
        before = word;
    }
    let mut last = 0;
    for word in words.clone() {
        let group = index.groups.of_word[word].cast_signed();
        push_signed(bytes, group - last);
        last = group;
    }
    words.clone().for_each(|word| push_number(bytes, index.frequencies[word]));
    words.for_each(|word| push_number(bytes, index.variants[word]));
}

/// The group of each word.
fn word_groups<'w>(words: &'w [Box<str>], of_word: &[u32]) -> WordGroups<'w> {
    words.iter().map(|word| &**word).zip(of_word.iter().copied()).collect()
}
