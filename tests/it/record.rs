//! What pages tell scripts for the learner's record: which versions changed rules, which clauses said the same, which
//! documents are to be confirmed.

use base64::Engine;
use serde_json::{Value, json};

use crate::support::{Project, Tree, text};

const QUIZ: &str = "\
title: Kindness
summary: How to be kind.
owner: team
roles: [all-staff]
order: 2
refresher: {every: 12 months, on_substantive_change: true}
tests: {policies/conduct: \"1.0\"}
questions:
  - {id: clause, kind: true-false, ask: Be kind., answer: true, see: ../policies/conduct/#being-kind}
  - {id: whole, kind: true-false, ask: Is it short?, answer: true, see: ../policies/conduct/}
  - {id: duty, kind: true-false, ask: Help., answer: true, see: ../guidance/start.md, covers: [helping]}
  - {id: nothing, kind: true-false, ask: One is a number., answer: true}
";

const DUTIES: &str = "\
duties:
  - {id: helping, title: Help, summary: We help., kind: our-rule, theme: conduct}
";

/// A policy with 3 versions: 1.1 is editorial and changes the clause on helping, 2.0 is substantive and changes that on being kind.
fn project() -> Project {
    let mut project = Project::new()
        .file("content/quizzes/kindness.yaml", QUIZ)
        .file("content/quizzes/first.yaml", QUIZ.replace("order: 2", "order: 1").replace("Kindness", "Zeal"))
        .file("content/obligations.yaml", DUTIES);
    for (version, effective, kind, helping, kindness) in [
        ("1.0", "2026-03-02", "new", "Help now.", "Be kind."),
        ("1.1", "2026-04-01", "editorial", "Help soon.", "Be kind."),
        ("2.0", "2026-10-01", "substantive", "Help soon.", "Be very kind."),
    ] {
        let text = format!(
            "---\ntitle: Conduct\nsummary: How we behave.\nowner: team\napproved_by: board\napproved_on: 2026-02-23\n\
             effective: {effective}\nroles: [all-staff]\nacknowledge: true\n---\n## Being kind {{#being-kind}}\n\n\
             {kindness}\n\n## Helping {{#helping covers=helping}}\n\n{helping}\n"
        );
        let entry = format!(
            "---\ndate: {effective}\nkind: {kind}\ndocuments: {{policies/conduct: \"{version}\"}}\n---\nIt changed.\n"
        );
        project = project
            .file(&format!("content/policies/conduct/{version}.md"), text)
            .file(&format!("content/changelog/{version}.md"), entry);
    }
    project.without("content/changelog/2026-03-02-conduct.md")
}

/// The value of the first attribute with a name.
fn attribute<'a>(page: &'a str, name: &str) -> &'a str {
    let start = page.find(&format!("{name}=\"")).unwrap() + name.len() + 2;
    page[start..].split('"').next().unwrap()
}

fn key(pages: &Tree) -> Value {
    let encoded = attribute(text(pages, "training/kindness/index.html"), "data-key");
    serde_json::from_slice(&base64::engine::general_purpose::STANDARD.decode(encoded).unwrap()).unwrap()
}

#[test]
fn a_quiz_knows_what_is_in_force_and_which_versions_changed_rules() {
    let key = key(&project().publish(&[]));
    let conduct = json!({"title": "Conduct", "version": "2.0", "substantive": ["1.0", "2.0"], "compare": "../../policies/conduct/compare/FROM-to-2.0/"});
    assert_eq!(key["policies"], json!({"policies/conduct": conduct}));
    assert_eq!(key["tests"], json!({"policies/conduct": "1.0"}));
    assert_eq!(key["refresher"], json!({"every": "12 months", "on_substantive_change": true}));
    let before = self::key(&project().publish(&["--as-of", "2026-05-01"]));
    assert_eq!(before["policies"]["policies/conduct"]["version"], "1.1");
    assert_eq!(before["policies"]["policies/conduct"]["substantive"], json!(["1.0"]));
}

