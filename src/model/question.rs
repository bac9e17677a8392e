//! The questions of a quiz, by kind.

use super::{Body, Date, DutyId, QuestionId, Reference, SceneId};
use crate::yaml::YamlPath;

/// A question.
#[derive(Clone, Debug)]
pub struct Question {
    /// Its name, unique in its quiz and stable when questions are added or moved.
    pub id: QuestionId,
    /// Its place in the file, from 0.
    pub position: usize,
    /// What is asked.
    pub ask: Body,
    /// How it is answered.
    pub kind: QuestionKind,
    /// Why the right answer is right; shown after any answer.
    pub why: Option<Body>,
    /// The clause or page to read.
    pub see: Option<Reference>,
    /// The duties that it tests.
    pub covers: Vec<DutyId>,
    /// What it is worth; 0 for a reflection.
    pub points: u32,
    /// The groups that an attempt can draw from.
    pub tags: Vec<String>,
    /// False where the options stay in the order of the file.
    pub shuffle: bool,
    /// Whether an answer that is right in part earns a part of the points.
    pub partial: bool,
}

/// How a question is answered, with the right answer.
#[derive(Clone, Debug)]
pub enum QuestionKind {
    /// One option is right.
    Single(Vec<Choice>),
    /// All options that apply are to be chosen.
    Multiple(Vec<Choice>),
    /// A statement that is true or false.
    TrueFalse(bool),
    /// A number is to be typed.
    Number(Number),
    /// A date is to be given.
    Date(DateAnswer),
    /// A word or a few are to be typed.
    ShortText(ShortText),
    /// Each item is to be given its partner.
    Match(Matching),
    /// Items are to be put in order; they are in the right one here.
    Order(Vec<Body>),
    /// Each item is to be put into its category.
    Categorise(Vec<Category>),
    /// Gaps in a text are to be filled.
    Gap(Vec<GapPart>),
    /// A story with a decision in each scene.
    Scenario(Vec<Scene>),
    /// Something to think about; nothing is right or wrong.
    Reflection,
}

/// An option to choose.
#[derive(Clone, Debug)]
pub struct Choice {
    /// What it says.
    pub text: Body,
    /// Whether it is to be chosen.
    pub correct: bool,
    /// What to tell somebody who chose it.
    pub why: Option<Body>,
}

/// A number as the right answer.
#[derive(Clone, Debug)]
pub struct Number {
    /// The number.
    pub answer: f64,
    /// How far an answer may be from it, either way.
    pub tolerance: f64,
    /// What is counted: `hours`.
    pub unit: Option<String>,
    /// Wrong answers that people give, with what to tell them.
    pub wrong: Vec<WrongAnswer<f64>>,
}

/// A date as the right answer.
#[derive(Clone, Debug)]
pub struct DateAnswer {
    /// The day.
    pub answer: Date,
    /// Wrong answers that people give, with what to tell them.
    pub wrong: Vec<WrongAnswer<Date>>,
}

/// A few words as the right answer. Case, accents and spaces at the ends never matter.
#[derive(Clone, Debug)]
pub struct ShortText {
    /// The forms that are right; the first is shown.
    pub accept: Vec<String>,
    /// How many letters may be wrong, missing, too many or changed round.
    pub typos: u8,
}

/// A wrong answer that people give.
#[derive(Clone, Debug)]
pub struct WrongAnswer<T> {
    /// The answer.
    pub answer: T,
    /// What to tell somebody who gave it.
    pub why: Body,
}

/// Items with their partners.
#[derive(Clone, Debug)]
pub struct Matching {
    /// The pairs.
    pub pairs: Vec<Pair>,
    /// Partners that fit no item.
    pub extra: Vec<Body>,
}

/// An item with its partner.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The item.
    pub item: Body,
    /// What belongs to it. The same words may belong to several items.
    pub with: Body,
}

/// A category with what belongs into it.
#[derive(Clone, Debug)]
pub struct Category {
    /// Its name.
    pub title: Body,
    /// What belongs into it.
    pub items: Vec<Body>,
}

/// A piece of a text with gaps.
#[derive(Clone, Debug)]
pub enum GapPart {
    /// Words that stand there.
    Text(Body),
    /// A gap.
    Gap(Gap),
}

/// A gap in a text.
#[derive(Clone, Debug)]
pub struct Gap {
    /// Its name in the text.
    pub name: String,
    /// What is right in it; the first is shown.
    pub accept: Vec<String>,
    /// Words to choose from; typed freely if empty.
    pub options: Vec<String>,
    /// How many letters may be wrong where it is typed.
    pub typos: u8,
}

/// A scene of a story.
#[derive(Clone, Debug)]
pub struct Scene {
    /// Its name.
    pub id: SceneId,
    /// What happens and what is asked.
    pub text: Body,
    /// What the learner can do.
    pub choices: Vec<Decision>,
}

/// Something that a learner can do in a scene.
#[derive(Clone, Debug)]
pub struct Decision {
    /// What it is.
    pub text: Body,
    /// What it earns.
    pub points: u32,
    /// What to tell somebody who decides so.
    pub why: Option<Body>,
    /// The scene that follows, by its place; `None` ends the story.
    pub next: Option<usize>,
}

