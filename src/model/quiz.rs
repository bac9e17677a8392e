//! Quizzes: what staff answer to show that they know the rules.

use std::collections::BTreeMap;
use std::fmt;

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::{
    Body, ContactId, Date, DocumentId, Interval, LinkTarget, Question, QuizId, RoleId, TopicId, UrlPath, Version,
};
use crate::schema::reads_as;
use crate::span::{FilePath, Part, Place, YamlPath, YamlText};

/// One quiz: a file of `content/quizzes/`.
#[derive(Clone, Debug)]
pub struct Quiz {
    /// The file's name without its ending.
    pub id: QuizId,
    /// The file.
    pub file: FilePath,
    /// The YAML in the file.
    pub text: YamlText,
    /// What tells one state of the quiz from another: the start of the hash of its text as published, variables filled
    /// in. Records of learners name it.
    pub hash: String,
    /// Where it is published.
    pub url: UrlPath,
    /// The title of the page.
    pub title: String,
    /// One sentence on what it is for.
    pub summary: String,
    /// Who keeps it right.
    pub owner: Option<ContactId>,
    /// When it was last changed.
    pub updated: Option<Date>,
    /// Whom it is for.
    pub roles: Vec<RoleId>,
    /// What it is about.
    pub topics: Vec<TopicId>,
    /// The page that teaches what it asks.
    pub module: Option<DocumentId>,
    /// The position among the quizzes.
    pub order: Option<i64>,
    /// How many minutes the page and the quiz take together.
    pub minutes: Option<u16>,
    /// The share of the points that passes, in percent.
    pub pass_mark: u8,
    /// How many questions an attempt has.
    pub draw: Draw,
    /// Whether questions and options come in another order each time.
    pub shuffle: Shuffle,
    /// How often it may be tried.
    pub attempts: Attempts,
    /// How the questions are shown.
    pub show: Presentation,
    /// When it is to be taken again.
    pub refresher: Option<Refresher>,
    /// The versions of documents that the questions were checked against.
    pub tests: IndexMap<DocumentId, Version>,
    /// The pool of questions, in order. Ids are unique.
    pub questions: Vec<Question>,
}

impl Quiz {
    /// The place of a value of the file.
    #[must_use]
    pub fn value(&self, path: YamlPath) -> Place {
        self.place(path, Part::Value)
    }

    /// The place of a key of the file.
    #[must_use]
    pub fn key(&self, path: YamlPath) -> Place {
        self.place(path, Part::Key)
    }

    /// The place of a question, or of something in it.
    #[must_use]
    pub fn question_value(&self, question: &Question, key: &str) -> Place {
        self.value(question.path().key(key))
    }

    fn place(&self, path: YamlPath, part: Part) -> Place {
        self.text.place(&self.file, path, part)
    }

    /// How many questions an attempt has.
    #[must_use]
    pub fn drawn(&self) -> usize {
        match &self.draw {
            Draw::All => self.questions.len(),
            Draw::Some(count) => (*count).min(self.questions.len()),
            Draw::PerTag(counts) => counts.values().sum::<usize>().min(self.questions.len()),
        }
    }

    /// Every Markdown text of the quiz, in a fixed order.
    pub fn bodies(&self) -> impl Iterator<Item = &Body> {
        self.questions.iter().flat_map(Question::bodies)
    }

    /// Every Markdown text of the quiz, in the order of [`bodies`](Self::bodies).
    pub fn bodies_mut(&mut self) -> impl Iterator<Item = &mut Body> {
        self.questions.iter_mut().flat_map(Question::bodies_mut)
    }
}

/// How many questions of the pool an attempt has: `draw: 8`, or so many a tag, `draw: {rights: 4, breaches: 4}`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Draw {
    /// All of them.
    #[default]
    All,
    /// So many, whichever.
    Some(usize),
    /// So many of those with each tag. A question with several tags counts for the first that still lacks one.
    PerTag(BTreeMap<String, usize>),
}

reads_as!(Draw, "Draw", {
    "oneOf": [
        {"type": "integer", "minimum": 1},
        {"type": "object", "additionalProperties": {"type": "integer", "minimum": 0}}
    ]
});

impl<'de> Deserialize<'de> for Draw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Counts;
        impl<'de> Visitor<'de> for Counts {
            type Value = Draw;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number of questions, or a number for each tag")
            }

            fn visit_u64<E: Error>(self, count: u64) -> Result<Draw, E> {
                usize::try_from(count).map(Draw::Some).map_err(E::custom)
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Draw, A::Error> {
                let mut counts = BTreeMap::new();
                while let Some((tag, count)) = map.next_entry::<String, usize>()? {
                    counts.insert(tag, count);
                }
                Ok(Draw::PerTag(counts))
            }
        }
        deserializer.deserialize_any(Counts)
    }
}

/// What comes in another order at each attempt. Orders, true and false, and what is typed are never mixed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Shuffle {
    /// The questions.
    pub questions: bool,
    /// The options of each question.
    pub options: bool,
}

impl Default for Shuffle {
    fn default() -> Self {
        Self { questions: true, options: true }
    }
}

/// How often a quiz may be tried: `attempts: 3`, or `attempts: unlimited`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Attempts {
    /// As often as the learner likes.
    #[default]
    Unlimited,
    /// So many times.
    AtMost(u32),
}

reads_as!(Attempts, "Attempts", {"oneOf": [{"type": "integer", "minimum": 1}, {"const": "unlimited"}]});

impl<'de> Deserialize<'de> for Attempts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Count;
        impl Visitor<'_> for Count {
            type Value = Attempts;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number from 1, or `unlimited`")
            }

            fn visit_u64<E: Error>(self, count: u64) -> Result<Attempts, E> {
                match u32::try_from(count) {
                    Ok(count) if count > 0 => Ok(Attempts::AtMost(count)),
                    _ => Err(E::custom(format_args!(
                        "`{count}` attempts make no quiz: write a number from 1, or unlimited"
                    ))),
                }
            }

            fn visit_str<E: Error>(self, word: &str) -> Result<Attempts, E> {
                match word {
                    "unlimited" => Ok(Attempts::Unlimited),
                    _ => Err(E::custom(format_args!(
                        "`{word}` is no number of attempts: write a number from 1, or unlimited"
                    ))),
                }
            }
        }
        deserializer.deserialize_any(Count)
    }
}

/// How the questions are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Presentation {
    /// One question at a time.
    #[default]
    OneByOne,
    /// All on one page.
    All,
}

/// When a quiz is to be taken again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Refresher {
    /// So long after it was passed.
    pub every: Option<Interval>,
    /// As soon as a document that it tests has changed in substance.
    pub on_substantive_change: bool,
}

/// The clause or page that a question is about, as the author named it.
#[derive(Clone, Debug)]
pub struct Reference {
    /// The path, relative to the quiz's file: `../policies/social-media/#private-messages`.
    pub written: String,
    /// Where it leads, once the whole content is known.
    pub target: LinkTarget,
}
