//! Mistakes in quizzes.

use insta::assert_snapshot;

use crate::support::Project;

/// One question of each kind, all right.
const ALL_KINDS: &str = "\
title: Being kind
summary: What it takes.
roles: [all-staff]
pass_mark: 75
draw: {basics: 2, stories: 1}
attempts: 3
show: all
refresher: {every: 12 months, on_substantive_change: true}
tests: {policies/conduct: \"1.0\"}
module: guidance/start
questions:
  - id: first
    kind: single
    ask: What do you do first?
    options:
      - text: Listen
        correct: true
        why: It costs nothing.
      - text: Talk
    see: ../policies/conduct/#being-kind
    tags: [basics]
  - id: which
    kind: multiple
    ask: Which are kind?
    partial: true
    options:
      - {text: A smile, correct: true}
      - {text: A word, correct: true}
      - {text: A shrug}
    tags: [basics]
  - id: always
    kind: true-false
    ask: Kindness is always possible.
    answer: true
  - id: hours
    kind: number
    ask: How many hours has a day?
    answer: 24
    tolerance: 0.5
    unit: hours
    wrong:
      - {answer: 12, why: That is half of it.}
  - id: day
    kind: date
    ask: When does the policy start?
    answer: 2026-03-02
    wrong:
      - {answer: 2026-02-23, why: On that day it was approved.}
  - id: word
    kind: short-text
    ask: What is the opposite of rude?
    accept: [polite, kind]
    typos: 1
  - id: pairs
    kind: match
    ask: What belongs together?
    pairs:
      - {item: May I, with: Asking}
      - {item: Thank you, with: Getting}
    extra: [Leaving]
  - id: order
    kind: order
    ask: Put these in order.
    items: [Hear, Think, Speak]
  - id: sort
    kind: categorise
    ask: Where does each belong?
    categories:
      - {title: Kind, items: [A smile]}
      - {title: Unkind, items: [A sneer, A shrug]}
  - id: gap
    kind: gap
    ask: Fill the gaps.
    text: Be [[how]] to [[whom]].
    gaps:
      how: {accept: [kind], typos: 1}
      whom: {accept: [everybody], options: [everybody, nobody]}
  - id: story
    kind: scenario
    ask: A bad day.
    scenes:
      - id: start
        text: Somebody shouts at you.
        choices:
          - {text: Shout back, next: end, why: That helps nobody.}
          - {text: Breathe, correct: true, next: after}
      - id: after
        text: They calm down.
        choices:
          - {text: Go on, correct: true}
          - {text: Leave}
    tags: [stories]
  - id: think
    kind: reflection
    ask: When were you kind last?
";

const QUIZ: &str = "content/quizzes/kindness.yaml";

/// A quiz with one question, given by its lines.
fn question(lines: &str) -> Project {
    let indented: String = lines.lines().map(|line| format!("    {line}\n")).collect();
    Project::new().file(QUIZ, format!("title: Kindness\nsummary: What it takes.\nquestions:\n  - id: one\n{indented}"))
}

#[test]
fn a_quiz_with_every_kind_of_question_has_no_findings() {
    assert_snapshot!(Project::new().file(QUIZ, ALL_KINDS).check(), @r#"
    exit 0
    no findings in 2 documents
    "#);
}

#[test]
fn quiz_no_correct_option() {
    assert_snapshot!(question("kind: single\nask: What?\noptions:\n  - text: This\n  - text: That").check(), @r#"
    exit 1
    error[quiz-no-correct-option]: no option of this question is correct
     --> content/quizzes/kindness.yaml:8:7
      |
    8 |       - text: This
      |       ^^^^^^^^^^^^
      |
    help: add `correct: true` to the right one

    1 error
    "#);
}

#[test]
fn quiz_no_correct_option_but_several() {
    let project = question(
        "kind: single\nask: What?\noptions:\n  - {text: This, correct: true}\n  - {text: That, correct: true}",
    );
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[quiz-no-correct-option]: 2 options are correct, but the learner can choose only one
     --> content/quizzes/kindness.yaml:8:7
      |
    8 |       - {text: This, correct: true}
      |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
    help: leave `correct: true` at one of them, or write `kind: multiple`

    1 error
    "#);
}

#[test]
fn quiz_pool_too_small() {
    let project = |draw: &str| Project::new().file(QUIZ, ALL_KINDS).edit(QUIZ, "draw: {basics: 2, stories: 1}", draw);
    assert_snapshot!(project("draw: 13").check(), @r#"
    exit 1
    error[quiz-pool-too-small]: an attempt would draw 13 questions, but there are only 12
     --> content/quizzes/kindness.yaml:5:7
      |
    5 | draw: 13
      |       ^^
      |
    help: write at most 12, or add questions

    1 error
    "#);
    assert_snapshot!(project("draw: 0").check(), @r#"
    exit 1
    error[quiz-pool-too-small]: an attempt would have no question at all
     --> content/quizzes/kindness.yaml:5:7
      |
    5 | draw: 0
      |       ^
      |
    help: write a number from 1, or remove `draw` to ask all questions

    1 error
    "#);
    assert_snapshot!(project("draw: {basics: 3, storys: 1}").check(), @r#"
    exit 1
    error[quiz-pool-too-small]: an attempt would draw 3 questions with the tag `basics`, but only 2 questions have it
     --> content/quizzes/kindness.yaml:5:16
      |
    5 | draw: {basics: 3, storys: 1}
      |                ^
      |
    help: lower the number, or add the tag to more questions

    error[quiz-pool-too-small]: an attempt would draw 1 question with the tag `storys`, but no question has it
     --> content/quizzes/kindness.yaml:5:27
      |
    5 | draw: {basics: 3, storys: 1}
      |                           ^
      |
    help: lower the number, or add the tag to more questions

    2 errors
    "#);
    let both = project("draw: {basics: 2, stories: 1}").edit(QUIZ, "tags: [stories]", "tags: []").edit(
        QUIZ,
        "tags: [basics]",
        "tags: [basics, stories]",
    );
    assert_snapshot!(both.check(), @r#"
    exit 1
    error[quiz-pool-too-small]: an attempt would draw 3 questions, but only 2 have one of these tags
     --> content/quizzes/kindness.yaml:5:7
      |
    5 | draw: {basics: 2, stories: 1}
      |       ^^^^^^^^^^^^^^^^^^^^^^^
      |
    help: lower a number, or add tags to more questions: each counts once

    1 error
    "#);
}

#[test]
fn quiz_question_without_what_its_kind_needs() {
    let project = Project::new().file(
        QUIZ,
        "title: Kindness\nsummary: What it takes.\nquestions:\n  - id: a\n  - {id: b, kind: single}\n  \
         - {id: c, kind: number, ask: How many}\n  - {id: d, kind: match, ask: Which}\n  - {id: e, kind: order, ask: Which}\n  \
         - {id: f, kind: gap, ask: Which}\n  - {id: g, kind: scenario, ask: Which}\n  - {kind: reflection, ask: Well}\n  \
         - {id: h, kind: short-text, ask: Well}\n  - {id: i, kind: categorise, ask: Well}\n",
    );
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[quiz-question]: `kind` is missing or empty here
     --> content/quizzes/kindness.yaml:4:5
      |
    4 |   - id: a
      |     ^^^^^
      |
    help: add `kind: single`, or another kind

    error[quiz-question]: `ask` is missing or empty here
     --> content/quizzes/kindness.yaml:5:5
      |
    5 |   - {id: b, kind: single}
      |     ^^^^^^^^^^^^^^^^^^^^^
      |
    help: add `ask: What do you do first?`

    error[quiz-question]: `options` is missing or empty here
     --> content/quizzes/kindness.yaml:5:5
      |
    5 |   - {id: b, kind: single}
      |     ^^^^^^^^^^^^^^^^^^^^^
      |
    help: add `options:` and below it a line `- text: …` for each

    error[quiz-question]: `answer` is missing or empty here
     --> content/quizzes/kindness.yaml:6:5
      |
    6 |   - {id: c, kind: number, ask: How many}
      |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
    help: add `answer:` and the right answer

    error[quiz-question]: `pairs` is missing or empty here
     --> content/quizzes/kindness.yaml:7:5
      |
    7 |   - {id: d, kind: match, ask: Which}
      |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
    help: add `pairs:` and below it `- item: …` and `with: …` for each

    error[quiz-question]: `items` is missing or empty here
     --> content/quizzes/kindness.yaml:8:5
      |
    8 |   - {id: e, kind: order, ask: Which}
      |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
    help: add `items:` and below it a line `- …` for each, in the right order

    error[quiz-question]: `text` is missing or empty here
     --> content/quizzes/kindness.yaml:9:5
      |
    9 |   - {id: f, kind: gap, ask: Which}
      |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
    help: add it with the words that readers see

    error[quiz-question]: `scenes` is missing or empty here
      --> content/quizzes/kindness.yaml:10:5
       |
    10 |   - {id: g, kind: scenario, ask: Which}
       |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
    help: add `scenes:` and below it `- text: …` and `choices:` for each

    error[quiz-question]: `id` is missing or empty here
      --> content/quizzes/kindness.yaml:11:5
       |
    11 |   - {kind: reflection, ask: Well}
       |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
    help: add `id: nino-in-message`: a name that stays when questions are added or moved

    error[quiz-question]: `accept` is missing or empty here
      --> content/quizzes/kindness.yaml:12:5
       |
    12 |   - {id: h, kind: short-text, ask: Well}
       |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
    help: add `accept: [polite, courteous]`: every form that is right

    error[quiz-question]: `categories` is missing or empty here
      --> content/quizzes/kindness.yaml:13:5
       |
    13 |   - {id: i, kind: categorise, ask: Well}
       |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
    help: add `categories:` and below it `- title: …` and `items: […]` for each

    11 errors
    "#);
}

#[test]
fn quiz_question_with_what_another_kind_needs() {
    let project = question("kind: number\nask: How many?\nanswer: 3\noptions:\n  - text: Three\npairs: []");
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[quiz-question]: a question of kind `number` has no `options`
     --> content/quizzes/kindness.yaml:8:5
      |
    8 |     options:
      |     ^^^^^^^
      |
    help: remove it, or change `kind`: `single` and `multiple` can have it

    error[quiz-question]: a question of kind `number` has no `pairs`
      --> content/quizzes/kindness.yaml:10:5
       |
    10 |     pairs: []
       |     ^^^^^
       |
    help: remove it, or change `kind`: `match` can have it

    2 errors
    "#);
}

#[test]
fn quiz_question_with_the_wrong_answer() {
    let project = question("kind: number\nask: How many?\nanswer: three").check();
    assert_snapshot!(project, @r#"
    exit 1
    error[quiz-question]: this is not an answer to a question of this kind
     --> content/quizzes/kindness.yaml:7:13
      |
    7 |     answer: three
      |             ^^^^^
      |
    help: write a number

    1 error
    "#);
    let project = question("kind: date\nask: When?\nanswer: 2026-02-30").check();
    assert_snapshot!(project, @r#"
    exit 1
    error[quiz-question]: this is not an answer to a question of this kind
     --> content/quizzes/kindness.yaml:7:13
      |
    7 |     answer: 2026-02-30
      |             ^^^^^^^^^^
      |
    help: write a date, such as 2026-12-14

    1 error
    "#);
    let project = question("kind: true-false\nask: Is it?\nanswer: \"yes\"").check();
    assert_snapshot!(project, @r#"
    exit 1
    error[quiz-question]: this is not an answer to a question of this kind
     --> content/quizzes/kindness.yaml:7:13
      |
    7 |     answer: "yes"
      |             ^^^^^
      |
    help: write true or false

    1 error
    "#);
    let project =
        question("kind: number\nask: How many?\nanswer: 3\ntolerance: 1\nwrong:\n  - {answer: 4, why: Too many.}");
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[quiz-question]: this wrong answer counts as right
      --> content/quizzes/kindness.yaml:10:9
       |
    10 |       - {answer: 4, why: Too many.}
       |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
    help: remove it, or make `answer` or `tolerance` narrower

    1 error
    "#);
    let project = question("kind: number\nask: How many?\nanswer: 3\ntolerance: -1");
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[quiz-question]: a tolerance is not negative
     --> content/quizzes/kindness.yaml:8:16
      |
    8 |     tolerance: -1
      |                ^^
      |
    help: write how far an answer may be off, such as 0.5

    1 error
    "#);
    let project = question(
        "kind: date\nask: When?\nanswer: 2026-03-02\nwrong:\n  - {answer: 2026-03-02, why: No.}\n  - {answer: soon}",
    );
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[quiz-question]: this wrong answer counts as right
     --> content/quizzes/kindness.yaml:9:9
      |
    9 |       - {answer: 2026-03-02, why: No.}
      |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
    help: remove it, or make `answer` or `tolerance` narrower

    error[quiz-question]: `why` is missing or empty here
      --> content/quizzes/kindness.yaml:10:9
       |
    10 |       - {answer: soon}
       |         ^^^^^^^^^^^^^^
       |
    help: add `why: …`: what to tell somebody who gave this answer

    error[quiz-question]: this is not an answer to a question of this kind
      --> content/quizzes/kindness.yaml:10:18
       |
    10 |       - {answer: soon}
       |                  ^^^^
       |
    help: write a date, such as 2026-12-14

    3 errors
    "#);
}

#[test]
fn quiz_question_with_too_little_to_choose_from() {
    let project = Project::new().file(
        QUIZ,
        "title: Kindness\nsummary: What it takes.\nquestions:\n  - {id: a, kind: single, ask: Which, options: [{text: One, correct: true}]}\n  \
         - {id: b, kind: match, ask: Which, pairs: [{item: One, with: Two}]}\n  - {id: c, kind: order, ask: Which, items: [One]}\n  \
         - {id: d, kind: categorise, ask: Which, categories: [{title: One, items: [Two]}]}\n  \
         - {id: e, kind: multiple, ask: Which, options: [{text: One, correct: true}, {text: One}]}\n  \
         - {id: f, kind: order, ask: Which, items: [One, \"\", Two]}\n  \
         - {id: g, kind: single, ask: Which, points: 0, options: [{text: One, correct: true}, {text: Two}]}\n  \
         - {id: h, kind: short-text, ask: Which, accept: [One], typos: 4}\n",
    );
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[quiz-question]: there are fewer than 2 options here
     --> content/quizzes/kindness.yaml:4:48
      |
    4 |   - {id: a, kind: single, ask: Which, options: [{text: One, correct: true}]}
      |                                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
    help: give at least 2

    error[quiz-question]: there are fewer than 2 pairs here
     --> content/quizzes/kindness.yaml:5:45
      |
    5 |   - {id: b, kind: match, ask: Which, pairs: [{item: One, with: Two}]}
      |                                             ^^^^^^^^^^^^^^^^^^^^^^^^
      |
    help: give at least 2

    error[quiz-question]: there are fewer than 2 items here
     --> content/quizzes/kindness.yaml:6:45
      |
    6 |   - {id: c, kind: order, ask: Which, items: [One]}
      |                                             ^^^^^
      |
    help: give at least 2

    error[quiz-question]: there are fewer than 2 categories here
     --> content/quizzes/kindness.yaml:7:55
      |
    7 |   - {id: d, kind: categorise, ask: Which, categories: [{title: One, items: [Two]}]}
      |                                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
    help: give at least 2

    error[quiz-question]: there are fewer than 2 items in its categories here
     --> content/quizzes/kindness.yaml:7:55
      |
    7 |   - {id: d, kind: categorise, ask: Which, categories: [{title: One, items: [Two]}]}
      |                                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
    help: give at least 2

    error[quiz-question]: `One` stands here twice
     --> content/quizzes/kindness.yaml:8:86
      |
    8 |   - {id: e, kind: multiple, ask: Which, options: [{text: One, correct: true}, {text: One}]}
      |                                                                                      ^^^
      |
    help: change one of the two: nobody could tell them apart

    error[quiz-question]: this text is empty
     --> content/quizzes/kindness.yaml:9:51
      |
    9 |   - {id: f, kind: order, ask: Which, items: [One, "", Two]}
      |                                                   ^^
      |
    help: write something, or remove the line

    error[quiz-question]: a question with right answers is worth at least 1 point
      --> content/quizzes/kindness.yaml:10:47
       |
    10 |   - {id: g, kind: single, ask: Which, points: 0, options: [{text: One, correct: true}, {text: Two}]}
       |                                               ^
       |
    help: write 1 or more, or use `kind: reflection` for a question that is not scored

    error[quiz-question]: more than 3 wrong letters make another word
      --> content/quizzes/kindness.yaml:11:65
       |
    11 |   - {id: h, kind: short-text, ask: Which, accept: [One], typos: 4}
       |                                                                 ^
       |
    help: write 0, 1 or 2

    9 errors
    "#);
}

#[test]
fn quiz_question_with_gaps_that_do_not_fit() {
    let project = question(
        "kind: gap\nask: Fill.\ntext: Be [[how]] to [[whom]], [[how]].\ngaps:\n  how: {accept: [kind], options: [rude, mean]}\n  when: {accept: [now]}",
    );
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[quiz-question]: nothing says what fits in the gap `[[whom]]`
     --> content/quizzes/kindness.yaml:7:11
      |
    7 |     text: Be [[how]] to [[whom]], [[how]].
      |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
    help: add it below `gaps`, such as `whom: {accept: ["72"]}`

    error[quiz-question]: the gap `[[how]]` is in this text twice
     --> content/quizzes/kindness.yaml:7:11
      |
    7 |     text: Be [[how]] to [[whom]], [[how]].
      |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
    help: give each gap a name of its own

    error[quiz-question]: what is right in this gap is not among its options
     --> content/quizzes/kindness.yaml:9:38
      |
    9 |       how: {accept: [kind], options: [rude, mean]}
      |                                      ^^^^^^^^^^^^
      |
    help: add every word of `accept` to `options`

    error[quiz-question]: the text has no gap `[[when]]`
      --> content/quizzes/kindness.yaml:10:7
       |
    10 |       when: {accept: [now]}
       |       ^^^^
       |
    help: put it into the text, or remove it here

    4 errors
    "#);
    assert_snapshot!(question("kind: gap\nask: Fill.\ntext: Be kind.").check(), @r#"
    exit 1
    error[quiz-question]: this text has no gap
     --> content/quizzes/kindness.yaml:7:11
      |
    7 |     text: Be kind.
      |           ^^^^^^^^
      |
    help: write the name of a gap in double brackets, such as [[hours]]

    1 error
    "#);
}

#[test]
fn quiz_unreachable_scene() {
    let project = question(
        "kind: scenario\nask: A day.\nscenes:\n  - id: morning\n    text: You wake.\n    choices:\n      - {text: Rise, correct: true, next: evening}\n      \
         - {text: Sleep, next: nonn}\n  - id: noon\n    text: You eat.\n    choices:\n      - {text: Soup, correct: true}\n      - {text: Bread}\n  \
         - id: evening\n    text: You rest.\n    choices:\n      - {text: Again, correct: true, next: morning}\n      - {text: Stop, next: end}\n  \
         - id: end\n    text: Night.\n    choices:\n      - {text: Dream}\n  - id: noon\n    text: Twice.\n    choices: []",
    );
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[quiz-unreachable-scene]: this story has no scene `nonn`
      --> content/quizzes/kindness.yaml:12:33
       |
    12 |           - {text: Sleep, next: nonn}
       |                                 ^^^^
       |
    help: did you mean `noon`?

    error[quiz-unreachable-scene]: no choice leads to the scene `noon`
      --> content/quizzes/kindness.yaml:13:9
       |
    13 |       - id: noon
       |         ^^^^^^^^
       |
    help: name it in `next` of a choice in an earlier scene, or remove it

    error[quiz-unreachable-scene]: `morning` is not later in the story, which might never end
      --> content/quizzes/kindness.yaml:21:48
       |
    21 |           - {text: Again, correct: true, next: morning}
       |                                                ^^^^^^^
       |
    help: lead to a scene below this one, or write `next: end`

    error[quiz-question]: there are fewer than 2 choices here
      --> content/quizzes/kindness.yaml:23:9
       |
    23 |       - id: end
       |         ^^^^^^^
       |
    help: give at least 2

    error[quiz-unreachable-scene]: no choice leads to the scene `end`
      --> content/quizzes/kindness.yaml:23:9
       |
    23 |       - id: end
       |         ^^^^^^^
       |
    help: name it in `next` of a choice in an earlier scene, or remove it

    error[quiz-question]: no scene can be called `end`: in `next` this word ends the story
      --> content/quizzes/kindness.yaml:23:13
       |
    23 |       - id: end
       |             ^^^
       |
    help: give it another name

    error[quiz-question]: no choice of this scene earns a point
      --> content/quizzes/kindness.yaml:26:11
       |
    26 |           - {text: Dream}
       |           ^^^^^^^^^^^^^^^
       |
    help: mark the best one with `correct: true`, or give `points`

    error[quiz-question]: there are fewer than 2 choices here
      --> content/quizzes/kindness.yaml:27:9
       |
    27 |       - id: noon
       |         ^^^^^^^^
       |
    help: give at least 2

    error[quiz-unreachable-scene]: no choice leads to the scene `noon`
      --> content/quizzes/kindness.yaml:27:9
       |
    27 |       - id: noon
       |         ^^^^^^^^
       |
    help: name it in `next` of a choice in an earlier scene, or remove it

    error[duplicate-id]: another scene of this question already has the id `noon`
      --> content/quizzes/kindness.yaml:27:13
       |
    27 |       - id: noon
       |             ^^^^
       |
    help: give this scene an id of its own

    error[quiz-question]: no choice of this scene earns a point
      --> content/quizzes/kindness.yaml:29:18
       |
    29 |         choices: []
       |                  ^^
       |
    help: mark the best one with `correct: true`, or give `points`

    11 errors
    "#);
}

#[test]
fn duplicate_id_of_a_question() {
    let twice = "  - {id: one, kind: reflection, ask: Well}\n";
    let project = question("kind: reflection\nask: Well").append(QUIZ, twice);
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[duplicate-id]: another question of this quiz already has the id `one`
     --> content/quizzes/kindness.yaml:7:10
      |
    7 |   - {id: one, kind: reflection, ask: Well}
      |          ^^^
      |
    help: give this question an id of its own

    1 error
    "#);
}

#[test]
fn unknown_version() {
    let project = question("kind: reflection\nask: Well")
        .append(QUIZ, "tests: {policies/conduct: \"1.1\", policies/condukt: \"1.0\", guidance/start: \"1.0\"}\n");
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[unknown-version]: `policies/conduct` has no version 1.1
     --> content/quizzes/kindness.yaml:7:27
      |
    7 | tests: {policies/conduct: "1.1", policies/condukt: "1.0", guidance/start: "1.0"}
      |                           ^^^^^
      |
    help: it has `1.0`

    error[unknown-version]: there is no document `policies/condukt`
     --> content/quizzes/kindness.yaml:7:34
      |
    7 | tests: {policies/conduct: "1.1", policies/condukt: "1.0", guidance/start: "1.0"}
      |                                  ^^^^^^^^^^^^^^^^
      |
    help: did you mean `policies/conduct`?

    error[unknown-version]: `guidance/start` is a living document and has no versions
     --> content/quizzes/kindness.yaml:7:59
      |
    7 | tests: {policies/conduct: "1.1", policies/condukt: "1.0", guidance/start: "1.0"}
      |                                                           ^^^^^^^^^^^^^^
      |
    help: remove it from `tests`

    3 errors
    "#);
}

#[test]
fn stale_question() {
    let project = Project::new().file(QUIZ, ALL_KINDS).version("1.1", "2026-05-01", "2026-06-01").edit(
        "content/policies/conduct/1.1.md",
        "Be kind.",
        "Be kind, always.",
    );
    assert_snapshot!(project.check(), @r#"
    exit 0
    warning[stale-question]: the clause `#being-kind` has changed since version 1.0, against which this question was checked
      --> content/quizzes/kindness.yaml:20:10
       |
    20 |     see: ../policies/conduct/#being-kind
       |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
    help: check it against version 1.1, and raise the version in `tests`

    1 warning
    "#);
    let same = Project::new().file(QUIZ, ALL_KINDS).version("1.1", "2026-05-01", "2026-06-01");
    assert_snapshot!(same.check(), @r#"
    exit 0
    no findings in 2 documents
    "#);
}

#[test]
fn names_that_a_quiz_gets_wrong() {
    let project = question("kind: reflection\nask: Well [there](nowhere.md)\nsee: ../policies/conduct/#being-king\ncovers: [kindness]")
        .append(QUIZ, "roles: [manager]\ntopics: [condukt]\nowner: teem\nmodule: guidance/strat\npass_mark: 0\nattempts: none\ndraw: [1]\n");
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[broken-link]: there is no file `nowhere.md` from here
     --> content/quizzes/kindness.yaml:6:10
      |
    6 |     ask: Well [there](nowhere.md)
      |          ^^^^^^^^^^^^^^^^^^^^^^^^
      |
    help: write the path of the file from this file's folder, such as `../guidance/start-here.md`

    error[broken-anchor]: the page `../policies/conduct/` has no anchor `#being-king`
     --> content/quizzes/kindness.yaml:7:10
      |
    7 |     see: ../policies/conduct/#being-king
      |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
    help: did you mean `#being-kind`?

    error[unknown-duty]: there is no duty `kindness`
     --> content/quizzes/kindness.yaml:8:14
      |
    8 |     covers: [kindness]
      |              ^^^^^^^^
      |
    help: add it to obligations.yaml, or use an id that is there

    error[unknown-role]: there is no role `manager`
     --> content/quizzes/kindness.yaml:9:9
      |
    9 | roles: [manager]
      |         ^^^^^^^
      |
    help: did you mean `managers`?

    error[unknown-topic]: there is no topic `condukt`
      --> content/quizzes/kindness.yaml:10:10
       |
    10 | topics: [condukt]
       |          ^^^^^^^
       |
    help: did you mean `conduct`?

    error[unknown-owner]: there is no contact `teem`
      --> content/quizzes/kindness.yaml:11:8
       |
    11 | owner: teem
       |        ^^^^
       |
    help: did you mean `team`?

    error[broken-link]: there is no document `guidance/strat`
      --> content/quizzes/kindness.yaml:12:9
       |
    12 | module: guidance/strat
       |         ^^^^^^^^^^^^^^
       |
    help: did you mean `guidance/start`?

    error[invalid-value]: `0` is not a share that passes
      --> content/quizzes/kindness.yaml:13:12
       |
    13 | pass_mark: 0
       |            ^
       |
    help: write the percentage of the points that passes, from 1 to 100

    error[invalid-value]: `none` is no number of attempts
      --> content/quizzes/kindness.yaml:14:11
       |
    14 | attempts: none
       |           ^^^^
       |
    help: write a number from 1, or unlimited

    error[invalid-value]: `draw` should be a number of questions, or a number for each tag, not a list
      --> content/quizzes/kindness.yaml:15:7
       |
    15 | draw: [1]
       |       ^^^
       |
    help: write the number alone, in digits and without quotes

    10 errors
    "#);
}

#[test]
fn a_question_with_a_misspelt_key_is_reported_once() {
    let project = question("kind: singel\nask: Which?\noptions: []");
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[invalid-value]: `singel` is not one of the words that can stand here
     --> content/quizzes/kindness.yaml:5:11
      |
    5 |     kind: singel
      |           ^^^^^^
      |
    help: did you mean `single`?

    1 error
    "#);
    let project = question("kind: single\nask: Which?\noptoins:\n  - {text: One, correct: true}\n  - {text: Two}");
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[unknown-key]: `optoins` is not a key that can stand here
     --> content/quizzes/kindness.yaml:7:5
      |
    7 |     optoins:
      |     ^^^^^^^
      |
    help: did you mean `options`?

    1 error
    "#);
}

#[test]
fn questions_in_flow_style() {
    assert_snapshot!(Project::new().file(QUIZ, "title: K\nsummary: S\nquestions:\n  - {id: a, kind: reflection, ask: What next?}\n").check(), @r#"
    exit 0
    no findings in 2 documents
    "#);
    let comma =
        question("kind: single\nask: Which?\noptions:\n  - {text: Yes, and log it, correct: true}\n  - {text: No}");
    assert_snapshot!(comma.check(), @r#"
    exit 1
    error[unknown-key]: `and log it` is not a key that can stand here
     --> content/quizzes/kindness.yaml:8:21
      |
    8 |       - {text: Yes, and log it, correct: true}
      |                     ^^^^^^^^^^
      |
    help: inside `{…}` a comma starts the next key: put the text before it in quotes, or write each key on a line of its own

    1 error
    "#);
    let colon = question("kind: single\nask: Which?\noptions:\n  - {text: Say: no, correct: true}\n  - {text: No}");
    assert_snapshot!(colon.check(), @r#"
    exit 1
    error[yaml-syntax]: a comma or `}` is missing before this
     --> content/quizzes/kindness.yaml:8:19
      |
    8 |       - {text: Say: no, correct: true}
      |                   ^
      |
    help: add it, or put the text in quotes if it holds a colon or a bracket

    1 error
    "#);
}
