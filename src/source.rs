//! The only reader of the disk: a snapshot of the content and theme folders, with a hash for every file.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use crate::check::{file_too_large, file_unreadable, invalid_encoding, symlink_outside_content};
use crate::diagnostic::Diagnostic;
use crate::span::FilePath;

/// A larger Markdown, YAML or theme file is refused: no page that a person reads needs it.
pub const LARGEST_TEXT: u64 = 4 * 1024 * 1024;

/// How much of a media file is kept to find its kind and dimensions.
const HEAD: usize = 64 * 1024;

/// The BLAKE3 hash of a file's bytes.
pub type Hash = blake3::Hash;

/// One file as it was when the snapshot was taken.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Where it is in the project.
    pub path: FilePath,
    /// The hash of its bytes.
    pub hash: Hash,
    /// What is in it.
    pub data: Data,
}

/// What a file holds.
#[derive(Clone, Debug)]
pub enum Data {
    /// A text, kept whole.
    Text(Arc<str>),
    /// Bytes in memory.
    Bytes(Arc<[u8]>),
    /// A media file that stays on the disk: its place, its length in bytes, and its first bytes.
    Disk {
        /// Where the bytes are.
        path: PathBuf,
        /// How many there are.
        len: u64,
        /// The first of them, up to 64 KiB.
        head: Arc<[u8]>,
    },
}

impl Data {
    /// The first bytes: enough to tell a picture's kind and dimensions.
    #[must_use]
    pub fn head(&self) -> &[u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::Bytes(bytes) => bytes,
            Self::Disk { head, .. } => head,
        }
    }
}

/// Every file of the content and theme folders at one moment.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    files: BTreeMap<FilePath, SourceFile>,
    content_label: String,
    themes_label: String,
}

/// Why a snapshot could not be taken at all.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// There is no content folder.
    #[error("there is no content folder at {0}; give its place with --content, or run the command where `content/` is")]
    NoContent(PathBuf),
    /// What is there is not a folder.
    #[error("{0} is not a folder; --content takes the folder that holds portal.yaml")]
    NotAFolder(PathBuf),
    /// The operating system refused.
    #[error("cannot read the folder {path}: {error}")]
    Unreadable {
        /// The folder.
        path: PathBuf,
        /// What the operating system said.
        error: io::Error,
    },
}

impl Snapshot {
    /// Reads the content folder and, if it exists, the themes folder.
    ///
    /// Hidden files and editors' backup files are passed over. A file that cannot be used becomes a finding.
    pub fn read(content: &Path, themes: &Path) -> Result<(Self, Vec<Diagnostic>), SourceError> {
        match fs::metadata(content) {
            Err(_) => return Err(SourceError::NoContent(content.to_path_buf())),
            Ok(meta) if !meta.is_dir() => return Err(SourceError::NotAFolder(content.to_path_buf())),
            Ok(_) => {}
        }
        let mut walk = Walk::default();
        walk.folder(content, "content")?;
        if themes.is_dir() {
            walk.folder(themes, "themes")?;
        }
        let Walk { found, mut findings, .. } = walk;
        let read: Vec<_> = found.par_iter().map(|(path, place)| read_file(path, place)).collect();
        let mut files = BTreeMap::new();
        for result in read {
            match result {
                Ok(file) => drop(files.insert(file.path.clone(), file)),
                Err(finding) => findings.push(*finding),
            }
        }
        let label = |path: &Path| path.to_string_lossy().trim_end_matches('/').to_owned();
        Ok((Self { files, content_label: label(content), themes_label: label(themes) }, findings))
    }

    /// A snapshot from paths and bytes, for tests and for whoever has no folder. Paths start with `content/` or `themes/`.
    pub fn from_files<P: AsRef<str>, B: AsRef<[u8]>>(
        files: impl IntoIterator<Item = (P, B)>,
    ) -> (Self, Vec<Diagnostic>) {
        let mut snapshot =
            Self { files: BTreeMap::new(), content_label: "content".into(), themes_label: "themes".into() };
        let mut findings = Vec::new();
        for (path, bytes) in files {
            let path = FilePath::new(path.as_ref());
            match in_memory(&path, bytes.as_ref().to_vec()) {
                Ok(file) => drop(snapshot.files.insert(path, file)),
                Err(finding) => findings.push(*finding),
            }
        }
        (snapshot, findings)
    }

    /// Every file, in the order of their paths.
    pub fn files(&self) -> impl Iterator<Item = &SourceFile> {
        self.files.values()
    }

    /// One file.
    #[must_use]
    pub fn get(&self, path: &FilePath) -> Option<&SourceFile> {
        self.files.get(path)
    }

