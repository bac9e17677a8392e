//! From a text to a tree, and what to say about a text that is not YAML.

use super::events::{BYTE_ORDER_MARK, Events};
use super::path::YamlPath;
use super::problem::{Part, Problem, ProblemKind};
use super::traps;
use serde_yaml::Value;

/// What the parser says about a text that it refuses.
pub(super) struct Refusal<'t> {
    /// The text.
    pub(super) text: &'t str,
    /// The parser's sentence, without places.
    pub(super) said: &'t str,
    /// What the parser was doing, if it says so: `scanning a quoted scalar`.
    pub(super) doing: &'t str,
    /// The byte where the parser noticed.
    pub(super) at: usize,
    /// The byte where what it was doing began; not after `at`.
    pub(super) since: usize,
}

/// What an author is told about a refusal.
pub(super) struct Advice {
    /// What is wrong.
    pub(super) message: String,
    /// What to write instead.
    pub(super) help: Option<String>,
    /// Where, in bytes; `None` for the text as a whole.
    pub(super) at: Option<usize>,
}

/// Reads `text` into a tree.
///
/// A byte order mark before the text is skipped here because the parser mistakes what follows it
/// for a second document.
pub(super) fn parse(text: &str) -> Result<Value, Problem> {
    let body = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    serde_yaml::from_str(body).map_err(|error| {
        let skipped = text.len() - body.len();
        let mut advice = advise(body, &error);
        advice.at = advice.at.map(|at| body.floor_char_boundary(at) + skipped);
        Problem {
            path: YamlPath::root(),
            part: Part::Value,
            kind: ProblemKind::Syntax { message: advice.message, help: advice.help },
            at: advice.at,
        }
    })
}

/// Puts the parser's error in words for authors.
fn advise(text: &str, error: &serde_yaml::Error) -> Advice {
    let shown = error.to_string();
    if shown.contains("duplicate entry") {
        return duplicate_key(text, &shown);
    }
    if shown.starts_with("deserializing from YAML containing more than one document") {
        return several_documents(text);
    }
    // The crate is archived, so its sentences stay as they are: "<problem> at line 1 column 8,
    // while <doing> at line 1 column 4". It leaves out a place that is the start of the text, and
    // the second place if it is the same as the first. Indices of its locations count bytes.
    let (problem, context) = shown.split_once(", while ").unwrap_or((&shown, ""));
    let (said, _) = split_place(problem);
    let (doing, since) = split_place(context);
    let at = match said.rsplit_once(" at position ") {
        Some((_, position)) => position.parse().unwrap_or_default(),
        None => error.location().map_or(0, |location| location.index()),
    };
    let since = match since {
        Some((line, column)) => offset_of(text, line, column),
        None if doing.starts_with("scanning a quoted") || doing.starts_with("parsing a flow") => 0,
        None => at,
    };
    traps::advise(&Refusal {
        text,
        said,
        doing,
        at: text.floor_char_boundary(at),
        since: text.floor_char_boundary(since.min(at)),
    })
}

/// Splits "… at line 2 column 5" into the words and the place, both numbers counted from 1.
fn split_place(said: &str) -> (&str, Option<(usize, usize)>) {
    let place = said.rsplit_once(" at line ").and_then(|(words, place)| {
        let (line, column) = place.split_once(" column ")?;
        Some((words, (line.parse().ok()?, column.parse().ok()?)))
    });
    match place {
        Some((words, place)) => (words, Some(place)),
        None => (said, None),
    }
}

/// The byte at a line and a column as the parser counts them: from 1, the columns in characters,
/// and with the line breaks of YAML 1.1.
fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let mut rest = text;
    for _ in 1..line {
        let is_break = ['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'];
        let Some((_, after)) = rest.split_once(is_break) else {
            return text.len();
        };
        let ends_in_cr = text[..text.len() - after.len()].ends_with('\r');
        rest = match after.strip_prefix('\n') {
            Some(after) if ends_in_cr => after,
            _ => after,
        };
    }
    let mut columns = rest.char_indices().map(|(at, _)| at);
    let column = columns.nth(column.saturating_sub(1)).unwrap_or(rest.len());
    text.len() - rest.len() + column
}

/// A mapping has the same key twice. The parser gives only the place of the mapping.
fn duplicate_key(text: &str, shown: &str) -> Advice {
    let events = Events::new(text);
    let first_twice = events.collections().find_map(|node| {
        let mut seen = std::collections::BTreeSet::new();
        events.pairs(node).find_map(|(key, _)| {
            let (name, _) = events.scalar(events.resolve(key))?;
            (!seen.insert(name)).then(|| (name, events.range(key)))
        })
    });
    let Some((name, range)) = first_twice else {
        let (message, _) = split_place(shown);
        return Advice { message: message.to_owned(), help: None, at: None };
    };
    Advice {
        message: format!("the key `{name}` is given twice"),
        help: Some("keep one of the two".to_owned()),
        at: range.map(|range| range.start),
    }
}

/// The text holds a line `---` or `...` with more after it.
fn several_documents(text: &str) -> Advice {
    Advice {
        message: "a second YAML document starts here".to_owned(),
        help: Some("remove the line `---` or `...`: there can be only one document".to_owned()),
        at: Events::new(text).second_document(),
    }
}
