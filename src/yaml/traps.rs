//! The usual traps of YAML's syntax: one function for each, tried in turn.

use super::events::BYTE_ORDER_MARK;
use super::syntax::{Advice, Refusal};

/// What helps in most cases.
const QUOTE: &str = "put the value in quotes";

/// The traps, the more telling ones first.
const TRAPS: [fn(&Refusal<'_>) -> Option<Advice>; 18] = [
    too_much,
    invisible_character,
    tab,
    template,
    template_in_brackets,
    colon_in_value,
    line_without_key,
    deeper_than_a_value,
    unclosed_quote,
    unclosed_bracket,
    backslash,
    first_character,
    text_after_block_mark,
    list_beside_key,
    text_after_quote,
    list_and_keys,
    indentation,
    number_too_large,
];

/// What to tell an author about a refusal; in the parser's words if it is none of the traps.
pub(super) fn advise(refusal: &Refusal<'_>) -> Advice {
    let trap = TRAPS.iter().find_map(|trap| trap(refusal));
    trap.unwrap_or_else(|| Advice { message: refusal.said.to_owned(), help: None, at: Some(refusal.at) })
}

impl Refusal<'_> {
    /// The character where the parser noticed.
    fn character(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    /// What stands on the line before the place where the parser noticed.
    fn line_before(&self) -> &str {
        &self.text[line_start(self.text, self.at)..self.at]
    }

    /// Whether nothing but white space stands on the line before.
    fn is_at_line_start(&self) -> bool {
        self.line_before().trim().is_empty()
    }

    /// The start of the first word of the last line with content that ends before `at`, and the
    /// line from there.
    fn content_above(&self) -> Option<(usize, &str)> {
        let above = &self.text[..line_start(self.text, self.at)];
        let mut end = above.len();
        for line in above.split_inclusive('\n').rev() {
            end -= line.len();
            let content = line.trim();
            if !content.is_empty() && !content.starts_with('#') {
                let indent = line.len() - line.trim_start().len();
                return Some((end + indent, content));
            }
        }
        None
    }
}

/// Advice at a place.
fn advice(at: usize, message: impl Into<String>, help: impl Into<String>) -> Option<Advice> {
    Some(Advice { message: message.into(), help: Some(help.into()), at: Some(at) })
}

/// Aliases that repeat each other, or values nested without end.
fn too_much(refusal: &Refusal<'_>) -> Option<Advice> {
    match refusal.said {
        "repetition limit exceeded" => Some(Advice {
            message: "aliases repeat too much of the text (repetition limit)".to_owned(),
            help: Some("write the values out instead of using `*` aliases".to_owned()),
            at: None,
        }),
        "recursion limit exceeded" => advice(
            refusal.at,
            "values are nested too deeply here (recursion limit)",
            "use fewer levels, and no alias inside the value that it stands for",
        ),
        _ => None,
    }
}

/// A control character, or a byte order mark that is not at the start.
fn invisible_character(refusal: &Refusal<'_>) -> Option<Advice> {
    let help = "delete the invisible character and type the text around it again";
    if refusal.said.starts_with("control characters are not allowed") {
        let code = u32::from(refusal.character()?);
        let message = format!("a control character (U+{code:04X}) is not allowed");
        return advice(refusal.at, message, help);
    }
    let is_mark = |at: &usize| refusal.text[*at..].starts_with(BYTE_ORDER_MARK);
    let before = refusal.at.checked_sub(BYTE_ORDER_MARK.len_utf8());
    let at = [Some(refusal.at), before]
        .into_iter()
        .flatten()
        .filter(|at| refusal.text.is_char_boundary(*at))
        .find(is_mark)?;
    advice(at, "a byte order mark (U+FEFF) may stand only at the start of a file", help)
}

/// A tab before the first word of a line.
fn tab(refusal: &Refusal<'_>) -> Option<Advice> {
    let is_tab = refusal.character() == Some('\t');
    let is_meant =
        refusal.said.contains("tab character") || (is_tab && refusal.said.contains("cannot start any token"));
    if !is_meant {
        return None;
    }
    let help = "YAML does not allow tabs; use spaces";
    advice(refusal.at, "a tab is used for indentation", help)
}

/// A value that starts with a template variable.
fn template(refusal: &Refusal<'_>) -> Option<Advice> {
    let before = refusal.line_before();
    let start = before.find("{{")?;
    if !before[..start].trim_end().ends_with([':', '-', ',', '[']) {
        return None;
    }
    advice(refusal.at - before.len() + start, "a value cannot start with `{{`", QUOTE)
}

/// A value between brackets that has a template variable behind its first word, where a brace ends it.
fn template_in_brackets(refusal: &Refusal<'_>) -> Option<Advice> {
    if !refusal.said.starts_with("did not find expected ',' or") {
        return None;
    }
    let line_start = line_start(refusal.text, refusal.at);
    let line = refusal.text[line_start..].lines().next().unwrap_or_default();
    let until = line.get(..refusal.at - line_start + "{{".len())?;
    let brace = until.rfind("{{")?;
    let start = until[..brace].rfind([',', '[', '{']).map_or(0, |found| found + 1);
    let start = start + (until[start..].len() - until[start..].trim_start().len());
    let value = line[start..].split([',', ']']).next().unwrap_or_default().trim();
    advice(
        line_start + start,
        "a value between brackets cannot hold `{{` without quotes",
        format!("{QUOTE}: `\"{value}\"`"),
    )
}

/// `title: Policy: the rest`.
fn colon_in_value(refusal: &Refusal<'_>) -> Option<Advice> {
    if !refusal.said.starts_with("mapping values are not allowed") {
        return None;
    }
    let before = refusal.line_before();
    let (key, _) = before.split_once(": ")?;
    let line = &refusal.text[refusal.at - before.len()..];
    let line = line.lines().next().unwrap_or_default();
    let value = &line[line.len().min(key.len() + 2)..];
    let help = match value.trim().trim_matches(['“', '”', '‘', '’']) {
        value if value.len() > 80 || value.contains(['"', '\\', '#']) => QUOTE.to_owned(),
        value => format!("{QUOTE}: `\"{value}\"`"),
    };
    advice(refusal.at, "a value without quotes cannot hold a colon with a space after it", help)
}

/// A line that has no key, or no space after the colon of its key. The parser notices on a line
/// further down.
fn line_without_key(refusal: &Refusal<'_>) -> Option<Advice> {
    let (at, line) = match refusal.said {
        "could not find expected ':'" if refusal.is_at_line_start() => refusal.content_above()?,
        "mapping values are not allowed in this context" => {
            let above = refusal.content_above()?;
            let is_key = above.1.contains(": ") || above.1.ends_with(':');
            (!is_key).then_some(above)?
        }
        _ => return None,
    };
    let is_word = |key: &str| !key.contains(char::is_whitespace) && !key.is_empty();
    match line.split_once(':') {
        Some((key, rest)) if is_word(key) && !rest.starts_with("//") => {
            advice(at, "a space is missing after the colon", format!("write `{key}: {}`", rest.trim()))
        }
        _ => advice(
            at,
            "this line is not a `key: value` pair",
            "write a key, a colon and a space before the text, or indent the line if it belongs to the value above",
        ),
    }
}

/// A pair that is indented below a key that has a value already.
fn deeper_than_a_value(refusal: &Refusal<'_>) -> Option<Advice> {
    if !refusal.said.starts_with("mapping values are not allowed") {
        return None;
    }
    let line = refusal.line_before();
    let indent = line.len() - line.trim_start().len();
    advice(
        refusal.at - line.len() + indent,
        "this line is indented below a key that has a value already",
        "indent it like the line above, or put the value in quotes if it goes on here",
    )
}

/// A quote that is opened and never closed.
fn unclosed_quote(refusal: &Refusal<'_>) -> Option<Advice> {
    if refusal.doing != "scanning a quoted scalar" {
        return None;
    }
    let quote = refusal.text[refusal.since..].chars().next()?;
    advice(
        refusal.since,
        format!("the quote `{quote}` is opened here and not closed"),
        format!("add `{quote}` at the end of the value"),
    )
}

/// A list or mapping in brackets that lacks its end or a comma.
fn unclosed_bracket(refusal: &Refusal<'_>) -> Option<Advice> {
    let close = match refusal.said {
        "did not find expected ',' or ']'" => ']',
        "did not find expected ',' or '}'" => '}',
        "did not find expected node content" if refusal.at == refusal.text.len() => ']',
        _ => return None,
    };
    let is_same_line = !refusal.text[refusal.since..refusal.at].contains('\n');
    if is_same_line && refusal.since < refusal.at && refusal.at < refusal.text.len() {
        return advice(
            refusal.at,
            format!("a comma or `{close}` is missing before this"),
            "add it, or put the text in quotes if it holds a colon or a bracket",
        );
    }
    let open = refusal.text[refusal.since..].chars().next();
    let open = open.filter(|c| matches!(c, '[' | '{')).unwrap_or('[');
    let close = if open == '{' { '}' } else { ']' };
    advice(
        refusal.since,
        format!("the bracket `{open}` is opened here and not closed"),
        format!("add `{close}` where it ends"),
    )
}

/// A backslash between double quotes that is not one of YAML's escapes.
fn backslash(refusal: &Refusal<'_>) -> Option<Advice> {
    if refusal.doing != "parsing a quoted scalar" {
        return None;
    }
    let before = &refusal.text[..refusal.at];
    let at = match refusal.character() {
        Some('\\') => refusal.at,
        _ => before.rfind('\\').unwrap_or(refusal.at),
    };
    advice(
        at,
        "a backslash has a special meaning between double quotes",
        "write it twice, or put the value in single quotes",
    )
}

/// A value that starts with a character that YAML keeps for itself.
fn first_character(refusal: &Refusal<'_>) -> Option<Advice> {
    let at = match refusal.said {
        "found character that cannot start any token"
        | "did not find expected node content"
        | "mapping keys are not allowed in this context"
        | "found undefined tag handle" => refusal.at,
        "unknown anchor" => {
            return advice(
                refusal.at,
                "`*` starts an alias, and there is no anchor of this name",
                "if the value is text, put it in quotes",
            );
        }
        "found unknown directive name" => line_start(refusal.text, refusal.at),
        "did not find expected alphabetic or numeric character" => refusal.since,
        _ if refusal.doing.contains("tag") => refusal.since,
        _ => return None,
    };
    match refusal.text[at..].chars().next() {
        Some(c) if !c.is_whitespace() => advice(at, format!("a value cannot start with `{c}`"), QUOTE),
        _ => None,
    }
}

/// `summary: > One sentence`.
fn text_after_block_mark(refusal: &Refusal<'_>) -> Option<Advice> {
    if refusal.said != "did not find expected comment or line break" {
        return None;
    }
    advice(
        refusal.at,
        "text cannot follow `|` or `>` on the same line",
        "put the text on the lines below and indent it, or put the value in quotes",
    )
}

/// `topics: - law`.
fn list_beside_key(refusal: &Refusal<'_>) -> Option<Advice> {
    if !refusal.said.starts_with("block sequence entries are not allowed") {
        return None;
    }
    advice(
        refusal.at,
        "a list cannot start on the line of its key",
        "put each `- item` on a line of its own below the key, or put the value in quotes if it is text",
    )
}

/// `title: 'it's'` and `title: "Rules" and more`.
fn text_after_quote(refusal: &Refusal<'_>) -> Option<Advice> {
    let is_after_quote = refusal.line_before().trim_end().ends_with(['"', '\'']);
    if refusal.said != "did not find expected key" || !is_after_quote {
        return None;
    }
    advice(
        refusal.at,
        "there is text after the closing quote",
        "put the whole value in quotes; write a quote inside it twice, or use the other kind of quote around it",
    )
}

/// A list item among keys, or a key among list items.
fn list_and_keys(refusal: &Refusal<'_>) -> Option<Advice> {
    let is_item = refusal.text[refusal.at..].starts_with("- ");
    match refusal.said {
        "did not find expected '-' indicator" => advice(
            refusal.at,
            "a list cannot go on with this line",
            "start each item with `- `, all indented alike; a key comes before its list",
        ),
        "did not find expected key" if is_item => advice(
            refusal.at,
            "a list item cannot stand here",
            "indent it like the other items, below the key of the list",
        ),
        _ => None,
    }
}

/// A line that is indented like none of the lines above it.
fn indentation(refusal: &Refusal<'_>) -> Option<Advice> {
    if refusal.said != "did not find expected key" || !refusal.is_at_line_start() {
        return None;
    }
    advice(
        refusal.at,
        "the indentation of this line fits none of the lines above",
        "indent it with as many spaces as the keys that it belongs to",
    )
}

/// A number that does not fit in 64 bits; it is text in all likelihood.
fn number_too_large(refusal: &Refusal<'_>) -> Option<Advice> {
    if !refusal.said.contains("invalid type: integer") {
        return None;
    }
    let help = "put it in quotes if it is text";
    advice(refusal.at, "this number is too large", help)
}

/// The start of the line that holds `at`.
fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1)
}
