//! How findings are shown: all at once, in order, as JSON, at the level that the portal sets; and what rules say of
//! themselves.

use insta::assert_snapshot;
use vellum::check::RULES;

use crate::support::Project;

const START: &str = "content/guidance/start.md";

fn with_three_mistakes() -> Project {
    Project::new().edit(START, "owner: team", "owner: teem").text("\nSee [here](nowhere.md).\n").version(
        "1.1",
        "2026-02-01",
        "2026-03-01",
    )
}

#[test]
fn all_findings_come_in_one_run_in_the_order_of_their_places() {
    assert_snapshot!(with_three_mistakes().portal().report(), @r#"
    content/guidance/start.md:4:8 error[unknown-owner] there is no contact `teem`
    content/guidance/start.md:10:5 error[broken-link] there is no file `nowhere.md` from here
    content/guidance/start.md:10:5 warning[vague-link-text] the link text “here” does not say where it leads
    content/policies/conduct/1.1.md:7:12 error[version-order] version 1.1 takes effect on 2026-03-01, but version 1.0 on 2026-03-02
    "#);
}

#[test]
fn findings_as_json() {
    let run = with_three_mistakes().run(&["check", "--format", "json"]);
    assert_eq!(run.stderr, "");
    assert_snapshot!(run.stdout, @r#"
    {
      "findings": [
        {
          "rule": "unknown-owner",
          "level": "error",
          "file": "content/guidance/start.md",
          "line": 4,
          "column": 8,
          "end_line": 4,
          "end_column": 12,
          "excerpt": "owner: teem",
          "message": "there is no contact `teem`",
          "help": "did you mean `team`?"
        },
        {
          "rule": "broken-link",
          "level": "error",
          "file": "content/guidance/start.md",
          "line": 10,
          "column": 5,
          "end_line": 10,
          "end_column": 23,
          "excerpt": "See [here](nowhere.md).",
          "message": "there is no file `nowhere.md` from here",
          "help": "write the path of the file from this file's folder, such as `../guidance/start-here.md`"
        },
        {
          "rule": "vague-link-text",
          "level": "warning",
          "file": "content/guidance/start.md",
          "line": 10,
          "column": 5,
          "end_line": 10,
          "end_column": 23,
          "excerpt": "See [here](nowhere.md).",
          "message": "the link text “here” does not say where it leads",
          "help": "name what the reader finds there, such as `[the account security standard](…)`"
        },
        {
          "rule": "version-order",
          "level": "error",
          "file": "content/policies/conduct/1.1.md",
          "line": 7,
          "column": 12,
          "end_line": 7,
          "end_column": 22,
          "excerpt": "effective: 2026-03-01",
          "message": "version 1.1 takes effect on 2026-03-01, but version 1.0 on 2026-03-02",
          "help": "a higher version takes effect on a later day: correct the date, or the number in the file's name",
          "related": [
            {
              "what": "version 1.0",
              "file": "content/policies/conduct/1.0.md",
              "line": 7,
              "column": 12,
              "end_line": 7,
              "end_column": 22,
              "excerpt": "effective: 2026-03-02"
            }
          ]
        }
      ],
      "counts": {
        "errors": 3,
        "warnings": 1,
        "infos": 0
      }
    }
    "#);
    assert_eq!(run.code, 1);
}

#[test]
fn no_findings_as_json() {
    assert_snapshot!(Project::new().run(&["check", "--format", "json"]), @r#"
    exit 0
    --- standard output
    {
      "findings": [],
      "counts": {
        "errors": 0,
        "warnings": 0,
        "infos": 0
      }
    }
    --- standard error
    "#);
}

#[test]
fn a_rule_can_be_made_an_error_or_turned_off() {
    let project = Project::new().text("\nSee [here](../policies/conduct/).\n");
    let with = |level: &str| project.clone().settings(&format!("checks: {{vague-link-text: {level}}}\n")).check();
    assert_eq!(project.check().code, 0);
    assert_eq!(with("error").code, 1);
    assert_snapshot!(with("error").stderr.lines().next().unwrap(), @"error[vague-link-text]: the link text “here” does not say where it leads");
    assert_snapshot!(with("info").stderr.lines().next().unwrap(), @"info[vague-link-text]: the link text “here” does not say where it leads");
    assert_snapshot!(with("off"), @r#"
    exit 0
    no findings in 2 documents
    "#);
    assert_snapshot!(with("silent"), @r#"
    exit 1
    warning[vague-link-text]: the link text “here” does not say where it leads
      --> content/guidance/start.md:10:5
       |
    10 | See [here](../policies/conduct/).
       |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
    help: name what the reader finds there, such as `[the account security standard](…)`

    error[invalid-value]: `silent` is not one of the words that can stand here
      --> content/portal.yaml:15:27
       |
    15 | checks: {vague-link-text: silent}
       |                           ^^^^^^
       |
    help: write one of `off`, `info`, `warning` and `error`

    1 error, 1 warning
    "#);
}

#[test]
fn an_error_made_a_warning_lets_the_portal_be_published() {
    let project = Project::new().text("\nSee [the page](nowhere.md).\n").settings("checks: {broken-link: warning}\n");
    let folder = project.write();
    let run = folder.build();
    assert_eq!(run.code, 0, "{run}");
    let out = folder.out();
    // The text stays, without a link to nowhere.
    assert!(crate::support::text(&out, "guidance/start/index.html").contains("<p>See the page.</p>"));
}

#[test]
fn a_build_with_findings_but_no_errors_shows_them() {
    let project = Project::new().text("\nSee [here](../policies/conduct/).\n");
    assert_snapshot!(project.run(&["build"]), @r#"
    exit 0
    warning[vague-link-text]: the link text “here” does not say where it leads
      --> content/guidance/start.md:10:5
       |
    10 | See [here](../policies/conduct/).
       |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
    help: name what the reader finds there, such as `[the account security standard](…)`

    1 warning
    published _ files (_ MB) for 2026-11-23 in _ ms: public
    build again from 2027-01-31T00:00:00+00:00: the review of guidance/start is due soon, the review of policies/conduct is due soon
    "#);
}

#[test]
fn the_quiet_option_leaves_the_findings() {
    assert_snapshot!(Project::new().run(&["check", "--quiet"]), @"exit 0");
    let run = Project::new().text("\nSee [here](../policies/conduct/).\n").run(&["check", "--quiet"]);
    assert!(run.stderr.contains("warning[vague-link-text]"), "{run}");
}

#[test]
fn colour_only_when_asked_for() {
    let folder = with_three_mistakes().write();
    assert!(!folder.run(&["check"]).stderr.contains('\u{1b}'));
    let mut command = folder.command(env!("CARGO_BIN_EXE_vellum"));
    command.args(["check", "--color", "always", "--as-of", "2026-11-23"]);
    assert!(folder.finish(&command.output().unwrap()).stderr.contains('\u{1b}'));
}

#[test]
fn a_message_stays_on_one_line_and_has_no_control_characters() {
    let project = Project::new()
        .settings("theme: |\n  one\n  two\n? |\n  three\n  four\n: five\n\"a\\e[31mb\": six\n")
        .edit(START, "owner: team", "owner: \"te\\e[2Jam\"");
    for finding in &project.portal().findings {
        assert!(!finding.message.contains(char::is_control), "{:?}", finding.message);
    }
}

#[test]
fn paths_are_shown_from_where_the_command_was_given() {
    let folder = Project::new().text("\nSee [here](../policies/conduct/).\n").write();
    std::fs::create_dir(folder.path("elsewhere")).unwrap();
    let run = folder.run_with(&["check", "--content", "../content"], |command| {
        command.current_dir(folder.path("elsewhere"));
    });
    assert!(run.stderr.contains("--> ../content/guidance/start.md:10:5"), "{run}");
}

#[test]
fn columns_count_characters() {
    let report = Project::new().text("\nÉtéé 😀 [here](../policies/conduct/).\n").portal().report();
    assert_snapshot!(report, @"content/guidance/start.md:10:8 warning[vague-link-text] the link text “here” does not say where it leads");
}

#[test]
fn explain_lists_every_rule() {
    let run = Project::empty().run(&["explain"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let names: Vec<&str> = run.stdout.lines().map(|line| line.split(' ').next().unwrap()).collect();
    assert_eq!(names, RULES.iter().map(|rule| rule.name).collect::<Vec<_>>());
    assert_snapshot!(run.stdout.lines().take(3).collect::<Vec<_>>().join("\n"), @r#"
    brand-contrast                 error    the brand colour has too little contrast with white
    broken-anchor                  error    a link leads to a heading or term that its page does not have
    broken-link                    error    a link or picture leads to a file that does not exist or is not published
    "#);
}

#[test]
fn explain_says_what_a_rule_is_about() {
    assert_snapshot!(Project::empty().run(&["explain", "orphan-page"]), @r#"
    exit 0
    --- standard output
    orphan-page (warning): a document has no role and no topic, and no other text links to it

    Staff find pages through their role, through topics, and through links in texts. A document with none of these is found
    only by those who walk through the overview of its folder.

    To put it right: give it `roles` or `topics`, link to it from a text, or name it in another document's `related`.
    --- standard error
    "#);
}

#[test]
fn explain_does_not_know_every_word() {
    assert_snapshot!(Project::empty().run(&["explain", "orphan-pages"]), @r#"
    exit 2
    error: there is no rule `orphan-pages`; did you mean `orphan-page`?
    "#);
    assert_snapshot!(Project::empty().run(&["explain", "spelling"]), @r#"
    exit 2
    error: there is no rule `spelling`; run `vellum explain` for the list
    "#);
}

#[test]
fn every_rule_is_documented_in_the_same_form() {
    for rule in RULES {
        assert!(!rule.summary.ends_with('.') && rule.summary.len() < 110, "{}: {}", rule.name, rule.summary);
        assert!(rule.docs.ends_with('.'), "{} ends in the middle of a sentence: {:?}", rule.name, rule.docs);
        let longest = rule.docs.lines().map(|line| line.chars().count()).max().unwrap();
        assert!(longest <= 120, "{} has a line of {longest} characters", rule.name);
    }
}

#[test]
fn arguments_that_make_no_sense_end_with_2() {
    assert_snapshot!(Project::new().run(&["check", "--as-of", "2026-02-30"]), @r#"
    exit 2
    error: invalid value '2026-02-30' for '--as-of <DATE>': write year-month-day, such as 2026-06-19

    For more information, try '--help'.
    "#);
    assert_snapshot!(Project::new().run(&["build", "--base-url", "policy.example.org"]), @r#"
    exit 2
    error: invalid value 'policy.example.org' for '--base-url <URL>': write an address such as https://policy.example.org/

    For more information, try '--help'.
    "#);
    assert_eq!(Project::new().run(&["chek"]).code, 2);
    assert_eq!(Project::new().run(&["check", "--quiet", "--verbose"]).code, 2);
}

#[test]
fn help_and_version_go_to_standard_output() {
    for arguments in [["--help"], ["--version"]] {
        let run = Project::empty().run(&arguments);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""));
        assert!(run.stdout.contains("vellum"), "{run}");
    }
}

#[test]
fn the_day_comes_from_source_date_epoch_in_the_zone_of_the_portal() {
    // 23:30 on 30 June in UTC is 0:30 on 1 July in London.
    let folder = Project::new().write();
    let mut command = folder.command(env!("CARGO_BIN_EXE_vellum"));
    command.args(["build", "--color", "never"]).env("SOURCE_DATE_EPOCH", "1782862200");
    assert_snapshot!(folder.finish(&command.output().unwrap()), @r#"
    exit 0
    published _ files (_ MB) for 2026-07-01 in _ ms: public
    build again from 2027-01-31T00:00:00+00:00: the review of guidance/start is due soon, the review of policies/conduct is due soon
    "#);
}
