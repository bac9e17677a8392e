//! The tokens of a script, told apart without a grammar.

/// Words that mean something to the language, and after which no value has ended.
pub(super) const KEYWORDS: &[&str] = &[
    "as",
    "async",
    "await",
    "break",
    "case",
    "catch",
    "class",
    "const",
    "continue",
    "default",
    "delete",
    "do",
    "else",
    "export",
    "extends",
    "finally",
    "for",
    "function",
    "get",
    "if",
    "import",
    "in",
    "instanceof",
    "let",
    "new",
    "of",
    "return",
    "set",
    "static",
    "switch",
    "throw",
    "try",
    "typeof",
    "void",
    "while",
    "yield",
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Name,
    /// A number, a text, a regular expression, or a piece of a template.
    Literal,
    Mark,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind,
    pub(super) text: &'a str,
    /// Whether white space stands before it, and whether a line ends there.
    pub(super) spaced: bool,
    pub(super) first: bool,
    /// The bracket that it stands in: `{` is that of an object or a pattern, `;` that of statements.
    pub(super) bracket: char,
}

/// Takes a script apart. A regular expression behind `)` or `}` is read as a division.
pub(super) fn tokens(script: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut brackets: Vec<char> = Vec::new();
    let mut rest = script;
    loop {
        let (spaced, first, after) = skip(rest);
        rest = after;
        let Some(start) = rest.chars().next() else {
            return tokens;
        };
        let goes_on = start == '}' && brackets.last() == Some(&'`');
        let (kind, length) = if start == '`' || goes_on {
            (Kind::Literal, template(rest))
        } else if is_name(start) {
            (Kind::Name, rest.find(|c| !is_name(c) && !c.is_ascii_digit()).unwrap_or(rest.len()))
        } else if start.is_ascii_digit() {
            let is_number = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_');
            (Kind::Literal, rest.find(|c| !is_number(c)).unwrap_or(rest.len()))
        } else if matches!(start, '"' | '\'') || start == '/' && !ends_value(tokens.last()) {
            (Kind::Literal, quoted(rest, start))
        } else {
            (Kind::Mark, start.len_utf8())
        };
        let (text, after) = rest.split_at(length);
        if goes_on || matches!(text, "}" | ")" | "]") {
            brackets.pop();
        }
        let bracket = brackets.last().copied().unwrap_or(' ');
        tokens.push(Token { kind, text, spaced, first, bracket });
        match text {
            "{" if starts_block(&tokens) => brackets.push(';'),
            "{" | "(" | "[" => brackets.push(start),
            _ if (start == '`' || goes_on) && text.ends_with("${") => brackets.push('`'),
            _ => {}
        }
        rest = after;
    }
}

/// True where the brace at the end opens statements or the body of a class, by what stands before it.
fn starts_block(tokens: &[Token<'_>]) -> bool {
    let before =
        |back: usize| tokens.len().checked_sub(back).and_then(|at| tokens.get(at)).map_or("", |token| token.text);
    let is_class = before(3) == "class" || before(3) == "extends";
    is_class || matches!(before(2), "" | ")" | ">" | "{" | "}" | ";" | "else" | "try" | "finally" | "do" | "static")
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, '_' | '$' | '#')
}

/// Whether there is white space or a comment at the start of a text, whether a line ends in it, and what follows.
fn skip(text: &str) -> (bool, bool, &str) {
    let mut rest = text;
    loop {
        let next = rest.trim_start();
        let comment = match next.get(..2) {
            Some("//") => next.find('\n').unwrap_or(next.len()),
            Some("/*") => next.find("*/").map_or(next.len(), |end| end + 2),
            _ => {
                let skipped = &text[..text.len() - next.len()];
                return (!skipped.is_empty(), skipped.contains('\n'), next);
            }
        };
        rest = &next[comment..];
    }
}

/// The length of a text in quotation marks or of a regular expression with its flags.
fn quoted(text: &str, mark: char) -> usize {
    let (mut escaped, mut in_class) = (false, false);
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' | ']' if mark == '/' => in_class = c == '[',
            _ if c == mark && !in_class => {
                let flags = text[at + 1..].find(|c: char| mark != '/' || !c.is_ascii_lowercase());
                return flags.map_or(text.len(), |flags| at + 1 + flags);
            }
            _ => {}
        }
    }
    text.len()
}

/// The length of a piece of a template: to its end or to the next value in it.
fn template(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '`' => return at + 1,
            '$' if text[at..].starts_with("${") => return at + 2,
            _ => {}
        }
    }
    text.len()
}

/// True where a value has ended, so that a slash divides.
fn ends_value(token: Option<&Token<'_>>) -> bool {
    token.is_some_and(|token| match token.kind {
        Kind::Name => !KEYWORDS.contains(&token.text),
        Kind::Literal => !token.text.ends_with("${"),
        Kind::Mark => matches!(token.text, ")" | "]" | "}"),
    })
}
