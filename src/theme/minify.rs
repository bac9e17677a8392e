//! Scripts without what only people read: comments, white space, and the length of local names. Runs in `build.rs`.
//!
//! Nothing is evaluated. Variables become short, each in its own scope ([`Script::short_names`]), so that every name means
//! what it meant. Properties and keys stay; what is both, as in `{ text }`, becomes `{ text: e }`. Names that the script does
//! not declare stay as well, and a script that imports or exports keeps all of them.
//!
//! Four things must not be there: a regular expression behind `)` or `}`, which is read as a division; two variables
//! behind one `let` with a comma between them; `var`, whose scope is another; a statement without a semicolon that ends
//! neither in a block nor before a bracket that closes.

use std::collections::BTreeMap;

use super::scopes::{Script, Use};
use super::script::{Kind, Token, tokens};

/// The script in fewer bytes.
pub(super) fn minify(script: &str) -> String {
    let read = Script::new(tokens(script));
    let tokens = &read.tokens;
    let is_module = tokens.iter().any(|token| matches!(token.text, "import" | "export"));
    let short = if is_module { BTreeMap::new() } else { read.short_names() };
    let joined = read.repeated();
    let mut text = String::with_capacity(script.len());
    let mut before: Option<Token<'_>> = None;
    let kept = tokens.iter().enumerate().filter(|(at, _)| !read.is_needless(*at) && !joined.contains(at));
    for (at, token) in kept {
        let mut token = *token;
        token.text = match token.text {
            _ if joined.contains(&(at + 1)) => ",",
            "true" if read.is_variable(at) => "!0",
            "false" if read.is_variable(at) => "!1",
            text => text,
        };
        if let Some(before) = before {
            if token.first && !goes_on(before, token) {
                text.push('\n');
            } else if token.spaced && needs_space(before, token) {
                text.push(' ');
            }
        }
        let own = short.get(&at).map_or(token.text, String::as_str);
        if own != token.text && read.usage(at) == Use::Shorthand {
            text.push_str(token.text);
            text.push(':');
        }
        text.push_str(own);
        before = Some(token);
    }
    text.push('\n');
    text
}

/// True where the end of a line between two tokens means nothing.
fn goes_on(before: Token<'_>, after: Token<'_>) -> bool {
    let opens = before.kind == Kind::Mark && "{}([,;=>?:&|".contains(before.text);
    opens || after.kind == Kind::Mark && "})],.?:&|".contains(after.text)
}

fn needs_space(before: Token<'_>, after: Token<'_>) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '#');
    let (Some(last), Some(next)) = (before.text.chars().last(), after.text.chars().next()) else { return false };
    is_word(last) && is_word(next) || last == next && "+-/".contains(last) || last.is_ascii_digit() && next == '.'
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
            "const e=[];function t(t){e.push(t)}t(`${e}`);",
        );
        check(
            "for (const [one, two] of all) run((first, [second], ...rest) => first + second + rest + one + two);",
            "for(const[e,t]of all)run((r,[n],...s)=>r+n+s+e+t);",
        );
        check("try { go(); } catch (error) { say(error) }", "try{go()}catch(e){say(e)}");
        check("class Box extends Other { get(thing) { return thing; } }", "class e extends Other{get(e){return e}}");
        check("const long = a.b(c);\nd(long);", "const e=a.b(c);d(e);");
    }

    #[test]
    fn capitals_are_for_the_outermost_names_of_a_long_script() {
        let names: Vec<String> = (0..14).map(|at| format!("name{at}")).collect();
        let (declared, summed) = (names.join(" = 1; const "), names.join(" + "));
        check(
            &format!(
                "(() => {{ function inner() {{ const {declared} = 1; go({summed}); }} const {declared} = 1; inner(); }})();"
            ),
            "(()=>{function A(){const e=1,t=1,r=1,n=1,s=1,i=1,o=1,a=1,l=1,c=1,u=1,d=1,p=1,m=1;\
             go(e+t+r+n+s+i+o+a+l+c+u+d+p+m)}\
             const B=1,C=1,D=1,E=1,F=1,G=1,H=1,I=1,J=1,K=1,L=1,M=1,N=1,O=1;A()})();",
        );
    }

    #[test]
    fn every_name_means_what_it_meant() {
        check("const name = 1; { const name = 2; say(name); } say(name);", "const e=1;{const e=2;say(e)}say(e);");
        check("const text = name; function say(name) { return name; }", "const e=name;function t(e){return e}");
        check("const one = 1; run((two) => (three) => one + two + three);", "const e=1;run((t)=>(r)=>e+t+r);");
        check("const pick = yes ? (one) => one : one;", "const e=yes?(e)=>e:one;");
        check(
            "for (const one of all) if (one) run(one); else stop(one);",
            "for(const e of all)if(e)run(e);else stop(e);",
        );
        check("for (const one of all) { run(one); } const one = 1;", "for(const e of all){run(e)}const e=1;");
    }

    #[test]
    fn what_means_the_same_is_written_shorter() {
        check("const one = 1; const two = true; let three = false;", "const e=1,t=!0;let r=!1;");
        check(
            "const one = () => { run(); };\nconst two = { true: [1, 2,], };",
            "const e=()=>{run()};const t={true:[1,2]};",
        );
        check("function wait() { while (next()); }", "function e(){while(next());}");
    }

    #[test]
    fn properties_and_what_others_declare_stay() {
        check("const text = 1; show({ text, url: text, other });", "const e=1;show({text:e,url:e,other});");
        check(
            "const { title, url: link, size = 2 } = page; window.title = title + link + size;",
            "const{title:e,url:t,size:r=2}=page;window.title=e+t+r;",
        );
        check("const stop = { stop() { end(); } };", "const e={stop(){end()}};");
        check("const one = 1; document.title = test(yes ? one : two);", "const e=1;document.title=test(yes?e:two);");
        check("const one = 1; if (one) { one = 2 }", "const e=1;if(e){e=2}");
        check(
            "run(({ one = 1 }, two) => { const three = one; return { three, two }; });",
            "run(({one:e=1},t)=>{const r=e;return{three:r,two:t}});",
        );
        check("import { one } from \"./b.js\"; const mine = one;", "import{one}from\"./b.js\";const mine=one;");
    }
}
