//! `theme-file`: a file of the theme that Vellum cannot use.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::Language;
use crate::span::{FilePath, Part, Place};

pub(super) static RULE: Rule = Rule {
    name: "theme-file",
    level: Level::Error,
    summary: "a file of the theme stands where it has no effect, or the theme does not exist",
    docs: "\
A theme has `templates/*.html`, `assets/` (style sheets, scripts, pictures, fonts) and `strings/*.yaml`. A file in
another place has no effect. `strings/cy.yaml` holds the texts of the interface in Welsh; what it does not say is said
in the portal's default language.

To put it right: move the file, or correct `theme` in `portal.yaml`.",
};

pub(crate) fn misplaced(path: &FilePath) -> Diagnostic {
    Diagnostic::new(&RULE, Place::file(path), "this file of the theme has no effect")
        .help("a theme has `templates/`, `assets/` and `strings/`")
}

pub(crate) fn no_theme(place: Place, name: &str) -> Diagnostic {
    Diagnostic::new(&RULE, place, format!("there is no theme `{name}`"))
        .help(format!("make a folder `themes/{name}/`, or write `theme: default`"))
}

pub(crate) fn unknown_string(place: Place, key: &str) -> Diagnostic {
    Diagnostic::new(&RULE, place, format!("`{key}` is not among the texts of the default theme"))
        .help("remove the line, or correct its name")
}

pub(crate) fn no_strings(language: &Language) -> Diagnostic {
    let place = super::setting(&["languages"], Part::Value);
    let mut finding = Diagnostic::new(&RULE, place, format!("the theme has no texts of the interface in `{language}`"))
        .help(format!(
            "write them into `strings/{language}.yaml` of a theme of your own; until then they are those of the default language"
        ));
    finding.level = Level::Warning;
    finding
}

pub(crate) fn asset_cycle(path: &FilePath) -> Diagnostic {
    Diagnostic::new(
        &RULE,
        Place::file(path),
        "this file and another one name each other, so neither can carry a hash of its content",
    )
    .help("move what both need into a third file")
}
