//! Waking up when files change. What an event says is only a hint of where to look: truth is the bytes.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::{Live, Notice};

/// Editors write in bursts; after so long without an event the burst is over.
const QUIET: Duration = Duration::from_millis(4);

/// A stream of events that never pauses is cut into pieces of this length.
const LONGEST: Duration = Duration::from_millis(300);

/// How often the folders themselves and the day are looked at.
const TICK: Duration = Duration::from_millis(500);

/// Without events, how often everything is read again.
const POLL: Duration = Duration::from_secs(1);

/// Keeps the portal up to date until the server stops.
pub(super) fn watch(live: &Live, notice: &(impl Fn(Notice) + ?Sized)) {
    let roots = [live.config().content.clone(), live.config().themes.clone()];
    while !live.is_stopped() {
        let places = places(&roots);
        match subscribe(&places) {
            // What changed between the first reading and now was not watched.
            Ok((_watcher, events)) => {
                live.refresh(None, notice);
                follow(live, notice, &roots, &places, &events);
            }
            Err(error) => {
                notice(Notice::Polling(error.to_string()));
                return poll(live, notice);
            }
        }
    }
}

/// Where the folders really are, with what tells a folder from another one made in its place.
fn places(roots: &[PathBuf; 2]) -> Vec<(PathBuf, PathBuf, Identity)> {
    let place = |root: &PathBuf| {
        let real = fs::canonicalize(root).ok()?;
        let identity = identity(&real)?;
        Some((root.clone(), real, identity))
    };
    roots.iter().filter_map(place).collect()
}

type Identity = (u64, u64);

#[cfg(unix)]
fn identity(path: &Path) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    let meta = fs::metadata(path).ok()?;
    Some((meta.dev(), meta.ino()))
}

#[cfg(not(unix))]
fn identity(path: &Path) -> Option<Identity> {
    let created = fs::metadata(path).ok()?.created().ok()?;
    let since = created.duration_since(std::time::UNIX_EPOCH).ok()?;
    Some((since.as_secs(), u64::from(since.subsec_nanos())))
}

type Events = Receiver<notify::Result<Event>>;

fn subscribe(places: &[(PathBuf, PathBuf, Identity)]) -> notify::Result<(RecommendedWatcher, Events)> {
    let (sender, events) = channel();
    let mut watcher = notify::recommended_watcher(move |event| {
        // The other end is gone only when nobody listens any more.
        let _ = sender.send(event);
    })?;
    for (_, real, _) in places {
        watcher.watch(real, RecursiveMode::Recursive)?;
    }
    Ok((watcher, events))
}

/// Takes events until the folders are other ones than before, or the server stops.
fn follow(
    live: &Live,
    notice: &(impl Fn(Notice) + ?Sized),
    roots: &[PathBuf; 2],
    watched: &[(PathBuf, PathBuf, Identity)],
    events: &Events,
) {
    let mut looked = Instant::now();
    while !live.is_stopped() {
        match events.recv_timeout(TICK) {
            Ok(event) => {
                let mut wake = Wake::default();
                wake.add(event, watched);
                let start = Instant::now();
                while start.elapsed() < LONGEST
                    && let Ok(event) = events.recv_timeout(QUIET)
                {
                    wake.add(event, watched);
                }
                wake.refresh(live, notice);
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
        if looked.elapsed() >= TICK {
            looked = Instant::now();
            if places(roots) != watched {
                return;
            }
            // A new day: only the date can differ.
            live.refresh(Some(&BTreeSet::new()), notice);
        }
    }
}

/// What a burst of events is about.
#[derive(Default)]
struct Wake {
    everything: bool,
    paths: BTreeSet<PathBuf>,
}

impl Wake {
    fn add(&mut self, event: notify::Result<Event>, watched: &[(PathBuf, PathBuf, Identity)]) {
        let Ok(event) = event else {
            self.everything = true;
            return;
        };
        // Reading is no change; it would wake us for what we do ourselves.
        let written = EventKind::Access(AccessKind::Close(AccessMode::Write));
        if event.kind.is_access() && event.kind != written {
            return;
        }
        self.everything |= event.need_rescan();
        for path in event.paths {
            let place = watched.iter().find_map(|(root, real, _)| Some((root, path.strip_prefix(real).ok()?)));
            match place {
                Some((root, inside)) if inside.as_os_str().is_empty() => {
                    self.everything |= root.exists();
                }
                Some((root, inside)) => drop(self.paths.insert(root.join(inside))),
                None => {}
            }
        }
    }

    fn refresh(self, live: &Live, notice: &(impl Fn(Notice) + ?Sized)) {
        if self.everything {
            live.refresh(None, notice);
        } else if !self.paths.is_empty() {
            live.refresh(Some(&self.paths), notice);
        }
    }
}

fn poll(live: &Live, notice: &(impl Fn(Notice) + ?Sized)) {
    while !live.is_stopped() {
        std::thread::sleep(POLL);
        live.refresh(None, notice);
    }
}
