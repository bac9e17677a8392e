//! `record-other-quiz`: a quiz in a learner's record that was not the quiz of this portal.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::{Date, Quiz};
use crate::span::Place;

pub(super) static RULE: Rule = Rule {
    name: "record-other-quiz",
    level: Level::Error,
    summary: "a quiz in a learner's record was not the quiz of this portal",
    docs: "\
A record names the state of each quiz that was taken: the start of the BLAKE3 hash of its file as published, with
the values of variables. `vellum verify --record FILE` compares it with the quiz as it is now. Quizzes change, so a
state from before the day in `updated` of the quiz is only a warning; one from that day or later is an error,
because there was no other.

To put it right: an older state can be checked with the content of that time, from version control. If the quiz was
changed without a new `updated`, set it to that day.",
};

pub(crate) fn finding(place: Place, hash: &str, date: Date, quiz: &Quiz) -> Diagnostic {
    let now = format!("`quizzes/{}` is `{}`", quiz.id, quiz.hash);
    match quiz.updated {
        Some(updated) if date >= updated => {
            let message = format!("on {date} the quiz was not `{hash}`: {now} since {updated}");
            Diagnostic::new(&RULE, place, message)
                .help("if the quiz was changed since, set its `updated` to that day; else the file was edited")
        }
        _ => {
            let message = format!("the quiz was `{hash}` on {date}, and {now} now");
            let finding = Diagnostic::new(&RULE, place, message)
                .help("quizzes change; to be sure, check the record with the content of that day");
            Diagnostic { level: Level::Warning, ..finding }
        }
    }
}

pub(crate) fn tests(place: Place, document: &str, written: &str, quiz: &Quiz) -> Diagnostic {
    let what = match quiz.tests.iter().find(|(id, _)| id.as_str() == document) {
        Some((_, version)) => {
            format!("this state of the quiz was checked against version {version} of `{document}`, not {written}")
        }
        None => format!("this state of the quiz was not checked against `{document}`"),
    };
    Diagnostic::new(&RULE, place, what).help("the file was edited: ask the learner for the record as it was downloaded")
}
