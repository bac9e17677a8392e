//! `unused-media`: a file that no text shows or links to.

use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::{LinkTarget, Markup, Site};
use crate::span::{FilePath, Place};

pub(super) static RULE: Rule = Rule {
    name: "unused-media",
    level: Level::Warning,
    summary: "a picture or download is shown and linked nowhere, so it is not published",
    docs: "\
A file that no text shows or links to is not published. It is usually left over, or its link was forgotten.

To put it right: remove the file, or link to it.",
};

pub(super) fn check(site: &Site, findings: &mut Vec<Diagnostic>) {
    if site.media_files.is_empty() {
        return;
    }
    let mut used: HashSet<&FilePath> = HashSet::new();
    for body in super::bodies(site) {
        for markup in &body.markup {
            let (Markup::Link(crate::model::Link { target, .. }) | Markup::Image(crate::model::Image { target, .. })) =
                markup;
            if let LinkTarget::Internal { media: Some(file), .. } | LinkTarget::Refused(file) = target {
                used.insert(file);
            }
        }
    }
    used.extend(site.media.values().map(|file| &file.path));
    for file in &site.media_files {
        if !used.contains(file) {
            findings.push(
                Diagnostic::new(
                    &RULE,
                    Place::file(file),
                    "no text shows this file or links to it, so it is not published",
                )
                .help("remove it, or link to it"),
            );
        }
    }
}
