//! `template-error`: a template that cannot be read or fails.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::UrlPath;
use crate::span::Place;

pub(super) static RULE: Rule = Rule {
    name: "template-error",
    level: Level::Error,
    summary: "a template of the theme cannot be read, or fails on a page",
    docs: "\
Templates are Tera 2 files in `themes/<name>/templates/`. A file there replaces the one of the default theme with the
same path. A name that does not exist is an error: `{{ page.titel }}` would otherwise leave a hole in every page. Use
`{{ page.title or \"\" }}` where something may be missing.

The message names the template, its line, and the page that was being made.",
};

pub(crate) fn syntax(place: Place, message: &str) -> Diagnostic {
    Diagnostic::new(&RULE, place, message)
}

pub(crate) fn rendering(place: Place, url: &UrlPath, message: &str) -> Diagnostic {
    Diagnostic::new(&RULE, place, format!("{message} (while making {url})"))
}
