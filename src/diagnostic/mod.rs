//! One type for everything an author can get wrong, and one renderer per way of showing it.

mod github;
mod human;
mod json;
mod junit;
mod sarif;

pub use github::github;
pub use human::human;
pub use json::json;
pub use junit::junit;
pub use sarif::sarif;

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::source::Snapshot;
use crate::span::{self, Place, Position, line_at, position};

/// How much a finding matters. Only errors stop a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Not reported at all.
    Off,
    /// Worth knowing.
    Info,
    /// Should be put right.
    Warning,
    /// Must be put right: nothing is published.
    Error,
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Off => "off",
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// One kind of finding: its stable name, its default level, and what `vellum explain` says of it.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// The stable name in kebab-case, as in `checks:` of `portal.yaml`.
    pub name: &'static str,
    /// The level unless `portal.yaml` sets another.
    pub level: Level,
    /// One line for lists of rules.
    pub summary: &'static str,
    /// Why the rule exists, an example, and how to put it right.
    pub docs: &'static str,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// How much it matters here.
    pub level: Level,
    /// Where it is.
    pub place: Place,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
    /// Other places that have to do with it, each with what it is.
    pub related: Vec<(Place, String)>,
}

impl Diagnostic {
    /// A finding at the rule's default level.
    #[must_use]
    pub fn new(rule: &'static Rule, place: Place, message: impl Into<String>) -> Self {
        Self { rule, level: rule.level, place, message: visible(&message.into()), help: None, related: Vec::new() }
    }

    /// Adds what to write instead.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(visible(&help.into()));
        self
    }

    /// Adds another place that has to do with it.
    #[must_use]
    pub fn related(mut self, place: Place, what: impl Into<String>) -> Self {
        self.related.push((place, visible(&what.into())));
        self
    }
}

/// More characters than these say nothing more: a message may quote what somebody wrote without end.
const LONGEST_MESSAGE: usize = 2000;

/// One line without control characters: what authors wrote may hold some, and terminals would obey them.
fn visible(text: &str) -> String {
    let shown = |character: char| match character {
        '\n' | '\r' | '\t' => ' ',
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + character as u32).unwrap_or('�'),
        '\u{7f}' => '␡',
        character if character.is_control() => '�',
        character => character,
    };
    let mut characters = text.chars();
    let mut line: String = characters.by_ref().take(LONGEST_MESSAGE).map(shown).collect();
    if characters.next().is_some() {
        line.push('…');
    }
    line
}

/// How many findings there are at each level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Findings that stop a build.
    pub errors: usize,
    /// Findings that should be put right.
    pub warnings: usize,
    /// Findings worth knowing.
    pub infos: usize,
}

impl Counts {
    /// Counts the findings.
    #[must_use]
    pub fn of(diagnostics: &[Diagnostic]) -> Self {
        let at = |level| diagnostics.iter().filter(|diagnostic| diagnostic.level == level).count();
        Self { errors: at(Level::Error), warnings: at(Level::Warning), infos: at(Level::Info) }
    }
}

/// Turns all places in YAML into bytes of their files. Each text is taken apart once, however many findings it has.
pub fn locate(diagnostics: &mut [Diagnostic], snapshot: &Snapshot) {
    let each_place = |diagnostic| {
        let Diagnostic { place, related, .. }: &mut Diagnostic = diagnostic;
        std::iter::once(place).chain(related.iter_mut().map(|(place, _)| place))
    };
    let all = diagnostics.iter_mut().flat_map(each_place);
    let mut places: Vec<&mut Place> = all.filter(|place| place.yaml().is_some()).collect();
    let key = |place: &Place| place.yaml().map(|(file, text)| (file.clone(), text.start, text.end));
    places.sort_by_cached_key(|place| key(place));
    for places in places.chunk_by_mut(|one, other| one.yaml() == other.yaml()) {
        if let Some(text) = places.first().and_then(|place| snapshot.text(&place.file)) {
            span::locate(text, places);
        }
    }
}

/// Puts findings in the order of files and places in them, places in YAML now as bytes, and drops what says the same
/// twice.
pub fn sort(diagnostics: &mut Vec<Diagnostic>, snapshot: &Snapshot) {
    locate(diagnostics, snapshot);
    let key = |diagnostic: &Diagnostic| {
        let place = &diagnostic.place;
        let start = snapshot.text(&place.file).and_then(|text| Some(place.resolve(text)?.start));
        (snapshot.display(&place.file), start, diagnostic.rule.name, diagnostic.message.clone())
    };
    diagnostics.sort_by_cached_key(key);
    diagnostics.dedup();
}

/// A place as a reader sees it: file, line, column, and the line itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The file as it should be shown, relative to where the command was given.
    pub file: String,
    /// Where it starts; `None` for a whole file.
    pub start: Option<Position>,
    /// Where it ends; `None` for a whole file.
    pub end: Option<Position>,
    /// The first line that it stands in; empty for a whole file, and for a line that nobody could take in.
    pub excerpt: String,
}

/// A longer line is no excerpt: so many bytes.
const LONGEST_EXCERPT: usize = 10_000;

impl fmt::Display for Spot {
    /// `file:line:column`, or only the file.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.start {
            Some(start) => write!(f, "{}:{}:{}", self.file, start.line, start.column),
            None => f.write_str(&self.file),
        }
    }
}

impl Spot {
    /// Resolves a place against the sources.
    #[must_use]
    pub fn of(place: &Place, snapshot: &Snapshot) -> Self {
        let file = snapshot.display(&place.file);
        let resolved = snapshot.text(&place.file).and_then(|text| Some((text, place.resolve(text)?)));
        match resolved {
            None => Self { file, start: None, end: None, excerpt: String::new() },
            Some((text, range)) => Self {
                file,
                start: Some(position(text, range.start)),
                end: Some(position(text, range.end)),
                excerpt: Some(line_at(text, range.start))
                    .filter(|line| line.len() <= LONGEST_EXCERPT)
                    .unwrap_or_default()
                    .to_owned(),
            },
        }
    }
}
