//! A file or a register that cannot be read is one finding: what names something in it is not found to be wrong.

use vellum::portal::Memo;

use crate::support::Project;

const SETTINGS: &str = "content/portal.yaml";
const POLICY: &str = "content/policies/conduct/1.1.md";
const PAGE: &str = "content/guidance/start.md";

/// Files with front matter.
const TEXTS: [&str; 7] = [
    "content/index.md",
    PAGE,
    "content/guidance/start.cy.md",
    POLICY,
    "content/policies/conduct/1.1.cy.md",
    "content/policies/conduct/1.0.md",
    "content/changelog/2026-05-01-conduct-1.1.md",
];

/// A portal in which much hangs on each file, and `check` finds nothing.
fn project() -> Project {
    let headings = "\n## Being kind {#being-kind}\n\nDear [reader](../glossary.yaml#reader).\n";
    Project::new()
        .settings("variables: {desk: the front desk}\nlanguages: [en, cy]\n")
        .settings("translate: {cy: [policies/conduct, guidance/start]}\n")
        .settings("navigation: [{title: Policies, page: policies}, {title: Terms, page: glossary}]\n")
        .file(
            "content/portal.cy.yaml",
            "title: Porth\norganisation: Enghraifft\nroles:\n  managers: {title: Rheolwyr}\ntopics:\n  conduct: {title: Ymddygiad}\n\
             contacts:\n  team: {title: Y tîm}\ncollections:\n  guidance: {title: Canllawiau}\n",
        )
        .file("content/obligations.yaml", "duties:\n  - {id: be-kind, title: Be kind, summary: To all., kind: our-rule}\n")
        .file("content/glossary.yaml", "terms:\n  - {term: Reader, definition: Whoever reads.}\n")
        .file(
            "content/quizzes/kindness.yaml",
            "title: Kindness\nsummary: What it takes.\nquestions:\n  - {id: one, kind: true-false, ask: Kindness matters., \
             answer: true, covers: [be-kind]}\n",
        )
        .version("1.1", "2026-04-01", "2026-05-01")
        .edit(POLICY, "{#being-kind}", "{#being-kind covers=be-kind}")
        .edit("content/changelog/2026-05-01-conduct-1.1.md", "kind: editorial", "kind: editorial\nclauses: [being-kind]")
        .file(
            "content/policies/conduct/1.1.cy.md",
            "---\ntitle: Ymddygiad\nsummary: Sut.\n---\n## Bod yn garedig {#being-kind}\n\nByddwch yn garedig.\n",
        )
        .edit(PAGE, "roles: [all-staff]", "roles: [all-staff, managers]\ntopics: [conduct]")
        .text("\nAsk {{ desk }} what a [reader](../glossary.yaml#reader) is, or take the [quiz](../quizzes/kindness.yaml).\n")
        .text("[Be kind](../policies/conduct/1.1.md#being-kind).\n")
        .text(headings)
        .file(
            "content/guidance/start.cy.md",
            "---\ntitle: Dechreuwch\nsummary: Yma.\nupdated: 2026-03-02\n---\n## Bod yn garedig {#being-kind}\n\n[Popeth](start.md#being-kind).\n",
        )
}

/// The findings of a project, each by its file and its rule.
fn findings(project: &Project) -> Vec<String> {
    let report = project.portal().report();
    let short = |line: &str| {
        let (place, rest) = line.split_once(' ').unwrap();
        let (_, rule) = rest.split_once('[').unwrap();
        let file = place.split(':').next().unwrap().trim_start_matches("content/");
        format!("{file} {}", rule.split(']').next().unwrap())
    };
    report.lines().map(short).collect()
}

#[test]
fn nothing_is_found_before() {
    assert_eq!(project().portal().report(), "");
}

#[test]
fn a_register_under_a_misspelt_key() {
    for key in ["roles", "topics", "contacts", "variables", "collections"] {
        let (from, to) = (format!("\n{key}:"), format!("\nx{key}:"));
        assert_eq!(findings(&project().edit(SETTINGS, &from, &to)), ["portal.yaml unknown-key"], "{key}");
    }
}

#[test]
fn a_misspelt_key_that_must_be_there_is_not_missed_as_well() {
    let cases = [
        ("obligations.yaml", "title", "titel", ": Be kind"),
        ("obligations.yaml", "summary", "sumary", ": To all."),
        ("glossary.yaml", "definition", "defintion", ": Whoever"),
        ("portal.yaml", "title", "titel", ": Managers"),
    ];
    for (file, key, misspelt, value) in cases {
        let renamed = |name: &str| {
            let (from, to) = (format!("{key}{value}"), format!("{name}{value}"));
            findings(&project().edit(&format!("content/{file}"), &from, &to))
        };
        let (unknown, missing) = (format!("{file} unknown-key"), format!("{file} missing-key"));
        assert_eq!(renamed(misspelt), std::slice::from_ref(&unknown), "{misspelt}");
        // A key that resembles none leaves the other one missing.
        let mut found = renamed("colour");
        found.sort();
        assert_eq!(found, [missing, unknown], "{file}");
    }
}

#[test]
fn a_term_under_a_misspelt_key() {
    let terms = "content/glossary.yaml";
    let second = "terms:\n  - {term: Author, definition: Whoever writes., see: [reader]}\n";
    let whole = || project().edit(terms, "terms:\n", second);
    assert_eq!(findings(&whole()), [""; 0]);
    assert_eq!(findings(&whole().edit(terms, "{term: Reader", "{trem: Reader")), ["glossary.yaml unknown-key"]);
    // A link to a term that never was may lead to the lost one, until that is put right.
    let wrong_link = || whole().edit(PAGE, "#reader", "#raeder");
    assert_eq!(findings(&wrong_link().edit(terms, "{term: Author", "{trem: Author")), ["glossary.yaml unknown-key"]);
    assert_eq!(findings(&wrong_link()), ["guidance/start.md broken-anchor"]);
}

