//! Links of the file system, links out of the content, and files that vanish.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;

use insta::assert_snapshot;

use super::spoil;
use crate::support::Project;

#[test]
fn a_link_out_of_the_content() {
    let run = spoil(|folder| {
        folder.file("secret.txt", "secret");
        folder.file(
            "content/guidance/page.md",
            "---\ntitle: Page\nsummary: A page.\nowner: team\nupdated: 2026-03-02\n---\n[a](../../secret.txt)\n",
        );
    });
    assert!(run.stderr.contains("error[broken-link]: `../../secret.txt` leads out of the content folder"), "{run}");
}

#[test]
fn a_link_with_dots_in_disguise() {
    let project = Project::new()
        .text("\n[dot](..%2F..%2Fsecret.txt), [eee](%2e%2e/%2e%2e/secret.txt), [slash](..\\..\\secret.txt)\n");
    assert_snapshot!(project.portal().report(), @r#"
    content/guidance/start.md:10:1 error[broken-link] `..%2F..%2Fsecret.txt` leads out of the content folder
    content/guidance/start.md:10:30 error[broken-link] `%2e%2e/%2e%2e/secret.txt` leads out of the content folder
    content/guidance/start.md:10:63 error[broken-link] there is no file `....\secret.txt` from here
    "#);
}

#[test]
fn a_circle() {
    assert_snapshot!(spoil(|folder| symlink("..", folder.path("content/guidance/round")).unwrap()), @r#"
    exit 1
    error[symlink-outside-content]: this symbolic link leads to a folder that holds it
    --> content/guidance/round
     |
    help: copy the file into the folder, or remove the link

    1 error
    nothing was published, because there are errors
    "#);
}

#[test]
fn two_folders_that_hold_each_other() {
    let run = spoil(|folder| {
        fs::create_dir_all(folder.path("content/guidance/one")).unwrap();
        fs::create_dir_all(folder.path("content/guidance/two")).unwrap();
        symlink("../two", folder.path("content/guidance/one/two")).unwrap();
        symlink("../one", folder.path("content/guidance/two/one")).unwrap();
    });
    assert!(run.stderr.contains("error[symlink-outside-content]"), "{run}");
}

#[test]
fn a_link_out_of_the_root() {
    let run = spoil(|folder| {
        folder.file("secret.md", "---\ntitle: Secret\n---\nSecret.\n");
        symlink("../../secret.md", folder.path("content/guidance/secret.md")).unwrap();
    });
    assert_snapshot!(run, @r#"
    exit 1
    error[symlink-outside-content]: this symbolic link leads out of the folder
    --> content/guidance/secret.md
     |
    help: copy the file into the folder, or remove the link

    1 error
    nothing was published, because there are errors
    "#);
}

#[test]
fn a_link_through_a_folder_out_of_the_root() {
    let run = spoil(|folder| {
        folder.file("elsewhere/secret.md", "---\ntitle: Secret\n---\nSecret.\n");
        symlink("../../elsewhere", folder.path("content/guidance/inside")).unwrap();
        symlink("inside/secret.md", folder.path("content/guidance/secret.md")).unwrap();
    });
    assert!(
        run.stderr.contains("content/guidance/inside") && run.stderr.contains("content/guidance/secret.md"),
        "{run}"
    );
}

#[test]
fn a_link_inside_the_root_is_fine() {
    let folder = Project::new().write();
    symlink("start.md", folder.path("content/guidance/begin.md")).unwrap();
    fs::create_dir(folder.path("content/guidance/tasks")).unwrap();
    symlink("../start.md", folder.path("content/guidance/tasks/first.md")).unwrap();
    // The link of the page counts from where the link of the file system stands.
    let run = folder.build();
    assert_eq!(run.code, 1, "{run}");
    fs::remove_file(folder.path("content/guidance/tasks/first.md")).unwrap();
    let run = folder.build();
    assert_eq!(run.code, 0, "{run}");
    assert!(folder.out().contains_key("guidance/begin/index.html"));
}

#[test]
fn a_content_folder_that_is_itself_a_link_is_fine() {
    let folder = Project::new().write();
    fs::rename(folder.path("content"), folder.path("real")).unwrap();
    symlink("real", folder.path("content")).unwrap();
    assert_eq!(folder.build().code, 0);
}

#[test]
fn a_file_that_vanishes_after_it_was_listed() {
    // Between listing and reading no test can step in; a link to a file that was just deleted shows the same moment.
    let run = spoil(|folder| {
        folder.file("content/guidance/page.md", "");
        symlink("page.md", folder.path("content/guidance/other.md")).unwrap();
        fs::remove_file(folder.path("content/guidance/page.md")).unwrap();
    });
    assert_snapshot!(run, @r#"
    exit 1
    error[symlink-outside-content]: this symbolic link leads nowhere: No such file or directory (os error 2)
    --> content/guidance/other.md
     |
    help: copy the file into the folder, or remove the link

    1 error
    nothing was published, because there are errors
    "#);
}

#[test]
fn a_picture_that_vanishes_after_it_was_read() {
    use vellum::publish::Staging;

    // A picture stays on the disk until it is copied, so it can vanish after all checks: the build then ends with an error.
    let folder = Project::new().write();
    folder.build();
    let before = folder.out();
    let staging = Staging::begin(&folder.path("public"), &[&folder.path("content")]).unwrap();
    staging.write("index.html", b"new").unwrap();
    let error = staging.copy("form.png", &folder.path("content/form.png")).unwrap_err();
    assert!(error.to_string().contains("form.png"), "{error}");
    assert!(staging.swap().is_err());
    assert!(folder.out() == before);
}
