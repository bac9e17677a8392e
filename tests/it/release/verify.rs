//! `vellum verify`: released files against the lock, and the lock against an earlier commit.

use insta::assert_snapshot;

use crate::support::{Folder, Project};

const LOCK: &str = "content/versions.lock";

fn released() -> Project {
    Project::new().version("1.1", "2026-03-20", "2026-04-01").locked()
}

#[test]
fn what_is_as_it_was_is_said_to_be() {
    assert_snapshot!(released().run(&["verify"]), @r#"
    exit 0
    2 released versions are as they were recorded
    "#);
    assert_snapshot!(released().run(&["verify", "--format", "json"]), @r#"
    exit 0
    --- standard output
    {
      "findings": [],
      "counts": {
        "errors": 0,
        "warnings": 0,
        "infos": 0
      }
    }
    --- standard error
    "#);
}

#[test]
fn a_portal_without_a_lock_is_told_how_to_begin() {
    assert_snapshot!(Project::new().run(&["verify"]), @r#"
    exit 2
    error: there is no versions.lock yet, so nothing proves that released versions are as they were; `vellum verify --adopt` records them as they are now
    "#);
}

#[test]
fn a_portal_without_versions_has_nothing_to_prove() {
    let project = Project::new()
        .without("content/policies/conduct/1.0.md")
        .without("content/changelog/2026-03-02-conduct.md")
        .edit("content/guidance/start.md", "[conduct policy](../policies/conduct/)", "first page");
    assert_snapshot!(project.run(&["verify"]), @r#"
    exit 0
    0 released versions are as they were recorded
    "#);
}

#[test]
fn the_level_of_a_rule_does_not_matter_here() {
    let lenient = released().settings("checks: {released-file-changed: off}\n").edit(
        "content/policies/conduct/1.0.md",
        "Be kind.",
        "Be kind!",
    );
    assert_eq!(lenient.check().code, 0);
    assert_eq!(lenient.run(&["verify"]).code, 1);
}

#[test]
fn adopting_records_what_is_there() {
    let folder = Project::new().version("1.1", "2026-03-20", "2026-04-01").write();
    assert_snapshot!(folder.run(&["verify", "--adopt"]), @r#"
    exit 0
    recorded version 1.0 of `policies/conduct`
    recorded version 1.1 of `policies/conduct`
    add versions.lock to version control; from now on these files may not be edited
    "#);
    let lock = std::fs::read_to_string(folder.path(LOCK)).unwrap();
    assert_snapshot!(lock, @r#"
    # versions.lock 1: written by `vellum release`, never by hand; each line carries the hash of the one before
    policies/conduct 1.0 en 2026-11-23 3baf5be549fe941e5b9ad5df2b09e5d8053794cc4e4a07f8cf0782258f682503 0000000000000000000000000000000000000000000000000000000000000000 dbbc6c2e815ffb527186e9eb1bede60c1c2b68a3d19c5cbd84061286a19dadfb
    policies/conduct 1.1 en 2026-11-23 2f11472ea8b6f975050b15b522b04b6f8cd644f75d83fd9d2f272137a990d76e dbbc6c2e815ffb527186e9eb1bede60c1c2b68a3d19c5cbd84061286a19dadfb 6a72bb7e3edf11922e556142c9d389e17587878649ee8337614450ed08c2c646
    "#);
    assert_snapshot!(folder.run(&["verify"]), @r#"
    exit 0
    2 released versions are as they were recorded
    "#);
    assert_snapshot!(folder.run(&["verify", "--adopt"]), @r#"
    exit 0
    versions.lock knows every released version already
    "#);
    assert_eq!(std::fs::read_to_string(folder.path(LOCK)).unwrap(), lock);
}

#[test]
fn adopting_appends_and_refuses_what_is_wrong() {
    let folder = released().version("2.0", "2026-04-20", "2026-05-01").write();
    let before = std::fs::read_to_string(folder.path(LOCK)).unwrap();
    assert_snapshot!(folder.run(&["verify", "--adopt"]), @r#"
    exit 0
    recorded version 2.0 of `policies/conduct`
    add versions.lock to version control; from now on these files may not be edited
    "#);
    let after = std::fs::read_to_string(folder.path(LOCK)).unwrap();
    assert!(after.starts_with(&before) && after.lines().count() == before.lines().count() + 1);
    folder.file("content/policies/conduct/1.0.md", "---\ntitle: Other\n---\n");
    assert_eq!(folder.run(&["verify", "--adopt"]).code, 1);
    assert_eq!(std::fs::read_to_string(folder.path(LOCK)).unwrap(), after);
}

#[track_caller]
fn git(folder: &Folder, arguments: &[&str]) {
    let mut command = folder.command("git");
    command.args(["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]).args(arguments);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// A repository whose branch `main` has the lock of two versions.
fn repository() -> Folder {
    let folder = released().write();
    git(&folder, &["init", "--quiet", "--initial-branch", "main"]);
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "--quiet", "-m", "Release"]);
    folder
}

fn verify(folder: &Folder) -> String {
    folder.run(&["verify", "--base", "main"]).to_string()
}

#[test]
fn lines_may_be_appended() {
    let folder = repository();
    assert_snapshot!(verify(&folder), @r#"
    exit 0
    2 released versions are as they were recorded
    "#);
    let project = released().version("2.0", "2026-04-20", "2026-05-01");
    for (path, bytes) in &project.files {
        folder.file(path, bytes);
    }
    assert_eq!(folder.run(&["verify", "--adopt"]).code, 0);
    assert_snapshot!(verify(&folder), @r#"
    exit 0
    3 released versions are as they were recorded
    "#);
}

#[test]
fn lock_rewritten() {
    let folder = repository();
    // A released file is changed and the whole lock written anew.
    let forged = Project::new()
        .version("1.1", "2026-03-20", "2026-04-01")
        .edit("content/policies/conduct/1.0.md", "Be kind.", "Be rich.")
        .locked();
    for (path, bytes) in &forged.files {
        folder.file(path, bytes);
    }
    assert_eq!(folder.run(&["verify"]).code, 0);
    assert_snapshot!(verify(&folder), @r#"
    exit 1
    error[lock-rewritten]: the record of version 1.0 of `policies/conduct` was rewritten since `main`
     --> content/versions.lock:2:1
      |
    2 | policies/conduct 1.0 en 2026-11-23 36168bbf72d3772193ed1e5b8e66022cc763dc9bddce40eda7d8564b72dbdb47 000000000000000000000000000000000...
      | ^^^^^^^^^^^^^^^^^^^^
      |
    help: take versions.lock from `main` and restore the released files; then `vellum verify --adopt` records what was released since

    1 error
    "#);
    // A version never was.
    std::fs::remove_file(folder.path("content/policies/conduct/1.1.md")).unwrap();
    let without = Project::new().locked();
    folder.file(LOCK, &without.files[LOCK]);
    folder.file("content/policies/conduct/1.0.md", &without.files["content/policies/conduct/1.0.md"]);
    assert_snapshot!(verify(&folder), @r#"
    exit 1
    error[lock-rewritten]: the record of version 1.1 of `policies/conduct` was removed since `main`
    --> content/versions.lock
     |
    help: take versions.lock from `main` and restore the released files; then `vellum verify --adopt` records what was released since

    1 error
    "#);
    // There never was a lock.
    std::fs::remove_file(folder.path(LOCK)).unwrap();
    assert_eq!(folder.run(&["verify", "--base", "main"]).code, 1);
}

#[test]
fn a_record_put_before_others_is_found() {
    let folder = repository();
    let earlier = Project::new().version("0.9", "2025-01-01", "2025-01-02").version("1.1", "2026-03-20", "2026-04-01");
    for (path, bytes) in &earlier.locked().files {
        folder.file(path, bytes);
    }
    assert_snapshot!(verify(&folder), @r#"
    exit 1
    error[lock-rewritten]: the record of version 0.9 of `policies/conduct` was put before records that `main` has already
     --> content/versions.lock:2:1
      |
    2 | policies/conduct 0.9 en 2026-11-23 97dcbd8bcb45800c1bd72c41cfb379dbfe51a276452a34c4f968b3a9c062b4e5 000000000000000000000000000000000...
      | ^^^^^^^^^^^^^^^^^^^^
      |
    help: take versions.lock from `main` and restore the released files; then `vellum verify --adopt` records what was released since

    1 error
    "#);
}

#[test]
fn messages_where_git_cannot_answer() {
    assert_snapshot!(released().run(&["verify", "--base", "main"]), @r#"
    exit 2
    error: content is in no git repository, so there is no `main` to compare it with; leave out --base
    "#);
    let folder = repository();
    assert_snapshot!(folder.run(&["verify", "--base", "no-such-branch"]), @r#"
    exit 2
    error: git knows no commit `no-such-branch` here; fetch it first, such as with `git fetch origin main` (a checkout by CI often has the newest commit alone)
    "#);
    assert_snapshot!(folder.run(&["verify", "--base=--output=x"]), @r#"
    exit 2
    error: git knows no commit `--output=x` here; fetch it first, such as with `git fetch origin main` (a checkout by CI often has the newest commit alone)
    "#);
    let without = folder.run_with(&["verify", "--base", "main"], |command| {
        command.env("PATH", "");
    });
    assert_snapshot!(without, @r#"
    exit 2
    error: `--base` asks the git command, which cannot be run here: No such file or directory (os error 2); install git, or leave out --base
    "#);
}

#[test]
fn a_commit_without_a_lock_asks_for_nothing() {
    let folder = Project::new().write();
    git(&folder, &["init", "--quiet", "--initial-branch", "main"]);
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "--quiet", "-m", "Before"]);
    assert_eq!(folder.run(&["verify", "--adopt"]).code, 0);
    assert_snapshot!(verify(&folder), @r#"
    exit 0
    1 released version is as it was recorded
    "#);
}
