//! Findings as one JSON document, for scripts.

use serde::Serialize;

use super::{Counts, Diagnostic, Level, Spot};
use crate::source::Snapshot;
use crate::span::{Place, Position};

#[derive(Serialize)]
struct Report<'a> {
    findings: Vec<Finding<'a>>,
    counts: Counts,
}

#[derive(Serialize)]
struct Finding<'a> {
    rule: &'a str,
    level: Level,
    #[serde(flatten)]
    place: Location,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Related<'a> {
    what: &'a str,
    #[serde(flatten)]
    place: Location,
}

#[derive(Serialize)]
struct Location {
    file: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<usize>,
    #[serde(skip_serializing_if = "String::is_empty")]
    excerpt: String,
}

/// All findings and their counts as indented JSON with a final line end.
#[must_use]
pub fn json(diagnostics: &[Diagnostic], snapshot: &Snapshot) -> String {
    let findings = diagnostics.iter().map(|diagnostic| finding(diagnostic, snapshot)).collect();
    let report = Report { findings, counts: Counts::of(diagnostics) };
    let mut text = serde_json::to_string_pretty(&report).unwrap_or_default();
    text.push('\n');
    text
}

fn finding<'a>(diagnostic: &'a Diagnostic, snapshot: &Snapshot) -> Finding<'a> {
    Finding {
        rule: diagnostic.rule.name,
        level: diagnostic.level,
        place: location(&diagnostic.place, snapshot),
        message: &diagnostic.message,
        help: diagnostic.help.as_deref(),
        related: diagnostic
            .related
            .iter()
            .map(|(place, what)| Related { what, place: location(place, snapshot) })
            .collect(),
    }
}

fn location(place: &Place, snapshot: &Snapshot) -> Location {
    let spot = Spot::of(place, snapshot);
    let line = |position: Option<Position>| position.map(|position| position.line);
    let column = |position: Option<Position>| position.map(|position| position.column);
    Location {
        line: line(spot.start),
        column: column(spot.start),
        end_line: line(spot.end),
        end_column: column(spot.end),
        file: spot.file,
        excerpt: spot.excerpt,
    }
}
