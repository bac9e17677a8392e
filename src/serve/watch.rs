//! Waking up when files change. What an event says is only a hint of where to look: truth is the bytes.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::{ErrorKind, Event, RecommendedWatcher, RecursiveMode, Watcher};

use super::burst::{Burst, Git, is_change};
use super::{Live, Notice};
use crate::source::is_passed_over;

/// How often the folders themselves and the day are looked at.
const TICK: Duration = Duration::from_millis(500);

/// Without events, how often everything is read again.
const POLL: Duration = Duration::from_secs(1);

/// The folders that a portal is made from, and what the system tells of them.
pub(super) struct Watch {
    roots: [PathBuf; 2],
    git: Git,
    watched: notify::Result<Watched>,
}

/// Folders that are watched, for as long as the watcher lives.
struct Watched {
    folders: Vec<Folder>,
    events: Events,
    _watcher: RecommendedWatcher,
}

impl Watch {
    /// Listens from now on, so that nothing is missed by a reading that starts later.
    pub(super) fn start(content: &Path, themes: &Path) -> Self {
        let roots = [content.to_path_buf(), themes.to_path_buf()];
        Self { watched: subscribe(&roots), git: Git::around(content), roots }
    }

    /// Keeps the portal up to date until the server stops.
    pub(super) fn keep(mut self, live: &Live) {
        loop {
            match &self.watched {
                Ok(watched) => self.follow(watched, live),
                // A folder went while it was looked at.
                Err(error) if is_missing(error) => std::thread::sleep(TICK),
                Err(error) => {
                    live.tell(Notice::Polling(error.to_string()));
                    return poll(live);
                }
            }
            if live.is_stopped() {
                return;
            }
            self.watched = subscribe(&self.roots);
            // What changed before these folders were watched did not tell.
            live.refresh(None);
        }
    }

    /// Takes events until the folders are other ones than before, or the server stops.
    fn follow(&self, watched: &Watched, live: &Live) {
        let mut looked = Instant::now();
        let mut made = BTreeSet::new();
        while !live.is_stopped() {
            match watched.events.recv_timeout(TICK) {
                Ok(event) => made.extend(self.burst(watched, event, live)),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
            if looked.elapsed() >= TICK {
                looked = Instant::now();
                if folders(&self.roots) != watched.folders {
                    return;
                }
                // A new day, and folders that were watched only after something was in them.
                live.refresh(Some(&std::mem::take(&mut made)));
            }
        }
    }

    /// Waits until a burst of events is over and makes the portal anew. Gives the folders that were made.
    fn burst(&self, watched: &Watched, first: notify::Result<Event>, live: &Live) -> BTreeSet<PathBuf> {
        let mut burst = Burst::new();
        let mut everything = watched.take(first, &mut burst);
        loop {
            if self.git.is_at_work() {
                burst.goes_on();
            } else if burst.is_long() {
                break;
            }
            match watched.events.recv_timeout(burst.quiet()) {
                Ok(event) => everything |= watched.take(event, &mut burst),
                Err(RecvTimeoutError::Timeout) if self.git.is_at_work() => {}
                Err(_) => break,
            }
        }
        if everything {
            live.refresh(None);
        } else if !burst.paths.is_empty() {
            live.refresh(Some(&burst.paths));
        }
        burst.folders
    }
}

impl Watched {
    /// Adds an event to a burst; true where it does not say what changed.
    fn take(&self, event: notify::Result<Event>, burst: &mut Burst) -> bool {
        let Ok(event) = event else { return true };
        let mut everything = event.need_rescan();
        for path in event.paths {
            let place = self.folders.iter().find_map(|(root, real, _)| Some((root, path.strip_prefix(real).ok()?)));
            let Some((root, inside)) = place else { continue };
            if inside.as_os_str().is_empty() {
                everything |= root.exists();
            } else if !inside.iter().any(|part| part.to_str().is_none_or(is_passed_over)) {
                burst.add(event.kind, root.join(inside));
            }
        }
        everything
    }
}

/// A folder as it was given, where it really is, and what tells it from another one made in its place.
type Folder = (PathBuf, PathBuf, Identity);

fn folders(roots: &[PathBuf; 2]) -> Vec<Folder> {
    let folder = |root: &PathBuf| {
        let real = fs::canonicalize(root).ok()?;
        let identity = identity(&real)?;
        Some((root.clone(), real, identity))
    };
    roots.iter().filter_map(folder).collect()
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

fn subscribe(roots: &[PathBuf; 2]) -> notify::Result<Watched> {
    let folders = folders(roots);
    let (sender, events) = channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        if event.as_ref().map_or(true, is_change) {
            // The other end is gone only when nobody listens any more.
            let _ = sender.send(event);
        }
    })?;
    for (_, real, _) in &folders {
        watcher.watch(real, RecursiveMode::Recursive)?;
    }
    Ok(Watched { folders, events, _watcher: watcher })
}

fn is_missing(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound => true,
        ErrorKind::Io(error) => error.kind() == io::ErrorKind::NotFound,
        _ => false,
    }
}

fn poll(live: &Live) {
    while !live.is_stopped() {
        std::thread::sleep(POLL);
        live.refresh(None);
    }
}
