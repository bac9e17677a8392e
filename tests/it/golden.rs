//! Golden sites: `tests/sites/<case>/in` is published with a theme that shows every value, and compared with `out` file
//! by file. `VELLUM_BLESS=1 cargo test --test it golden` writes `out` anew.

use std::fs;
use std::path::PathBuf;

use crate::support::{Project, Tree, read_tree};

fn sites() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/sites")
}

/// The project of a golden site, with the theme that all share.
pub(crate) fn site(case: &str) -> Project {
    let mut project = Project::from_folder(&sites().join(case).join("in"));
    for (path, bytes) in read_tree(&sites().join("theme")) {
        project = project.file(&format!("themes/golden/{path}"), bytes);
    }
    project
}

/// The project of a golden site with the theme that readers see.
pub(crate) fn site_in_default_theme(case: &str) -> Project {
    site(case).setting("theme: golden\n", "")
}

#[track_caller]
fn check(case: &str, arguments: &[&str]) {
    let mut published = site(case).publish(arguments);
    // The marker of the folder, the assets of the theme and the files of the search index are tested elsewhere.
    let is_index = |path: &str| {
        let path = path.strip_prefix("cy/").unwrap_or(path);
        path.starts_with("search/") && path != "search/index.html"
    };
    published.retain(|path, _| path != ".vellum" && !path.starts_with("assets/") && !is_index(path));
    let out = sites().join(case).join("out");
    if std::env::var_os("VELLUM_BLESS").is_some() {
        let _ = fs::remove_dir_all(&out);
        for (path, bytes) in &published {
            let path = out.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
    }
    let differences = differences(&read_tree(&out), &published);
    assert!(differences.is_empty(), "{case} differs; if it should, run with VELLUM_BLESS=1\n{differences}");
}

/// What differs between two trees, for a reader: files, and the first lines that differ in each.
fn differences(expected: &Tree, found: &Tree) -> String {
    let mut report = String::new();
    for path in expected.keys().filter(|path| !found.contains_key(*path)) {
        report.push_str(&format!("{path}: is no longer published\n"));
    }
    for (path, bytes) in found {
        match expected.get(path) {
            None => report.push_str(&format!("{path}: is new\n")),
            Some(expected) if expected != bytes => {
                report.push_str(&format!("{path}:\n{}", lines(&text(expected), &text(bytes))));
            }
            Some(_) => {}
        }
    }
    report
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The lines between the first and the last that differ.
fn lines(expected: &str, found: &str) -> String {
    let (mut expected, mut found): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), found.lines().collect());
    let same_start = expected.iter().zip(&found).take_while(|(one, other)| one == other).count();
    expected.drain(..same_start);
    found.drain(..same_start);
    while expected.last().is_some_and(|line| Some(line) == found.last()) {
        expected.pop();
        found.pop();
    }
    let show = |sign: char, lines: &[&str]| -> String {
        lines.iter().take(12).map(|line| format!("  {} {sign} {line}\n", same_start + 1)).collect()
    };
    show('-', &expected) + &show('+', &found)
}

#[test]
fn minimal() {
    check("minimal", &[]);
}

#[test]
fn rich() {
    check("rich", &[]);
}

#[test]
fn training() {
    check("training", &[]);
}

#[test]
fn redline() {
    check("redline", &["--drafts"]);
}

#[test]
fn languages() {
    check("languages", &[]);
}

#[test]
fn versions() {
    check("versions", &[]);
}

#[test]
fn a_difference_is_shown_by_its_lines() {
    let tree = |text: &str| Tree::from([("a.html".to_owned(), text.as_bytes().to_vec())]);
    assert_eq!(differences(&tree("1\n2\n3\n"), &tree("1\n2\n3\n")), "");
    assert_eq!(differences(&tree("1\n2\n3\n"), &tree("1\nzwei\n3\n")), "a.html:\n  2 - 2\n  2 + zwei\n");
    assert_eq!(differences(&tree("1\n"), &Tree::new()), "a.html: is no longer published\n");
}
