//! `vellum diff`: the same redline in the terminal.

use insta::assert_snapshot;

use super::two_versions;
use crate::support::{Project, text};

const BEFORE: &str = "\
## Gifts {#gifts}

Do not take gifts that are worth more than £20.

- Say no.
- Tell the office.
- Send it back.

## Old {#old}

Nobody needs this.
";

const AFTER: &str = "\
## Gifts {#gifts}

Do not take gifts that are worth more than £50.

- Tell the office.
- Send it back at once.
- Say no.

## New {#new}

Everybody needs that.
";

fn project() -> Project {
    two_versions(BEFORE, AFTER)
}

#[test]
fn without_a_draft_the_two_newest_versions_are_compared() {
    assert_snapshot!(project().run(&["diff", "policies/conduct"]), @r#"
    exit 0
    --- standard output
    Conduct: 1.0 → 2.0
    clauses: 1 changed, 1 added, 1 removed; words: 7 added, 5 removed

    approved_on: [-23 February 2026-] {+5 October 2026+}
    effective: [-2 March 2026-] {+12 October 2026+}

    1 Gifts (changed)
      Do not take gifts that are worth more than £[-20-]{+50+}.
        (“Say no.” moved)
        …
        - Send it back {+at once+}.
        (moved here)
        - Say no.

    2 [-Old-] (removed)
      [-Nobody needs this.-]

    2 {+New+} (new)
      {+Everybody needs that.+}
    --- standard error
    "#);
}

#[test]
fn a_draft_is_compared_with_the_version_in_force() {
    let draft =
        "---\ntitle: Conduct\nsummary: How we behave.\nowner: team\nroles: [all-staff]\n---\n## Gifts {#gifts}\n";
    let project = project().file("content/policies/conduct/draft.md", draft);
    let run = project.run(&["diff", "conduct"]);
    assert!(run.stdout.starts_with("Conduct: 2.0 → draft\n"), "{run}");
    let run = project.run(&["diff", "content/policies/conduct/draft.md", "1.0"]);
    assert!(run.stdout.starts_with("Conduct: 1.0 → 2.0\n"), "{run}");
    let run = project.run(&["diff", "conduct", "draft", "1.0"]);
    assert!(run.stdout.starts_with("Conduct: draft → 1.0\n"), "{run}");
}

#[test]
fn colours_take_the_place_of_signs() {
    let folder = project().write();
    let mut command = folder.command(env!("CARGO_BIN_EXE_vellum"));
    let output = command.args(["diff", "conduct", "--color", "always", "--as-of", "2026-11-23"]).output().unwrap();
    let run = folder.finish(&output);
    assert!(run.stdout.contains("£\u{1b}[31;9m20\u{1b}[0m\u{1b}[32;4m50\u{1b}[0m."), "{run}");
    assert!(!run.stdout.contains("{+"), "{run}");
}

#[test]
fn json_says_the_same() {
    let run = project().run(&["diff", "conduct", "--format", "json"]);
    let written: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(written["document"], "policies/conduct");
    assert_eq!((&written["before"], &written["after"]), (&"1.0".into(), &"2.0".into()));
    assert_eq!(written["summary"]["words_removed"], 5);
    let clauses: Vec<_> = written["clauses"].as_array().unwrap().iter().map(|clause| &clause["change"]).collect();
    assert_eq!(clauses, ["changed", "removed", "added"]);
    assert_eq!(written["clauses"][0]["blocks"][0]["runs"][1], serde_json::json!({"change": "removed", "text": "20"}));
}

#[test]
fn what_does_not_exist_gets_the_nearest_name() {
    let says = |arguments: &[&str], expected: &str| {
        let run = project().run(&[&["diff"], arguments].concat());
        assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (2, "", expected));
    };
    says(&["policies/conduckt"], "error: there is no document `policies/conduckt`; did you mean `policies/conduct`?\n");
    says(&["conduckt"], "error: there is no document `conduckt`; did you mean `policies/conduct`?\n");
    says(&["zebra"], "error: there is no document `zebra`; there are policies/conduct\n");
    says(&["conduct", "1.1"], "error: `policies/conduct` has no version 1.1; did you mean 1.0?\n");
    says(&["guidance/start"], "error: `guidance/start` is a living document: it has no versions to compare\n");
    says(
        &["conduct", "2.0", "--as-of", "2026-04-01"],
        "error: version 2.0 of `policies/conduct` is not yet known on 2026-04-01; choose a later day with --as-of\n",
    );
    let run = Project::new().run(&["diff", "conduct"]);
    assert_eq!((run.code, run.stderr.as_str()), (2, "error: `policies/conduct` has only one version, 1.0\n"));
}

#[test]
fn nothing_in_a_text_steers_the_terminal() {
    let run = two_versions("Words.\n", "Words \u{1b}[31m red.\n").run(&["diff", "conduct"]);
    assert_eq!(run.code, 0, "{run}");
    assert!(!run.stdout.contains('\u{1b}'), "{run}");
}

#[test]
fn a_list_of_definitions_begins_with_a_term_whatever_moved_away_from_its_start() {
    let definition = |term: &str, text: &str| format!("{term}\n: {text}\n\n");
    let alpha = definition("Alpha", "The first letter of the Greek alphabet, and of many lists.");
    let rest =
        definition("Beta", "The second one, which follows at once.") + &definition("Gamma", "The third of them.");
    let lists = |first: &str, last: &str| {
        let site = two_versions(&format!("{alpha}{rest}"), &format!("{first}{last}")).portal().render();
        let page = text(&site, "policies/conduct/compare/1.0-to-2.0/index.html").to_owned();
        let list = page.split("<dl>\n").nth(1).unwrap().split("</dl>").next().unwrap().to_owned();
        list.split('<').filter_map(|tag| tag.get(..2).filter(|name| matches!(*name, "dt" | "dd"))).collect::<String>()
    };
    assert_snapshot!(lists(&rest, &alpha), @"dtdddtdddtdddtdd");
}