#[test]
fn a_register_that_is_no_yaml() {
    for file in ["obligations.yaml", "glossary.yaml"] {
        let path = format!("content/{file}");
        assert_eq!(findings(&project().edit(&path, "  - ", "  - [")), [format!("{file} yaml-syntax")], "{file}");
        assert_eq!(findings(&project().append(&path, "x: 1\n").edit(&path, "s:\n", "x:\n")).len(), 2, "{file}");
    }
}

#[test]
fn files_that_cannot_be_read() {
    let registers = ["content/obligations.yaml", "content/glossary.yaml", "content/quizzes/kindness.yaml"];
    for path in registers.into_iter().chain(TEXTS) {
        let mut project = project();
        project.files.get_mut(path).unwrap().push(0xff);
        let expected = format!("{} invalid-encoding", path.trim_start_matches("content/"));
        assert_eq!(findings(&project), [expected], "{path}");
    }
}

#[test]
fn released_files_that_cannot_be_read() {
    for path in [POLICY, "content/policies/conduct/1.1.cy.md", "content/policies/conduct/1.0.md"] {
        let mut project = project().locked();
        project.files.get_mut(path).unwrap().push(0xff);
        let expected = format!("{} invalid-encoding", path.trim_start_matches("content/"));
        assert_eq!(findings(&project), [expected], "{path}");
        // One that is not there is a finding of its own.
        assert!(findings(&project.without(path)).contains(&"versions.lock released-file-missing".to_owned()), "{path}");
    }
}

#[test]
fn languages_that_cannot_be_read() {
    let with = |languages: &str| findings(&project().locked().edit(SETTINGS, "languages: [en, cy]", languages));
    assert_eq!(with("languages: 3"), ["portal.yaml invalid-value"]);
    assert_eq!(with("langages: [en, cy]"), ["portal.yaml unknown-key"]);
    // Where they can be read, every file in another language is out of place.
    let found = with("languages: [en]");
    let count = |rule: &str| found.iter().filter(|finding| finding.ends_with(rule)).count();
    assert_eq!(
        (count("unexpected-file"), count("released-file-missing"), count("invalid-value")),
        (3, 1, 1),
        "{found:?}"
    );
    // So is it with a mistake elsewhere in the settings.
    let project = project().edit(SETTINGS, "languages: [en, cy]", "languages: [en]\ntimezone: 3");
    assert_eq!(findings(&project).iter().filter(|finding| finding.ends_with("unexpected-file")).count(), 3);
}

#[test]
fn texts_without_front_matter() {
    for path in TEXTS {
        let expected = [format!("{} missing-front-matter", path.trim_start_matches("content/"))];
        assert_eq!(findings(&project().edit(path, "---\n", "")), expected, "{path}");
        assert_eq!(findings(&project().file(path, "")), expected, "{path}");
    }
}

#[test]
fn what_is_wrong_besides_is_found() {
    let project = project().edit(SETTINGS, "\nroles:", "\nxroles:").text("\n[No page](nowhere.md).\n");
    assert_eq!(findings(&project), ["guidance/start.md broken-link", "portal.yaml unknown-key"]);
    // A register that is there answers for what is not in it, whatever else is wrong with its file.
    let project = self::project().settings("colour: red\n").edit(PAGE, "managers", "mangers");
    assert_eq!(findings(&project), ["guidance/start.md unknown-role", "portal.yaml unknown-key"]);
    // So does an empty one, with whose file nothing is wrong.
    let project = self::project().file("content/obligations.yaml", "duties: []\n");
    assert_eq!(findings(&project), ["policies/conduct/1.1.md unknown-duty", "quizzes/kindness.yaml unknown-duty"]);
}

#[test]
fn where_the_cause_stops_nothing_the_consequences_do() {
    let off = "checks: {unknown-key: off, missing-front-matter: warning, invalid-encoding: info}\n";
    let project = project().settings(off);
    let found = findings(&project.clone().edit(SETTINGS, "\nroles:", "\nxroles:"));
    assert!(found.contains(&"guidance/start.md unknown-role".to_owned()), "{found:?}");
    let found = findings(&project.clone().edit(PAGE, "---\n", ""));
    assert_eq!(found, ["guidance/start.md missing-front-matter", "portal.yaml invalid-value"]);
    let mut project = project;
    project.files.get_mut(POLICY).unwrap().push(0xff);
    let found = findings(&project);
    assert!(found.contains(&"guidance/start.md broken-link".to_owned()), "{found:?}");
}

#[test]
fn a_lost_page_that_goes_away_is_missed_in_the_dev_server() {
    let mut memo = Memo::default();
    let mut lost = project();
    lost.files.get_mut(PAGE).unwrap().push(0xff);
    let linked = |project: Project| project.append("content/index.md", "\n[Start](guidance/start.md).\n");
    let rules = |project: &Project, memo: &mut Memo| -> Vec<&str> {
        project.portal_after(memo).findings.iter().map(|finding| finding.rule.name).collect()
    };
    assert_eq!(rules(&linked(lost), &mut memo), ["invalid-encoding"]);
    let gone = linked(project()).without(PAGE);
    assert_eq!(rules(&gone, &mut memo), rules(&gone, &mut Memo::default()));
    assert!(rules(&gone, &mut memo).contains(&"broken-link"));
}
