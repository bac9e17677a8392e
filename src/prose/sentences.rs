//! English sentences: where one ends.

use std::ops::Range;

/// Shortened words that are followed by what they belong to: their full stop never ends a sentence.
const NEVER_LAST: [&str; 27] = [
    "e.g.", "i.e.", "eg.", "ie.", "cf.", "viz.", "vs.", "v.", "approx.", "art.", "arts.", "reg.", "regs.", "sch.",
    "s.", "ss.", "para.", "paras.", "p.", "pp.", "no.", "nos.", "mr.", "mrs.", "ms.", "dr.", "st.",
];

/// The sentences of a text, without the white space around them.
///
/// A sentence ends with a full stop, a question mark, an exclamation mark or an ellipsis, and whatever closes a quote or
/// bracket behind it, where white space and a capital letter, a digit or an opening mark follow; so neither `17.5` nor
/// `ico.org.uk` ends one. `e.g.`, `Art. 33` and initials do not end one either. What is left at the end of the text is a
/// sentence as well: list items seldom have a full stop.
#[must_use]
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut behind = 0;
    let is_mark = |(at, byte): &(usize, u8)| match byte {
        b'.' | b'?' | b'!' => true,
        // An ellipsis begins like this, and other signs do.
        0xe2 => text.get(*at..).is_some_and(|rest| rest.starts_with('…')),
        _ => false,
    };
    for (at, byte) in text.bytes().enumerate().filter(is_mark) {
        let mark = if byte == 0xe2 { '…' } else { char::from(byte) };
        if at < behind {
            continue;
        }
        let end = end_of_marks(text, at + mark.len_utf8());
        behind = end;
        if ends_here(text, start, end, mark) {
            found.extend(trimmed(text, start..end));
            start = end;
        }
    }
    found.extend(trimmed(text, start..text.len()));
    found
}

/// Where the closing marks behind a full stop end.
fn end_of_marks(text: &str, from: usize) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    let closing = |letter: char| matches!(letter, '.' | '?' | '!' | '…' | '”' | '’' | '"' | '\'' | ')' | ']');
    from + rest.find(|letter| !closing(letter)).unwrap_or(rest.len())
}

fn ends_here(text: &str, start: usize, end: usize, mark: char) -> bool {
    let rest = text.get(end..).unwrap_or_default();
    let next = rest.trim_start();
    if next.len() == rest.len() {
        return false;
    }
    let opens = |letter: char| letter.is_uppercase() || letter.is_numeric() || "“‘\"'([{£€$#\u{fffc}".contains(letter);
    if !next.chars().next().is_some_and(opens) {
        return false;
    }
    let last = text.get(start..end).and_then(|sentence| sentence.split_whitespace().next_back()).unwrap_or_default();
    mark != '.' || !is_shortened(last.trim_start_matches(['(', '“', '"', '[']))
}

fn is_shortened(word: &str) -> bool {
    let is_initial = word.len() == 2 && word.starts_with(|letter: char| letter.is_ascii_uppercase()) && word != "I.";
    is_initial || NEVER_LAST.iter().any(|known| known.eq_ignore_ascii_case(word))
}

fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let sentence = text.get(range.clone())?;
    let start = range.start + (sentence.len() - sentence.trim_start().len());
    let sentence = sentence.trim();
    (!sentence.is_empty()).then_some(start..start + sentence.len())
}
