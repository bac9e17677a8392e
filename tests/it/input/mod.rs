//! Bad input: each gets a finding or a clear error, and what was published before stays as it was, byte for byte.

mod encoding;
mod folders;
mod nesting;
mod output;
mod symlinks;
mod templates;
mod yaml;

use crate::support::{Folder, Project, Run};

/// Publishes a good portal, spoils it, and builds again: that must fail and leave what was published as it was.
#[track_caller]
fn spoil(change: impl FnOnce(&Folder)) -> Run {
    spoil_with(&["build"], change)
}

/// As [`spoil`], with other arguments for the second build.
#[track_caller]
fn spoil_with(arguments: &[&str], change: impl FnOnce(&Folder)) -> Run {
    let folder = Project::new().write();
    let good = folder.build();
    assert_eq!(good.code, 0, "{good}");
    let before = folder.out();
    change(&folder);
    let run = folder.run(arguments);
    assert!(matches!(run.code, 1 | 2), "{run}");
    assert!(!run.stderr.contains("panicked"), "{run}");
    assert!(folder.out() == before, "what was published has changed\n{run}");
    let left: Vec<_> = std::fs::read_dir(folder.path("")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().contains("staging")), "{left:?}");
    run
}
