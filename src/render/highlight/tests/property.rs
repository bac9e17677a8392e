//! What holds for any text in any language.

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestError, TestRng, TestRunner};
use syntect::parsing::SyntaxSet;

use crate::render::highlight::Highlighter;

/// Pieces that open, close and continue things in many languages.
const PIECES: &[&str] = &[
    "\n",
    "\r\n",
    "\r",
    "\n  ",
    "\n\n",
    " ",
    "    ",
    "\t",
    "\"",
    "'",
    "''",
    "`",
    "\\",
    "\\\"",
    "<",
    ">",
    "&",
    "&amp;",
    "</",
    "<!--",
    "-->",
    "/*",
    "*/",
    "//",
    "#",
    " # c",
    "--",
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    "${",
    "$(",
    "<<EOF\n",
    "EOF\n",
    "<?php ",
    "?>",
    "<script>",
    "</script>",
    "key",
    "true",
    "null",
    "1.5e3",
    "0x1F",
    "2026-06-19",
    ":",
    ": ",
    "- ",
    "? ",
    ",",
    ";",
    "=",
    "|",
    "|-\n",
    ">2\n",
    "!tag ",
    "&a ",
    "*a",
    "%",
    "@",
    "~",
    "---\n",
    "...\n",
    "def f(",
    "class ",
    "if ",
    "end\n",
    "SELECT ",
    "```\n",
    "+++ ",
    "@@ -1 +1 @@\n",
    "\\begin{a}",
    "é",
    "日本",
    "😀",
    "\u{0}",
    "\u{feff}",
    "\u{2028}",
];

fn code() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// The text of the HTML, or what is wrong with its markup.
fn text_of(html: &str) -> Result<String, &'static str> {
    let mut text = String::new();
    let mut is_open = false;
    let mut rest = html;
    while let Some(first) = rest.chars().next() {
        if let Some((class, after)) = rest.strip_prefix("<span class=\"").and_then(|tag| tag.split_once("\">")) {
            if is_open || !"ksncyftovbide".contains(class) || class.len() != 1 {
                return Err("nested or unknown span");
            }
            is_open = true;
            rest = after;
        } else if let Some(after) = rest.strip_prefix("</span>") {
            if !is_open {
                return Err("stray end tag");
            }
            is_open = false;
            rest = after;
        } else if first == '&' {
            let (name, after) = rest.split_once(';').ok_or("stray ampersand")?;
            text.push_str(match name {
                "&amp" => "&",
                "&lt" => "<",
                "&gt" => ">",
                _ => return Err("unknown reference"),
            });
            rest = after;
        } else if matches!(first, '<' | '>') || (is_open && matches!(first, '\n' | '\r')) {
            return Err("unescaped character, or line end in a span");
        } else {
            text.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    if is_open {
        return Err("open span");
    }
    Ok(text)
}

#[track_caller]
fn check_any_text(languages: &[String], cases: u32) {
    let highlighter = Highlighter::default();
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(Config::with_cases(cases), rng);
    for language in languages {
        let result = runner.run(&code(), |code| {
            let html = highlighter.html(language, &code);
            prop_assert!(html.is_some() || code.len() > 2_000);
            if let Some(html) = html {
                prop_assert_eq!(text_of(&html), Ok(code));
            }
            Ok(())
        });
        match result {
            Ok(()) => {}
            Err(TestError::Fail(why, code)) => panic!("{language}: {code:?}: {why}"),
            Err(TestError::Abort(why)) => panic!("{language}: {why}"),
        }
    }
}

#[test]
fn html_of_our_lexers_has_the_text_of_the_code() {
    check_any_text(&["yaml".to_owned(), "json".to_owned()], 2_000);
}

#[test]
fn html_of_common_grammars_has_the_text_of_the_code() {
    let common = ["bash", "html", "css", "js", "python", "diff", "xml", "sql", "markdown", "rust"];
    check_any_text(&common.map(str::to_owned), 24);
}

#[test]
#[cfg_attr(debug_assertions, ignore = "takes minutes without optimisation")]
fn html_of_every_grammar_has_the_text_of_the_code() {
    let syntaxes = SyntaxSet::load_defaults_newlines();
    let languages: Vec<String> = syntaxes
        .syntaxes()
        .iter()
        .map(|syntax| syntax.name.clone())
        .filter(|name| name != "JSON" && name != "YAML")
        .collect();
    check_any_text(&languages, 200);
}
