//! How hard a text is to read.

use std::fmt;
use std::ops::Range;

use crate::schema::reads_as;
use serde::{Deserialize, Deserializer, de};

/// A Flesch-Kincaid grade, in tenths of a year of school in the United States.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Grade(i32);

impl Grade {
    /// The grade of a text with so many words, sentences and syllables; 0 for one without words.
    #[must_use]
    pub fn flesch_kincaid(words: usize, sentences: usize, syllables: usize) -> Self {
        if words == 0 || sentences == 0 {
            return Self::default();
        }
        let ratio = |one: usize, other: usize| one as f64 / other as f64;
        let grade = 0.39 * ratio(words, sentences) + 11.8 * ratio(syllables, words) - 15.59;
        Self((grade * 10.0).round() as i32)
    }
}

impl fmt::Display for Grade {
    /// `9` or `9.4`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, tenths) = (if self.0 < 0 { "-" } else { "" }, self.0.abs());
        match tenths % 10 {
            0 => write!(f, "{sign}{}", tenths / 10),
            rest => write!(f, "{sign}{}.{rest}", tenths / 10),
        }
    }
}

reads_as!(Grade, "Grade", {"type": "number", "minimum": 1, "maximum": 20});

impl<'de> Deserialize<'de> for Grade {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let grade = f64::deserialize(deserializer)?;
        if !(1.0..=20.0).contains(&grade) {
            return Err(de::Error::custom(format_args!(
                "{grade} is not a grade: write a number from 1 to 20, such as 9"
            )));
        }
        Ok(Self((grade * 10.0).round() as i32))
    }
}

/// The measures of a text's sentences.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Readability {
    /// How many sentences it has.
    pub sentences: usize,
    /// How many words they have.
    pub words: usize,
    /// How many syllables these have.
    pub syllables: usize,
    /// Its hardest sentences, the hardest first.
    pub hardest: Vec<HardSentence>,
}

impl Readability {
    /// The grade of the whole text.
    #[must_use]
    pub fn grade(&self) -> Grade {
        Grade::flesch_kincaid(self.words, self.sentences, self.syllables)
    }
}

/// A sentence that is hard to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HardSentence {
    /// Its bytes in the text's source.
    pub place: Range<usize>,
    /// How many words it has.
    pub words: usize,
    /// Its grade.
    pub grade: Grade,
}
