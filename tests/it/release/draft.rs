//! `vellum new` and `vellum release`: from the version in force to the next.

use insta::assert_snapshot;

use crate::support::{Folder, Project, Run, read_tree, text};

const DRAFT: &str = "content/policies/conduct/draft.md";
const ENTRY: &str = "content/changelog/2026-11-23-conduct.md";

/// The front matter as its author wrote it: comments, an order of their own, and no day yet.
const WRITTEN: &str = "\
---
# The next version: see the minutes of October.
title: Conduct
summary: How we behave.
owner: team # until the move
roles: [all-staff]   # everybody
---
## Being kind {#being-kind}

Be kind to everybody.
";

const CHANGE: &str = "\
---
# Agreed with the board.
kind: substantive
documents:
  policies/conduct:
action: {text: Read it again, by: 2027-01-31}
---
Everybody counts now.
";

/// A released policy, its next version as a draft, and what changes in it.
pub(super) fn project() -> Project {
    Project::new().locked().file(DRAFT, WRITTEN).file(ENTRY, CHANGE)
}

fn release(project: &Project, more: &[&str]) -> Run {
    released(project, more).0
}

fn released(project: &Project, more: &[&str]) -> (Run, Folder) {
    let folder = project.write();
    let arguments = ["release", "policies/conduct", "--effective", "2026-12-01", "--approved-by", "board"];
    let run = folder.run(&[&arguments, more].concat());
    if run.code != 0 {
        assert_eq!(read_tree(&folder.path("content")), read_tree(&project.write().path("content")), "nothing changed");
    }
    (run, folder)
}

