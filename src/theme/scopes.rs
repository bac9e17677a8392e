//! Which variable each name of a script stands for, and a short name for each variable.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::script::{KEYWORDS, Kind, Token};

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    Variable,
    Property,
    /// Both, in an object or a pattern.
    Shorthand,
}

/// The letters of names, those first that stand most often in the words of scripts.
const LETTERS: &[u8] = b"etrnsioalcudpmhfgbvwyxkjqz";
const CAPITALS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// The outermost scope of a script has capitals if it has more variables.
const MANY: usize = 12;

/// A part of a script in which variables are declared: a block, a function with its parameters, a loop with its head.
#[derive(Default)]
struct Scope<'a> {
    parent: Option<usize>,
    /// Its variables in the order in which they appear, and how often each is named.
    names: Vec<(&'a str, usize)>,
    /// The variables of scopes around it that are named in it.
    outer: BTreeSet<(usize, &'a str)>,
}

/// The tokens of a script with their brackets matched.
pub(super) struct Script<'a> {
    pub(super) tokens: Vec<Token<'a>>,
    /// For each bracket the place of the other.
    other: Vec<Option<usize>>,
    /// For each token the bracket that it stands in.
    inside: Vec<Option<usize>>,
}

impl<'a> Script<'a> {
    pub(super) fn new(tokens: Vec<Token<'a>>) -> Self {
        let mut other = vec![None; tokens.len()];
        let mut inside = vec![None; tokens.len()];
        let mut open: Vec<usize> = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            let is_piece = token.kind == Kind::Literal;
            if is_piece && token.text.starts_with('}') || matches!(token.text, ")" | "]" | "}") {
                other[at] = open.pop();
                other[at].into_iter().for_each(|start| other[start] = Some(at));
            }
            inside[at] = open.last().copied();
            if is_piece && token.text.ends_with("${") || matches!(token.text, "(" | "[" | "{") {
                open.push(at);
            }
        }
        Self { tokens, other, inside }
    }

    /// The text of a token; none before the first and behind the last.
    fn text(&self, at: usize, step: isize) -> &'a str {
        at.checked_add_signed(step).and_then(|at| self.tokens.get(at)).map_or("", |token| token.text)
    }

    /// The two texts behind the bracket that closes one.
    fn behind(&self, open: usize) -> [&'a str; 2] {
        self.other[open].map_or([""; 2], |close| [self.text(close, 1), self.text(close, 2)])
    }

    /// True for a mark that means nothing: a semicolon or a comma before a closing bracket.
    pub(super) fn is_needless(&self, at: usize) -> bool {
        let is_loop = || {
            let open = at.checked_sub(1).and_then(|before| self.other[before]);
            open.is_some_and(|open| matches!(self.text(open, -1), "for" | "if" | "while"))
        };
        match (self.text(at, 0), self.text(at, 1)) {
            (";", "}") => !matches!(self.text(at, -1), "else" | ";" | "(") && !is_loop(),
            (",", ")" | "]" | "}") => !matches!(self.text(at, -1), "," | "["),
            _ => false,
        }
    }

    /// For each semicolon between two declarations of the same kind the word behind it, which both can share.
    pub(super) fn repeated(&self) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        // The first word of the statement in each bracket that is open.
        let mut firsts = vec![""];
        let mut is_first = true;
        for (at, token) in self.tokens.iter().enumerate() {
            if is_first && !firsts.is_empty() {
                firsts.pop();
                firsts.push(token.text);
            }
            is_first = matches!(token.text, ";" | "{");
            let opens = self.other[at].is_some_and(|other| other > at);
            if token.text == ";"
                && matches!(self.text(at, 1), "const" | "let")
                && firsts.last() == Some(&self.text(at, 1))
            {
                found.insert(at + 1);
            }
            match self.other[at] {
                Some(_) if opens => firsts.push(""),
                Some(_) => {
                    firsts.pop();
                    is_first = self.is_block(self.other[at].unwrap_or(at));
                }
                None => {}
            }
        }
        found
    }

    /// What a name stands for, by what stands around it.
    pub(super) fn usage(&self, at: usize) -> Use {
        let token = self.tokens[at];
        let (before, after) = (self.text(at, -1), self.text(at, 1));
        let is_item = token.bracket == '{' && matches!(before, "{" | ",");
        let is_method = after == "("
            && before != "function"
            && matches!(token.bracket, '{' | ';')
            && !matches!(token.text, "if" | "for" | "while" | "switch" | "catch")
            && self.behind(at + 1)[0] == "{";
        match after {
            _ if before == "." && self.text(at, -2) != "." || is_method => Use::Property,
            ":" if is_item => Use::Property,
            "," | "}" | "=" if is_item => Use::Shorthand,
            _ => Use::Variable,
        }
    }

    /// True where a name is declared: by `const`, `let`, `function` or `class`, in a pattern behind these, by `catch`, or as
    /// a parameter of a function that is written with `function` or an arrow.
    fn is_declared(&self, at: usize) -> bool {
        let before = self.text(at, -1);
        if matches!(before, "const" | "let" | "function" | "class")
            || [self.text(at, 1), self.text(at, 2)] == ["=", ">"]
        {
            return true;
        }
        let is_rest = before == "." && self.text(at, -2) == ".";
        if !is_rest && !matches!(before, "(" | "[" | "{" | "," | ":") {
            return false;
        }
        let Some(open) = self.inside[at] else { return false };
        match self.tokens[open].text {
            "[" => self.is_declared(open),
            "{" => self.tokens[at].bracket == '{' && self.is_declared(open),
            "(" if before != ":" => self.parameters_end(open).is_some(),
            _ => false,
        }
    }

    /// Where a function, a loop or a `catch` ends whose parameters stand in a bracket; `None` for other brackets.
    fn parameters_end(&self, open: usize) -> Option<usize> {
        let close = self.other[open]?;
        let before = self.text(open, -1);
        let is_method = open
            .checked_sub(1)
            .is_some_and(|name| self.tokens[name].kind == Kind::Name && self.usage(name) == Use::Property);
        let is_function = before == "function" || self.text(open, -2) == "function" || before == "catch";
        match self.behind(open) {
            ["=", ">"] => Some(self.body_end(close + 3)),
            ["{", _] if is_function || is_method => self.other[close + 1],
            _ => None,
        }
    }

    /// Where the body of an arrow function or of a loop ends: with its block, or before what cannot belong to it.
    fn body_end(&self, start: usize) -> usize {
        let mut at = start;
        let mut choices = 0_usize;
        while at < self.tokens.len() {
            match (self.text(at, 0), self.text(at, 1)) {
                (";", "else") => at += 1,
                ("," | ";", _) => break,
                (":", _) if choices == 0 => break,
                (":", _) => choices -= 1,
                ("?", "." | "?") => at += 1,
                ("?", _) => choices += 1,
                _ => {}
            }
            let is_block = self.is_block(at);
            match self.other[at] {
                Some(other) if other < at => break,
                other => at = other.unwrap_or(at) + 1,
            }
            if is_block && self.text(at, 0) != "else" {
                break;
            }
        }
        at.saturating_sub(1)
    }

    /// True for a brace that opens statements.
    fn is_block(&self, at: usize) -> bool {
        self.text(at, 0) == "{"
            && self.tokens.get(at + 1).is_some_and(|next| next.bracket == ';' || self.other[at] == Some(at + 1))
    }

    /// Where the scope that starts at a token ends, if one does.
    fn scope_end(&self, at: usize) -> Option<usize> {
        match self.tokens[at].text {
            "{" if self.is_block(at) => self.other[at],
            "(" if self.text(at, -1) == "for" => Some(self.body_end(self.other[at]? + 1)),
            "(" => self.parameters_end(at),
            _ if self.tokens[at].kind == Kind::Name && [self.text(at, 1), self.text(at, 2)] == ["=", ">"] => {
                Some(self.body_end(at + 3))
            }
            _ => None,
        }
    }

    /// A short name for each token that names a variable of the script.
    pub(super) fn short_names(&self) -> BTreeMap<usize, String> {
        let (mut scopes, homes) = self.scopes();
        let mut variables: Vec<(usize, &str, usize)> = Vec::new();
        let mut known = BTreeSet::new();
        let mut unknown = BTreeSet::new();
        let names: Vec<usize> = (0..self.tokens.len()).filter(|at| self.is_variable(*at)).collect();
        for at in names.iter().filter(|at| !KEYWORDS.contains(&self.tokens[**at].text) && self.is_declared(**at)) {
            known.insert((homes[*at], self.tokens[*at].text));
        }
        for at in names {
            let name = self.tokens[at].text;
            let mut scope = Some(homes[at]);
            let mut passed = Vec::new();
            while let Some(own) = scope.filter(|own| !known.contains(&(*own, name))) {
                passed.push(own);
                scope = scopes[own].parent;
            }
            let Some(home) = scope else {
                unknown.insert(name);
                continue;
            };
            for inner in passed {
                scopes[inner].outer.insert((home, name));
            }
            match scopes[home].names.iter_mut().find(|(known, _)| *known == name) {
                Some((_, count)) => *count += 1,
                None => scopes[home].names.push((name, 1)),
            }
            variables.push((at, name, home));
        }
        let short = shorten(scopes, &unknown);
        let found = variables.into_iter().filter_map(|(at, name, home)| Some((at, short.get(&(home, name))?.clone())));
        found.collect()
    }

    /// True for a name that is no property.
    pub(super) fn is_variable(&self, at: usize) -> bool {
        self.tokens[at].kind == Kind::Name && self.usage(at) != Use::Property
    }

    /// All scopes, each behind those around it, and the innermost of each token.
    fn scopes(&self) -> (Vec<Scope<'a>>, Vec<usize>) {
        let mut scopes = vec![Scope::default()];
        let mut open = vec![(0, usize::MAX)];
        let mut homes = Vec::with_capacity(self.tokens.len());
        for at in 0..self.tokens.len() {
            while open.last().is_some_and(|(_, end)| *end < at) {
                open.pop();
            }
            // The body of a function belongs to the scope of its parameters.
            let is_body = |end: &usize| self.text(at, 0) == "{" && open.last().is_some_and(|(_, last)| last == end);
            if let Some(end) = self.scope_end(at).filter(|end| !is_body(end)) {
                let parent = open.last().map(|(scope, _)| *scope);
                scopes.push(Scope { parent, ..Scope::default() });
                open.push((scopes.len() - 1, end));
            }
            homes.push(open.last().map_or(0, |(scope, _)| *scope));
        }
        (scopes, homes)
    }
}

