//! Which words lie in one file with their postings: by how they start, and by how they end.

use std::cmp::Ordering;

use rayon::prelude::*;

use super::cuts::{cut, shared};
use super::index::{Index, beginning, number, order};
use super::postings::Encoded;
use super::synonyms::WordGroups;
use super::write::size_in_table;

/// Files are filled up to as many bytes before compression as make about this many files …
const SHARDS: usize = 150;

/// … but to no fewer and no more bytes than these …
const SHARD_BYTES: (usize, usize) = (3 * 1024, 6 * 1024);

/// … unless there would be more files than about this, because each adds to the manifest, which every reader loads, and
/// because words that begin alike should not lie in many.
const MOST_SHARDS: usize = 300;

/// A word whose postings take more than this share of a file counts as if they took no more, so that it does not lie alone
/// and part words that begin alike.
const LARGE: usize = 2;

/// Words joined from two bring their postings along if these take at most this share of a file.
const COMPOUND_POSTINGS: usize = 16;

/// Words of fewer characters are never taken for the right spelling of another.
const SHORTEST: usize = 4;

/// Words joined from two are found from the first of them, up to this many bytes.
const LONGEST_COMPOUND: usize = 16;

/// The words of a file, and the groups whose postings it holds.
pub(super) struct Shard {
    /// The shortest text that comes after all words of the file before, and not after the first of this; none for a file
    /// that has no word of its own.
    pub(super) boundary: Option<String>,
    pub(super) words: Vec<u32>,
    pub(super) groups: Vec<usize>,
    /// How many of the groups have their place in this file, so that readers find it by the number of the group.
    pub(super) own_groups: usize,
}

/// How many bytes a file is filled up to.
pub(super) fn size(index: &Index, encoded: &[Encoded]) -> usize {
    let words: usize = index.words.iter().map(|word| size_in_table(word)).sum();
    let total = words + encoded.iter().map(in_shard).sum::<usize>();
    (total / SHARDS).clamp(SHARD_BYTES.0, SHARD_BYTES.1).max(total / MOST_SHARDS)
}

fn in_shard(group: &Encoded) -> usize {
    if group.is_alone { 0 } else { group.postings.len() + 2 }
}

/// Cuts words and groups into files. A group lies with the word that it grew from, the sets of synonyms at the end. All
/// forms of each word are beside it, wherever they stand in the alphabet, and so is what begins with a word and goes on
/// with another. Where files begin is chosen so that words that begin alike lie in one (see [`cut`]).
pub(super) fn by_start(index: &Index, known: &WordGroups<'_>, encoded: &[Encoded], most: usize) -> Vec<Shard> {
    let mut group_after = 0;
    let mut items: Vec<(usize, usize, usize)> = Vec::with_capacity(index.words.len());
    for (word, text) in index.words.iter().enumerate() {
        let mut size = size_in_table(text);
        if index.groups.roots.get(group_after) == Some(&word) {
            size += encoded.get(group_after).map_or(0, in_shard);
            group_after += 1;
        }
        items.push((size, word + 1, group_after));
    }
    items.extend((group_after..encoded.len()).map(|group| (in_shard(&encoded[group]), index.words.len(), group + 1)));
    let mut start = (0, 0);
    let mut ends: Vec<usize> = Vec::new();
    let mut shards: Vec<Shard> = Vec::new();
    let alike = |at: usize| {
        let words = index.words.get(at - 1).zip(index.words.get(at));
        words.map_or(0, |(one, other)| shared(one, other))
    };
    for range in cut(items.iter().map(|(size, ..)| (*size).min(most / LARGE)), alike, most) {
        let (_, words, groups) = items[range].last().copied().unwrap_or_default();
        shards.push(Shard {
            boundary: (start.0 < words || shards.is_empty()).then(|| self::start(index, start.0)),
            words: forms(index, start.0..words),
            groups: (start.1..groups).collect(),
            own_groups: groups - start.1,
        });
        ends.push(words);
        start = (words, groups);
    }
    for (home, word) in compounds(index, known, &ends, &shards) {
        let group = index.groups.of_word[word as usize] as usize;
        shards[home].words.push(word);
        if encoded[group].postings.len() <= most / COMPOUND_POSTINGS {
            shards[home].groups.push(group);
        }
    }
    for shard in &mut shards {
        shard.words.sort_unstable();
        shard.words.dedup();
        shard.groups.sort_unstable();
        shard.groups.dedup();
    }
    shards
}

