//! Folders and files that are missing or empty.

use std::fs;

use insta::assert_snapshot;

use super::{spoil, spoil_with};
use crate::support::Project;

#[test]
fn no_content_folder() {
    let run = spoil(|folder| fs::rename(folder.path("content"), folder.path("elsewhere")).unwrap());
    assert_snapshot!(run, @r#"
    exit 2
    error: there is no content folder at content; give its place with --content, or run the command where `content/` is
    "#);
    assert_snapshot!(Project::empty().run(&["check", "--content", "there"]), @r#"
    exit 2
    error: there is no content folder at there; give its place with --content, or run the command where `content/` is
    "#);
}

#[test]
fn a_content_folder_that_is_a_file() {
    assert_snapshot!(spoil_with(&["build", "--content", "content/index.md"], |_| {}), @r#"
    exit 2
    error: content/index.md is not a folder; --content takes the folder that holds portal.yaml
    "#);
}

#[test]
fn no_settings() {
    assert_snapshot!(spoil(|folder| fs::remove_file(folder.path("content/portal.yaml")).unwrap()), @r#"
    exit 1
    error[missing-key]: there is no portal.yaml in the content folder
    --> content/portal.yaml
     |
    help: write one with `title`, `organisation`, `base_url` and `collections`, or give the right folder with --content

    1 error
    nothing was published, because there are errors
    "#);
}

#[test]
fn empty_settings() {
    assert_snapshot!(spoil(|folder| folder.file("content/portal.yaml", "")), @r#"
    exit 1
    error[missing-key]: `base_url` is missing or empty
    --> content/portal.yaml
     |
    help: add a line `base_url: https://policy.example.org/`

    error[missing-key]: `collections` is missing or empty
    --> content/portal.yaml
     |
    help: add a line `collections: {policies: {kind: versioned, title: Policies}}`

    error[missing-key]: `organisation` is missing or empty
    --> content/portal.yaml
     |
    help: add a line `organisation: …`

    error[missing-key]: `title` is missing or empty
    --> content/portal.yaml
     |
    help: add a line `title: …`

    4 errors
    nothing was published, because there are errors
    "#);
}

#[test]
fn an_empty_content_folder() {
    let run = spoil(|folder| {
        fs::remove_dir_all(folder.path("content")).unwrap();
        fs::create_dir(folder.path("content")).unwrap();
    });
    assert_eq!(run.code, 1, "{run}");
}

#[test]
fn every_file_empty() {
    let run = spoil(|folder| {
        for path in Project::new().files.keys().filter(|path| *path != "content/portal.yaml") {
            folder.file(path, "");
        }
        folder.file("content/glossary.yaml", "");
        folder.file("content/obligations.yaml", "");
    });
    assert_snapshot!(run, @r#"
    exit 1
    error[missing-front-matter]: this file is empty
    --> content/changelog/2026-03-02-conduct.md
     |
    help: start the file with a line `---`, then lines such as `title: Private messages`, then a line `---`

    error[missing-front-matter]: this file is empty
    --> content/guidance/start.md
     |
    help: start the file with a line `---`, then lines such as `title: Private messages`, then a line `---`

    error[missing-front-matter]: this file is empty
    --> content/index.md
     |
    help: start the file with a line `---`, then lines such as `title: Private messages`, then a line `---`

    error[missing-front-matter]: this file is empty
    --> content/policies/conduct/1.0.md
     |
    help: start the file with a line `---`, then lines such as `title: Private messages`, then a line `---`

    4 errors
    nothing was published, because there are errors
    "#);
}

#[test]
fn empty_registers_are_fine() {
    let project = Project::new().file("content/glossary.yaml", "").file("content/obligations.yaml", "# None yet\n");
    assert_eq!(project.portal().report(), "");
}

#[test]
fn a_portal_with_settings_alone() {
    let project = Project::empty().file("content/portal.yaml", Project::new().files["content/portal.yaml"].clone());
    let published = project.publish(&[]);
    assert!(published.contains_key("index.html") && published.contains_key("404.html"));
}

#[test]
fn two_files_for_one_address() {
    let run = spoil(|folder| {
        let page =
            "---\ntitle: Tasks\nsummary: What to do.\nowner: team\nupdated: 2026-03-02\nroles: [managers]\n---\n";
        folder.file("content/guidance/tasks.md", page);
        folder.file("content/guidance/tasks/index.md", "---\ntitle: Tasks\n---\n");
    });
    assert_snapshot!(run, @r#"
    exit 1
    error[duplicate-url]: the address /guidance/tasks/ is taken already
    --> content/guidance/tasks.md
    ::: content/guidance/tasks/index.md
     |
    help: rename one of the files, or remove the alias

    1 error
    nothing was published, because there are errors
    "#);
}

#[test]
fn a_file_where_the_portal_has_a_folder() {
    // Both cannot be written, and which of them comes first is chance: it is said before anything is.
    let project = Project::new()
        .file("content/guidance/start", "no ending")
        .file("content/guidance/Start", "no ending")
        .text("\nSee [the file](start) and [the other](Start).\n");
    assert_snapshot!(project.run(&["build"]), @r#"
    exit 1
    error[duplicate-url]: the addresses /guidance/Start and /guidance/start differ only in capital letters
    --> content/guidance/Start
    ::: content/guidance/start
     |
    help: rename one of the files, or remove the alias: Windows and macOS would keep only one of them

    error[duplicate-url]: /guidance/start is a file, but /guidance/start/ makes it a folder
    --> content/guidance/start
    ::: content/guidance/start.md
     |
    help: rename one of the files, or remove the alias

    2 errors
    nothing was published, because there are errors
    "#);
}

#[test]
fn a_file_in_the_place_of_what_every_portal_has() {
    // The theme's files and the search index stand behind no page, and the file of a page has a name of its own.
    let files = [
        "assets",
        "search/en",
        "guidance/start/index.html/a.txt",
        "guidance/start/index.html/b.txt",
        "index.html/c.txt",
    ];
    let links = files.map(|file| format!("\nSee [the file {}](../{file}).\n", file.len()));
    let project = files.iter().fold(Project::new(), |project, file| project.file(&format!("content/{file}"), "x"));
    assert_snapshot!(project.text(&links.concat()).run(&["build"]), @r#"
    exit 1
    error[duplicate-url]: the address /assets is kept for files that every portal has
    --> content/assets
     |
    help: rename the file

    error[duplicate-url]: this makes /guidance/start/index.html a folder, but a page has it as its file
    --> content/guidance/start/index.html/a.txt
    ::: content/guidance/start.md
     |
    help: rename the folder

    error[duplicate-url]: this makes /index.html a folder, but a page has it as its file
    --> content/index.html/c.txt
     |
    help: rename the folder

    error[duplicate-url]: the address /search/en is kept for files that every portal has
    --> content/search/en
     |
    help: rename the file

    4 errors
    nothing was published, because there are errors
    "#);
}

#[test]
fn a_file_in_the_place_of_the_manifest_of_the_search() {
    let text = "\nSee [the file](../search/en/manifest).\n";
    let project = Project::new().file("content/search/en/manifest", "x").text(text);
    assert_snapshot!(project.run(&["build"]), @r#"
    exit 1
    error[duplicate-url]: the address /search/en/manifest is kept for files that every portal has
    --> content/search/en/manifest
     |
    help: rename the file

    1 error
    nothing was published, because there are errors
    "#);
    let text = "\nSee [the file](../search/en/manifest/a.txt).\n";
    let project = Project::new().file("content/search/en/manifest/a.txt", "x").text(text);
    assert_snapshot!(project.run(&["build"]), @r#"
    exit 1
    error[duplicate-url]: the address /search/en/manifest/a.txt is kept for files that every portal has
    --> content/search/en/manifest/a.txt
     |
    help: rename the file

    1 error
    nothing was published, because there are errors
    "#);
}
