//! Footnotes: every mark leads to its note and back, and what nobody mentions leaves nothing behind.

use crate::support::crawl::{Place, crawl};
use crate::support::{Project, text};

/// The page with these lines, whose links all lead somewhere.
#[track_caller]
fn page(lines: &str) -> String {
    let tree = Project::new().text(lines).portal().render();
    let (problems, _) = crawl(&tree, Place { base_url: "https://policy.example.org/", portable: false });
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    text(&tree, "guidance/start/index.html").to_owned()
}

#[test]
fn a_note_that_is_mentioned_twice() {
    let page = page("\nOne[^a], two[^a].\n\n[^a]: The note.\n");
    assert_eq!(page.matches("class=\"footnote-back\"").count(), 2, "{page}");
    assert_eq!(page.matches("The note.").count(), 1, "{page}");
}

#[test]
fn a_mark_without_a_note_is_words() {
    assert!(page("\nOne[^a].\n").contains("One[^a]."));
}

#[test]
fn an_empty_note() {
    page("\nOne[^a].\n\n[^a]:\n");
}

#[test]
fn a_note_that_nobody_mentions_has_a_heading() {
    let page = page("\nWords.\n\n[^a]: ## A heading\n");
    assert!(!page.contains("A heading"), "{page}");
}

#[test]
fn a_note_with_a_heading() {
    page("\nWords[^a].\n\n## First\n\n[^a]: ## A heading\n\n## Last\n");
}

#[test]
fn a_note_in_a_note_that_nobody_mentions() {
    page("\nWords.\n\n[^a]: One[^b].\n\n[^b]: Two.\n");
}

#[test]
fn a_mark_in_a_hidden_clause() {
    page(
        "\n## Hidden {#hidden applies-to=wales}\n\nOne[^a].\n\n## Shown\n\nTwo[^b].\n\n[^a]: First.\n\n[^b]: Second.\n",
    );
}
