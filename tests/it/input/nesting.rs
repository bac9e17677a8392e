//! Texts that are large or nested without end: they are refused in seconds.

use std::time::{Duration, Instant};

use insta::assert_snapshot;

use super::spoil;
use crate::support::Project;

const DEEP: usize = 10_000;

const PAGE: &str = "---\ntitle: Page\nsummary: A page.\nowner: team\nupdated: 2026-03-02\nroles: [managers]\n---\n";

/// Builds with a text that must be refused, quickly.
#[track_caller]
fn refused(text: &str) -> String {
    let start = Instant::now();
    let run = spoil(|folder| folder.file("content/guidance/page.md", format!("{PAGE}{text}\n")));
    assert!(start.elapsed() < Duration::from_secs(20), "it took {:?}", start.elapsed());
    assert_eq!(run.code, 1, "{run}");
    run.stderr.lines().take(2).collect::<Vec<_>>().join("\n")
}

/// Builds with a text that is odd but harmless, quickly.
#[track_caller]
fn published(text: &str) -> String {
    let start = Instant::now();
    let project = Project::new().file("content/guidance/page.md", format!("{PAGE}{text}\n"));
    let site = project.publish(&[]);
    assert!(start.elapsed() < Duration::from_secs(20), "it took {:?}", start.elapsed());
    crate::support::text(&site, "guidance/page/index.html").to_owned()
}

#[test]
fn a_text_of_five_megabytes() {
    assert_snapshot!(refused(&"All words. ".repeat(5 << 20 >> 3)), @r#"
    error[file-too-large]: this file has 6.9 MiB; the most is 4 MiB
    --> content/guidance/page.md
    "#);
}

#[test]
fn nested_quotes() {
    assert_snapshot!(refused(&"> ".repeat(DEEP)), @r#"
    error[deep-nesting]: this is nested more than 64 deep
     --> content/guidance/page.md:8:129
    "#);
    assert_snapshot!(refused(&format!("{}words", ">".repeat(DEEP))), @r#"
    error[deep-nesting]: this is nested more than 64 deep
     --> content/guidance/page.md:8:65
    "#);
}

#[test]
fn nested_lists() {
    assert_snapshot!(refused(&format!("{}words", "- ".repeat(DEEP))), @r#"
    error[deep-nesting]: this is nested more than 64 deep
     --> content/guidance/page.md:8:65
    "#);
    let lines: String = (0..300).map(|depth| format!("{}- one\n", "  ".repeat(depth))).collect();
    assert_snapshot!(refused(&lines), @r#"
    error[deep-nesting]: this is nested more than 64 deep
      --> content/guidance/page.md:40:65
    "#);
}

#[test]
fn nested_emphasis() {
    assert_snapshot!(refused(&format!("{}words{}", "*a **a ".repeat(DEEP / 2), " a** a*".repeat(DEEP / 2))), @r#"
    error[deep-nesting]: this is nested more than 64 deep
     --> content/guidance/page.md:8:221
    "#);
}

#[test]
fn nested_brackets_are_words() {
    assert!(published(&"[".repeat(DEEP)).contains("[[[["));
    assert!(published(&format!("{}words{}", "[".repeat(DEEP), "]".repeat(DEEP))).contains("words]]"));
    assert!(published(&"![".repeat(DEEP)).contains("![!["));
    assert!(published(&"[a](".repeat(DEEP)).contains("[a]("));
}

#[test]
fn nested_pictures_and_links() {
    assert_snapshot!(refused(&format!("{}a{}", "![".repeat(DEEP), "](b.png)".repeat(DEEP))), @r#"
    error[broken-link]: there is no file `b.png` from here
     --> content/guidance/page.md:8:1
    "#);
}

#[test]
fn stars_backticks_and_table_cells() {
    assert!(published(&"*".repeat(DEEP + 1)).contains("page"));
    assert!(published(&"* a **b ".repeat(DEEP)).contains("page"));
    assert!(published(&(1..300).map(|count| "`".repeat(count) + " ").collect::<String>()).contains("page"));
    let row = "|a".repeat(500);
    assert!(published(&format!("{row}|\n{}|\n{}", "|-".repeat(500), format!("{row}|\n").repeat(20))).contains("<td>"));
    assert!(published(&"&".repeat(DEEP * 10)).contains("&amp;&amp;"));
}

#[test]
fn thousands_of_footnotes_headings_and_definitions() {
    let notes: String =
        (0..2_000).map(|n| format!("a[^{n}] ")).chain((0..2_000).map(|n| format!("\n\n[^{n}]: note"))).collect();
    assert!(published(&notes).contains("fn-2000"));
    assert!(published(&"## Same\n\n".repeat(2_000)).contains("id=\"same-2000\""));
    assert!(published(&"[^a]: [^a]\n\n[^a]".repeat(500)).contains("page"));
    let links: String = (0..5_000).map(|n| format!("[a]: b{n}.md\n")).collect();
    assert!(published(&links).contains("page"));
}

#[test]
fn footnotes_inside_footnotes() {
    assert!(published("a[^1]\n\n[^1]: one[^2]\n\n[^2]: two[^1]\n").contains("fn-2"));
}
