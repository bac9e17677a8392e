//! Publishing: a new site is written to a staging folder, then takes the place of the old one at
//! once.
//!
//! The old site stays as it is until the new one is whole, and the new one holds nothing of it. A
//! folder that Vellum did not make is never replaced. A process that ends at any instant leaves the
//! old site or the new one.
//!
//! Nothing waits for the disk: the swap happens in the system's memory, which reaches the disk within
//! about half a minute. A power cut in that time may leave files that are empty. That is on purpose:
//! everything in the output folder can be made again from the sources in less time than waiting for
//! the disk would take on every build, and what is uploaded from it is read from memory. After a
//! power cut, build again.

mod error;
mod part;
mod paths;
mod place;
mod swap;
mod workspace;

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

pub use error::PublishError;
use error::io_error;
pub use part::Part;
use paths::Taken;
use place::{MARKER, MARKER_TEXT, Place};
use workspace::Workspace;

/// A folder beside the output folder that a new site is written to; removed when dropped without
/// [`swap`](Staging::swap).
#[derive(Debug)]
pub struct Staging {
    place: Place,
    workspace: Workspace,
    taken: Mutex<Taken>,
    /// The folders made so far, by their paths in the site.
    folders: Mutex<HashSet<String>>,
    /// How many folders without a name there were so far.
    parts: AtomicU64,
    files: AtomicU64,
    bytes: AtomicU64,
    /// Whether a file was refused or could not be written, so that the site is not whole.
    failed: AtomicBool,
}

/// What was published.
#[derive(Debug)]
#[must_use]
pub struct Published {
    /// How many files were written and copied; the marker file of the folder is not among them.
    pub files: u64,
    /// How many bytes these files hold together.
    pub bytes: u64,
    /// That the files of the old site could not be deleted, to be shown as a warning: the new site
    /// is published all the same.
    pub warning: Option<PublishError>,
}

impl Staging {
    /// Prepares to publish a site to the folder `out`, which is made if it does not exist; the
    /// folder around it must exist. Where `out` is a link to a folder, the link stays and that
    /// folder is replaced. What a crashed build left behind is cleared.
    ///
    /// `inputs` are the folders that the site is made from; they need not exist.
    ///
    /// # Errors
    ///
    /// - `out` is not a folder, or is a folder that holds something but no marker of Vellum, or is
    ///   a Git repository;
    /// - `out` is, contains or lies inside one of the `inputs`;
    /// - `out` is the root of the file system or of a mounted disk, the home folder or the current
    ///   folder;
    /// - the folder around `out` does not exist or cannot be written to;
    /// - another build for the same folder is running.
    pub fn begin(out: &Path, inputs: &[&Path]) -> Result<Self, PublishError> {
        let place = Place::find(out, inputs)?;
        place.inspect()?;
        place.make_parent()?;
        let workspace = Workspace::open(&place)?;
        let staging = Self {
            place,
            workspace,
            taken: Mutex::default(),
            folders: Mutex::default(),
            parts: AtomicU64::new(0),
            files: AtomicU64::new(0),
            bytes: AtomicU64::new(0),
            failed: AtomicBool::new(false),
        };
        let marker = MARKER_TEXT.as_bytes();
        staging.create(MARKER, |file| file.write_all(marker).map_err(|cause| write_error(MARKER, cause)))?;
        Ok(staging)
    }

