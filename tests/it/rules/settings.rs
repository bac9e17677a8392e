//! Mistakes in `portal.yaml`.

use insta::assert_snapshot;

use crate::support::Project;

#[test]
fn unknown_key() {
    let project = Project::new().settings("titel: Portal\nmarkdown: {colour: red}\n");
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[unknown-key]: `titel` is not a key that can stand here
      --> content/portal.yaml:15:1
       |
    15 | titel: Portal
       | ^^^^^
       |
    help: did you mean `title`?

    error[unknown-key]: `colour` is not a key that can stand here
      --> content/portal.yaml:16:12
       |
    16 | markdown: {colour: red}
       |            ^^^^^^
       |
    help: keys that can stand here: `html`

    2 errors
    "#);
}

#[test]
fn unknown_key_inside_a_collection() {
    assert_snapshot!(Project::new().setting("numbered: true", "numberd: true").check(), @r#"
    exit 1
    error[unknown-key]: `numberd` is not a key that can stand here
      --> content/portal.yaml:13:48
       |
    13 |   policies: {kind: versioned, title: Policies, numberd: true, review_every: 12 months}
       |                                                ^^^^^^^
       |
    help: did you mean `numbered`?

    1 error
    "#);
}

#[test]
fn missing_key() {
    let project = Project::new()
        .setting("title: Portal\norganisation: Example\nbase_url: https://policy.example.org/\n", "")
        .setting("{title: The board}", "{email: board@example.org}");
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[missing-key]: `base_url` is missing or empty
    --> content/portal.yaml
     |
    help: add a line `base_url: https://policy.example.org/`

    error[missing-key]: `organisation` is missing or empty
    --> content/portal.yaml
     |
    help: add a line `organisation: …`

    error[missing-key]: `title` is missing or empty
    --> content/portal.yaml
     |
    help: add a line `title: …`

    error[missing-key]: `title` is missing or empty
     --> content/portal.yaml:3:3
      |
    3 |   board: {email: board@example.org}
      |   ^^^^^
      |
    help: add a line `title: …`

    4 errors
    "#);
}

#[test]
fn invalid_value_of_the_wrong_type() {
    let project = Project::new()
        .setting("title: Portal", "title: 2026")
        .setting("everyone: true", "everyone: perhaps")
        .setting("kind: living", "kind: livng")
        .settings("organisation_kinds: private\n");
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[invalid-value]: `title` should be text, not number 2026
     --> content/portal.yaml:1:8
      |
    1 | title: 2026
      |        ^^^^
      |
    help: put it in quotes, such as "2.0": without them YAML reads a number, and 3.10 becomes 3.1

    error[invalid-value]: `roles.all-staff.everyone` should be true or false, not text "perhaps"
     --> content/portal.yaml:8:43
      |
    8 |   all-staff: {title: All staff, everyone: perhaps}
      |                                           ^^^^^^^
      |
    help: write true or false, without quotes

    error[invalid-value]: `livng` is not one of the words that can stand here
      --> content/portal.yaml:14:20
       |
    14 |   guidance: {kind: livng, title: Guidance, review_every: 12 months}
       |                    ^^^^^
       |
    help: did you mean `living`?

    error[invalid-value]: `organisation_kinds` should be a list, not text "private"
      --> content/portal.yaml:15:21
       |
    15 | organisation_kinds: private
       |                     ^^^^^^^
       |
    help: write a list: `[one, two]`, or a line `- one` for each

    4 errors
    "#);
}

#[test]
fn invalid_value_of_the_wrong_form() {
    let project = Project::new().setting("https://policy.example.org/", "policy.example.org").settings(
        "brand_colour: teal\nlanguages: []\ntimezone: Europe/Londn\ntheme: My Theme\nfeedback: team@example.org\n\
         navigation: [{title: Rules, page: rules}]\n",
    );
    assert_snapshot!(project.check(), @r##"
    exit 1
    error[invalid-value]: `policy.example.org` is not the address of a web site
     --> content/portal.yaml:3:11
      |
    3 | base_url: policy.example.org
      |           ^^^^^^^^^^^^^^^^^^
      |
    help: write the whole address with its scheme, such as https://policy.example.org/ or https://example.org/policy/

    error[invalid-value]: `teal` is not a colour
      --> content/portal.yaml:15:15
       |
    15 | brand_colour: teal
       |               ^^^^
       |
    help: write a hash and six hexadecimal digits in quotes, such as "#0b5563"

    error[invalid-value]: a portal has a language
      --> content/portal.yaml:16:12
       |
    16 | languages: []
       |            ^^
       |
    help: write `languages: [en]`, or `[en, cy]` for English and Welsh

    error[invalid-value]: `Europe/Londn` is not a time zone
      --> content/portal.yaml:17:11
       |
    17 | timezone: Europe/Londn
       |           ^^^^^^^^^^^^
       |
    help: write a name such as Europe/London

    error[invalid-value]: `My Theme` cannot be the name of a theme
      --> content/portal.yaml:18:8
       |
    18 | theme: My Theme
       |        ^^^^^^^^
       |
    help: write the name of a folder below `themes/` in small letters

    error[invalid-value]: `team@example.org` is not an address for feedback
      --> content/portal.yaml:19:11
       |
    19 | feedback: team@example.org
       |           ^^^^^^^^^^^^^^^^
       |
    help: write `mailto:team@example.org` or an address that starts with `https://`

    error[invalid-value]: there is no page `rules`
      --> content/portal.yaml:20:35
       |
    20 | navigation: [{title: Rules, page: rules}]
       |                                   ^^^^^
       |
    help: name a collection, a document, or one of changes, roles, topics, glossary, register, editions

    7 errors
    "##);
}

#[test]
fn a_logo_that_does_not_exist() {
    assert_snapshot!(Project::new().settings("logo: media/logo.svg\n").check(), @r#"
    exit 1
    error[invalid-value]: there is no picture `media/logo.svg` below the content folder
      --> content/portal.yaml:15:7
       |
    15 | logo: media/logo.svg
       |       ^^^^^^^^^^^^^^
       |
    help: write its path below `content/`, such as `media/logo.svg`

    1 error
    "#);
}

#[test]
fn a_logo_is_published_and_not_unused() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"20\" height=\"10\"><title>Us</title></svg>";
    let portal = Project::new().settings("logo: media/logo.svg\n").file("content/media/logo.svg", svg).portal();
    assert_eq!(portal.report(), "");
    let site = portal.render();
    assert_eq!(site.get("media/logo.svg").map(Vec::as_slice), Some(svg.as_bytes()));
    assert!(crate::support::text(&site, "guidance/start/index.html").contains("src=\"../../media/logo.svg\""));
}

#[test]
fn brand_contrast() {
    assert_snapshot!(Project::new().settings("brand_colour: \"#ffcc00\"\n").check(), @r##"
    exit 1
    error[brand-contrast]: the contrast of #ffcc00 with white is 1.5 to 1; text needs 4.5 to 1
      --> content/portal.yaml:15:15
       |
    15 | brand_colour: "#ffcc00"
       |               ^^^^^^^^^
       |
    help: choose a darker colour

    1 error
    "##);
}

#[test]
fn brand_contrast_is_enough_from_four_and_a_half() {
    // 4.54 to 1 and 4.48 to 1.
    assert_eq!(Project::new().settings("brand_colour: \"#767676\"\n").portal().report(), "");
    assert_ne!(Project::new().settings("brand_colour: \"#777777\"\n").portal().report(), "");
}

#[test]
fn unknown_rule() {
    assert_snapshot!(Project::new().settings("checks: {broken-lnk: off, spelling: error}\n").check(), @r#"
    exit 1
    error[unknown-rule]: there is no rule `broken-lnk`
      --> content/portal.yaml:15:10
       |
    15 | checks: {broken-lnk: off, spelling: error}
       |          ^^^^^^^^^^
       |
    help: did you mean `broken-link`?

    error[unknown-rule]: there is no rule `spelling`
      --> content/portal.yaml:15:27
       |
    15 | checks: {broken-lnk: off, spelling: error}
       |                           ^^^^^^^^
       |
    help: run `vellum explain` for the list of rules

    2 errors
    "#);
}

#[test]
fn unknown_owner_in_the_settings() {
    assert_snapshot!(Project::new().settings("contact: teem\n").check(), @r#"
    exit 1
    error[unknown-owner]: there is no contact `teem`
      --> content/portal.yaml:15:10
       |
    15 | contact: teem
       |          ^^^^
       |
    help: did you mean `team`?

    1 error
    "#);
}

#[test]
fn yaml_syntax() {
    let project = Project::new().setting("organisation: Example", "organisation: Example: the first");
    assert_snapshot!(project.check(), @r#"
    exit 1
    error[yaml-syntax]: a value without quotes cannot hold a colon with a space after it
     --> content/portal.yaml:2:22
      |
    2 | organisation: Example: the first
      |                      ^
      |
    help: put the value in quotes: `"Example: the first"`

    1 error
    "#);
}

#[test]
fn yaml_syntax_the_same_key_twice() {
    assert_snapshot!(Project::new().settings("title: Another\n").check(), @r#"
    exit 1
    error[yaml-syntax]: the key `title` is given twice
      --> content/portal.yaml:15:1
       |
    15 | title: Another
       | ^
       |
    help: keep one of the two

    1 error
    "#);
}

#[test]
fn duplicate_url_of_a_collection_and_a_page_that_every_portal_has() {
    let project = Project::new().settings("  changes: {kind: living, title: Our changes}\n").file(
        "content/changes/one.md",
        "---\ntitle: One\nsummary: One.\nowner: team\nupdated: 2026-03-02\nroles: [managers]\n---\n",
    );
    let report = project.portal().report();
    assert_eq!(report, "content/portal.yaml:15:3 error[duplicate-url] the address /changes/ is taken already\n");
}
