//! What authors are told about a text that is not YAML.

use super::check_syntax;

#[test]
fn syntax_traps() {
    for (text, expected) in [
        (
            "é: ü\na:\n  - b\n\t- c\n",
            "a tab is used for indentation; YAML does not allow tabs; use spaces @Some(\"\\t- c\\n\")",
        ),
        ("a:\n\tb: 1\n", "a tab is used for indentation; YAML does not allow tabs; use spaces @Some(\"\\tb: 1\\n\")"),
        (
            "é: ü\r\ntitle: Pölicy: the rest\r\nb: 1\r\n",
            "a value without quotes cannot hold a colon with a space after it; put the value in quotes: `\"Pölicy: the rest\"` @Some(\": the \")",
        ),
        (
            "\u{feff}title: “Policy: x”\n",
            "a value without quotes cannot hold a colon with a space after it; put the value in quotes: `\"Policy: x\"` @Some(\": x”\\n\")",
        ),
        (
            "é: ü\na: \"foo\nb: 1\n",
            "the quote `\"` is opened here and not closed; add `\"` at the end of the value @Some(\"\\\"foo\\nb\")",
        ),
        (
            "\"foo\nb: 1\n",
            "the quote `\"` is opened here and not closed; add `\"` at the end of the value @Some(\"\\\"foo\\nb\")",
        ),
        (
            "a: 'it's'\nb: 1\n",
            "there is text after the closing quote; put the whole value in quotes; write a quote inside it twice, or use the other kind of quote around it @Some(\"s'\\nb: \")",
        ),
        (
            "a: \"x\" y\n",
            "there is text after the closing quote; put the whole value in quotes; write a quote inside it twice, or use the other kind of quote around it @Some(\"y\\n\")",
        ),
        (
            "é: ü\r\na: [x, y\r\nb: 1\r\n",
            "the bracket `[` is opened here and not closed; add `]` where it ends @Some(\"[x, y\\r\")",
        ),
        ("a: {x: y", "the bracket `{` is opened here and not closed; add `}` where it ends @Some(\"{x: y\")"),
        (
            "a: [b: c: d]\n",
            "a comma or `]` is missing before this; add it, or put the text in quotes if it holds a colon or a bracket @Some(\": d]\\n\")",
        ),
        ("a: 1\nb: 2\na: 3\n", "the key `a` is given twice; keep one of the two @Some(\"a: 3\\n\")"),
        (
            "é: ü\r\nx:\r\n  - a: 1\r\n    \"a\": 2\r\n",
            "the key `a` is given twice; keep one of the two @Some(\"\\\"a\\\": 2\")",
        ),
        (
            "a: [b, c/{{ name }} d]\n",
            "a value between brackets cannot hold `{{` without quotes; put the value in quotes: `\"c/{{ name }} d\"` @Some(\"c/{{ n\")",
        ),
        ("a: {{ name }} is\n", "a value cannot start with `{{`; put the value in quotes @Some(\"{{ nam\")"),
        ("a: @foo\n", "a value cannot start with `@`; put the value in quotes @Some(\"@foo\\n\")"),
        ("é: `foo`\n", "a value cannot start with ```; put the value in quotes @Some(\"`foo`\\n\")"),
        ("a: %foo\n", "a value cannot start with `%`; put the value in quotes @Some(\"%foo\\n\")"),
        ("%foo\n", "a value cannot start with `%`; put the value in quotes @Some(\"%foo\\n\")"),
        ("a: **bold**\n", "a value cannot start with `*`; put the value in quotes @Some(\"**bold\")"),
        ("a: & b\n", "a value cannot start with `&`; put the value in quotes @Some(\"& b\\n\")"),
        (
            "a: *foo\n",
            "`*` starts an alias, and there is no anchor of this name; if the value is text, put it in quotes @Some(\"*foo\\n\")",
        ),
        ("a: !x!y z\n", "a value cannot start with `!`; put the value in quotes @Some(\"!x!y z\")"),
        ("a: ] b\n", "a value cannot start with `]`; put the value in quotes @Some(\"] b\\n\")"),
        (
            "a: > foo\n",
            "text cannot follow `|` or `>` on the same line; put the text on the lines below and indent it, or put the value in quotes @Some(\"foo\\n\")",
        ),
        (
            "a: - b\n",
            "a list cannot start on the line of its key; put each `- item` on a line of its own below the key, or put the value in quotes if it is text @Some(\"- b\\n\")",
        ),
        (
            "a: 1\n---\nb: 2\n",
            "a second YAML document starts here; remove the line `---` or `...`: there can be only one document @Some(\"---\\nb:\")",
        ),
        (
            "\u{feff}---\né: 1\n---\n",
            "a second YAML document starts here; remove the line `---` or `...`: there can be only one document @Some(\"---\\n\")",
        ),
        (
            "é: 1\nb: \u{1}x\n",
            "a control character (U+0001) is not allowed; delete the invisible character and type the text around it again @Some(\"\\u{1}x\\n\")",
        ),
        (
            "é: 1\n\u{feff}b: 2\n",
            "a byte order mark (U+FEFF) may stand only at the start of a file; delete the invisible character and type the text around it again @Some(\"\\u{feff}b: 2\\n\")",
        ),
        ("a: 1\nb:2\n\n# x\nc: 3\n", "a space is missing after the colon; write `b: 2` @Some(\"b:2\\n\\n#\")"),
        ("é:1\nb: 2\n", "a space is missing after the colon; write `é: 1` @Some(\"é:1\\nb:\")"),
        (
            "a: 1\njust text\n",
            "this line is not a `key: value` pair; write a key, a colon and a space before the text, or indent the line if it belongs to the value above @Some(\"just t\")",
        ),
        (
            "just text\na: 1\n",
            "this line is not a `key: value` pair; write a key, a colon and a space before the text, or indent the line if it belongs to the value above @Some(\"just t\")",
        ),
        (
            "a: é\n  b: 2\n",
            "this line is indented below a key that has a value already; indent it like the line above, or put the value in quotes if it goes on here @Some(\"b: 2\\n\")",
        ),
        (
            "a:\n    b: 2\n  c: 3\n",
            "the indentation of this line fits none of the lines above; indent it with as many spaces as the keys that it belongs to @Some(\"c: 3\\n\")",
        ),
        (
            "a:\n  - b\n - c\n",
            "a list item cannot stand here; indent it like the other items, below the key of the list @Some(\"- c\\n\")",
        ),
        (
            "- a\nb: 1\n",
            "a list cannot go on with this line; start each item with `- `, all indented alike; a key comes before its list @Some(\"b: 1\\n\")",
        ),
        (
            "a: \"C:\\Users\"\n",
            "a backslash has a special meaning between double quotes; write it twice, or put the value in single quotes @Some(\"\\\\Users\")",
        ),
        (
            "a: \"\\d\"\n",
            "a backslash has a special meaning between double quotes; write it twice, or put the value in single quotes @Some(\"\\\\d\\\"\\n\")",
        ),
        ("a: 99999999999999999999\n", "this number is too large; put it in quotes if it is text @Some(\"999999\")"),
        (
            "a: &a [*a]\n",
            "values are nested too deeply here (recursion limit); use fewer levels, and no alias inside the value that it stands for @Some(\"&a [*a\")",
        ),
    ] {
        check_syntax(text, expected);
    }
}

#[test]
fn alias_bombs_are_refused() {
    let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..9 {
        let aliases = vec![format!("*a{}", level - 1); 9].join(", ");
        text.push_str(&format!("a{level}: &a{level} [{aliases}]\n"));
    }
    check_syntax(
        &text,
        "aliases repeat too much of the text (repetition limit); \
         write the values out instead of using `*` aliases @None",
    );
}
