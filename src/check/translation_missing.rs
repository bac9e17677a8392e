//! `translation-missing`: a text that `portal.yaml` wants in another language, and that is not there.

use crate::check::{invalid_value, nearest};
use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::{Article, Document, DocumentId, Language, SectionId, Site};
use crate::span::{Place, YamlPath};

pub(super) static RULE: Rule = Rule {
    name: "translation-missing",
    level: Level::Warning,
    summary: "a text that portal.yaml wants in another language has no translation",
    docs: "\
`translate` in `portal.yaml` names, for each language besides the default, what must be there in it: documents, folders
with all that is in them, or the home page.

    languages: [en, cy]
    translate:
      cy: [home, policies/social-media, guidance/start-here]

Of a versioned document the version in force is wanted, each version that is approved and takes effect later, and the
draft: `vellum release` refuses a draft whose translation is missing. An organisation that must publish both languages
at once sets `checks: {translation-missing: error}`.

To put it right: write the translation beside the original, with the language before the ending (`2.0.cy.md`); `vellum
new translation` makes the file. Or remove the name from `translate`.",
};

pub(super) fn check(site: &Site, findings: &mut Vec<Diagnostic>) {
    let declared = |language: &Language| site.settings.further_languages().contains(language);
    for (language, names) in site.settings.translate.iter().filter(|(language, _)| declared(language)) {
        for (index, name) in names.iter().enumerate() {
            if !is_known(site, name) {
                let known = site.documents.keys().chain(site.sections.keys()).map(DocumentId::as_str);
                findings.push(invalid_value::translate(place(site, language, index), name, nearest(name, known)));
            }
        }
        for article in wanted(site, language) {
            if !article.translations.contains_key(language) {
                findings.push(finding(article, language));
            }
        }
    }
}

pub(crate) fn finding(article: &Article, language: &Language) -> Diagnostic {
    let file = &article.parsed.file;
    let name = format!("{}.{language}.md", article.parsed.stem());
    Diagnostic::new(&RULE, Place::file(file), format!("`{}` has no translation into `{language}`", file.name()))
        .help(format!("write `{name}` beside it, or remove it from `translate` in portal.yaml"))
}

/// The texts that are wanted in a language: of documents with versions those that are or will be in force, and drafts.
fn wanted<'s>(site: &'s Site, language: &Language) -> impl Iterator<Item = &'s Article> {
    let names = site.settings.translate.get(language).map(Vec::as_slice).unwrap_or_default();
    let is_named = |id: &DocumentId| is_wanted_by(names, id);
    let home = site.home.iter().filter(|_| names.iter().any(|name| name == HOME));
    let sections: Vec<&Article> =
        site.sections.iter().filter(|(id, _)| is_named(id)).filter_map(|(_, section)| section.index.as_ref()).collect();
    let documents: Vec<&Article> =
        site.documents.values().filter(|document| is_named(&document.id)).flat_map(current).collect();
    home.chain(sections).chain(documents)
}

/// The home page, in `translate`.
const HOME: &str = "home";

/// True where a document must be there in a language.
#[must_use]
pub(crate) fn is_wanted(site: &Site, id: &DocumentId, language: &Language) -> bool {
    site.settings.translate.get(language).is_some_and(|names| is_wanted_by(names, id))
}

fn is_wanted_by(names: &[String], id: &DocumentId) -> bool {
    names.iter().any(|name| {
        id.as_str().strip_prefix(trimmed(name)).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    })
}

fn trimmed(name: &str) -> &str {
    name.trim_matches('/')
}

fn current(document: &Document) -> Vec<&Article> {
    if document.editions().is_empty() {
        return vec![document.current()];
    }
    let place = document
        .editions()
        .iter()
        .position(|edition| document.in_force().is_some_and(|it| it.version == edition.version));
    document.editions().iter().skip(place.unwrap_or(0)).map(|edition| &edition.article).collect()
}

fn is_known(site: &Site, name: &str) -> bool {
    let id: SectionId = DocumentId::new(trimmed(name));
    name == HOME || site.documents.contains_key(&id) || site.absent.contains_key(&id) || site.sections.contains_key(&id)
}

fn place(site: &Site, language: &Language, index: usize) -> Place {
    site.settings.value(YamlPath::root().key("translate").key(language.as_str()).index(index))
}