    /// Writes one file. `path` is relative to the site with `/` between its parts, such as
    /// `policies/x/index.html`; its folders are made. Many threads may write at once.
    ///
    /// # Errors
    ///
    /// - the path is absolute, has an empty part, `.` or `..`, or a name that Windows does not
    ///   allow;
    /// - the path is taken, also by one that differs only in case, or would be a file and a folder;
    /// - the disk is full, or the system refuses for another reason.
    ///
    /// After an error the site is not whole and [`swap`](Self::swap) refuses it.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        let written = self.create(path, |file| {
            file.write_all(bytes).map_err(|cause| write_error(path, cause))?;
            Ok(bytes.len() as u64)
        });
        self.count(written)
    }

    /// Copies the file `from` to `path` in the site, without holding it in memory. Its permissions
    /// are not copied: a site is for everyone.
    ///
    /// # Errors
    ///
    /// Those of [`write`](Self::write); `from` is not a file or cannot be read.
    pub fn copy(&self, path: &str, from: &Path) -> Result<(), PublishError> {
        let written = open_source(from).and_then(|mut source| {
            self.create(path, |file| {
                io::copy(&mut source, file).map_err(|cause| PublishError::Io {
                    doing: format!("copy `{}` to `{path}` in the new site", from.display()),
                    cause,
                })
            })
        });
        self.count(written)
    }

    /// Publishes the site: it takes the place of the old one, which is then deleted. The
    /// permissions of the output folder itself are kept.
    ///
    /// On Linux and macOS there is no instant without a site, where the file system can exchange
    /// two folders. Elsewhere there is one between two renames; after a crash just then, the
    /// next [`begin`](Self::begin) puts the old site back.
    ///
    /// # Errors
    ///
    /// - a file of the site failed before;
    /// - the output folder has become one that `begin` would refuse;
    /// - the staging folder was moved or deleted meanwhile, or renaming fails.
    ///
    /// The old site is then as it was, and the new one is removed.
    pub fn swap(self) -> Result<Published, PublishError> {
        if self.failed.load(Ordering::Acquire) {
            return Err(PublishError::Incomplete(self.place.shown));
        }
        if !self.workspace.is_held() {
            return Err(PublishError::StagingLost(self.place.shown));
        }
        let before = self.place.inspect()?;
        self.rename(before.as_ref()).map_err(|cause| self.rename_error(cause))?;
        let warning = self
            .workspace
            .clear()
            .err()
            .map(|cause| PublishError::OldSiteRemains { kept: self.place.staging.clone(), cause });
        Ok(Published { files: self.files.load(Ordering::Acquire), bytes: self.bytes.load(Ordering::Acquire), warning })
    }

    /// Checks and takes the path, makes its folders and the file, and has it filled.
    fn create<T>(
        &self,
        path: &str,
        fill: impl FnOnce(&mut File) -> Result<T, PublishError>,
    ) -> Result<T, PublishError> {
        paths::check(path)?;
        lock(&self.taken).take(path)?;
        let file = self.make_folders(path).and_then(|()| {
            // Never over a file that is there: the file system may hold paths for equal that differ
            // to us, such as two spellings of an accented letter.
            File::create_new(self.workspace.site.join(path))
        });
        fill(&mut file.map_err(|cause| write_error(path, cause))?)
    }

    /// Makes the folders that lead to the file at `path`, each once. No lock is held while the disk
    /// works, so that two threads may make one folder and both be content.
    fn make_folders(&self, path: &str) -> io::Result<()> {
        let Some((parent, _)) = path.rsplit_once('/') else {
            return Ok(());
        };
        // From the innermost folder outwards: where one is known, so are those around it.
        let mut missing = Vec::new();
        {
            let known = lock(&self.folders);
            let mut folder = Some(parent);
            while let Some(next) = folder.filter(|folder| !known.contains(*folder)) {
                missing.push(next);
                folder = next.rsplit_once('/').map(|(outer, _)| outer);
            }
        }
        for folder in missing.into_iter().rev() {
            match fs::create_dir(self.workspace.site.join(folder)) {
                Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
                _ => lock(&self.folders).insert(folder.to_owned()),
            };
        }
        Ok(())
    }

    /// Counts a file that was written, or remembers that one was not.
    fn count(&self, written: Result<u64, PublishError>) -> Result<(), PublishError> {
        let bytes = self.kept(written)?;
        self.files.fetch_add(1, Ordering::AcqRel);
        self.bytes.fetch_add(bytes, Ordering::AcqRel);
        Ok(())
    }

    /// Remembers where something went wrong that the site is not whole.
    fn kept<T>(&self, done: Result<T, PublishError>) -> Result<T, PublishError> {
        if done.is_err() {
            self.failed.store(true, Ordering::Release);
        }
        done
    }

    /// Moves the new site to the output folder, in exchange for what is there.
    fn rename(&self, before: Option<&fs::Metadata>) -> io::Result<()> {
        let (site, out) = (&self.workspace.site, &self.place.out);
        let Some(before) = before else {
            return fs::rename(site, out);
        };
        // Some file systems refuse to set permissions at all, so ask only where they differ.
        if fs::metadata(site)?.permissions() != before.permissions() {
            fs::set_permissions(site, before.permissions())?;
        }
        swap::replace(site, out, &self.workspace.old)
    }

    /// Why the new site is not in its place.
    fn rename_error(&self, cause: io::Error) -> PublishError {
        let is_missing = |path| matches!(workspace::exists(path), Ok(false));
        let out = self.place.shown.clone();
        if is_missing(&self.place.out) && !is_missing(&self.workspace.old) {
            let kept = self.workspace.old.clone();
            return PublishError::SetAside { out, kept, cause };
        }
        if swap::is_mount_error(&cause) {
            return PublishError::Mounted(out);
        }
        io_error("put the new site in the place of", &out, cause)
    }
}

/// Opens a file to be copied. What is not a file is refused before it is opened, because opening a
/// pipe would wait for ever.
fn open_source(from: &Path) -> Result<File, PublishError> {
    let unreadable = |cause| io_error("read", from, cause);
    if !fs::metadata(from).map_err(unreadable)?.is_file() {
        return Err(PublishError::NotAFile(from.to_owned()));
    }
    File::open(from).map_err(unreadable)
}

fn write_error(path: &str, cause: io::Error) -> PublishError {
    PublishError::Io { doing: format!("write `{path}` in the new site"), cause }
}

/// Locks a collection that stays whole even if a thread panics while it holds the lock: each change
/// to it is a single insertion.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
