//! `invalid-value`: a value of the wrong type or form.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::Language;
use crate::span::{Place, YamlPath};

pub(super) static RULE: Rule = Rule {
    name: "invalid-value",
    level: Level::Error,
    summary: "a value of the wrong type or form, or an impossible date",
    docs: "\
A value is not of the type or form that its key needs: a list where one text is wanted, a date that does not exist
(`2026-02-30`), a word that is not among the allowed ones, a version without quotes (`2.0` is a number to YAML, and
`3.10` would become `3.1`: write `\"3.10\"`).

To put it right: write the value in the form that the message shows.",
};

pub(super) fn finding(place: Place, message: String) -> Diagnostic {
    Diagnostic::new(&RULE, place, message)
}

pub(crate) fn wrong_type(place: Place, path: &YamlPath, expected: &str, found: &str) -> Diagnostic {
    let finding = finding(place, format!("`{path}` should be {expected}, not {found}"));
    let wants_text = expected.contains("text") || expected.contains("string");
    let help = if wants_text && found.starts_with("number") {
        "put it in quotes, such as \"2.0\": without them YAML reads a number, and 3.10 becomes 3.1"
    } else if found == "nothing" {
        "give it a value, or remove the key"
    } else if expected.contains("list") {
        "write a list: `[one, two]`, or a line `- one` for each"
    } else if expected.contains("mapping") {
        "write its parts as lines `key: value`, each a little further to the right than what they belong to"
    } else if wants_text && (found.starts_with("a list") || found.starts_with("a mapping")) {
        "write it as one text: in quotes where it begins with `[` or `{`, or holds a colon"
    } else if expected == "true or false" {
        "write true or false, without quotes"
    } else if expected.contains("number") {
        "write the number alone, in digits and without quotes"
    } else {
        return finding;
    };
    finding.help(help)
}

pub(crate) fn rejected(place: Place, message: &str) -> Diagnostic {
    match message.split_once(": ") {
        Some((what, help)) => finding(place, what.to_owned()).help(help),
        None => finding(place, message.to_owned()),
    }
}

pub(crate) fn not_one_of(place: Place, value: &str, expected: &[&str], nearest: Option<&str>) -> Diagnostic {
    let help = match nearest {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => format!("write one of {}", super::list(expected)),
    };
    finding(place, format!("`{value}` is not one of the words that can stand here")).help(help)
}

pub(crate) fn base_url(place: Place, value: &str) -> Diagnostic {
    finding(place, format!("`{value}` is not the address of a web site")).help(
        "write the whole address with its scheme, such as https://policy.example.org/ or https://example.org/policy/",
    )
}

pub(crate) fn no_language(place: Place) -> Diagnostic {
    finding(place, "a portal has a language".into())
        .help("write `languages: [en]`, or `[en, cy]` for English and Welsh")
}

pub(crate) fn language_twice(place: Place, language: &Language) -> Diagnostic {
    finding(place, format!("`{language}` is among the languages already")).help("name each language once")
}

pub(crate) fn not_translated_into(place: Place, language: &Language) -> Diagnostic {
    finding(place, format!("`{language}` is not a language that the portal has besides its own"))
        .help(format!("add it to `languages`, behind the default language: `languages: [en, {language}]`"))
}

pub(crate) fn translate(place: Place, name: &str, nearest: Option<&str>) -> Diagnostic {
    let help = match nearest {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => "name a document, a folder, or `home`".to_owned(),
    };
    finding(place, format!("there is nothing called `{name}` to translate")).help(help)
}

pub(crate) fn colour(place: Place, value: &str) -> Diagnostic {
    finding(place, format!("`{value}` is not a colour"))
        .help("write a hash and six hexadecimal digits in quotes, such as \"#0b5563\"")
}

pub(crate) fn timezone(place: Place, value: &str) -> Diagnostic {
    finding(place, format!("`{value}` is not a time zone")).help("write a name such as Europe/London")
}

pub(crate) fn theme(place: Place, value: &str) -> Diagnostic {
    finding(place, format!("`{value}` cannot be the name of a theme"))
        .help("write the name of a folder below `themes/` in small letters")
}

pub(crate) fn feedback(place: Place, value: &str) -> Diagnostic {
    finding(place, format!("`{value}` is not an address for feedback"))
        .help("write `mailto:team@example.org` or an address that starts with `https://`")
}

pub(crate) fn pass_mark(place: Place, percent: u8) -> Diagnostic {
    finding(place, format!("`{percent}` is not a share that passes"))
        .help("write the percentage of the points that passes, from 1 to 100")
}

pub(crate) fn action(place: Place) -> Diagnostic {
    finding(place, "this action does not say what to do".into())
        .help("write `action: {text: Take the refresher quiz, by: 2026-07-31}`")
}

pub(crate) fn announced(place: Place, date: crate::model::Date) -> Diagnostic {
    finding(place, format!("this entry is announced only after its day, {date}"))
        .help("write a day before `date`, or leave `announced` out")
}

pub(crate) fn glossary_group(place: Place, group: &str) -> Diagnostic {
    finding(place, format!("there is no group `{group}` in this glossary"))
        .help("add it to `groups` at the top of the file, or use one of those")
}

pub(crate) fn glossary_term(place: Place, term: &str) -> Diagnostic {
    finding(place, format!("there is no term `{term}` in this glossary"))
        .help("write the term's anchor: its words in small letters, joined by hyphens")
}

pub(crate) fn alias(place: Place, alias: &str) -> Diagnostic {
    finding(place, format!("`{alias}` cannot be an older address of a page")).help(
        "write a path inside the portal such as `policies/facebook/`, in letters, digits, hyphens, dots and slashes",
    )
}

pub(crate) fn logo(place: Place, logo: &str) -> Diagnostic {
    finding(place, format!("there is no picture `{logo}` below the content folder"))
        .help("write its path below `content/`, such as `media/logo.svg`")
}

pub(crate) fn navigation(place: Place, page: &str) -> Diagnostic {
    finding(place, format!("there is no page `{page}`"))
        .help("name a collection, a document, or one of changes, roles, topics, glossary, register, editions")
}
