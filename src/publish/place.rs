//! Where a site goes: resolves the output folder, and refuses the places where publishing would
//! destroy something.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::error::{PublishError, io_error};

/// The name of the file that marks a published folder.
pub(super) const MARKER: &str = ".vellum";

/// What the marker says: always the same bytes, so that equal sources give equal sites.
pub(super) const MARKER_TEXT: &str =
    "This folder is a site made by Vellum. Every build replaces all of it, so keep nothing of your own here.\n";

/// The part of the marker by which it is recognised, so that the advice after it may change from
/// one release to the next.
const MARKER_START: &[u8] = b"This folder is a site made by Vellum.";

/// The output folder.
#[derive(Debug)]
pub(super) struct Place {
    /// As it was given, for messages.
    pub(super) shown: PathBuf,
    /// Absolute, with every link resolved, so that a link to a folder stays and its target is
    /// replaced.
    pub(super) out: PathBuf,
    /// The staging folder beside it: on the same file system, because only there a folder can be
    /// renamed.
    pub(super) staging: PathBuf,
}

impl Place {
    /// Resolves `out` and refuses it where its position is wrong, whatever it holds.
    pub(super) fn find(out: &Path, inputs: &[&Path]) -> Result<Self, PublishError> {
        let resolved = resolve(out).map_err(|cause| io_error("find the output folder", out, cause))?;
        let resolved = resolved.ok_or_else(|| PublishError::NoPath(out.to_owned()))?;
        let (Some(parent), Some(name)) = (resolved.parent(), resolved.file_name()) else {
            return Err(protected(out, "the root of the file system"));
        };
        refuse_protected(out, &resolved)?;
        for input in inputs {
            refuse_overlap(out, &resolved, input)?;
        }
        if resolved.is_symlink() {
            return Err(PublishError::DanglingLink(out.to_owned()));
        }
        if let Some(parent) = parent.ancestors().find(|folder| folder.exists()).filter(|folder| !folder.is_dir()) {
            return Err(PublishError::NoParent { out: out.to_owned(), parent: parent.to_owned() });
        }
        let mut staging = std::ffi::OsString::from(".");
        staging.push(name);
        staging.push(".vellum-staging");
        Ok(Self { shown: out.to_owned(), staging: parent.join(staging), out: resolved })
    }

    /// Makes the folders that the output folder stands in, once nothing speaks against it.
    pub(super) fn make_parent(&self) -> Result<(), PublishError> {
        let Some(parent) = self.out.parent() else { return Ok(()) };
        fs::create_dir_all(parent).map_err(|cause| io_error("create the folder", parent, cause))
    }

    /// Whether there is a folder to replace; an error where it may not be replaced.
    pub(super) fn inspect(&self) -> Result<Option<fs::Metadata>, PublishError> {
        let shown = || self.shown.clone();
        let unreadable = |cause| io_error("read the output folder", &self.shown, cause);
        let metadata = match fs::symlink_metadata(&self.out) {
            Ok(metadata) if metadata.is_dir() => metadata,
            Ok(_) => return Err(PublishError::NotAFolder(shown())),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(unreadable(error)),
        };
        if self.is_mount(&metadata).map_err(unreadable)? {
            return Err(PublishError::Mounted(shown()));
        }
        if self.out.join(".git").symlink_metadata().is_ok() {
            return Err(PublishError::Repository(shown()));
        }
        let empty = fs::read_dir(&self.out).map_err(unreadable)?.next().is_none();
        if !empty && !self.is_marked().map_err(unreadable)? {
            return Err(PublishError::NotOurs(shown()));
        }
        Ok(Some(metadata))
    }

    /// Whether the output folder holds our marker. A file of the same name with other content, or a
    /// folder, is not ours.
    fn is_marked(&self) -> io::Result<bool> {
        let marker = self.out.join(MARKER);
        match fs::symlink_metadata(&marker) {
            Ok(metadata) if metadata.is_file() => Ok(fs::read(&marker)?.starts_with(MARKER_START)),
            Ok(_) => Ok(false),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Whether a disk is mounted at the output folder: found here rather than after the whole
    /// build, when renaming fails.
    #[cfg(unix)]
    fn is_mount(&self, metadata: &fs::Metadata) -> io::Result<bool> {
        use std::os::unix::fs::MetadataExt;
        let Some(parent) = self.out.parent() else {
            return Ok(true);
        };
        Ok(fs::metadata(parent)?.dev() != metadata.dev())
    }

    /// Elsewhere the rename itself tells.
    #[cfg(not(unix))]
    fn is_mount(&self, _: &fs::Metadata) -> io::Result<bool> {
        Ok(false)
    }
}

/// Refuses the home folder and the current folder. Their parents need no rule: they are not empty
/// and hold no marker.
fn refuse_protected(out: &Path, resolved: &Path) -> Result<(), PublishError> {
    let is = |folder: PathBuf| folder.canonicalize().is_ok_and(|folder| folder == resolved);
    if std::env::current_dir().is_ok_and(is) {
        return Err(protected(out, "the folder that you are working in"));
    }
    if std::env::home_dir().is_some_and(is) {
        return Err(protected(out, "your home folder"));
    }
    Ok(())
}

fn protected(out: &Path, what: &'static str) -> PublishError {
    PublishError::Protected { out: out.to_owned(), what }
}

/// Refuses an output folder that is, contains or lies inside `input`, even where neither exists
/// yet.
fn refuse_overlap(out: &Path, resolved: &Path, input: &Path) -> Result<(), PublishError> {
    let source = resolve(input).map_err(|cause| io_error("find the source folder", input, cause))?;
    match source {
        Some(source) if source.starts_with(resolved) || resolved.starts_with(&source) => {
            Err(PublishError::Overlap { out: out.to_owned(), input: input.to_owned() })
        }
        _ => Ok(()),
    }
}

/// The absolute path without links of as much of `path` as exists, then the rest of it. None where
/// the path is empty or the rest has a `..`.
fn resolve(path: &Path) -> io::Result<Option<PathBuf>> {
    if path.as_os_str().is_empty() {
        return Ok(None);
    }
    let path = std::path::absolute(path)?;
    let mut missing = Vec::new();
    let mut known = path.as_path();
    loop {
        match known.canonicalize() {
            Ok(mut found) => {
                found.extend(missing.iter().rev());
                return Ok(Some(found));
            }
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {}
            Err(error) => return Err(error),
        }
        let (Some(parent), Some(name)) = (known.parent(), known.file_name()) else {
            return Ok(None);
        };
        missing.push(name);
        known = parent;
    }
}