/// Short names by scope and name. Variables of a large outermost scope are in capitals, those that are named most often first;
/// the others are named in the order in which they appear, so that functions of the same form look the same, and
/// compress better.
fn shorten<'a>(scopes: Vec<Scope<'a>>, unknown: &BTreeSet<&str>) -> BTreeMap<(usize, &'a str), String> {
    let mut short_names: BTreeMap<(usize, &str), String> = BTreeMap::new();
    // Whether no variable is declared up to and in a scope, as in the first of a script that is a function.
    let mut nameless: Vec<bool> = Vec::with_capacity(scopes.len());
    for (at, mut scope) in scopes.into_iter().enumerate() {
        let is_first = scope.parent.is_none_or(|parent| nameless[parent]);
        nameless.push(is_first && scope.names.is_empty());
        let is_outermost = is_first && scope.names.len() > MANY;
        if is_outermost {
            scope.names.sort_by_key(|(_, count)| Reverse(*count));
        }
        let taken: BTreeSet<&String> = scope.outer.iter().filter_map(|outer| short_names.get(outer)).collect();
        let is_free =
            |short: &String| !taken.contains(short) && !unknown.contains(&**short) && !KEYWORDS.contains(&&**short);
        let letters = if is_outermost { CAPITALS } else { LETTERS };
        let free: Vec<String> =
            (1..=2).flat_map(|length| names_of(length, letters)).filter(is_free).take(scope.names.len()).collect();
        short_names.extend(scope.names.into_iter().zip(free).map(|((name, _), short)| ((at, name), short)));
    }
    short_names
}

/// All names of so many letters.
fn names_of(length: u32, letters: &'static [u8]) -> impl Iterator<Item = String> {
    (0..letters.len().pow(length)).map(move |number| {
        let letter = |place: u32| char::from(letters[number / letters.len().pow(place) % letters.len()]);
        (0..length).rev().map(letter).collect()
    })
}
