//! Findings as SARIF 2.1.0 (OASIS Static Analysis Results Interchange Format), for code scanning.

use serde_json::{Value, json};

use super::{Diagnostic, Level, Rule, Spot};
use crate::source::Snapshot;
use crate::span::Place;

/// One run with the rules that found something, and a result a finding; indented, with a final line end.
#[must_use]
pub fn sarif(diagnostics: &[Diagnostic], snapshot: &Snapshot) -> String {
    let mut rules: Vec<&Rule> = Vec::new();
    let results: Vec<Value> = diagnostics
        .iter()
        .map(|diagnostic| {
            let known = rules.iter().position(|rule| rule.name == diagnostic.rule.name);
            let index = known.unwrap_or_else(|| {
                rules.push(diagnostic.rule);
                rules.len() - 1
            });
            result(diagnostic, index, snapshot)
        })
        .collect();
    let rules: Vec<Value> = rules.into_iter().map(rule).collect();
    let driver = json!({"name": "vellum", "version": env!("CARGO_PKG_VERSION"), "rules": rules});
    let report = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    });
    format!("{report:#}\n")
}

fn rule(rule: &Rule) -> Value {
    json!({
        "id": rule.name,
        "shortDescription": {"text": rule.summary},
        "help": {"text": rule.docs},
        "defaultConfiguration": {"level": level(rule.level)},
    })
}

fn result(diagnostic: &Diagnostic, rule: usize, snapshot: &Snapshot) -> Value {
    let help = diagnostic.help.as_ref().map_or_else(String::new, |help| format!("\nhelp: {help}"));
    let related = diagnostic.related.iter().map(|(place, what)| {
        let mut location = location(place, snapshot);
        location["message"] = json!({"text": what});
        location
    });
    let mut result = json!({
        "ruleId": diagnostic.rule.name,
        "ruleIndex": rule,
        "level": level(diagnostic.level),
        "message": {"text": format!("{}{help}", diagnostic.message)},
        "locations": [location(&diagnostic.place, snapshot)],
    });
    if !diagnostic.related.is_empty() {
        result["relatedLocations"] = related.collect();
    }
    result
}

/// A place: the file as a URI (section 3.4.3), and the region less than a whole file (section 3.30).
fn location(place: &Place, snapshot: &Snapshot) -> Value {
    let spot = Spot::of(place, snapshot);
    let path = crate::model::percent_encode(spot.file.replace('\\', "/"));
    let artifact = if path.starts_with('/') {
        json!({"uri": format!("file://{path}")})
    } else {
        json!({"uri": path, "uriBaseId": "%SRCROOT%"})
    };
    let mut physical = json!({"artifactLocation": artifact});
    if let (Some(start), Some(end)) = (spot.start, spot.end) {
        physical["region"] = json!({
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        });
    }
    json!({"physicalLocation": physical})
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "note",
        Level::Off => "none",
    }
}
