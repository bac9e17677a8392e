//! What an original says, as one short word that a translation can name.

use std::fmt;

use serde::{Deserialize, Deserializer, de};

use super::Parsed;
use crate::schema::reads_as;

/// Twelve letters that stand for the title, the summary and the text of an original: `kpzvxmrsqlwn`.
///
/// They are 48 bits of a BLAKE3 hash, a letter from `k` to `z` for four bits. With digits in it, YAML would take some of
/// them for numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fingerprint(String);

const LETTERS: usize = 12;

impl Fingerprint {
    /// The fingerprint of a text as it is. Line ends count as LF, and nothing else of the front matter counts.
    #[must_use]
    pub fn of(parsed: &Parsed) -> Self {
        let mut hasher = blake3::Hasher::new();
        for part in [&parsed.front.title, &parsed.front.summary] {
            hasher.update(part.as_bytes()).update(b"\0");
        }
        hasher.update(parsed.body.markdown().replace("\r\n", "\n").trim().as_bytes());
        let hash = hasher.finalize();
        let letters = hash.as_bytes().iter().flat_map(|byte| [byte >> 4, byte & 15]).take(LETTERS);
        Self(letters.map(|four| char::from(b'k' + four)).collect())
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

reads_as!(Fingerprint, "Fingerprint", {"type": "string", "pattern": "^[k-z]{12}$"});

impl<'de> Deserialize<'de> for Fingerprint {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text.len() == LETTERS && text.bytes().all(|byte| (b'k'..=b'z').contains(&byte)) {
            return Ok(Self(text));
        }
        Err(de::Error::custom(format_args!(
            "`{text}` is no fingerprint of an original: `vellum check` says which one to write"
        )))
    }
}
