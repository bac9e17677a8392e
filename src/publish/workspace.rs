//! The staging folder on the disk: its lock, what a crashed build left in it, and its removal.
//!
//! ```text
//! .public.vellum-staging/
//!   lock    held while a build runs; the system frees it when the process ends, however it ends
//!   site/   the new site; after an atomic swap, the old one
//!   parts/  folders of the new site that have no name yet
//!   old/    the old site, for the moment between two renames where no atomic swap is to be had
//! ```

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::error::{PublishError, io_error};
use super::place::Place;

/// How often to start again when another build removes the staging folder between two of our steps.
const TRIES: usize = 100;

/// A staging folder that this process holds the lock of; emptied and removed when dropped.
#[derive(Debug)]
pub(super) struct Workspace {
    /// The new site.
    pub(super) site: PathBuf,
    /// The folders of the new site that get their names later.
    pub(super) parts: PathBuf,
    /// Where the old site is set aside when the two cannot be exchanged.
    pub(super) old: PathBuf,
    root: PathBuf,
    out: PathBuf,
    /// Taken out only when dropped.
    lock: Option<File>,
}

impl Workspace {
    /// Takes the staging folder of `place`, puts right what a crashed build left, and makes an
    /// empty `site` in it.
    pub(super) fn open(place: &Place) -> Result<Self, PublishError> {
        let lock = acquire(place)?;
        let workspace = Self {
            site: place.staging.join("site"),
            parts: place.staging.join("parts"),
            old: place.staging.join("old"),
            root: place.staging.clone(),
            out: place.out.clone(),
            lock: Some(lock),
        };
        workspace
            .clear()
            .map_err(|cause| io_error("clear what an interrupted build left in", &place.staging, cause))?;
        fs::create_dir(&workspace.site).map_err(|cause| io_error("create the folder", &workspace.site, cause))?;
        Ok(workspace)
    }

    /// Whether the staging folder at this path is still the one that we hold. It is not if someone
    /// moved its parent and another build began at the old path.
    pub(super) fn is_held(&self) -> bool {
        self.lock.as_ref().is_some_and(|lock| is_same_file(lock, &lock_path(&self.root)).unwrap_or(false))
    }

    /// Removes all sites in the staging folder. An old site that was set aside goes back first, if
    /// nothing took its place.
    pub(super) fn clear(&self) -> io::Result<()> {
        if exists(&self.old)? && !exists(&self.out)? {
            fs::rename(&self.old, &self.out)?;
        }
        remove_tree(&self.parts)?;
        remove_tree(&self.site)?;
        remove_tree(&self.old)
    }
}

impl Drop for Workspace {
    /// Failures are not reported: the next build clears what is left.
    fn drop(&mut self) {
        if !self.is_held() {
            return;
        }
        let _ = self.clear();
        let lock = self.lock.take();
        if cfg!(windows) {
            // Windows deletes no open file. Another build that opens it before we delete it keeps
            // it, and the folder with it.
            drop(lock);
            let _ = fs::remove_file(lock_path(&self.root));
            let _ = fs::remove_dir(&self.root);
        } else {
            // The lock is held until its file is gone, or the file of the next build could be
            // deleted. The folder stays if that build has begun in it.
            let _ = fs::remove_file(lock_path(&self.root));
            let _ = fs::remove_dir(&self.root);
            drop(lock);
        }
    }
}

/// Makes the staging folder if need be and locks it.
fn acquire(place: &Place) -> Result<File, PublishError> {
    let root = &place.staging;
    let path = lock_path(root);
    for _ in 0..TRIES {
        make_root(root)?;
        let lock = match open_lock(&path) {
            Ok(lock) => lock,
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            Err(cause) => {
                // Removes the folder only if it is empty, thus nobody's.
                let _ = fs::remove_dir(root);
                return Err(io_error("write to the folder", root, cause));
            }
        };
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(PublishError::Busy(place.shown.clone())),
            Err(TryLockError::Error(cause)) => return Err(io_error("lock the file", &path, cause)),
        }
        // The build before us may have deleted the file after we opened it; then we hold the lock
        // of nothing.
        if is_same_file(&lock, &path).unwrap_or(false) {
            return Ok(lock);
        }
    }
    Err(PublishError::Busy(place.shown.clone()))
}

/// Makes the staging folder, or finds it. A link in its place could lead anywhere, thus is refused.
fn make_root(root: &Path) -> Result<(), PublishError> {
    match fs::create_dir(root) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => match fs::symlink_metadata(root) {
            Ok(metadata) if !metadata.is_dir() => Err(PublishError::StagingBlocked(root.to_owned())),
            _ => Ok(()),
        },
        done => done.map_err(|cause| io_error("create the folder", root, cause)),
    }
}

fn lock_path(root: &Path) -> PathBuf {
    root.join("lock")
}

fn open_lock(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(windows)]
    {
        use std::os::windows::fs::OpenOptionsExt;
        // Reading and writing are shared, deleting is not: nobody can delete a lock file that
        // someone has open.
        options.share_mode(0x1 | 0x2);
    }
    options.open(path)
}

#[cfg(unix)]
fn is_same_file(file: &File, path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let (ours, there) = (file.metadata()?, fs::symlink_metadata(path)?);
    Ok(ours.dev() == there.dev() && ours.ino() == there.ino())
}

/// Elsewhere an open lock file cannot be deleted, so whatever is there is ours.
#[cfg(not(unix))]
fn is_same_file(_: &File, path: &Path) -> io::Result<bool> {
    exists(path)
}

/// Whether there is anything at `path`, be it a link to nothing.
pub(super) fn exists(path: &Path) -> io::Result<bool> {
    match fs::symlink_metadata(path) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// Removes a folder with all that it holds; links in it are removed, not followed. Nothing there is
/// fine.
fn remove_tree(path: &Path) -> io::Result<()> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() == ErrorKind::NotFound && !exists(path)? => Ok(()),
        done => done,
    }
}
