//! Mistakes in headings, and in the registers that headings and links name.

use insta::assert_snapshot;

use crate::support::Project;

const DUTIES: &str = "\
duties:
  - id: be-fair
    title: Be fair
    summary: Treat people fairly.
  - id: be-fair
    title: Be fair again
    roles: [all-staff, manager]
    applies_to: [privat]
";

const GLOSSARY: &str = "\
groups: {law: The law}
terms:
  - term: Personal data
    group: lore
    see: [special-data]
    definition: |
      What says something about a person. See the [law](law.md).
  - term: personal  data
    definition: The same again.
  - term: Post
  - definition: A word without a name.
";

#[test]
fn heading_skips_level() {
    let project = Project::new().text("\n# One\n\n#### Four\n\n## Two\n\n### Three\n");
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[heading-skips-level]: the title is the page's only heading of level 1
      --> content/guidance/start.md:10:1
       |
    10 | # One
       | ^^^^^
       |
    help: write `##`

    error[heading-skips-level]: this heading is on level 4, but the one before it is on level 1
      --> content/guidance/start.md:12:1
       |
    12 | #### Four
       | ^^^^^^^^^
       |
    help: write `##`

    2 errors
    "#);
}

#[test]
fn heading_attribute() {
    let project = Project::new()
        .file("content/obligations.yaml", "duties: [{id: be-fair, title: Be fair, summary: Fairly.}]\n")
        .text(
            "\n## One {#One_Two}\n\n## Two {.wide}\n\n## Three {covers=be-fair, be-kind}\n\n## Four {covers}\n\n\
             ## Five {#five covers=\"be-fair\" colour=red}\n",
        );
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[heading-attribute]: `#One_Two` is not a good anchor
      --> content/guidance/start.md:10:1
       |
    10 | ## One {#One_Two}
       | ^^^^^^^^^^^^^^^^^
       |
    help: write `#one-two`

    error[heading-attribute]: a heading cannot have `.wide`
      --> content/guidance/start.md:12:1
       |
    12 | ## Two {.wide}
       | ^^^^^^^^^^^^^^
       |
    help: write {#anchor covers=duty,duty applies-to=kind,kind} without quotes and without spaces after commas

    error[heading-attribute]: `` cannot stand in `covers`
      --> content/guidance/start.md:14:1
       |
    14 | ## Three {covers=be-fair, be-kind}
       | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
    help: write {#anchor covers=duty,duty applies-to=kind,kind} without quotes and without spaces after commas

    error[heading-attribute]: a heading cannot have `be-kind`
      --> content/guidance/start.md:14:1
       |
    14 | ## Three {covers=be-fair, be-kind}
       | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
    help: write {#anchor covers=duty,duty applies-to=kind,kind} without quotes and without spaces after commas

    error[heading-attribute]: `covers` has no value
      --> content/guidance/start.md:16:1
       |
    16 | ## Four {covers}
       | ^^^^^^^^^^^^^^^^
       |
    help: write {#anchor covers=duty,duty applies-to=kind,kind} without quotes and without spaces after commas

    error[heading-attribute]: a heading cannot have `colour`
      --> content/guidance/start.md:18:1
       |
    18 | ## Five {#five covers="be-fair" colour=red}
       | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
    help: write {#anchor covers=duty,duty applies-to=kind,kind} without quotes and without spaces after commas

    6 errors
    "#);
}

#[test]
fn duplicate_id_of_headings() {
    let project = Project::new().text("\n## One {#same}\n\n## Two {#same}\n\n## Same\n\n## Same\n");
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[duplicate-id]: another heading of this page already has the anchor `#same`
      --> content/guidance/start.md:12:1
       |
    12 | ## Two {#same}
       | ^^^^^^^^^^^^^^
       |
    help: give this heading an anchor of its own

    1 error
    "#);
}

#[test]
fn duplicate_id_and_other_mistakes_in_the_register_of_duties() {
    assert_snapshot!(Project::new().file("content/obligations.yaml", DUTIES).check(), @r#"
    exit 1
    warning[uncovered-duty]: no clause in force meets the duty `be-fair`
     --> content/obligations.yaml:2:9
      |
    2 |   - id: be-fair
      |         ^^^^^^^
      |
    help: add `covers=be-fair` to the heading of the clause that meets it

    error[missing-key]: `summary` is missing or empty
     --> content/obligations.yaml:5:5
      |
    5 |   - id: be-fair
      |     ^^^^^^^^^^^
      |
    help: add a line `summary: one sentence on what it is for`

    error[duplicate-id]: another duty already has the id `be-fair`
     --> content/obligations.yaml:5:9
      |
    5 |   - id: be-fair
      |         ^^^^^^^
      |
    help: give this duty an id of its own

    2 errors, 1 warning
    "#);
}

#[test]
fn mistakes_in_the_glossary() {
    assert_snapshot!(Project::new().file("content/glossary.yaml", GLOSSARY).check(), @r#"
    exit 1
    error[invalid-value]: there is no group `lore` in this glossary
     --> content/glossary.yaml:4:12
      |
    4 |     group: lore
      |            ^^^^
      |
    help: add it to `groups` at the top of the file, or use one of those

    error[invalid-value]: there is no term `special-data` in this glossary
     --> content/glossary.yaml:5:11
      |
    5 |     see: [special-data]
      |           ^^^^^^^^^^^^
      |
    help: write the term's anchor: its words in small letters, joined by hyphens

    error[broken-link]: there is no file `law.md` from here
     --> content/glossary.yaml:7:7
      |
    7 |       What says something about a person. See the [law](law.md).
      |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
    help: write the path of the file from this file's folder, such as `../guidance/start-here.md`

    error[duplicate-id]: `personal  data` is in this glossary already
     --> content/glossary.yaml:8:11
      |
    8 |   - term: personal  data
      |           ^^^^^^^^^^^^^^
      |
    help: keep one of the two

    error[missing-key]: `definition` is missing or empty
      --> content/glossary.yaml:10:5
       |
    10 |   - term: Post
       |     ^^^^^^^^^^
       |
    help: add a line `definition: …`

    error[missing-key]: `term` is missing or empty
      --> content/glossary.yaml:11:5
       |
    11 |   - definition: A word without a name.
       |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
    help: add a line `term: …`

    6 errors
    "#);
}

#[test]
fn unknown_duty() {
    let project = Project::new()
        .file("content/obligations.yaml", "duties: [{id: be-fair, title: Be fair, summary: Fairly.}]\n")
        .text("\n## One {#one covers=be-fair,be-fare}\n\n## Two {#two covers=pay-tax}\n");
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[unknown-duty]: there is no duty `be-fare`
      --> content/guidance/start.md:10:1
       |
    10 | ## One {#one covers=be-fair,be-fare}
       | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
    help: did you mean `be-fair`?

    error[unknown-duty]: there is no duty `pay-tax`
      --> content/guidance/start.md:12:1
       |
    12 | ## Two {#two covers=pay-tax}
       | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
    help: add it to obligations.yaml, or use an id that is there

    2 errors
    "#);
}

#[test]
fn findings_point_at_the_right_duty_after_one_that_was_passed_over() {
    let duties = "duties:\n  - title: No id\n    summary: None.\n  - {id: be-fair, title: Be fair, summary: Fairly., roles: [manager]}\n";
    insta::assert_snapshot!(Project::new().file("content/obligations.yaml", duties).portal().report(), @r#"
    content/obligations.yaml:2:5 error[missing-key] `id` is missing or empty
    content/obligations.yaml:4:10 warning[uncovered-duty] no clause in force meets the duty `be-fair`
    content/obligations.yaml:4:61 error[unknown-role] there is no role `manager`
    "#);
}

#[test]
fn findings_point_at_the_right_term_after_one_that_was_passed_over() {
    let terms = "terms:\n  - definition: No name.\n  - {term: Data, definition: Facts., see: [fact]}\n";
    insta::assert_snapshot!(Project::new().file("content/glossary.yaml", terms).portal().report(), @r#"
    content/glossary.yaml:2:5 error[missing-key] `term` is missing or empty
    content/glossary.yaml:3:44 error[invalid-value] there is no term `fact` in this glossary
    "#);
}

#[test]
fn made_anchors_never_take_the_one_that_an_author_wrote() {
    let portal = Project::new().text("\n## Same\n\n## Same\n\n## Other {#same}\n").portal();
    assert_eq!(portal.report(), "");
    let page = String::from_utf8(portal.render()["guidance/start/index.html"].clone()).unwrap();
    let ids: Vec<&str> =
        page.match_indices("<h2 id=\"").map(|(at, _)| page[at + 8..].split('"').next().unwrap()).collect();
    assert_eq!(ids.get(..3), Some(&["same-2", "same-3", "same"][..]));
}
