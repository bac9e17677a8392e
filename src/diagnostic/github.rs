//! Findings as workflow commands of GitHub Actions, which shows them beside the lines of a pull request
//! (docs.github.com, "Workflow commands for GitHub Actions").

use super::{Diagnostic, Level, Spot};
use crate::source::Snapshot;

/// One line a finding: `::error file=…,line=…,title=rule::message`.
#[must_use]
pub fn github(diagnostics: &[Diagnostic], snapshot: &Snapshot) -> String {
    diagnostics.iter().map(|diagnostic| command(diagnostic, snapshot)).collect()
}

fn command(diagnostic: &Diagnostic, snapshot: &Snapshot) -> String {
    let name = match diagnostic.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info | Level::Off => "notice",
    };
    let spot = Spot::of(&diagnostic.place, snapshot);
    let mut properties = format!("file={}", property(&spot.file));
    if let (Some(start), Some(end)) = (spot.start, spot.end) {
        properties.push_str(&format!(",line={},endLine={}", start.line, end.line));
        // Columns across lines make GitHub drop the whole command.
        if start.line == end.line {
            properties.push_str(&format!(",col={},endColumn={}", start.column, end.column));
        }
    }
    let mut text = diagnostic.message.clone();
    for (place, what) in &diagnostic.related {
        text.push_str(&format!("\n{what}: {}", Spot::of(place, snapshot)));
    }
    if let Some(help) = &diagnostic.help {
        text.push_str(&format!("\nhelp: {help}"));
    }
    format!("::{name} {properties},title={}::{}\n", property(diagnostic.rule.name), data(&text))
}

/// The text after the last `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A value between commas and colons.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
