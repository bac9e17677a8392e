//! From text to the terms that it is found by. The reader does the same to what is typed
//! (`themes/default/assets/search-words.js`, `terms`): what one of the two learns, the other must.
//!
//! Words are those of Unicode Standard Annex 29; a term is a part of a word without accents, capitals and apostrophes.
//!
//! | text | terms |
//! | --- | --- |
//! | Café, don't, the board's | `cafe`; `dont`; `the`, `board` |
//! | 72 hours, 1,000, 2.0 | `72`, `hours`; `1000`; `2.0` |
//! | 2FA, U.K., GDPR | `2fa`; `uk`; `gdpr` |
//! | CO₂, m² | `co2`; `m2` |
//! | Art. 33, s.164A, s164A | `art`, `33`; `s`, `164a`; `s164a` and `164a` |
//! | sign-in | `sign`, `in`, and `signin` |
//! | example.org, snake_case | `example`, `org`; `snake`, `case` |
//! | CDカット, 設定 | `cd`, `カット`; `設`, `定` |
//!
//! Tests of both read `tests/search-terms.json`.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use super::term::Term;
use crate::bytes::table_of;

/// Longer terms are cut to this many characters, so that pasted keys and the like cost little.
const LONGEST: usize = 40;

/// Parts joined by hyphens are one term as well, up to this many characters.
const LONGEST_COMPOUND: usize = 16;

/// What stands behind a text, so that eight bytes can be read wherever a word begins.
const SPACES: &str = "        ";

/// What a byte is to words.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Space,
    /// A mark that may stand around a word.
    Mark,
    Letter,
    Digit,
    /// An underscore, and all that is not ASCII.
    Other,
}

/// The kind of each byte.
const KINDS: [Kind; 256] = table_of!(kind_of);

const fn kind_of(byte: u8) -> Kind {
    match byte {
        b'_' => Kind::Other,
        _ if byte.is_ascii_whitespace() => Kind::Space,
        _ if byte.is_ascii_punctuation() => Kind::Mark,
        _ if byte.is_ascii_alphabetic() => Kind::Letter,
        _ if byte.is_ascii_digit() => Kind::Digit,
        _ => Kind::Other,
    }
}

/// Calls `each` with every term of a text and its position, which rises by one from a part of a word to the next; what
/// is another form of a part has the same position. Returns the position after the last.
pub(super) fn terms(text: &str, first: u32, mut each: impl FnMut(Term<'_>, u32)) -> u32 {
    let length = text.len();
    let text = spaced(text);
    let bytes = text.as_bytes();
    let mut position = first;
    let mut at = 0;
    // No word runs across white space, and most of what stands between is a plain word, some with marks around it.
    while at < length {
        let piece = at;
        let mut plain = Term::of_letters(&text, at);
        let after = at + plain.text.len();
        if at < after && after <= at + LONGEST && bytes.get(after) == Some(&b' ') {
            each(plain, position);
            position += 1;
            at = after + 1;
            continue;
        }
        let start = skip(bytes, at, |kind| kind == Kind::Mark);
        if start > at {
            plain = Term::of_letters(&text, start);
        }
        let letters = start + plain.text.len();
        let end = skip(bytes, letters, |kind| matches!(kind, Kind::Letter | Kind::Digit));
        at = skip(bytes, end, |kind| kind == Kind::Mark);
        if kind(bytes, at) != Kind::Space || end - start > LONGEST {
            at = skip(bytes, at, |kind| kind != Kind::Space);
            position = terms_of(text.get(piece..at).unwrap_or_default(), position, &mut each);
        } else if start < end {
            if letters == end {
                each(plain, position)
            } else {
                part(text.get(start..end).unwrap_or_default(), position, &mut each)
            }
            position += 1;
        }
        at += 1;
    }
    position
}

/// A text in small letters, with spaces behind it.
fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + SPACES.len());
    spaced.push_str(text);
    spaced.make_ascii_lowercase();
    spaced.push_str(SPACES);
    spaced
}

/// The kind of a byte. There is white space behind the end.
fn kind(bytes: &[u8], at: usize) -> Kind {
    bytes.get(at).map_or(Kind::Space, |byte| KINDS[usize::from(*byte)])
}

/// The first place that holds another kind of byte.
fn skip(bytes: &[u8], mut at: usize, is_skipped: impl Fn(Kind) -> bool) -> usize {
    while is_skipped(kind(bytes, at)) {
        at += 1;
    }
    at
}

