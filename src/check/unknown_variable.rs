//! `unknown-variable`: `{{ name }}` without a value.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::Site;
use crate::span::Place;

pub(super) static RULE: Rule = Rule {
    name: "unknown-variable",
    level: Level::Error,
    summary: "a text names a variable that portal.yaml does not have",
    docs: "\
`{{ name }}` in a text or in the target of a link is replaced by the value under `variables` in `portal.yaml`. Without
a value readers would see the braces. `organisation` and `title` always have a value. Nothing is replaced in code.

To put it right: use a name that is there, or add it to `variables`.",
};

pub(crate) fn finding(site: &Site, place: Place, name: &str) -> Diagnostic {
    let names = site.settings.variables.keys().map(String::as_str).chain(["organisation", "title"]);
    let help = match super::nearest(name, names) {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => "add it to `variables` in portal.yaml, or write the text out".to_owned(),
    };
    Diagnostic::new(&RULE, place, format!("there is no variable `{name}`")).help(help)
}

pub(super) fn check(site: &Site, findings: &mut Vec<Diagnostic>) {
    for body in super::bodies(site) {
        for (name, range) in body.variables.iter() {
            if site.settings.variable(name).is_none() {
                findings.push(finding(site, body.place(range), name));
            }
        }
    }
}
