//! Where the files of an index go.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::{Mutex, MutexGuard, PoisonError};

use base64::Engine;

use crate::model::UrlPath;

/// Takes the files of an index as they are made: those of ten thousand pages are too many to be kept.
pub trait Shelf: Sync {
    /// A folder that gets its name last, because that is the hash of its files.
    type Folder: Sync;

    /// Why a file could not be taken.
    type Error: Send;

    /// Begins a folder.
    ///
    /// # Errors
    ///
    /// Where there is no room for it.
    fn folder(&self) -> Result<Self::Folder, Self::Error>;

    /// Takes a file of a folder; many threads may call it at once.
    ///
    /// # Errors
    ///
    /// Where there is no room for it.
    fn put(&self, folder: &Self::Folder, name: &str, bytes: &[u8]) -> Result<(), Self::Error>;

    /// Gives a folder with all its files an address, which ends with a slash.
    ///
    /// # Errors
    ///
    /// Where something else has that address.
    fn name(&self, folder: Self::Folder, url: &UrlPath) -> Result<(), Self::Error>;

    /// Takes a file that has an address.
    ///
    /// # Errors
    ///
    /// Where there is no room for it, or something else has that address.
    fn file(&self, url: &UrlPath, bytes: &[u8]) -> Result<(), Self::Error>;
}

/// The files of an index in memory, by address.
#[derive(Debug, Default)]
pub struct Files(BTreeMap<UrlPath, Vec<u8>>);

impl Files {
    /// Keeps all that is put on a shelf.
    #[must_use]
    pub fn of(fill: impl FnOnce(&Memory) -> Result<(), Infallible>) -> Self {
        let memory = Memory::default();
        let Ok(()) = fill(&memory);
        Self(memory.0.into_inner().unwrap_or_else(PoisonError::into_inner))
    }

    /// The addresses of all files.
    pub fn urls(&self) -> impl Iterator<Item = &UrlPath> {
        self.0.keys()
    }

    /// The bytes of a file.
    #[must_use]
    pub fn get(&self, url: &UrlPath) -> Option<&[u8]> {
        self.0.get(url).map(Vec::as_slice)
    }
}

/// A shelf in memory.
#[derive(Debug, Default)]
pub struct Memory(Mutex<BTreeMap<UrlPath, Vec<u8>>>);

impl Shelf for Memory {
    type Folder = Mutex<Vec<(String, Vec<u8>)>>;
    type Error = Infallible;

    fn folder(&self) -> Result<Self::Folder, Infallible> {
        Ok(Mutex::default())
    }

    fn put(&self, folder: &Self::Folder, name: &str, bytes: &[u8]) -> Result<(), Infallible> {
        lock(folder).push((name.to_owned(), bytes.to_vec()));
        Ok(())
    }

    fn name(&self, folder: Self::Folder, url: &UrlPath) -> Result<(), Infallible> {
        let files = folder.into_inner().unwrap_or_else(PoisonError::into_inner);
        lock(&self.0)
            .extend(files.into_iter().map(|(name, bytes)| (UrlPath::new(&format!("{}{name}", url.as_str())), bytes)));
        Ok(())
    }

    fn file(&self, url: &UrlPath, bytes: &[u8]) -> Result<(), Infallible> {
        lock(&self.0).insert(url.clone(), bytes.to_vec());
        Ok(())
    }
}

/// A folder of an index while its files are made.
pub(super) struct Folder<'s, S: Shelf> {
    shelf: &'s S,
    own: S::Folder,
    scripts: bool,
}

impl<'s, S: Shelf> Folder<'s, S> {
    /// An empty folder; `scripts` as in [`Form`](super::Form).
    pub(super) fn new(shelf: &'s S, scripts: bool) -> Result<Self, S::Error> {
        Ok(Self { shelf, own: shelf.folder()?, scripts })
    }

    /// Hands a file over. What it returns stands for the file in the name of the folder.
    pub(super) fn put(&self, name: &str, bytes: &[u8]) -> Result<blake3::Hash, S::Error> {
        let published = published(self.scripts, name, bytes);
        self.shelf.put(&self.own, &published.0, &published.1)?;
        Ok(blake3::hash(bytes))
    }

    /// Gives the folder its address.
    pub(super) fn name(self, url: &UrlPath) -> Result<(), S::Error> {
        self.shelf.name(self.own, url)
    }
}

/// A file as it is published, with its name: where scripts are wanted, as a call that hands it over.
pub(super) fn published<'b>(scripts: bool, name: &str, bytes: &'b [u8]) -> (String, Cow<'b, [u8]>) {
    if scripts {
        let text = base64::engine::general_purpose::STANDARD.encode(bytes);
        (format!("{name}.js"), Cow::Owned(format!("vellumSearch.receive(\"{text}\")\n").into_bytes()))
    } else {
        (name.to_owned(), Cow::Borrowed(bytes))
    }
}

/// Locks what stays whole even if a thread panics while it holds the lock.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
