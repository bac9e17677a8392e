//! Every rule, by the smallest mistake that it finds: what standard error says, to the letter.

mod changes;
mod files;
mod front_matter;
mod headings;
mod links;
mod lock;
mod pictures;
mod places;
mod quizzes;
mod records;
mod settings;
mod texts;
mod theme;
mod translations;
mod versions;
mod words;

use crate::support::Project;
use vellum::check::RULES;

#[test]
fn a_portal_without_mistakes_has_no_findings() {
    insta::assert_snapshot!(Project::new().check(), @r#"
    exit 0
    no findings in 2 documents
    "#);
}

#[test]
fn every_rule_has_a_test_here() {
    let tests = concat!(
        include_str!("changes.rs"),
        include_str!("files.rs"),
        include_str!("front_matter.rs"),
        include_str!("headings.rs"),
        include_str!("links.rs"),
        include_str!("lock.rs"),
        include_str!("pictures.rs"),
        include_str!("quizzes.rs"),
        include_str!("records.rs"),
        include_str!("settings.rs"),
        include_str!("texts.rs"),
        include_str!("theme.rs"),
        include_str!("translations.rs"),
        include_str!("versions.rs"),
        include_str!("words.rs"),
        include_str!("../assurance.rs"),
        include_str!("../input/templates.rs"),
        include_str!("../release/corrections.rs"),
        include_str!("../release/verify.rs"),
    );
    let untested: Vec<&str> =
        RULES.iter().map(|rule| rule.name).filter(|name| !tests.contains(&format!("[{name}]"))).collect();
    assert_eq!(untested, [""; 0]);
}

#[test]
fn rules_are_listed_in_the_order_of_their_names() {
    assert!(RULES.windows(2).all(|pair| matches!(pair, [one, other] if one.name < other.name)));
}
