//! Printing: data to standard output, everything else to standard error, colour only where it is wanted.

use std::io::{self, IsTerminal, Write};

use super::args::{Arguments, Colour, Format};
use crate::diagnostic::{Counts, Diagnostic, github, human, json, junit, sarif};
use crate::source::Snapshot;

/// Where and how to print.
#[derive(Clone)]
pub(super) struct Terminal {
    quiet: bool,
    verbose: bool,
    colour: bool,
    /// Whether what goes to standard output may be in colour.
    colour_data: bool,
}

impl Terminal {
    pub(super) fn new(arguments: &Arguments) -> Self {
        let colour = |is_terminal: bool| match arguments.color {
            Colour::Always => true,
            Colour::Never => false,
            // See no-color.org.
            Colour::Auto => is_terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
        };
        Self {
            quiet: arguments.quiet,
            verbose: arguments.verbose,
            colour: colour(io::stderr().is_terminal()),
            colour_data: colour(io::stdout().is_terminal()),
        }
    }

    /// True where data may be in colour.
    pub(super) fn colours_data(&self) -> bool {
        self.colour_data
    }

    /// True where notes may be in colour.
    pub(super) fn colours_notes(&self) -> bool {
        self.colour
    }

    /// Prints data.
    pub(super) fn data(&self, text: &str) {
        // A reader that closed the pipe wants no more; that is no error.
        let _ = io::stdout().write_all(text.as_bytes()).and_then(|()| io::stdout().flush());
    }

    /// Says something that only matters when all is well.
    pub(super) fn note(&self, text: &str) {
        if !self.quiet {
            self.say(text);
        }
    }

    /// Says something for those who asked for more.
    pub(super) fn detail(&self, text: &str) {
        if self.verbose {
            self.say(text);
        }
    }

    /// Prints findings in a format: for people as notes, for programs as data.
    pub(super) fn report(&self, format: Format, diagnostics: &[Diagnostic], snapshot: &Snapshot) {
        match format {
            Format::Human => self.findings(diagnostics, snapshot),
            Format::Json => self.data(&json(diagnostics, snapshot)),
            Format::Github => self.data(&github(diagnostics, snapshot)),
            Format::Sarif => self.data(&sarif(diagnostics, snapshot)),
            Format::Junit => self.data(&junit(diagnostics, snapshot)),
        }
    }

    /// Shows findings.
    pub(super) fn list(&self, diagnostics: &[Diagnostic], snapshot: &Snapshot) {
        for diagnostic in diagnostics {
            self.say(&human(diagnostic, snapshot, self.colour));
            self.say("");
        }
    }

    /// Shows findings and their counts.
    pub(super) fn findings(&self, diagnostics: &[Diagnostic], snapshot: &Snapshot) {
        self.list(diagnostics, snapshot);
        let counts = Counts::of(diagnostics);
        if counts.errors + counts.warnings + counts.infos > 0 {
            self.say(&summary(counts));
        }
    }

    /// Says why a command could not run.
    pub(super) fn failure(&self, error: &anyhow::Error) {
        self.say(&format!("error: {error:#}"));
    }

    /// Asks a question that is answered with yes or no; `None` where there is nobody to answer.
    pub(super) fn ask(&self, question: &str) -> Option<bool> {
        if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
            return None;
        }
        let mut stderr = io::stderr().lock();
        let _ = write!(stderr, "{question} [y/N] ").and_then(|()| stderr.flush());
        let mut answer = String::new();
        io::stdin().read_line(&mut answer).ok()?;
        Some(matches!(answer.trim().to_ascii_lowercase().as_str(), "y" | "yes"))
    }

    fn say(&self, text: &str) {
        let mut stderr = io::stderr().lock();
        let _ = writeln!(stderr, "{text}");
    }
}

/// `2 errors, 1 warning`
pub(super) fn summary(counts: Counts) -> String {
    let part = |count: usize, word: &str| match count {
        0 => None,
        1 => Some(format!("1 {word}")),
        count => Some(format!("{count} {word}s")),
    };
    let parts = [part(counts.errors, "error"), part(counts.warnings, "warning"), part(counts.infos, "note")];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
