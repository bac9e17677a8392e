//! The command line: arguments become options once, commands return what to print, and only this module prints.

mod args;
mod build;
mod check;
mod diff;
mod explain;
mod export;
mod init;
mod new;
mod portal;
mod release;
mod schema;
mod serve;
mod status;
mod terminal;
mod verify;

use std::process::ExitCode;

use clap::Parser;
use clap::error::ErrorKind;
use include_dir::Dir;

use args::{Arguments, Command};
use terminal::Terminal;

/// How a command ended.
enum Outcome {
    /// All is well.
    Clean,
    /// There are findings at error level.
    Findings,
}

/// Runs the command line of the process, with the content that `vellum init` begins with: exit code 0 if all is well, 1 for findings at error level, 2 if the command
/// could not run.
#[must_use]
pub fn run(starter: &Dir<'_>) -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version go to standard output and are no error.
            let _ = error.print();
            let asked = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
            return ExitCode::from(if asked { 0 } else { 2 });
        }
    };
    let terminal = Terminal::new(&arguments);
    let result = match &arguments.command {
        Command::Init(options) => init::run(&arguments, options, starter, &terminal),
        Command::Build(options) => build::run(&arguments, options, &terminal),
        Command::Check(options) => check::run(&arguments, options, &terminal),
        Command::Serve(options) => serve::run(&arguments, options, &terminal),
        Command::New(command) => new::run(&arguments, command, &terminal),
        Command::Release(options) => release::run(&arguments, options, &terminal),
        Command::Status(options) => status::run(&arguments, options, &terminal),
        Command::Verify(options) => verify::run(&arguments, options, &terminal),
        Command::Diff(options) => diff::run(&arguments, options, &terminal),
        Command::Export(command) => export::run(&arguments, command, &terminal),
        Command::Schema(options) => schema::run(options, &terminal),
        Command::Explain(options) => explain::run(options, &terminal),
    };
    match result {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(error) => {
            terminal.failure(&error);
            ExitCode::from(2)
        }
    }
}
