//! A release changes several files as one: killed at any instant, the content is as before or as after.

use std::cell::Cell;
use std::path::Path;
use std::process::Command;

use vellum::model::Date;
use vellum::portal::{Memo, Options};
use vellum::release::plan::{Request, plan};
use vellum::release::transaction::{Change, Recovered, TransactionError, commit, recover};

use super::draft;
use crate::support::{TODAY, Tree, read_tree};

/// The content before a release.
fn before() -> Tree {
    draft::project().content()
}

/// The content after it.
fn after() -> Tree {
    let mut tree = before();
    for change in changes() {
        match change {
            Change::Write { path, bytes } => drop(tree.insert(path, bytes)),
            Change::Remove { path } => drop(tree.remove(&path)),
        }
    }
    tree
}

/// Everything that the release writes and removes.
fn changes() -> Vec<Change> {
    let options = Options { as_of: Date::parse(TODAY).unwrap(), drafts: true, base_url: None };
    let request = Request {
        document: "policies/conduct".into(),
        effective: Date::parse("2026-12-01").unwrap(),
        approved_by: "board".into(),
        approved_on: None,
        version: None,
    };
    let plan = plan(&draft::project().portal_on(TODAY, true), &options, &request, &mut Memo::default());
    plan.unwrap_or_else(|_| panic!("the release is refused")).changes
}

fn content() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in before() {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    folder
}

#[test]
fn all_changes_are_made() {
    let folder = content();
    commit(folder.path(), &changes(), &|| {}).unwrap();
    assert_eq!(read_tree(folder.path()), after());
    assert_eq!(recover(folder.path()).unwrap(), Recovered::Nothing);
}

/// The process that is killed: it ends itself before the step that its variable names.
#[test]
#[ignore = "run by the test below, in a process of its own"]
fn victim() {
    let Ok(step) = std::env::var("VICTIM_STEP") else { return };
    let (folder, step) = (std::env::var("VICTIM_FOLDER").unwrap(), step.parse::<usize>().unwrap());
    let count = Cell::new(0);
    let before = || {
        if count.get() == step {
            std::process::abort();
        }
        count.set(count.get() + 1);
    };
    commit(Path::new(&folder), &changes(), &before).unwrap();
}

/// Runs the victim; true if it was killed.
fn is_killed(folder: &Path, step: usize) -> bool {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "release::transaction::victim", "--ignored", "--quiet"]);
    command.env("VICTIM_STEP", step.to_string()).env("VICTIM_FOLDER", folder);
    !command.output().unwrap().status.success()
}

#[test]
fn killed_before_any_step_the_content_is_as_before_or_as_after() {
    let mut outcomes = String::new();
    for step in 0.. {
        let folder = content();
        let killed = is_killed(folder.path(), step);
        let recovered = recover(folder.path()).unwrap();
        let found = read_tree(folder.path());
        assert!(found == before() || found == after(), "killed before step {step}: {:?}", found.keys());
        let state = if found == after() { "after" } else { "before" };
        outcomes.push_str(&format!("{step}: {recovered:?}, as {state}\n"));
        // A second recovery finds nothing to do, and the change can be made now.
        assert_eq!(recover(folder.path()).unwrap(), Recovered::Nothing);
        commit(folder.path(), &changes(), &|| {}).unwrap();
        assert_eq!(read_tree(folder.path()), after());
        if !killed {
            break;
        }
    }
    insta::assert_snapshot!(outcomes, @r#"
    0: Nothing, as before
    1: Dropped, as before
    2: Dropped, as before
    3: Dropped, as before
    4: Dropped, as before
    5: Dropped, as before
    6: Dropped, as before
    7: Finished, as after
    8: Finished, as after
    9: Finished, as after
    10: Finished, as after
    11: Finished, as after
    12: Dropped, as after
    13: Nothing, as after
    "#);
}

#[test]
fn a_recovery_that_is_interrupted_is_finished_by_the_next() {
    let folder = content();
    let count = Cell::new(0);
    let stopped = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let before = || {
            count.set(count.get() + 1);
            // Within the moves: the first file is in its place, the others are not.
            assert!(count.get() < 9, "stop here");
        };
        let _ = commit(folder.path(), &changes(), &before);
    }));
    assert!(stopped.is_err());
    assert!(read_tree(folder.path()).contains_key(".vellum-release/journal"));
    assert_eq!(recover(folder.path()).unwrap(), Recovered::Finished);
    assert_eq!(read_tree(folder.path()), after());
}

#[test]
fn a_journal_from_elsewhere_leads_nowhere_else() {
    for path in ["../outside.md", "/tmp/outside.md", "a/../../outside.md", ".git/config", ""] {
        let folder = tempfile::tempdir().unwrap();
        let content = folder.path().join("content");
        std::fs::create_dir_all(content.join(".vellum-release")).unwrap();
        std::fs::write(folder.path().join("outside.md"), "untouched").unwrap();
        let journal = format!("[{{\"Remove\":{{\"path\":{path:?}}}}}]");
        std::fs::write(content.join(".vellum-release/journal"), journal).unwrap();
        assert!(matches!(recover(&content), Err(TransactionError::NotAJournal(_))), "{path}");
        assert_eq!(std::fs::read(folder.path().join("outside.md")).unwrap(), b"untouched");
    }
}
