//! Quoted and plain scalars of YAML, and what a plain one stands for.

use std::mem::take;

use super::{Lexer, Open, is_flow_indicator};
use crate::render::highlight::class::Class;
use crate::render::highlight::escape::mark_escaped;

impl Lexer<'_, '_> {
    /// Marks a quoted scalar: a key if a colon follows, else a string, which may
    /// go on in the next line.
    pub(super) fn read_quoted_node(&mut self, start: usize) -> usize {
        let quote = self.bytes[start];
        let is_explicit_key = take(&mut self.is_explicit_key);
        if let Some(end) = self.closing_quote(start + 1, quote) {
            let colon = self.skip_blanks(end + 1);
            if self.is_colon_after_quote(colon) {
                self.set_parent(self.node);
                self.markup.mark(Class::Key, start..end + 1);
                return colon + 1;
            }
            if is_explicit_key {
                self.markup.mark(Class::Key, start..end + 1);
                return end + 1;
            }
        }
        let (after, closed) = self.read_quoted(start, start + 1, quote);
        if !closed {
            self.open = Open::Quoted(quote);
        }
        after
    }

    /// In a flow collection, a value may follow such a colon at once, as in JSON.
    fn is_colon_after_quote(&self, at: usize) -> bool {
        at < self.end && self.bytes[at] == b':' && (self.depth > 0 || self.is_blank(at + 1))
    }

    /// Marks this line's part of a string, whose text starts at `text`. Gives its
    /// end, and whether the closing quote is there.
    pub(super) fn read_quoted(&mut self, start: usize, text: usize, quote: u8) -> (usize, bool) {
        let close = self.closing_quote(text, quote);
        let end = close.map_or(self.end, |at| at + 1);
        if quote == b'"' {
            mark_escaped(self.bytes, start..end, self.markup);
            return (end, close.is_some());
        }
        let mut plain = start;
        let mut at = text;
        while at < close.unwrap_or(self.end) {
            if self.bytes[at] == b'\'' {
                self.markup.mark(Class::String, plain..at);
                self.markup.mark(Class::Escape, at..at + 2);
                plain = at + 2;
                at += 1;
            }
            at += 1;
        }
        self.markup.mark(Class::String, plain..end);
        (end, close.is_some())
    }

    /// Where the closing quote is, if in this line.
    fn closing_quote(&self, from: usize, quote: u8) -> Option<usize> {
        let mut at = from;
        while at < self.end {
            let byte = self.bytes[at];
            if byte == quote {
                let doubled = quote == b'\'' && at + 1 < self.end && self.bytes[at + 1] == quote;
                if !doubled {
                    return Some(at);
                }
                at += 1;
            } else if byte == b'\\' && quote == b'"' {
                at += 1;
            }
            at += 1;
        }
        None
    }

    /// Marks a plain scalar: a key if a colon ends it, else a value by its form.
    pub(super) fn read_plain(&mut self, start: usize) -> usize {
        let is_explicit_key = take(&mut self.is_explicit_key);
        let end = self.plain_end(start);
        let text = start..self.trim_blanks(start, end);
        if end < self.end && self.bytes[end] == b':' {
            self.set_parent(self.node);
            self.markup.mark(Class::Key, text);
            return end + 1;
        }
        let class = if is_explicit_key { Class::Key } else { value_class(&self.bytes[text.clone()]) };
        self.markup.mark(class, text);
        if end == self.end {
            self.open = Open::Plain;
        }
        end
    }

    /// Marks a further line of a plain scalar, unless the line starts something
    /// new; the result is where the rest starts.
    ///
    /// A key cannot stand in such a line, but a reader who sees one means a key.
    pub(super) fn continue_plain(&mut self, indent: usize, first: usize) -> usize {
        self.open = Open::Nothing;
        let starts_anew = match self.bytes[first] {
            b'#' => true,
            b':' if self.is_boundary(first + 1) => true,
            byte if self.depth > 0 => is_flow_indicator(byte),
            _ => Some(indent) <= self.parent,
        };
        if starts_anew {
            return first;
        }
        let end = self.plain_end(first);
        if end < self.end && self.bytes[end] == b':' {
            return first;
        }
        let text_end = self.trim_blanks(first, end);
        self.markup.mark(Class::String, first..text_end);
        if end == self.end {
            self.open = Open::Plain;
        }
        end
    }

    /// Where a plain scalar stops: at a colon or comment, in a flow collection
    /// also at its punctuation, or else at the end of the line.
    fn plain_end(&self, start: usize) -> usize {
        let mut at = start + 1;
        while at < self.end {
            let stops = match self.bytes[at] {
                b':' => self.is_boundary(at + 1),
                b'#' => self.is_blank(at - 1),
                byte => self.depth > 0 && is_flow_indicator(byte),
            };
            if stops {
                break;
            }
            at += 1;
        }
        at
    }

    fn trim_blanks(&self, start: usize, end: usize) -> usize {
        let mut at = end;
        while at > start && self.is_blank(at - 1) {
            at -= 1;
        }
        at
    }
}

/// What a plain scalar stands for in YAML's core schema (YAML 1.2.2, section
/// 10.3.2). Dates, which many readers of YAML know as a type, look like numbers.
fn value_class(text: &[u8]) -> Class {
    match text {
        b"true" | b"True" | b"TRUE" | b"false" | b"False" | b"FALSE" | b"null" | b"Null" | b"NULL" | b"~" => {
            Class::Constant
        }
        [b'0'..=b'9' | b'-' | b'+' | b'.', ..] if is_number(text) || is_date(text) => Class::Number,
        _ => Class::String,
    }
}

fn is_number(text: &[u8]) -> bool {
    match text {
        [b'0', b'x', digits @ ..] => !digits.is_empty() && digits.iter().all(u8::is_ascii_hexdigit),
        [b'0', b'o', digits @ ..] => !digits.is_empty() && digits.iter().all(|digit| matches!(digit, b'0'..=b'7')),
        b".nan" | b".NaN" | b".NAN" => true,
        [b'-' | b'+', rest @ ..] => is_unsigned(rest),
        _ => is_unsigned(text),
    }
}

/// Digits with at most one point, at least one digit, and perhaps an exponent.
fn is_unsigned(text: &[u8]) -> bool {
    if matches!(text, b".inf" | b".Inf" | b".INF") {
        return true;
    }
    let (whole, rest) = split_digits(text);
    let (fraction, rest) = match rest {
        [b'.', rest @ ..] => split_digits(rest),
        _ => (0, rest),
    };
    if whole + fraction == 0 {
        return false;
    }
    match rest {
        [] => true,
        [b'e' | b'E', b'-' | b'+', rest @ ..] | [b'e' | b'E', rest @ ..] => {
            let (digits, rest) = split_digits(rest);
            digits > 0 && rest.is_empty()
        }
        _ => false,
    }
}

/// How many digits `text` starts with, and what follows them.
fn split_digits(text: &[u8]) -> (usize, &[u8]) {
    let count = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    (count, &text[count..])
}

/// A date, perhaps with a time after it.
fn is_date(text: &[u8]) -> bool {
    let Some((date, time)) = text.split_at_checked(10) else {
        return false;
    };
    let is_form = date.iter().enumerate().all(|(at, byte)| match at {
        4 | 7 => *byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    let is_time = |byte: &u8| byte.is_ascii_digit() || b":.+- TtZz".contains(byte);
    is_form && time.iter().all(is_time)
}
