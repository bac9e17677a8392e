//! A script and all that it imports as one classic script: fewer requests, and browsers load no modules from a folder.
//!
//! Only the forms that the theme's own scripts use are known: `import { a, b as c } from "./name.js";` and `export`
//! before a function, class, const or let. A script in another form is left as it is.

use std::collections::{BTreeMap, BTreeSet};

/// The classic form of a script; `None` where it imports and exports nothing.
pub(super) fn bundle(name: &str, scripts: &BTreeMap<String, String>) -> Option<String> {
    let text = scripts.get(name)?;
    let first = Module::read(text)?;
    if first.imports.is_empty() && first.exports.is_empty() {
        return None;
    }
    let order = parts(name, scripts)?;
    let modules: Vec<Module<'_>> = order.iter().map(|name| Module::read(scripts.get(*name)?)).collect::<Option<_>>()?;
    let bodies = flat(&modules).or_else(|| apart(&order, &modules))?;
    Some(format!("(() => {{\n\"use strict\";\n{bodies}}})();\n"))
}

/// Scripts one behind the other; `None` where two of them declare the same name, or a name is imported as another.
fn flat(modules: &[Module<'_>]) -> Option<String> {
    let renames = modules.iter().flat_map(|module| &module.imports).any(|import| import.names.contains(" as "));
    let mut known = BTreeSet::new();
    let is_new = |name: String| known.insert(name);
    let all_new = modules.iter().flat_map(|module| module.names()).all(is_new);
    (all_new && !renames).then(|| modules.iter().map(|module| module.body.as_str()).collect())
}

/// Scripts each in a scope of its own.
fn apart(order: &[&str], modules: &[Module<'_>]) -> Option<String> {
    let mut bundle = String::new();
    for (number, module) in modules.iter().enumerate() {
        bundle.push_str(&format!("const _{number} = (() => {{\n"));
        for import in &module.imports {
            let from = order.iter().position(|other| *other == import.from)?;
            bundle.push_str(&format!("const {{ {} }} = _{from};\n", import.names.replace(" as ", ": ")));
        }
        bundle.push_str(&module.body);
        bundle.push_str(&format!("return {{ {} }};\n}})();\n", module.exports.join(", ")));
    }
    Some(bundle)
}

/// A script and everything that it imports, each behind what it imports itself; `None` where scripts import each other or
/// one that is missing.
pub(super) fn parts<'a>(name: &'a str, scripts: &'a BTreeMap<String, String>) -> Option<Vec<&'a str>> {
    let mut order = Vec::new();
    visit(name, scripts, &mut Vec::new(), &mut order)?;
    Some(order)
}

/// True for a script that imports others and exports nothing: one that pages load, and no other script.
pub(super) fn is_start(script: &str) -> bool {
    Module::read(script).is_some_and(|module| !module.imports.is_empty() && module.exports.is_empty())
}

/// Puts a script behind everything that it imports; `None` where scripts import each other or one that is missing.
fn visit<'a>(
    name: &'a str,
    scripts: &'a BTreeMap<String, String>,
    open: &mut Vec<&'a str>,
    order: &mut Vec<&'a str>,
) -> Option<()> {
    if order.contains(&name) {
        return Some(());
    }
    if open.contains(&name) {
        return None;
    }
    open.push(name);
    for import in Module::read(scripts.get(name)?)?.imports {
        visit(import.from, scripts, open, order)?;
    }
    open.pop();
    order.push(name);
    Some(())
}

struct Import<'a> {
    names: String,
    from: &'a str,
}

struct Module<'a> {
    imports: Vec<Import<'a>>,
    exports: Vec<&'a str>,
    body: String,
}

impl<'a> Module<'a> {
    /// Takes a script apart; `None` if it uses a form that is not known.
    fn read(text: &'a str) -> Option<Self> {
        let mut module = Self { imports: Vec::new(), exports: Vec::new(), body: String::with_capacity(text.len()) };
        let mut rest = text;
        while !rest.is_empty() {
            let line = rest.split_inclusive('\n').next()?;
            if line.starts_with("import ") {
                let end = rest.find(';')?;
                module.imports.push(import(rest.get(..end)?)?);
                rest = rest.get(end + 1..)?;
                rest = rest.strip_prefix('\n').unwrap_or(rest);
                continue;
            }
            match line.strip_prefix("export ") {
                Some(declaration) => {
                    module.exports.push(declared(declaration)?);
                    module.body.push_str(declaration);
                }
                None => module.body.push_str(line),
            }
            rest = rest.get(line.len()..)?;
        }
        if !module.body.ends_with('\n') {
            module.body.push('\n');
        }
        Some(module)
    }
}

