//! Problems of values, and what is read beside them.

use super::super::{Part, ProblemKind, YamlPath, nearest, read};
use super::{Kind, Page, Slug, Version, check, found};

#[test]
fn a_valid_text_is_read_in_full() {
    let text = "title: Ü\nowner: null\norder: 7\noffset: -3\nweight: 2\nacknowledge: true\nkind: very-new\n\
        roles: [a, b]\npair: [1, 2]\naction: {text: x, by-date: 2026-01-01}\nactions:\n- text: y\n  steps: [s]\n\
        documents: {p/q: \"2.0\", r: }\ncounts: {3: [1, 2]}\ncontacts:\n  x:\n    name: N\n    email: e\n";
    let page = check(text, &[]).unwrap();
    assert_eq!((page.title.as_str(), page.owner, page.order), ("Ü", None, 7));
    assert_eq!((page.offset, page.weight, page.kind), (-3, 2.0, Kind::VeryNew));
    assert_eq!(page.actions[0].steps, ["s"]);
    let versions = [Some(Version("2.0".to_owned())), None];
    assert!(page.documents.values().eq(&versions));
    assert_eq!(page.counts[&3], [1, 2]);
    assert_eq!(page.contacts["x"].name, "N");
    assert_eq!(page.pair, (1, 2));
    assert!(page.acknowledge);
}

#[test]
fn a_text_without_content_is_the_default() {
    for text in ["", "\n", "# only a comment\n", "---\n", "\u{feff}", "~"] {
        assert_eq!(check(text, &[]), Some(Page::default()));
    }
}

#[test]
fn every_problem_is_reported_and_the_rest_is_read() {
    let text = "titel: x\norder: 300\nacknowledge: yes\nroles: [a, b c, 2.0, d, e f]\nkind: witdrawn\nweight: 1\n\
        actions:\n- text: one\n  by-dat: x\n- two\n- text: 3\n  steps: [a, [b], c, ~]\n";
    let page = check(
        text,
        &[
            "titel (key): unknown titel, near Some(\"title\") @Some(\"titel\")",
            "order: want a whole number from 0 to 255, got number 300 @Some(\"300\")",
            "acknowledge: want true or false, got text \"yes\" @Some(\"yes\")",
            "roles[1]: `b c` has a space @Some(\"b c\")",
            "roles[2]: want text, got number 2.0 @Some(\"2.0\")",
            "roles[4]: `e f` has a space @Some(\"e f\")",
            "kind: variant witdrawn, near Some(\"withdrawn\") @Some(\"witdrawn\")",
            "actions[0].by-dat (key): unknown by-dat, near Some(\"by-date\") @Some(\"by-dat\")",
            "actions[1]: want a mapping, got text \"two\" @Some(\"two\")",
            "actions[2].text: want text, got number 3 @Some(\"3\")",
            "actions[2].steps[1]: want text, got a list @Some(\"[b]\")",
            "actions[2].steps[3]: want text, got nothing @Some(\"~\")",
        ],
    );
    let page = page.unwrap();
    assert_eq!(page.weight, 1.0);
    assert_eq!(page.roles, [Slug("a".to_owned()), Slug("d".to_owned())]);
    assert_eq!(page.actions.len(), 2);
    assert_eq!(page.actions[1].steps, ["a", "c"]);
}

#[test]
fn keys_of_maps_are_pointed_at() {
    let page = check(
        "documents: {a b: \"2.0\", c: 2.0, d: x, e: \"1.0\", 1.10: \"3.0\"}\ncounts: {x: [1], 4: [500, 6]}",
        &[
            "documents[\"a b\"] (key): `a b` has a space @Some(\"a b\")",
            "documents.c: want a version in quotes, such as \"2.0\", got number 2.0 @Some(\"2.0\")",
            "documents.d: a version has a full stop @Some(\"x\")",
            "documents[\"1.1\"] (key): want text, got number 1.1 @Some(\"1.10\")",
            "counts.x (key): want a whole number, 0 or more, got text \"x\" @Some(\"x\")",
            "counts.4[0]: want a whole number from 0 to 255, got number 500 @Some(\"500\")",
        ],
    );
    let page = page.unwrap();
    assert_eq!(page.documents.len(), 1);
    assert_eq!(page.counts[&4], [6]);
}

#[test]
fn missing_keys_are_reported_once_and_not_as_a_consequence() {
    check(
        "contacts:\n  a: {name: N}\n  b: {nam: N, email: e}\n  c: {name: 1, email: x y}\n  d: {name: 1}\n",
        &[
            "contacts.a: missing email @Some(\"{name: N}\")",
            "contacts.b.nam (key): unknown nam, near Some(\"name\") @Some(\"nam\")",
            "contacts.c.name: want text, got number 1 @Some(\"1\")",
            "contacts.c.email: `x y` has a space @Some(\"x y\")",
            "contacts.d.name: want text, got number 1 @Some(\"1\")",
        ],
    );
}

