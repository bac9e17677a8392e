//! Mistakes in versions and their dates, and reviews that fall due.

use insta::assert_snapshot;

use crate::support::Project;

const CONDUCT: &str = "content/policies/conduct/1.0.md";

#[test]
fn effective_before_approval() {
    assert_snapshot!(Project::new().edit(CONDUCT, "2026-02-23", "2026-03-03").check(), @r#"
    exit 1
    error[effective-before-approval]: this takes effect on 2026-03-02, before it was approved on 2026-03-03
     --> content/policies/conduct/1.0.md:7:12
      |
    7 | effective: 2026-03-02
      |            ^^^^^^^^^^
      |
     ::: content/policies/conduct/1.0.md:6:14
      |
    6 | approved_on: 2026-03-03
      |              ---------- approved here
      |
    help: correct one of the two dates

    1 error
    "#);
    assert_eq!(Project::new().edit(CONDUCT, "2026-02-23", "2026-03-02").portal().report(), "");
}

#[test]
fn clause_id_vanished() {
    let draft = "---\ntitle: Conduct\nsummary: How.\nowner: team\n---\n## Kindness {#kindness}\n\nBe kind.\n";
    let project = Project::new().file("content/policies/conduct/draft.md", draft);
    assert_snapshot!(project.check(), @r#"
    exit 0
    warning[clause-id-vanished]: the clause `being-kind` of version 1.0 is not in the draft
    --> content/policies/conduct/draft.md
     |
    help: give the heading that takes its place the anchor `{#being-kind}`, or write `retired: {being-kind: successor}` in the front matter

    1 warning
    "#);
    let two = "## One {#one}\n\n## Two {#two}\n\nText.\n";
    let both = project.clone().append("content/policies/conduct/1.0.md", two);
    assert_snapshot!(both.portal().report(), @"content/policies/conduct/draft.md warning[clause-id-vanished] 3 clauses of version 1.0 are not in the draft: `being-kind`, `one` and `two`");
    let retired =
        project.edit("content/policies/conduct/draft.md", "owner: team", "owner: team\nretired: {being-kind: kindnes}");
    assert_snapshot!(retired.check(), @r#"
    exit 0
    warning[clause-id-vanished]: `kindnes` is named as the successor of the clause `being-kind`, but the draft has no such clause
     --> content/policies/conduct/draft.md:5:23
      |
    5 | retired: {being-kind: kindnes}
      |                       ^^^^^^^
      |
    help: did you mean `kindness`?

    1 warning
    "#);
    assert_eq!(retired.edit("content/policies/conduct/draft.md", "kindnes}", "kindness}").portal().report(), "");
}

#[test]
fn version_order() {
    assert_snapshot!(Project::new().version("1.1", "2026-02-01", "2026-03-01").check(), @r#"
    exit 1
    error[version-order]: version 1.1 takes effect on 2026-03-01, but version 1.0 on 2026-03-02
     --> content/policies/conduct/1.1.md:7:12
      |
    7 | effective: 2026-03-01
      |            ^^^^^^^^^^
      |
     ::: content/policies/conduct/1.0.md:7:12
      |
    7 | effective: 2026-03-02
      |            ---------- version 1.0
      |
    help: a higher version takes effect on a later day: correct the date, or the number in the file's name

    1 error
    "#);
    assert_snapshot!(Project::new().version("2.0", "2026-02-01", "2026-03-02").check(), @r#"
    exit 1
    error[version-order]: version 2.0 takes effect on 2026-03-02, but version 1.0 on 2026-03-02
     --> content/policies/conduct/2.0.md:7:12
      |
    7 | effective: 2026-03-02
      |            ^^^^^^^^^^
      |
     ::: content/policies/conduct/1.0.md:7:12
      |
    7 | effective: 2026-03-02
      |            ---------- version 1.0
      |
    help: a higher version takes effect on a later day: correct the date, or the number in the file's name

    1 error
    "#);
}

#[test]
fn version_ten_comes_after_version_nine() {
    let project = Project::new().version("1.9", "2026-04-01", "2026-04-01").version("1.10", "2026-05-01", "2026-05-01");
    assert_eq!(project.portal().report(), "");
}

#[test]
fn review_overdue() {
    assert_snapshot!(Project::new().run(&["check", "--as-of", "2027-03-03"]), @r#"
    exit 0
    warning[review-overdue]: the review of this document was due on 2027-03-02
     --> content/guidance/start.md:5:1
      |
    5 | updated: 2026-03-02
      | ^^^^^^^
      |
    help: review it; if it is right as it is, add a changelog entry with `kind: reviewed` and `documents:` with `guidance/start:`

    warning[review-overdue]: the review of this document was due on 2027-03-02
     --> content/policies/conduct/1.0.md:7:1
      |
    7 | effective: 2026-03-02
      | ^^^^^^^^^
      |
    help: review it; if it is right as it is, add a changelog entry with `kind: reviewed` and `documents:` with `policies/conduct: "1.0"`

    2 warnings
    "#);
}

#[test]
fn review_due_soon() {
    let project = Project::new();
    assert_eq!(project.portal_on("2027-01-30", false).report(), "");
    assert_snapshot!(project.run(&["check", "--as-of", "2027-01-31"]), @r#"
    exit 0
    info[review-due-soon]: the review of this document is due on 2027-03-02
     --> content/guidance/start.md:5:1
      |
    5 | updated: 2026-03-02
      | ^^^^^^^
      |
    help: review it; if it is right as it is, add a changelog entry with `kind: reviewed` and `documents:` with `guidance/start:`

    info[review-due-soon]: the review of this document is due on 2027-03-02
     --> content/policies/conduct/1.0.md:7:1
      |
    7 | effective: 2026-03-02
      | ^^^^^^^^^
      |
    help: review it; if it is right as it is, add a changelog entry with `kind: reviewed` and `documents:` with `policies/conduct: "1.0"`

    2 notes
    "#);
}

#[test]
fn a_review_moves_the_next_one() {
    let entry = "---\ndate: 2027-02-01\nkind: reviewed\ndocuments: {policies/conduct: \"1.0\", guidance/start: }\n---\nAs it was.\n";
    let project = Project::new().file("content/changelog/2027-02-01-reviews.md", entry);
    assert_eq!(project.portal_on("2027-03-03", false).report(), "");
    // Before its date, the entry has not happened.
    assert_ne!(project.portal_on("2027-01-31", false).report(), "");
}

#[test]
fn missing_key_of_a_draft() {
    // A draft has no dates yet, but it has an owner.
    let project = Project::new().file("content/policies/conduct/draft.md", "---\ntitle: Conduct\nsummary: How.\n---\n");
    assert_snapshot!(project.check(), @r#"
    exit 1
    warning[clause-id-vanished]: the clause `being-kind` of version 1.0 is not in the draft
    --> content/policies/conduct/draft.md
     |
    help: give the heading that takes its place the anchor `{#being-kind}`, or write `retired: {being-kind: successor}` in the front matter

    error[missing-key]: `owner` is missing or empty
    --> content/policies/conduct/draft.md
     |
    help: add a line `owner: data-protection-lead`

    1 error, 1 warning
    "#);
}
