//! Mistakes in translations.

use insta::assert_snapshot;

use crate::support::Project;

const CONDUCT: &str = "content/policies/conduct/1.0.cy.md";
const START: &str = "content/guidance/start.cy.md";

/// A portal in two languages, with a policy and a living page in both, in which `check` finds nothing.
fn bilingual() -> Project {
    Project::new()
        .settings("languages: [en, cy]\n")
        .file(
            CONDUCT,
            "---\ntitle: Ymddygiad\nsummary: Sut rydym yn ymddwyn.\n---\n## Bod yn garedig {#being-kind}\n\nByddwch yn garedig.\n",
        )
        .file(
            START,
            "---\ntitle: Dechreuwch yma\nsummary: Ble i ddechrau.\nupdated: 2026-03-02\n---\n[Y polisi](../policies/conduct/).\n",
        )
        .file("content/index.cy.md", "---\ntitle: Croeso\n---\nPopeth mewn un lle.\n")
        .file("content/portal.cy.yaml", "title: Porth\n")
}

#[test]
fn two_languages_are_fine() {
    assert_eq!(bilingual().portal().report(), "");
}

#[test]
fn languages_are_named_once_and_translated_into_if_declared() {
    let project = Project::new().settings("languages: [en, cy, cy, Welsh]\ntranslate: {gd: [home]}\n");
    assert_snapshot!(project.portal().report(), @r#"
    content/portal.yaml:15:21 error[invalid-value] `cy` is among the languages already
    content/portal.yaml:15:25 error[invalid-value] `Welsh` cannot be a language
    content/portal.yaml:16:13 error[invalid-value] `gd` is not a language that the portal has besides its own
    "#);
    let project = bilingual().setting("[en, cy]", "[en, cy, gd]");
    assert_snapshot!(project.check(), @r#"
    exit 0
    warning[theme-file]: the theme has no texts of the interface in `gd`
      --> content/portal.yaml:15:12
       |
    15 | languages: [en, cy, gd]
       |            ^^^^^^^^^^^^
       |
    help: write them into `strings/gd.yaml` of a theme of your own; until then they are those of the default language

    1 warning
    "#);
}

#[test]
fn unexpected_file() {
    let project = bilingual()
        .file("content/guidance/start.gd.md", "---\ntitle: A\n---\n")
        .file("content/guidance/start.en.md", "---\ntitle: A\n---\n")
        .file("content/changelog/2026-03-02-conduct.cy.md", "---\nkind: new\n---\n");
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[unexpected-file]: `changelog/2026-03-02-conduct.cy.md` would translate an entry of the changelog
    --> content/changelog/2026-03-02-conduct.cy.md
     |
    help: the changelog is in the portal's default language; remove the file

    error[unexpected-file]: `guidance/start.en.md` says its language, but `en` is the portal's own
    --> content/guidance/start.en.md
     |
    help: name it without `.en`

    error[unexpected-file]: `guidance/start.gd.md` is in a language that the portal does not have
    --> content/guidance/start.gd.md
     |
    help: add `gd` to `languages` in portal.yaml, which are `en` and `cy`, or rename the file

    3 errors
    "#);
}

#[test]
fn unknown_key() {
    let project = bilingual().edit(CONDUCT, "title:", "owner: team\nsumary: x\ntitle:").edit(
        "content/portal.cy.yaml",
        "title: Porth\n",
        "title: Porth\nbase_url: x\nroles:\n  manager: {title: Rheolwyr}\n",
    );
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[unknown-key]: a translation takes `owner` from its original, 1.0.md
     --> content/policies/conduct/1.0.cy.md:2:1
      |
    2 | owner: team
      | ^^^^^
      |
    help: remove the line; a translation has a title, a summary and its own text

    error[unknown-key]: `sumary` is not a key that can stand here
     --> content/policies/conduct/1.0.cy.md:3:1
      |
    3 | sumary: x
      | ^^^^^^
      |
    help: did you mean `summary`?

    error[unknown-key]: `base_url` is not a key that can stand here
     --> content/portal.cy.yaml:2:1
      |
    2 | base_url: x
      | ^^^^^^^^
      |
    help: keys that can stand here: `title`, `organisation`, `tagline`, `disclaimer`, `feedback`, `variables`, `contacts`, `roles`, `topics`, `collections` and `navigation`

    error[unknown-key]: `manager` is not among `roles` in portal.yaml
     --> content/portal.cy.yaml:4:3
      |
    4 |   manager: {title: Rheolwyr}
      |   ^^^^^^^
      |
    help: did you mean `managers`?

    4 errors
    "#);
}

#[test]
fn missing_key() {
    let project = bilingual().edit(START, "updated: 2026-03-02\n", "").edit(CONDUCT, "title: Ymddygiad\n", "");
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[missing-key]: `updated` is missing or empty
    --> content/guidance/start.cy.md
     |
    help: add a line `updated: 2026-06-19`

    error[missing-key]: `title` is missing or empty
    --> content/policies/conduct/1.0.cy.md
     |
    help: add a line `title: …`

    2 errors
    "#);
}

#[test]
fn heading_attribute() {
    let project = bilingual().edit(CONDUCT, "{#being-kind}", "{#being-kind applies-to=charity}");
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[heading-attribute]: a translation takes `covers` and `applies-to` from its original, 1.0.md
     --> content/policies/conduct/1.0.cy.md:5:1
      |
    5 | ## Bod yn garedig {#being-kind applies-to=charity}
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
    help: keep the anchor alone in the braces: `{#anchor}`

    1 error
    "#);
}

#[test]
fn translation_mismatch() {
    let project = bilingual()
        .edit(CONDUCT, " {#being-kind}", "")
        .edit(START, "---\n[Y", "---\n## Arall\n\n[Y")
        .file("content/policies/conduct/2.0.cy.md", "---\ntitle: Ymddygiad\nsummary: Sut.\n---\nTestun.\n");
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[translation-mismatch]: the original, start.md, has no clause `arall`
     --> content/guidance/start.cy.md:6:1
      |
    6 | ## Arall
      | ^^^^^^^^
      |
    help: remove the heading; a translation has the clauses of its original

    warning[translation-out-of-date]: the clause `being-kind` of the original, 1.0.md, is not translated
    --> content/policies/conduct/1.0.cy.md
     |
    help: translate it under a heading with the same anchor, `{#being-kind}`

    error[translation-mismatch]: the original, 1.0.md, has no clause `bod-yn-garedig`
     --> content/policies/conduct/1.0.cy.md:5:1
      |
    5 | ## Bod yn garedig
      | ^^^^^^^^^^^^^^^^^
      |
    help: write `{#being-kind}` behind the heading, if that is the clause that it translates

    error[translation-mismatch]: there is no `policies/conduct/2.0.md` that this could be a translation of
    --> content/policies/conduct/2.0.cy.md
     |
    help: a translation has the name of its original, with the language before the ending: `2.0.cy.md` translates `2.0.md`

    3 errors, 1 warning
    "#);
    // Of an original that cannot be read, nothing follows.
    let project = bilingual().file("content/guidance/start.md", "No front matter.\n");
    assert_snapshot!(project.portal().report(), @"content/guidance/start.md:1:1 error[missing-front-matter] this file does not start with front matter");
}

#[test]
fn translation_missing() {
    let project = Project::new()
        .settings("languages: [en, cy]\ntranslate: {cy: [home, policies, guidance/strat, guidance/start/]}\n")
        .file(START, "---\ntitle: A\nsummary: B\nupdated: 2026-03-02\n---\nTestun.\n");
    assert_snapshot!(project.check(), @r#"
    exit 1
    warning[translation-missing]: `index.md` has no translation into `cy`
    --> content/index.md
     |
    help: write `index.cy.md` beside it, or remove it from `translate` in portal.yaml

    warning[translation-missing]: `1.0.md` has no translation into `cy`
    --> content/policies/conduct/1.0.md
     |
    help: write `1.0.cy.md` beside it, or remove it from `translate` in portal.yaml

    error[invalid-value]: there is nothing called `guidance/strat` to translate
      --> content/portal.yaml:16:34
       |
    16 | translate: {cy: [home, policies, guidance/strat, guidance/start/]}
       |                                  ^^^^^^^^^^^^^^
       |
    help: did you mean `guidance/start`?

    1 error, 2 warnings
    "#);
}

#[test]
fn translation_out_of_date() {
    let project = bilingual()
        .edit(START, "2026-03-02", "2026-02-28")
        .edit("content/guidance/start.md", "Begin", "## One {#one}\n\n## Two {#two}\n\nBegin")
        .edit("content/index.cy.md", "title: Croeso\n", "title: Croeso\noriginal: kkkkkkkkkkkk\n")
        .file(
            "content/policies/conduct/1.1.md",
            "---\ntitle: Conduct\nsummary: How.\nowner: team\napproved_by: board\napproved_on: 2026-04-01\neffective: 2026-04-01\n---\n## Being kind {#being-kind}\n\nBe kind.\n",
        )
        .file("content/policies/conduct/draft.md", "---\ntitle: Conduct\nsummary: How.\nowner: team\n---\n## Being kind {#being-kind}\n")
        .file("content/policies/conduct/draft.cy.md", "---\ntitle: Ymddygiad\nsummary: Sut.\n---\n## Bod yn garedig {#being-kind}\n")
        .file("content/changelog/2026-04-01-conduct.md", "---\ndate: 2026-04-01\nkind: editorial\ndocuments: {policies/conduct: \"1.1\"}\n---\nClearer.\n");
    assert_snapshot!(project.check(), @r#"
    exit 0
    warning[translation-out-of-date]: the clauses `one` and `two` of the original, start.md, are not translated
    --> content/guidance/start.cy.md
     |
    help: translate it under a heading with the same anchor, `{#one}`

    warning[translation-out-of-date]: the original, start.md, was changed on 2026-03-02, after this translation
     --> content/guidance/start.cy.md:4:10
      |
    4 | updated: 2026-02-28
      |          ^^^^^^^^^^
      |
    help: bring the translation up to date, and write `updated: 2026-03-02` or a later day

    warning[translation-out-of-date]: the original, index.md, has changed since it was translated
     --> content/index.cy.md:3:11
      |
    3 | original: kkkkkkkkkkkk
      |           ^^^^^^^^^^^^
      |
    help: once the translation says what the original says, write `original: umoskvxuuwll` in its front matter

    warning[translation-out-of-date]: version 1.0 has a translation into `cy`, and `1.1.md` has none
    --> content/policies/conduct/1.1.md
     |
    help: write `1.1.cy.md` beside it

    warning[translation-out-of-date]: nothing says that this translates draft.md as it is now
    --> content/policies/conduct/draft.cy.md
     |
    help: once the translation says what the original says, write `original: nxxmtpxktyps` in its front matter

    5 warnings
    "#);
}

#[test]
fn links_of_translations_are_checked() {
    let project = bilingual().edit(START, "../policies/conduct/", "../policies/condukt/").edit(
        CONDUCT,
        "garedig.",
        "garedig. [Yma](#nowhere)",
    );
    assert_snapshot!(project.portal().report(), @r#"
    content/guidance/start.cy.md:6:1 error[broken-link] there is no file `../policies/condukt/` from here
    content/policies/conduct/1.0.cy.md:7:21 error[broken-anchor] this page has no anchor `#nowhere`
    "#);
}
