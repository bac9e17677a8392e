//! `unknown-role`: a role that `portal.yaml` does not have.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::{Parsed, RoleId, Site};
use crate::span::{Place, YamlPath};

pub(super) static RULE: Rule = Rule {
    name: "unknown-role",
    level: Level::Error,
    summary: "a role is not among `roles` in portal.yaml",
    docs: "\
Roles decide what a reader is shown as theirs: required reading, changes, actions. A misspelt role would hide a page
from the people it is for.

To put it right: use a key of `roles` in `portal.yaml`, or add one. A role that nobody has any more stays declared for
the released versions that name it, with `retired: true`; it has no page.",
};

pub(super) fn check(site: &Site, findings: &mut Vec<Diagnostic>) {
    for parsed in super::texts(site) {
        roles_exist(
            site,
            &parsed.front.roles,
            |index| parsed.value(YamlPath::root().key("roles").index(index)),
            findings,
        );
        let place = |index| parsed.value(YamlPath::root().key("roles").index(index));
        roles_are_there(site, &parsed.front.roles, Some(parsed), place, findings);
    }
    for change in &site.changes {
        let place = |index| change.parsed.value(YamlPath::root().key("roles").index(index));
        roles_exist(site, &change.roles, place, findings);
    }
    for quiz in site.quizzes.values() {
        let place = |index| quiz.value(YamlPath::root().key("roles").index(index));
        roles_exist(site, &quiz.roles, place, findings);
        roles_are_there(site, &quiz.roles, None, place, findings);
    }
    for duty in site.duties.values() {
        let place = |index| super::duty_item(site, duty, "roles", index);
        roles_exist(site, &duty.roles, place, findings);
    }
}

fn roles_are_there(
    site: &Site,
    roles: &[RoleId],
    text: Option<&Parsed>,
    place: impl Fn(usize) -> Place,
    findings: &mut Vec<Diagnostic>,
) {
    let retired = |role: &RoleId| site.settings.roles.get(role).is_some_and(|role| role.retired);
    for (index, role) in roles.iter().enumerate().filter(|(_, role)| retired(role)) {
        if text.is_some_and(super::is_version) {
            return;
        }
        let message = format!("the role `{role}` is retired");
        findings.push(Diagnostic::new(&RULE, place(index), message).help(super::RETIRED_HELP));
    }
}

fn roles_exist(site: &Site, roles: &[RoleId], place: impl Fn(usize) -> Place, findings: &mut Vec<Diagnostic>) {
    for (index, role) in roles.iter().enumerate() {
        if !site.settings.roles.contains_key(role) {
            let help = match super::nearest(role.as_str(), site.settings.roles.keys().map(RoleId::as_str)) {
                Some(nearest) => format!("did you mean `{nearest}`?"),
                None => "add it to `roles` in portal.yaml, or use a key that is there".to_owned(),
            };
            findings.push(Diagnostic::new(&RULE, place(index), format!("there is no role `{role}`")).help(help));
        }
    }
}