/// The terms of a text without white space.
fn terms_of(text: &str, first: u32, each: &mut impl FnMut(Term<'_>, u32)) -> u32 {
    let mut position = first;
    let mut compound = Compound::default();
    let mut end_before = 0;
    let text = &*plain_numbers(text);
    for (start, word) in text.unicode_word_indices() {
        let between = text.get(end_before..start).unwrap_or_default();
        end_before = start + word.len();
        if !matches!(between, "-" | "\u{2010}" | "\u{2011}") {
            compound.finish(each);
        }
        let folded = fold(word);
        compound.add(&folded, position);
        parts(&folded, |own| {
            part(own, position, each);
            position += 1;
        });
    }
    compound.finish(each);
    position
}

/// A text with its numbers in ordinary digits, because Unicode ends a word before others: `CO₂`, `m²`, `½`.
fn plain_numbers(text: &str) -> Cow<'_, str> {
    let is_other = |c: char| !c.is_ascii() && c.is_numeric();
    if !text.contains(is_other) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        if is_other(character) {
            plain.extend(std::iter::once(character).nfkd());
        } else {
            plain.push(character);
        }
    }
    Cow::Owned(plain)
}

/// A part of a word, and what it is also found by.
fn part(part: &str, position: u32, each: &mut impl FnMut(Term<'_>, u32)) {
    let part = cut(part);
    each(Term::new(part), position);
    if let Some(rest) = after_prefix(part) {
        each(Term::new(rest), position);
    }
}

/// The terms of a text in order, without other forms of the same part.
pub(super) fn phrase(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut last = None;
    terms(text, 0, |term, position| {
        if last < Some(position) {
            found.push(term.text.to_owned());
            last = Some(position);
        }
    });
    found
}

/// Words joined by hyphens.
#[derive(Default)]
struct Compound {
    joined: String,
    words: usize,
    position: u32,
}

impl Compound {
    fn add(&mut self, folded: &str, position: u32) {
        if self.words == 0 {
            self.position = position;
        }
        self.words += 1;
        parts(folded, |part| self.joined.push_str(part));
    }

    fn finish(&mut self, each: &mut impl FnMut(Term<'_>, u32)) {
        if self.words == 0 {
            return;
        }
        let letters = self.joined.chars().all(|c| !c.is_numeric());
        if (2..=3).contains(&self.words) && letters && self.joined.chars().count() <= LONGEST_COMPOUND {
            each(Term::new(&self.joined), self.position);
        }
        self.joined.clear();
        self.words = 0;
    }
}

/// A word in small letters without accents and marks (Unicode normalisation form KD).
pub(super) fn fold(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return if word.bytes().any(|byte| byte.is_ascii_uppercase()) {
            Cow::Owned(word.to_ascii_lowercase())
        } else {
            Cow::Borrowed(word)
        };
    }
    let mut folded = String::with_capacity(word.len());
    for character in word.nfkd().filter(|character| !is_invisible(*character)).flat_map(char::to_lowercase) {
        match character {
            '’' | '‘' | 'ʼ' | '＇' => folded.push('\''),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'đ' | 'ð' => folded.push('d'),
            'ł' => folded.push('l'),
            'þ' => folded.push_str("th"),
            character if is_invisible(character) => {}
            character => folded.push(character),
        }
    }
    Cow::Owned(folded)
}

/// Marks, and characters that only format, such as the soft hyphen.
fn is_invisible(character: char) -> bool {
    is_combining_mark(character)
        || matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// The parts of a folded word.
fn parts(folded: &str, mut each: impl FnMut(&str)) {
    if folded.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        if !folded.is_empty() {
            each(folded);
        }
        return;
    }
    let own = folded.trim_end_matches('\'');
    let own = own.strip_suffix("'s").unwrap_or(own);
    let is_initials = own.contains('.')
        && own.split('.').all(|part| part.chars().count() == 1 && !part.chars().all(char::is_numeric));
    let mut part = String::with_capacity(own.len());
    let mut before = ' ';
    let mut rest = own.chars().peekable();
    while let Some(character) = rest.next() {
        let in_number = before.is_numeric() && rest.peek().is_some_and(|next| next.is_numeric());
        match character {
            '\'' => {}
            '.' if in_number => part.push('.'),
            '.' if is_initials => {}
            ',' if in_number => {}
            character if character.is_alphanumeric() => part.push(character),
            _ => {
                if !part.is_empty() {
                    each(&part);
                    part.clear();
                }
            }
        }
        before = character;
    }
    if !part.is_empty() {
        each(&part);
    }
}

fn cut(part: &str) -> &str {
    if part.len() <= LONGEST {
        return part;
    }
    part.char_indices().nth(LONGEST).map_or(part, |(end, _)| &part[..end])
}

/// What follows up to three letters at the start of a number: `164a` of `s164a`.
fn after_prefix(part: &str) -> Option<&str> {
    let letters = part.bytes().take(4).position(|byte| byte.is_ascii_digit())?;
    let (before, rest) = part.split_at(letters);
    (!before.is_empty() && before.bytes().all(|byte| byte.is_ascii_lowercase())).then_some(rest)
}
