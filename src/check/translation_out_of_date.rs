//! `translation-out-of-date`: a translation that no longer says what its original says.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::{Article, Document, Fingerprint, Language, Site};
use crate::span::{Place, YamlPath};

pub(super) static RULE: Rule = Rule {
    name: "translation-out-of-date",
    level: Level::Warning,
    summary: "an original changed and its translation did not",
    docs: "\
Readers of a translation rely on it as others rely on the original. So a translation is looked at again when its
original changes:

- a living page: `updated` of the translation is no earlier than that of the original. Readers see a notice until then.
- a version: each has translations of its own. One in force, or one to come, has those that the version before had.
- a draft, an overview or the home page: `original` in the front matter of the translation names the text that it
  translates by twelve letters, which the finding gives. For an overview and the home page it may be left out.
- every text: the clauses of the original are there.

`vellum release` refuses a draft whose translation is out of date.

To put it right: bring the translation up to date, then its `updated` or `original`.",
};

pub(super) fn check(site: &Site, findings: &mut Vec<Diagnostic>) {
    for article in site.articles().chain(&site.unpublished) {
        for translation in article.translations.values() {
            findings.extend(of_translation(article, translation));
        }
    }
    for document in site.documents.values() {
        versions(site, document, findings);
    }
}

/// What of a translation is behind its original.
pub(crate) fn of_translation(original: &Article, translation: &Article) -> Vec<Diagnostic> {
    if !original.parsed.readable || !translation.parsed.readable {
        return Vec::new();
    }
    let mut findings: Vec<Diagnostic> = clauses(original, translation).into_iter().collect();
    if let Some(changed) = original.changed_after(translation) {
        let place = translation.parsed.value(YamlPath::root().key("updated"));
        let message = format!("the original, {}, was changed on {changed}, after this translation", name(original));
        let help = format!("bring the translation up to date, and write `updated: {changed}` or a later day");
        findings.push(Diagnostic::new(&RULE, place, message).help(help));
    }
    let now = || Fingerprint::of(&original.parsed);
    let (place, message) = match &translation.front().original {
        Some(known) if *known != now() => (
            translation.parsed.value(YamlPath::root().key("original")),
            format!("the original, {}, has changed since it was translated", name(original)),
        ),
        None if original.parsed.stem() == "draft" => (
            Place::file(&translation.parsed.file),
            format!("nothing says that this translates {} as it is now", name(original)),
        ),
        _ => return findings,
    };
    let help =
        format!("once the translation says what the original says, write `original: {}` in its front matter", now());
    findings.push(Diagnostic::new(&RULE, place, message).help(help));
    findings
}

fn name(article: &Article) -> &str {
    article.parsed.file.name()
}

/// Clauses that only the original has.
fn clauses(original: &Article, translation: &Article) -> Option<Diagnostic> {
    let headings = original.body().headings.iter().filter(|heading| !heading.in_note);
    let missing = headings.map(|heading| heading.id.as_str()).filter(|id| translation.body().heading(id).is_none());
    let missing: Vec<&str> = missing.collect();
    let first = missing.first()?;
    let (clauses, are) = if missing.len() == 1 { ("clause", "is") } else { ("clauses", "are") };
    let list = super::list(&missing);
    let message = format!("the {clauses} {list} of the original, {}, {are} not translated", name(original));
    let help = format!("translate it under a heading with the same anchor, `{{#{first}}}`");
    Some(Diagnostic::new(&RULE, Place::file(&translation.parsed.file), message).help(help))
}

/// A version in force, or one to come, without a translation that the version before had.
fn versions(site: &Site, document: &Document, findings: &mut Vec<Diagnostic>) {
    let pairs = document.editions().iter().zip(document.editions().iter().skip(1));
    for (before, after) in pairs.filter(|(_, after)| after.until.is_none_or(|until| until > site.as_of)) {
        for language in before.article.translations.keys() {
            let wanted = super::translation_missing::is_wanted(site, &document.id, language);
            if !wanted && !after.article.translations.contains_key(language) {
                findings.push(no_successor(&after.article, before.label(), language));
            }
        }
    }
}

fn no_successor(article: &Article, before: &str, language: &Language) -> Diagnostic {
    let file = &article.parsed.file;
    let message = format!("version {before} has a translation into `{language}`, and `{}` has none", file.name());
    let help = format!("write `{}.{language}.md` beside it", article.parsed.stem());
    Diagnostic::new(&RULE, Place::file(file), message).help(help)
}
