//! How long the state of an attempt can get: SCORM 1.2 keeps 4,096 characters, whatever the quiz.
//!
//! What is typed is shortened where there is no room (`package-state.js`); options, places and scenes cannot be. So a quiz
//! has a size beyond which no attempt of it is sure to be kept, and it is known before any learner meets it.

use crate::model::{GapPart, Question, QuestionKind, Quiz};

/// How many characters SCORM 1.2 keeps, less one (RTE 1.2, section 3.4.4, `cmi.suspend_data`).
pub const SCORM12_STATE: usize = 4095;

/// The hash, the seed, the place, the results before, and the signs around all of them.
const FRAME: usize = 100;
/// More questions than these cannot be named with two letters.
const MOST_QUESTIONS: usize = 36 * 36;
/// A list of more values than these is written in numbers.
const LETTERS: usize = 35;

/// The most characters that the state of an attempt can have, with what is typed at its shortest; `None` where the pool
/// is too large for any.
#[must_use]
pub fn longest_state(quiz: &Quiz) -> Option<usize> {
    if quiz.questions.len() > MOST_QUESTIONS {
        return None;
    }
    let mut lengths: Vec<usize> = quiz.questions.iter().map(longest_answer).collect();
    lengths.sort_unstable_by(|one, other| other.cmp(one));
    // Two letters name the question, whose answer has two quotes, a comma and a sign for its state.
    Some(FRAME + lengths.into_iter().take(quiz.drawn()).map(|length| 2 + 4 + length).sum::<usize>())
}

/// The most characters of the shortest form of an answer.
fn longest_answer(question: &Question) -> usize {
    let listed = |count: usize| if count > LETTERS { count * 5 } else { count };
    match &question.kind {
        QuestionKind::Single(_) => 3,
        QuestionKind::Multiple(choices) => listed(choices.len()),
        QuestionKind::TrueFalse(_)
        | QuestionKind::Number(_)
        | QuestionKind::Date(_)
        | QuestionKind::ShortText(_)
        | QuestionKind::Reflection => 1,
        QuestionKind::Match(matching) => listed_of(matching.pairs.len(), matching.pairs.len() + matching.extra.len()),
        QuestionKind::Order(items) => listed(items.len()),
        QuestionKind::Categorise(categories) => {
            listed_of(categories.iter().map(|category| category.items.len()).sum(), categories.len())
        }
        // Each gap is a text of its own: two quotes, a comma, and one sign.
        QuestionKind::Gap(parts) => 4 * parts.iter().filter(|part| matches!(part, GapPart::Gap(_))).count(),
        QuestionKind::Scenario(scenes) => {
            listed_of(scenes.len(), scenes.iter().map(|scene| scene.choices.len()).max().unwrap_or(0))
        }
    }
}

/// So many values, the largest of which is `largest`.
fn listed_of(count: usize, largest: usize) -> usize {
    if largest > LETTERS { count * 5 } else { count }
}
