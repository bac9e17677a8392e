//! The only reader of the disk: a snapshot of the content and theme folders; each file knows its hash.

mod disk;

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

pub(crate) use self::disk::is_passed_over;
use self::disk::{Walk, in_memory, read_file};
use crate::diagnostic::Diagnostic;
use crate::span::FilePath;

/// A larger Markdown, YAML or theme file is refused: no page that a person reads needs it.
pub const LARGEST_TEXT: u64 = 4 * 1024 * 1024;

/// The BLAKE3 hash of a file's bytes.
pub type Hash = blake3::Hash;

/// One file as it was when the snapshot was taken.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Where it is in the project.
    pub path: FilePath,
    /// What is in it.
    pub data: Data,
    hash: OnceLock<Hash>,
}

impl SourceFile {
    fn new(path: &FilePath, data: Data) -> Self {
        Self { path: path.clone(), data, hash: OnceLock::new() }
    }

    /// The hash of its bytes. A portal that is made once asks for few, so each is worked out when it is asked for.
    #[must_use]
    pub fn hash(&self) -> Hash {
        *self.hash.get_or_init(|| match &self.data {
            Data::Text(text) => blake3::hash(text.as_bytes()),
            Data::Bytes(bytes) => blake3::hash(bytes),
            Data::Disk { hash, .. } => *hash,
        })
    }
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
        /// The hash of all of them when they were read.
        hash: Hash,
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
    /// What could not be read, by path.
    problems: BTreeMap<FilePath, Diagnostic>,
    folders: Folders,
    /// True where a symbolic link leads to a folder: then one file may be at several paths.
    has_linked_folders: bool,
}