#[test]
fn other_shapes_are_refused_in_plain_words() {
    check(
        "title:\norder: -1\n",
        &[
            "title: want text, got nothing @Some(\"title\")",
            "order: want a whole number from 0 to 255, got number -1 @Some(\"-1\")",
        ],
    );
    check(
        "title: {{ name }}\n",
        &["title: want text, got a mapping, because text that starts with `{{` needs quotes @Some(\"{{ name }}\")"],
    );
    check(
        "title: !important\nroles: x\naction: [a]\n",
        &[
            "title: tags such as `!important` are not supported; text that starts with `!` needs quotes @Some(\"!important\")",
            "roles: want a list, got text \"x\" @Some(\"x\")",
            "action: want a mapping, got a list @Some(\"[a]\")",
        ],
    );
    check(
        "pair: [1]\naction: {by-date: a, before: b}\nkind: 3\n",
        &[
            "pair: want a list of 2, got a list of 1 @Some(\"[1]\")",
            "action.before (key): `by-date` is given under two names @Some(\"before\")",
            "kind: want one of `new`, `very-new`, `withdrawn`, got number 3 @Some(\"3\")",
        ],
    );
    check(
        "pair: [1, x]\n2: x\n? [a]\n: y\n",
        &[
            "pair[1]: want a whole number from 0 to 255, got text \"x\" @Some(\"x\")",
            "2 (key): unknown 2, near None @Some(\"2\")",
            "[\"?\"] (key): unknown ?, near None @None",
        ],
    );
    for root in ["just text", "- a\n- b", "3", "!x {a: b}"] {
        let (page, problems, _) = read::<Page>(root);
        assert_eq!((page, problems.len()), (None, 1), "in {root:?}");
        assert_eq!(problems[0].path, YamlPath::root());
    }
}

#[test]
fn unknown_keys_name_all_valid_keys() {
    let (_, problems, _) = read::<Page>("action: {colour: x}");
    let ProblemKind::UnknownKey { key, expected, nearest } = &problems[0].kind else {
        panic!("{problems:?}");
    };
    assert_eq!((key.as_str(), *nearest), ("colour", None));
    assert!(["text", "by-date", "steps"].iter().all(|name| expected.contains(name)));
}

#[test]
fn nearest_name() {
    let nearest = |written: &str, names: &[&'static str]| nearest::nearest(written, names.iter().copied());
    assert_eq!(nearest("titel", &["title", "owner"]), Some("title"));
    assert_eq!(nearest("efective", &["title", "effective"]), Some("effective"));
    assert_eq!(nearest("approved-by", &["approved_on", "approved_by"]), Some("approved_by"));
    assert_eq!(nearest("Title", &["title"]), Some("title"));
    assert_eq!(nearest("colour", &["title", "owner"]), None);
    assert_eq!(nearest("x", &["y"]), None);
    assert_eq!(nearest("", &["a", "ab"]), None);
}

#[test]
fn at_most_a_set_number_of_problems() {
    let text = format!("roles: [{}]", "a b, ".repeat(500));
    let (page, problems, _) = read::<Page>(&text);
    assert_eq!((page, problems.len()), (None, 200));
}

#[test]
fn what_is_read_is_found_in_the_text_whatever_is_left_out_before_it() {
    let text = "roles: [a b, c, d e, f g, h]\ncounts: {3: [x, 1, 2], 7: [300, 4]}\n\
        actions:\n- one\n- {text: two, steps: [{}, s, [], t]}\n- {txt: three}\n- {text: four, steps: [u]}\n";
    let (page, _, left_out) = read::<Page>(text);
    let page = page.unwrap();
    let place = |path: YamlPath| found(text, &left_out.as_written(path), Part::Value).unwrap().to_owned();
    let roles = (0..2).map(|index| place(YamlPath::root().key("roles").index(index)));
    assert!(roles.eq(page.roles.iter().map(|role| role.0.clone())));
    for (key, counts) in &page.counts {
        let at = |index| YamlPath::root().key("counts").key(key.to_string()).index(index);
        assert!((0..counts.len()).map(|index| place(at(index))).eq(counts.iter().map(u8::to_string)));
    }
    let actions = page.actions.iter().enumerate().map(|(index, action)| {
        let at = YamlPath::root().key("actions").index(index).key("steps");
        let steps = (0..action.steps.len()).map(|index| place(at.clone().index(index)));
        assert!(steps.eq(action.steps.iter().cloned()));
        action.text.as_str()
    });
    assert_eq!(actions.collect::<Vec<_>>(), ["two", "", "four"]);
}
