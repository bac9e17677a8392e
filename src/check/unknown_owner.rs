//! `unknown-owner`: an owner or approver that `portal.yaml` does not have.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::{ContactId, Parsed, Settings, Site};
use crate::span::{Part, Place, YamlPath};

pub(super) static RULE: Rule = Rule {
    name: "unknown-owner",
    level: Level::Error,
    summary: "an owner, approver or contact is not among `contacts` in portal.yaml",
    docs: "\
Every document has an owner whom readers can ask and who is told when a review is due. Owners and approvers are teams
or posts under `contacts` in `portal.yaml`, never private persons.

To put it right: use a key of `contacts`, or add one. A contact that is no longer there stays declared for the released
versions that name it: `former-team: {title: The former team, retired: true}`.",
};

pub(super) fn check(site: &Site, findings: &mut Vec<Diagnostic>) {
    for parsed in super::texts(site) {
        for (key, contact) in [("owner", &parsed.front.owner), ("approved_by", &parsed.front.approved_by)] {
            if let Some(contact) = contact {
                contact_is_there(&site.settings, contact, Some(parsed), || value(parsed, key), findings);
                contact_exists(&site.settings, contact, || value(parsed, key), findings);
            }
        }
    }
    for quiz in site.quizzes.values() {
        if let Some(owner) = &quiz.owner {
            contact_exists(&site.settings, owner, || quiz.value(YamlPath::root().key("owner")), findings);
        }
    }
    for change in &site.changes {
        if let Some(correction) = &change.correction {
            contact_exists(&site.settings, &correction.approved_by, || value(&change.parsed, "approved_by"), findings);
        }
    }
    if let Some(contact) = &site.settings.contact {
        let place = || super::setting(&["contact"], Part::Value);
        contact_exists(&site.settings, contact, place, findings);
        contact_is_there(&site.settings, contact, None, place, findings);
    }
}

fn value(parsed: &Parsed, key: &str) -> Place {
    parsed.value(YamlPath::root().key(key))
}

fn contact_is_there(
    settings: &Settings,
    contact: &ContactId,
    text: Option<&Parsed>,
    place: impl Fn() -> Place,
    findings: &mut Vec<Diagnostic>,
) {
    let is_retired = settings.contacts.get(contact).is_some_and(|contact| contact.retired);
    if is_retired && !text.is_some_and(super::is_version) {
        findings.push(
            Diagnostic::new(&RULE, place(), format!("the contact `{contact}` is retired")).help(super::RETIRED_HELP),
        );
    }
}

fn contact_exists(settings: &Settings, contact: &ContactId, place: impl Fn() -> Place, findings: &mut Vec<Diagnostic>) {
    if settings.contacts.contains_key(contact) {
        return;
    }
    let help = match super::nearest(contact.as_str(), settings.contacts.keys().map(ContactId::as_str)) {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => "add it to `contacts` in portal.yaml, or use a key that is there".to_owned(),
    };
    findings.push(Diagnostic::new(&RULE, place(), format!("there is no contact `{contact}`")).help(help));
}