/// Where the two folders are, as they were given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Folders {
    content: PathBuf,
    themes: PathBuf,
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
        let folders = Folders { content: content.to_path_buf(), themes: themes.to_path_buf() };
        let mut snapshot = Self { folders, ..Self::default() };
        let mut walk = Walk::default();
        walk.folder(content, "content")?;
        if themes.is_dir() {
            walk.folder(themes, "themes")?;
        }
        snapshot.take(walk);
        Ok(snapshot.with_findings())
    }

    /// The snapshot after some files or folders may have changed; everything else is taken as it was.
    ///
    /// `changed` are paths below the content or the themes folder, which need not exist any more. A folder stands for
    /// everything in it.
    pub fn refresh(&self, changed: &BTreeSet<PathBuf>) -> Result<(Self, Vec<Diagnostic>), SourceError> {
        let Folders { content, themes } = &self.folders;
        let roots = [(content, "content"), (themes, "themes")];
        if self.has_linked_folders || changed.iter().any(|path| roots.iter().any(|(root, _)| path == *root)) {
            return Self::read(content, themes);
        }
        let mut snapshot = self.clone();
        for path in changed {
            let Some((root, name)) = roots.iter().find(|(root, _)| path.starts_with(root)) else { continue };
            let Some(inside) = path.strip_prefix(root).ok().and_then(Path::to_str) else { continue };
            let name = format!("{name}/{}", inside.replace('\\', "/"));
            snapshot.forget(&name);
            let mut walk = Walk::default();
            walk.path(root, path, &name)?;
            snapshot.take(walk);
        }
        Ok(snapshot.with_findings())
    }

    /// True where both snapshots hold the same files with the same bytes and the same problems.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self.problems == other.problems && self.differences(other).is_empty()
    }

    /// The paths whose bytes differ between two snapshots, or that only one of them has, in their order.
    #[must_use]
    pub fn differences(&self, other: &Self) -> Vec<FilePath> {
        let mut different = Vec::new();
        let (mut here, mut there) = (self.files.values().peekable(), other.files.values().peekable());
        loop {
            let order = match (here.peek(), there.peek()) {
                (None, None) => return different,
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some(one), Some(other)) => one.path.cmp(&other.path),
            };
            let one = if order.is_le() { here.next() } else { None };
            let other = if order.is_ge() { there.next() } else { None };
            if one.map(SourceFile::hash) != other.map(SourceFile::hash) {
                different.extend(one.or(other).map(|file| file.path.clone()));
            }
        }
    }

    fn forget(&mut self, name: &str) {
        let path = FilePath::new(name);
        self.files.remove(&path);
        self.problems.remove(&path);
        // Everything in a folder of that name: `0` is what follows `/`.
        let below = FilePath::new(&format!("{name}/"))..FilePath::new(&format!("{name}0"));
        let inside: Vec<FilePath> = (self.files.range(below.clone()).map(|(path, _)| path))
            .chain(self.problems.range(below).map(|(path, _)| path))
            .cloned()
            .collect();
        for path in inside {
            self.files.remove(&path);
            self.problems.remove(&path);
        }
    }

    fn take(&mut self, walk: Walk) {
        let read: Vec<_> =
            walk.found.par_iter().filter_map(|(path, place)| Some((path, read_file(path, place)?))).collect();
        for (path, result) in read {
            match result {
                Ok(file) => drop(self.files.insert(path.clone(), file)),
                Err(problem) => drop(self.problems.insert(path.clone(), *problem)),
            }
        }
        self.problems.extend(walk.findings.into_iter().map(|problem| (problem.place.file.clone(), problem)));
        self.has_linked_folders |= walk.has_linked_folders;
    }

    fn with_findings(self) -> (Self, Vec<Diagnostic>) {
        let findings = self.problems.values().cloned().collect();
        (self, findings)
    }

    /// A snapshot from paths and bytes, for tests and for whoever has no folder. Paths start with `content/` or `themes/`.
    pub fn from_files<P: AsRef<str>, B: AsRef<[u8]>>(
        files: impl IntoIterator<Item = (P, B)>,
    ) -> (Self, Vec<Diagnostic>) {
        let folders = Folders { content: "content".into(), themes: "themes".into() };
        let mut snapshot = Self { folders, ..Self::default() };
        for (path, bytes) in files {
            let path = FilePath::new(path.as_ref());
            match in_memory(&path, bytes.as_ref().to_vec()) {
                Ok(file) => drop(snapshot.files.insert(path, file)),
                Err(problem) => drop(snapshot.problems.insert(path, *problem)),
            }
        }
        snapshot.with_findings()
    }

    /// This snapshot with some files replaced by bytes or, where there are none, taken away.
    #[must_use]
    pub fn with<'a>(&self, changes: impl IntoIterator<Item = (FilePath, Option<&'a [u8]>)>) -> (Self, Vec<Diagnostic>) {
        let mut snapshot = self.clone();
        for (path, bytes) in changes {
            snapshot.files.remove(&path);
            snapshot.problems.remove(&path);
            match bytes.map(|bytes| in_memory(&path, bytes.to_vec())) {
                Some(Ok(file)) => drop(snapshot.files.insert(path, file)),
                Some(Err(problem)) => drop(snapshot.problems.insert(path, *problem)),
                None => {}
            }
        }
        snapshot.with_findings()
    }

    /// This snapshot with a text beside it that findings point to: a file that is no part of the project.
    #[must_use]
    pub fn with_text(&self, path: FilePath, text: String) -> Self {
        let mut snapshot = self.clone();
        let file = SourceFile::new(&path, Data::Text(text.into()));
        snapshot.files.insert(path, file);
        snapshot
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

    /// The files that could not be read, each with why, in the order of their paths.
    pub fn unread(&self) -> impl Iterator<Item = (&FilePath, &Diagnostic)> {
        self.problems.iter()
    }

    /// True for a file that could not be read.
    #[must_use]
    pub fn has_problem(&self, path: &FilePath) -> bool {
        self.problems.contains_key(path)
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
        let with = |folder: &Path, rest: &str| format!("{}/{rest}", folder.to_string_lossy().trim_end_matches('/'));
        match path.as_str().split_once('/') {
            Some(("content", rest)) => with(&self.folders.content, rest),
            Some(("themes", rest)) => with(&self.folders.themes, rest),
            _ => path.as_str().to_owned(),
        }
    }

    /// Where a file is on the disk.
    #[must_use]
    pub fn disk_path(&self, path: &FilePath) -> PathBuf {
        PathBuf::from(self.display(path))
    }
}
