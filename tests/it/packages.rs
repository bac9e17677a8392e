//! `vellum export`: what is in a package, and what is said where there can be none.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use insta::assert_snapshot;

use crate::golden::site_in_default_theme;
use crate::support::html::tags;
use crate::support::{Folder, Project, Tree, picture, text};

/// The three commands, with the file of the standard in each package.
const STANDARDS: [(&[&str], &str); 3] = [
    (&["scorm", "--version", "1.2"], "imsmanifest.xml"),
    (&["scorm", "--version", "2004"], "imsmanifest.xml"),
    (&["cmi5"], "cmi5.xml"),
];

fn export(folder: &Folder, command: &[&str], quiz: &str, more: &[&str]) -> Vec<u8> {
    let run = folder.run(&[&["export"], command, &[quiz, "--out", "package.zip"], more].concat());
    assert_eq!((run.code, run.stdout.as_str()), (0, "package.zip\n"), "{run}");
    std::fs::read(folder.path("package.zip")).unwrap()
}

fn unzipped(bytes: &[u8]) -> Tree {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> =
        (0..archive.len()).map(|at| archive.by_index(at).unwrap().name().unwrap().into_owned()).collect();
    assert!(names.is_sorted(), "{names:?}");
    let read = |name: String| {
        let mut bytes = Vec::new();
        let mut file = archive.by_name(&name).unwrap();
        assert_eq!(file.last_modified().map(|date| (date.year(), date.hour())), Some((1980, 0)), "{name}");
        file.read_to_end(&mut bytes).unwrap();
        (name, bytes)
    };
    names.into_iter().map(read).collect()
}

fn package(project: &Project, command: &[&str], quiz: &str) -> Tree {
    unzipped(&export(&project.write(), command, quiz, &[]))
}

/// A quiz without a module, whose questions lead to clauses.
fn with_quiz() -> Project {
    Project::new().file(
        "content/quizzes/kind.yaml",
        "title: Kind <or> not\nsummary: Tests & more.\nowner: team\nroles: [all-staff]\npass_mark: 75\n\
         questions:\n  - id: kind\n    kind: true-false\n    ask: Be kind.\n    answer: true\n    see: ../policies/conduct/#being-kind\n",
    )
}

#[test]
fn the_same_files_give_the_same_bytes_wherever_and_whenever() {
    let project = site_in_default_theme("training");
    for (command, _) in STANDARDS {
        let one = export(&project.write(), command, "kindness", &[]);
        let other = export(&project.write(), command, "content/quizzes/kindness.yaml", &[]);
        assert!(one == other, "{command:?}");
    }
}

#[test]
fn a_package_holds_what_its_page_loads_and_its_manifest_lists_every_file() {
    let project = site_in_default_theme("training")
        .file("content/guidance/a b.png", picture::png(8, 8))
        .append("content/guidance/kindness.md", "\n![A smile](<a b.png>)\n");
    for (command, manifest) in STANDARDS {
        let files = package(&project, command, "kindness");
        let page = text(&files, "index.html");
        let loaded: BTreeSet<String> = tags(page)
            .iter()
            .filter(|tag| matches!(tag.name.as_str(), "script" | "link" | "img"))
            .filter_map(|tag| tag.get("src").or(tag.get("href")))
            .map(|path| path.replace("%20", " "))
            .collect();
        let mut expected: BTreeSet<String> = files.keys().cloned().collect();
        expected.remove("index.html");
        expected.remove(manifest);
        assert_eq!(loaded, expected, "{command:?}");
        assert!(loaded.contains("pictures/guidance/a b.png"), "{loaded:?}");
        if manifest == "imsmanifest.xml" {
            let listed: BTreeSet<String> = tags(text(&files, manifest))
                .iter()
                .filter(|tag| tag.name == "file")
                .map(|tag| tag.get("href").unwrap().replace("%20", " "))
                .collect();
            expected.insert("index.html".to_owned());
            assert_eq!(listed, expected);
        }
    }
}

