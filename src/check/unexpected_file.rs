//! `unexpected-file`: a file that has no place in the content.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::Settings;
use crate::span::{FilePath, Place};

pub(super) static RULE: Rule = Rule {
    name: "unexpected-file",
    level: Level::Error,
    summary: "a Markdown or YAML file stands where Vellum would not publish it",
    docs: "\
A page that nobody can find is lost work. Markdown files belong into a collection that `portal.yaml` declares, or into
`changelog/`; in a versioned collection each document is a folder, and its files are named by version (`1.0.md`) or
`draft.md`. A translation has the name of its original with the language before the ending (`1.0.cy.md`), and the
language is one of `languages`. Names are in small letters, digits and single hyphens, because they become addresses.

To put it right: move or rename the file, or declare its folder under `collections`.",
};

/// Why a file has no place in the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unexpected {
    /// A Markdown file in a folder that is no collection.
    NoCollection,
    /// A Markdown file in a versioned collection that is no version.
    NotAVersion,
    /// A YAML file that Vellum does not know.
    UnknownYaml,
    /// A file name that cannot be an address.
    Name,
    /// A text in a language that the portal does not have besides its own.
    Language,
    /// An entry of the changelog in another language.
    NotTranslated,
}

pub(crate) fn finding(path: &FilePath, reason: Unexpected, settings: &Settings) -> Diagnostic {
    let inside = path.in_content().unwrap_or(path.as_str());
    let finding = |message: String| Diagnostic::new(&RULE, Place::file(path), message);
    match reason {
        Unexpected::NoCollection => {
            let collections: Vec<&str> = settings.collections.keys().map(|id| id.as_str()).collect();
            finding(format!("`{inside}` is in no collection, so it would not be published"))
                .help(format!("move it into {} or declare its folder under `collections` in portal.yaml", super::list(&collections)))
        }
        Unexpected::NotAVersion => finding(format!("`{inside}` is not the name of a version"))
            .help("in a versioned collection a document is a folder: name the file by its version, such as `1.0.md`, or `draft.md`"),
        Unexpected::UnknownYaml => finding(format!("Vellum does not know the YAML file `{inside}`"))
            .help("the content has portal.yaml, glossary.yaml, obligations.yaml and quizzes/*.yaml; remove or rename this one"),
        Unexpected::Language => {
            let language = crate::parse::translated(path).map(|(_, language)| language.to_string()).unwrap_or_default();
            let languages = super::list(&settings.languages);
            if settings.default_language().as_str() == language {
                return finding(format!("`{inside}` says its language, but `{language}` is the portal's own"))
                    .help(format!("name it without `.{language}`"));
            }
            finding(format!("`{inside}` is in a language that the portal does not have"))
                .help(format!("add `{language}` to `languages` in portal.yaml, which are {languages}, or rename the file"))
        }
        Unexpected::NotTranslated => finding(format!("`{inside}` would translate an entry of the changelog"))
            .help("the changelog is in the portal's default language; remove the file"),
        Unexpected::Name => finding(format!("`{inside}` cannot become an address"))
            .help("use small letters, digits and single hyphens in the names of files and folders"),
    }
}
