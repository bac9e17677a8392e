//! What the script of a quiz marks with: for each question what is right and what to say of each answer.
//!
//! A static page cannot keep a secret: whoever wants to can decode this. It is encoded so that nobody reads the answers
//! by accident in the source of the page.

use std::collections::BTreeMap;

use base64::Engine;
use serde::Serialize;

use super::super::Renderer;
use super::super::link::Linker;
use super::track::{self, Tracked};
use super::{order, question};
use crate::model::{
    Attempts, Body, ClauseTexts, Draw, GapPart, Presentation, Question, QuestionKind, Quiz, most_points,
};

/// The quiz as the script knows it.
#[derive(Serialize)]
struct Key<'a> {
    #[serde(flatten)]
    tracked: Tracked<'a>,
    pass_mark: u8,
    draw: DrawKey<'a>,
    shuffle_questions: bool,
    shuffle_options: bool,
    attempts: Option<u32>,
    one_by_one: bool,
    /// The versions that the questions were checked against, by document.
    tests: BTreeMap<&'a str, String>,
    questions: Vec<QuestionKey<'a>>,
}

#[derive(Serialize)]
struct DrawKey<'a> {
    count: Option<usize>,
    tags: Option<&'a BTreeMap<String, usize>>,
}

#[derive(Default, Serialize)]
struct QuestionKey<'a> {
    id: &'a str,
    kind: &'static str,
    points: u32,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    partial: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    fixed: bool,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    tags: &'a [String],
    /// A number for what its clauses said in each version of the policies that are tested: the same for the same words.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    texts: ClauseTexts<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    see: Option<SeeKey>,
    #[serde(flatten)]
    answer: AnswerKey<'a>,
}

#[derive(Serialize)]
struct SeeKey {
    href: String,
    title: String,
}

/// What is right. Only what the kind of question needs is written.
#[derive(Default, Serialize)]
struct AnswerKey<'a> {
    /// Values that are right: of options; of a partner for each item; of items in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    right: Vec<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    truth: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tolerance: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accept: Option<&'a [String]>,
    #[serde(skip_serializing_if = "is_zero")]
    typos: u8,
    /// What to say of an answer, by its value.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    say: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    gaps: Vec<GapKey<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    scenes: Vec<SceneKey>,
    /// The most points that a story can earn.
    #[serde(skip_serializing_if = "Option::is_none")]
    most: Option<u32>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the form that serde asks for")]
fn is_zero(number: &u8) -> bool {
    *number == 0
}

#[derive(Serialize)]
struct GapKey<'a> {
    name: &'a str,
    accept: &'a [String],
    typos: u8,
    typed: bool,
}

#[derive(Serialize)]
struct SceneKey {
    /// For each value: what it earns, the scene that follows (from 1; 0 for the end), and what to say.
    choices: Vec<(u32, usize, String)>,
}

/// The key of a quiz: JSON in base64.
pub(super) fn encoded<'a>(renderer: &Renderer<'a>, linker: &Linker, quiz: &'a Quiz) -> String {
    let key = Key {
        tracked: track::tracked(renderer, linker, quiz),
        pass_mark: quiz.pass_mark,
        draw: match &quiz.draw {
            Draw::All => DrawKey { count: None, tags: None },
            Draw::Some(count) => DrawKey { count: Some(*count), tags: None },
            Draw::PerTag(tags) => DrawKey { count: None, tags: Some(tags) },
        },
        shuffle_questions: quiz.shuffle.questions,
        shuffle_options: quiz.shuffle.options,
        attempts: match quiz.attempts {
            Attempts::Unlimited => None,
            Attempts::AtMost(count) => Some(count),
        },
        one_by_one: quiz.show == Presentation::OneByOne,
        tests: quiz.tests.iter().map(|(id, version)| (id.as_str(), version.to_string())).collect(),
        questions: quiz.questions.iter().map(|one| question_key(renderer, linker, quiz, one)).collect(),
    };
    base64::engine::general_purpose::STANDARD.encode(serde_json::to_vec(&key).unwrap_or_default())
}

