//! YAML.

use super::check;

#[test]
fn front_matter() {
    check(
        "yaml",
        "\
---
# A policy
title: Social media policy
summary: \"Who may post, and how.\"
owner: head-of-communications # a contact
effective: 2026-06-19
roles: [all-staff, 'agencies']
acknowledge: true
pass_mark: 80
url: https://example.org/#top
---
",
        r#"<span class="k">---</span>
<span class="c"># A policy</span>
<span class="y">title</span>: <span class="s">Social media policy</span>
<span class="y">summary</span>: <span class="s">"Who may post, and how."</span>
<span class="y">owner</span>: <span class="s">head-of-communications</span> <span class="c"># a contact</span>
<span class="y">effective</span>: <span class="n">2026-06-19</span>
<span class="y">roles</span>: [<span class="s">all-staff</span>, <span class="s">'agencies'</span>]
<span class="y">acknowledge</span>: <span class="b">true</span>
<span class="y">pass_mark</span>: <span class="n">80</span>
<span class="y">url</span>: <span class="s">https://example.org/#top</span>
<span class="k">---</span>
"#,
    );
}

#[test]
fn lists_and_nested_maps() {
    check(
        "yaml",
        "a:\n  - b\n  - c: 1\n    d: x\n  - - e\n    -\n-f: -1\n",
        r#"<span class="y">a</span>:
  - <span class="s">b</span>
  - <span class="y">c</span>: <span class="n">1</span>
    <span class="y">d</span>: <span class="s">x</span>
  - - <span class="s">e</span>
    -
<span class="y">-f</span>: <span class="n">-1</span>
"#,
    );
}

#[test]
fn plain_values_by_their_form() {
    let number = |code: &str| check("yaml", code, &format!("<span class=\"n\">{code}</span>"));
    let constant = |code: &str| check("yaml", code, &format!("<span class=\"b\">{code}</span>"));
    let string = |code: &str| check("yaml", code, &format!("<span class=\"s\">{code}</span>"));
    for code in ["0", "-12", "+1.5", ".5", "1.", "1e3", "-2.5E-10", "0x1F", "0o17", ".inf", "-.Inf", ".nan"] {
        number(code);
    }
    for code in ["2026-06-19", "2026-06-19T10:30:00Z", "2026-06-19 10:30:00.5 +01:00"] {
        number(code);
    }
    for code in ["true", "False", "NULL", "~"] {
        constant(code);
    }
    for code in ["1.2.3", "1e", "0x", "0o8", ".", "12:30", "2026-06", "2026-06-19th", "yes", "truer", "12 months"] {
        string(code);
    }
}

#[test]
fn keys_of_every_kind() {
    check(
        "yaml",
        "two words: 1\n\"quoted\": 1\n'it''s' : 1\na:b: c\n<<: *base\n*alias : 1\n? explicit\n: value\n? \"q\"\n",
        r#"<span class="y">two words</span>: <span class="n">1</span>
<span class="y">"quoted"</span>: <span class="n">1</span>
<span class="y">'it''s'</span> : <span class="n">1</span>
<span class="y">a:b</span>: <span class="s">c</span>
<span class="y">&lt;&lt;</span>: <span class="v">*base</span>
<span class="v">*alias</span> : <span class="n">1</span>
? <span class="y">explicit</span>
: <span class="s">value</span>
? <span class="y">"q"</span>
"#,
    );
}

#[test]
fn block_scalars_end_where_the_indentation_does() {
    check(
        "yaml",
        "\
a: |
  key: text
    # text

  more
b:
  - >-  # folded
    text
  # comment
  - |2
      text
    text
  - x
",
        r#"<span class="y">a</span>: <span class="k">|</span>
  <span class="s">key: text</span>
    <span class="s"># text</span>

  <span class="s">more</span>
<span class="y">b</span>:
  - <span class="k">&gt;-</span>  <span class="c"># folded</span>
    <span class="s">text</span>
  <span class="c"># comment</span>
  - <span class="k">|2</span>
      <span class="s">text</span>
    <span class="s">text</span>
  - <span class="s">x</span>
"#,
    );
}

#[test]
fn a_block_scalar_may_be_empty_or_the_whole_document() {
    check(
        "yaml",
        "a: |\nb: >+\n\n--- |\nkey: text\n...\nc: 1",
        r#"<span class="y">a</span>: <span class="k">|</span>
<span class="y">b</span>: <span class="k">&gt;+</span>

<span class="k">--- |</span>
<span class="s">key: text</span>
<span class="k">...</span>
<span class="y">c</span>: <span class="n">1</span>"#,
    );
}

