//! What holds for every text.

use super::super::{Part, YamlPath, locate, read};
use super::{Page, found, show};
use proptest::prelude::*;
use serde_yaml::Value;

/// Reads a text and looks up every place that is reported; the ranges are checked by slicing.
fn exercise(text: &str) {
    let (page, problems, _) = read::<Page>(text);
    assert!(page.is_some() || !problems.is_empty());
    for problem in &problems {
        assert!(problem.at.is_none_or(|at| text.is_char_boundary(at)));
        show(text, problem);
        let mut path = Some(problem.path.clone());
        while let Some(here) = path {
            for part in [Part::Key, Part::Value] {
                assert!(locate(text, &here, part).is_none_or(|range| text.get(range).is_some()));
            }
            path = here.parent();
        }
    }
}

const VALID: &str = "title: Ü \"x\"\nowner: 'it''s'\norder: 7\nkind: very-new # ok\nroles: [a, b]\naction: {text: x, by-date: 2026-01-01}\n\
    actions:\n- &x\n  text: |\n    y\n    z\n  steps: [s]\n- *x\ndocuments: {p/q: \"2.0\", r: }\r\ncontacts:\n  x:\n    name: N\n    email: e\n";

/// Pieces that mean something in YAML, to be strung together.
fn yaml_like() -> impl Strategy<Value = String> {
    let pieces = [
        "a", "title", "roles", ": ", ":", "- ", "-", "\n", "\n  ", "\r\n", "\t", "[", "]", "{", "}", ",", "\"", "'",
        "&a ", "*a", "!t ", "!!str ", "|\n", ">-\n", "? ", "# c", "---", "...", "%", "@", "`", "\\", "é", "😀",
        "\u{feff}", "\u{85}", "\u{2028}", "\u{1}", "1.10", "null", "<<", "~", " ",
    ];
    proptest::collection::vec(proptest::sample::select(pieces.to_vec()), 0..40).prop_map(|pieces| pieces.concat())
}

/// Trees without line breaks in their texts, so that each value is written on one line.
fn tree() -> impl Strategy<Value = Value> {
    let text = "[a-z0-9é😀 :#'\"\\-\\[{&*!%@,]{0,8}";
    let leaf = prop_oneof![
        text.prop_map(Value::String),
        any::<i64>().prop_map(Value::from),
        any::<bool>().prop_map(Value::Bool),
        Just(Value::Null),
    ];
    leaf.prop_recursive(4, 40, 5, move |inner| {
        let pairs = proptest::collection::btree_map(text, inner.clone(), 0..5);
        prop_oneof![
            proptest::collection::vec(inner, 0..5).prop_map(Value::Sequence),
            pairs.prop_map(|pairs| {
                let pairs = pairs.into_iter().map(|(key, value)| (key.into(), value));
                Value::Mapping(pairs.collect())
            }),
        ]
    })
}

/// Checks that each key and each scalar of `value` is found in `text` as it is written there.
fn check_places(text: &str, path: &YamlPath, value: &Value) {
    let reread = |part| serde_yaml::from_str::<Value>(found(text, path, part).unwrap()).unwrap();
    match value {
        Value::Sequence(items) => {
            for (index, item) in items.iter().enumerate() {
                check_places(text, &path.clone().index(index), item);
            }
        }
        Value::Mapping(pairs) => {
            for (key, item) in pairs {
                let path = path.clone().key(key.as_str().unwrap());
                let written = found(text, &path, Part::Key).unwrap();
                assert_eq!(&serde_yaml::from_str::<Value>(written).unwrap(), key);
                check_places(text, &path, item);
            }
        }
        scalar => assert_eq!(&reread(Part::Value), scalar, "at {path} in {text:?}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_safe(text in any::<String>()) {
        exercise(&text);
    }

    #[test]
    fn any_string_of_yaml_pieces_is_safe(text in yaml_like()) {
        exercise(&text);
    }

    #[test]
    fn any_change_of_a_valid_text_is_safe(at in 0..VALID.len(), length in 0..9_usize, piece in yaml_like()) {
        let start = VALID.floor_char_boundary(at);
        let end = VALID.floor_char_boundary((start + length).min(VALID.len()));
        let text = [&VALID[..start], &piece[..piece.floor_char_boundary(12)], &VALID[end..]].concat();
        exercise(&text);
    }

    #[test]
    fn every_place_of_a_tree_is_found(tree in tree(), crlf: bool) {
        let text = serde_yaml::to_string(&tree).unwrap();
        let text = if crlf { text.replace('\n', "\r\n") } else { text };
        check_places(&text, &YamlPath::root(), &tree);
    }

    #[test]
    fn every_plain_scalar_is_found_as_written(words in proptest::collection::vec("[a-zé😀]{1,6}", 1..8), crlf: bool) {
        let end = if crlf { "\r\n" } else { "\n" };
        let text: String = words.iter().map(|word| format!("- {word} {end}")).collect();
        for (index, word) in words.iter().enumerate() {
            let path = YamlPath::root().index(index);
            prop_assert_eq!(found(&text, &path, Part::Value), Some(word.as_str()));
        }
    }
}
