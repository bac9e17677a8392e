//! A lexer for YAML 1.2 that reads one line at a time.
//!
//! It knows what a line needs from the lines before it: whether a block scalar,
//! a quoted string or a plain scalar is still open, how deep flow collections
//! are nested, and the column of the innermost key or dash, which a scalar's
//! further lines must be indented beyond. It never fails: mistaken YAML is
//! marked as far as it makes sense.

mod scalar;
mod token;

use super::class::Class;
use super::markup::Markup;

/// Marks the tokens of `code` in one pass.
pub(super) fn mark(code: &str, markup: &mut Markup<'_>) {
    let mut lexer = Lexer {
        bytes: code.as_bytes(),
        markup,
        line: 0,
        end: 0,
        node: 0,
        is_explicit_key: false,
        depth: 0,
        parent: None,
        open: Open::Nothing,
    };
    let mut start = 0;
    for line in code.split_inclusive('\n') {
        let text = line.trim_end_matches(['\n', '\r']);
        lexer.read_line(start, start + text.len());
        start += line.len();
    }
}

/// A scalar that the next line may continue.
#[derive(Debug, Clone, Copy)]
enum Open {
    Nothing,
    /// A plain scalar, which goes on as long as lines are indented beyond the parent.
    Plain,
    /// A string in the given quotes.
    Quoted(u8),
    /// A block scalar with the indentation of its text, once that is known.
    Block(Option<usize>),
}

/// The state between two tokens. All places are byte offsets into the code.
struct Lexer<'l, 'a> {
    bytes: &'l [u8],
    markup: &'l mut Markup<'a>,
    /// Where the current line starts.
    line: usize,
    /// Where the current line ends, before its line break.
    end: usize,
    /// Where the current node starts, which is the column of a key.
    node: usize,
    /// Whether a question mark says that the next scalar of this line is a key.
    is_explicit_key: bool,
    /// How many flow collections are open.
    depth: usize,
    /// The column of the innermost key or dash; none at the top of a document.
    parent: Option<usize>,
    open: Open,
}

impl Lexer<'_, '_> {
    fn read_line(&mut self, start: usize, end: usize) {
        self.line = start;
        self.end = end;
        let mut indent = 0;
        while start + indent < end && self.bytes[start + indent] == b' ' {
            indent += 1;
        }
        let first = self.skip_blanks(start + indent);
        // A blank line ends nothing.
        if first == end {
            return;
        }
        let mut at =
            if self.is_document_marker() { self.read_document_marker() } else { self.continue_scalar(indent, first) };
        self.node = at;
        self.is_explicit_key = false;
        while at < end {
            at = self.read_token(at);
            at = self.skip_blanks(at);
        }
    }

    /// Marks what belongs to the open scalar; the result is where the rest starts.
    fn continue_scalar(&mut self, indent: usize, first: usize) -> usize {
        match self.open {
            Open::Nothing => first,
            Open::Plain => self.continue_plain(indent, first),
            Open::Quoted(quote) => {
                let (after, closed) = self.read_quoted(first, first, quote);
                if closed {
                    self.open = Open::Nothing;
                }
                self.skip_blanks(after)
            }
            Open::Block(text_indent) => {
                let belongs = match text_indent {
                    Some(least) => indent >= least,
                    None => Some(indent) > self.parent,
                };
                if !belongs {
                    self.open = Open::Nothing;
                    return first;
                }
                self.open = Open::Block(text_indent.or(Some(indent)));
                self.markup.mark(Class::String, first..self.end);
                self.end
            }
        }
    }

    /// `---` and `...` end whatever is open, also a string.
    fn is_document_marker(&self) -> bool {
        let line = &self.bytes[self.line..self.end];
        (line.starts_with(b"---") || line.starts_with(b"...")) && self.is_blank(self.line + 3)
    }

    fn read_document_marker(&mut self) -> usize {
        self.open = Open::Nothing;
        self.depth = 0;
        self.parent = None;
        self.markup.mark(Class::Keyword, self.line..self.line + 3);
        self.skip_blanks(self.line + 3)
    }

    /// Makes the key, dash or question mark at `at` the one that later lines are
    /// measured against. Inside a flow collection, indentation means nothing.
    fn set_parent(&mut self, at: usize) {
        if self.depth == 0 {
            self.parent = Some(at - self.line);
        }
    }

    /// Whether `at` is a blank or the end of the line.
    fn is_blank(&self, at: usize) -> bool {
        at >= self.end || matches!(self.bytes[at], b' ' | b'\t')
    }

    /// Whether `at` ends a name or an indicator before it.
    fn is_boundary(&self, at: usize) -> bool {
        self.is_blank(at) || (self.depth > 0 && is_flow_indicator(self.bytes[at]))
    }

    fn skip_blanks(&self, from: usize) -> usize {
        let mut at = from;
        while at < self.end && self.is_blank(at) {
            at += 1;
        }
        at
    }
}

const fn is_flow_indicator(byte: u8) -> bool {
    matches!(byte, b',' | b'[' | b']' | b'{' | b'}')
}