#[test]
fn a_question_knows_in_which_versions_its_clauses_say_the_same() {
    let key = key(&project().publish(&[]));
    let texts: Vec<(&str, &Value)> =
        key["questions"].as_array().unwrap().iter().map(|one| (one["id"].as_str().unwrap(), &one["texts"])).collect();
    let of = |versions: Value| json!({ "policies/conduct": versions });
    assert_eq!(
        texts,
        [
            ("clause", &of(json!({"1.0": 0, "1.1": 0, "2.0": 1}))),
            ("whole", &of(json!({"1.0": 0, "1.1": 1, "2.0": 2}))),
            ("duty", &of(json!({"1.0": 0, "1.1": 1, "2.0": 1}))),
            ("nothing", &Value::Null),
        ]
    );
}

#[test]
fn a_version_without_an_entry_changed_rules_where_its_first_number_rose() {
    let project = project().without("content/changelog/2.0.md").without("content/changelog/1.1.md");
    let key = key(&project.settings("checks: {release-without-change-entry: warning}\n").publish(&[]));
    assert_eq!(key["policies"]["policies/conduct"]["substantive"], json!(["1.0", "2.0"]));
}

#[test]
fn the_state_of_a_quiz_is_that_of_its_words() {
    let hash = |project: &Project| key(&project.publish(&[]))["hash"].as_str().unwrap().to_owned();
    let project = project().settings("variables: {who: us}\n").edit(
        "content/quizzes/kindness.yaml",
        "How to",
        "For {{ who }}, how to",
    );
    let before = hash(&project);
    assert_eq!(before.len(), 16);
    let text = String::from_utf8(project.content()["quizzes/kindness.yaml"].clone()).unwrap();
    let same = project.clone().file("content/quizzes/kindness.yaml", text.replace('\n', "\r\n"));
    assert_eq!(hash(&same), before);
    assert_ne!(hash(&project.setting("who: us", "who: everybody")), before);
}

#[test]
fn a_document_is_confirmed_where_it_is_in_force() {
    let pages = project().publish(&[]);
    let is_asked = |page: &str| text(&pages, page).contains("data-read=\"policies/conduct 2.0 2.0\"");
    for page in ["policies/conduct/index.html", "roles/all-staff/index.html", "training/record/index.html"] {
        assert!(is_asked(page), "{page}");
    }
    assert!(!text(&pages, "policies/conduct/1.1/index.html").contains("data-read"));
    assert!(!text(&pages, "policies/conduct/1.1/index.html").contains("acknowledge."));
    // After an editorial version it is enough to have read the one before.
    let pages = project().publish(&["--as-of", "2026-05-01"]);
    assert!(text(&pages, "policies/conduct/index.html").contains("data-read=\"policies/conduct 1.1 1.0\""));
}

#[test]
fn quizzes_come_in_their_order_and_everything_that_can_be_recorded_is_listed() {
    let pages = project().publish(&[]);
    for page in ["training/index.html", "training/record/index.html"] {
        let page = text(&pages, page);
        let [zeal, kindness] = ["Zeal</a>", "Kindness</a>"].map(|title| page.find(title).unwrap());
        assert!(zeal < kindness);
    }
}

#[test]
fn a_translation_is_confirmed_in_the_same_record() {
    let welsh = "---\ntitle: Ymddygiad\nsummary: Sut rydym yn ymddwyn.\n---\n## Bod yn garedig {#being-kind}\n\nByddwch.\n\n## Helpu {#helping}\n\nHelpwch.\n";
    let project = project().settings("languages: [en, cy]\n").file("content/policies/conduct/2.0.cy.md", welsh);
    let pages = project.publish(&[]);
    let asked = "data-read=\"policies/conduct 2.0 2.0\"";
    assert!(text(&pages, "cy/policies/conduct/index.html").contains(&format!("{asked} data-home=\"../../../\"")));
    assert!(text(&pages, "policies/conduct/index.html").contains(&format!("{asked}>")));
}
