//! `versions.lock`: what every released file was when it was released, in a chain that no edit can pass unseen.
//!
//! The file is a text. Its first line is [`HEADER`]; every other line records one released file, in fields with one
//! space between them:
//!
//! | field | what |
//! | --- | --- |
//! | document | its path below `content/`, `policies/social-media` |
//! | version | `2.0` |
//! | language | the BCP 47 tag of the text, `en` |
//! | date | the day on which the line was written, `2026-06-19` |
//! | text | the BLAKE3 hash of the file's bytes, with every CRLF read as LF: 64 hexadecimal digits |
//! | media | none or more `path=hash`: the pictures that the text shows and the files beside it that it links to, in the order of their paths below `content/`; white space, `=` and `%` in a path are percent-encoded |
//! | previous | the last field of the line before; 64 zeros in the first record |
//! | sum | the BLAKE3 hash of everything before it in the line, less the space |
//!
//! So each line carries the hash of the one before, and lines can only be appended.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

use super::{Date, DocumentId, Language, Version};
use crate::source::Hash;
use crate::span::FilePath;

/// The first line of every lock.
pub const HEADER: &str =
    "# versions.lock 1: written by `vellum release`, never by hand; each line carries the hash of the one before";

/// Where the lock is.
pub const LOCK_FILE: &str = "content/versions.lock";

/// The lock, as far as it can be read.
#[derive(Clone, Debug, Default)]
pub struct Lock {
    /// The records, in order.
    pub records: Vec<Record>,
    /// The place of each version in `records`; of its first record, should there be two.
    places: BTreeMap<Name, usize>,
}

/// What tells one released text from all others: document, version and language.
pub type Name = (DocumentId, Version, String);

/// One line of the lock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// What was released.
    pub seal: Seal,
    /// The day on which the line was written.
    pub date: Date,
    /// The place of its document and version in the file.
    pub range: Range<usize>,
    /// The hash with which the line ends.
    pub sum: String,
}

/// A released file, by what must never change in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seal {
    /// The document.
    pub document: DocumentId,
    /// The version.
    pub version: Version,
    /// The language of the text, by BCP 47 tag.
    pub language: String,
    /// The hash of the text, with LF line ends.
    pub text: Hash,
    /// The files that belong to the text, by path below `content/`, each with its hash.
    pub media: Vec<(String, Hash)>,
}

/// A version as it is in the content now.
#[derive(Clone, Debug)]
pub struct Released {
    /// Its file.
    pub file: FilePath,
    /// What it is now.
    pub seal: Seal,
}

impl Seal {
    /// What tells it from all others.
    #[must_use]
    pub fn name(&self) -> Name {
        (self.document.clone(), self.version, self.language.clone())
    }

    /// What a reader of a finding calls it, in a portal with a default language: ``version 2.0 of `policies/x` ``, with
    /// the language of a translation.
    #[must_use]
    pub fn called(&self, default: &Language) -> String {
        let version = format!("version {} of `{}`", self.version, self.document);
        if self.language == default.as_str() { version } else { format!("the `{}` text of {version}", self.language) }
    }

    /// The file that holds the text, in a portal with a default language.
    #[must_use]
    pub fn file(&self, default: &Language) -> FilePath {
        let language = if self.language == default.as_str() { String::new() } else { format!(".{}", self.language) };
        FilePath::new(&format!("content/{}/{}{language}.md", self.document, self.version))
    }

    /// The line that records it, without a line end. `previous` is the sum of the line before; empty for the first.
    #[must_use]
    pub fn line(&self, previous: &str, date: Date) -> String {
        let previous = if previous.is_empty() { first() } else { previous.to_owned() };
        let mut line = format!("{} {} {} {date} {}", self.document, self.version, self.language, self.text.to_hex());
        for (path, hash) in &self.media {
            let _ = write!(line, " {}={}", encode(path), hash.to_hex());
        }
        let _ = write!(line, " {previous}");
        let sum = sum(&line);
        format!("{line} {sum}")
    }
}

impl Lock {
    /// The record of a version.
    #[must_use]
    pub fn get(&self, seal: &Seal) -> Option<&Record> {
        self.records.get(*self.places.get(&seal.name())?)
    }

    /// Adds a record.
    pub fn push(&mut self, record: Record) {
        self.places.entry(record.seal.name()).or_insert(self.records.len());
        self.records.push(record);
    }

    /// The sum with which the next line begins; empty where there is no line yet.
    #[must_use]
    pub fn last_sum(&self) -> &str {
        self.records.last().map_or("", |record| record.sum.as_str())
    }
}

/// The field with which the first record begins.
#[must_use]
pub fn first() -> String {
    "0".repeat(64)
}

/// The hash of a line, less its last field.
#[must_use]
pub fn sum(line: &str) -> String {
    blake3::hash(line.as_bytes()).to_hex().to_string()
}

/// The hash of a text with every CRLF read as LF, so that it is the same on every machine.
#[must_use]
pub fn text_hash(bytes: &[u8]) -> Hash {
    let text: Cow<'_, [u8]> = if bytes.contains(&b'\r') {
        let mut rest = bytes.iter().peekable();
        let mut kept = Vec::with_capacity(bytes.len());
        while let Some(byte) = rest.next() {
            if *byte != b'\r' || rest.peek() != Some(&&b'\n') {
                kept.push(*byte);
            }
        }
        kept.into()
    } else {
        bytes.into()
    };
    blake3::hash(&text)
}

fn encode(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for character in path.chars() {
        if character.is_whitespace() || character.is_control() || matches!(character, '=' | '%') {
            let mut bytes = [0; 4];
            for byte in character.encode_utf8(&mut bytes).bytes() {
                let _ = write!(encoded, "%{byte:02X}");
            }
        } else {
            encoded.push(character);
        }
    }
    encoded
}
