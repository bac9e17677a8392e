//! Values and types in plain words.

use serde::de::{Expected, Unexpected};
use serde_yaml::Value;

/// The longest text that a message repeats, in characters.
const LONGEST_QUOTE: usize = 60;

/// What a value is, with its content if that is short: `number 2.0`, `a list`, `nothing`.
pub(super) fn describe(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::Bool(truth) => format!("the word {truth}"),
        Value::Number(number) => format!("number {number}"),
        Value::String(text) => quote(text),
        Value::Sequence(_) => "a list".to_owned(),
        Value::Mapping(_) if is_template(value) => {
            "a mapping, because text that starts with `{{` needs quotes".to_owned()
        }
        Value::Mapping(_) => "a mapping".to_owned(),
        Value::Tagged(tagged) => format!("the tag `{}`", tagged.tag),
    }
}

/// What serde says was found, in the same words as [`describe`].
pub(super) fn found(unexpected: &Unexpected<'_>) -> String {
    match unexpected {
        Unexpected::Unit | Unexpected::Option => "nothing".to_owned(),
        Unexpected::Bool(truth) => format!("the word {truth}"),
        Unexpected::Unsigned(number) => format!("number {number}"),
        Unexpected::Signed(number) => format!("number {number}"),
        Unexpected::Float(number) => format!("number {number:?}"),
        Unexpected::Char(c) => quote(c.encode_utf8(&mut [0; 4])),
        Unexpected::Str(text) => quote(text),
        Unexpected::Seq => "a list".to_owned(),
        Unexpected::Map => "a mapping".to_owned(),
        other => other.to_string(),
    }
}

/// What serde says was expected, with Rust's names replaced by plain ones. What a type of ours says
/// of itself is passed on as it is.
pub(super) fn expected(expected: &dyn Expected) -> String {
    let said = expected.to_string();
    let plain = match said.as_str() {
        "a string" | "a borrowed string" | "field identifier" | "variant identifier" => "text",
        "a character" => "a single character",
        "a boolean" => "true or false",
        "a sequence" | "a set" => "a list",
        "a map" => "a mapping",
        "unit" => "nothing",
        "f32" | "f64" => "a number",
        "u8" => "a whole number from 0 to 255",
        "u16" => "a whole number from 0 to 65535",
        "u32" | "u64" | "u128" | "usize" => "a whole number, 0 or more",
        "i8" => "a whole number from -128 to 127",
        "i16" => "a whole number from -32768 to 32767",
        "i32" | "i64" | "i128" | "isize" => "a whole number",
        _ if said.starts_with("a nonzero u") => "a whole number, 1 or more",
        _ if said.starts_with("a nonzero i") => "a whole number other than 0",
        _ if said.starts_with("struct ") => "a mapping",
        _ => return said,
    };
    plain.to_owned()
}

/// The text of a key in a path; a key that is itself a list or a mapping is given as `?`.
pub(super) fn key_text(key: &Value) -> String {
    match key {
        Value::Null => "null".to_owned(),
        Value::Bool(truth) => truth.to_string(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.clone(),
        Value::Sequence(_) | Value::Mapping(_) | Value::Tagged(_) => "?".to_owned(),
    }
}

/// A list of names as a choice: "one of `a`, `b`".
pub(super) fn one_of(names: &[&str]) -> String {
    let quoted: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    format!("one of {}", quoted.join(", "))
}

/// Whether the value is what YAML makes of a template variable without quotes, `{{ name }}`: a
/// mapping whose only key is a mapping, with nothing for a value.
fn is_template(value: &Value) -> bool {
    let only_entry = |value: &Value| match value {
        Value::Mapping(mapping) if mapping.len() == 1 => {
            mapping.iter().next().is_some_and(|(_, value)| value.is_null())
        }
        _ => false,
    };
    let Value::Mapping(mapping) = value else {
        return false;
    };
    only_entry(value) && mapping.keys().all(only_entry)
}

/// The text between quotes, cut if it is long.
fn quote(text: &str) -> String {
    match text.char_indices().nth(LONGEST_QUOTE) {
        Some((end, _)) => format!("text {:?}", format!("{}…", &text[..end])),
        None => format!("text {text:?}"),
    }
}
