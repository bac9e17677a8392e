//! The backslash escapes that JSON's strings and YAML's double-quoted scalars share.

use std::ops::Range;

use super::class::Class;
use super::markup::Markup;

/// Marks a string, or a line of one, and the escapes in it.
pub(super) fn mark_escaped(bytes: &[u8], text: Range<usize>, markup: &mut Markup<'_>) {
    let mut plain = text.start;
    let mut at = text.start;
    while at < text.end {
        if bytes[at] != b'\\' {
            at += 1;
            continue;
        }
        let end = escape_end(bytes, at, text.end);
        markup.mark(Class::String, plain..at);
        markup.mark(Class::Escape, at..end);
        plain = end;
        at = end;
    }
    markup.mark(Class::String, plain..text.end);
}

/// Where the escape that starts at `at` ends, at most `limit`.
fn escape_end(bytes: &[u8], at: usize, limit: usize) -> usize {
    let digits = match bytes[..limit].get(at + 1) {
        Some(b'x') => 2,
        Some(b'u') => 4,
        Some(b'U') => 8,
        Some(byte) if byte.is_ascii() => 0,
        // The backslash alone: a character of several bytes is not cut.
        _ => return at + 1,
    };
    bytes[at + 2..limit].iter().take(digits).take_while(|byte| byte.is_ascii_hexdigit()).count() + at + 2
}
