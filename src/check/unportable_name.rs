//! `unportable-name`: an address that not every system can hold.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::UrlPath;
use crate::span::Place;

pub(super) static RULE: Rule = Rule {
    name: "unportable-name",
    level: Level::Error,
    summary: "a name that not every system can hold as a file",
    docs: "\
Every address becomes a file, and the portal must be the same wherever it is built, copied or published. Windows has
no files with `< > : \" | ? * \\` in their names, none that end with a full stop or a space, and none called `con`,
`prn`, `aux`, `nul`, `com1` or `lpt1`, whatever their ending: those are devices. The same goes for folders, and for
roles, topics and older addresses, which become folders.

To put it right: rename the file, or what the address is made from.",
};

/// `reason` is a clause.
pub(crate) fn finding(place: Place, url: &UrlPath, reason: &str) -> Diagnostic {
    Diagnostic::new(&RULE, place, format!("not every system can hold {url}: {reason}"))
        .help("rename the file, or what the address is made from")
}
