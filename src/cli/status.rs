//! `vellum status`

use super::Outcome;
use super::args::{Arguments, StatusArguments, StatusFormat};
use super::portal::{Folders, load};
use super::terminal::Terminal;
use crate::agenda::{agenda, csv, human, json};

/// Prints what waits, most urgent first.
pub(super) fn run(arguments: &Arguments, options: &StatusArguments, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let portal = load(arguments, &Folders::of(arguments))?;
    let tasks = agenda(&portal.site);
    terminal.data(&match options.format {
        StatusFormat::Human => human(&tasks),
        StatusFormat::Json => json(&tasks, portal.site.as_of),
        StatusFormat::Csv => csv(&tasks),
    });
    if portal.has_errors() {
        terminal.note("warning: the content has errors, so this may not be all; `vellum check` shows them");
    }
    Ok(Outcome::Clean)
}
