//! Folders of a site that get their names last: a name may follow from all that is in the folder.

use std::fs::{self, File};
use std::io::Write;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::Ordering;

use super::{PublishError, Staging, io_error, lock, paths, write_error};

/// A folder of the new site without a name. It lies beside the site until it has one.
#[derive(Debug)]
pub struct Part {
    path: PathBuf,
    /// The names of its files.
    names: Mutex<Vec<String>>,
}

impl Staging {
    /// Begins a folder that [`name_part`](Self::name_part) gives its name.
    ///
    /// # Errors
    ///
    /// The disk is full, or the system refuses for another reason.
    ///
    /// After an error the site is not whole and [`swap`](Self::swap) refuses it.
    pub fn part(&self) -> Result<Part, PublishError> {
        let number = self.parts.fetch_add(1, Ordering::AcqRel);
        let path = self.workspace.parts.join(number.to_string());
        let made = fs::create_dir_all(&path).map_err(|cause| io_error("create the folder", &path, cause));
        self.kept(made.map(|()| Part { path, names: Mutex::default() }))
    }

    /// Writes one file into a folder without a name. Many threads may write at once.
    ///
    /// # Errors
    ///
    /// - the name is one that a path given to [`write`](Self::write) may not have, or is two names;
    /// - the folder has a file of that name;
    /// - the disk is full, or the system refuses for another reason.
    ///
    /// After an error the site is not whole and [`swap`](Self::swap) refuses it.
    pub fn write_part(&self, part: &Part, name: &str, bytes: &[u8]) -> Result<(), PublishError> {
        let write = || {
            paths::check_name(name)?;
            let file = File::create_new(part.path.join(name)).and_then(|mut file| file.write_all(bytes));
            file.map_err(|cause| write_error(name, cause))?;
            lock(&part.names).push(name.to_owned());
            Ok(bytes.len() as u64)
        };
        self.count(write())
    }

    /// Gives a folder, with all files in it, its path in the site; those around it are made.
    ///
    /// # Errors
    ///
    /// - a file in it has a path that [`write`](Self::write) would refuse;
    /// - something is at the path already;
    /// - the disk is full, or the system refuses for another reason.
    ///
    /// After an error the site is not whole and [`swap`](Self::swap) refuses it.
    pub fn name_part(&self, part: Part, path: &str) -> Result<(), PublishError> {
        let Part { path: from, names } = part;
        let name = || {
            let names = lock(&names);
            for name in names.iter() {
                let file = format!("{path}/{name}");
                paths::check(&file)?;
                lock(&self.taken).take(&file)?;
            }
            let moved = self.make_folders(path).and_then(|()| fs::rename(&from, self.workspace.site.join(path)));
            moved.map_err(|cause| write_error(path, cause))?;
            lock(&self.folders).insert(path.to_owned());
            Ok(())
        };
        self.kept(name())
    }
}
