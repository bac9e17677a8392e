//! Scripts without what only people read: comments, white space, and the length of local names. Runs in `build.rs`.
//!
//! Nothing is evaluated. A variable becomes short wherever its name stands for a variable in the script, or nowhere, so that
//! every name means what it meant. Properties and keys stay; what is both, as in `{ text }`, becomes `{ text: a }`. Names that
//! the script does not declare in one of the forms that [`is_declared`] knows stay as well, and a script that imports or
//! exports keeps all of them.
//!
//! Three things must not be there: a regular expression behind `)` or `}`, which is read as a division; two variables
//! behind one `let` with a comma between them; a name that is a variable here and one of the browser's there.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::script::{KEYWORDS, Kind, Token, tokens};

/// The outermost scope, beside its statements.
const OUTERMOST: usize = usize::MAX;

/// What a name stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    Variable,
    Property,
    /// Both, in an object or a pattern.
    Shorthand,
}

/// The script in fewer bytes.
pub(super) fn minify(script: &str) -> String {
    let tokens = tokens(script);
    let short = short_names(&tokens);
    let mut text = String::with_capacity(script.len());
    for (at, token) in tokens.iter().enumerate() {
        let own = short.get(&(token.text, token.statement)).map_or(token.text, String::as_str);
        if let Some(before) = at.checked_sub(1).map(|before| tokens[before]) {
            if token.first && !goes_on(before, *token) {
                text.push('\n');
            } else if token.spaced && needs_space(before, *token) {
                text.push(' ');
            }
        }
        let usage = if token.kind == Kind::Name { usage(&tokens, at) } else { Use::Property };
        if usage != Use::Variable {
            text.push_str(token.text);
        }
        if usage == Use::Shorthand && own != token.text {
            text.push(':');
        }
        if usage == Use::Variable || usage == Use::Shorthand && own != token.text {
            text.push_str(own);
        }
    }
    text.push('\n');
    text
}

/// True where the end of a line between two tokens means nothing.
fn goes_on(before: Token<'_>, after: Token<'_>) -> bool {
    let opens = before.kind == Kind::Mark && "{([,;=?:&|".contains(before.text);
    opens || after.kind == Kind::Mark && "})],.?:&|".contains(after.text)
}

fn needs_space(before: Token<'_>, after: Token<'_>) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '#');
    let (Some(last), Some(next)) = (before.text.chars().last(), after.text.chars().next()) else { return false };
    is_word(last) && is_word(next) || last == next && "+-/".contains(last) || last.is_ascii_digit() && next == '.'
}

/// A short name for each variable that the script declares, by name and statement: it is the same in all statements, and
/// variables that share no statement may share it.
fn short_names<'a>(tokens: &[Token<'a>]) -> BTreeMap<(&'a str, usize), String> {
    let mut counts: BTreeMap<&str, BTreeMap<usize, usize>> = BTreeMap::new();
    let mut declared = BTreeSet::new();
    for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.kind == Kind::Name) {
        if matches!(token.text, "import" | "export") {
            return BTreeMap::new();
        }
        if usage(tokens, at) != Use::Property {
            let counts = counts.entry(token.text).or_default();
            *counts.entry(token.statement).or_default() += 1;
            // What the outermost scope declares must differ there as well.
            if token.is_outermost {
                counts.entry(OUTERMOST).or_default();
            }
            if !KEYWORDS.contains(&token.text) && is_declared(tokens, at) {
                declared.insert(token.text);
            }
        }
    }
    // Those of many statements come first, because theirs must be free in all of these; then those that stand most often.
    let mut local: Vec<&str> = declared.into_iter().collect();
    local.sort_by_key(|name| (counts[name].len() == 1, Reverse(counts[name].values().sum::<usize>())));
    let is_new = |short: &String| !counts.contains_key(&**short) && !KEYWORDS.contains(&&**short);
    let all: Vec<String> = (1..=2).flat_map(names_of).filter(is_new).collect();
    let mut taken: BTreeSet<(usize, &str)> = BTreeSet::new();
    let mut short_names = BTreeMap::new();
    for name in local {
        let is_free =
            |short: &&String| counts[name].keys().all(|statement| !taken.contains(&(*statement, short.as_str())));
        let Some(short) = all.iter().find(is_free) else { continue };
        for statement in counts[name].keys() {
            taken.insert((*statement, short));
            short_names.insert((name, *statement), short.clone());
        }
    }
    short_names
}

/// All names of so many letters.
fn names_of(length: u32) -> impl Iterator<Item = String> {
    (0..26_usize.pow(length)).map(move |number| {
        let letter = |place: u32| char::from(b'a' + (number / 26_usize.pow(place) % 26) as u8);
        (0..length).rev().map(letter).collect()
    })
}

/// The texts around a token.
fn around<'a>(tokens: &[Token<'a>], at: usize) -> [&'a str; 4] {
    let text = |at: Option<usize>| at.and_then(|at| tokens.get(at)).map_or("", |token| token.text);
    [text(at.checked_sub(2)), text(at.checked_sub(1)), text(at.checked_add(1)), text(at.checked_add(2))]
}

