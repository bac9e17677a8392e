//! Walking folders and reading files.

use std::collections::BTreeMap;
use std::fs::{self, FileType};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::{Data, LARGEST_TEXT, SourceError, SourceFile};
use crate::check::{file_too_large, file_unreadable, invalid_encoding, symlink_outside_content};
use crate::diagnostic::Diagnostic;
use crate::span::FilePath;

/// How much of a media file is kept to find its kind and dimensions.
const HEAD: usize = 64 * 1024;

/// True for the files that Vellum reads as text.
fn is_text(path: &FilePath) -> bool {
    path.as_str().starts_with("themes/")
        && matches!(path.extension(), "html" | "css" | "js" | "yaml" | "svg" | "txt" | "xml")
        || matches!(path.extension().to_ascii_lowercase().as_str(), "md" | "yaml" | "yml")
        || path.as_str() == crate::model::LOCK_FILE
}

/// What was found below a folder.
#[derive(Default)]
pub(super) struct Walk {
    pub(super) found: Vec<(FilePath, PathBuf)>,
    pub(super) findings: Vec<Diagnostic>,
    pub(super) has_linked_folders: bool,
    /// The real places of the folders above the current one, from the outermost: a link to one of them is a loop.
    above: Vec<PathBuf>,
    root: PathBuf,
}

impl Walk {
    /// Takes everything in a folder; `name` is its path in the project.
    pub(super) fn folder(&mut self, folder: &Path, name: &str) -> Result<(), SourceError> {
        self.start(folder)?;
        self.enter(folder, name)
    }

    /// Takes one file or folder below `root`, if it is there.
    pub(super) fn path(&mut self, root: &Path, path: &Path, name: &str) -> Result<(), SourceError> {
        self.start(root)?;
        let inside = path.strip_prefix(root).unwrap_or(path);
        let hidden = inside.iter().any(|part| part.to_str().is_none_or(is_passed_over));
        let Ok(meta) = fs::symlink_metadata(path) else { return Ok(()) };
        if hidden {
            return Ok(());
        }
        let folders: Vec<&Path> = path.ancestors().skip(1).take_while(|folder| *folder != root).collect();
        self.above.extend(folders.into_iter().rev().filter_map(|folder| fs::canonicalize(folder).ok()));
        self.entry(path.to_path_buf(), name, Ok(meta.file_type()));
        Ok(())
    }

    fn start(&mut self, root: &Path) -> Result<(), SourceError> {
        let unreadable = |error| SourceError::Unreadable { path: root.to_path_buf(), error };
        self.root = fs::canonicalize(root).map_err(unreadable)?;
        self.above = vec![self.root.clone()];
        Ok(())
    }

    fn enter(&mut self, folder: &Path, name: &str) -> Result<(), SourceError> {
        let unreadable = |error| SourceError::Unreadable { path: folder.to_path_buf(), error };
        // The folder's own list tells what each entry is, so that nothing but links needs a look of its own.
        let mut entries = BTreeMap::new();
        for entry in fs::read_dir(folder).map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?;
            entries.insert(entry.file_name(), entry.file_type());
        }
        for (part, kind) in entries {
            let place = folder.join(&part);
            let Some(part) = part.to_str() else {
                self.findings
                    .push(file_unreadable::name(&FilePath::new(&format!("{name}/{}", part.to_string_lossy()))));
                continue;
            };
            if is_passed_over(part) {
                continue;
            }
            self.entry(place, &format!("{name}/{part}"), kind);
        }
        Ok(())
    }

    /// Takes what is at a place; `kind` is what the folder says of it.
    fn entry(&mut self, place: PathBuf, name: &str, kind: io::Result<FileType>) {
        let path = FilePath::new(name);
        let kind = match kind {
            Ok(kind) => kind,
            Err(error) => return self.findings.push(file_unreadable::failed(&path, &error)),
        };
        if kind.is_symlink() {
            let Some(real) = self.follow(&place, &path) else { return };
            match fs::metadata(&real) {
                Ok(meta) if meta.is_dir() => {
                    self.has_linked_folders = true;
                    self.inside(&place, name, real);
                }
                Ok(meta) if meta.is_file() => self.found.push((path, place)),
                _ => self.findings.push(file_unreadable::special(&path)),
            }
        } else if kind.is_dir() {
            let above = self.above.last().unwrap_or(&self.root);
            let known = place.file_name().map_or_else(|| place.clone(), |name| above.join(name));
            self.inside(&place, name, known);
        } else if kind.is_file() {
            self.found.push((path, place));
        } else {
            self.findings.push(file_unreadable::special(&path));
        }
    }

    /// Takes everything in a folder below another; `real` is where it really is.
    fn inside(&mut self, place: &Path, name: &str, real: PathBuf) {
        self.above.push(real);
        if let Err(SourceError::Unreadable { error, .. }) = self.enter(place, name) {
            self.findings.push(file_unreadable::failed(&FilePath::new(name), &error));
        }
        self.above.pop();
    }

    /// Where a symbolic link really leads; a finding if that is nowhere, outside, or a folder above.
    fn follow(&mut self, place: &Path, path: &FilePath) -> Option<PathBuf> {
        match fs::canonicalize(place) {
            Err(error) => self.findings.push(symlink_outside_content::broken(path, &error)),
            Ok(real) if !real.starts_with(&self.root) => self.findings.push(symlink_outside_content::outside(path)),
            Ok(real) if self.above.iter().any(|above| above.starts_with(&real)) => {
                self.findings.push(symlink_outside_content::circular(path));
            }
            Ok(real) => return Some(real),
        }
        None
    }
}

/// Hidden files and what editors leave beside a file.
pub(crate) fn is_passed_over(name: &str) -> bool {
    name.starts_with('.')
        || name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || name == "node_modules"
}

/// Reads one file. `None` where it has gone since it was found.
pub(super) fn read_file(path: &FilePath, place: &Path) -> Option<Result<SourceFile, Box<Diagnostic>>> {
    match read(path, place) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => Some(Err(Box::new(file_unreadable::failed(path, &error)))),
        Ok(read) => Some(read),
    }
}

fn read(path: &FilePath, place: &Path) -> io::Result<Result<SourceFile, Box<Diagnostic>>> {
    let mut file = fs::File::open(place)?;
    let len = file.metadata()?.len();
    if is_text(path) {
        if len > LARGEST_TEXT {
            return Ok(Err(Box::new(file_too_large::finding(path, len))));
        }
        let mut bytes = Vec::with_capacity(usize::try_from(len).unwrap_or_default());
        file.take(LARGEST_TEXT + 1).read_to_end(&mut bytes)?;
        return Ok(in_memory(path, bytes));
    }
    let mut head = Vec::new();
    file.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
    let mut hasher = blake3::Hasher::new();
    hasher.update(&head);
    hasher.update_reader(&mut file)?;
    let data = Data::Disk { path: place.to_path_buf(), len, head: head.into(), hash: hasher.finalize() };
    Ok(Ok(SourceFile::new(path, data)))
}

/// A file from its bytes.
pub(super) fn in_memory(path: &FilePath, bytes: Vec<u8>) -> Result<SourceFile, Box<Diagnostic>> {
    if !is_text(path) {
        return Ok(SourceFile::new(path, Data::Bytes(bytes.into())));
    }
    let len = bytes.len() as u64;
    if len > LARGEST_TEXT {
        return Err(Box::new(file_too_large::finding(path, len)));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(SourceFile::new(path, Data::Text(text.into()))),
        Err(error) => {
            Err(Box::new(invalid_encoding::finding(path, error.as_bytes(), error.utf8_error().valid_up_to())))
        }
    }
}
