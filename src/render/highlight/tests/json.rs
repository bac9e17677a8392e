//! JSON and its dialects.

use super::check;

#[test]
fn a_document() {
    check(
        "json",
        r#"{
  "title": "Social media policy",
  "versions": [1, -2.50, 6.02e+23, 1E-5],
  "draft": false,
  "owner": null
}
"#,
        r#"{
  <span class="y">"title"</span>: <span class="s">"Social media policy"</span>,
  <span class="y">"versions"</span>: [<span class="n">1</span>, <span class="n">-2.50</span>, <span class="n">6.02e+23</span>, <span class="n">1E-5</span>],
  <span class="y">"draft"</span>: <span class="b">false</span>,
  <span class="y">"owner"</span>: <span class="b">null</span>
}
"#,
    );
}

#[test]
fn escapes_stand_out_in_strings_and_not_in_keys() {
    check(
        "json",
        r#"{"a\"b" : "x\u00e9y\n\"<b>"}"#,
        r#"{<span class="y">"a\"b"</span> : <span class="s">"x</span><span class="e">\u00e9</span><span class="s">y</span><span class="e">\n\"</span><span class="s">&lt;b&gt;"</span>}"#,
    );
    // An escape does not cut a character, and takes only its own digits.
    check(
        "json",
        r#"["\é","\u12zz"]"#,
        r#"[<span class="s">"</span><span class="e">\</span><span class="s">é"</span>,<span class="s">"</span><span class="e">\u12</span><span class="s">zz"</span>]"#,
    );
}

#[test]
fn comments_of_jsonc() {
    check(
        "jsonc",
        "{ // to the end\n  \"a\": 1, /* two\n  lines */ \"b\": 2\n}",
        "{ <span class=\"c\">// to the end</span>\n  <span class=\"y\">\"a\"</span>: <span class=\"n\">1</span>, <span class=\"c\">/* two</span>\n  <span class=\"c\">lines */</span> <span class=\"y\">\"b\"</span>: <span class=\"n\">2</span>\n}",
    );
    check("jsonc", "/* open", r#"<span class="c">/* open</span>"#);
    check("jsonc", "/", "/");
}

#[test]
fn bare_keys_single_quotes_and_other_numbers_of_json5() {
    check(
        "json5",
        "{a_1: 'it\\'s', $b: 0xFF, c: .5, d: +1., e: -Infinity, f: NaN}",
        r#"{<span class="y">a_1</span>: <span class="s">'it</span><span class="e">\'</span><span class="s">s'</span>, <span class="y">$b</span>: <span class="n">0xFF</span>, <span class="y">c</span>: <span class="n">.5</span>, <span class="y">d</span>: <span class="n">+1.</span>, <span class="y">e</span>: -<span class="b">Infinity</span>, <span class="y">f</span>: <span class="b">NaN</span>}"#,
    );
}

#[test]
fn an_open_string_ends_with_its_line() {
    check(
        "json",
        "[\"open\n1, \"\\",
        "[<span class=\"s\">\"open</span>\n<span class=\"n\">1</span>, <span class=\"s\">\"</span><span class=\"e\">\\</span>",
    );
    check("json", "\"a\\\nb", "<span class=\"s\">\"a</span><span class=\"e\">\\</span>\nb");
}

#[test]
fn words_and_elisions_stay_plain() {
    check("json", "[ ..., undefined, - ]", "[ ..., undefined, - ]");
}
