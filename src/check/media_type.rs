//! `media-type`: a file that should not be offered to readers.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::span::{FilePath, Place};

pub(super) static RULE: Rule = Rule {
    name: "media-type",
    level: Level::Error,
    summary: "a picture or download is of a kind that could run in the reader's browser, or cannot be shown",
    docs: "\
HTML pages, scripts and programs among the content would run with the portal's own rights. An SVG picture may not hold
scripts or event handlers. A picture must be PNG, JPEG, GIF, WebP, AVIF or SVG, and must be what its ending says.

To put it right: save pictures in one of these kinds, and offer documents as PDF or an office format.",
};

pub(crate) fn active(place: Place, file: &FilePath) -> Diagnostic {
    Diagnostic::new(&RULE, place, format!("`{}` is of a kind that could run in the reader's browser", file.name()))
        .help("offer it as PDF or plain text, or describe it in Markdown")
}

pub(crate) fn svg_script(place: Place, file: &FilePath) -> Diagnostic {
    Diagnostic::new(
        &RULE,
        place,
        format!("the picture `{}` holds a script, an event handler or foreign content", file.name()),
    )
    .help("export it again as plain SVG, or as PNG")
}

pub(crate) fn not_an_image(place: Place, file: &FilePath) -> Diagnostic {
    Diagnostic::new(&RULE, place, format!("`{}` is not a picture that browsers show", file.name()))
        .help("use PNG, JPEG, GIF, WebP, AVIF or SVG")
}
