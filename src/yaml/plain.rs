//! Plain lines, read without the parser. What stands above most texts is on each line a key and a few words or a short
//! list of them, and the parser takes many times as long as it takes to see that.

use std::iter::Peekable;

use serde_yaml::{Mapping, Value};

/// A longer key is left to the parser, which takes no key without end.
const LONGEST_KEY: usize = 100;

/// The tree of a text of such lines; `None` for every other text, which the parser has to read.
pub(super) fn read(text: &str) -> Option<Value> {
    if !is_plain(text) {
        return None;
    }
    let mut mapping = Mapping::new();
    let mut lines = text.split('\n').filter(|line| !line.is_empty() && !line.starts_with('#')).peekable();
    while let Some(line) = lines.next() {
        let (key, rest) = line.split_once(':')?;
        let value = match rest.trim_matches(' ') {
            "" => items(&mut lines)?,
            text if rest.starts_with(' ') => value(text)?,
            _ => return None,
        };
        // A key that is there twice is a mistake, of which the parser knows more.
        if mapping.insert(self::key(key)?, value).is_some() {
            return None;
        }
    }
    (!mapping.is_empty()).then_some(Value::Mapping(mapping))
}

/// True for a text without anything that ends a line, besides `\n`, or that may not stand in YAML (YAML 1.1, sections
/// 5.1 and 5.4).
fn is_plain(text: &str) -> bool {
    let is_ascii = |byte| matches!(byte, b' '..=b'~' | b'\n');
    // The first loop does not stop early, so that the compiler can look at many bytes at once.
    text.bytes().fold(true, |all, byte| all & is_ascii(byte))
        || text.chars().all(|letter| {
            let is_other =
                letter >= '\u{a0}' && !matches!(letter, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}');
            is_other || u8::try_from(letter).is_ok_and(is_ascii)
        })
}

fn key(text: &str) -> Option<Value> {
    let quoted = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    let text = quoted.unwrap_or(text);
    let is_name = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    let begins = text.starts_with(|first: char| first.is_ascii_alphabetic());
    // Without quotes, `true` is no text.
    let key = if quoted.is_some() { Some(Value::String(text.to_owned())) } else { scalar(text) };
    key.filter(|key| is_name && begins && text.len() <= LONGEST_KEY && key.is_string())
}

/// The lines of a list, each with a dash. Without one there is nothing, or something else.
fn items<'t>(lines: &mut Peekable<impl Iterator<Item = &'t str>>) -> Option<Value> {
    let mut items = Vec::new();
    let mut indent = None;
    while let Some(line) = lines.peek() {
        let item = line.trim_start_matches(' ');
        let Some(text) = item.strip_prefix("- ") else { break };
        let spaces = line.len() - item.len();
        if *indent.get_or_insert(spaces) != spaces {
            return None;
        }
        items.push(value(text.trim_matches(' '))?);
        lines.next();
    }
    (!items.is_empty()).then_some(Value::Sequence(items))
}

/// What stands behind a key or a dash, without the spaces around it.
fn value(text: &str) -> Option<Value> {
    if let Some(list) = text.strip_prefix('[') {
        let list = list.strip_suffix(']')?;
        let is_item = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b' ' | b'.' | b'/');
        let item = |item: &str| item.bytes().all(is_item).then(|| scalar(item.trim_matches(' '))).flatten();
        let items = if list.is_empty() { Some(Vec::new()) } else { list.split(',').map(item).collect() };
        return items.map(Value::Sequence);
    }
    for mark in ['"', '\''] {
        if let Some(quoted) = text.strip_prefix(mark) {
            let quoted = quoted.strip_suffix(mark)?;
            return (!quoted.contains([mark, '\\'])).then(|| Value::String(quoted.to_owned()));
        }
    }
    let is_more = text.contains(": ") || text.ends_with(':') || text.contains(" #");
    if is_more { None } else { scalar(text) }
}

/// Words, a date, a whole number, or `true` and `false` as they are written most; nothing that begins with a sign.
fn scalar(text: &str) -> Option<Value> {
    let first = text.chars().next()?;
    if !first.is_ascii() || first.is_ascii_alphabetic() {
        return match text {
            "true" => Some(Value::Bool(true)),
            "false" => Some(Value::Bool(false)),
            "null" | "Null" | "NULL" | "True" | "TRUE" | "False" | "FALSE" => None,
            _ => Some(Value::String(text.to_owned())),
        };
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let is_number = digits == text.len() && digits < 19 && (digits == 1 || first != '0');
    if first.is_ascii_digit() && is_number {
        return text.parse::<u64>().ok().map(|number| Value::Number(number.into()));
    }
    // `2026-10-03`.
    let is_date = || text.bytes().map(|byte| if byte.is_ascii_digit() { b'0' } else { byte }).eq(*b"0000-00-00");
    let is_text = text.contains(' ') || is_date();
    (digits > 0 && is_text).then(|| Value::String(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PIECES: &[&str] = &[
        "a",
        "Title",
        "true",
        "null",
        "0",
        "12",
        "2026-10-03",
        "1e5",
        "0x1f",
        "inf",
        "é",
        "“",
        "\u{85}",
        "\u{2028}",
        "\t",
        " ",
        "  ",
        ":",
        ": ",
        ",",
        ", ",
        "[",
        "]",
        "{",
        "}",
        "\"",
        "'",
        "\\",
        "#",
        " #",
        "-",
        "- ",
        "?",
        "&a",
        "*a",
        "!",
        "|",
        ">",
        "%",
        "@",
        "`",
        ".",
        "/",
        "_",
        "\n ",
        "\r",
    ];

    fn line() -> impl Strategy<Value = String> {
        let text = |most| {
            prop::collection::vec(prop::sample::select(PIECES), 0..most).prop_map(|pieces: Vec<&str>| pieces.concat())
        };
        let before = prop::sample::select(vec![
            "", "", "", "\"", " ", "- ", "  - ", "  - ", "key: ", "key: ", "a: [", "- \"", "'",
        ]);
        let behind = prop::sample::select(vec!["", "", "", "]", "\"", "'", ":", " # a"]);
        (before, text(4), prop::sample::select(vec!["", ": ", "\": ", ":", ": [", ": \"", ": '"]), text(4), behind)
            .prop_map(|(before, key, colon, value, behind)| [before, &key, colon, &value, behind].concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 20_000, failure_persistence: None, ..ProptestConfig::default() })]
        /// What is read here is what the parser reads.
        #[test]
        fn the_parser_reads_the_same(lines in prop::collection::vec(line(), 1..4)) {
            let text = lines.join("\n");
            if let Some(read) = read(&text) {
                let parsed = serde_yaml::from_str::<Value>(&text);
                prop_assert_eq!(parsed.map(|value| format!("{value:?}")).ok(), Some(format!("{read:?}")), "{:?}", text);
            }
        }
    }

    #[test]
    fn what_most_authors_write_needs_no_parser() {
        let text = "title: Who may post: what’s new\nsummary: \"“Posts”: and # more\"\n\n# Who.\nowner: team-1\n\
                    roles: [staff, role-2]\ntopics:\n  - topic-1\n  - 'two'\nupdated: 2026-10-03\n\
                    review_every: 12 months\norder: 41\nacknowledge: true\nempty: []\n";
        assert!(read(text).is_none(), "a colon and a space in words");
        assert!(read(&text.replace("post: what", "post, what")).is_some());
    }
}
