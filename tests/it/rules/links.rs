//! Mistakes in links.

use insta::assert_snapshot;

use crate::support::{Project, picture::png};

const TERMS: &str = "terms: [{term: Personal data, definition: About a person.}]\n";

#[test]
fn broken_link() {
    let project = Project::new().text(
        "\n- [A slip](../policies/conductt/)\n- [Nowhere](../quite/elsewhere.md)\n- [Out](../../secret.md)\n\
         - [From the root](/policies/conduct/)\n- [A question](start.md?now)\n- [Empty](<>)\n- [No definition][later]\n",
    );
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[broken-link]: there is no file `../policies/conductt/` from here
      --> content/guidance/start.md:10:3
       |
    10 | - [A slip](../policies/conductt/)
       |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
    help: did you mean `../policies/conduct/`?

    error[broken-link]: there is no file `../quite/elsewhere.md` from here
      --> content/guidance/start.md:11:3
       |
    11 | - [Nowhere](../quite/elsewhere.md)
       |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
    help: write the path of the file from this file's folder, such as `../guidance/start-here.md`

    error[broken-link]: `../../secret.md` leads out of the content folder
      --> content/guidance/start.md:12:3
       |
    12 | - [Out](../../secret.md)
       |   ^^^^^^^^^^^^^^^^^^^^^^
       |
    help: link to a file inside the content folder, or to an address that starts with https://

    error[broken-link]: `/policies/conduct/` starts at the root, which works on no code host and under no sub-path
      --> content/guidance/start.md:13:3
       |
    13 | - [From the root](/policies/conduct/)
       |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
    help: write `../policies/conduct/`

    error[broken-link]: `start.md?now` has a `?` in it, which no file of the content has
      --> content/guidance/start.md:14:3
       |
    14 | - [A question](start.md?now)
       |   ^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
    help: remove the question mark and what follows it

    error[broken-link]: this link leads nowhere
      --> content/guidance/start.md:15:3
       |
    15 | - [Empty](<>)
       |   ^^^^^^^^^^^
       |
    help: write the path of a file between the brackets

    error[broken-link]: nothing says where `[later]` leads
      --> content/guidance/start.md:16:3
       |
    16 | - [No definition][later]
       |   ^^^^^^^^^^^^^^^^^^^^^^
       |
    help: add a line `[later]: path/to/file.md`, or write the link as `[text](path/to/file.md)`

    7 errors
    "#);
}

