//! The command `vellum`.

use std::process::ExitCode;

use include_dir::{Dir, include_dir};

/// Making pages is making many small strings in several threads, which is what this allocator is good at.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// This repository's own portal: what `vellum init` begins with. It is part of this small program rather than of the library,
/// so that a change to a page compiles nothing else anew.
static STARTER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/content");

fn main() -> ExitCode {
    vellum::cli::run(&STARTER)
}
