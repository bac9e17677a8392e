//! `quiz-pool-too-small`: an attempt would draw more questions than there are.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::span::Place;

pub(super) static RULE: Rule = Rule {
    name: "quiz-pool-too-small",
    level: Level::Error,
    summary: "`draw` of a quiz asks for more questions than the pool has",
    docs: "\
`draw` says how many questions of the pool an attempt has: `draw: 8` takes any 8, `draw: {rights: 4, breaches: 4}` takes
4 of those with each tag. A question counts once, even if it has both tags.

To put it right: lower the number, or add questions.",
};

pub(crate) fn whole(place: Place, wanted: usize, pool: usize) -> Diagnostic {
    Diagnostic::new(&RULE, place, format!("an attempt would draw {wanted} questions, but there are only {pool}"))
        .help(format!("write at most {pool}, or add questions"))
}

pub(crate) fn nothing(place: Place) -> Diagnostic {
    Diagnostic::new(&RULE, place, "an attempt would have no question at all".to_owned())
        .help("write a number from 1, or remove `draw` to ask all questions")
}

pub(crate) fn tag(place: Place, tag: &str, wanted: usize, pool: usize) -> Diagnostic {
    let questions = if wanted == 1 { "1 question" } else { &format!("{wanted} questions") };
    let has = match pool {
        0 => "no question has it".to_owned(),
        1 => "only 1 question has it".to_owned(),
        _ => format!("only {pool} questions have it"),
    };
    let message = format!("an attempt would draw {questions} with the tag `{tag}`, but {has}");
    Diagnostic::new(&RULE, place, message).help("lower the number, or add the tag to more questions")
}

pub(crate) fn together(place: Place, wanted: usize, pool: usize) -> Diagnostic {
    let message = format!("an attempt would draw {wanted} questions, but only {pool} have one of these tags");
    Diagnostic::new(&RULE, place, message).help("lower a number, or add tags to more questions: each counts once")
}