impl Question {
    /// The question's place in the YAML of its file.
    #[must_use]
    pub fn path(&self) -> YamlPath {
        YamlPath::root().key("questions").index(self.position)
    }

    /// Every Markdown text of the question, in a fixed order.
    pub fn bodies(&self) -> impl Iterator<Item = &Body> {
        let mut bodies: Vec<&Body> = vec![&self.ask];
        match &self.kind {
            QuestionKind::Single(choices) | QuestionKind::Multiple(choices) => {
                bodies.extend(choices.iter().flat_map(|choice| std::iter::once(&choice.text).chain(&choice.why)));
            }
            QuestionKind::Number(number) => bodies.extend(number.wrong.iter().map(|wrong| &wrong.why)),
            QuestionKind::Date(date) => bodies.extend(date.wrong.iter().map(|wrong| &wrong.why)),
            QuestionKind::Match(matching) => {
                bodies.extend(matching.pairs.iter().flat_map(|pair| [&pair.item, &pair.with]));
                bodies.extend(&matching.extra);
            }
            QuestionKind::Order(items) => bodies.extend(items),
            QuestionKind::Categorise(categories) => {
                bodies.extend(categories.iter().flat_map(|group| std::iter::once(&group.title).chain(&group.items)));
            }
            QuestionKind::Gap(parts) => bodies.extend(parts.iter().filter_map(|part| match part {
                GapPart::Text(text) => Some(text),
                GapPart::Gap(_) => None,
            })),
            QuestionKind::Scenario(scenes) => {
                for scene in scenes {
                    bodies.push(&scene.text);
                    bodies.extend(scene.choices.iter().flat_map(|one| std::iter::once(&one.text).chain(&one.why)));
                }
            }
            QuestionKind::TrueFalse(_) | QuestionKind::ShortText(_) | QuestionKind::Reflection => {}
        }
        bodies.extend(&self.why);
        bodies.into_iter()
    }

    /// Every Markdown text of the question, in the order of [`bodies`](Self::bodies).
    pub fn bodies_mut<'a>(&'a mut self) -> impl Iterator<Item = &'a mut Body> {
        let mut bodies: Vec<&'a mut Body> = vec![&mut self.ask];
        match &mut self.kind {
            QuestionKind::Single(choices) | QuestionKind::Multiple(choices) => {
                let both = |Choice { text, why, .. }: &'a mut Choice| std::iter::once(text).chain(why);
                bodies.extend(choices.iter_mut().flat_map(both));
            }
            QuestionKind::Number(number) => bodies.extend(number.wrong.iter_mut().map(|wrong| &mut wrong.why)),
            QuestionKind::Date(date) => bodies.extend(date.wrong.iter_mut().map(|wrong| &mut wrong.why)),
            QuestionKind::Match(matching) => {
                bodies.extend(matching.pairs.iter_mut().flat_map(|pair| [&mut pair.item, &mut pair.with]));
                bodies.extend(&mut matching.extra);
            }
            QuestionKind::Order(items) => bodies.extend(items),
            QuestionKind::Categorise(categories) => {
                let all = |Category { title, items }: &'a mut Category| std::iter::once(title).chain(items);
                bodies.extend(categories.iter_mut().flat_map(all));
            }
            QuestionKind::Gap(parts) => bodies.extend(parts.iter_mut().filter_map(|part| match part {
                GapPart::Text(text) => Some(text),
                GapPart::Gap(_) => None,
            })),
            QuestionKind::Scenario(scenes) => {
                for Scene { text, choices, .. } in scenes {
                    bodies.push(text);
                    let both = |Decision { text, why, .. }: &'a mut Decision| std::iter::once(text).chain(why);
                    bodies.extend(choices.iter_mut().flat_map(both));
                }
            }
            QuestionKind::TrueFalse(_) | QuestionKind::ShortText(_) | QuestionKind::Reflection => {}
        }
        bodies.extend(&mut self.why);
        bodies.into_iter()
    }
}

impl QuestionKind {
    /// The kind in kebab-case, as in files and class names.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Single(_) => "single",
            Self::Multiple(_) => "multiple",
            Self::TrueFalse(_) => "true-false",
            Self::Number(_) => "number",
            Self::Date(_) => "date",
            Self::ShortText(_) => "short-text",
            Self::Match(_) => "match",
            Self::Order(_) => "order",
            Self::Categorise(_) => "categorise",
            Self::Gap(_) => "gap",
            Self::Scenario(_) => "scenario",
            Self::Reflection => "reflection",
        }
    }
}

/// The most points that a way through the story earns. Scenes lead only forwards, so every way ends.
#[must_use]
pub fn most_points(scenes: &[Scene]) -> u32 {
    let mut best = vec![0_u32; scenes.len()];
    for (index, scene) in scenes.iter().enumerate().rev() {
        let after = |decision: &Decision| decision.next.and_then(|next| best.get(next)).copied().unwrap_or(0);
        let most = scene.choices.iter().map(|decision| decision.points.saturating_add(after(decision))).max();
        if let Some(slot) = best.get_mut(index) {
            *slot = most.unwrap_or(0);
        }
    }
    best.first().copied().unwrap_or(0)
}
