//! What decides where links lead, short of the words of texts: as long as it stays the same, so do they.

use std::sync::Arc;

use crate::model::{Body, Heading};
use crate::parse::{FileKind, Outcome, ParsedFile};
use crate::source::SourceFile;
use crate::span::FilePath;

use super::Options;

/// The hash of every file that is not a text, of what stands above each text and in its headings, and of which files could
/// not be read.
pub(super) fn of<'a>(
    files: &[(FileKind, &SourceFile, Arc<Outcome>)],
    others: impl Iterator<Item = &'a SourceFile>,
    unread: impl Iterator<Item = &'a FilePath>,
    options: Options,
    base_url: Option<&str>,
) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(format!("{options:?}{base_url:?}").as_bytes());
    for path in unread {
        hasher.update(format!("{path}\n").as_bytes());
    }
    let mut add = |file: &SourceFile, hash: &[u8; 32]| {
        hasher.update(file.path.as_str().as_bytes());
        hasher.update(hash);
    };
    for file in others {
        add(file, file.hash().as_bytes());
    }
    for (_, file, outcome) in files {
        match &outcome.0 {
            Some(ParsedFile::Document(parsed)) => {
                let body = &parsed.body;
                add(file, body.remembered.shape.get_or_init(|| shape(body)));
            }
            _ => add(file, file.hash().as_bytes()),
        }
    }
    *hasher.finalize().as_bytes()
}

/// The hash of what stands above a text, and of its headings.
fn shape(body: &Body) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(body.source.get(..body.text.start).unwrap_or_default().as_bytes());
    for Heading { level, id, applies_to, in_note, .. } in &body.headings {
        hasher.update(format!("{level}{id}{applies_to:?}{in_note}\n").as_bytes());
    }
    *hasher.finalize().as_bytes()
}
