//! When a burst of file events is over. Editors save in several steps, a checkout writes a thousand files.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use notify::event::{AccessKind, AccessMode, CreateKind, ModifyKind};
use notify::{Event, EventKind};

/// One file is saved when nothing has happened for so long.
const ONE: Duration = Duration::from_millis(3);

/// Every further file makes the wait longer by that: who writes many is likely to write more.
const EACH: Duration = Duration::from_millis(10);

/// The longest pause within a burst.
const MANY: Duration = Duration::from_millis(120);

/// A file that is being written, and was not closed, gets so long to be finished.
const UNFINISHED: Duration = Duration::from_millis(25);

/// A stream of events that never pauses is cut into pieces of this length.
const LONGEST: Duration = Duration::from_millis(400);

/// How long git may take to check out another branch. An older lock is one that was left behind, or that waits for somebody
/// to write a message.
const CHECKOUT: Duration = Duration::from_secs(5);

/// True for events that may mean a change: the others come from reading, which we do ourselves.
pub(super) fn is_change(event: &Event) -> bool {
    !event.kind.is_access() || event.kind == CLOSED
}

const CLOSED: EventKind = EventKind::Access(AccessKind::Close(AccessMode::Write));

/// What happened since the last rebuild.
pub(super) struct Burst {
    start: Instant,
    /// What changed; folders stand for everything in them.
    pub(super) paths: BTreeSet<PathBuf>,
    /// Folders that were made: what was written in them before they were watched did not tell.
    pub(super) folders: BTreeSet<PathBuf>,
    /// Files that were written and not yet closed.
    unfinished: BTreeSet<PathBuf>,
}

impl Burst {
    pub(super) fn new() -> Self {
        Self { start: Instant::now(), paths: BTreeSet::new(), folders: BTreeSet::new(), unfinished: BTreeSet::new() }
    }

    /// Takes in what happened to a path.
    pub(super) fn add(&mut self, kind: EventKind, path: PathBuf) {
        match kind {
            EventKind::Create(CreateKind::Folder) => drop(self.folders.insert(path.clone())),
            // Only Linux tells when a file is closed.
            EventKind::Create(_) | EventKind::Modify(ModifyKind::Data(_)) if cfg!(target_os = "linux") => {
                self.unfinished.insert(path.clone());
            }
            _ => drop(self.unfinished.remove(&path)),
        }
        self.paths.insert(path);
    }

    /// For how long nothing has to happen for the burst to be over.
    pub(super) fn quiet(&self) -> Duration {
        match self.files() {
            0 | 1 if self.unfinished.is_empty() => ONE,
            0 | 1 => UNFINISHED,
            files => (EACH * files).min(MANY),
        }
    }

    /// Takes this moment for the beginning: what is under way is known to end.
    pub(super) fn goes_on(&mut self) {
        self.start = Instant::now();
    }

    /// True once a burst that never pauses has to be cut.
    pub(super) fn is_long(&self) -> bool {
        self.start.elapsed() >= LONGEST
    }

    /// How many files there are. Those that editors make and take away again do not count.
    fn files(&self) -> u32 {
        let all = u32::try_from(self.paths.len()).unwrap_or(u32::MAX);
        match all {
            0..10 => self.paths.iter().map(|path| u32::from(fs::symlink_metadata(path).is_ok())).sum(),
            _ => all,
        }
    }
}

/// The repository around the content, which says when a checkout is under way: git holds a lock for as long.
pub(super) struct Git(Option<PathBuf>);

impl Git {
    /// The repository that a folder is in, if it is in one.
    pub(super) fn around(folder: &Path) -> Self {
        let place = fs::canonicalize(folder).ok();
        Self(place.iter().flat_map(|place| place.ancestors()).find_map(|above| {
            let git = above.join(".git");
            // In a worktree it is a file that names the real folder.
            let named = fs::read_to_string(&git).ok();
            let folder = match named.as_deref().and_then(|text| text.strip_prefix("gitdir:")) {
                Some(named) => above.join(named.trim()),
                None => git,
            };
            folder.is_dir().then(|| folder.join("index.lock"))
        }))
    }

    /// True while git changes files.
    pub(super) fn is_at_work(&self) -> bool {
        let made = self.0.as_ref().and_then(|lock| fs::metadata(lock).ok()?.modified().ok());
        let now = SystemTime::now();
        // A clock that was set back makes a lock of the future.
        made.is_some_and(|made| now.duration_since(made).unwrap_or_else(|early| early.duration()) < CHECKOUT)
    }
}
