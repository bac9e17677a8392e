//! `vellum schema`: what an editor accepts is what Vellum reads, judged by a validator that knows neither.

use std::collections::BTreeSet;
use std::path::Path;

use insta::assert_snapshot;
use jsonschema::Validator;
use serde_json::{Value, json};
use vellum::model::Settings;
use vellum::parse::{SchemaKind, classify};
use vellum::span::FilePath;

use crate::golden::site;
use crate::support::{Project, Tree, read_tree, text};

fn validator(kind: SchemaKind) -> Validator {
    let schema = kind.schema();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    jsonschema::meta::validate(&schema).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

fn read(yaml: &str) -> Value {
    let (value, problems, _) = vellum::yaml::read(yaml);
    assert!(problems.is_empty(), "{problems:?}\n{yaml}");
    value.unwrap()
}

/// The YAML of a file: all of it, or its front matter.
fn yaml<'a>(path: &str, text: &'a str) -> &'a str {
    if path.ends_with(".md") {
        text.trim_start_matches("---\n").split_once("\n---").map_or("", |(yaml, _)| yaml)
    } else {
        text
    }
}

/// What is wrong with each file of a content folder that has a schema, and the kinds that were met.
fn refused(content: &Tree) -> (Vec<String>, BTreeSet<&'static str>) {
    let settings: Settings = vellum::yaml::read(text(content, "portal.yaml")).0.unwrap();
    let mut met = BTreeSet::new();
    let mut refused = Vec::new();
    for path in content.keys() {
        let Some(kind) = SchemaKind::of(classify(&FilePath::new(&format!("content/{path}")), &settings)) else {
            continue;
        };
        met.insert(kind.name());
        let value = read(yaml(path, text(content, path)));
        refused.extend(
            validator(kind).iter_errors(&value).map(|error| format!("{path}: {error} at {}", error.instance_path())),
        );
    }
    (refused, met)
}

#[test]
fn every_file_of_this_repository_fits_its_schema() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (wrong, met) = refused(&read_tree(&root.join("content")));
    assert_eq!(wrong, [""; 0]);
    assert!(met.len() >= 8, "{met:?}");
    for case in ["rich", "training", "versions"] {
        let (wrong, _) = refused(&site(case).content());
        assert_eq!(wrong, [""; 0], "{case}");
    }
}

#[track_caller]
fn check(kind: SchemaKind, value: &Value, fits: bool) {
    let found = validator(kind).is_valid(value);
    assert_eq!(found, fits, "{}: {value}", kind.name());
}

fn question(more: &str) -> Value {
    read(&format!("title: T\nsummary: S\nquestions:\n  - id: one\n    ask: Why?\n{more}"))
}

#[test]
fn a_key_that_is_not_known_is_refused_at_any_depth() {
    for kind in SchemaKind::ALL {
        check(kind, &json!({"sumary": "A slip."}), false);
    }
    let fits = "    kind: single\n    options: [{text: a, correct: true}, {text: b}]\n";
    check(SchemaKind::Quiz, &question(fits), true);
    check(SchemaKind::Quiz, &question(&fits.replace("correct", "corect")), false);
    let settings =
        read("title: T\norganisation: O\nbase_url: https://e.org/\ncollections: {p: {title: P, kind: versioned}}");
    check(SchemaKind::Portal, &settings, true);
    check(SchemaKind::Portal, &read(&settings.to_string().replace("\"kind\"", "\"kynd\"")), false);
}

#[test]
fn a_key_of_another_kind_of_question_is_refused() {
    check(SchemaKind::Quiz, &question("    kind: true-false\n    answer: true\n"), true);
    check(SchemaKind::Quiz, &question("    kind: true-false\n    answer: true\n    unit: hours\n"), false);
    check(SchemaKind::Quiz, &question("    kind: number\n    answer: 7\n    unit: hours\n"), true);
    check(SchemaKind::Quiz, &question("    kind: essay\n"), false);
}

#[test]
fn a_value_of_the_wrong_type_is_refused() {
    let living = read("title: T\nsummary: S\nowner: team\nupdated: 2026-06-19\n");
    check(SchemaKind::Living, &living, true);
    for (key, value) in [
        ("title", json!(7)),
        ("updated", json!("19 June")),
        ("updated", json!("2026-6-19")),
        ("review_every", json!("often")),
        ("roles", json!("all-staff")),
        ("roles", json!(["All Staff"])),
        ("related", json!(["guidance/start.md"])),
        ("order", json!("first")),
    ] {
        let mut wrong = living.clone();
        wrong[key] = value;
        check(SchemaKind::Living, &wrong, false);
    }
    let quiz = |line: &str| question(&format!("    kind: reflection\n{line}"));
    for line in
        ["draw: 8\n", "draw: {basics: 2}\n", "attempts: 3\n", "attempts: unlimited\n", "tests: {policies/a: \"2.0\"}\n"]
    {
        check(SchemaKind::Quiz, &quiz(line), true);
    }
    for line in
        ["draw: some\n", "attempts: 0\n", "attempts: often\n", "tests: {policies/a: 2.0}\n", "refresher: {every: 1}\n"]
    {
        check(SchemaKind::Quiz, &quiz(line), false);
    }
    let change = |training: &str| json!({"kind": "notice", "action": {"text": "T", "training": training}});
    check(SchemaKind::Change, &change("quizzes/essentials"), true);
    check(SchemaKind::Change, &change("essentials"), false);
}

/// The keys of the outermost mapping that `check` misses in a file without any.
fn missing(path: &str, file: &str) -> BTreeSet<String> {
    let run = Project::new().file(path, file).run(&["check", "--format", "json"]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let findings = report["findings"].as_array().unwrap().iter().filter(|one| one["rule"] == "missing-key");
    findings.map(|one| one["message"].as_str().unwrap().split('`').nth(1).unwrap().to_owned()).collect()
}

#[test]
fn an_editor_asks_for_the_keys_that_check_asks_for() {
    let front = "---\n# nothing\n---\nText.\n";
    for (kind, path, file) in [
        (SchemaKind::Living, "content/guidance/start.md", front),
        (SchemaKind::Document, "content/policies/conduct/draft.md", front),
        (SchemaKind::Index, "content/guidance/index.md", front),
        (SchemaKind::Home, "content/index.md", front),
        (SchemaKind::Quiz, "content/quizzes/kind.yaml", "# nothing\n"),
        (SchemaKind::Portal, "content/portal.yaml", "# nothing\n"),
    ] {
        let required: BTreeSet<String> =
            kind.schema()["required"].as_array().unwrap().iter().map(|key| key.as_str().unwrap().to_owned()).collect();
        assert_eq!(missing(path, file), required, "{}", kind.name());
    }
}

#[test]
fn the_command_prints_a_schema_or_the_list() {
    let run = Project::new().run(&["schema", "glossary"]);
    let printed: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(printed, SchemaKind::Glossary.schema());
    assert_eq!(printed["properties"]["terms"]["description"], "The terms.");
    let list = Project::new().run(&["schema"]);
    assert_eq!(list.stdout.lines().count(), SchemaKind::ALL.len());
    assert_snapshot!(Project::new().run(&["schema", "quizz"]), @r"
    exit 2
    error: there is no schema `quizz`; did you mean `quiz`?
    ");
}
