//! `vellum new`

use super::Outcome;
use super::args::{Arguments, NewCommand};
use super::portal::{Folders, load};
use super::terminal::Terminal;
use crate::release::quiz_skeleton::quiz;
use crate::release::skeleton::{Skeleton, SkeletonError, change, translation, version};
use crate::release::transaction::commit;

/// Writes a file to begin with, and says what comes next.
pub(super) fn run(arguments: &Arguments, command: &NewCommand, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let folders = Folders::of(arguments);
    let portal = load(arguments, &folders)?;
    let skeleton = match command {
        NewCommand::Version { document } => version(&portal.site, document)?,
        NewCommand::Change { document, kind } => change(&portal.site, document, (*kind).into(), portal.site.as_of)?,
        NewCommand::Translation { text, language } => translation(&portal.site, text, language, portal.site.as_of)?,
        NewCommand::Quiz { name } => quiz(&portal.site, name)?,
    };
    for path in &skeleton.paths {
        let file = folders.content.join(path);
        // A file that cannot be read is in no portal, and is somebody's work all the same.
        anyhow::ensure!(!file.exists(), SkeletonError::Exists(path.clone()));
        if let Some(parent) = file.parent() {
            std::fs::create_dir_all(parent)?;
        }
    }
    commit(&folders.content, &skeleton.changes, &|| {})?;
    for path in &skeleton.paths {
        terminal.data(&format!("{}\n", folders.content.join(path).display()));
    }
    terminal.note(&next_steps(command, &skeleton));
    Ok(Outcome::Clean)
}

fn next_steps(command: &NewCommand, skeleton: &Skeleton) -> String {
    let document = &skeleton.document;
    match command {
        NewCommand::Version { .. } => {
            let from =
                skeleton.from.map_or_else(String::new, |from| format!("It begins with the text of version {from}. "));
            format!(
                "{from}Next:\n  1. edit it; `vellum serve --drafts` shows it\n  2. `vellum new change {document}` for what changes and why\n  3. `vellum release {document} --effective DATE --approved-by CONTACT` once it is approved"
            )
        }
        NewCommand::Translation { language, .. } => format!(
            "It begins with the text of {document}. Next:\n  1. translate the title, the summary and the text; keep the anchors in braces as they are\n  2. `vellum check` says what is missing, and `vellum serve --drafts` shows it under /{language}/\n  3. of a version that is released already, record the translation once it is approved: `vellum verify --adopt`"
        ),
        NewCommand::Quiz { name } => format!(
            "Next:\n  1. write the questions; `vellum explain quiz-question` lists the kinds, `vellum serve` shows it at training/{name}/\n  2. say with `see`, `covers` and `tests` what they are about\n  3. link to ../quizzes/{name}.yaml from the page that leads to it"
        ),
        NewCommand::Change { .. } => format!(
            "Next:\n  1. write what changes and why; `kind: substantive` if a duty, deadline or mandatory rule changes, else `editorial`\n  2. leave the date and the version to `vellum release {document} --effective DATE --approved-by CONTACT`"
        ),
    }
}
