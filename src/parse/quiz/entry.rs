//! A quiz as its file writes it. Every kind of question shares one form, so that a key that does not fit is still read
//! and can be reported where it stands.

use std::fmt;

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer};

use crate::model::{
    Attempts, ContactId, Date, DocumentId, Draw, DutyId, Presentation, QuestionId, Refresher, RoleId, SceneId, Shuffle,
    TopicId, Version,
};
use crate::schema::reads_as;

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["title", "summary", "questions"]))]
pub(in crate::parse) struct QuizEntry {
    /// The title of the page.
    pub(super) title: String,
    /// One sentence on what it is for.
    pub(super) summary: String,
    /// Who keeps it right: a contact of portal.yaml.
    pub(super) owner: Option<ContactId>,
    /// The day on which it was last changed.
    pub(super) updated: Option<Date>,
    /// Whom it is for: roles of portal.yaml.
    pub(super) roles: Vec<RoleId>,
    /// What it is about: topics of portal.yaml.
    pub(super) topics: Vec<TopicId>,
    /// The document to read first: `guidance/training/essentials`.
    pub(super) module: Option<DocumentId>,
    /// The position among the quizzes.
    pub(super) order: Option<i64>,
    /// How many minutes the page and the quiz take together.
    pub(super) minutes: Option<u16>,
    /// The share of the points that passes, in percent; 80 if left out.
    pub(super) pass_mark: Option<u8>,
    /// How many questions an attempt has: a number, or one for each tag; all if left out.
    pub(super) draw: Draw,
    /// What comes in another order each time.
    pub(super) shuffle: Shuffle,
    /// How often it may be tried: a number, or `unlimited`.
    pub(super) attempts: Attempts,
    /// One question at a time, or all on one page.
    pub(super) show: Presentation,
    /// When it is to be taken again.
    pub(super) refresher: Option<Refresher>,
    /// The versions of documents that the questions were checked against.
    pub(super) tests: IndexMap<DocumentId, Version>,
    /// The questions.
    pub(super) questions: Vec<QuestionEntry>,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["id", "kind", "ask"]), transform = keys_by_kind)]
pub(super) struct QuestionEntry {
    /// Its name, unique in the quiz; results of readers are kept under it.
    pub(super) id: Option<QuestionId>,
    /// How it is answered.
    pub(super) kind: Option<KindEntry>,
    /// What is asked, in Markdown.
    pub(super) ask: String,
    /// Why the right answer is right; shown after any answer.
    pub(super) why: String,
    /// The clause or page to read: `../policies/social-media/#private-messages`.
    pub(super) see: Option<String>,
    /// The duties that it tests: ids of obligations.yaml.
    pub(super) covers: Vec<DutyId>,
    /// What it is worth; 1 if left out.
    pub(super) points: Option<u32>,
    /// The groups that `draw` can take questions from.
    pub(super) tags: Vec<String>,
    /// False where the options keep their order.
    pub(super) shuffle: Option<bool>,
    /// Whether an answer that is right in part earns a part of the points.
    pub(super) partial: Option<bool>,
    /// What can be chosen.
    pub(super) options: Option<Vec<ChoiceEntry>>,
    /// The right answer.
    pub(super) answer: Option<AnswerEntry>,
    /// How far a number may be off, either way.
    pub(super) tolerance: Option<f64>,
    /// What the number counts: `hours`.
    pub(super) unit: Option<String>,
    /// Wrong answers that people give, with what to tell them.
    pub(super) wrong: Option<Vec<WrongEntry>>,
    /// The forms that are right; the first is shown.
    pub(super) accept: Option<Vec<String>>,
    /// How many letters may be wrong, up to 3.
    pub(super) typos: Option<u8>,
    /// What belongs together.
    pub(super) pairs: Option<Vec<PairEntry>>,
    /// Partners that fit no item.
    pub(super) extra: Option<Vec<String>>,
    /// What is to be put in order, in the right order.
    pub(super) items: Option<Vec<String>>,
    /// The categories, each with what belongs into it.
    pub(super) categories: Option<Vec<CategoryEntry>>,
    /// A text with gaps: `Report it within [[hours]] hours`.
    pub(super) text: Option<String>,
    /// What is right in each gap of the text.
    pub(super) gaps: Option<IndexMap<String, GapEntry>>,
    /// The scenes of a story.
    pub(super) scenes: Option<Vec<SceneEntry>>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
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

/// Lets an editor refuse keys that belong to other kinds of question.
fn keys_by_kind(schema: &mut schemars::Schema) {
    let others = |kind: KindEntry| {
        let all = KindEntry::ALL.iter().flat_map(|other| other.keys());
        let foreign = all.filter(|key| !kind.keys().contains(key)).map(|key| ((*key).to_owned(), false.into()));
        serde_json::Value::Object(foreign.collect())
    };
    let rules = KindEntry::ALL.map(|kind| {
        serde_json::json!({
            "if": {"properties": {"kind": {"const": kind.name()}}, "required": ["kind"]},
            "then": {"properties": others(kind)},
        })
    });
    schema.insert("allOf".to_owned(), rules.to_vec().into());
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["text"]))]
pub(super) struct ChoiceEntry {
    /// What it says.
    pub(super) text: String,
    /// Whether it is to be chosen.
    pub(super) correct: bool,
    /// What to tell somebody who chose it.
    pub(super) why: String,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["answer", "why"]))]
pub(super) struct WrongEntry {
    /// The wrong answer.
    pub(super) answer: Option<AnswerEntry>,
    /// What to tell somebody who chose it.
    pub(super) why: String,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["item", "with"]))]
pub(super) struct PairEntry {
    /// The item.
    pub(super) item: String,
    /// What belongs to it.
    pub(super) with: String,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["title"]))]
pub(super) struct CategoryEntry {
    /// Its name.
    pub(super) title: String,
    /// What belongs into it.
    pub(super) items: Vec<String>,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["accept"]))]
pub(super) struct GapEntry {
    /// The forms that are right; the first is shown.
    pub(super) accept: Vec<String>,
    /// Words to choose from; typed freely if left out.
    pub(super) options: Vec<String>,
    /// How many letters may be wrong, up to 3.
    pub(super) typos: u8,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["text", "choices"]))]
pub(super) struct SceneEntry {
    /// Its name, for `next`.
    pub(super) id: Option<SceneId>,
    /// What it says.
    pub(super) text: String,
    /// What the learner can do.
    pub(super) choices: Vec<DecisionEntry>,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["text"]))]
pub(super) struct DecisionEntry {
    /// What it says.
    pub(super) text: String,
    /// Whether it is to be chosen.
    pub(super) correct: bool,
    /// What it earns; 1 if it is correct.
    pub(super) points: Option<u32>,
    /// What to tell somebody who chose it.
    pub(super) why: String,
    /// The scene that follows, or `end`; the next one if left out.
    pub(super) next: Option<SceneId>,
}

/// A right or wrong answer: `true`, `72`, `2026-12-14`.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum AnswerEntry {
    Truth(bool),
    Number(f64),
    Text(String),
}

reads_as!(AnswerEntry, "Answer", {"type": ["boolean", "number", "string"]});

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
