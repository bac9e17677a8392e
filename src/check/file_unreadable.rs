//! `file-unreadable`: a file that the operating system would not give.

use std::io;

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::span::{FilePath, Place};

pub(super) static RULE: Rule = Rule {
    name: "file-unreadable",
    level: Level::Error,
    summary: "a file in the content or theme folder cannot be read",
    docs: "\
A file was listed but could not be read: it vanished while the command ran, its permissions forbid reading, its name
is not valid text, or it is not a file at all (a socket or device). A portal without it would be incomplete, so nothing
is published.

To put it right: run the command again if an editor or a checkout was at work; else correct the file's permissions or
name, or remove it.",
};

pub(crate) fn failed(path: &FilePath, error: &io::Error) -> Diagnostic {
    let finding = |message: &str| Diagnostic::new(&RULE, Place::file(path), message);
    match error.kind() {
        io::ErrorKind::NotFound => finding("this file vanished while it was being read")
            .help("run the command again when nothing else changes the folder"),
        io::ErrorKind::PermissionDenied => {
            finding("this file may not be read").help("correct its permissions, or remove it")
        }
        _ => finding(&format!("this file cannot be read: {error}")),
    }
}

pub(crate) fn name(path: &FilePath) -> Diagnostic {
    Diagnostic::new(&RULE, Place::file(path), "this file's name is not valid UTF-8").help("rename it")
}

pub(crate) fn special(path: &FilePath) -> Diagnostic {
    Diagnostic::new(&RULE, Place::file(path), "this is neither a file nor a folder").help("remove it")
}
