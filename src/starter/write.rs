//! Writing a new portal into a folder, all or nothing.
//!
//! Everything is written into a hidden folder first; a mark says when it is whole. Then the entries move to their places,
//! the content last. Whoever finds the hidden folder without its owner finishes the work if it has the mark, and removes
//! it if not.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// The hidden folder.
const FOLDER: &str = ".vellum-init";

/// What may be there already: the folder of git.
const ALLOWED: [&str; 2] = [FOLDER, ".git"];

/// The entry that makes the folder a portal.
const LAST: &str = "content";

/// How a folder became a portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// All files were written.
    New,
    /// An earlier run had written them and was interrupted; now they are in their places.
    Finished,
}

/// Why a folder did not become a portal.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// Somebody's files are there.
    #[error("the folder {0} is not empty; name a new one, or empty it first")]
    NotEmpty(PathBuf),
    /// There is a file of that name.
    #[error("{0} is a file; name a folder")]
    NotAFolder(PathBuf),
    /// Another command makes a portal there.
    #[error("another command is writing into {0}; wait until it is done")]
    Busy(PathBuf),
    /// The operating system refused.
    #[error("cannot write {path}: {error}")]
    Refused {
        /// What was being written.
        path: PathBuf,
        /// What the operating system said.
        error: io::Error,
    },
}

/// Writes files, each with its path below `folder`. `before` is called before each step, so that a test can stop there.
pub fn write(folder: &Path, files: &[super::File], before: &dyn Fn()) -> Result<Written, WriteError> {
    let is_new = match fs::metadata(folder) {
        Ok(found) if !found.is_dir() => return Err(WriteError::NotAFolder(folder.to_path_buf())),
        found => found.is_err(),
    };
    let staging = folder.join(FOLDER);
    before();
    fs::create_dir_all(folder).map_err(refused(folder))?;
    if staging.is_dir() {
        let _owner = owner(folder, &staging)?;
        if staging.join("whole").exists() {
            finish(folder, &staging, before)?;
            return Ok(Written::Finished);
        }
        remove(&staging)?;
    }
    empty(folder)?;
    let written = stage(folder, &staging, files, before).and_then(|()| finish(folder, &staging, before));
    if written.is_err() && !staging.join("whole").exists() {
        let _ = fs::remove_dir_all(&staging);
        if is_new {
            let _ = fs::remove_dir(folder);
        }
    }
    written.map(|()| Written::New)
}

/// Fails where there is anything but what may be there.
fn empty(folder: &Path) -> Result<(), WriteError> {
    for entry in fs::read_dir(folder).map_err(refused(folder))? {
        let name = entry.map_err(refused(folder))?.file_name();
        if !ALLOWED.iter().any(|allowed| name == *allowed) {
            return Err(WriteError::NotEmpty(folder.to_path_buf()));
        }
    }
    Ok(())
}

/// The lock that tells a command at work from one that was interrupted.
fn owner(folder: &Path, staging: &Path) -> Result<File, WriteError> {
    let path = staging.join("owner");
    let owner = File::options().write(true).create(true).truncate(false).open(&path).map_err(refused(&path))?;
    owner.try_lock().map_err(|_| WriteError::Busy(folder.to_path_buf()))?;
    Ok(owner)
}

fn stage(folder: &Path, staging: &Path, files: &[super::File], before: &dyn Fn()) -> Result<(), WriteError> {
    before();
    match fs::create_dir(staging) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return Err(WriteError::Busy(folder.to_path_buf())),
        made => made.map_err(refused(staging))?,
    }
    let _owner = owner(folder, staging)?;
    for (path, bytes) in files {
        before();
        let target = staging.join("files").join(path);
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent).map_err(refused(parent))?;
        }
        fs::write(&target, bytes).map_err(refused(&target))?;
    }
    before();
    let whole = staging.join("whole");
    fs::write(&whole, "").map_err(refused(&whole))
}

/// Moves what is still in the hidden folder to its place; this may be done again at any time.
fn finish(folder: &Path, staging: &Path, before: &dyn Fn()) -> Result<(), WriteError> {
    let files = staging.join("files");
    let mut names = Vec::new();
    for entry in fs::read_dir(&files).map_err(refused(&files))? {
        names.push(entry.map_err(refused(&files))?.file_name());
    }
    names.sort_by_key(|name| (name == LAST, name.clone()));
    for name in names {
        before();
        let target = folder.join(&name);
        fs::rename(files.join(&name), &target).map_err(refused(&target))?;
    }
    before();
    remove(staging)
}

fn remove(folder: &Path) -> Result<(), WriteError> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(refused(folder)(error)),
        _ => Ok(()),
    }
}

fn refused(path: &Path) -> impl Fn(io::Error) -> WriteError + use<> {
    let path = path.to_path_buf();
    move |error| WriteError::Refused { path: path.clone(), error }
}
