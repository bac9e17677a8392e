//! Places in source files: paths, byte ranges, lines and columns, and YAML key paths.

pub use crate::yaml::{LeftOut, Part, YamlPath};

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use memchr::{memchr2, memchr2_iter, memrchr2};

use crate::yaml::Locations;

/// The path of a source file inside the project, with `/` between its parts: `content/portal.yaml`.
///
/// Content files start with `content/`, theme files with `themes/`, wherever the folders really are.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FilePath(Arc<str>);

impl FilePath {
    /// Makes a path from its text.
    #[must_use]
    pub fn new(path: &str) -> Self {
        Self(path.into())
    }

    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path below `content/`; `None` for a theme file.
    #[must_use]
    pub fn in_content(&self) -> Option<&str> {
        self.0.strip_prefix("content/")
    }

    /// The last part: the file's name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// What follows the last dot of the name, as written; empty if there is none.
    #[must_use]
    pub fn extension(&self) -> &str {
        self.name().rsplit_once('.').map_or("", |(_, end)| end)
    }
}

impl fmt::Display for FilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A range of bytes in a file, on character boundaries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The file.
    pub file: FilePath,
    /// The bytes, from the start of the file.
    pub bytes: Range<usize>,
}

/// Where a finding points: the whole file, some of its bytes, or a key of its YAML.
///
/// A YAML place is turned into bytes only when the finding is shown, because finding it needs a second parse: for many at
/// once by [`locate`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: FilePath,
    /// What in the file.
    pub at: Locator,
}

/// What a [`Place`] means inside its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Locator {
    /// The file as a whole.
    File,
    /// These bytes.
    Bytes(Range<usize>),
    /// A key or value of the YAML text that stands at `text` in the file.
    Yaml {
        /// The bytes of the YAML text in the file.
        text: Range<usize>,
        /// The keys and indices that lead to the place in the text.
        path: YamlPath,
        /// Whether the key or its value is meant.
        part: Part,
    },
}

impl Place {
    /// The file as a whole.
    #[must_use]
    pub fn file(file: &FilePath) -> Self {
        Self { file: file.clone(), at: Locator::File }
    }

    /// Some bytes of a file.
    #[must_use]
    pub fn bytes(file: &FilePath, bytes: Range<usize>) -> Self {
        Self { file: file.clone(), at: Locator::Bytes(bytes) }
    }

    /// The bytes that this place means in the file's text; `None` for the whole file.
    ///
    /// A YAML path that does not exist falls back to its nearest parent.
    #[must_use]
    pub fn resolve(&self, text: &str) -> Option<Range<usize>> {
        match &self.at {
            Locator::File => None,
            Locator::Bytes(range) => Some(clamp(text, range.clone())),
            Locator::Yaml { text: part, .. } => self.find(text, &locations(text, part)?),
        }
    }

    /// The YAML text in the file that this place is in, if it is in one.
    #[must_use]
    pub fn yaml(&self) -> Option<(&FilePath, Range<usize>)> {
        match &self.at {
            Locator::Yaml { text, .. } => Some((&self.file, text.clone())),
            Locator::File | Locator::Bytes(_) => None,
        }
    }

    fn find(&self, text: &str, locations: &Locations<'_>) -> Option<Range<usize>> {
        let Locator::Yaml { text: part_of_file, path, part } = &self.at else { return None };
        let outer = clamp(text, part_of_file.clone());
        let found = locations.nearest(path, *part)?;
        Some(clamp(text, outer.start + found.start..outer.start + found.end))
    }
}

/// Turns places of one YAML text, as [`Place::yaml`] says, into bytes of its file. It is taken apart once for all of
/// them. A place that cannot be found is left as it is.
pub fn locate(text: &str, places: &mut [&mut Place]) {
    let Some((_, part)) = places.first().and_then(|place| place.yaml()) else { return };
    let Some(locations) = locations(text, &part) else { return };
    for place in places {
        if let Some(found) = place.find(text, &locations) {
            place.at = Locator::Bytes(found);
        }
    }
}

fn locations<'t>(text: &'t str, part: &Range<usize>) -> Option<Locations<'t>> {
    Some(Locations::new(text.get(clamp(text, part.clone()))?))
}

/// A YAML text in a file from which a value was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YamlText {
    /// The bytes of the text in the file.
    pub range: Range<usize>,
    /// What the text has and the value has not.
    pub left_out: LeftOut,
}

impl YamlText {
    /// The place of a key or value that stands at `path` in the value that was read.
    #[must_use]
    pub fn place(&self, file: &FilePath, path: YamlPath, part: Part) -> Place {
        let path = self.left_out.as_written(path);
        Place { file: file.clone(), at: Locator::Yaml { text: self.range.clone(), path, part } }
    }
}

impl Default for YamlText {
    /// A whole file of which nothing was left out.
    fn default() -> Self {
        Self { range: 0..usize::MAX, left_out: LeftOut::default() }
    }
}

/// A line and column, both from 1; the column counts characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
}

/// The line and column of a byte offset. An offset beyond the end means the end; lines end with LF, CRLF or CR.
#[must_use]
pub fn position(text: &str, offset: usize) -> Position {
    let before = &text[..floor_boundary(text, offset)];
    let mut line = 1;
    let mut line_start = 0;
    for index in memchr2_iter(b'\n', b'\r', before.as_bytes()) {
        // Before a line feed, a carriage return is a part of the same line end.
        if !text[index..].starts_with("\r\n") {
            line += 1;
            line_start = index + 1;
        }
    }
    let column = before[line_start..].trim_start_matches('\u{feff}').chars().count() + 1;
    Position { line, column }
}

/// The whole line that a byte offset stands in, without its line end.
#[must_use]
pub fn line_at(text: &str, offset: usize) -> &str {
    let at = floor_boundary(text, offset);
    let end = memchr2(b'\n', b'\r', &text.as_bytes()[at..]).map_or(text.len(), |found| at + found);
    text[line_start(text, at)..end].trim_start_matches('\u{feff}')
}

/// Where the line begins that a byte offset on a character boundary stands in.
#[must_use]
pub(crate) fn line_start(text: &str, at: usize) -> usize {
    memrchr2(b'\n', b'\r', &text.as_bytes()[..at]).map_or(0, |found| found + 1)
}

fn clamp(text: &str, range: Range<usize>) -> Range<usize> {
    let start = floor_boundary(text, range.start);
    let end = floor_boundary(text, range.end).max(start);
    start..end
}

fn floor_boundary(text: &str, offset: usize) -> usize {
    text.floor_char_boundary(offset)
}
