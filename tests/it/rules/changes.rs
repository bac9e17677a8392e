//! Mistakes in the changelog.

use insta::assert_snapshot;

use crate::support::{Project, text};

const ENTRY: &str = "content/changelog/2026-03-02-conduct.md";

fn entry(lines: &str) -> Project {
    Project::new().file("content/changelog/2026-04-01-more.md", format!("---\ndate: 2026-04-01\n{lines}---\nWords.\n"))
}

#[test]
fn change_without_document() {
    let project = entry(
        "kind: reviewed\ndocuments:\n  policies/conducts: \"1.0\"\n  policies/conduct: \"1.1\"\n  guidance/start: \"1.0\"\n\
         clauses: [being-kind, beeing-kind]\n",
    );
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[change-without-document]: there is no document `policies/conducts`
     --> content/changelog/2026-04-01-more.md:5:3
      |
    5 |   policies/conducts: "1.0"
      |   ^^^^^^^^^^^^^^^^^
      |
    help: did you mean `policies/conduct`?

    error[change-without-document]: `policies/conduct` has no version 1.1
     --> content/changelog/2026-04-01-more.md:6:21
      |
    6 |   policies/conduct: "1.1"
      |                     ^^^^^
      |
    help: it has `1.0`

    error[change-without-document]: `guidance/start` is a living document and has no versions
     --> content/changelog/2026-04-01-more.md:7:19
      |
    7 |   guidance/start: "1.0"
      |                   ^^^^^
      |
    help: write `guidance/start:` without a value

    3 errors
    "#);
}

#[test]
fn change_without_document_of_a_clause() {
    let project =
        entry("kind: reviewed\ndocuments: {policies/conduct: \"1.0\"}\nclauses: [being-kind, beeing-kind, tax]\n");
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[change-without-document]: none of the documents of this entry has a clause `beeing-kind`
     --> content/changelog/2026-04-01-more.md:5:23
      |
    5 | clauses: [being-kind, beeing-kind, tax]
      |                       ^^^^^^^^^^^
      |
    help: did you mean `being-kind`?

    error[change-without-document]: none of the documents of this entry has a clause `tax`
     --> content/changelog/2026-04-01-more.md:5:36
      |
    5 | clauses: [being-kind, beeing-kind, tax]
      |                                    ^^^
      |
    help: write the anchor of a heading, without `#`

    2 errors
    "#);
}

#[test]
fn change_without_document_that_takes_its_place_or_without_version() {
    let project = entry("kind: correction\ndocuments: {policies/conduct: }\nreplaced_by: guidance/strat\n");
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[change-without-document]: this entry does not say which version of `policies/conduct` it is about
     --> content/changelog/2026-04-01-more.md:4:13
      |
    4 | documents: {policies/conduct: }
      |             ^^^^^^^^^^^^^^^^
      |
    help: write `policies/conduct: "1.0"`

    error[change-without-document]: there is no document `guidance/strat`
     --> content/changelog/2026-04-01-more.md:5:14
      |
    5 | replaced_by: guidance/strat
      |              ^^^^^^^^^^^^^^
      |
    help: did you mean `guidance/start`?

    2 errors
    "#);
}

