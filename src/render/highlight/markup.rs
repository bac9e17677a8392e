//! Writes code as escaped HTML, with a span around every marked token.

use std::ops::Range;

use super::class::Class;

/// HTML in the making. Tokens are marked from left to right; whatever lies
/// between them is plain.
#[derive(Debug)]
pub(super) struct Markup<'a> {
    code: &'a str,
    html: String,
    /// Where the pending span starts: all code before it has been written.
    start: usize,
    /// Where the pending span ends; equal to `start` when there is none.
    end: usize,
    class: Class,
}

impl<'a> Markup<'a> {
    pub(super) fn new(code: &'a str) -> Self {
        Self { code, html: String::with_capacity(code.len() * 2 + 64), start: 0, end: 0, class: Class::Comment }
    }

    /// Gives the bytes of `token` a class. It must not start before the last
    /// token's end, and both its ends must be character boundaries.
    ///
    /// Tokens of one class with nothing but blanks between them become one span;
    /// a token that is itself blank is left plain.
    pub(super) fn mark(&mut self, class: Class, token: Range<usize>) {
        if is_blank(&self.code[token.clone()]) {
            return;
        }
        if class != self.class || !is_blank(&self.code[self.end..token.start]) {
            self.write_pending();
            escape(&mut self.html, &self.code[self.start..token.start]);
            self.start = token.start;
            self.class = class;
        }
        self.end = token.end;
    }

    /// The HTML of the whole code.
    pub(super) fn finish(mut self) -> String {
        self.write_pending();
        escape(&mut self.html, &self.code[self.start..]);
        self.html
    }

    fn write_pending(&mut self) {
        span(&mut self.html, self.class, &self.code[self.start..self.end]);
        self.start = self.end;
    }
}

fn is_blank(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'))
}

/// Writes `text` in as many spans as it has lines. A line's span opens at its
/// first character that is not blank, so indentation stays outside.
fn span(html: &mut String, class: Class, text: &str) {
    if is_simple(text) {
        html.push_str(class.start_tag());
        html.push_str(text);
        html.push_str("</span>");
        return;
    }
    let mut written = 0;
    let mut open = false;
    for (at, byte) in text.bytes().enumerate() {
        if matches!(byte, b'\n' | b'\r') {
            if open {
                html.push_str(&text[written..at]);
                html.push_str("</span>");
                written = at;
                open = false;
            }
            continue;
        }
        if !open && !matches!(byte, b' ' | b'\t') {
            html.push_str(&text[written..at]);
            html.push_str(class.start_tag());
            written = at;
            open = true;
        }
        if let Some(reference) = reference(byte) {
            html.push_str(&text[written..at]);
            html.push_str(reference);
            written = at + 1;
        }
    }
    html.push_str(&text[written..]);
    if open {
        html.push_str("</span>");
    }
}

/// Whether a span's text can be written as it is, which most tokens can. The
/// loop does not stop early, so that the compiler can look at many bytes at once.
fn is_simple(text: &str) -> bool {
    let starts_visibly = text.bytes().next().is_some_and(|byte| byte > b' ');
    text.bytes().fold(starts_visibly, |is_simple, byte| is_simple & !matches!(byte, b'\n' | b'\r' | b'&' | b'<' | b'>'))
}

fn escape(html: &mut String, text: &str) {
    let mut written = 0;
    for (at, byte) in text.bytes().enumerate() {
        if let Some(reference) = reference(byte) {
            html.push_str(&text[written..at]);
            html.push_str(reference);
            written = at + 1;
        }
    }
    html.push_str(&text[written..]);
}

const fn reference(byte: u8) -> Option<&'static str> {
    match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        _ => None,
    }
}
