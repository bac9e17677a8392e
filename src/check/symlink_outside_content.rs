//! `symlink-outside-content`: a symbolic link that leads out of its folder, in a circle, or nowhere.

use std::io;

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::span::{FilePath, Place};

pub(super) static RULE: Rule = Rule {
    name: "symlink-outside-content",
    level: Level::Error,
    summary: "a symbolic link leads out of the content or theme folder, in a circle, or nowhere",
    docs: "\
A link out of the folder could publish a file that was never meant for the portal, and it would be missing on another
machine. A link to a folder above itself never ends. Links to files inside the same folder are allowed.

To put it right: copy the file into the folder, or remove the link.",
};

fn finding(path: &FilePath, message: String) -> Diagnostic {
    Diagnostic::new(&RULE, Place::file(path), message).help("copy the file into the folder, or remove the link")
}

pub(crate) fn outside(path: &FilePath) -> Diagnostic {
    finding(path, "this symbolic link leads out of the folder".into())
}

pub(crate) fn circular(path: &FilePath) -> Diagnostic {
    finding(path, "this symbolic link leads to a folder that holds it".into())
}

pub(crate) fn broken(path: &FilePath, error: &io::Error) -> Diagnostic {
    finding(path, format!("this symbolic link leads nowhere: {error}"))
}
