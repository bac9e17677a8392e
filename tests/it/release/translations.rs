//! Translations of drafts and released versions.

use insta::assert_snapshot;

use crate::support::{Folder, Project, Run, read_tree, text};

const WELSH: &str = "content/policies/conduct/1.0.cy.md";
const DRAFT: &str = "content/policies/conduct/draft.md";
const DRAFT_CY: &str = "content/policies/conduct/draft.cy.md";

/// A released policy in two languages, which both must be there.
fn project() -> Project {
    Project::new()
        .settings("languages: [en, cy]\ntranslate: {cy: [policies]}\nvariables: {place: the office}\n")
        .file("content/portal.cy.yaml", "title: Porth\nvariables: {place: y swyddfa}\n")
        .file(
            WELSH,
            "---\ntitle: Ymddygiad\nsummary: Sut rydym yn ymddwyn.\n---\n## Bod yn garedig {#being-kind}\n\nByddwch yn garedig.\n",
        )
        .locked()
}

fn release(folder: &Folder) -> Run {
    folder.run(&["release", "policies/conduct", "--effective", "2026-12-01", "--approved-by", "board", "--yes"])
}

/// The project with a draft, a changelog entry and a translation that says it is whole.
fn drafted(english: &str, welsh: &str) -> Folder {
    let folder = project().write();
    for arguments in [["new", "version"], ["new", "change"]] {
        let run = folder.run(&[&arguments[..], &["policies/conduct"]].concat());
        assert_eq!(run.code, 0, "{run}");
    }
    let edit = |path: &str, from: &str, to: &str| {
        let file = folder.path(path);
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(text.contains(from), "{text}");
        std::fs::write(file, text.replace(from, to)).unwrap();
    };
    edit("content/changelog/2026-11-23-conduct.md", "What changed and why, in a few plain sentences.", "Kinder.");
    edit(DRAFT, "Be kind.", english);
    edit(DRAFT_CY, "Byddwch yn garedig.", welsh);
    folder
}

