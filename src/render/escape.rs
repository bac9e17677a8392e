//! Author text inside HTML.

use crate::bytes::table_of;

/// Adds text to HTML, for element content and for attribute values in double quotes.
pub(super) fn push(html: &mut String, text: &str) {
    if is_plain(text) {
        html.push_str(text);
        return;
    }
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let replacement = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => continue,
        };
        html.push_str(&text[from..at]);
        html.push_str(replacement);
        from = at + 1;
    }
    html.push_str(&text[from..]);
}

/// True for text that can be written as it is, which most can. The loops do not stop early: so the compiler can look at
/// sixteen bytes at once, and the few that are left are looked up.
fn is_plain(text: &str) -> bool {
    let (many, rest) = text.as_bytes().as_chunks::<16>();
    let plain = many.iter().flatten().fold(true, |is_plain, byte| is_plain & !is_special(*byte));
    rest.iter().fold(plain, |is_plain, byte| is_plain & !SPECIAL[usize::from(*byte)])
}

/// True for what begins or ends something in HTML.
const fn is_special(byte: u8) -> bool {
    matches!(byte, b'&' | b'<' | b'>' | b'"')
}

/// [`is_special`] for every byte.
const SPECIAL: [bool; 256] = table_of!(is_special);

/// Text as HTML.
pub(super) fn text(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    push(&mut html, text);
    html
}

/// Text without the characters that XML cannot hold at all (XML 1.0, section 2.2).
pub(crate) fn for_xml(text: &str) -> String {
    let allowed = |c: &char| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{fffd}' | '\u{10000}'..);
    text.chars().filter(allowed).collect()
}