/// The shortest text that comes after the word before one, and not after that one.
pub(super) fn start(index: &Index, word: usize) -> String {
    let text = |word: usize| index.words.get(word).map_or("", |text| &**text);
    boundary(word.checked_sub(1).map_or("", text), text(word))
}

/// All forms of some words.
fn forms(index: &Index, words: std::ops::Range<usize>) -> Vec<u32> {
    let groups = index.groups.of_word[words].iter();
    groups.flat_map(|group| index.members(*group as usize)).copied().collect()
}

/// Words that are two joined, or a number with a thousand, and the file of the first part where that is another one. `e-mail`
/// is joined in texts that never say `e`.
fn compounds(index: &Index, known: &WordGroups<'_>, ends: &[usize], shards: &[Shard]) -> Vec<(usize, u32)> {
    let starts: Vec<&str> = shards.iter().filter_map(|shard| shard.boundary.as_deref()).collect();
    let mut found = Vec::new();
    let mut start = 0;
    for end in ends {
        for word in start..*end {
            let text = &*index.words[word];
            let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
            if text.len() > LONGEST_COMPOUND || !is_number && !text.bytes().all(|byte| byte.is_ascii_lowercase()) {
                continue;
            }
            for (first, second) in (1..text.len().saturating_sub(1)).map(|at| text.split_at(at)) {
                if first >= &*index.words[start] {
                    break;
                }
                let is_second = if is_number { second.len() == 3 } else { known.contains_key(second) };
                if is_second && (is_number || first == "e" || known.contains_key(first)) {
                    let home = starts.partition_point(|start| order(start, first) != Ordering::Greater);
                    found.push((home.saturating_sub(1), number(word)));
                }
            }
        }
        start = *end;
    }
    found
}

/// Cuts the words that may be the right spelling of another into files by their endings. Their forms are not beside them, nor
/// are the postings of groups that would fill a file alone.
pub(super) fn by_ending(index: &Index, encoded: &[Encoded], most: usize) -> Vec<Shard> {
    let is_held = |group: usize| !encoded[group].is_alone && encoded[group].postings.len() <= most;
    let group_of = |word: u32| index.groups.of_word[word as usize] as usize;
    // Read from their end: the beginning to sort by, the text, the word.
    let mut words: Vec<(u64, String, u32)> = (0..)
        .zip(index.words.iter())
        .filter(|(_, text)| !text.starts_with(char::is_numeric) && text.chars().nth(SHORTEST - 1).is_some())
        .map(|(word, text)| (text.chars().rev().collect(), word))
        .map(|(text, word): (String, u32)| (beginning(&text), text, word))
        .collect();
    words.par_sort_unstable_by(|(one, text, _), (other, other_text, _)| {
        one.cmp(other).then_with(|| order(text, other_text))
    });
    let sizes = words.iter().map(|(_, text, word)| {
        let group = group_of(*word);
        (size_in_table(text) + if is_held(group) { in_shard(&encoded[group]) } else { 0 }).min(most / LARGE)
    });
    let mut before = "";
    let mut shards = Vec::new();
    for range in cut(sizes, |at| shared(&words[at - 1].1, &words[at].1), most) {
        let own = &words[range];
        let first = own.first().map_or("", |(_, text, _)| text);
        let mut numbers: Vec<u32> = own.iter().map(|(_, _, word)| *word).collect();
        numbers.sort_unstable();
        let mut groups: Vec<usize> =
            numbers.iter().map(|word| group_of(*word)).filter(|group| is_held(*group)).collect();
        groups.sort_unstable();
        groups.dedup();
        shards.push(Shard { boundary: Some(boundary(before, first)), words: numbers, groups, own_groups: 0 });
        before = own.last().map_or("", |(_, text, _)| text);
    }
    shards
}

fn boundary(before: &str, first: &str) -> String {
    first.chars().take(shared(before, first) + 1).collect()
}
