//! `search.synonyms` in `portal.yaml`: what the search could make nothing of.

use insta::assert_snapshot;

use crate::support::Project;

#[test]
fn sets_that_say_nothing() {
    let lines = "search:\n  synonyms:\n    - {terms: [direct message, DM], typed: [inbox]}\n    - {typed: [tweet]}\n    - {terms: [alone]}\n    - {terms: [\"!?\", dm, D M]}\n";
    assert_snapshot!(Project::new().settings(lines).check(), @r##"
    exit 1
    error[invalid-value]: this set of synonyms has no terms
      --> content/portal.yaml:18:7
       |
    18 |     - {typed: [tweet]}
       |       ^^^^^^^^^^^^^^^^
       |
    help: write the words that your texts use, such as `terms: [direct message, DM]`

    error[invalid-value]: this set of synonyms has one form only
      --> content/portal.yaml:19:7
       |
    19 |     - {terms: [alone]}
       |       ^^^^^^^^^^^^^^^^
       |
    help: add another word for the same thing to `terms`, or to `typed` if people only search by it

    error[invalid-value]: `!?` has no letter and no digit
      --> content/portal.yaml:20:16
       |
    20 |     - {terms: ["!?", dm, D M]}
       |                ^^^^
       |
    help: write a word or a few

    error[invalid-value]: `dm` is among the synonyms already
      --> content/portal.yaml:20:22
       |
    20 |     - {terms: ["!?", dm, D M]}
       |                      ^^
       |
    help: keep it in one set only; words that mean the same belong to the same set

    4 errors
    "##);
}

#[test]
fn unknown_key() {
    assert_snapshot!(Project::new().settings("search: {synonyms: [{term: [a, b]}]}\n").check(), @r##"
    exit 1
    error[invalid-value]: this set of synonyms has no terms
      --> content/portal.yaml:15:21
       |
    15 | search: {synonyms: [{term: [a, b]}]}
       |                     ^^^^^^^^^^^^^^
       |
    help: write the words that your texts use, such as `terms: [direct message, DM]`

    error[unknown-key]: `term` is not a key that can stand here
      --> content/portal.yaml:15:22
       |
    15 | search: {synonyms: [{term: [a, b]}]}
       |                      ^^^^
       |
    help: did you mean `terms`?

    2 errors
    "##);
}

#[test]
fn not_a_set() {
    assert_snapshot!(Project::new().settings("search: {synonyms: [[a, b]]}\n").check(), @r##"
    exit 1
    error[invalid-value]: `search.synonyms[0]` should be a mapping, not a list
      --> content/portal.yaml:15:21
       |
    15 | search: {synonyms: [[a, b]]}
       |                     ^^^^^^
       |
    help: write its parts as lines `key: value`, each a little further to the right than what they belong to

    1 error
    "##);
}
