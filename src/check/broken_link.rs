//! `broken-link`: a link that leads nowhere.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::span::{FilePath, Place};

pub(super) static RULE: Rule = Rule {
    name: "broken-link",
    level: Level::Error,
    summary: "a link or picture leads to a file that does not exist or is not published",
    docs: "\
Links are relative links between files, so that they also work in an editor and on a code host:

- `../guidance/private-messages.md` leads to a page;
- `../policies/social-media/` leads to the version in force, `../policies/social-media/1.0.md` to one version;
- `../policies/social-media/#private-messages` leads to a clause;
- `../glossary.yaml#personal-data` leads to a term.

They count from the folder of the file that they stand in, and must not lead out of the content folder.",
};

pub(crate) fn no_file(place: Place, destination: &str, suggestion: Option<&str>) -> Diagnostic {
    let finding = Diagnostic::new(&RULE, place, format!("there is no file `{destination}` from here"));
    match suggestion {
        Some(suggestion) => finding.help(format!("did you mean `{suggestion}`?")),
        None => finding.help("write the path of the file from this file's folder, such as `../guidance/start-here.md`"),
    }
}

pub(crate) fn gone(place: Place, destination: &str, path: &str) -> Diagnostic {
    Diagnostic::new(&RULE, place, format!("there is no file `{destination}` from here any more")).help(format!(
        "a released file is never edited: give the page that took its place `aliases: [{path}]`, and this link leads there"
    ))
}

pub(crate) fn no_definition(place: Place, reference: &str) -> Diagnostic {
    Diagnostic::new(&RULE, place, format!("nothing says where `[{reference}]` leads"))
        .help(format!("add a line `[{reference}]: path/to/file.md`, or write the link as `[text](path/to/file.md)`"))
}

pub(crate) fn outside(place: Place, destination: &str) -> Diagnostic {
    Diagnostic::new(&RULE, place, format!("`{destination}` leads out of the content folder"))
        .help("link to a file inside the content folder, or to an address that starts with https://")
}

pub(crate) fn absolute(place: Place, destination: &str, suggestion: Option<&str>) -> Diagnostic {
    let help = match suggestion {
        Some(suggestion) => format!("write `{suggestion}`"),
        None => "write the path from this file's folder, such as `../guidance/start-here.md`".to_owned(),
    };
    Diagnostic::new(
        &RULE,
        place,
        format!("`{destination}` starts at the root, which works on no code host and under no sub-path"),
    )
    .help(help)
}

pub(crate) fn query(place: Place, destination: &str) -> Diagnostic {
    Diagnostic::new(&RULE, place, format!("`{destination}` has a `?` in it, which no file of the content has"))
        .help("remove the question mark and what follows it")
}

pub(crate) fn empty(place: Place) -> Diagnostic {
    Diagnostic::new(&RULE, place, "this link leads nowhere").help("write the path of a file between the brackets")
}

pub(crate) fn draft_only(place: Place, draft: &FilePath) -> Diagnostic {
    Diagnostic::new(&RULE, place, "this document has only a draft, which is not published")
        .help("release the draft first, build with --drafts, or link to something else")
        .related(Place::file(draft), "the draft")
}

pub(crate) fn unknown_document(place: Place, id: &str, nearest: Option<&str>) -> Diagnostic {
    let help = match nearest {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => "write its path below the content folder without an ending, such as `policies/social-media`".to_owned(),
    };
    Diagnostic::new(&RULE, place, format!("there is no document `{id}`")).help(help)
}

pub(crate) fn not_a_picture(place: Place, destination: &str) -> Diagnostic {
    Diagnostic::new(&RULE, place, format!("`{destination}` is a page, not a picture"))
        .help("write `[text](path)` without the exclamation mark to link to it")
}
