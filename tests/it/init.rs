//! `vellum init`: a new portal from the starter content, all or nothing.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use insta::assert_snapshot;
use vellum::starter::{File, Written, write};

use crate::support::{Folder, Project, read_tree, text};

/// Fails unless a portal has no findings and its lock proves its releases.
fn is_sound(folder: &Folder, content: &[&str]) {
    let check = folder.run(&[&["check"], content].concat());
    assert!(check.code == 0 && check.stderr.starts_with("no findings in "), "{check}");
    let verify = folder.run(&[&["verify"], content].concat());
    assert!(verify.code == 0 && verify.stderr.ends_with(" released versions are as they were recorded\n"), "{verify}");
}

#[test]
fn a_new_portal_is_sound_and_its_releases_are_proven() {
    let folder = Project::empty().write();
    assert_snapshot!(folder.run(&["init", "portal"]), @r#"
    exit 0
    --- standard output
    portal
    --- standard error
    Next:
      1. fill in your details in portal/content/portal.yaml: the variables and the contacts
      2. `cd portal && vellum serve` shows the portal at http://127.0.0.1:4173/
      3. settle what portal/content/about/to-check.md lists, before anybody relies on it; README.md says how to publish
    "#);
    let content = ["--content", "portal/content"];
    is_sound(&folder, &content);
    let made = read_tree(&folder.path("portal"));
    let around: Vec<&str> = made.keys().map(String::as_str).filter(|path| !path.starts_with("content/")).collect();
    assert_eq!(
        around,
        [
            ".github/workflows/portal.yml",
            ".gitignore",
            ".schemas/glossary.json",
            ".schemas/obligations.json",
            ".schemas/portal.json",
            ".schemas/quiz.json",
            ".schemas/wording.json",
            ".vscode/settings.json",
            "README.md",
        ]
    );
    assert!(text(&made, "README.md").starts_with("# Social media and personal data: the portal of Our organisation\n"));
}

#[test]
fn the_editor_is_told_of_the_schemas() {
    let folder = Project::empty().write();
    folder.run(&["init", "--quiet"]);
    let made = read_tree(&folder.path("."));
    let settings: serde_json::Value = serde_json::from_str(text(&made, ".vscode/settings.json")).unwrap();
    let named = settings["yaml.schemas"].as_object().unwrap();
    let written: Vec<&String> = made.keys().filter(|path| path.starts_with(".schemas/")).collect();
    assert_eq!(named.keys().collect::<std::collections::BTreeSet<_>>().into_iter().collect::<Vec<_>>(), written);
    for (schema, files) in named {
        let name = schema.strip_prefix(".schemas/").and_then(|name| name.strip_suffix(".json")).unwrap();
        assert_eq!(text(&made, schema), folder.run(&["schema", name]).stdout, "{name}");
        let (before, after) = files.as_str().unwrap().split_once('*').unwrap_or((files.as_str().unwrap(), ""));
        assert!(made.keys().any(|path| path.starts_with(before) && path.ends_with(after)), "{files}");
    }
}

#[test]
fn the_starter_content_is_that_of_this_repository() {
    let folder = Project::empty().write();
    folder.run(&["init", "--quiet"]);
    let mut made = read_tree(&folder.path("content"));
    let mut ours = read_tree(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"));
    let settings = String::from_utf8(made.remove("portal.yaml").unwrap()).unwrap();
    let (before, after) = settings.split_once("# Yours to fill in").unwrap();
    let (_, after) = after.split_once("variables:\n").unwrap();
    assert_eq!(format!("{before}variables:\n{after}").into_bytes(), ours.remove("portal.yaml").unwrap());
    let stale = "the program holds an older content: change src/main.rs, so that it is compiled again";
    assert_eq!(made.keys().collect::<Vec<_>>(), ours.keys().collect::<Vec<_>>(), "{stale}");
    assert!(made == ours, "{stale}");
}

#[test]
fn an_organisation_of_its_own() {
    let folder = Project::empty().write();
    let name = "Smith & Sons: \"the\" <b>best</b> #1";
    let arguments = ["init", "new/portal", "--organisation", name, "--base-url", "https://example.gov.uk/rules"];
    assert_eq!(folder.run(&arguments).code, 0);
    let settings = fs::read_to_string(folder.path("new/portal/content/portal.yaml")).unwrap();
    let told: Vec<&str> = settings.lines().filter(|line| line.contains("Smith") || line.contains("gov.uk")).collect();
    assert_snapshot!(told.join("\n"), @r#"
    organisation: "Smith & Sons: \"the\" <b>best</b> #1"
    base_url: https://example.gov.uk/rules/
      organisation: "Smith & Sons: \"the\" <b>best</b> #1"
      privacy_notice_url: https://example.gov.uk/rules/policies/channel-privacy/
      house_rules_url: https://example.gov.uk/rules/policies/house-rules/
    "#);
    let content = ["--content", "new/portal/content"];
    is_sound(&folder, &content);
    let portal = Project::from_folder(&folder.path("new/portal")).portal();
    assert_eq!(portal.site.settings.organisation, name);
    assert_eq!(portal.site.settings.variable("organisation"), Some(name));
}

#[test]
fn a_folder_that_holds_something_is_left_alone() {
    let folder = Project::empty().file("notes.txt", "mine").file("empty/.git/HEAD", "ref").write();
    assert_snapshot!(folder.run(&["init"]), @r#"
    exit 2
    error: the folder . is not empty; name a new one, or empty it first
    "#);
    assert_snapshot!(folder.run(&["init", "notes.txt"]), @r#"
    exit 2
    error: notes.txt is a file; name a folder
    "#);
    assert_snapshot!(folder.run(&["init", "portal", "--organisation", " "]), @r#"
    exit 2
    error: invalid value ' ' for '--organisation <NAME>': write a name, such as "Northtown Council"

    For more information, try '--help'.
    "#);
    assert_eq!(folder.run(&["init", "empty"]).code, 0);
    assert_snapshot!(folder.run(&["init", "empty"]), @r#"
    exit 2
    error: the folder empty is not empty; name a new one, or empty it first
    "#);
    assert_eq!(folder.path("notes.txt").metadata().unwrap().len(), 4);
}

#[test]
fn stopped_before_any_step_the_next_run_makes_it_whole() {
    let files: Vec<File> =
        ["README.md", "content/index.md", ".hidden"].map(|path| (path.to_owned(), path.into())).to_vec();
    let mut outcomes = String::new();
    for step in 0.. {
        let folder = tempfile::tempdir().unwrap();
        let portal = folder.path().join("portal");
        let steps = std::cell::Cell::new(0);
        let stop = || {
            assert!(steps.replace(steps.get() + 1) != step, "stopped");
        };
        let stopped = catch_unwind(AssertUnwindSafe(|| write(&portal, &files, &stop))).is_err();
        let has_portal = portal.join("content").exists();
        assert!(!has_portal || portal.join("README.md").exists(), "{step}");
        let again = write(&portal, &files, &|| {});
        let word = match again {
            Ok(Written::New) => "new",
            Ok(Written::Finished) => "finished",
            Err(_) => "was whole",
        };
        outcomes.push_str(&format!("{step}: {word}\n"));
        let made: Vec<String> = read_tree(&portal).into_keys().collect();
        assert_eq!(made, [".hidden", "README.md", "content/index.md"], "{step}");
        if !stopped {
            break;
        }
    }
    assert_snapshot!(outcomes, @r#"
    0: new
    1: new
    2: new
    3: new
    4: new
    5: new
    6: finished
    7: finished
    8: finished
    9: finished
    10: was whole
    "#);
}
