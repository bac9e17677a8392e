//! `unknown-rule`: a level for a rule that does not exist.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::span::Place;

pub(super) static RULE: Rule = Rule {
    name: "unknown-rule",
    level: Level::Error,
    summary: "`checks:` in portal.yaml names a rule that does not exist",
    docs: "\
`checks:` in `portal.yaml` sets the level of a rule: `error`, `warning`, `info` or `off`. A misspelt rule would leave
the check as it was, without a word.

To put it right: use one of the names that `vellum explain` lists.",
};

pub(crate) fn finding(place: Place, name: &str) -> Diagnostic {
    let help = match super::nearest(name, super::RULES.iter().map(|rule| rule.name)) {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => "run `vellum explain` for the list of rules".to_owned(),
    };
    Diagnostic::new(&RULE, place, format!("there is no rule `{name}`")).help(help)
}
