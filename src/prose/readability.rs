//! How hard a text is to read: the Flesch-Kincaid grade.
//!
//! J. P. Kincaid and others, Derivation of new readability formulas for Navy enlisted personnel, 1975:
//! 0.39 × words per sentence + 11.8 × syllables per word − 15.59, in years of school in the United States. A British
//! reading age is about 5 more.

use super::blocks::{BlockKind, blocks};
use super::sentences::sentences;
use super::syllables::syllables;
use crate::model::{Body, Grade, HardSentence, Readability};

/// A line with fewer words and no full stop is a label: `email address`.
const FEWEST: usize = 4;

/// Sentences with fewer words are not listed among the hardest: one long word would make them so.
const SHORTEST: usize = 8;

/// How many of the hardest sentences are remembered.
const LISTED: usize = 3;

/// The measures of a text.
///
/// What counts are paragraphs and list items; headings, tables and code do not. A list item is a sentence even without a full
/// stop, since the eye rests there, unless it is a label of 3 words at most. A word is what stands between spaces and has a letter or a digit; a variable is a word
/// of 2 syllables, whatever its value, so that a text is as hard for every organisation.
#[must_use]
pub fn readability(body: &Body) -> Readability {
    let mut measures = Readability::default();
    for block in blocks(body).iter().filter(|block| block.kind == BlockKind::Prose) {
        for range in sentences(&block.text) {
            let (words, heard) = count(block.text.get(range.clone()).unwrap_or_default());
            if words < FEWEST && !is_closed(block.text.get(range.clone()).unwrap_or_default()) {
                continue;
            }
            measures.sentences += 1;
            measures.words += words;
            measures.syllables += heard;
            if words >= SHORTEST {
                let grade = Grade::flesch_kincaid(words, 1, heard);
                list(&mut measures.hardest, HardSentence { place: block.source(&range), words, grade });
            }
        }
    }
    measures
}

/// The words of a sentence and their syllables.
#[must_use]
pub fn count(sentence: &str) -> (usize, usize) {
    let (mut words, mut heard) = (0, 0);
    let mut rest = sentence;
    loop {
        let variable = crate::model::next_variable(rest);
        let plain = variable.map_or(rest, |(before, ..)| before);
        each_word(plain, &mut |word| {
            words += 1;
            heard += if is_address(word) { 1 } else { syllables(word) };
        });
        let Some((_, _, after)) = variable else { return (words, heard) };
        words += 1;
        heard += 2;
        rest = after;
    }
}

/// Calls `f` with what stands between white space and has a letter or digit.
fn each_word(text: &str, f: &mut impl FnMut(&str)) {
    let is_ordinary = |letter: u8| (b' '..0x80).contains(&letter);
    if !text.bytes().fold(true, |all, letter| all & is_ordinary(letter)) {
        return text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).for_each(f);
    }
    // By far the most: without other white space, and with all letters of one byte.
    let blanks = text.bytes().enumerate().filter(|(_, letter)| *letter == b' ').map(|(at, _)| at);
    let mut start = 0;
    for end in blanks.chain([text.len()]) {
        let word = text.get(start..end).unwrap_or_default();
        if word.bytes().any(|letter| letter.is_ascii_alphanumeric()) {
            f(word);
        }
        start = end + 1;
    }
}

/// True for a sentence that ends like one.
fn is_closed(sentence: &str) -> bool {
    sentence.trim_end_matches(['”', '’', '"', ')']).ends_with(['.', '?', '!', '…'])
}

/// Web and mail addresses are recognised rather than read.
fn is_address(word: &str) -> bool {
    let has_sign = |word: &str| word.bytes().any(|letter| matches!(letter, b'@' | b':' | b'.'));
    if !has_sign(word.trim_end_matches('.')) {
        return false;
    }
    let dots = word.trim_end_matches('.').matches('.').count();
    word.contains('@') || word.contains("://") || dots > 0 && word.bytes().all(|byte| !byte.is_ascii_digit())
}

/// Adds a sentence to the hardest, in order.
fn list(hardest: &mut Vec<HardSentence>, sentence: HardSentence) {
    let at = hardest.partition_point(|other| other.grade >= sentence.grade);
    hardest.insert(at, sentence);
    hardest.truncate(LISTED);
}