impl Module<'_> {
    /// The names that stand at the start of a line behind a word that declares them, also in a pattern.
    fn names(&self) -> impl Iterator<Item = String> {
        let words = ["async function ", "function ", "class ", "const ", "let "];
        let declared = move |line: &str| {
            let rest = words.iter().find_map(|word| line.strip_prefix(word))?;
            let end = if rest.starts_with(['{', '[']) { rest.find(['}', ']'])? } else { rest.find(|c| !is_name(c))? };
            Some(rest[..end].to_owned())
        };
        let names = self.body.lines().filter_map(declared);
        names
            .flat_map(|names| {
                let parts = names.split([',', '{', '[']).map(|part| part.rsplit(':').next().unwrap_or_default());
                parts.map(|part| part.trim().chars().take_while(|c| is_name(*c)).collect()).collect::<Vec<String>>()
            })
            .filter(|name| !name.is_empty())
    }
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '$'
}

/// Reads `import { a, b as c } from "./name.js"`.
fn import(statement: &str) -> Option<Import<'_>> {
    let (names, from) = statement.strip_prefix("import ")?.trim().strip_prefix('{')?.split_once('}')?;
    let from = from.trim().strip_prefix("from")?.trim().strip_prefix("\"./")?.strip_suffix('"')?;
    let names: Vec<&str> = names.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
    Some(Import { names: names.join(", "), from })
}

/// The name that a declaration gives.
fn declared(declaration: &str) -> Option<&str> {
    let rest = declaration.strip_prefix("async ").unwrap_or(declaration);
    let rest = ["function ", "class ", "const ", "let "].iter().find_map(|word| rest.strip_prefix(word))?;
    let end = rest.find(|c| !is_name(c))?;
    rest.get(..end).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scripts(texts: &[(&str, &str)]) -> BTreeMap<String, String> {
        texts.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn a_script_comes_with_everything_that_it_imports_each_once() {
        let scripts = scripts(&[
            (
                "a.js",
                "import { two, one as first } from \"./b.js\";\nimport {\n  three,\n} from \"./c.js\";\nrun(first);\n",
            ),
            ("b.js", "import { three } from \"./c.js\";\nexport function one() {}\nexport const two = three;\n"),
            ("c.js", "export async function three() {}"),
        ]);
        assert_eq!(
            bundle("a.js", &scripts).expect("a known form"),
            "(() => {\n\"use strict\";\nconst _0 = (() => {\nasync function three() {}\nreturn { three };\n})();\n\
             const _1 = (() => {\nconst { three } = _0;\nfunction one() {}\nconst two = three;\nreturn { one, two };\n})();\n\
             const _2 = (() => {\nconst { two, one: first } = _1;\nconst { three } = _0;\nrun(first);\nreturn {  };\n})();\n})();\n"
        );
    }

    #[test]
    fn scripts_with_names_of_their_own_stand_one_behind_the_other() {
        let texts = [
            ("a.js", "import { one } from \"./b.js\";\nconst { x, y: z } = one;\n"),
            ("b.js", "export const one = 1;\nconst y = 2;\n"),
        ];
        assert_eq!(
            bundle("a.js", &scripts(&texts)).expect("a known form"),
            "(() => {\n\"use strict\";\nconst one = 1;\nconst y = 2;\nconst { x, y: z } = one;\n})();\n"
        );
    }

    #[test]
    fn a_script_that_stands_alone_or_in_another_form_is_left_as_it_is() {
        let scripts = scripts(&[
            ("alone.js", "run();\n"),
            ("default.js", "export default 1;\n"),
            ("all.js", "import * as all from \"./alone.js\";\n"),
            ("lost.js", "import { x } from \"./gone.js\";\n"),
            ("one.js", "import { x } from \"./other.js\";\nexport const y = x;\n"),
            ("other.js", "import { y } from \"./one.js\";\nexport const x = y;\n"),
        ]);
        for name in scripts.keys() {
            assert_eq!(bundle(name, &scripts), None, "{name}");
        }
    }
}
