//! The command `vellum`.

use std::process::ExitCode;

/// Making pages is making many small strings in several threads, which is what this allocator is good at.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    vellum::cli::run()
}
