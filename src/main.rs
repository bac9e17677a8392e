//! The command `vellum`.

use std::process::ExitCode;

fn main() -> ExitCode {
    vellum::cli::run()
}
