//! The live portal: pages are made when they are asked for, from the same values that a build writes.
//!
//! A save wakes the watcher, what changed is read again, the portal is assembled anew, and open pages are told. If the
//! new portal has errors, the last good one stays, and the findings are shown over it.

mod address;
mod answer;
mod burst;
mod events;
mod head;
mod http;
mod live;
mod watch;

use std::io;
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::thread;
use std::time::Duration;

pub use address::Address;
pub use answer::{Answer, Reply, injected};
pub use head::{Head, Method};
pub use live::{Listener, Live, News, NewsKind};

use self::watch::Watch;
use crate::diagnostic::{Counts, Diagnostic};
use crate::model::Date;
use crate::portal::Portal;
use crate::source::{Snapshot, SourceError};

/// Today in the portal's time zone, which is named by the argument.
pub type Today = Box<dyn Fn(&str) -> Date + Send + Sync>;

/// What decides a live portal.
pub struct Config {
    /// The folder with `portal.yaml`.
    pub content: PathBuf,
    /// The folder with the project's own themes.
    pub themes: PathBuf,
    /// The date that the portal is for; today if there is none.
    pub as_of: Option<Date>,
    /// Tells the date.
    pub today: Today,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// Where the portal will be published, instead of `base_url` in `portal.yaml`; its path is kept here.
    pub base_url: Option<String>,
    /// The name or number of the network interface to listen on.
    pub host: String,
    /// The first port to try.
    pub port: u16,
    /// Whether open pages go to the page of the file that was saved.
    pub follow: bool,
    /// The number of the first build. It differs from run to run, so that a page of an earlier run is known for one.
    pub first_build: u64,
}

/// What happens while the portal is live.
#[derive(Clone, Debug)]
pub enum Notice {
    /// The port is in use; another one will be tried.
    PortTaken(u16),
    /// Pages can be asked for.
    Ready {
        /// The address of the home page.
        url: String,
        /// How many pages and files there are.
        pages: usize,
        /// What was found.
        counts: Counts,
        /// How long reading and assembling took.
        took: Duration,
    },
    /// Something was saved, and the portal is made anew.
    Rebuilt {
        /// The files that differ, as the author knows them.
        changed: Vec<String>,
        /// What was found.
        counts: Counts,
        /// From waking up to being able to answer.
        took: Duration,
    },
    /// Other things are wrong than before.
    Found {
        /// What is wrong, all of it.
        findings: Vec<Diagnostic>,
        /// The files.
        snapshot: Arc<Snapshot>,
    },
    /// The folder cannot be read at the moment.
    Unreadable(String),
    /// The operating system does not tell of changes; the folders are read again every second.
    Polling(String),
}

impl Notice {
    fn found(portal: &Portal) -> Self {
        Self::Found { findings: portal.findings.clone(), snapshot: Arc::clone(&portal.snapshot) }
    }
}

/// Why a live portal could not start.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The content folder cannot be read.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// No port is free.
    #[error("cannot listen on {host}, ports {first} to {last}: {error}; choose another with --port or --host")]
    Listen {
        /// The interface.
        host: String,
        /// The first port that was tried.
        first: u16,
        /// The last port that was tried.
        last: u16,
        /// What the operating system said of the last one.
        error: io::Error,
    },
}

/// How many ports are tried.
const PORTS: u16 = 20;

/// Serves the portal until `stop` says so or its other end is gone.
pub fn run(
    config: Config,
    notice: impl Fn(Notice) + Send + Sync + 'static,
    stop: &Receiver<()>,
) -> Result<(), ServeError> {
    let watch = Watch::start(&config.content, &config.themes);
    let (live, took) = Live::start(config, Box::new(notice))?;
    let live = Arc::new(live);
    let listener = listen(&live)?;
    let address = Address::new(&live.config().host, &listener, live.base_path());
    live.tell(Notice::Ready { url: address.url(), pages: live.addresses(), counts: live.counts(), took });
    let (_, portal) = live.latest();
    if !portal.findings.is_empty() {
        live.tell(Notice::found(&portal));
    }
    {
        let live = Arc::clone(&live);
        thread::spawn(move || watch.keep(&live));
    }
    http::serve(&live, listener, address);
    // An error means that nobody can stop the server any more, which ends it too.
    let _ = stop.recv();
    live.stop();
    Ok(())
}

fn listen(live: &Live) -> Result<TcpListener, ServeError> {
    let Config { host, port: first, .. } = live.config();
    let last = first.saturating_add(PORTS);
    let mut port = *first;
    loop {
        match TcpListener::bind((host.as_str(), port)) {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse && port < last => {
                live.tell(Notice::PortTaken(port));
                port += 1;
            }
            Err(error) => return Err(ServeError::Listen { host: host.clone(), first: *first, last: port, error }),
        }
    }
}
