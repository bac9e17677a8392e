//! Tests of the module through its public functions.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use super::{Part, Problem, ProblemKind, YamlPath, locate, read};
use indexmap::IndexMap;
use serde::de::{Deserialize, Deserializer, Visitor};
use std::collections::BTreeMap;
use std::fmt;

mod places;
mod properties;
mod reading;
mod traps;

#[derive(Debug, Default, PartialEq, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Page {
    title: String,
    owner: Option<String>,
    order: u8,
    offset: i32,
    weight: f64,
    acknowledge: bool,
    kind: Kind,
    roles: Vec<Slug>,
    pair: (u8, u8),
    action: Action,
    actions: Vec<Action>,
    documents: IndexMap<Slug, Option<Version>>,
    counts: BTreeMap<u32, Vec<u8>>,
    contacts: BTreeMap<String, Contact>,
}

#[derive(Debug, Default, PartialEq, serde::Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Action {
    text: String,
    #[serde(alias = "before")]
    by_date: Option<String>,
    steps: Vec<String>,
}

#[derive(Debug, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Contact {
    name: String,
    email: Slug,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    #[default]
    New,
    VeryNew,
    Withdrawn,
}

#[derive(Debug, PartialEq, Eq, Hash, serde::Deserialize)]
#[serde(try_from = "String")]
struct Slug(String);

impl TryFrom<String> for Slug {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        match text.contains(' ') {
            true => Err(format!("`{text}` has a space")),
            false => Ok(Self(text)),
        }
    }
}

#[derive(Debug, Default, PartialEq)]
struct Version(String);

impl<'de> Deserialize<'de> for Version {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct VersionVisitor;
        impl Visitor<'_> for VersionVisitor {
            type Value = Version;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a version in quotes, such as \"2.0\"")
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Version, E> {
                match text.contains('.') {
                    true => Ok(Version(text.to_owned())),
                    false => Err(E::custom("a version has a full stop")),
                }
            }
        }
        deserializer.deserialize_str(VersionVisitor)
    }
}

/// A problem in one line: place, what is wrong and, after `@`, the text that it points at.
fn show(text: &str, problem: &Problem) -> String {
    let part = match problem.part {
        Part::Key => " (key)",
        Part::Value => "",
    };
    let path = &problem.path;
    let what = match &problem.kind {
        ProblemKind::Syntax { message, help } => {
            let at = problem.at.map(|at| &text[at..]);
            let at = at.map(|rest| rest.chars().take(6).collect::<String>());
            return format!("{message}; {} @{at:?}", help.as_deref().unwrap_or("-"));
        }
        ProblemKind::UnknownKey { key, nearest, .. } => format!("unknown {key}, near {nearest:?}"),
        ProblemKind::WrongType { expected, found } => format!("want {expected}, got {found}"),
        ProblemKind::InvalidValue { message } => message.clone(),
        ProblemKind::UnknownVariant { value, nearest, .. } => {
            format!("variant {value}, near {nearest:?}")
        }
        ProblemKind::MissingKey { key } => format!("missing {key}"),
    };
    let at = locate(text, path, problem.part).map(|range| &text[range]);
    format!("{path}{part}: {what} @{at:?}")
}

/// Reads a page and compares the problems; gives the page.
#[track_caller]
fn check(text: &str, expected: &[&str]) -> Option<Page> {
    let (page, problems, _) = read::<Page>(text);
    let shown: Vec<_> = problems.iter().map(|problem| show(text, problem)).collect();
    assert_eq!(shown, expected, "in {text:?}");
    page
}

#[track_caller]
fn check_syntax(text: &str, expected: &str) {
    assert_eq!(check(text, &[expected]), None);
}

/// What `locate` finds, as text.
fn found<'t>(text: &'t str, path: &YamlPath, part: Part) -> Option<&'t str> {
    locate(text, path, part).map(|range| &text[range])
}
