//! Output folders that cannot be written to, or must not be.

use std::fs;

use insta::assert_snapshot;

use super::spoil_with;
use crate::support::{Project, text};

#[test]
fn a_path_under_a_file() {
    let run = spoil_with(&["build", "--out", "notes.txt/public"], |folder| folder.file("notes.txt", "a note"));
    assert_snapshot!(run, @r#"
    exit 2
    error: The site cannot be written to `notes.txt/public`, because `TMP/notes.txt` is not a folder. Choose another output folder.
    "#);
}

#[test]
fn a_file_in_the_place_of_the_folder() {
    assert_snapshot!(spoil_with(&["build", "--out", "notes.txt"], |folder| folder.file("notes.txt", "a note")), @r#"
    exit 2
    error: The output folder `notes.txt` is not a folder. Move what is there away, or choose another output folder.
    "#);
}

#[test]
fn a_folder_that_vellum_did_not_make() {
    let run = spoil_with(&["build", "--out", "photos"], |folder| folder.file("photos/me.jpg", "a face"));
    assert_snapshot!(run, @r#"
    exit 2
    error: The folder `photos` holds files that Vellum did not make, and publishing would delete them. Empty it yourself, or choose another output folder.
    "#);
}

#[test]
fn a_folder_inside_the_content() {
    assert_snapshot!(spoil_with(&["build", "--out", "content/public"], |_| {}), @r#"
    exit 2
    error: The output folder `content/public` overlaps the source folder `content`, so that publishing could delete sources. Choose an output folder outside it.
    "#);
    assert_snapshot!(spoil_with(&["build", "--out", "themes"], |folder| folder.file("themes/default/assets/a.css", "")), @r#"
    exit 2
    error: The output folder `themes` overlaps the source folder `themes`, so that publishing could delete sources. Choose an output folder outside it.
    "#);
    assert_snapshot!(spoil_with(&["build", "--out", "."], |_| {}), @r#"
    exit 2
    error: The output folder `.` is the folder that you are working in, which must not be replaced by a site. Choose a folder of its own, such as `public`.
    "#);
}

#[test]
fn a_folder_refused_is_left_without_new_folders_around_it() {
    let folder = Project::new().write();
    let run = folder.run(&["build", "--out", "content/deep/public"]);
    assert_eq!(run.code, 2, "{run}");
    assert!(!folder.path("content/deep").exists(), "the refused build made a folder among the sources");
}

#[test]
#[cfg(target_os = "linux")]
fn a_folder_that_is_read_only() {
    assert_snapshot!(spoil_with(&["build", "--out", "/proc/public"], |_| {}), @r#"
    exit 2
    error: Vellum could not create the folder `/proc/.public.vellum-staging`: it does not exist, or a folder on the way to it was moved or deleted.
    "#);
}

/// A full disk, as far as a test can have one: no file may have more than 4 KiB, and the signal for that is ignored.
#[test]
#[cfg(unix)]
fn a_full_disk() {
    let folder = Project::new().write();
    folder.build();
    let before = folder.out();
    let mut command = folder.command("sh");
    let limits = "trap '' XFSZ; ulimit -f 8; exec \"$0\" build --color never --as-of 2026-11-24";
    let run = folder.finish(&command.args(["-c", limits, env!("CARGO_BIN_EXE_vellum")]).output().unwrap());
    assert_eq!(run.code, 2, "{run}");
    assert!(run.stderr.starts_with("error: Vellum could not write `"), "{run}");
    assert!(folder.out() == before);
    assert_eq!(fs::read_dir(folder.path("")).unwrap().count(), 2, "the staging folder is left");
}

#[test]
fn nothing_stale_is_left() {
    let folder = Project::new()
        .file("content/guidance/old.md", Project::new().files["content/guidance/start.md"].clone())
        .write();
    folder.build();
    assert!(folder.out().contains_key("guidance/old/index.html"));
    fs::remove_file(folder.path("content/guidance/old.md")).unwrap();
    folder.build();
    assert!(!folder.out().contains_key("guidance/old/index.html"));
    assert_eq!(folder.out().keys().collect::<Vec<_>>(), Project::new().publish(&[]).keys().collect::<Vec<_>>());
}

#[test]
fn errors_in_the_content_publish_nothing() {
    let folder = Project::new().edit("content/guidance/start.md", "owner: team", "owner: teem").write();
    let run = folder.build();
    assert_snapshot!(run, @r#"
    exit 1
    error[unknown-owner]: there is no contact `teem`
     --> content/guidance/start.md:4:8
      |
    4 | owner: teem
      |        ^^^^
      |
    help: did you mean `team`?

    1 error
    nothing was published, because there are errors
    "#);
    assert!(!folder.path("public").exists());
}

#[test]
fn check_writes_nothing() {
    let folder = Project::new().write();
    folder.run(&["check"]);
    assert_eq!(fs::read_dir(folder.path("")).unwrap().count(), 1);
}

#[test]
fn the_folder_around_the_output_is_made() {
    let folder = Project::new().write();
    assert_eq!(folder.run(&["build", "--out", "a/b/public"]).code, 0);
    assert!(text(&crate::support::read_tree(&folder.path("a/b/public")), "index.html").contains("Welcome"));
}