/// What a name stands for, by what stands around it.
fn usage(tokens: &[Token<'_>], at: usize) -> Use {
    let [before_that, before, after, _] = around(tokens, at);
    let is_item = tokens[at].bracket == '{' && matches!(before, "{" | ",");
    let is_method = after == "("
        && before != "function"
        && matches!(tokens[at].bracket, '{' | ';')
        && !matches!(tokens[at].text, "if" | "for" | "while" | "switch" | "catch")
        && after_bracket(tokens, at + 1)[0] == "{";
    match after {
        _ if before == "." && before_that != "." || is_method => Use::Property,
        ":" if is_item => Use::Property,
        "," | "}" | "=" if is_item => Use::Shorthand,
        _ => Use::Variable,
    }
}

/// True where a name is declared: by `const`, `let`, `function` or `class`, in a pattern behind these, by `catch`, or as a
/// parameter of a function that is written with `function` or an arrow.
fn is_declared(tokens: &[Token<'_>], at: usize) -> bool {
    let [before_that, before, after, after_that] = around(tokens, at);
    if matches!(before, "const" | "let" | "function" | "class") || [after, after_that] == ["=", ">"] {
        return true;
    }
    let is_rest = before == "." && before_that == ".";
    if !is_rest && !matches!(before, "(" | "[" | "{" | "," | ":") {
        return false;
    }
    let Some(open) = tokens[at].opening else { return false };
    let [before_name, before_open, ..] = around(tokens, open);
    match tokens[open].text {
        "[" => is_declared(tokens, open),
        "{" => tokens[at].bracket == '{' && is_declared(tokens, open),
        _ if before == ":" => false,
        _ => {
            matches!(before_open, "catch" | "function")
                || before_name == "function"
                || after_bracket(tokens, open) == ["=", ">"]
                || is_method_name(tokens, open)
        }
    }
}

/// True for a bracket behind the name of a method, whose parameters are in it.
fn is_method_name(tokens: &[Token<'_>], open: usize) -> bool {
    open.checked_sub(1).is_some_and(|name| tokens[name].kind == Kind::Name && usage(tokens, name) == Use::Property)
        && after_bracket(tokens, open)[0] == "{"
}

/// The two texts behind the bracket that closes one.
fn after_bracket<'a>(tokens: &[Token<'a>], open: usize) -> [&'a str; 2] {
    let Some(close) = tokens[open].closing else { return [""; 2] };
    let [_, _, after, after_that] = around(tokens, close);
    [after, after_that]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(script: &str, expected: &str) {
        assert_eq!(minify(script).trim_end(), expected);
    }

    #[test]
    fn comments_and_white_space_go() {
        check("/** One. */\nrun( 1, 2 ); // two\n\n  /* three\n  lines */ stop ( )\n", "run(1,2);stop()");
        check("a = b\nc()\n", "a=b\nc()");
        check("return typeof x in y;", "return typeof x in y;");
        check("x = a + +b - -c / d;", "x=a+ +b- -c/d;");
    }

    #[test]
    fn what_is_quoted_stays_as_it_is() {
        check(
            r#"say("a  // b", 'c \' d', /[/"] +/g, `e  ${ f( "}" ) }  g`);"#,
            r#"say("a  // b",'c \' d',/[/"] +/g,`e  ${f("}")}  g`);"#,
        );
        check("x = y / 2 / z; f(/ +/)", "x=y/2/z;f(/ +/)");
    }

    #[test]
    fn local_names_become_short_everywhere() {
        check(
            "const found = [];\nfunction take(thing) { found.push(thing); }\ntake(`${found}`);",
            "const a=[];function b(c){a.push(c);}\nb(`${a}`);",
        );
        check(
            "for (const [one, two] of all) run((first, [second], ...rest) => first + second + rest + one + two);",
            "for(const[b,e]of all)run((a,[d],...c)=>a+d+c+b+e);",
        );
        check("try { go(); } catch (error) { say(error) }", "try{go();}catch(a){say(a)}");
        check("class Box extends Other { get(thing) { return thing; } }", "class a extends Other{get(b){return b;}}");
        check("const long = a.b(c);\nd(long);", "const b=a.b(c);d(b);");
    }

    #[test]
    fn properties_and_what_others_declare_stay() {
        check("const text = 1; show({ text, url: text, other });", "const a=1;show({text:a,url:a,other});");
        check(
            "const { title, url: link, size = 2 } = page; window.title = title + link + size;",
            "const{title:c,url:a,size:b=2}=page;window.title=c+a+b;",
        );
        check("const stop = { stop() { end(); } };", "const a={stop(){end();}};");
        check("const one = 1; document.title = test(yes ? one : two);", "const a=1;document.title=test(yes?a:two);");
        check("const one = 1; if (one) { one = 2 }", "const a=1;if(a){a=2}");
        check(
            "run(({ one = 1 }, two) => { const three = one; return { three, two }; });",
            "run(({one:a=1},c)=>{const b=a;return{three:b,two:c};});",
        );
        check("import { one } from \"./b.js\"; const mine = one;", "import{one}from\"./b.js\";const mine=one;");
    }
}
