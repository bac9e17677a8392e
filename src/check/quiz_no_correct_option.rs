//! `quiz-no-correct-option`: a question that nobody can answer rightly.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::span::Place;

pub(super) static RULE: Rule = Rule {
    name: "quiz-no-correct-option",
    level: Level::Error,
    summary: "no option of a question is marked as correct, or too many are",
    docs: "\
Whoever takes the quiz must be able to be right. A question of kind `single` has exactly one option with
`correct: true`; one of kind `multiple` has at least one.

To put it right: mark the right option with `correct: true`; if several are right, use `kind: multiple`.",
};

pub(crate) fn none(place: Place) -> Diagnostic {
    Diagnostic::new(&RULE, place, "no option of this question is correct".to_owned())
        .help("add `correct: true` to the right one")
}

pub(crate) fn several(place: Place, count: usize) -> Diagnostic {
    Diagnostic::new(&RULE, place, format!("{count} options are correct, but the learner can choose only one"))
        .help("leave `correct: true` at one of them, or write `kind: multiple`")
}
