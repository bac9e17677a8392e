//! Where findings point in lists some of whose items cannot be read.

use serde_json::Value;

use crate::support::Project;

/// What is found in a project: the words that each finding points at, and what it says of them.
pub(super) fn pointed_at(project: &Project) -> Vec<String> {
    let run = project.run(&["check", "--format", "json"]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let shown = |finding: &Value| {
        let number = |key: &str| finding[key].as_u64().map(|number| usize::try_from(number).unwrap());
        let words: String = match (number("column"), number("line") == number("end_line"), number("end_column")) {
            (Some(start), true, Some(end)) => {
                finding["excerpt"].as_str().unwrap().chars().skip(start - 1).take(end - start).collect()
            }
            _ => String::new(),
        };
        format!("{words} -> {}", finding["message"].as_str().unwrap())
    };
    report["findings"].as_array().unwrap().iter().map(shown).collect()
}

#[test]
fn front_matter() {
    let project = Project::new().edit(
        "content/guidance/start.md",
        "roles: [all-staff]",
        "roles: [All Staff, all-staff, 7, nobody]\n\
         topics:\n- [conduct]\n- conduct\n- manners\n\
         applies_to: [A B, wales, c d, atlantis]\n\
         related: [{}, guidance/nowhere]",
    );
    let project = project.edit(
        "content/policies/conduct/1.0.md",
        "roles: [all-staff]",
        "roles: [all-staff]\naliases: [{}, guidance/old, ..]",
    );
    assert_eq!(
        pointed_at(&project),
        [
            "All Staff -> `All Staff` cannot be a role",
            "7 -> `roles[2]` should be text, not number 7",
            "nobody -> there is no role `nobody`",
            "[conduct] -> `topics[0]` should be text, not a list",
            "manners -> there is no topic `manners`",
            "A B -> `A B` cannot be a kind of organisation",
            "c d -> `c d` cannot be a kind of organisation",
            "atlantis -> there is no kind of organisation `atlantis`",
            "{} -> `related[0]` should be text, not a mapping",
            "guidance/nowhere -> there is no document `guidance/nowhere`",
            "{} -> `aliases[0]` should be text, not a mapping",
            ".. -> `..` cannot be an older address of a page",
        ]
    );
}

#[test]
fn changelog_entries() {
    let project = Project::new().edit(
        "content/changelog/2026-03-02-conduct.md",
        "kind: new",
        "kind: new\nroles: [1, all-staff, nobody]\nclauses: [Being Kind, being-kind, being-rude]",
    );
    assert_eq!(
        pointed_at(&project),
        [
            "1 -> `roles[0]` should be text, not number 1",
            "nobody -> there is no role `nobody`",
            "Being Kind -> `Being Kind` cannot be a clause id",
            "being-rude -> none of the documents of this entry has a clause `being-rude`",
        ]
    );
}

#[test]
fn settings() {
    let project = Project::new().settings(
        "languages: [en, 5, en]\n\
         navigation:\n- 7\n- {title: Away, page: away}\n\
         search:\n  synonyms:\n  - [x]\n  - {terms: [{}, DM, \"!\"], typed: [[], \"?\"]}\n\
         house_style:\n- 9\n- {avoid: end user, use: an end user}\n",
    );
    assert_eq!(
        pointed_at(&project),
        [
            "5 -> `languages[1]` should be text, not number 5",
            "en -> `en` is among the languages already",
            "7 -> `navigation[0]` should be a mapping, not number 7",
            "away -> there is no page `away`",
            "[x] -> `search.synonyms[0]` should be a mapping, not a list",
            "{} -> `search.synonyms[1].terms[0]` should be text, not a mapping",
            "\"!\" -> `!` has no letter and no digit",
            "[] -> `search.synonyms[1].typed[0]` should be text, not a list",
            "\"?\" -> `?` has no letter and no digit",
            "9 -> `house_style[0]` should be a mapping, not number 9",
            "an end user -> `an end user` has the words in it that are to be avoided",
        ]
    );
}

#[test]
fn duties_and_terms() {
    let project = Project::new()
        .file(
            "content/obligations.yaml",
            "duties:\n- just words\n\
             - {id: kind, title: Be kind, summary: Be kind., roles: [[], nobody], applies_to: [A B, atlantis]}\n\
             - {id: kinder, title: Be kinder, summary: Be so.}\n",
        )
        .file(
            "content/glossary.yaml",
            "terms:\n- [x]\n- {term: Kind, group: none, see: [[], nowhere], definition: \"See [x](nowhere.md).\"}\n",
        );
    assert_eq!(
        pointed_at(&project),
        [
            "[x] -> `terms[0]` should be a mapping, not a list",
            "none -> there is no group `none` in this glossary",
            "[] -> `terms[1].see[0]` should be text, not a list",
            "nowhere -> there is no term `nowhere` in this glossary",
            "\"See [x](nowhere.md).\" -> there is no file `nowhere.md` from here",
            "just words -> `duties[0]` should be a mapping, not text \"just words\"",
            "[] -> `duties[1].roles[0]` should be text, not a list",
            "nobody -> there is no role `nobody`",
            "A B -> `A B` cannot be a kind of organisation",
            "atlantis -> there is no kind of organisation `atlantis`",
            "kinder -> no clause in force meets the duty `kinder`",
        ]
    );
}

#[test]
fn quizzes() {
    let project = Project::new().file(
        "content/quizzes/kindness.yaml",
        "title: Kindness\nsummary: What it takes.\nroles: [7, nobody]\nquestions:\n\
         - 5\n\
         - {id: Be Kind, kind: single, ask: No}\n\
         - {id: first, kind: true-false, answer: true, ask: \"[Yes](nowhere.md)\", covers: [nothing]}\n\
         - 6\n\
         - {id: first, kind: true-false, answer: true, ask: Yes}\n\
         - {id: hours, kind: number, ask: How many?, answer: 24, wrong: [{answer: 12}, {answer: 24, why: No.}]}\n",
    );
    assert_eq!(
        pointed_at(&project),
        [
            "7 -> `roles[0]` should be text, not number 7",
            "nobody -> there is no role `nobody`",
            "5 -> `questions[0]` should be a mapping, not number 5",
            "Be Kind -> `Be Kind` cannot be the id of a question",
            "\"[Yes](nowhere.md)\" -> there is no file `nowhere.md` from here",
            "nothing -> there is no duty `nothing`",
            "6 -> `questions[3]` should be a mapping, not number 6",
            "first -> another question of this quiz already has the id `first`",
            "{answer: 12} -> `why` is missing or empty here",
            "{answer: 24, why: No.} -> this wrong answer counts as right",
        ]
    );
}
