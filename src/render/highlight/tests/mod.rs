//! Tests of the highlighter through its one method.

mod grammar;
mod json;
mod property;
mod yaml;

use super::{Highlighter, LONGEST_BLOCK, LONGEST_LINE};

/// Asserts the HTML that `code` becomes.
#[track_caller]
fn check(language: &str, code: &str, expected: &str) {
    let html = Highlighter::default().html(language, code);
    assert_eq!(html.as_deref(), Some(expected));
}

#[track_caller]
fn check_plain(language: &str, code: &str) {
    assert_eq!(Highlighter::default().html(language, code), None);
}

#[test]
fn languages_without_a_grammar_are_left_to_the_caller() {
    for language in ["", "text", "TXT", "plaintext", "toml", "mermaid", "no such"] {
        check_plain(language, "a = 1\n");
    }
}

#[test]
fn names_match_in_any_case_and_by_extension() {
    for language in ["yaml", "YAML", "yml", "Yml"] {
        check(language, "a: 1", r#"<span class="y">a</span>: <span class="n">1</span>"#);
    }
    for language in ["json", "JSON", "jsonc", "json5", "ndjson"] {
        check(language, "[1]", r#"[<span class="n">1</span>]"#);
    }
    for language in ["bash", "sh", "Shell", "zsh", "console"] {
        check(language, "fi", r#"<span class="k">fi</span>"#);
    }
    for language in ["python", "py", "Python3"] {
        check(language, "pass", r#"<span class="k">pass</span>"#);
    }
    for language in ["js", "JavaScript"] {
        check(language, "1", r#"<span class="n">1</span>"#);
    }
}

#[test]
fn long_lines_and_long_blocks_are_left_to_the_caller() {
    let longest = "x".repeat(LONGEST_LINE);
    assert!(Highlighter::default().html("yaml", &longest).is_some());
    check_plain("yaml", &format!("a: 1\n{longest}x\n"));
    check_plain("json", &format!("{longest}x"));
    check_plain("bash", &format!("{longest}x"));

    let block = "- a\n".repeat(LONGEST_BLOCK / 4);
    assert!(Highlighter::default().html("yaml", &block).is_some());
    check_plain("yaml", &format!("{block}\n"));
}

#[test]
fn empty_code_is_empty_html() {
    for language in ["yaml", "json", "bash"] {
        check(language, "", "");
        check(language, "\n \n", "\n \n");
    }
}

#[test]
fn neighbours_of_one_class_share_a_span_within_a_line() {
    check("json", "[1 2\t3]", "[<span class=\"n\">1 2\t3</span>]");
    check("json", "1\n  2", "<span class=\"n\">1</span>\n  <span class=\"n\">2</span>");
    check("json", "1, 2", r#"<span class="n">1</span>, <span class="n">2</span>"#);
}

#[test]
fn a_line_end_of_any_kind_closes_the_span() {
    check(
        "json",
        "/* a\r\n\r\n   b */\r\n",
        "<span class=\"c\">/* a</span>\r\n\r\n   <span class=\"c\">b */</span>\r\n",
    );
    check("yaml", "# a\rb", "<span class=\"c\"># a</span>\r<span class=\"c\">b</span>");
    check("bash", "fi\r\nfi", "<span class=\"k\">fi</span>\r\n<span class=\"k\">fi</span>");
}

#[test]
fn only_what_an_element_needs_is_escaped() {
    check(
        "yaml",
        "# <a href=\"x\">&amp;</a> 'q'",
        "<span class=\"c\"># &lt;a href=\"x\"&gt;&amp;amp;&lt;/a&gt; 'q'</span>",
    );
    check("json", "<&>", "&lt;&amp;&gt;");
}

#[test]
fn threads_share_a_highlighter() {
    let highlighter = Highlighter::default();
    let expected = highlighter.html("bash", "fi # c");
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| assert_eq!(highlighter.html("bash", "fi # c"), expected));
        }
    });
}