#[test]
fn broken_link_to_a_document_with_only_a_draft() {
    let project = Project::new()
        .file(
            "content/policies/pets/draft.md",
            "---\ntitle: Pets\nsummary: Animals at work.\nowner: team\nroles: [all-staff]\n---\n",
        )
        .text("\nSee [the pets policy](../policies/pets/) and [its draft](../policies/pets/draft.md).\n");
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[broken-link]: this document has only a draft, which is not published
      --> content/guidance/start.md:10:5
       |
    10 | See [the pets policy](../policies/pets/) and [its draft](../policies/pets/draft.md).
       |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      ::: content/policies/pets/draft.md
       |
    help: release the draft first, build with --drafts, or link to something else

    1 error
    "#);
    assert_snapshot!(project.run(&["check", "--drafts"]), @r#"
    exit 0
    no findings in 3 documents
    "#);
}

#[test]
fn broken_link_in_front_matter() {
    let project = Project::new()
        .edit("content/guidance/start.md", "roles:", "related: [policies/conduct, policies/conducts]\nroles:")
        .edit("content/index.md", "summary:", "tasks: [guidance/begin-here]\nsummary:");
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[broken-link]: there is no document `policies/conducts`
     --> content/guidance/start.md:6:29
      |
    6 | related: [policies/conduct, policies/conducts]
      |                             ^^^^^^^^^^^^^^^^^
      |
    help: did you mean `policies/conduct`?

    error[broken-link]: there is no document `guidance/begin-here`
     --> content/index.md:3:9
      |
    3 | tasks: [guidance/begin-here]
      |         ^^^^^^^^^^^^^^^^^^^
      |
    help: write its path below the content folder without an ending, such as `policies/social-media`

    2 errors
    "#);
}

#[test]
fn broken_anchor() {
    let project =
        Project::new().file("content/glossary.yaml", TERMS).file("content/guidance/media/form.png", png(3, 2)).text(
            "\n- [Kindness](../policies/conduct/#beeing-kind)\n- [No such clause](../policies/conduct/1.0.md#tax)\n\
             - [Here below](#below)\n- [A term](../glossary.yaml#personal-date)\n- [A form](media/form.png#part)\n",
        );
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[broken-anchor]: the page `../policies/conduct/` has no anchor `#beeing-kind`
      --> content/guidance/start.md:10:3
       |
    10 | - [Kindness](../policies/conduct/#beeing-kind)
       |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
    help: did you mean `#being-kind`?

    error[broken-anchor]: the page `../policies/conduct/1.0.md` has no anchor `#tax`
      --> content/guidance/start.md:11:3
       |
    11 | - [No such clause](../policies/conduct/1.0.md#tax)
       |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
    help: link to the page without an anchor, or give a heading that anchor: `## Heading {#anchor}`

    error[broken-anchor]: this page has no anchor `#below`
      --> content/guidance/start.md:12:3
       |
    12 | - [Here below](#below)
       |   ^^^^^^^^^^^^^^^^^^^^
       |
    help: link to the page without an anchor, or give a heading that anchor: `## Heading {#anchor}`

    error[broken-anchor]: the glossary has no anchor `#personal-date`
      --> content/guidance/start.md:13:3
       |
    13 | - [A term](../glossary.yaml#personal-date)
       |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
    help: did you mean `#personal-data`?

    error[broken-anchor]: `media/form.png#part` leads to a file that has no anchors
      --> content/guidance/start.md:14:3
       |
    14 | - [A form](media/form.png#part)
       |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
    help: remove what follows `#`

    5 errors
    "#);
}

#[test]
fn external_link_insecure() {
    assert_snapshot!(Project::new().text("\nSee [the regulator](http://example.org/a?b=c).\n").check(), @r#"
    exit 0
    warning[external-link-insecure]: `http://example.org/a?b=c` is not encrypted on its way
      --> content/guidance/start.md:10:5
       |
    10 | See [the regulator](http://example.org/a?b=c).
       |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
    help: write `https://example.org/a?b=c`

    1 warning
    "#);
}

#[test]
fn unsafe_link() {
    let project = Project::new().text(
        "\n- [Run](javascript:alert(1))\n- [Data](data:text/html,hello)\n- [File](file:///etc/passwd)\n- [Any](//example.org/)\n\
         - ![A picture](https://example.org/a.png)\n- [Write](mailto:team@example.org), [ring](tel:+441632960123)\n",
    );
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[unsafe-link]: a link cannot lead to `javascript:alert(1)`
      --> content/guidance/start.md:10:3
       |
    10 | - [Run](javascript:alert(1))
       |   ^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
    help: use an address that starts with https://, mailto: or tel:, or the path of a file

    error[unsafe-link]: a link cannot lead to `data:text/html,hello`
      --> content/guidance/start.md:11:3
       |
    11 | - [Data](data:text/html,hello)
       |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
    help: use an address that starts with https://, mailto: or tel:, or the path of a file

    error[unsafe-link]: a link cannot lead to `file:///etc/passwd`
      --> content/guidance/start.md:12:3
       |
    12 | - [File](file:///etc/passwd)
       |   ^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
    help: use an address that starts with https://, mailto: or tel:, or the path of a file

    error[unsafe-link]: `//example.org/` does not say how to get there
      --> content/guidance/start.md:13:3
       |
    13 | - [Any](//example.org/)
       |   ^^^^^^^^^^^^^^^^^^^^^
       |
    help: write `https://example.org/`

    error[unsafe-link]: the picture `https://example.org/a.png` would be fetched from another site
      --> content/guidance/start.md:14:3
       |
    14 | - ![A picture](https://example.org/a.png)
       |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
    help: save the picture in the content folder and name it by its path

    5 errors
    "#);
}

#[test]
fn good_links_have_no_findings() {
    let project =
        Project::new().file("content/glossary.yaml", TERMS).file("content/guidance/media/form.png", png(3, 2)).text(
            "\n- [Kindness](../policies/conduct/#being-kind)\n- [Version one](../policies/conduct/1.0.md#being-kind)\n\
         - [All policies](../policies/)\n- [The term](../glossary.yaml#personal-data)\n- [The form](media/form.png)\n\
         - [The first entry](../changelog/2026-03-02-conduct.md)\n- [Home page](../index.md)\n- [Below](#below)\n\
         - [Kindness by reference][kind]\n\n## Below\n\n[kind]: ../policies/conduct/#being-kind\n",
        );
    assert_eq!(project.portal().report(), "");
}

#[test]
fn links_in_changes_and_the_glossary_are_checked() {
    let project = Project::new()
        .append("content/changelog/2026-03-02-conduct.md", "See [the page](../guidance/strat.md).\n")
        .file("content/glossary.yaml", "terms: [{term: Data, definition: \"See [that](guidance/strat.md).\"}]\n");
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[broken-link]: there is no file `../guidance/strat.md` from here
     --> content/changelog/2026-03-02-conduct.md:7:5
      |
    7 | See [the page](../guidance/strat.md).
      |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
    help: did you mean `../guidance/start.md`?

    error[broken-link]: there is no file `guidance/strat.md` from here
     --> content/glossary.yaml:1:34
      |
    1 | terms: [{term: Data, definition: "See [that](guidance/strat.md)."}]
      |                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
    help: did you mean `guidance/start.md`?

    2 errors
    "#);
}

#[test]
fn stale_link() {
    let project = Project::new().version("1.1", "2026-03-20", "2026-04-01").text(
        "[then](../policies/conduct/1.0.md#being-kind) [now](../policies/conduct/1.1.md) [it](../policies/conduct/)\n",
    );
    assert_snapshot!(project.check(), @r#"
    exit 0
    warning[stale-link]: this leads to version 1.0 of `policies/conduct`, but version 1.1 is in force
     --> content/guidance/start.md:9:1
      |
    9 | [then](../policies/conduct/1.0.md#being-kind) [now](../policies/conduct/1.1.md) [it](../policies/conduct/)
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
    help: write `../policies/conduct/` to link to the version in force

    1 warning
    "#);
    assert_eq!(project.portal_on("2026-03-31", false).report(), "");
}
