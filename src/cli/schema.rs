//! `vellum schema`

use super::Outcome;
use super::args::SchemaArguments;
use super::terminal::Terminal;
use crate::check::nearest;
use crate::parse::SchemaKind;

/// Prints the schema of a file, or the list of files that have one.
pub(super) fn run(options: &SchemaArguments, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let Some(name) = &options.kind else {
        let list = SchemaKind::ALL.map(|kind| format!("{:<20} {}\n", kind.name(), kind.title()));
        terminal.data(&list.concat());
        return Ok(Outcome::Clean);
    };
    let Some(kind) = SchemaKind::ALL.into_iter().find(|kind| kind.name() == name) else {
        let help = nearest(name, SchemaKind::ALL.iter().map(|kind| kind.name())).map_or_else(
            || "run `vellum schema` for the list".to_owned(),
            |nearest| format!("did you mean `{nearest}`?"),
        );
        anyhow::bail!("there is no schema `{name}`; {help}");
    };
    terminal.data(&kind.text());
    Ok(Outcome::Clean)
}
