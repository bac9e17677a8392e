//! Mistakes in front matter.

use insta::assert_snapshot;

use crate::support::Project;

const START: &str = "content/guidance/start.md";
const CONDUCT: &str = "content/policies/conduct/1.0.md";

#[test]
fn unknown_key() {
    let project = Project::new().edit(START, "updated:", "updatd:").edit(CONDUCT, "roles:", "rols:");
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[unknown-key]: `updatd` is not a key that can stand here
     --> content/guidance/start.md:5:1
      |
    5 | updatd: 2026-03-02
      | ^^^^^^
      |
    help: did you mean `updated`?

    error[unknown-key]: `rols` is not a key that can stand here
     --> content/policies/conduct/1.0.md:8:1
      |
    8 | rols: [all-staff]
      | ^^^^
      |
    help: did you mean `roles`?

    2 errors
    "#);
}

#[test]
fn unknown_key_of_a_file_of_another_kind() {
    let project = Project::new().edit(START, "updated: 2026-03-02", "updated: 2026-03-02\neffective: 2026-03-02");
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[unknown-key]: `effective` is not a key that can stand here
     --> content/guidance/start.md:6:1
      |
    6 | effective: 2026-03-02
      | ^^^^^^^^^
      |
    help: keys that can stand here: `title`, `summary`, `owner`, `roles`, `topics`, `updated`, `review_every`, `applies_to`, `law_as_at`, `order`, `aliases` and `related`

    1 error
    "#);
}

#[test]
fn missing_key() {
    let project = Project::new()
        .file(START, "---\nroles: [all-staff]\n---\n")
        .file(CONDUCT, "---\ntitle: Conduct\nroles: [all-staff]\n---\n")
        .file("content/guidance/index.md", "---\nsummary: Help.\n---\n");
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[missing-key]: `title` is missing or empty
    --> content/guidance/index.md
     |
    help: add a line `title: …`

    error[missing-key]: `owner` is missing or empty
    --> content/guidance/start.md
     |
    help: add a line `owner: data-protection-lead`

    error[missing-key]: `summary` is missing or empty
    --> content/guidance/start.md
     |
    help: add a line `summary: one sentence on what it is for`

    error[missing-key]: `title` is missing or empty
    --> content/guidance/start.md
     |
    help: add a line `title: …`

    error[missing-key]: `updated` is missing or empty
    --> content/guidance/start.md
     |
    help: add a line `updated: 2026-06-19`

    error[missing-key]: `approved_by` is missing or empty
    --> content/policies/conduct/1.0.md
     |
    help: add a line `approved_by: data-protection-lead`

    error[missing-key]: `approved_on` is missing or empty
    --> content/policies/conduct/1.0.md
     |
    help: add a line `approved_on: 2026-06-19`

    error[missing-key]: `effective` is missing or empty
    --> content/policies/conduct/1.0.md
     |
    help: add a line `effective: 2026-06-19`

    error[missing-key]: `owner` is missing or empty
    --> content/policies/conduct/1.0.md
     |
    help: add a line `owner: data-protection-lead`

    error[missing-key]: `summary` is missing or empty
    --> content/policies/conduct/1.0.md
     |
    help: add a line `summary: one sentence on what it is for`

    10 errors
    "#);
}

#[test]
fn missing_front_matter() {
    let project = Project::new()
        .file("content/guidance/empty.md", "")
        .file("content/guidance/blank.md", " \n\n")
        .file("content/guidance/bare.md", "# A page\n")
        .file("content/guidance/open.md", "---\ntitle: A page\n\nIts text.\n");
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[missing-front-matter]: this file does not start with front matter
     --> content/guidance/bare.md:1:1
      |
    1 | # A page
      | ^
      |
    help: start the file with a line `---`, then lines such as `title: Private messages`, then a line `---`

    error[missing-front-matter]: this file is empty
    --> content/guidance/blank.md
     |
    help: start the file with a line `---`, then lines such as `title: Private messages`, then a line `---`

    error[missing-front-matter]: this file is empty
    --> content/guidance/empty.md
     |
    help: start the file with a line `---`, then lines such as `title: Private messages`, then a line `---`

    error[missing-front-matter]: this front matter never ends
     --> content/guidance/open.md:1:1
      |
    1 | ---
      | ^^^
      |
    help: write a line `---` below the last key

    4 errors
    "#);
}

#[test]
fn invalid_value_of_a_date() {
    let project =
        Project::new().edit(START, "2026-03-02", "2026-02-30").edit(CONDUCT, "2026-02-23", "23 February 2026");
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[invalid-value]: `2026-02-30` is not a date
     --> content/guidance/start.md:5:10
      |
    5 | updated: 2026-02-30
      |          ^^^^^^^^^^
      |
    help: write year-month-day, such as 2026-06-19

    error[invalid-value]: `23 February 2026` is not a date
     --> content/policies/conduct/1.0.md:6:14
      |
    6 | approved_on: 23 February 2026
      |              ^^^^^^^^^^^^^^^^
      |
    help: write year-month-day, such as 2026-06-19

    2 errors
    "#);
}

