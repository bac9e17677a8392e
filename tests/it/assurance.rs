//! Duties, the clauses that meet them and the questions that test them.

use insta::assert_snapshot;
use serde_json::Value;

use crate::support::{Project, text};

const DUTIES: &str = "\
law_as_at: 2026-03-01
duties:
  - {id: be-kind, title: =Be kind, summary: To everybody., kind: legal-duty, theme: manners, roles: [all-staff]}
  - {id: be-fair, title: Be fair, summary: To everybody., kind: our-rule, theme: manners, roles: [managers]}
  - {id: keep-records, title: Keep records, summary: Of it all., theme: proof, applies_to: [public-body]}
";

const QUIZ: &str = "\
title: Kindness
summary: What it takes.
questions:
  - {id: one, kind: true-false, ask: Kindness matters., answer: true, covers: [be-kind]}
";

/// A portal in which one duty has a clause and a question, one has neither, and one binds other organisations.
fn project() -> Project {
    Project::new().file("content/obligations.yaml", DUTIES).file("content/quizzes/kindness.yaml", QUIZ).edit(
        "content/policies/conduct/1.0.md",
        "{#being-kind}",
        "{#being-kind covers=be-kind}",
    )
}

#[test]
fn uncovered_duty() {
    assert_snapshot!(project().check(), @r#"
    exit 0
    warning[uncovered-duty]: no clause in force meets the duty `be-fair`
     --> content/obligations.yaml:4:10
      |
    4 |   - {id: be-fair, title: Be fair, summary: To everybody., kind: our-rule, theme: manners, roles: [managers]}
      |          ^^^^^^^
      |
    help: add `covers=be-fair` to the heading of the clause that meets it

    1 warning
    "#);
}

#[test]
fn a_clause_that_is_deleted_names_the_duty_that_it_leaves() {
    let project = project().edit("content/policies/conduct/1.0.md", " covers=be-kind", "");
    assert!(project.check().stderr.contains("no clause in force meets the duty `be-kind`"));
}

#[test]
fn a_draft_or_a_replaced_version_meets_nothing() {
    let project = project().version("1.1", "2026-05-01", "2026-06-01");
    assert!(project.check().stderr.contains("no clause in force meets the duty `be-kind`"));
    let upcoming = self::project().version("1.1", "2026-11-01", "2027-06-01");
    assert!(!upcoming.check().stderr.contains("`be-kind`"));
}

#[test]
fn fail_under() {
    assert_eq!(project().run(&["check", "--fail-under", "50"]).code, 0);
    let run = project().run(&["check", "--fail-under", "51"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.ends_with(
        "error: 50% of the duties are wholly answered, fewer than --fail-under asks for; see /assurance/\n"
    ));
    assert_eq!(project().run(&["check", "--fail-under", "101"]).code, 2);
    let without_question = project().without("content/quizzes/kindness.yaml");
    assert_eq!(without_question.run(&["check", "--fail-under", "50"]).code, 0, "a portal without quizzes needs none");
    let untested = project().edit("content/quizzes/kindness.yaml", "covers: [be-kind]", "covers: [be-fair]");
    assert_eq!(untested.run(&["check", "--fail-under", "1"]).code, 1);
}

#[test]
fn the_same_as_page_csv_and_json() {
    let site = project().publish(&[]);
    let page = text(&site, "assurance/index.html");
    assert!(page.contains("1 of 2 duties are not wholly answered."));
    assert!(page.contains("<a href=\"../policies/conduct/#being-kind\">Conduct: 1 Being kind</a>"));
    assert!(page.contains("<a href=\"../training/kindness/#q-one\">Kindness: Question 1</a>"));
    assert!(!page.contains("Keep records"), "it binds public bodies only");
    assert_snapshot!(text(&site, "assurance.csv").replace("\r\n", "\n"), @r#"
    id,title,kind,theme,roles,clauses,questions,covered
    be-kind,'=Be kind,legal-duty,manners,all-staff,policies/conduct#being-kind,kindness#one,true
    be-fair,Be fair,our-rule,manners,managers,,,false
    "#);
    let json: Value = serde_json::from_str(text(&site, "assurance.json")).unwrap();
    assert_eq!((json["total"].as_u64(), json["covered"].as_u64()), (Some(2), Some(1)));
    assert_snapshot!(json["duties"][0].to_string(), @r#"
    {"id":"be-kind","title":"=Be kind","kind":"legal-duty","theme":"manners","roles":["all-staff"],"clauses":[{"document":"policies/conduct","version":"1.0","clause":"being-kind","number":"1","url":"https://policy.example.org/policies/conduct/#being-kind"}],"questions":[{"quiz":"kindness","question":"one","url":"https://policy.example.org/training/kindness/#q-one"}],"covered":true}
    "#);
}
