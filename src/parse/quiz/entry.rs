//! A quiz as its file writes it. Every kind of question shares one form, so that a key that does not fit is still read
//! and can be reported where it stands.

use std::fmt;

use indexmap::IndexMap;
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer};

use crate::model::{
    Attempts, ContactId, Date, DocumentId, Draw, DutyId, Presentation, QuestionId, Refresher, RoleId, SceneId, Shuffle,
    TopicId, Version,
};

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct QuizEntry {
    pub(super) title: String,
    pub(super) summary: String,
    pub(super) owner: Option<ContactId>,
    pub(super) updated: Option<Date>,
    pub(super) roles: Vec<RoleId>,
    pub(super) topics: Vec<TopicId>,
    pub(super) module: Option<DocumentId>,
    pub(super) order: Option<i64>,
    pub(super) minutes: Option<u16>,
    pub(super) pass_mark: Option<u8>,
    pub(super) draw: Draw,
    pub(super) shuffle: Shuffle,
    pub(super) attempts: Attempts,
    pub(super) show: Presentation,
    pub(super) refresher: Option<Refresher>,
    pub(super) tests: IndexMap<DocumentId, Version>,
    pub(super) questions: Vec<QuestionEntry>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct QuestionEntry {
    pub(super) id: Option<QuestionId>,
    pub(super) kind: Option<KindEntry>,
    pub(super) ask: String,
    pub(super) why: String,
    pub(super) see: Option<String>,
    pub(super) covers: Vec<DutyId>,
    pub(super) points: Option<u32>,
    pub(super) tags: Vec<String>,
    pub(super) shuffle: Option<bool>,
    pub(super) partial: Option<bool>,
    pub(super) options: Option<Vec<ChoiceEntry>>,
    pub(super) answer: Option<AnswerEntry>,
    pub(super) tolerance: Option<f64>,
    pub(super) unit: Option<String>,
    pub(super) wrong: Option<Vec<WrongEntry>>,
    pub(super) accept: Option<Vec<String>>,
    pub(super) typos: Option<u8>,
    pub(super) pairs: Option<Vec<PairEntry>>,
    pub(super) extra: Option<Vec<String>>,
    pub(super) items: Option<Vec<String>>,
    pub(super) categories: Option<Vec<CategoryEntry>>,
    pub(super) text: Option<String>,
    pub(super) gaps: Option<IndexMap<String, GapEntry>>,
    pub(super) scenes: Option<Vec<SceneEntry>>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum KindEntry {
    Single,
    Multiple,
    TrueFalse,
    Number,
    Date,
    ShortText,
    Match,
    Order,
    Categorise,
    Gap,
    Scenario,
    Reflection,
}

impl KindEntry {
    pub(super) const ALL: [Self; 12] = [
        Self::Single,
        Self::Multiple,
        Self::TrueFalse,
        Self::Number,
        Self::Date,
        Self::ShortText,
        Self::Match,
        Self::Order,
        Self::Categorise,
        Self::Gap,
        Self::Scenario,
        Self::Reflection,
    ];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Single => "single",
            Self::Multiple => "multiple",
            Self::TrueFalse => "true-false",
            Self::Number => "number",
            Self::Date => "date",
            Self::ShortText => "short-text",
            Self::Match => "match",
            Self::Order => "order",
            Self::Categorise => "categorise",
            Self::Gap => "gap",
            Self::Scenario => "scenario",
            Self::Reflection => "reflection",
        }
    }

    /// The keys that only some kinds have, and this one does.
    pub(super) fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Single => &["options"],
            Self::Multiple => &["options", "partial"],
            Self::TrueFalse => &["answer"],
            Self::Number => &["answer", "tolerance", "unit", "wrong"],
            Self::Date => &["answer", "wrong"],
            Self::ShortText => &["accept", "typos"],
            Self::Match => &["pairs", "extra", "partial"],
            Self::Order => &["items", "partial"],
            Self::Categorise => &["categories", "partial"],
            Self::Gap => &["text", "gaps", "partial"],
            Self::Scenario => &["scenes"],
            Self::Reflection => &[],
        }
    }
}

impl QuestionEntry {
    /// Which of the keys that only some kinds have are written.
    pub(super) fn written(&self) -> impl Iterator<Item = &'static str> {
        [
            ("options", self.options.is_some()),
            ("partial", self.partial.is_some()),
            ("answer", self.answer.is_some()),
            ("tolerance", self.tolerance.is_some()),
            ("unit", self.unit.is_some()),
            ("wrong", self.wrong.is_some()),
            ("accept", self.accept.is_some()),
            ("typos", self.typos.is_some()),
            ("pairs", self.pairs.is_some()),
            ("extra", self.extra.is_some()),
            ("items", self.items.is_some()),
            ("categories", self.categories.is_some()),
            ("text", self.text.is_some()),
            ("gaps", self.gaps.is_some()),
            ("scenes", self.scenes.is_some()),
        ]
        .into_iter()
        .filter_map(|(key, written)| written.then_some(key))
    }
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct ChoiceEntry {
    pub(super) text: String,
    pub(super) correct: bool,
    pub(super) why: String,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct WrongEntry {
    pub(super) answer: Option<AnswerEntry>,
    pub(super) why: String,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct PairEntry {
    pub(super) item: String,
    pub(super) with: String,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct CategoryEntry {
    pub(super) title: String,
    pub(super) items: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct GapEntry {
    pub(super) accept: Vec<String>,
    pub(super) options: Vec<String>,
    pub(super) typos: u8,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct SceneEntry {
    pub(super) id: Option<SceneId>,
    pub(super) text: String,
    pub(super) choices: Vec<DecisionEntry>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct DecisionEntry {
    pub(super) text: String,
    pub(super) correct: bool,
    pub(super) points: Option<u32>,
    pub(super) why: String,
    pub(super) next: Option<SceneId>,
}

/// A right or wrong answer: `true`, `72`, `2026-12-14`.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum AnswerEntry {
    Truth(bool),
    Number(f64),
    Text(String),
}

impl<'de> Deserialize<'de> for AnswerEntry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl Visitor<'_> for Any {
            type Value = AnswerEntry;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("true, false, a number or a date")
            }

            fn visit_bool<E: Error>(self, truth: bool) -> Result<AnswerEntry, E> {
                Ok(AnswerEntry::Truth(truth))
            }

            #[expect(clippy::cast_precision_loss, reason = "answers are small numbers")]
            fn visit_u64<E: Error>(self, number: u64) -> Result<AnswerEntry, E> {
                Ok(AnswerEntry::Number(number as f64))
            }

            #[expect(clippy::cast_precision_loss, reason = "answers are small numbers")]
            fn visit_i64<E: Error>(self, number: i64) -> Result<AnswerEntry, E> {
                Ok(AnswerEntry::Number(number as f64))
            }

            fn visit_f64<E: Error>(self, number: f64) -> Result<AnswerEntry, E> {
                Ok(AnswerEntry::Number(number))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<AnswerEntry, E> {
                Ok(AnswerEntry::Text(text.to_owned()))
            }
        }
        deserializer.deserialize_any(Any)
    }
}
