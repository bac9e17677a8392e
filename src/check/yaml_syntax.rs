//! `yaml-syntax`: YAML that cannot be read.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::span::Place;

pub(super) static RULE: Rule = Rule {
    name: "yaml-syntax",
    level: Level::Error,
    summary: "YAML that cannot be read",
    docs: "\
Settings, front matter, the glossary and the register are YAML. The usual traps:

- a tab at the start of a line: YAML wants spaces;
- a value with a colon and a space in it (`title: Social media: the rules`): put it in quotes;
- a value that starts with `{`, `[`, `@`, `*`, `&`, `%` or a backtick: put it in quotes;
- a quote or bracket that is never closed;
- the same key twice.",
};

pub(crate) fn finding(place: Place, message: &str, help: Option<String>) -> Diagnostic {
    let finding = Diagnostic::new(&RULE, place, message);
    match help {
        Some(help) => finding.help(help),
        None => finding,
    }
}

/// True for a finding of this rule.
pub(crate) fn is(finding: &Diagnostic) -> bool {
    finding.rule == &RULE
}
