//! `file-too-large`: a text that is too large to be a page.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::source::LARGEST_TEXT;
use crate::span::{FilePath, Place};

pub(super) static RULE: Rule = Rule {
    name: "file-too-large",
    level: Level::Error,
    summary: "a Markdown, YAML or theme file is larger than 4 MiB",
    docs: "\
A text of more than 4 MiB is no page that a person can read on a phone: it is a mistake, such as a pasted picture or an
export, or it should be several pages. It is not read at all.

To put it right: split the text into pages, or offer it as a file to download.",
};

pub(crate) fn finding(path: &FilePath, bytes: u64) -> Diagnostic {
    #[expect(clippy::cast_precision_loss, reason = "shown with one digit")]
    let mib = |bytes: u64| bytes as f64 / (1024.0 * 1024.0);
    let message = format!("this file has {:.1} MiB; the most is {:.0} MiB", mib(bytes), mib(LARGEST_TEXT));
    Diagnostic::new(&RULE, Place::file(path), message)
        .help("split it into several pages, or offer it as a file to download")
}

pub(crate) fn asset(path: &FilePath, bytes: u64) -> Diagnostic {
    let message =
        format!("this file of the theme has {} KiB; pictures and fonts of a theme have 64 KiB at most", bytes / 1024);
    Diagnostic::new(&RULE, Place::file(path), message).help("make it smaller: every reader would have to load it")
}
