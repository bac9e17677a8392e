//! `unknown-kind`: text limited to a kind of organisation that nobody can be.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::{OrganisationKind, Site};
use crate::span::{Place, YamlPath};

pub(super) static RULE: Rule = Rule {
    name: "unknown-kind",
    level: Level::Error,
    summary: "`applies_to` or `applies-to=` names a kind of organisation that does not exist",
    docs: "\
Pages and clauses can be limited to kinds of organisation, and `organisation_kinds` in `portal.yaml` says which kinds
this one is. The kinds are public-body, charity, private, england, wales, scotland and northern-ireland, and whatever
else `organisation_kinds` names. A misspelt kind would hide the text from everyone.

To put it right: use one of these words.",
};

pub(super) fn check(site: &Site, findings: &mut Vec<Diagnostic>) {
    for parsed in super::texts(site) {
        let front = |index| parsed.value(YamlPath::root().key("applies_to").index(index));
        kinds_exist(site, &parsed.front.applies_to, front, findings);
        for heading in &parsed.body.headings {
            kinds_exist(site, &heading.applies_to, |_| parsed.body.place(&heading.range), findings);
        }
    }
    for duty in site.duties.values() {
        kinds_exist(site, &duty.applies_to, |index| super::duty_item(site, duty, "applies_to", index), findings);
    }
}

fn kinds_exist(
    site: &Site,
    kinds: &[OrganisationKind],
    place: impl Fn(usize) -> Place,
    findings: &mut Vec<Diagnostic>,
) {
    let known = || {
        let own = site.settings.organisation_kinds.iter().map(OrganisationKind::as_str);
        OrganisationKind::KNOWN.iter().copied().chain(own.filter(|kind| !OrganisationKind::KNOWN.contains(kind)))
    };
    for (index, kind) in kinds.iter().enumerate() {
        if !known().any(|known| known == kind.as_str()) {
            let help = match super::nearest(kind.as_str(), known()) {
                Some(nearest) => format!("did you mean `{nearest}`?"),
                None => format!("use one of {}", super::list(&known().collect::<Vec<_>>())),
            };
            findings.push(
                Diagnostic::new(&RULE, place(index), format!("there is no kind of organisation `{kind}`")).help(help),
            );
        }
    }
}
