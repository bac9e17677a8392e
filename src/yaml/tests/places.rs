//! From paths to bytes.

use super::super::{Part, YamlPath};
use super::found;

#[test]
fn places_in_block_and_flow_style() {
    let root = YamlPath::root;
    for prefix in ["", "\u{feff}", "# ünïcode 😀\n", "---\r\n", "ü: é\r\n"] {
        let body = "\"quoted ü\": 'x y'\nroles:\n- a\n- b: [1, {c: é, d: }]\n\n# comment\nempty:\nlast: &n !!str z  \nalias: *n\nblock: |\n  one\n  two\n";
        let text = format!("{prefix}{body}");
        let value = |path: YamlPath| found(&text, &path, Part::Value);
        let key = |path: YamlPath| found(&text, &path, Part::Key);
        assert_eq!(key(root().key("quoted ü")), Some("\"quoted ü\""));
        assert_eq!(value(root().key("quoted ü")), Some("'x y'"));
        assert_eq!(value(root().key("roles")), Some("- a\n- b: [1, {c: é, d: }]"));
        assert_eq!(value(root().key("roles").index(0)), Some("a"));
        assert_eq!(value(root().key("roles").index(1)), Some("b: [1, {c: é, d: }]"));
        let list = root().key("roles").index(1).key("b");
        assert_eq!(value(list.clone()), Some("[1, {c: é, d: }]"));
        assert_eq!(value(list.clone().index(1)), Some("{c: é, d: }"));
        assert_eq!(value(list.clone().index(1).key("c")), Some("é"));
        assert_eq!(value(list.clone().index(1).key("d")), Some("d"));
        assert_eq!(value(list.index(2)), None);
        assert_eq!(value(root().key("empty")), Some("empty"));
        assert_eq!(value(root().key("last")), Some("&n !!str z"));
        assert_eq!(value(root().key("alias")), Some("*n"));
        assert_eq!(value(root().key("block")), Some("one\n  two"));
        assert_eq!(value(root().key("none")), None);
        assert_eq!(value(root().key("last").key("x")), None);
        assert_eq!(value(root().index(0)), None);
        assert!(value(root()).unwrap().ends_with("two"));
    }
}

#[test]
fn places_behind_aliases_and_odd_keys() {
    let text = "a: &a\n  k: v\n  l:\n    - x\nb: *a\n? z\n: y\n1.10: w\n- : -\n";
    let path = YamlPath::root().key("b");
    assert_eq!(found(text, &path, Part::Value), Some("*a"));
    assert_eq!(found(text, &path.clone().key("k"), Part::Value), Some("v"));
    assert_eq!(found(text, &path.key("l").index(0), Part::Value), Some("x"));
    assert_eq!(found(text, &YamlPath::root().key("z"), Part::Value), Some("y"));
    assert_eq!(found(text, &YamlPath::root().key("1.1"), Part::Key), Some("1.10"));
    assert_eq!(found("", &YamlPath::root(), Part::Value), None);
    assert_eq!(found("a:\r\n- x\r\n-\r\n", &YamlPath::root().key("a"), Part::Value), Some("- x\r\n-"));
    assert_eq!(found("- [a, \n b]\n- - c\n  - d\n", &YamlPath::root().index(1), Part::Value), Some("- c\n  - d"));
}

#[test]
fn paths_are_shown_as_authors_write_them() {
    let path = YamlPath::root().key("roles").index(2).key("title");
    assert_eq!(path.to_string(), "roles[2].title");
    assert_eq!(path.parent().unwrap().to_string(), "roles[2]");
    assert_eq!(YamlPath::root().key("a.b").key("").to_string(), "[\"a.b\"][\"\"]");
    assert_eq!(YamlPath::root().parent(), None);
}