fn question_key<'a>(
    renderer: &Renderer<'a>,
    linker: &Linker,
    quiz: &'a Quiz,
    question: &'a Question,
) -> QuestionKey<'a> {
    let see = question::see(renderer, linker, question);
    QuestionKey {
        id: question.id.as_str(),
        kind: question.kind.name(),
        points: question.points,
        partial: question.partial,
        fixed: !question.shuffle,
        tags: &question.tags,
        texts: renderer.site.clause_texts(quiz, question),
        why: question.why.as_ref().map(|why| renderer.text(why, linker, &format!("{}-why-", question.id))),
        see: see.map(|see| SeeKey { href: see.href, title: see.title }),
        answer: answer(renderer, linker, quiz, question),
    }
}

fn answer<'a>(renderer: &Renderer<'_>, linker: &Linker, quiz: &'a Quiz, question: &'a Question) -> AnswerKey<'a> {
    let inline = |body: &Body| renderer.inline(body, linker);
    let shown = |list: &str, count: usize| order::shown(quiz, question, list, count);
    let mut key = AnswerKey::default();
    match &question.kind {
        QuestionKind::Single(choices) | QuestionKind::Multiple(choices) => {
            for (place, index) in shown("options", choices.len()).into_iter().enumerate() {
                let Some(choice) = choices.get(index) else { continue };
                if choice.correct {
                    key.right.push(place + 1);
                }
                if let Some(why) = &choice.why {
                    key.say.insert((place + 1).to_string(), inline(why));
                }
            }
        }
        QuestionKind::TrueFalse(truth) => key.truth = Some(*truth),
        QuestionKind::Number(number) => {
            (key.number, key.tolerance) = (Some(number.answer), Some(number.tolerance));
            key.unit = number.unit.as_deref();
            key.say = number.wrong.iter().map(|one| (one.answer.to_string(), inline(&one.why))).collect();
        }
        QuestionKind::Date(date) => {
            key.date = Some(date.answer.to_string());
            key.say = date.wrong.iter().map(|one| (one.answer.to_string(), inline(&one.why))).collect();
        }
        QuestionKind::ShortText(short) => (key.accept, key.typos) = (Some(short.accept.as_slice()), short.typos),
        QuestionKind::Match(matching) => {
            let partners = question::partners(renderer, quiz, question);
            let value = |body: &Body| {
                let text = renderer.plain(body);
                partners.iter().position(|partner| *partner == text).map_or(0, |place| place + 1)
            };
            let items = shown("items", matching.pairs.len());
            key.right = items.iter().filter_map(|index| Some(value(&matching.pairs.get(*index)?.with))).collect();
        }
        QuestionKind::Order(items) => {
            key.right = order::places(&shown("items", items.len())).into_iter().map(|place| place + 1).collect();
        }
        QuestionKind::Categorise(categories) => {
            let of_item: Vec<usize> = categories
                .iter()
                .enumerate()
                .flat_map(|(index, category)| category.items.iter().map(move |_| index + 1))
                .collect();
            key.right =
                shown("items", of_item.len()).into_iter().filter_map(|index| of_item.get(index).copied()).collect();
        }
        QuestionKind::Gap(parts) => {
            key.gaps = parts
                .iter()
                .filter_map(|part| match part {
                    GapPart::Gap(gap) => Some(GapKey {
                        name: &gap.name,
                        accept: &gap.accept,
                        typos: gap.typos,
                        typed: gap.options.is_empty(),
                    }),
                    GapPart::Text(_) => None,
                })
                .collect();
        }
        QuestionKind::Scenario(scenes) => {
            key.most = Some(most_points(scenes));
            for scene in scenes {
                let order = shown(scene.id.as_str(), scene.choices.len());
                let choices = order.into_iter().filter_map(|index| {
                    let decision = scene.choices.get(index)?;
                    let say = decision.why.as_ref().map(inline).unwrap_or_default();
                    Some((decision.points, decision.next.map_or(0, |next| next + 1), say))
                });
                key.scenes.push(SceneKey { choices: choices.collect() });
            }
        }
        QuestionKind::Reflection => {}
    }
    key
}
