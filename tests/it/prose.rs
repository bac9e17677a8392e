//! Sentences and syllables, as the rules on words count them.

use proptest::prelude::*;
use vellum::model::Grade;
use vellum::prose::readability::count;
use vellum::prose::sentences::sentences;
use vellum::prose::syllables::syllables;

fn split(text: &str) -> Vec<&str> {
    sentences(text).into_iter().map(|range| &text[range]).collect()
}

#[test]
fn a_sentence_ends_where_the_next_begins() {
    assert_eq!(
        split("Stop. Ask first! Why? Because… It helps."),
        ["Stop.", "Ask first!", "Why?", "Because…", "It helps."]
    );
    assert_eq!(
        split("He said “Stop.” Then he left (at last.) 3 people stayed."),
        ["He said “Stop.”", "Then he left (at last.)", "3 people stayed."]
    );
    assert_eq!(split("no full stop at the end of an item"), ["no full stop at the end of an item"]);
    assert_eq!(split("  "), [""; 0]);
}

#[test]
fn short_forms_figures_and_addresses_end_no_sentence() {
    for text in [
        "Use a tool, e.g. Acme, i.e. ours.",
        "Art. 33 and reg. 22 ask for it (see s. 170 and Sch. 10).",
        "A maximum of £17.5 million, by 4.30pm.",
        "Go to reportfraud.police.uk or ico.org.uk.",
        "Ask J. Smith or Dr. Jones.",
        "Bring pens, paper, etc. and wait.",
        "Version 2.0 applies.",
    ] {
        assert_eq!(split(text), [text]);
    }
    assert_eq!(split("Bring pens, etc. Then wait."), ["Bring pens, etc.", "Then wait."]);
}

#[test]
fn syllables_as_they_are_heard() {
    let words = [
        ("a", 1),
        ("use", 1),
        ("used", 1),
        ("asked", 1),
        ("wanted", 2),
        ("times", 1),
        ("changes", 2),
        ("changed", 1),
        ("table", 2),
        ("tables", 2),
        ("handled", 2),
        ("people", 2),
        ("data", 2),
        ("personal", 3),
        ("information", 4),
        ("decision", 3),
        ("gracious", 2),
        ("radio", 3),
        ("experience", 4),
        ("usually", 4),
        ("business", 2),
        ("every", 2),
        ("statement", 2),
        ("safely", 2),
        ("agreement", 3),
        ("being", 2),
        ("playing", 2),
        ("policy", 3),
        ("you", 1),
        ("queue", 1),
        ("the", 1),
        ("be", 1),
        ("rhythm", 2),
        ("organisation", 5),
        ("accountability", 6),
        ("multi-factor", 4),
        ("ICO", 3),
        ("GDPR", 4),
        ("WWW", 9),
        ("72", 1),
        ("don’t", 1),
        ("colleague’s", 2),
    ];
    let wrong: Vec<_> = words
        .iter()
        .filter(|(word, count)| syllables(word) != *count)
        .map(|(word, _)| (word, syllables(word)))
        .collect();
    assert_eq!(wrong, []);
}

#[test]
fn variables_and_addresses_are_words() {
    assert_eq!(count("Ask the {{ dp_team }}."), (3, 4));
    assert_eq!(count("Write to data@example.org – or ring."), (5, 5));
}

#[test]
fn the_grade_is_that_of_the_formula() {
    // 0.39 × 119 / 8 + 11.8 × 174 / 119 − 15.59 = 7.466…
    assert_eq!(Grade::flesch_kincaid(119, 8, 174).to_string(), "7.5");
    assert_eq!(Grade::flesch_kincaid(100, 10, 131).to_string(), "3.8");
    assert_eq!(Grade::flesch_kincaid(10, 10, 10).to_string(), "-3.4");
    assert_eq!(Grade::flesch_kincaid(0, 0, 0).to_string(), "0");
}

proptest! {
    #[test]
    fn sentences_hold_every_word_once(text in "([A-Za-z0-9.?!…”’ (]|e\\.g\\. |Art\\. |\\PC){0,60}") {
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().concat();
        let parts: String = split(&text).into_iter().map(words).collect();
        prop_assert_eq!(parts, words(&text));
    }

    #[test]
    fn every_word_has_a_syllable(word in "\\PC{0,30}") {
        prop_assert!(syllables(&word) >= 1);
    }
}
