//! The YAML above a text, between two lines of three hyphens.

use std::ops::Range;

/// Where the front matter and the text are in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Parts {
    /// The YAML, without the lines of hyphens.
    pub(super) yaml: Range<usize>,
    /// The text.
    pub(super) body: Range<usize>,
}

/// Why a file has no front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Missing {
    /// The file is empty or blank.
    Empty,
    /// The first line is not `---`.
    Start,
    /// No second `---` follows.
    End,
}

/// Splits a file. A byte order mark and CRLF line ends are allowed.
pub(super) fn split(text: &str) -> Result<Parts, Missing> {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    if text[start..].trim().is_empty() {
        return Err(Missing::Empty);
    }
    let mut lines = Lines { text, at: start };
    match lines.next() {
        Some(line) if is_fence(text, &line) => {}
        _ => return Err(Missing::Start),
    }
    let yaml_start = lines.at;
    while let Some(line) = lines.next() {
        if is_fence(text, &line) {
            return Ok(Parts { yaml: yaml_start..line.start, body: lines.at..text.len() });
        }
    }
    Err(Missing::End)
}

fn is_fence(text: &str, line: &Range<usize>) -> bool {
    text[line.clone()].trim_end() == "---"
}

struct Lines<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Lines<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        if self.at >= self.text.len() {
            return None;
        }
        let start = self.at;
        let end = self.text[start..].find('\n').map_or(self.text.len(), |found| start + found);
        self.at = (end + 1).min(self.text.len());
        Some(start..end)
    }
}
