//! The tokens of a YAML line, each by its first character.

use super::{Lexer, Open, is_flow_indicator};
use crate::render::highlight::class::Class;

impl Lexer<'_, '_> {
    /// Marks the token at `at`; the result, always beyond `at`, is where it ends.
    pub(super) fn read_token(&mut self, at: usize) -> usize {
        let in_flow = self.depth > 0;
        match self.bytes[at] {
            b'#' if at == self.line || self.is_blank(at - 1) => self.mark_to_end(Class::Comment, at),
            b'%' if at == self.line && !in_flow => self.mark_to_end(Class::Keyword, at),
            b'"' | b'\'' => self.read_quoted_node(at),
            b'&' | b'*' => self.read_anchor(at),
            b'!' => self.read_tag(at),
            b'|' | b'>' if !in_flow => self.read_block_header(at),
            b'[' | b'{' => {
                self.depth += 1;
                self.is_explicit_key = false;
                at + 1
            }
            b']' | b'}' if in_flow => {
                self.depth -= 1;
                at + 1
            }
            b',' if in_flow => at + 1,
            b'-' | b'?' if !in_flow && self.is_blank(at + 1) => {
                self.set_parent(at);
                self.node = self.skip_blanks(at + 1);
                self.is_explicit_key = self.bytes[at] == b'?';
                at + 1
            }
            b'?' if self.is_boundary(at + 1) => {
                self.is_explicit_key = true;
                at + 1
            }
            b':' if self.is_boundary(at + 1) => {
                // Either after a key that is an alias or a flow collection, or at
                // the start of the node, where it introduces an explicit value.
                self.set_parent(self.node);
                if at == self.node {
                    self.node = self.skip_blanks(at + 1);
                }
                at + 1
            }
            _ => self.read_plain(at),
        }
    }

    fn mark_to_end(&mut self, class: Class, at: usize) -> usize {
        self.markup.mark(class, at..self.end);
        self.end
    }

    /// `&name` and `*name`. A name may hold a colon, but not end with one
    /// here, because `*name: value` is nearly always meant as a key.
    fn read_anchor(&mut self, at: usize) -> usize {
        let mut end = at + 1;
        while !self.ends_anchor(end) {
            end += 1;
        }
        if end == at + 1 {
            return self.read_plain(at);
        }
        self.markup.mark(Class::Variable, at..end);
        end
    }

    fn ends_anchor(&self, at: usize) -> bool {
        self.is_blank(at) || is_flow_indicator(self.bytes[at]) || (self.bytes[at] == b':' && self.is_boundary(at + 1))
    }

    /// `!local`, `!!standard` and `!<verbatim>`.
    fn read_tag(&mut self, at: usize) -> usize {
        let mut end = at + 1;
        while !self.is_boundary(end) {
            end += 1;
        }
        self.markup.mark(Class::Type, at..end);
        end
    }

    /// `|` or `>` with its indicators opens a block scalar, if nothing but a
    /// comment follows.
    fn read_block_header(&mut self, at: usize) -> usize {
        let mut end = at + 1;
        let mut indent = None;
        while end < self.end && matches!(self.bytes[end], b'1'..=b'9' | b'+' | b'-') {
            if self.bytes[end].is_ascii_digit() {
                let digit = usize::from(self.bytes[end] - b'0');
                indent = Some(self.parent.unwrap_or(0) + digit);
            }
            end += 1;
        }
        let next = self.skip_blanks(end);
        if next < self.end && (next == end || self.bytes[next] != b'#') {
            return self.read_plain(at);
        }
        self.markup.mark(Class::Keyword, at..end);
        self.open = Open::Block(indent);
        end
    }
}
