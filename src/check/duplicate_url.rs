//! `duplicate-url`: two pages for one address.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::UrlPath;
use crate::span::Place;

pub(super) static RULE: Rule = Rule {
    name: "duplicate-url",
    level: Level::Error,
    summary: "two files, or a file and an alias, want the same address",
    docs: "\
Only one page can answer at an address; the other would be lost. It happens when a file and a folder have the same name
(`guidance/tasks.md` beside `guidance/tasks/`, or beside a file `guidance/tasks` without an ending), when an alias is
the address of a page that exists, or when two pages claim the same alias. Windows and macOS take names that differ only
in capital letters for the same one, so those are refused too. So are names that every portal needs, such as a file
`assets` without an ending, or a folder `index.html` for pictures.

To put it right: rename one of the files, or remove the alias.",
};

/// The address at `place` is that of another page; `other` is where that one comes from, unless every portal has it.
pub(crate) fn finding(place: Place, url: &UrlPath, other: Option<Place>) -> Diagnostic {
    taken_by(Diagnostic::new(&RULE, place, format!("the address {url} is taken already")), other)
        .help("rename one of the files, or remove the alias")
}

/// Two addresses that are one where the file system ignores case.
pub(crate) fn but_for_case(place: Place, url: &UrlPath, other: &UrlPath, other_place: Option<Place>) -> Diagnostic {
    let finding =
        Diagnostic::new(&RULE, place, format!("the addresses {url} and {other} differ only in capital letters"));
    taken_by(finding, other_place)
        .help("rename one of the files, or remove the alias: Windows and macOS would keep only one of them")
}

fn taken_by(finding: Diagnostic, other: Option<Place>) -> Diagnostic {
    match other {
        Some(other) => finding.related(other, "taken by this file"),
        None => finding,
    }
}

/// A file where another address needs a folder; `inside_place` is where that one comes from, unless it is `place`.
pub(crate) fn file_and_folder(
    place: Place,
    file: &UrlPath,
    inside: &UrlPath,
    inside_place: Option<Place>,
) -> Diagnostic {
    let finding = Diagnostic::new(&RULE, place, format!("{file} is a file, but {inside} makes it a folder"))
        .help("rename one of the files, or remove the alias");
    match inside_place {
        Some(inside) => finding.related(inside, "makes it a folder"),
        None => finding,
    }
}

/// An address at or in the place of files that belong to no page: the theme's, and the search index.
pub(crate) fn kept(place: Place, url: &UrlPath) -> Diagnostic {
    Diagnostic::new(&RULE, place, format!("the address {url} is kept for files that every portal has"))
        .help("rename the file")
}

/// A file in a folder that has the name of the file of a page; `page` is where that comes from.
pub(crate) fn in_file_of_page(place: Place, folder: &UrlPath, page: Option<Place>) -> Diagnostic {
    taken_by(
        Diagnostic::new(&RULE, place, format!("this makes {folder} a folder, but a page has it as its file")),
        page,
    )
    .help("rename the folder")
}
