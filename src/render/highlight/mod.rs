//! Syntax highlighting: the text of a fenced code block becomes HTML with
//! `<span class="…">` around its tokens, and no colours of its own.
//!
//! YAML and JSON, which policy portals show most, have small hand-written
//! lexers, because a regex engine spends more time on such a block than the
//! rest of the page costs. Every other language goes through syntect's
//! grammars, which are loaded when the first such block is met. The classes
//! are the same either way; [`Highlighter::html`] lists them.

mod class;
mod escape;
mod grammar;
mod json;
mod markup;
#[cfg(test)]
mod tests;
mod yaml;

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use self::grammar::Grammars;
use self::markup::Markup;

/// What a block became, by its language and text.
type Known = HashMap<blake3::Hash, Option<String>>;

/// So many blocks are remembered: enough for every version of every document to share what they have in common.
const REMEMBERED: usize = 4_096;

/// A block with a longer line, in bytes, is left plain: the time of a regex can
/// grow faster than the length of its line.
const LONGEST_LINE: usize = 2_000;

/// A longer block, in bytes, is left plain.
const LONGEST_BLOCK: usize = 32 * 1024;

/// Names, in lower case, that the JSON lexer answers to. It also reads the
/// comments, single quotes and bare keys of the dialects among them.
const JSON: [&str; 6] = ["json", "jsonc", "json5", "jsonl", "ndjson", "geojson"];

/// Names, in lower case, that the YAML lexer answers to.
const YAML: [&str; 2] = ["yaml", "yml"];

/// Names, in lower case, of text without any grammar. They are known here so
/// that such a block does not load the grammars.
const PLAIN: [&str; 5] = ["", "text", "txt", "plain", "plaintext"];

/// Turns code into highlighted HTML. It is shared by reference between threads, and loads grammars when they are needed.
#[derive(Debug, Default)]
pub(crate) struct Highlighter {
    grammars: OnceLock<Grammars>,
    /// Blocks that went through a grammar, which costs a thousand times more than looking them up.
    known: Mutex<Known>,
    /// Every block stays plain.
    is_off: bool,
}

impl Highlighter {
    /// A highlighter for pages that nobody sees: it leaves every block plain.
    pub(crate) fn off() -> Self {
        Self { is_off: true, ..Self::default() }
    }

    /// Marks up `code`, a piece of the language that `language` names.
    ///
    /// The name is the first word of a fence's info string: a language's name or
    /// one of its file extensions, in any case. The result is `None` when the
    /// language has no grammar, or the block is longer than 32 KiB, or has a
    /// line longer than 2,000 bytes; the caller then writes plain escaped text.
    ///
    /// The result is for the content of an element, not for an attribute: `&`,
    /// `<` and `>` are escaped, quotation marks are not. Its text is exactly
    /// `code`. Spans do not nest, and none holds a line end. Their classes:
    ///
    /// | class | for |
    /// | --- | --- |
    /// | `k` | keyword, document marker, heading |
    /// | `s` | string, raw text |
    /// | `n` | number, date |
    /// | `c` | comment, quotation |
    /// | `y` | key, property, name of a tag |
    /// | `f` | function, command |
    /// | `t` | type, class |
    /// | `o` | operator |
    /// | `v` | variable, parameter, attribute, anchor |
    /// | `b` | boolean, null, other constant |
    /// | `i` | inserted line of a difference |
    /// | `d` | deleted line of a difference |
    /// | `e` | escape in a string, character reference |
    ///
    /// Punctuation and plain names have no span.
    #[must_use]
    pub(crate) fn html(&self, language: &str, code: &str) -> Option<String> {
        if self.is_off || is_one_of(&PLAIN, language) || is_too_long(code) {
            return None;
        }
        let mut markup = Markup::new(code);
        if is_one_of(&YAML, language) {
            yaml::mark(code, &mut markup);
        } else if is_one_of(&JSON, language) {
            json::mark(code, &mut markup);
        } else {
            return self.by_grammar(language, code);
        }
        Some(markup.finish())
    }

    /// A block of a language that only syntect knows, or what the same block became before.
    fn by_grammar(&self, language: &str, code: &str) -> Option<String> {
        let mut hasher = blake3::Hasher::new();
        hasher.update(language.as_bytes()).update(b"\0").update(code.as_bytes());
        let key = hasher.finalize();
        if let Some(html) = self.known().get(&key) {
            return html.clone();
        }
        let mut markup = Markup::new(code);
        let grammars = self.grammars.get_or_init(Grammars::load);
        let html = grammars.mark(language, code, &mut markup).map(|()| markup.finish());
        let mut known = self.known();
        if known.len() < REMEMBERED {
            known.insert(key, html.clone());
        }
        html
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn is_one_of(names: &[&str], language: &str) -> bool {
    names.iter().any(|name| language.eq_ignore_ascii_case(name))
}

fn is_too_long(code: &str) -> bool {
    // A block shorter than the longest line, as most are, needs no look at its lines.
    code.len() > LONGEST_LINE && (code.len() > LONGEST_BLOCK || code.split('\n').any(|line| line.len() > LONGEST_LINE))
}
