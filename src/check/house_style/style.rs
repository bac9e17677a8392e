//! Words that the GOV.UK style does without.

use super::{LINE, Line};

const NEGATIVE: &str = "shortened negatives are misread, and read badly by people who learn English";
const LATIN: &str = "Latin short forms are not known to everyone, and screen readers spell them out";
const SCREEN: &str =
    "nobody who reads by keyboard, by touch or by ear clicks, and a list of links does not show where it leads";

/// The lines of style, by subject.
pub(super) static LINES: &[Line<'static>] = &[
    Line {
        avoid: &["click here", "click on"],
        instead: "let the words of the link say where it leads",
        why: SCREEN,
        ..LINE
    },
    Line {
        avoid: &["please"],
        instead: "leave it out",
        why: "an instruction is clearer and shorter without it, and it makes a rule sound like a wish",
        ..LINE
    },
    Line {
        avoid: &["!"],
        // A picture that is none, and a sign of programmers.
        before: &["[", "="],
        instead: "end the sentence with a full stop",
        why: "exclamation marks shout, and make nothing more important",
        ..LINE
    },
    Line {
        avoid: &["e.g.", "e.g", "eg", "eg."], instead: "write “for example” or “such as”", why: LATIN, ..LINE
    },
    Line {
        avoid: &["i.e.", "i.e", "ie", "ie."],
        instead: "write “that is”, or say it plainly at once",
        why: LATIN,
        ..LINE
    },
    Line {
        avoid: &["etc.", "etc", "et cetera"],
        instead: "name the rest, or begin the list with “such as”",
        why: LATIN,
        ..LINE
    },
    Line { avoid: &["via"], instead: "write “by”, “through” or “with”", why: LATIN, ..LINE },
    Line { avoid: &["viz.", "viz"], instead: "write “namely”", why: LATIN, ..LINE },
    Line { avoid: &["N.B."], instead: "leave it out, or begin with “Note”", why: LATIN, ..LINE },
    Line { avoid: &["cf."], instead: "write “compare”", why: LATIN, ..LINE },
    Line { avoid: &["et al.", "et al"], instead: "write “and others”", why: LATIN, ..LINE },
    Line { avoid: &["per annum"], instead: "write “a year”", why: LATIN, ..LINE },
    Line { avoid: &["can't", "cant"], instead: "write “cannot”", why: NEGATIVE, ..LINE },
    Line { avoid: &["don't"], instead: "write “do not”", why: NEGATIVE, ..LINE },
    Line { avoid: &["doesn't"], instead: "write “does not”", why: NEGATIVE, ..LINE },
    Line { avoid: &["didn't"], instead: "write “did not”", why: NEGATIVE, ..LINE },
    Line { avoid: &["won't"], instead: "write “will not”", why: NEGATIVE, ..LINE },
    Line { avoid: &["isn't"], instead: "write “is not”", why: NEGATIVE, ..LINE },
    Line { avoid: &["aren't"], instead: "write “are not”", why: NEGATIVE, ..LINE },
    Line { avoid: &["wasn't"], instead: "write “was not”", why: NEGATIVE, ..LINE },
    Line { avoid: &["weren't"], instead: "write “were not”", why: NEGATIVE, ..LINE },
    Line { avoid: &["haven't"], instead: "write “have not”", why: NEGATIVE, ..LINE },
    Line { avoid: &["hasn't"], instead: "write “has not”", why: NEGATIVE, ..LINE },
    Line { avoid: &["shouldn't"], instead: "write “should not”", why: NEGATIVE, ..LINE },
    Line { avoid: &["couldn't"], instead: "write “could not”", why: NEGATIVE, ..LINE },
    Line { avoid: &["wouldn't"], instead: "write “would not”", why: NEGATIVE, ..LINE },
    Line { avoid: &["mustn't"], instead: "write “must not”", why: NEGATIVE, ..LINE },
    Line { avoid: &[" & "], instead: "write “and”", why: "the symbol slows readers down", ..LINE },
    Line {
        avoid: &["per cent", "percent"],
        instead: "write the figure with “%”",
        why: "a sign beside a figure is read faster",
        ..LINE
    },
    Line {
        avoid: &["log in", "log into", "login", "log on", "logon", "sign-on"],
        instead: "write “sign in”",
        why: "one thing has one name on every page",
        ..LINE
    },
    Line { avoid: &["e-mail", "e-mails"], instead: "write “email”", why: "the hyphen has gone out of use", ..LINE },
    Line { avoid: &["on-line"], instead: "write “online”", why: "the hyphen has gone out of use", ..LINE },
    Line { avoid: &["web site", "web sites"], instead: "write “website”", why: "it has become one word", ..LINE },
    Line {
        avoid: &["two-factor authentication", "2-factor authentication", "2FA", "two-step verification"],
        instead: "write “multi-factor authentication (MFA)”, also called “2-step verification”",
        why: "one thing has one name on every page",
        ..LINE
    },
    Line {
        avoid: &["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"],
        may_begin: true,
        instead: "write the figure",
        why: "figures are found at a glance",
        ..LINE
    },
];
