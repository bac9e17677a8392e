//! Author text inside HTML.

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

/// True for text that can be written as it is, which most can. The loop does not stop early, so that the compiler can
/// look at many bytes at once.
fn is_plain(text: &str) -> bool {
    text.bytes().fold(true, |is_plain, byte| is_plain & !matches!(byte, b'&' | b'<' | b'>' | b'"'))
}

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
