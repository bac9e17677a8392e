//! `portal.yaml`.

use std::collections::BTreeSet;

use super::{Faults, Source, read_yaml};
use crate::check::{brand_contrast, invalid_value, missing_key, unknown_rule};
use crate::diagnostic::Diagnostic;
use crate::model::Settings;
use crate::source::{Data, SourceFile};
use crate::span::{Part, YamlPath};

/// Reads the settings and checks what can be checked without the rest of the content.
pub(super) fn parse(file: &SourceFile) -> (Settings, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let Data::Text(text) = &file.data else { return (Settings::default(), findings) };
    let mut source = Source::whole(&file.path, text);
    let (mut settings, faults): (Settings, _) = read_yaml(&mut source, &mut findings);
    let value = |key: &str| source.place(YamlPath::root().key(key), Part::Value);

    source.require("title", !settings.title.is_empty(), &faults, &mut findings);
    source.require("organisation", !settings.organisation.is_empty(), &faults, &mut findings);
    source.require("base_url", !settings.base_url.is_empty(), &faults, &mut findings);
    source.require("collections", !settings.collections.is_empty(), &faults, &mut findings);
    if !settings.base_url.is_empty() && !is_web_address(&settings.base_url) {
        findings.push(invalid_value::base_url(value("base_url"), &settings.base_url));
    }
    languages(&source, &mut settings, &faults, &mut findings);
    if brand_contrast::luminance(&settings.brand_colour).is_none() {
        findings.push(invalid_value::colour(value("brand_colour"), &settings.brand_colour));
    }
    if jiff::tz::TimeZone::get(&settings.timezone).is_err() {
        findings.push(invalid_value::timezone(value("timezone"), &settings.timezone));
    }
    if !crate::model::is_kebab_case(&settings.theme) {
        findings.push(invalid_value::theme(value("theme"), &settings.theme));
    }
    if let Some(feedback) = &settings.feedback
        && !(feedback.starts_with("mailto:") || feedback.starts_with("https://"))
    {
        findings.push(invalid_value::feedback(value("feedback"), feedback));
    }
    titles(&source, &settings, &faults, &mut findings);
    for rule in settings.checks.keys() {
        if crate::check::rule(rule).is_none() {
            let place = source.place(YamlPath::root().key("checks").key(rule), Part::Key);
            findings.push(unknown_rule::finding(place, rule));
        }
    }
    settings.text = source.yaml;
    (settings, findings)
}

/// A portal has a language, none twice, and translations in those that it has.
fn languages(source: &Source<'_>, settings: &mut Settings, faults: &Faults, findings: &mut Vec<Diagnostic>) {
    let root = || YamlPath::root().key("languages");
    if settings.languages.is_empty() {
        if !faults.has("languages") {
            findings.push(invalid_value::no_language(source.place(root(), Part::Value)));
        }
        settings.languages = Settings::default().languages;
    }
    for (index, language) in settings.languages.iter().enumerate() {
        if settings.languages.iter().take(index).any(|earlier| earlier == language) {
            findings.push(invalid_value::language_twice(source.place(root().index(index), Part::Value), language));
        }
    }
    let mut seen = BTreeSet::new();
    settings.languages.retain(|language| seen.insert(language.clone()));
    for language in settings.translate.keys() {
        if !settings.further_languages().contains(language) {
            let place = source.place(YamlPath::root().key("translate").key(language.as_str()), Part::Key);
            findings.push(invalid_value::not_translated_into(place, language));
        }
    }
}

/// Whatever readers see by its title must have one.
fn titles(source: &Source<'_>, settings: &Settings, faults: &Faults, findings: &mut Vec<Diagnostic>) {
    let contacts = settings.contacts.iter().map(|(id, contact)| ("contacts", id.as_str(), &contact.title));
    let roles = settings.roles.iter().map(|(id, role)| ("roles", id.as_str(), &role.title));
    let topics = settings.topics.iter().map(|(id, topic)| ("topics", id.as_str(), &topic.title));
    let collections =
        settings.collections.iter().map(|(id, collection)| ("collections", id.as_str(), &collection.title));
    for (group, id, title) in contacts.chain(roles).chain(topics).chain(collections) {
        let path = YamlPath::root().key(group).key(id);
        if title.is_empty() && !source.is_faulty(path.clone().key("title"), faults) {
            let place = source.place(path, Part::Key);
            findings.push(missing_key::finding(place, "title"));
        }
    }
}

/// `https://host/path/` or the same with `http`; no query, no fragment, nothing that would need escaping.
#[must_use]
pub fn is_web_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        let host = rest.split('/').next().unwrap_or_default();
        !host.is_empty() && rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/.-_~:".contains(&byte))
    })
}
