//! `vellum init`

use std::path::Path;

use include_dir::Dir;

use super::Outcome;
use super::args::{Arguments, InitArguments};
use super::terminal::Terminal;
use crate::starter::{Answers, Written, files, write};

/// Makes a portal in a folder, and says what comes next.
pub(super) fn run(
    arguments: &Arguments,
    options: &InitArguments,
    starter: &Dir<'_>,
    terminal: &Terminal,
) -> anyhow::Result<Outcome> {
    let base_url = arguments.base_url.as_ref().map(|url| format!("{}/", url.trim_end_matches('/')));
    let answers = Answers { organisation: options.organisation.clone(), base_url };
    let files = files(starter, &answers);
    let written = write(&options.folder, &files, &|| {})?;
    terminal.data(&format!("{}\n", options.folder.display()));
    if written == Written::Finished {
        terminal.note("finished a portal that was interrupted; what was asked for then is what is in it");
    }
    terminal.note(&next_steps(&options.folder));
    Ok(Outcome::Clean)
}

fn next_steps(folder: &Path) -> String {
    let is_here = folder == Path::new(".");
    let folder = if is_here { Path::new("") } else { folder };
    let settings = folder.join(crate::model::SETTINGS_FILE);
    let to_check = folder.join("content/about/to-check.md");
    let there = if is_here { String::new() } else { format!("cd {} && ", folder.display()) };
    format!(
        "Next:\n  1. fill in your details in {}: the variables and the contacts\n  2. `{there}vellum serve` shows the portal at http://127.0.0.1:4173/\n  3. settle what {} lists, before anybody relies on it; README.md says how to publish",
        settings.display(),
        to_check.display(),
    )
}
