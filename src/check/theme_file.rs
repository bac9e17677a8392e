//! `theme-file`: a file of the theme that Vellum cannot use.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::span::{FilePath, Place};

pub(super) static RULE: Rule = Rule {
    name: "theme-file",
    level: Level::Error,
    summary: "a file of the theme stands where it has no effect, or the theme does not exist",
    docs: "\
A theme has `templates/*.html`, `assets/` (style sheets, scripts, pictures, fonts) and `strings/*.yaml`. A file in
another place has no effect.

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

pub(crate) fn asset_cycle(path: &FilePath) -> Diagnostic {
    Diagnostic::new(
        &RULE,
        Place::file(path),
        "this file and another one name each other, so neither can carry a hash of its content",
    )
    .help("move what both need into a third file")
}
