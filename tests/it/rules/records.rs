//! Learners' records that do not fit the portal.

use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::support::{Project, Run};

const QUIZ: &str = "\
title: Kindness
summary: How to be kind.
owner: team
updated: 2026-10-01
roles: [all-staff]
tests: {policies/conduct: \"1.1\"}
questions:
  - {id: one, kind: true-false, ask: Be kind., answer: true}
  - {id: two, kind: true-false, ask: Be rude., answer: false, points: 3}
";

fn project() -> Project {
    Project::new().version("1.1", "2026-03-20", "2026-04-01").file("content/quizzes/kindness.yaml", QUIZ).locked()
}

/// The state of the quiz above.
const STATE: &str = "044329abe83f43e9";

/// An attempt that fits, with some values in the place of others.
fn attempt(changes: Value) -> Value {
    let mut attempt = json!({
        "date": "2026-11-02", "percent": 100, "passed": true, "hash": STATE, "points": 4, "of": 4,
        "tests": {"policies/conduct": "1.1"}, "policies": {"policies/conduct": "1.1"}, "wrong": []
    });
    attempt.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    attempt
}

fn record(quizzes: Value, read: Value) -> String {
    let record = json!({"schema": 2, "portal": "https://policy.example.org/", "quizzes": quizzes, "read": read});
    serde_json::to_string_pretty(&record).unwrap()
}

fn attempts(attempts: Value) -> String {
    record(json!({"kindness": {"title": "Kindness", "attempts": attempts}}), json!({}))
}

/// What `verify` says of a record.
fn verify(text: &str) -> Run {
    let folder = project().file("record.json", text).write();
    folder.run(&["verify", "--quiet", "--record", "record.json"])
}

/// The findings without their excerpts.
fn findings(text: &str) -> String {
    let folder = project().file("record.json", text).write();
    let run = folder.run(&["verify", "--format", "github", "--record", "record.json"]);
    run.stdout
}

#[test]
fn a_record_that_fits() {
    let read =
        json!({"policies/conduct": {"title": "Conduct", "versions": {"1.0": "2026-03-31", "1.1": "2026-04-01"}}});
    let text = record(json!({"kindness": {"title": "Kindness", "attempts": [attempt(json!({}))]}}), read);
    let folder = project().file("record.json", text).write();
    assert_snapshot!(folder.run(&["verify", "--record", "record.json"]), @r#"
    exit 0
    info[record-self-asserted]: this record with 3 entries is self-asserted: it shows neither who answered nor that nobody helped
    --> record.json

    1 note
    2 released versions are as they were recorded
    record.json fits this portal
    "#);
    assert_snapshot!(folder.run(&["verify", "--record", "record.json", "--format", "json"]), @r#"
    exit 0
    --- standard output
    {
      "findings": [
        {
          "rule": "record-self-asserted",
          "level": "info",
          "file": "record.json",
          "message": "this record with 3 entries is self-asserted: it shows neither who answered nor that nobody helped"
        }
      ],
      "counts": {
        "errors": 0,
        "warnings": 0,
        "infos": 1
      }
    }
    --- standard error
    "#);
}

#[test]
fn record_unreadable() {
    assert_snapshot!(verify("{\n  \"schema\": 2,\n  \"quizzes\": {,\n"), @r#"
    exit 1
    error[record-unreadable]: this is not JSON: key must be a string
     --> record.json:3:15
      |
    3 |   "quizzes": {,
      |               ^
      |
    help: ask the learner for the file as it was downloaded from the page of their record

    1 error
    "#);
    assert_snapshot!(verify("[]"), @r#"
    exit 1
    error[record-unreadable]: this is not a learner's record: it lacks `schema`, `quizzes` or `read`
    --> record.json
     |
    help: ask the learner for the file as it was downloaded from the page of their record

    1 error
    "#);
    assert_snapshot!(verify("{\n  \"schema\": 3,\n  \"quizzes\": {},\n  \"read\": {}\n}\n"), @r#"
    exit 1
    error[record-unreadable]: this record has the form 3, and this program reads form 2
     --> record.json:2:13
      |
    2 |   "schema": 3,
      |             ^
      |
    help: check it with the version of the program that made the portal

    1 error
    "#);
    let broken = json!([7, {"date": "soon", "percent": "100", "hash": "x", "tests": {"a": 1}}]);
    assert_snapshot!(findings(&attempts(broken)), @r#"
    ::notice file=record.json,title=record-self-asserted::this record with 0 entries is self-asserted: it shows neither who answered nor that nobody helped
    ::error file=record.json,line=8,endLine=8,col=9,endColumn=10,title=record-unreadable::`attempts` is missing or wrong: here stands an object for each attempt%0Ahelp: ask the learner for the file as it was downloaded from the page of their record
    ::error file=record.json,line=9,endLine=16,title=record-unreadable::`passed` is missing or wrong: here stands true or false%0Ahelp: ask the learner for the file as it was downloaded from the page of their record
    ::error file=record.json,line=10,endLine=10,col=19,endColumn=25,title=record-unreadable::`date` is missing or wrong: here stands a day such as 2026-06-19%0Ahelp: ask the learner for the file as it was downloaded from the page of their record
    ::error file=record.json,line=11,endLine=11,col=22,endColumn=27,title=record-unreadable::`percent` is missing or wrong: here stands the score as a number%0Ahelp: ask the learner for the file as it was downloaded from the page of their record
    ::error file=record.json,line=13,endLine=15,title=record-unreadable::`tests` is missing or wrong: here stands a version for each document%0Ahelp: ask the learner for the file as it was downloaded from the page of their record
    "#);
    assert_snapshot!(findings(&record(json!({"kindness": 7}), json!({"a": 7, "b": {"versions": {"x": "2026-01-05", "1.0": 7}}}))), @r#"
    ::notice file=record.json,title=record-self-asserted::this record with 0 entries is self-asserted: it shows neither who answered nor that nobody helped
    ::error file=record.json,line=5,endLine=5,col=5,endColumn=15,title=record-unreadable::`attempts` is missing or wrong: here stands a list of attempts%0Ahelp: ask the learner for the file as it was downloaded from the page of their record
    ::error file=record.json,line=8,endLine=8,col=5,endColumn=8,title=record-unreadable::`versions` is missing or wrong: here stands a day for each version%0Ahelp: ask the learner for the file as it was downloaded from the page of their record
    ::error file=record.json,line=11,endLine=11,col=9,endColumn=12,title=record-unreadable::`x` is missing or wrong: here stands a version such as 2.0%0Ahelp: ask the learner for the file as it was downloaded from the page of their record
    ::error file=record.json,line=12,endLine=12,col=16,endColumn=17,title=record-unreadable::`1.0` is missing or wrong: here stands a day such as 2026-06-19%0Ahelp: ask the learner for the file as it was downloaded from the page of their record
    "#);
    assert_snapshot!(verify(&" ".repeat(1_100_000)), @r#"
    exit 1
    error[record-unreadable]: this file has more than 1024 KiB, which no record has
    --> record.json
     |
    help: ask the learner for the file as it was downloaded from the page of their record

    1 error
    "#);
    let folder = project().file("record.json", b"{\"schema\": \"\xff\"}").write();
    assert_snapshot!(folder.run(&["verify", "--quiet", "--record", "record.json"]), @r#"
    exit 1
    error[invalid-encoding]: line 1 holds the byte 0xFF, which is not UTF-8
    --> record.json
     |
    help: save the file with the encoding UTF-8

    1 error
    "#);
    assert_snapshot!(folder.run(&["verify", "--record", "gone.json"]), @r#"
    exit 2
    error: cannot read the record gone.json: No such file or directory (os error 2)
    "#);
}

#[test]
fn record_unknown() {
    let text = record(
        json!({"kindnes": {"attempts": [attempt(json!({"policies": {"policies/conducts": "1.0"}}))]},
               "kindness": {"attempts": [attempt(json!({"wrong": ["onee"], "percent": 75, "passed": false, "points": 3}))]}}),
        json!({"policies/conduct": {"versions": {"2.0": "2026-11-02"}}, "guidance/start": {"versions": {"1.0": "2026-11-02"}}}),
    );
    assert_snapshot!(verify(&text.replace("https://policy.", "https://other.")), @r#"
    exit 1
    info[record-self-asserted]: this record with 4 entries is self-asserted: it shows neither who answered nor that nobody helped
    --> record.json

    error[record-unknown]: this record is from another portal, `https://other.example.org/`
     --> record.json:3:13
      |
    3 |   "portal": "https://other.example.org/",
      |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
    help: this portal is `https://policy.example.org`; if it has moved, give the older address with `--base-url`

    error[record-unknown]: there is no quiz `kindnes`
     --> record.json:5:5
      |
    5 |     "kindnes": {
      |     ^^^^^^^^^
      |
    help: the nearest is `kindness`

    error[record-unknown]: there is no document `policies/conducts`
      --> record.json:18:13
       |
    18 |             "policies/conducts": "1.0"
       |             ^^^^^^^^^^^^^^^^^^^
       |
    help: the nearest is `policies/conduct`

    error[record-unknown]: there is no question `onee`
      --> record.json:40:13
       |
    40 |             "onee"
       |             ^^^^^^
       |
    help: the nearest is `one`

    error[record-unknown]: `policies/conduct` has no version 2.0
      --> record.json:49:9
       |
    49 |         "2.0": "2026-11-02"
       |         ^^^^^
       |
    help: it has `1.0` and `1.1`

    error[record-unknown]: `guidance/start` has no version 1.0
      --> record.json:54:9
       |
    54 |         "1.0": "2026-11-02"
       |         ^^^^^
       |
    help: it is a living document, which has no versions

    6 errors, 1 note
    "#);
}

#[test]
fn record_other_quiz() {
    let before = attempt(json!({"hash": "0123456789abcdef", "date": "2026-09-30"}));
    let after = attempt(json!({"hash": "0123456789abcdef", "date": "2026-10-01"}));
    let edited = attempt(json!({"tests": {"policies/conduct": "1.0", "guidance/start": "1.0"}}));
    assert_snapshot!(verify(&attempts(json!([before, after, edited]))), @r#"
    exit 1
    info[record-self-asserted]: this record with 3 entries is self-asserted: it shows neither who answered nor that nobody helped
    --> record.json

    warning[record-other-quiz]: the quiz was `0123456789abcdef` on 2026-09-30, and `quizzes/kindness` is `044329abe83f43e9` now
      --> record.json:12:19
       |
    12 |           "hash": "0123456789abcdef",
       |                   ^^^^^^^^^^^^^^^^^^
       |
    help: quizzes change; to be sure, check the record with the content of that day

    error[record-other-quiz]: on 2026-10-01 the quiz was not `0123456789abcdef`: `quizzes/kindness` is `044329abe83f43e9` since 2026-10-01
      --> record.json:27:19
       |
    27 |           "hash": "0123456789abcdef",
       |                   ^^^^^^^^^^^^^^^^^^
       |
    help: if the quiz was changed since, set its `updated` to that day; else the file was edited

    error[record-other-quiz]: this state of the quiz was checked against version 1.1 of `policies/conduct`, not 1.0
      --> record.json:46:33
       |
    46 |             "policies/conduct": "1.0",
       |                                 ^^^^^
       |
    help: the file was edited: ask the learner for the record as it was downloaded

    error[record-other-quiz]: this state of the quiz was not checked against `guidance/start`
      --> record.json:47:31
       |
    47 |             "guidance/start": "1.0"
       |                               ^^^^^
       |
    help: the file was edited: ask the learner for the record as it was downloaded

    3 errors, 1 warning, 1 note
    "#);
}

#[test]
fn record_score() {
    let impossible = json!([
        attempt(json!({"percent": 101})),
        attempt(json!({"points": 5})),
        attempt(json!({"percent": 50, "passed": false, "wrong": ["one"]})),
        attempt(json!({"wrong": ["one"]})),
        attempt(json!({"percent": 75, "points": 3, "passed": false})),
        attempt(json!({"percent": 75, "points": 3, "wrong": ["one"]})),
        attempt(json!({"points": 3, "of": 3})),
        attempt(json!({"only": ["one"]})),
    ]);
    assert_snapshot!(findings(&attempts(impossible)), @r#"
    ::notice file=record.json,title=record-self-asserted::this record with 8 entries is self-asserted: it shows neither who answered nor that nobody helped
    ::error file=record.json,line=10,endLine=10,col=22,endColumn=25,title=record-score::101%25 is no score: it lies between 0 and 100%0Ahelp: the file was edited: ask the learner for the record as it was downloaded
    ::error file=record.json,line=25,endLine=25,col=22,endColumn=25,title=record-score::nobody has 5 of 4 points%0Ahelp: the file was edited: ask the learner for the record as it was downloaded
    ::error file=record.json,line=40,endLine=40,col=22,endColumn=24,title=record-score::4 of 4 points are not 50%25%0Ahelp: the file was edited: ask the learner for the record as it was downloaded
    ::error file=record.json,line=57,endLine=57,col=22,endColumn=25,title=record-score::with a question that is not right the score is less than 100%25%0Ahelp: the file was edited: ask the learner for the record as it was downloaded
    ::error file=record.json,line=74,endLine=74,col=22,endColumn=24,title=record-score::with every question right the score is 100%25, not 75%25%0Ahelp: the file was edited: ask the learner for the record as it was downloaded
    ::error file=record.json,line=90,endLine=90,col=21,endColumn=25,title=record-score::75%25 is passed here, but the quiz is passed from 80%25%0Ahelp: the file was edited: ask the learner for the record as it was downloaded
    ::error file=record.json,line=110,endLine=110,col=17,endColumn=18,title=record-score::the questions that were asked are worth 4, not 3%0Ahelp: the file was edited: ask the learner for the record as it was downloaded
    ::error file=record.json,line=125,endLine=125,col=17,endColumn=18,title=record-score::the questions that were asked are worth 1, not 4%0Ahelp: the file was edited: ask the learner for the record as it was downloaded
    "#);
    assert_snapshot!(verify(&attempts(json!([attempt(json!({"points": 5}))]))), @r#"
    exit 1
    info[record-self-asserted]: this record with 1 entry is self-asserted: it shows neither who answered nor that nobody helped
    --> record.json

    error[record-score]: nobody has 5 of 4 points
      --> record.json:10:22
       |
    10 |           "percent": 100,
       |                      ^^^
       |
    help: the file was edited: ask the learner for the record as it was downloaded

    1 error, 1 note
    "#);
    // The same with fractions, which partial marks give.
    let possible = json!([
        attempt(json!({"percent": 66, "points": 2.67, "passed": false, "wrong": ["two"]})),
        attempt(json!({"only": ["two"], "points": 3, "of": 3}))
    ]);
    assert_eq!(verify(&attempts(possible)).code, 0);
}

#[test]
fn record_version_and_record_date() {
    let read = json!({"policies/conduct": {"versions": {"1.0": "2026-04-01", "1.1": "2026-12-01"}}});
    let quizzes = json!({"kindness": {"attempts": [
        attempt(json!({"policies": {"policies/conduct": "1.0"}})),
        attempt(json!({"policies": {"policies/conduct": "1.1"}, "date": "2026-12-01"})),
        attempt(json!({"policies": {"policies/conduct": "1.0"}, "date": "2026-03-01", "hash": "0123456789abcdef"})),
    ]}});
    let text = record(quizzes, read);
    assert_snapshot!(verify(&text), @r#"
    exit 1
    info[record-self-asserted]: this record with 5 entries is self-asserted: it shows neither who answered nor that nobody helped
    --> record.json

    error[record-version]: version 1.0 of `policies/conduct` was not in force on 2026-11-02
      --> record.json:18:13
       |
    18 |             "policies/conduct": "1.0"
       |             ^^^^^^^^^^^^^^^^^^
       |
    help: version 1.1 was

    error[record-date]: 2026-12-01 has not come yet: the record is checked for 2026-11-23
      --> record.json:23:19
       |
    23 |           "date": "2026-12-01",
       |                   ^^^^^^^^^^^^
       |
    help: ask for it to be done again, on a device whose clock is right

    warning[record-other-quiz]: the quiz was `0123456789abcdef` on 2026-03-01, and `quizzes/kindness` is `044329abe83f43e9` now
      --> record.json:41:19
       |
    41 |           "hash": "0123456789abcdef",
       |                   ^^^^^^^^^^^^^^^^^^
       |
    help: quizzes change; to be sure, check the record with the content of that day

    error[record-version]: version 1.0 of `policies/conduct` was not in force on 2026-03-01
      --> record.json:48:13
       |
    48 |             "policies/conduct": "1.0"
       |             ^^^^^^^^^^^^^^^^^^
       |
    help: no version was

    error[record-version]: version 1.0 of `policies/conduct` was not in force on 2026-04-01
      --> record.json:58:9
       |
    58 |         "1.0": "2026-04-01",
       |         ^^^^^
       |
    help: version 1.1 was

    error[record-date]: 2026-12-01 has not come yet: the record is checked for 2026-11-23
      --> record.json:59:16
       |
    59 |         "1.1": "2026-12-01"
       |                ^^^^^^^^^^^^
       |
    help: ask for it to be done again, on a device whose clock is right

    5 errors, 1 warning, 1 note
    "#);
    let folder = project().file("record.json", &text).write();
    let later = folder.run(&["verify", "--quiet", "--record", "record.json", "--as-of", "2026-12-01"]).to_string();
    assert!(!later.contains("record-date"), "{later}");
}

#[test]
fn a_record_with_more_findings_than_anybody_reads_is_told_of_in_short() {
    let before = r#"{"schema": 2, "quizzes": {"kindness": {"attempts": ["#;
    let behind = r#"]}}, "read": {}}"#;
    let late = r#"{"date": "2027-01-01", "percent": 100, "passed": true, "hash": "x"}"#;
    let fits = format!(r#"{{"date": "2026-11-02", "percent": 100, "passed": true, "hash": "{STATE}"}}"#);
    for (item, expected) in [("0", 1000), ("{}", 1000), ("[[[[]]]]", 1000), (late, 1000), (&fits, 0)] {
        let text = format!("{before}{}{behind}", [item; 3000].join(","));
        let listed = findings(&text);
        let more = listed.contains("there is more wrong with this record: only 1000 findings are listed");
        assert_eq!(more, expected > 0, "{item}");
        let others = listed.lines().filter(|line| !line.contains("record-self-asserted")).count();
        assert_eq!(others, if more { expected + 1 } else { 0 }, "{item}");
        assert!(listed.len() < 500_000, "{item}: {}", listed.len());
    }
}

#[test]
fn what_is_quoted_from_a_record_has_an_end() {
    let long = "x".repeat(100_000);
    let text = format!(r#"{{"schema": 2, "portal": "{long}", "quizzes": {{"{long}": {{}}}}, "read": {{}}}}"#);
    let folder = project().file("record.json", &text).write();
    for format in ["human", "json", "github", "sarif", "junit"] {
        let run = folder.run(&["verify", "--format", format, "--record", "record.json"]);
        assert_eq!(run.code, 1, "{format}");
        assert!(run.stdout.len() + run.stderr.len() < 20_000, "{format}: {}", run.stdout.len());
    }
}
