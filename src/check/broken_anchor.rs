//! `broken-anchor`: a link to a heading that is not there.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::span::Place;

pub(super) static RULE: Rule = Rule {
    name: "broken-anchor",
    level: Level::Error,
    summary: "a link leads to a heading or term that its page does not have",
    docs: "\
What follows `#` in a link is the anchor of a heading: the one in its braces (`## Private messages {#private-messages}`)
or, without braces, its words in small letters joined by hyphens. A reader who follows a wrong one lands at the top of
the page and has to look for the place. An anchor that only a later version of the document has is no mistake: until
that version is in force, the link leads to the document.

To put it right: use an anchor that the page has, or give the heading that anchor.",
};

pub(crate) fn finding(place: Place, page: &str, fragment: &str, nearest: Option<&str>) -> Diagnostic {
    let finding = Diagnostic::new(&RULE, place, format!("{page} has no anchor `#{fragment}`"));
    match nearest {
        Some(nearest) => finding.help(format!("did you mean `#{nearest}`?")),
        None => {
            finding.help("link to the page without an anchor, or give a heading that anchor: `## Heading {#anchor}`")
        }
    }
}

pub(crate) fn no_anchors(place: Place, destination: &str) -> Diagnostic {
    Diagnostic::new(&RULE, place, format!("`{destination}` leads to a file that has no anchors"))
        .help("remove what follows `#`")
}