#[test]
fn change_without_document_or_kind() {
    assert_snapshot!(entry("title: Nothing to say\naction: {by: 2026-07-31}\n").check(), @r#"
    exit 1
    error[missing-key]: `kind` is missing or empty
    --> content/changelog/2026-04-01-more.md
     |
    help: add a line `kind: substantive`

    error[invalid-value]: this action does not say what to do
     --> content/changelog/2026-04-01-more.md:4:1
      |
    4 | action: {by: 2026-07-31}
      | ^^^^^^
      |
    help: write `action: {text: Take the refresher quiz, by: 2026-07-31}`

    2 errors
    "#);
}

#[test]
fn a_notice_needs_no_document() {
    assert_eq!(entry("kind: notice\ntitle: The portal opens\n").portal().report(), "");
}

#[test]
fn invalid_value_of_a_version_without_quotes() {
    let project = entry("kind: reviewed\ndocuments: {policies/conduct: 3.10}\n");
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[invalid-value]: `documents.policies/conduct` should be text, not number 3.1
     --> content/changelog/2026-04-01-more.md:4:31
      |
    4 | documents: {policies/conduct: 3.10}
      |                               ^^^^
      |
    help: put it in quotes, such as "2.0": without them YAML reads a number, and 3.10 becomes 3.1

    1 error
    "#);
}

#[test]
fn invalid_value_of_a_kind() {
    assert_snapshot!(entry("kind: editoral\ndocuments: {guidance/start: }\n").check(), @r#"
    exit 1
    error[invalid-value]: `editoral` is not one of the words that can stand here
     --> content/changelog/2026-04-01-more.md:3:7
      |
    3 | kind: editoral
      |       ^^^^^^^^
      |
    help: did you mean `editorial`?

    1 error
    "#);
}

#[test]
fn unknown_key_and_role() {
    let project = entry("kind: notice\nroles: [manager]\naction: {txt: Read it}\nclause: [one]\n");
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[unknown-role]: there is no role `manager`
     --> content/changelog/2026-04-01-more.md:4:9
      |
    4 | roles: [manager]
      |         ^^^^^^^
      |
    help: did you mean `managers`?

    error[unknown-key]: `txt` is not a key that can stand here
     --> content/changelog/2026-04-01-more.md:5:10
      |
    5 | action: {txt: Read it}
      |          ^^^
      |
    help: did you mean `text`?

    error[unknown-key]: `clause` is not a key that can stand here
     --> content/changelog/2026-04-01-more.md:6:1
      |
    6 | clause: [one]
      | ^^^^^^
      |
    help: did you mean `clauses`?

    3 errors
    "#);
}

#[test]
fn release_without_change_entry() {
    assert_snapshot!(Project::new().without(ENTRY).check(), @r#"
    exit 1
    error[release-without-change-entry]: no changelog entry says what version 1.0 changed
    --> content/policies/conduct/1.0.md
     |
    help: add a file to changelog/ with `date: 2026-03-02`, `kind: substantive` and `documents: {policies/conduct: "1.0"}`

    1 error
    "#);
}

#[test]
fn release_without_change_entry_of_the_same_day() {
    assert_snapshot!(Project::new().edit(ENTRY, "2026-03-02", "2026-03-03").check(), @r#"
    exit 1
    error[release-without-change-entry]: the changelog entry of version 1.0 has another date than 2026-03-02, when it takes effect
     --> content/policies/conduct/1.0.md:7:1
      |
    7 | effective: 2026-03-02
      | ^^^^^^^^^
      |
    help: write `date: 2026-03-02` in the entry

    1 error
    "#);
}

#[test]
fn release_without_change_entry_of_a_kind_that_releases() {
    assert_snapshot!(Project::new().edit(ENTRY, "kind: new", "kind: notice").check(), @r#"
    exit 1
    error[release-without-change-entry]: no changelog entry says what version 1.0 changed
    --> content/policies/conduct/1.0.md
     |
    help: add a file to changelog/ with `date: 2026-03-02`, `kind: substantive` and `documents: {policies/conduct: "1.0"}`

    1 error
    "#);
}

#[test]
fn unknown_quiz() {
    let quiz = "title: Being kind\nsummary: How.\nowner: team\nroles: [all-staff]\nquestions:\n  - {id: one, kind: true-false, ask: Be kind., answer: true}\n";
    let action = |training: &str| {
        entry(&format!("kind: notice\naction: {{text: Take the quiz, training: {training}}}\n"))
            .file("content/quizzes/kindness.yaml", quiz)
    };
    assert_snapshot!(action("quizzes/kindnes").check(), @r#"
    exit 1
    error[unknown-quiz]: there is no quiz `quizzes/kindnes`
     --> content/changelog/2026-04-01-more.md:4:41
      |
    4 | action: {text: Take the quiz, training: quizzes/kindnes}
      |                                         ^^^^^^^^^^^^^^^
      |
    help: did you mean `quizzes/kindness`?

    1 error
    "#);
    assert_snapshot!(action("kindness").check(), @r#"
    exit 1
    error[invalid-value]: `kindness` is not a quiz
     --> content/changelog/2026-04-01-more.md:4:41
      |
    4 | action: {text: Take the quiz, training: kindness}
      |                                         ^^^^^^^^
      |
    help: write `quizzes/` and the name of its file without the ending, such as `quizzes/essentials`

    1 error
    "#);
    let site = action("quizzes/kindness");
    assert_eq!(site.check().code, 0);
    let pages = site.publish(&[]);
    let link = r#"<a href="../training/kindness/">Take the quiz</a>"#;
    assert!(text(&pages, "changes/index.html").contains(link));
}