#[test]
fn a_page_of_a_package_runs_nothing_in_line_and_reaches_no_other_site() {
    for (command, _) in STANDARDS {
        let files = package(&site_in_default_theme("training"), command, "kindness");
        assert_eq!(crate::invariants::dangers(&files), [""; 0]);
        let tags = tags(text(&files, "index.html"));
        let policy = tags.iter().find(|tag| tag.get("http-equiv").is_some()).unwrap().get("content").unwrap();
        assert!(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self'"), "{policy}");
        assert_eq!(policy.contains("connect-src"), command == ["cmi5"], "{policy}");
        assert!(tags.iter().all(|tag| tag.get("type") != Some("module")), "frames of old systems know no modules");
    }
}

/// The file of a standard, without the hashes of assets and the long names of schemas.
fn manifest(standard: usize) -> String {
    let (command, name) = STANDARDS[standard];
    let files = package(&with_quiz(), command, "kind");
    let mut manifest =
        text(&files, name).replace(" xmlns", "\n  xmlns").replace(" xsi:", "\n  xsi:").replace(".xsd ", ".xsd\n    ");
    for path in files.keys().filter(|path| path.starts_with("assets/")) {
        let (stem, rest) = path.split_once('.').unwrap();
        manifest = manifest.replace(path, &format!("{stem}.HASH.{}", rest.split_once('.').unwrap().1));
    }
    manifest
}

#[test]
fn the_manifest_of_scorm_1_2() {
    assert_snapshot!(manifest(0), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <manifest identifier="vellum-kind" version="1.0"
      xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
      xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"
      xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
      xsi:schemaLocation="http://www.imsproject.org/xsd/imscp_rootv1p1p2 imscp_rootv1p1p2.xsd
        http://www.adlnet.org/xsd/adlcp_rootv1p2 adlcp_rootv1p2.xsd">
      <metadata>
        <schema>ADL SCORM</schema>
        <schemaversion>1.2</schemaversion>
      </metadata>
      <organizations default="training">
        <organization identifier="training">
          <title>Kind &lt;or&gt; not</title>
          <item identifier="quiz" identifierref="page" isvisible="true">
            <title>Kind &lt;or&gt; not</title>
            <adlcp:masteryscore>75</adlcp:masteryscore>
          </item>
        </organization>
      </organizations>
      <resources>
        <resource identifier="page" type="webcontent" adlcp:scormtype="sco" href="index.html">
          <file href="assets/buttons.HASH.css"/>
          <file href="assets/package-scorm12.HASH.js"/>
          <file href="assets/package.HASH.css"/>
          <file href="assets/quiz.HASH.css"/>
          <file href="assets/site.HASH.css"/>
          <file href="index.html"/>
        </resource>
      </resources>
    </manifest>
    "#);
}

#[test]
fn the_manifest_of_scorm_2004() {
    assert_snapshot!(manifest(1), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <manifest identifier="vellum-kind" version="1.0"
      xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"
      xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3"
      xmlns:adlseq="http://www.adlnet.org/xsd/adlseq_v1p3"
      xmlns:adlnav="http://www.adlnet.org/xsd/adlnav_v1p3"
      xmlns:imsss="http://www.imsglobal.org/xsd/imsss"
      xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
      xsi:schemaLocation="http://www.imsglobal.org/xsd/imscp_v1p1 imscp_v1p1.xsd
        http://www.adlnet.org/xsd/adlcp_v1p3 adlcp_v1p3.xsd
        http://www.adlnet.org/xsd/adlseq_v1p3 adlseq_v1p3.xsd
        http://www.adlnet.org/xsd/adlnav_v1p3 adlnav_v1p3.xsd
        http://www.imsglobal.org/xsd/imsss imsss_v1p0.xsd">
      <metadata>
        <schema>ADL SCORM</schema>
        <schemaversion>2004 4th Edition</schemaversion>
      </metadata>
      <organizations default="training">
        <organization identifier="training">
          <title>Kind &lt;or&gt; not</title>
          <item identifier="quiz" identifierref="page" isvisible="true">
            <title>Kind &lt;or&gt; not</title>
            <imsss:sequencing>
              <imsss:objectives>
                <imsss:primaryObjective objectiveID="passed" satisfiedByMeasure="true">
                  <imsss:minNormalizedMeasure>0.75</imsss:minNormalizedMeasure>
                </imsss:primaryObjective>
              </imsss:objectives>
              <imsss:deliveryControls completionSetByContent="true" objectiveSetByContent="true"/>
            </imsss:sequencing>
          </item>
        </organization>
      </organizations>
      <resources>
        <resource identifier="page" type="webcontent" adlcp:scormType="sco" href="index.html">
          <file href="assets/buttons.HASH.css"/>
          <file href="assets/package-scorm2004.HASH.js"/>
          <file href="assets/package.HASH.css"/>
          <file href="assets/quiz.HASH.css"/>
          <file href="assets/site.HASH.css"/>
          <file href="index.html"/>
        </resource>
      </resources>
    </manifest>
    "#);
}

#[test]
fn the_course_structure_of_cmi5() {
    assert_snapshot!(manifest(2), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <courseStructure
      xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
      <course id="https://policy.example.org/training/kind/#course">
        <title>
          <langstring lang="en">Kind &lt;or&gt; not</langstring>
        </title>
        <description>
          <langstring lang="en">Tests &amp; more.</langstring>
        </description>
      </course>
      <au id="https://policy.example.org/training/kind/" moveOn="Passed" masteryScore="0.75" launchMethod="AnyWindow" activityType="http://adlnet.gov/expapi/activities/assessment">
        <title>
          <langstring lang="en">Kind &lt;or&gt; not</langstring>
        </title>
        <description>
          <langstring lang="en">Tests &amp; more.</langstring>
        </description>
        <url>index.html</url>
      </au>
    </courseStructure>
    "#);
}

#[test]
fn an_attempt_that_may_go_on_is_not_judged_by_the_system() {
    let folder = with_quiz().write();
    for (command, word) in [(STANDARDS[0].0, "masteryscore"), (STANDARDS[1].0, "minNormalizedMeasure")] {
        let manifest =
            |more: &[&str]| text(&unzipped(&export(&folder, command, "kind", more)), "imsmanifest.xml").contains(word);
        assert!(manifest(&[]) && !manifest(&["--on-failing", "incomplete"]), "{word}");
    }
}

#[test]
fn without_a_module_a_quiz_brings_the_clauses_that_its_questions_lead_to() {
    let clauses = "\n## Elsewhere\n\nNot asked.\n\n### Deeper {#deeper}\n\nAsked.\n\n#### Deepest\n\nAs well.\n";
    let project = with_quiz().append("content/policies/conduct/1.0.md", clauses).append(
        "content/quizzes/kind.yaml",
        "  - {id: deep, kind: reflection, ask: And?, see: ../policies/conduct/#deeper}\n",
    );
    let files = package(&project, STANDARDS[0].0, "kind");
    let page = text(&files, "index.html");
    for words in ["Be kind.", "Elsewhere", "Asked.", "As well."] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    let hidden = project.edit("content/quizzes/kind.yaml", "#deeper", "#being-kind");
    let files = package(&hidden, STANDARDS[0].0, "kind");
    assert!(!text(&files, "index.html").contains("Not asked."));
}

#[test]
fn links_stay_in_the_package_or_lead_to_the_portal_or_are_text() {
    let project = site_in_default_theme("training");
    let page = |project: &Project| text(&package(project, STANDARDS[0].0, "kindness"), "index.html").to_owned();
    let linked = page(&project);
    assert!(linked.contains("<a href=\"https://policy.example.org/policies/conduct/\">conduct policy</a>"), "{linked}");
    assert!(linked.contains("<a href=\"#_questions\">quiz</a>"), "{linked}");
    let bare = page(&project.setting("base_url: https://policy.example.org/\n", "checks: {missing-key: off}\n"));
    assert!(bare.contains("Read the conduct policy, then take the <a href=\"#_questions\">quiz</a>"), "{bare}");
    assert!(bare.contains("Checked against: Conduct 1.0."), "{bare}");
}

#[track_caller]
fn refused(project: &Project, arguments: &[&str]) -> String {
    let folder = project.write();
    let run = folder.run(&[&["export"], arguments].concat());
    assert!(!folder.path("package.zip").exists() && !folder.path("package.zip.part").exists());
    run.to_string()
}

#[test]
fn a_quiz_that_is_not_there() {
    assert_snapshot!(refused(&with_quiz(), &["cmi5", "kinds"]), @r"
    exit 2
    error: there is no quiz `kinds`; did you mean `kind`?
    ");
    assert_snapshot!(refused(&with_quiz(), &["cmi5", "essentials"]), @r"
    exit 2
    error: there is no quiz `essentials`; the quizzes are: kind
    ");
    assert_snapshot!(refused(&Project::new(), &["cmi5", "essentials"]), @r"
    exit 2
    error: there is no quiz `essentials`; the content has no quizzes; `vellum new quiz NAME` writes one
    ");
}

#[test]
fn content_with_errors_gives_no_package() {
    let project = with_quiz().edit("content/quizzes/kind.yaml", "answer: true", "answer: 7");
    assert_snapshot!(refused(&project, &["scorm", "--version", "1.2", "kind", "--out", "package.zip"]), @r"
    exit 1
    error[quiz-question]: this is not an answer to a question of this kind
      --> content/quizzes/kind.yaml:10:13
       |
    10 |     answer: 7
       |             ^
       |
    help: write true or false

    1 error
    nothing was exported, because there are errors
    ");
}

#[test]
fn a_file_that_cannot_be_written() {
    assert_snapshot!(refused(&with_quiz(), &["cmi5", "kind", "--out", "nowhere/package.zip"]), @r"
    exit 2
    error: cannot write `nowhere/package.zip`: No such file or directory (os error 2); its folder does not exist; make it, or choose another one with --out
    ");
    assert_snapshot!(refused(&with_quiz(), &["cmi5", "kind", "--out", "content"]), @r"
    exit 2
    error: cannot write `content`: is a directory; give the name of a file with --out
    ");
}

#[test]
fn a_quiz_too_large_for_scorm_1_2_is_known_before_a_learner_meets_it() {
    let mut project = with_quiz();
    for number in 0..700 {
        let question = format!("  - {{id: more-{number}, kind: true-false, ask: More?, answer: true}}\n");
        project = project.append("content/quizzes/kind.yaml", &question);
    }
    assert_snapshot!(refused(&project, &["scorm", "--version", "1.2", "kind"]), @r"
    exit 2
    error: an attempt at `kind` has 701 questions, more than SCORM 1.2 can keep; let `draw` take fewer of them, or split the quiz
    ");
    let drawn = project.edit("content/quizzes/kind.yaml", "pass_mark: 75\n", "pass_mark: 75\ndraw: 20\n");
    assert!(package(&drawn, STANDARDS[0].0, "kind").contains_key("index.html"));
}

#[test]
fn findings_about_the_quiz_are_told_with_its_package() {
    let project = with_quiz()
        .version("1.1", "2026-10-01", "2026-10-05")
        .edit("content/policies/conduct/1.1.md", "Be kind.", "Be kinder.")
        .edit("content/quizzes/kind.yaml", "pass_mark: 75\n", "pass_mark: 75\ntests: {policies/conduct: \"1.0\"}\n");
    let run = project.run(&["export", "cmi5", "kind", "--out", "package.zip"]);
    assert_eq!(run.code, 0, "{run}");
    let stale = run.stderr.lines().next();
    assert_eq!(
        stale,
        Some(
            "warning[stale-question]: the clause `#being-kind` has changed since version 1.0, against which this question was checked"
        ),
        "{run}"
    );
}