    /// The text of one file; `None` if there is none or it is not a text.
    #[must_use]
    pub fn text(&self, path: &FilePath) -> Option<&str> {
        match &self.get(path)?.data {
            Data::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The path as the reader of a message knows it: from where the command was given.
    #[must_use]
    pub fn display(&self, path: &FilePath) -> String {
        let with = |label: &str, rest: &str| format!("{label}/{rest}");
        match path.as_str().split_once('/') {
            Some(("content", rest)) => with(&self.content_label, rest),
            Some(("themes", rest)) => with(&self.themes_label, rest),
            _ => path.as_str().to_owned(),
        }
    }
}

/// True for the files that Vellum reads as text.
fn is_text(path: &FilePath) -> bool {
    path.as_str().starts_with("themes/")
        && matches!(path.extension(), "html" | "css" | "js" | "yaml" | "svg" | "txt" | "xml")
        || matches!(path.extension().to_ascii_lowercase().as_str(), "md" | "yaml" | "yml")
}

#[derive(Default)]
struct Walk {
    found: Vec<(FilePath, PathBuf)>,
    findings: Vec<Diagnostic>,
    /// The real places of the folders above the current one: a link to one of them is a loop.
    above: Vec<PathBuf>,
    root: PathBuf,
}

impl Walk {
    fn folder(&mut self, folder: &Path, name: &str) -> Result<(), SourceError> {
        let unreadable = |error| SourceError::Unreadable { path: folder.to_path_buf(), error };
        self.root = fs::canonicalize(folder).map_err(unreadable)?;
        self.above = vec![self.root.clone()];
        self.enter(folder, name)
    }

    fn enter(&mut self, folder: &Path, name: &str) -> Result<(), SourceError> {
        let unreadable = |error| SourceError::Unreadable { path: folder.to_path_buf(), error };
        let mut names = BTreeSet::new();
        for entry in fs::read_dir(folder).map_err(unreadable)? {
            names.insert(entry.map_err(unreadable)?.file_name());
        }
        for part in names {
            let place = folder.join(&part);
            let Some(part) = part.to_str() else {
                self.findings
                    .push(file_unreadable::name(&FilePath::new(&format!("{name}/{}", part.to_string_lossy()))));
                continue;
            };
            if is_passed_over(part) {
                continue;
            }
            self.entry(&place, &format!("{name}/{part}"));
        }
        Ok(())
    }

    fn entry(&mut self, place: &Path, name: &str) {
        let path = FilePath::new(name);
        let meta = match fs::symlink_metadata(place) {
            Ok(meta) => meta,
            Err(error) => return self.findings.push(file_unreadable::failed(&path, &error)),
        };
        let real = if meta.is_symlink() {
            match self.follow(place, &path) {
                Some(real) => real,
                None => return,
            }
        } else {
            place.to_path_buf()
        };
        if real.is_dir() {
            let known = fs::canonicalize(&real).unwrap_or_else(|_| real.clone());
            self.above.push(known);
            if let Err(SourceError::Unreadable { error, .. }) = self.enter(place, name) {
                self.findings.push(file_unreadable::failed(&path, &error));
            }
            self.above.pop();
        } else if real.is_file() {
            self.found.push((path, place.to_path_buf()));
        } else {
            self.findings.push(file_unreadable::special(&path));
        }
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

fn is_passed_over(name: &str) -> bool {
    name.starts_with('.')
        || name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || name == "node_modules"
}

fn read_file(path: &FilePath, place: &Path) -> Result<SourceFile, Box<Diagnostic>> {
    let failed = |error: io::Error| Box::new(file_unreadable::failed(path, &error));
    let len = fs::metadata(place).map_err(failed)?.len();
    if is_text(path) {
        if len > LARGEST_TEXT {
            return Err(Box::new(file_too_large::finding(path, len)));
        }
        return in_memory(path, fs::read(place).map_err(failed)?);
    }
    let mut file = fs::File::open(place).map_err(failed)?;
    let mut head = Vec::new();
    file.by_ref().take(HEAD as u64).read_to_end(&mut head).map_err(failed)?;
    let mut hasher = blake3::Hasher::new();
    hasher.update(&head);
    hasher.update_reader(&mut file).map_err(failed)?;
    let data = Data::Disk { path: place.to_path_buf(), len, head: head.into() };
    Ok(SourceFile { path: path.clone(), hash: hasher.finalize(), data })
}

fn in_memory(path: &FilePath, bytes: Vec<u8>) -> Result<SourceFile, Box<Diagnostic>> {
    let hash = blake3::hash(&bytes);
    if !is_text(path) {
        return Ok(SourceFile { path: path.clone(), hash, data: Data::Bytes(bytes.into()) });
    }
    let len = bytes.len() as u64;
    if len > LARGEST_TEXT {
        return Err(Box::new(file_too_large::finding(path, len)));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(SourceFile { path: path.clone(), hash, data: Data::Text(text.into()) }),
        Err(error) => {
            Err(Box::new(invalid_encoding::finding(path, error.as_bytes(), error.utf8_error().valid_up_to())))
        }
    }
}
