//! A lexer for JSON and its dialects (RFC 8259; comments as in JSONC; single
//! quotes, bare keys, hexadecimal numbers and `NaN` as in JSON5).
//!
//! It looks at tokens alone and so marks fragments and mistaken text too.

use super::class::Class;
use super::escape::mark_escaped;
use super::markup::Markup;

/// Marks the tokens of `code` in one pass.
pub(super) fn mark(code: &str, markup: &mut Markup<'_>) {
    let bytes = code.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at = match byte {
            b'"' | b'\'' => string(bytes, at, markup),
            b'/' => comment(bytes, at, markup),
            b'0'..=b'9' | b'-' | b'+' | b'.' => number(bytes, at, markup),
            b'a'..=b'z' | b'A'..=b'Z' | b'_' | b'$' => word(bytes, at, markup),
            _ => at + 1,
        };
    }
}

/// Marks a string, which ends at its quote or, when that is missing, with its line.
fn string(bytes: &[u8], start: usize, markup: &mut Markup<'_>) -> usize {
    let quote = bytes[start];
    let mut at = start + 1;
    let mut has_escape = false;
    let end = loop {
        match bytes.get(at) {
            None | Some(b'\n') => break at.min(bytes.len()),
            Some(b'\\') => {
                has_escape = true;
                // A line end is not skipped, so that it still ends the string.
                at += if bytes.get(at + 1) == Some(&b'\n') { 1 } else { 2 };
            }
            Some(&byte) if byte == quote => break at + 1,
            Some(_) => at += 1,
        }
    };
    if is_key(bytes, end) {
        markup.mark(Class::Key, start..end);
    } else if has_escape {
        mark_escaped(bytes, start..end, markup);
    } else {
        markup.mark(Class::String, start..end);
    }
    end
}

/// Marks a comment; one without an end goes on to the end of the code.
fn comment(bytes: &[u8], start: usize, markup: &mut Markup<'_>) -> usize {
    let rest = &bytes[start..];
    let length = match rest.get(1) {
        Some(b'/') => rest.iter().position(|&byte| byte == b'\n'),
        Some(b'*') => rest.get(2..).and_then(|text| text.windows(2).position(|pair| pair == b"*/")).map(|at| at + 4),
        _ => return start + 1,
    };
    let end = start + length.unwrap_or(rest.len());
    markup.mark(Class::Comment, start..end);
    end
}

fn number(bytes: &[u8], start: usize, markup: &mut Markup<'_>) -> usize {
    let mut at = start;
    if matches!(bytes[at], b'-' | b'+') {
        at += 1;
    }
    let point = usize::from(bytes.get(at) == Some(&b'.'));
    if !bytes.get(at + point).is_some_and(u8::is_ascii_digit) {
        return start + 1;
    }
    if bytes[at] == b'0' && matches!(bytes.get(at + 1), Some(b'x' | b'X')) {
        at = skip(bytes, at + 2, u8::is_ascii_hexdigit);
    } else {
        at = skip(bytes, at, u8::is_ascii_digit);
        if bytes.get(at) == Some(&b'.') {
            at = skip(bytes, at + 1, u8::is_ascii_digit);
        }
        at = exponent(bytes, at);
    }
    markup.mark(Class::Number, start..at);
    at
}

/// Where an exponent that starts at `at` ends, or `at` when there is none.
fn exponent(bytes: &[u8], at: usize) -> usize {
    if !matches!(bytes.get(at), Some(b'e' | b'E')) {
        return at;
    }
    let sign = usize::from(matches!(bytes.get(at + 1), Some(b'+' | b'-')));
    let end = skip(bytes, at + 1 + sign, u8::is_ascii_digit);
    if end > at + 1 + sign { end } else { at }
}

/// Marks a bare key or a literal name; any other word stays plain.
fn word(bytes: &[u8], start: usize, markup: &mut Markup<'_>) -> usize {
    let end = skip(bytes, start, |byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$'));
    if is_key(bytes, end) {
        markup.mark(Class::Key, start..end);
    } else if matches!(&bytes[start..end], b"true" | b"false" | b"null" | b"NaN" | b"Infinity") {
        markup.mark(Class::Constant, start..end);
    }
    end
}

/// Whether a colon follows, as it does after a key.
fn is_key(bytes: &[u8], end: usize) -> bool {
    bytes.get(skip(bytes, end, u8::is_ascii_whitespace)) == Some(&b':')
}

fn skip(bytes: &[u8], from: usize, belongs: impl Fn(&u8) -> bool) -> usize {
    let mut at = from;
    while bytes.get(at).is_some_and(&belongs) {
        at += 1;
    }
    at
}