#[test]
fn invalid_value_of_other_keys() {
    let project = Project::new().edit(START, "owner: team", "owner: [team]\norder: first\nreview_every: yearly").edit(
        CONDUCT,
        "roles: [all-staff]",
        "roles: all-staff\naliases: [\"../old\"]\nacknowledge: \"yes\"",
    );
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[invalid-value]: `owner` should be text, not a list
     --> content/guidance/start.md:4:8
      |
    4 | owner: [team]
      |        ^^^^^^
      |
    help: write it as one text: in quotes where it begins with `[` or `{`, or holds a colon

    error[invalid-value]: `order` should be a whole number, not text "first"
     --> content/guidance/start.md:5:8
      |
    5 | order: first
      |        ^^^^^
      |
    help: write the number alone, in digits and without quotes

    error[invalid-value]: `yearly` is not an interval
     --> content/guidance/start.md:6:15
      |
    6 | review_every: yearly
      |               ^^^^^^
      |
    help: write a number and days, weeks, months or years, such as `12 months`

    error[invalid-value]: `roles` should be a list, not text "all-staff"
     --> content/policies/conduct/1.0.md:8:8
      |
    8 | roles: all-staff
      |        ^^^^^^^^^
      |
    help: write a list: `[one, two]`, or a line `- one` for each

    error[invalid-value]: `../old` cannot be an older address of a page
     --> content/policies/conduct/1.0.md:9:11
      |
    9 | aliases: ["../old"]
      |           ^^^^^^^^
      |
    help: write a path inside the portal such as `policies/facebook/`, in letters, digits, hyphens, dots and slashes

    error[invalid-value]: `acknowledge` should be true or false, not text "yes"
      --> content/policies/conduct/1.0.md:10:14
       |
    10 | acknowledge: "yes"
       |              ^^^^^
       |
    help: write true or false, without quotes

    6 errors
    "#);
}

#[test]
fn yaml_syntax() {
    let project = Project::new().edit(START, "Start here", "Start: here").edit(CONDUCT, "Conduct", "\"Conduct");
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[yaml-syntax]: a value without quotes cannot hold a colon with a space after it
     --> content/guidance/start.md:2:13
      |
    2 | title: Start: here
      |             ^
      |
    help: put the value in quotes: `"Start: here"`

    error[yaml-syntax]: the quote `"` is opened here and not closed
     --> content/policies/conduct/1.0.md:2:8
      |
    2 | title: "Conduct
      |        ^
      |
    help: add `"` at the end of the value

    2 errors
    "#);
}

#[test]
fn unknown_owner() {
    let project = Project::new().edit(START, "owner: team", "owner: teams").edit(CONDUCT, "by: board", "by: governors");
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[unknown-owner]: there is no contact `teams`
     --> content/guidance/start.md:4:8
      |
    4 | owner: teams
      |        ^^^^^
      |
    help: did you mean `team`?

    error[unknown-owner]: there is no contact `governors`
     --> content/policies/conduct/1.0.md:5:14
      |
    5 | approved_by: governors
      |              ^^^^^^^^^
      |
    help: add it to `contacts` in portal.yaml, or use a key that is there

    2 errors
    "#);
}

#[test]
fn unknown_role() {
    let project =
        Project::new().edit(START, "[all-staff]", "[all-staff, manager]").edit(CONDUCT, "[all-staff]", "[pilots]");
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[unknown-role]: there is no role `manager`
     --> content/guidance/start.md:6:20
      |
    6 | roles: [all-staff, manager]
      |                    ^^^^^^^
      |
    help: did you mean `managers`?

    error[unknown-role]: there is no role `pilots`
     --> content/policies/conduct/1.0.md:8:9
      |
    8 | roles: [pilots]
      |         ^^^^^^
      |
    help: add it to `roles` in portal.yaml, or use a key that is there

    2 errors
    "#);
}

#[test]
fn unknown_topic() {
    let project = Project::new().edit(START, "roles:", "topics: [conduct, conducts]\nroles:");
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[unknown-topic]: there is no topic `conducts`
     --> content/guidance/start.md:6:19
      |
    6 | topics: [conduct, conducts]
      |                   ^^^^^^^^
      |
    help: did you mean `conduct`?

    1 error
    "#);
}

#[test]
fn unknown_kind() {
    let project = Project::new()
        .settings("organisation_kinds: [private, parish]\n")
        .edit(START, "roles:", "applies_to: [private, parish, charities]\nroles:")
        .edit(CONDUCT, "{#being-kind}", "{#being-kind applies-to=privat,galactic}");
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[unknown-kind]: there is no kind of organisation `charities`
     --> content/guidance/start.md:6:31
      |
    6 | applies_to: [private, parish, charities]
      |                               ^^^^^^^^^
      |
    help: use one of `public-body`, `charity`, `private`, `england`, `wales`, `scotland`, `northern-ireland` and `parish`

    error[unknown-kind]: there is no kind of organisation `galactic`
      --> content/policies/conduct/1.0.md:10:1
       |
    10 | ## Being kind {#being-kind applies-to=privat,galactic}
       | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
    help: use one of `public-body`, `charity`, `private`, `england`, `wales`, `scotland`, `northern-ireland` and `parish`

    error[unknown-kind]: there is no kind of organisation `privat`
      --> content/policies/conduct/1.0.md:10:1
       |
    10 | ## Being kind {#being-kind applies-to=privat,galactic}
       | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
    help: did you mean `private`?

    3 errors
    "#);
}
