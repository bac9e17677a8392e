//! `vellum serve`

use std::process::Command;
use std::sync::mpsc::channel;
use std::time::Duration;

use anyhow::Context;

use super::Outcome;
use super::args::{Arguments, ServeArguments};
use super::portal::{Folders, settle, today_in};
use super::terminal::{Terminal, summary};
use crate::diagnostic::Counts;
use crate::serve::{Config, Notice, run as serve};

/// Serves the live portal until Ctrl-C.
pub(super) fn run(arguments: &Arguments, options: &ServeArguments, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let Folders { content, themes } = Folders::of(arguments);
    settle(arguments, &content)?;
    let config = Config {
        content,
        themes,
        as_of: arguments.as_of,
        today: Box::new(today_in),
        drafts: arguments.drafts,
        base_url: arguments.base_url.clone(),
        host: options.host.clone(),
        port: options.port,
        follow: options.follow,
        first_build: u64::from(std::process::id()) << 20,
    };
    let (sender, stop) = channel();
    ctrlc::set_handler(move || {
        // The other end is gone only when the server has ended already.
        let _ = sender.send(());
    })
    .context("cannot listen for Ctrl-C")?;
    let shown = terminal.clone();
    let open = options.open;
    serve(config, move |notice| tell(&shown, &notice, open), &stop)?;
    terminal.note("stopped");
    Ok(Outcome::Clean)
}

fn tell(terminal: &Terminal, notice: &Notice, open: bool) {
    match notice {
        Notice::PortTaken(port) => terminal.note(&format!("port {port} is in use, trying {}", port + 1)),
        Notice::Ready { url, pages, counts, took } => {
            terminal.note(&format!("{pages} addresses in {}, {}", milliseconds(*took), found(*counts)));
            terminal.note(&format!("the portal is at {url} (Ctrl-C ends it)"));
            if open {
                open_browser(url);
            }
        }
        Notice::Rebuilt { changed, counts, took } => {
            let what = match changed.as_slice() {
                [] => "a new day".to_owned(),
                [one] => one.clone(),
                [first, rest @ ..] => format!("{first} and {} more", rest.len()),
            };
            terminal.note(&format!("{what}: {}, {}", milliseconds(*took), found(*counts)));
        }
        Notice::Found { findings, snapshot } => terminal.list(findings, snapshot),
        Notice::Unreadable(error) => terminal.note(&format!("waiting: {error}")),
        Notice::Polling(error) => {
            terminal.note(&format!("the system does not tell of changes ({error}); looking every second instead"));
        }
    }
}

fn found(counts: Counts) -> String {
    let words = summary(counts);
    if words.is_empty() { "no findings".to_owned() } else { words }
}

fn milliseconds(took: Duration) -> String {
    format!("{:.1} ms", took.as_secs_f64() * 1000.0)
}

/// Opens the address with the program that the system has for it. A failure only means that the author opens it.
fn open_browser(url: &str) {
    let program = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    drop(Command::new(program).arg(url).spawn());
}
