//! YAML that explodes, has tabs, or says something else than its author meant.

use std::time::{Duration, Instant};

use insta::assert_snapshot;

use super::spoil;

const BOMB: &str = "\
a: &a [x, x, x, x, x, x, x, x, x, x]
b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]
f: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e, *e]
g: &g [*f, *f, *f, *f, *f, *f, *f, *f, *f, *f]
h: &h [*g, *g, *g, *g, *g, *g, *g, *g, *g, *g]
i: &i [*h, *h, *h, *h, *h, *h, *h, *h, *h, *h]
";

/// Builds with front matter that must be refused, quickly.
#[track_caller]
fn refused(front: &str) -> String {
    let start = Instant::now();
    let run = spoil(|folder| folder.file("content/guidance/start.md", format!("---\n{front}---\nText.\n")));
    assert!(start.elapsed() < Duration::from_secs(20), "it took {:?}", start.elapsed());
    run.stderr
}

#[test]
fn aliases_that_explode() {
    assert_snapshot!(refused(BOMB), @r#"
    error[yaml-syntax]: aliases repeat too much of the text (repetition limit)
     --> content/guidance/start.md:2:1
      |
    2 | a: &a [x, x, x, x, x, x, x, x, x, x]
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
    help: write the values out instead of using `*` aliases

    1 error
    nothing was published, because there are errors
    "#);
    for file in ["portal.yaml", "glossary.yaml", "obligations.yaml"] {
        let run = spoil(|folder| folder.file(&format!("content/{file}"), BOMB));
        assert!(run.stderr.contains("aliases repeat too much of the text"), "{file}\n{run}");
    }
}

#[test]
fn an_alias_inside_what_it_stands_for() {
    let stderr = refused("title: &a [*a]\n");
    assert!(stderr.contains("error[yaml-syntax]"), "{stderr}");
}

#[test]
fn brackets_without_end() {
    let stderr = refused(&format!("title: {}\n", "[".repeat(10_000)));
    assert!(stderr.contains("error[yaml-syntax]"), "{stderr}");
    let stderr = refused(&(0..500).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect::<String>());
    assert!(stderr.contains("error[yaml-syntax]") || stderr.contains("error[unknown-key]"), "{stderr}");
}

#[test]
fn a_tab() {
    assert_snapshot!(refused("title: Start\nroles:\n\t- all-staff\n"), @r#"
    error[yaml-syntax]: a tab is used for indentation
     --> content/guidance/start.md:4:1
      |
    4 |     - all-staff
      | ^
      |
    help: YAML does not allow tabs; use spaces

    1 error
    nothing was published, because there are errors
    "#);
}

#[test]
fn version_numbers_without_quotes() {
    let run = spoil(|folder| {
        let entry = "---\ndate: 2026-04-01\nkind: reviewed\ndocuments: {policies/conduct: 1.0}\n---\nRight.\n";
        folder.file("content/changelog/2026-04-01-review.md", entry);
    });
    assert_snapshot!(run, @r#"
    exit 1
    error[invalid-value]: `documents.policies/conduct` should be text, not number 1.0
     --> content/changelog/2026-04-01-review.md:4:31
      |
    4 | documents: {policies/conduct: 1.0}
      |                               ^^^
      |
    help: put it in quotes, such as "2.0": without them YAML reads a number, and 3.10 becomes 3.1

    1 error
    nothing was published, because there are errors
    "#);
}

#[test]
fn other_documents_in_the_file() {
    let run = spoil(|folder| folder.file("content/glossary.yaml", "terms: []\n---\nterms: []\n"));
    assert_snapshot!(run, @r#"
    exit 1
    error[yaml-syntax]: a second YAML document starts here
     --> content/glossary.yaml:2:1
      |
    2 | ---
      | ^
      |
    help: remove the line `---` or `...`: there can be only one document

    1 error
    nothing was published, because there are errors
    "#);
}

#[test]
fn a_list_or_a_word_instead_of_keys() {
    for text in ["- one\n", "word\n", "3\n", "null\n", "~\n", "[]\n", "? a\n", "!tag {}\n", "%YAML 3.0\n---\n"] {
        let run = spoil(|folder| folder.file("content/portal.yaml", text));
        assert_eq!(run.code, 1, "{text}{run}");
    }
}