#[test]
fn a_new_version_takes_the_translations_along() {
    let folder = project().write();
    assert_snapshot!(folder.run(&["new", "version", "policies/conduct"]), @r#"
    exit 0
    --- standard output
    content/policies/conduct/draft.md
    content/policies/conduct/draft.cy.md
    --- standard error
    It begins with the text of version 1.0. Next:
      1. edit it; `vellum serve --drafts` shows it
      2. `vellum new change policies/conduct` for what changes and why
      3. `vellum release policies/conduct --effective DATE --approved-by CONTACT` once it is approved
    "#);
    assert_snapshot!(text(&read_tree(&folder.path("content")), "policies/conduct/draft.cy.md"), @r#"
    ---
    title: Ymddygiad
    summary: Sut rydym yn ymddwyn.
    original: zvqoosyusopn
    ---
    ## Bod yn garedig {#being-kind}

    Byddwch yn garedig.
    "#);
    // The draft still says what version 1.0 says, and so does its translation.
    assert_eq!(folder.run(&["check"]).code, 0);
    assert!(!folder.run(&["check"]).stderr.contains("translation"), "{}", folder.run(&["check"]));
}

#[test]
fn a_release_refuses_a_translation_that_is_behind() {
    let folder = drafted("Be kind to everyone.", "Byddwch yn garedig wrth bawb.");
    let before = read_tree(&folder.path("content"));
    assert_snapshot!(release(&folder), @r#"
    exit 1
    error[translation-out-of-date]: the original, draft.md, has changed since it was translated
     --> content/policies/conduct/draft.cy.md:4:11
      |
    4 | original: zvqoosyusopn
      |           ^^^^^^^^^^^^
      |
    help: once the translation says what the original says, write `original: nzqusupvkvns` in its front matter

    1 error
    nothing was released
    "#);
    assert_eq!(read_tree(&folder.path("content")), before);
}

#[test]
fn a_release_refuses_a_draft_without_the_translation_that_must_be_there() {
    let folder = drafted("Be kind.", "Byddwch yn garedig.");
    std::fs::remove_file(folder.path(DRAFT_CY)).unwrap();
    assert_snapshot!(release(&folder), @r#"
    exit 1
    error[translation-missing]: `draft.md` has no translation into `cy`
    --> content/policies/conduct/draft.md
     |
    help: write `draft.cy.md` beside it, or remove it from `translate` in portal.yaml

    1 error
    nothing was released
    "#);
    // Where it need not be there, the draft is released without it.
    let settings = folder.path("content/portal.yaml");
    let text = std::fs::read_to_string(&settings).unwrap().replace("translate: {cy: [policies]}\n", "");
    std::fs::write(settings, text).unwrap();
    assert_eq!(release(&folder).code, 0);
}

#[test]
fn a_release_freezes_the_translation_with_the_draft() {
    let folder = drafted("Be kind in {{ place }}.", "Byddwch yn garedig yn {{ place }}.");
    let stale = release(&folder).stderr;
    let original = stale.split("write `original: ").nth(1).and_then(|rest| rest.split('`').next()).unwrap();
    let file = folder.path(DRAFT_CY);
    let welsh = std::fs::read_to_string(&file).unwrap();
    let old = welsh.split("original: ").nth(1).and_then(|rest| rest.lines().next()).unwrap();
    std::fs::write(&file, welsh.replace(old, original)).unwrap();
    assert_snapshot!(release(&folder), @r#"
    exit 0
    Conduct: 1.0 → draft
    clauses: 1 changed; words: 3 added, 0 removed

    1 Being kind (changed)
      Be kind {+in the office+}.

    policies/conduct 2.0, follows 1.0
      takes effect on 2026-12-01
      approved by The board on 2026-11-23
      because of changelog/2026-11-23-conduct.md (substantive)
      variables replaced by their values: 2
      writes policies/conduct/2.0.md
      writes changelog/2026-11-23-conduct.md
      removes policies/conduct/draft.md
      writes policies/conduct/2.0.cy.md
      removes policies/conduct/draft.cy.md
      writes versions.lock
    released policies/conduct 2.0
    add the files to version control together; from now on the version may not be edited
    "#);
    let tree = read_tree(&folder.path("content"));
    assert_snapshot!(text(&tree, "policies/conduct/2.0.cy.md"), @r#"
    ---
    title: Ymddygiad
    summary: Sut rydym yn ymddwyn.
    ---
    ## Bod yn garedig {#being-kind}

    Byddwch yn garedig yn y swyddfa.
    "#);
    assert!(!tree.contains_key("policies/conduct/draft.cy.md"));
    let lines = |tree: &crate::support::Tree| -> Vec<String> {
        let lock = text(tree, "versions.lock").lines().skip(1);
        lock.map(|line| line.split(' ').take(4).collect::<Vec<_>>().join(" ")).collect()
    };
    assert_snapshot!(lines(&tree).join("\n"), @r#"
    policies/conduct 1.0 en 2026-11-23
    policies/conduct 1.0 cy 2026-11-23
    policies/conduct 2.0 en 2026-11-23
    policies/conduct 2.0 cy 2026-11-23
    "#);
    assert_snapshot!(folder.run(&["verify"]), @r#"
    exit 0
    4 released versions are as they were recorded
    "#);
}

#[test]
fn a_translation_that_comes_later_is_recorded_and_then_frozen() {
    let project = project().without(WELSH).without("content/versions.lock").locked().file(
        WELSH,
        "---\ntitle: Ymddygiad\nsummary: Sut rydym yn ymddwyn.\n---\n## Bod yn garedig {#being-kind}\n\nByddwch yn garedig.\n",
    );
    let folder = project.write();
    assert_snapshot!(folder.run(&["verify"]), @r#"
    exit 1
    error[release-not-in-lock]: the `cy` text of version 1.0 of `policies/conduct` is not in versions.lock
    --> content/policies/conduct/1.0.cy.md
     |
    help: once the translation is approved, record it with `vellum verify --adopt`; from then on it may not be edited

    1 error
    "#);
    assert_snapshot!(folder.run(&["verify", "--adopt"]), @r#"
    exit 0
    recorded the `cy` text of version 1.0 of `policies/conduct`
    add versions.lock to version control; from now on these files may not be edited
    "#);
    assert_eq!(folder.run(&["verify"]).code, 0);
    let file = folder.path(WELSH);
    let text = std::fs::read_to_string(&file).unwrap().replace("garedig.", "gas.");
    std::fs::write(&file, text).unwrap();
    assert_snapshot!(folder.run(&["verify"]), @r#"
    exit 1
    error[released-file-changed]: the `cy` text of version 1.0 of `policies/conduct` is not what was released: its text was changed
     --> content/policies/conduct/1.0.cy.md
      |
     ::: content/versions.lock:3:1
      |
    3 | policies/conduct 1.0 cy 2026-11-23 a6c9fa90214a028fcb0f46e67bf259eda891d359d25f1953c8574b8b461f69e1 dbbc6c2e815ffb527186e9eb1bede60c1...
      | -------------------- recorded on 2026-11-23
      |
    help: restore it from version control; write changes into the next version (`vellum new version policies/conduct`), or into a changelog entry of kind `correction`

    1 error
    "#);
    std::fs::remove_file(file).unwrap();
    assert_snapshot!(folder.run(&["verify"]), @r#"
    exit 1
    error[released-file-missing]: the `cy` text of version 1.0 of `policies/conduct` was released, but its file is gone or cannot be read
     --> content/versions.lock:3:1
      |
    3 | policies/conduct 1.0 cy 2026-11-23 a6c9fa90214a028fcb0f46e67bf259eda891d359d25f1953c8574b8b461f69e1 dbbc6c2e815ffb527186e9eb1bede60c1...
      | ^^^^^^^^^^^^^^^^^^^^
      |
    help: restore `policies/conduct/1.0.cy.md` from version control

    1 error
    "#);
}

#[test]
fn a_new_translation_begins_with_the_original_and_its_anchors() {
    let folder = project()
        .without(WELSH)
        .without("content/versions.lock")
        .edit(
            "content/guidance/start.md",
            "Begin",
            "## First things\n\nA {{ place }}.\n\n## Next {#next applies-to=charity}\n\nBegin",
        )
        .write();
    assert_snapshot!(folder.run(&["new", "translation", "guidance/start", "cy"]), @r#"
    exit 0
    --- standard output
    content/guidance/start.cy.md
    --- standard error
    It begins with the text of guidance/start.md. Next:
      1. translate the title, the summary and the text; keep the anchors in braces as they are
      2. `vellum check` says what is missing, and `vellum serve --drafts` shows it under /cy/
      3. of a version that is released already, record the translation once it is approved: `vellum verify --adopt`
    "#);
    let tree = read_tree(&folder.path("content"));
    assert_snapshot!(text(&tree, "guidance/start.cy.md"), @r#"
    ---
    title: "Start here"
    summary: "Where to begin."
    updated: 2026-11-23
    ---
    ## First things {#first-things}

    A {{ place }}.

    ## Next {#next}

    Begin with the [conduct policy](../policies/conduct/).
    "#);
    for (name, path) in [("home", "index.cy.md"), ("policies/conduct", "policies/conduct/1.0.cy.md")] {
        assert_eq!(folder.run(&["new", "translation", name, "cy"]).code, 0);
        assert!(folder.path("content").join(path).exists());
    }
    let run = folder.run(&["check"]);
    assert!(run.code == 0 && !run.stderr.contains("translation"), "{run}");
    assert_snapshot!(folder.run(&["new", "translation", "home", "cy"]), @r#"
    exit 2
    error: index.cy.md exists already; edit it, or remove it first
    "#);
    assert_snapshot!(folder.run(&["new", "translation", "home", "gd"]), @r#"
    exit 2
    error: `gd` is not a language that the portal has besides its own; add it to `languages` in portal.yaml first
    "#);
    assert_snapshot!(folder.run(&["new", "translation", "guidance/strat", "cy"]), @r#"
    exit 2
    error: there is no text `guidance/strat` to translate; did you mean `guidance/start`?
    "#);
}

#[test]
fn a_released_translation_is_corrected_by_itself() {
    let entry = |language: &str| {
        format!(
            "---\ndate: 2026-04-01\nkind: correction\ndocuments: {{policies/conduct: \"1.0\"}}\nfind: yn garedig.\nreplace: yn garedig iawn.\nreason: A word was missing.\napproved_by: board\nlanguage: {language}\n---\nIt is put right.\n"
        )
    };
    let with = |language: &str| project().file("content/changelog/slip.md", entry(language)).portal();
    let portal = with("cy");
    assert_eq!(portal.report(), "");
    let tree = portal.render();
    for page in ["cy/policies/conduct/index.html", "cy/policies/conduct/1.0/index.html"] {
        let page = text(&tree, page);
        assert!(page.contains("Byddwch <del>yn garedig.</del> <ins>yn garedig iawn.</ins>"), "{page}");
        assert!(page.contains("<div class=\"corrections\">") && page.contains("A word was missing."), "{page}");
        assert!(page.contains("<h2 id=\"being-kind\">"), "the clause keeps its number and anchor: {page}");
    }
    // The original is what it was, and says nothing of it.
    for page in ["policies/conduct/index.html", "policies/conduct/1.0/index.html"] {
        let page = text(&tree, page);
        assert!(page.contains("Be kind.") && !page.contains("<div class=\"corrections\">"), "{page}");
    }
    assert_snapshot!(with("fr").report(), @"content/changelog/slip.md:9:11 error[correction-misplaced] `policies/conduct` 1.0 has no text in `fr`");
    // The words of the original are looked for in the original.
    assert_snapshot!(with("en").report(), @"content/changelog/slip.md:5:7 error[correction-misplaced] `yn garedig.` does not occur in the text of policies/conduct/1.0.md");
    let notice = project().file("content/changelog/slip.md", entry("cy").replace("kind: correction", "kind: notice"));
    assert_snapshot!(notice.portal().report(), @r#"
    content/changelog/slip.md:5:1 error[correction-misplaced] `find` can only stand in an entry of kind `correction`
    content/changelog/slip.md:6:1 error[correction-misplaced] `replace` can only stand in an entry of kind `correction`
    content/changelog/slip.md:7:1 error[correction-misplaced] `reason` can only stand in an entry of kind `correction`
    content/changelog/slip.md:8:1 error[correction-misplaced] `approved_by` can only stand in an entry of kind `correction`
    content/changelog/slip.md:9:1 error[correction-misplaced] `language` can only stand in an entry of kind `correction`
    "#);
}

#[test]
fn a_comparison_of_translations_is_of_corrected_ones() {
    let entry = "---\ndate: 2026-04-01\nkind: correction\ndocuments: {policies/conduct: \"1.0\"}\nfind: yn garedig.\nreplace: yn garedig iawn.\nreason: A word was missing.\napproved_by: board\nlanguage: cy\n---\nIt is put right.\n";
    let welsh = String::from_utf8(project().files[WELSH].clone()).unwrap();
    let tree = project()
        .version("2.0", "2026-04-08", "2026-04-09")
        .file("content/policies/conduct/2.0.cy.md", welsh)
        .file("content/changelog/slip.md", entry)
        .portal()
        .render();
    let page = text(&tree, "cy/policies/conduct/compare/1.0-to-2.0/index.html");
    assert!(page.contains("A word was missing.") && page.contains("garedig <del>"), "{page}");
    assert!(!text(&tree, "policies/conduct/compare/1.0-to-2.0/index.html").contains("A word was missing."));
}
