//! `quiz-question`: a question that lacks what its kind needs, or has what its kind cannot use.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::span::Place;

pub(super) static RULE: Rule = Rule {
    name: "quiz-question",
    level: Level::Error,
    summary: "a question of a quiz lacks what its kind needs, or has what its kind cannot use",
    docs: "\
Each question has an `id`, a `kind` and what it asks in `ask`. What else it needs depends on its kind:

  single, multiple   `options`, each with `text`, and `correct: true` where it is to be chosen
  true-false         `answer: true` or `answer: false`
  number             `answer`, and where useful `tolerance`, `unit` and `wrong` answers with `why`
  date               `answer`, such as 2026-12-14, and where useful `wrong` answers with `why`
  short-text         `accept`, a list of the forms that are right, and where useful `typos`
  match              `pairs`, each with `item` and `with`, and where useful `extra` partners that fit nothing
  order              `items`, in the right order
  categorise         `categories`, each with `title` and `items`
  gap                `text` with gaps such as [[hours]], and `gaps` with `accept` for each
  scenario           `scenes`, each with `text` and `choices`; `next` names the scene that follows, or `end`
  reflection         nothing: it is not scored

Any question may have `why`, `see` (the clause to read), `covers` (duties), `points`, `tags` and `shuffle: false`;
`partial: true` gives a part of the points for an answer that is right in part.

To put it right: add what is missing, or take away what belongs to another kind.",
};

fn finding(place: Place, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(&RULE, place, message.into())
}

pub(crate) fn missing(place: Place, key: &str) -> Diagnostic {
    let example = match key {
        "id" => "`id: nino-in-message`: a name that stays when questions are added or moved",
        "kind" => "`kind: single`, or another kind",
        "ask" => "`ask: What do you do first?`",
        "answer" => "`answer:` and the right answer",
        "accept" => "`accept: [polite, courteous]`: every form that is right",
        "options" => "`options:` and below it a line `- text: …` for each",
        "pairs" => "`pairs:` and below it `- item: …` and `with: …` for each",
        "items" => "`items:` and below it a line `- …` for each, in the right order",
        "categories" => "`categories:` and below it `- title: …` and `items: […]` for each",
        "scenes" => "`scenes:` and below it `- text: …` and `choices:` for each",
        "why" => "`why: …`: what to tell somebody who gave this answer",
        _ => "it with the words that readers see",
    };
    finding(place, format!("`{key}` is missing or empty here")).help(format!("add {example}"))
}

pub(crate) fn other_kind(place: Place, key: &str, kind: &str, others: &[&str]) -> Diagnostic {
    finding(place, format!("a question of kind `{kind}` has no `{key}`"))
        .help(format!("remove it, or change `kind`: {} can have it", super::list(others)))
}

pub(crate) fn wrong_answer(place: Place, wanted: &str) -> Diagnostic {
    finding(place, "this is not an answer to a question of this kind").help(format!("write {wanted}"))
}

pub(crate) fn wrong_is_right(place: Place) -> Diagnostic {
    finding(place, "this wrong answer counts as right").help("remove it, or make `answer` or `tolerance` narrower")
}

pub(crate) fn tolerance(place: Place) -> Diagnostic {
    finding(place, "a tolerance is not negative").help("write how far an answer may be off, such as 0.5")
}

pub(crate) fn typos(place: Place, most: u8) -> Diagnostic {
    finding(place, format!("more than {most} wrong letters make another word")).help("write 0, 1 or 2")
}

pub(crate) fn too_few(place: Place, what: &str) -> Diagnostic {
    finding(place, format!("there are fewer than 2 {what} here")).help("give at least 2")
}

pub(crate) fn twice(place: Place, text: &str) -> Diagnostic {
    finding(place, format!("`{text}` stands here twice")).help("change one of the two: nobody could tell them apart")
}

pub(crate) fn empty(place: Place) -> Diagnostic {
    finding(place, "this text is empty").help("write something, or remove the line")
}

pub(crate) fn no_points(place: Place) -> Diagnostic {
    finding(place, "a question with right answers is worth at least 1 point")
        .help("write 1 or more, or use `kind: reflection` for a question that is not scored")
}

pub(crate) fn no_gap(place: Place) -> Diagnostic {
    finding(place, "this text has no gap").help("write the name of a gap in double brackets, such as [[hours]]")
}

pub(crate) fn gap_twice(place: Place, name: &str) -> Diagnostic {
    finding(place, format!("the gap `[[{name}]]` is in this text twice")).help("give each gap a name of its own")
}

pub(crate) fn gap_without_answer(place: Place, name: &str) -> Diagnostic {
    finding(place, format!("nothing says what fits in the gap `[[{name}]]`"))
        .help(format!("add it below `gaps`, such as `{name}: {{accept: [\"72\"]}}`"))
}

pub(crate) fn gap_unused(place: Place, name: &str) -> Diagnostic {
    finding(place, format!("the text has no gap `[[{name}]]`")).help("put it into the text, or remove it here")
}

pub(crate) fn answer_not_an_option(place: Place) -> Diagnostic {
    finding(place, "what is right in this gap is not among its options").help("add every word of `accept` to `options`")
}

pub(crate) fn scene_named_end(place: Place) -> Diagnostic {
    finding(place, "no scene can be called `end`: in `next` this word ends the story").help("give it another name")
}

pub(crate) fn scene_without_points(place: Place) -> Diagnostic {
    finding(place, "no choice of this scene earns a point")
        .help("mark the best one with `correct: true`, or give `points`")
}