#[test]
fn a_draft_becomes_the_next_version() {
    let (run, folder) = released(&project(), &["--yes"]);
    assert_snapshot!(run, @r#"
    exit 0
    Conduct: 1.0 → draft
    clauses: 1 changed; words: 2 added, 0 removed

    1 Being kind (changed)
      Be kind {+to everybody+}.

    policies/conduct 2.0, follows 1.0
      takes effect on 2026-12-01
      approved by The board on 2026-11-23
      because of changelog/2026-11-23-conduct.md (substantive)
      writes policies/conduct/2.0.md
      writes changelog/2026-11-23-conduct.md
      removes policies/conduct/draft.md
      writes versions.lock
    released policies/conduct 2.0
    add the files to version control together; from now on the version may not be edited
    "#);
    let tree = read_tree(&folder.path("content"));
    assert_snapshot!(tree.keys().map(|path| format!("{path}\n")).collect::<String>(), @r#"
    changelog/2026-03-02-conduct.md
    changelog/2026-11-23-conduct.md
    guidance/start.md
    index.md
    policies/conduct/1.0.md
    policies/conduct/2.0.md
    portal.yaml
    versions.lock
    "#);
    assert_snapshot!(text(&tree, "policies/conduct/2.0.md"), @r#"
    ---
    # The next version: see the minutes of October.
    title: Conduct
    summary: How we behave.
    owner: team # until the move
    approved_by: board
    approved_on: 2026-11-23
    effective: 2026-12-01
    roles: [all-staff]   # everybody
    ---
    ## Being kind {#being-kind}

    Be kind to everybody.
    "#);
    assert_snapshot!(text(&tree, "changelog/2026-11-23-conduct.md"), @r#"
    ---
    # Agreed with the board.
    kind: substantive
    date: 2026-12-01
    documents:
      policies/conduct: "2.0"
    action: {text: Read it again, by: 2027-01-31}
    ---
    Everybody counts now.
    "#);
    assert_snapshot!(text(&tree, "versions.lock"), @r#"
    # versions.lock 1: written by `vellum release`, never by hand; each line carries the hash of the one before
    policies/conduct 1.0 en 2026-11-23 3baf5be549fe941e5b9ad5df2b09e5d8053794cc4e4a07f8cf0782258f682503 0000000000000000000000000000000000000000000000000000000000000000 dbbc6c2e815ffb527186e9eb1bede60c1c2b68a3d19c5cbd84061286a19dadfb
    policies/conduct 2.0 en 2026-11-23 59657a9378b23edf4e5393a9e598ff44d4af06b931a9af955a7dabd83a22208e dbbc6c2e815ffb527186e9eb1bede60c1c2b68a3d19c5cbd84061286a19dadfb b1716c2550571de71445445b376ad70b9644af958ec3040ab5ef3aa60b374422
    "#);
    assert_snapshot!(folder.run(&["check"]), @r#"
    exit 0
    no findings in 2 documents
    "#);
    assert_snapshot!(folder.run(&["verify"]), @r#"
    exit 0
    2 released versions are as they were recorded
    "#);
}

#[test]
fn editorial_changes_make_a_minor_version() {
    let editorial = project().edit(ENTRY, "substantive", "editorial");
    let (run, folder) = released(&editorial, &["--yes", "-q"]);
    assert_snapshot!(run, @"exit 0");
    assert!(folder.path("content/policies/conduct/1.1.md").exists());
    let (_, folder) = released(&editorial, &["--yes", "-q", "--version", "2.0"]);
    assert!(folder.path("content/policies/conduct/2.0.md").exists());
    assert_snapshot!(release(&project(), &["--yes", "--version", "1.1"]), @r#"
    exit 1
    error: --version 1.1 is too low: after version 1.0 and with these changelog entries it is 2.0 or higher
    nothing was released
    "#);
}

#[test]
fn the_first_version_is_1_0_and_the_lock_begins_with_what_there_was() {
    let entry = CHANGE.replace("substantive", "new").replace("conduct", "pets");
    let project = Project::new()
        .file("content/policies/pets/draft.md", WRITTEN)
        .file("content/changelog/2026-11-23-pets.md", entry);
    let folder = project.write();
    let run = folder.run(&[
        "release",
        "content/policies/pets/draft.md",
        "--effective",
        "2026-12-01",
        "--approved-by",
        "board",
        "--yes",
    ]);
    assert_snapshot!(run, @r#"
    exit 0
    policies/pets 1.0, the first version
      takes effect on 2026-12-01
      approved by The board on 2026-11-23
      because of changelog/2026-11-23-pets.md (new)
      writes policies/pets/1.0.md
      writes changelog/2026-11-23-pets.md
      removes policies/pets/draft.md
      writes versions.lock
      older versions recorded with it, because there was no versions.lock: 1
    released policies/pets 1.0
    add the files to version control together; from now on the version may not be edited
    "#);
    assert_eq!(folder.run(&["verify"]).code, 0);
}

#[test]
fn without_a_terminal_it_takes_a_yes() {
    assert_snapshot!(release(&project(), &[]), @r#"
    exit 2
    Conduct: 1.0 → draft
    clauses: 1 changed; words: 2 added, 0 removed

    1 Being kind (changed)
      Be kind {+to everybody+}.

    policies/conduct 2.0, follows 1.0
      takes effect on 2026-12-01
      approved by The board on 2026-11-23
      because of changelog/2026-11-23-conduct.md (substantive)
      writes policies/conduct/2.0.md
      writes changelog/2026-11-23-conduct.md
      removes policies/conduct/draft.md
      writes versions.lock
    error: nothing was released: there is no terminal to ask at; give --yes to release without a question
    "#);
}

#[test]
fn refusals() {
    assert_snapshot!(release(&project().without(ENTRY), &["--yes"]), @r#"
    exit 1
    error: no changelog entry says what the next version of `policies/conduct` changes and why; `vellum new change policies/conduct` makes one, without a date until the release
    nothing was released
    "#);
    let unwritten = project().edit(ENTRY, "Everybody counts now.", "What changed and why, in a few plain sentences.");
    assert_snapshot!(release(&unwritten, &["--yes"]), @r#"
    exit 1
    error: changelog/2026-11-23-conduct.md still holds the words with which it was made; write what changed and why
    nothing was released
    "#);
    assert_snapshot!(release(&project().without(DRAFT).without(ENTRY), &["--yes"]), @r#"
    exit 1
    error: `policies/conduct` has no draft.md; `vellum new version policies/conduct` makes one from the version in force
    nothing was released
    "#);
    assert_snapshot!(release(&project(), &["--yes", "--approved-on", "2026-12-02"]), @r#"
    exit 1
    error: it cannot be approved on 2026-12-02, which is after 2026-11-23; release it once it is approved
    error: it cannot take effect on 2026-12-01, before it is approved on 2026-12-02; give --effective a later day, or --approved-on an earlier one
    nothing was released
    "#);
    let both = project().file("content/policies/pets/draft.md", WRITTEN).edit(
        ENTRY,
        "policies/conduct:",
        "policies/conduct:\n  policies/pets:",
    );
    assert_snapshot!(release(&both, &["--yes"]), @r#"
    exit 1
    error: changelog/2026-11-23-conduct.md also names `policies/pets`, which is not released now; give each document an entry of its own
    nothing was released
    "#);
}

#[test]
fn refusals_of_what_was_typed() {
    let run = |document: &str, effective: &str, by: &str| {
        project().run(&["release", document, "--effective", effective, "--approved-by", by, "--yes"])
    };
    assert_snapshot!(run("policies/conduckt", "2026-12-01", "board"), @r#"
    exit 1
    error: there is no document `policies/conduckt`; did you mean `policies/conduct`?
    nothing was released
    "#);
    assert_snapshot!(run("guidance/start", "2026-12-01", "board"), @r#"
    exit 1
    error: `guidance/start` is a living document, which has no versions: edit its file, and write the day under `updated`
    nothing was released
    "#);
    assert_snapshot!(run("policies/conduct", "2026-03-02", "bored"), @r#"
    exit 1
    error: it cannot take effect on 2026-03-02, before it is approved on 2026-11-23; give --effective a later day, or --approved-on an earlier one
    error: it cannot take effect on 2026-03-02, because version 1.0 takes effect on 2026-03-02; give --effective a later day
    error: there is no contact `bored` to approve it; use a key of `contacts` in portal.yaml, or add one
    nothing was released
    "#);
}

#[test]
fn a_clause_that_vanished_needs_a_successor() {
    let vanished = project().edit(DRAFT, "## Being kind {#being-kind}", "## Kindness {#kindness}");
    assert_snapshot!(release(&vanished, &["--yes"]), @r#"
    exit 1
    error[clause-id-vanished]: the clause `being-kind` of version 1.0 is not in the draft
    --> content/policies/conduct/draft.md
     |
    help: give the heading that takes its place the anchor `{#being-kind}`, or write `retired: {being-kind: successor}` in the front matter

    1 error
    nothing was released
    "#);
    let retired = vanished.edit(DRAFT, "roles:", "retired: {being-kind: kindness}\nroles:");
    assert_eq!(release(&retired, &["--yes"]).code, 0);
}

#[test]
fn errors_anywhere_stop_a_release() {
    assert_snapshot!(release(&project().text("[Gone](gone.md)\n"), &["--yes"]), @r#"
    exit 1
    error[broken-link]: there is no file `gone.md` from here
     --> content/guidance/start.md:9:1
      |
    9 | [Gone](gone.md)
      | ^^^^^^^^^^^^^^^
      |
    help: did you mean `start.md`?

    1 error
    nothing was released
    "#);
    assert_snapshot!(release(&project().edit(DRAFT, "Be kind to", "[Be](gone.md) kind to"), &["--yes"]), @r#"
    exit 1
    error[broken-link]: there is no file `gone.md` from here
      --> content/policies/conduct/draft.md:10:1
       |
    10 | [Be](gone.md) kind to everybody.
       | ^^^^^^^^^^^^^
       |
    help: did you mean `1.0.md`?

    1 error
    nothing was released
    "#);
}

#[test]
fn a_front_matter_that_cannot_be_changed_is_refused() {
    let flow = WRITTEN.replace(
        &WRITTEN[4..WRITTEN.rfind("---").unwrap()],
        "{title: Conduct, summary: How we behave., owner: team, roles: [all-staff]}\n",
    );
    assert_snapshot!(release(&project().file(DRAFT, flow), &["--yes"]), @r#"
    exit 1
    error: the front matter of policies/conduct/draft.md cannot be changed safely; write it with one key a line
    nothing was released
    "#);
}

#[test]
fn an_interrupted_release_is_finished_by_the_next_command() {
    let folder = project().write();
    folder.file("content/.vellum-release/0", "---\ntitle: X\n---\n");
    folder.file("content/.vellum-release/journal", r#"[{"Move":{"from":"0","to":"guidance/x.md"}}]"#);
    assert_snapshot!(folder.run(&["check"]).stderr.lines().next().unwrap_or_default(), @"finished a release that was interrupted");
    assert!(folder.path("content/guidance/x.md").exists() && !folder.path("content/.vellum-release").exists());
    folder.file("content/.vellum-release/0", "half");
    assert_snapshot!(folder.run(&["build"]).stderr.lines().next().unwrap_or_default(), @"dropped a release that was interrupted before anything was changed");
}

#[test]
fn a_new_version_begins_with_the_one_in_force() {
    let folder = Project::new().write();
    assert_snapshot!(folder.run(&["new", "version", "policies/conduct"]), @r#"
    exit 0
    --- standard output
    content/policies/conduct/draft.md
    --- standard error
    It begins with the text of version 1.0. Next:
      1. edit it; `vellum serve --drafts` shows it
      2. `vellum new change policies/conduct` for what changes and why
      3. `vellum release policies/conduct --effective DATE --approved-by CONTACT` once it is approved
    "#);
    assert_snapshot!(std::fs::read_to_string(folder.path(DRAFT)).unwrap(), @r#"
    ---
    title: Conduct
    summary: How we behave.
    owner: team
    roles: [all-staff]
    ---
    ## Being kind {#being-kind}

    Be kind.
    "#);
    assert_eq!(folder.run(&["check"]).code, 0);
    assert_snapshot!(folder.run(&["new", "version", "policies/conduct"]), @r#"
    exit 2
    error: policies/conduct/draft.md exists already; edit it, or remove it first
    "#);
    folder.file(DRAFT, "not even front matter");
    assert_snapshot!(folder.run(&["new", "version", "policies/conduct/"]), @r#"
    exit 2
    error: policies/conduct/draft.md exists already; edit it, or remove it first
    "#);
    assert_eq!(std::fs::read_to_string(folder.path(DRAFT)).unwrap(), "not even front matter");
    assert_snapshot!(folder.run(&["new", "version", "guidance/start"]), @r#"
    exit 2
    error: `guidance/start` is a living document, which has no versions: edit its file, and write the day under `updated`
    "#);
}

#[test]
fn a_new_entry_waits_for_the_release() {
    let folder = Project::new().write();
    assert_snapshot!(folder.run(&["new", "change", "policies/conduct"]), @r#"
    exit 0
    --- standard output
    content/changelog/2026-11-23-conduct.md
    --- standard error
    Next:
      1. write what changes and why; `kind: substantive` if a duty, deadline or mandatory rule changes, else `editorial`
      2. leave the date and the version to `vellum release policies/conduct --effective DATE --approved-by CONTACT`
    "#);
    assert_snapshot!(std::fs::read_to_string(folder.path(ENTRY)).unwrap(), @r#"
    ---
    kind: substantive
    documents:
      policies/conduct:
    ---
    What changed and why, in a few plain sentences.
    "#);
    assert_snapshot!(folder.run(&["check"]), @r"
    exit 0
    warning[placeholder-text]: “What changed and why, in a few plain sentences” stands for words that are not written yet
     --> content/changelog/2026-11-23-conduct.md:6:1
      |
    6 | What changed and why, in a few plain sentences.
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
    help: write them, or take the sentence out until they are known

    1 warning
    ");
    assert_snapshot!(folder.run(&["new", "change", "policies/conduct"]), @r#"
    exit 2
    error: changelog/2026-11-23-conduct.md exists already; edit it, or remove it first
    "#);
}

#[test]
fn from_a_new_version_to_its_release() {
    let folder = Project::new().write();
    assert_eq!(folder.run(&["new", "version", "policies/conduct"]).code, 0);
    assert_eq!(folder.run(&["new", "change", "policies/conduct", "--kind", "editorial"]).code, 0);
    let entry = std::fs::read_to_string(folder.path(ENTRY)).unwrap();
    folder.file(ENTRY, entry.replace("What changed and why, in a few plain sentences.", "An example was added."));
    let run =
        folder.run(&["release", "policies/conduct", "--effective", "2026-12-01", "--approved-by", "board", "--yes"]);
    assert_eq!(run.code, 0, "{run}");
    assert_snapshot!(folder.run(&["check"]), @r#"
    exit 0
    no findings in 2 documents
    "#);
}

#[test]
fn a_new_quiz_is_sound_and_says_what_comes_next() {
    let folder = Project::new().write();
    let run = folder.run(&["new", "quiz", "photos-and-films"]);
    assert_snapshot!(run, @r"
    exit 0
    --- standard output
    content/quizzes/photos-and-films.yaml
    --- standard error
    Next:
      1. write the questions; `vellum explain quiz-question` lists the kinds, `vellum serve` shows it at training/photos-and-films/
      2. say with `see`, `covers` and `tests` what they are about
      3. link to ../quizzes/photos-and-films.yaml from the page that leads to it
    ");
    assert_snapshot!(text(&read_tree(&folder.path("content")), "quizzes/photos-and-films.yaml"), @r"
    title: Photos and films
    summary: What this quiz is about, in one sentence.
    owner: team
    updated: 2026-11-23
    roles: [all-staff]
    pass_mark: 80
    questions:
      - id: what-to-do-first
        kind: single
        ask: What happened, and what do you do first?
        options:
          - text: The right answer
            correct: true
          - text: A wrong answer that may tempt someone
            why: What would go wrong.
        why: Why the right answer is right.
        # The clause that it is about, and the duties that it tests:
        # see: ../policies/social-media/#private-messages
        # covers: [minimise-and-accuracy]
      - id: what-will-you-change
        kind: reflection
        ask: What will you do differently?
    ");
    assert_snapshot!(folder.run(&["check"]), @r"
    exit 0
    warning[placeholder-text]: “What this quiz is about, in one sentence” stands for words that are not written yet
     --> content/quizzes/photos-and-films.yaml:2:10
      |
    2 | summary: What this quiz is about, in one sentence.
      |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
    help: write them, or take the sentence out until they are known

    warning[placeholder-text]: “A wrong answer that may tempt someone” stands for words that are not written yet
      --> content/quizzes/photos-and-films.yaml:14:15
       |
    14 |       - text: A wrong answer that may tempt someone
       |               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
    help: write them, or take the sentence out until they are known

    warning[placeholder-text]: “Why the right answer is right” stands for words that are not written yet
      --> content/quizzes/photos-and-films.yaml:16:10
       |
    16 |     why: Why the right answer is right.
       |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
    help: write them, or take the sentence out until they are known

    3 warnings
    ");
    assert_snapshot!(folder.run(&["new", "quiz", "photos-and-films"]), @r"
    exit 2
    error: quizzes/photos-and-films.yaml exists already; edit it, or remove it first
    ");
    assert_snapshot!(folder.run(&["new", "quiz", "Photos & films"]), @r"
    exit 2
    error: `Photos & films` cannot be the name of a quiz: use small letters, digits and single hyphens, such as `photos-films`
    ");
    assert_eq!(folder.run(&["new", "quiz", "2027"]).code, 0);
    assert_eq!(folder.run(&["check"]).code, 0);
}