#[test]
fn a_block_header_on_its_own_line() {
    check(
        "yaml",
        "a:\n  !t |\n  text: x\nb: > x\n",
        r#"<span class="y">a</span>:
  <span class="t">!t</span> <span class="k">|</span>
  <span class="s">text: x</span>
<span class="y">b</span>: <span class="s">&gt; x</span>
"#,
    );
}

#[test]
fn strings_over_several_lines() {
    check(
        "yaml",
        "\
a: \"one \\\" \\
  two: 2

  # three\" # c
b: 'one
  it''s: 2'
c: 1
",
        r#"<span class="y">a</span>: <span class="s">"one </span><span class="e">\" \</span>
  <span class="s">two: 2</span>

  <span class="s"># three"</span> <span class="c"># c</span>
<span class="y">b</span>: <span class="s">'one</span>
  <span class="s">it</span><span class="e">''</span><span class="s">s: 2'</span>
<span class="y">c</span>: <span class="n">1</span>
"#,
    );
}

#[test]
fn plain_scalars_over_several_lines() {
    check(
        "yaml",
        "a: one\n  - two\n  true # c\nb: x\n  # c\n  c: 1\n- y\n- z\n",
        r#"<span class="y">a</span>: <span class="s">one</span>
  <span class="s">- two</span>
  <span class="s">true</span> <span class="c"># c</span>
<span class="y">b</span>: <span class="s">x</span>
  <span class="c"># c</span>
  <span class="y">c</span>: <span class="n">1</span>
- <span class="s">y</span>
- <span class="s">z</span>
"#,
    );
}

#[test]
fn flow_collections() {
    check(
        "yaml",
        "a: {b: 1, \"c\":2, d, e: [f g, ~, {h: *i}]} # c\nj: [ # c\n  k#l,\n  m n\n  o,\n  {? p : q}\n]\nr: {{ s.t }}\n",
        r#"<span class="y">a</span>: {<span class="y">b</span>: <span class="n">1</span>, <span class="y">"c"</span>:<span class="n">2</span>, <span class="s">d</span>, <span class="y">e</span>: [<span class="s">f g</span>, <span class="b">~</span>, {<span class="y">h</span>: <span class="v">*i</span>}]} <span class="c"># c</span>
<span class="y">j</span>: [ <span class="c"># c</span>
  <span class="s">k#l</span>,
  <span class="s">m n</span>
  <span class="s">o</span>,
  {? <span class="y">p</span> : <span class="s">q</span>}
]
<span class="y">r</span>: {{ <span class="s">s.t</span> }}
"#,
    );
}

#[test]
fn anchors_aliases_tags_and_directives() {
    check(
        "yaml",
        "%YAML 1.2\n---\na: &x !!str 1\nb: !Ref &y \"z\"\n&k c: *x\nd: [*x, !<t:a> e]\n",
        r#"<span class="k">%YAML 1.2</span>
<span class="k">---</span>
<span class="y">a</span>: <span class="v">&amp;x</span> <span class="t">!!str</span> <span class="n">1</span>
<span class="y">b</span>: <span class="t">!Ref</span> <span class="v">&amp;y</span> <span class="s">"z"</span>
<span class="v">&amp;k</span> <span class="y">c</span>: <span class="v">*x</span>
<span class="y">d</span>: [<span class="v">*x</span>, <span class="t">!&lt;t:a&gt;</span> <span class="s">e</span>]
"#,
    );
}

#[test]
fn a_document_marker_ends_what_is_open() {
    check(
        "yaml",
        "a: [\"x\n---\nb: 1\n",
        r#"<span class="y">a</span>: [<span class="s">"x</span>
<span class="k">---</span>
<span class="y">b</span>: <span class="n">1</span>
"#,
    );
}

#[test]
fn lines_that_end_with_a_carriage_return() {
    check(
        "yaml",
        "a: 1\r\nb: |\r\n  x\r\n\r\n  y\r\nc: ~",
        "<span class=\"y\">a</span>: <span class=\"n\">1</span>\r\n<span class=\"y\">b</span>: <span class=\"k\">|</span>\r\n  <span class=\"s\">x</span>\r\n\r\n  <span class=\"s\">y</span>\r\n<span class=\"y\">c</span>: <span class=\"b\">~</span>",
    );
}
