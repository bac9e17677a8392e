//! `quiz-unreachable-scene`: a story with a scene that nobody reaches, or without an end.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::span::Place;

pub(super) static RULE: Rule = Rule {
    name: "quiz-unreachable-scene",
    level: Level::Error,
    summary: "a scene of a scenario is never reached, or leads back so that the story never ends",
    docs: "\
Each choice of a scene leads to a later scene, named in `next`, or to the end (`next: end`); without `next` it leads to
the scene below, and from the last one to the end. A scene that no choice leads to is lost work, and a choice that leads
back could go round for ever.

To put it right: name a scene that comes later in the list, or move the scenes into the order of the story.",
};

pub(crate) fn finding(place: Place, scene: &str) -> Diagnostic {
    Diagnostic::new(&RULE, place, format!("no choice leads to the scene `{scene}`"))
        .help("name it in `next` of a choice in an earlier scene, or remove it")
}

pub(crate) fn endless(place: Place, scene: &str) -> Diagnostic {
    Diagnostic::new(&RULE, place, format!("`{scene}` is not later in the story, which might never end"))
        .help("lead to a scene below this one, or write `next: end`")
}

pub(crate) fn unknown(place: Place, scene: &str, names: &[&str]) -> Diagnostic {
    let help = match super::nearest(scene, names.iter().copied()) {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => "write the `id` of a scene of this question, or `end`".to_owned(),
    };
    Diagnostic::new(&RULE, place, format!("this story has no scene `{scene}`")).help(help)
}
