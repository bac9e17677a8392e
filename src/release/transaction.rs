//! Several files changed as one, through a journal.
//!
//! New files are written into a hidden folder of the content and flushed to the disk. Then a journal, which says where
//! each belongs, appears there under its name in one rename: from this instant on the change counts as made. Then the
//! files are moved to their places. Whoever finds the folder afterwards without its owner finishes the work if there is
//! a journal, and removes the folder if there is none ([`recover`]); every command does so before it reads the content.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};

/// The hidden folder, below the content folder.
const FOLDER: &str = ".vellum-release";

/// A change to one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The file holds these bytes.
    Write {
        /// Its path below the content folder, with `/` between its parts.
        path: String,
        /// All its bytes.
        bytes: Vec<u8>,
    },
    /// The file is gone.
    Remove {
        /// Its path below the content folder.
        path: String,
    },
}

/// What [`recover`] did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recovered {
    /// Nothing was interrupted.
    Nothing,
    /// A change that had been decided was finished.
    Finished,
    /// A change that had not been decided was dropped.
    Dropped,
}

/// Why a change could not be made or finished.
#[derive(Debug, thiserror::Error)]
pub enum TransactionError {
    /// The operating system refused.
    #[error("cannot write {path}: {error}")]
    Refused {
        /// What was being written.
        path: PathBuf,
        /// What the operating system said.
        error: io::Error,
    },
    /// Another command changes the same content.
    #[error("another command is changing {0}; wait until it is done and run this one again")]
    Busy(PathBuf),
    /// A journal that Vellum did not write.
    #[error("{0} is not a journal of `vellum release`: look into its folder, then remove the folder")]
    NotAJournal(PathBuf),
}

#[derive(Serialize, Deserialize)]
enum Step {
    Move { from: String, to: String },
    Remove { path: String },
}

/// Makes all changes or none. `before` is called before each step, so that a test can stop there.
pub fn commit(content: &Path, changes: &[Change], before: &dyn Fn()) -> Result<(), TransactionError> {
    recover(content)?;
    let folder = content.join(FOLDER);
    let refused = |path: &Path| {
        let path = path.to_path_buf();
        move |error| TransactionError::Refused { path, error }
    };
    before();
    match fs::create_dir(&folder) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            return Err(TransactionError::Busy(content.to_path_buf()));
        }
        made => made.map_err(refused(&folder))?,
    }
    let owner = File::create(folder.join("owner")).map_err(refused(&folder))?;
    owner.try_lock().map_err(|_| TransactionError::Busy(content.to_path_buf()))?;
    let mut steps = Vec::new();
    for (index, change) in changes.iter().enumerate() {
        before();
        steps.push(match change {
            Change::Write { path, bytes } => {
                let from = index.to_string();
                write(&folder.join(&from), bytes).map_err(refused(&content.join(path)))?;
                Step::Move { from, to: path.clone() }
            }
            Change::Remove { path } => Step::Remove { path: path.clone() },
        });
    }
    before();
    let journal = folder.join("journal");
    let unnamed = folder.join("unnamed");
    let text = serde_json::to_vec(&steps).unwrap_or_default();
    write(&unnamed, &text).map_err(refused(&journal))?;
    before();
    fs::rename(&unnamed, &journal).map_err(refused(&journal))?;
    flush_folder(&folder);
    finish(content, &folder, before)
}

/// Finishes or drops what an interrupted command left behind. Waits for a command that is still at work.
pub fn recover(content: &Path) -> Result<Recovered, TransactionError> {
    let folder = content.join(FOLDER);
    if !folder.is_dir() {
        return Ok(Recovered::Nothing);
    }
    let refused = |error| TransactionError::Refused { path: folder.clone(), error };
    let owner = match File::options().write(true).create(true).truncate(false).open(folder.join("owner")) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Recovered::Nothing),
        owner => owner.map_err(refused)?,
    };
    owner.lock().map_err(refused)?;
    if !folder.is_dir() {
        return Ok(Recovered::Nothing);
    }
    if folder.join("journal").exists() {
        finish(content, &folder, &|| {})?;
        return Ok(Recovered::Finished);
    }
    remove_folder(&folder).map_err(refused)?;
    Ok(Recovered::Dropped)
}

/// Does what the journal says. Steps that are done already are passed over, so this may be done again at any time.
fn finish(content: &Path, folder: &Path, before: &dyn Fn()) -> Result<(), TransactionError> {
    let journal = folder.join("journal");
    let foreign = || TransactionError::NotAJournal(journal.clone());
    let refused = |path: &Path| {
        let path = path.to_path_buf();
        move |error| TransactionError::Refused { path, error }
    };
    let text = fs::read(&journal).map_err(refused(&journal))?;
    let steps: Vec<Step> = serde_json::from_slice(&text).map_err(|_| foreign())?;
    for step in steps {
        before();
        let path = match &step {
            Step::Move { to, .. } => to,
            Step::Remove { path } => path,
        };
        let target = inside(content, path).ok_or_else(foreign)?;
        match &step {
            Step::Move { from, .. } => {
                let staged = folder.join(Some(from).filter(|from| is_number(from)).ok_or_else(foreign)?);
                if staged.exists() {
                    fs::rename(&staged, &target).map_err(refused(&target))?;
                }
            }
            Step::Remove { .. } => match fs::remove_file(&target) {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(refused(&target)(error)),
                _ => {}
            },
        }
        if let Some(parent) = target.parent() {
            flush_folder(parent);
        }
    }
    before();
    fs::remove_file(&journal).map_err(refused(&journal))?;
    before();
    remove_folder(folder).map_err(refused(folder))
}

/// A path below the content folder, which may have come with somebody else's files: it must not lead elsewhere.
fn inside(content: &Path, path: &str) -> Option<PathBuf> {
    let plain = |part: Component<'_>| match part {
        Component::Normal(name) => name.to_str().is_some_and(|name| !name.starts_with('.')),
        _ => false,
    };
    if path.is_empty() || !Path::new(path).components().all(plain) {
        return None;
    }
    let target = content.join(path);
    let folder = fs::canonicalize(target.parent()?).ok()?;
    folder.starts_with(fs::canonicalize(content).ok()?).then_some(target)
}

fn is_number(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit())
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn remove_folder(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

/// Makes the names in a folder last through a loss of power, where the system can.
fn flush_folder(folder: &Path) {
    if cfg!(unix)
        && let Ok(folder) = File::open(folder)
    {
        let _ = folder.sync_all();
    }
}
