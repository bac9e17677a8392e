//! Texts that are made to be slow: the redline gets coarser, and still holds both. A redline that took quadratic time
//! here would take minutes.

use vellum::redline::{Node, compare_texts};

use super::redline;

#[track_caller]
fn holds_both(before: &str, after: &str) -> vellum::redline::Redline {
    let (old, new, redline) = redline(before, after);
    assert!(redline.before() == old, "the earlier text");
    assert!(redline.after() == new, "the later text");
    redline
}

#[test]
fn ten_thousand_equal_paragraphs() {
    let redline = holds_both(&"Same.\n\n".repeat(10_000), &"Same.\n\n".repeat(9_999));
    assert_eq!(redline.summary().words_removed, 1);
}

#[test]
fn ten_thousand_equal_items_between_others() {
    let text = |start: &str, count: usize, end: &str| format!("- {start}\n{}- {end}\n", "- Same.\n".repeat(count));
    holds_both(&text("One.", 10_000, "Two."), &text("Three.", 9_000, "Four."));
}

#[test]
fn ten_thousand_items_that_all_changed() {
    let items = |what: &str| (0..10_000).map(|n| format!("- the {what} number {n} of all\n")).collect::<String>();
    holds_both(&items("first"), &items("other"));
}

#[test]
fn ten_thousand_items_in_reverse() {
    let item = |n: usize| format!("- item {n} of all\n");
    holds_both(&(0..10_000).map(item).collect::<String>(), &(0..10_000).rev().map(item).collect::<String>());
}

#[test]
fn one_huge_paragraph() {
    let words = |seed: u64| {
        let mut state = seed;
        let mut word = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            format!("w{} ", state >> 56)
        };
        (0..150_000).map(|_| word()).collect::<String>()
    };
    holds_both(&words(1), &words(2));
    holds_both(&"same ".repeat(150_000), &"same ".repeat(149_000));
}

#[test]
fn ten_thousand_clauses() {
    let clause = |n: usize| format!("## Clause {n} {{#c{n}}}\n\nWhat clause {n} says.\n\n");
    let renamed = |n: usize| format!("## Clause {n} {{#d{n}}}\n\nWhat clause {n} said.\n\n");
    let text: String = (0..10_000).map(clause).collect();
    let moved = holds_both(&text, &(0..10_000).rev().map(clause).collect::<String>());
    assert_eq!(moved.summary().moved, 9_999);
    holds_both(&text, &(0..10_000).map(renamed).collect::<String>());
}

#[test]
fn deep_nesting() {
    let text = |word: &str| format!("{}{word}\n", "> ".repeat(60));
    let redline = holds_both(&text("one"), &text("two"));
    assert!(redline.notes.iter().all(|note| matches!(note, Node::Same(_))));
    let (old, _, _) = super::redline(&text("one"), "");
    assert!(compare_texts(&old, &old, &Default::default()).is_same());
}
