//! Puts a new folder in the place of an old one, at once where the system can and with two renames
//! where it cannot.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

/// Puts the folder `new` at `out`, where a folder is. The old one is then at `new` or, after two
/// renames, at `aside`, which must not exist.
///
/// On an error the old folder is at `out` again; only where that fails too does it stay at `aside`.
pub(super) fn replace(new: &Path, out: &Path, aside: &Path) -> io::Result<()> {
    match exchange(new, out) {
        Err(error) if is_unsupported(&error) => rename_twice(new, out, aside),
        done => done,
    }
}

/// Whether a rename failed because `out` is the root of a mounted disk, or comes from a lower layer
/// of a container image.
pub(super) fn is_mount_error(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::CrossesDevices | ErrorKind::ResourceBusy)
}

/// Exchanges two folders: there is no instant without either.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

/// Whether the system or the file system lacks the exchange: Linux answers "invalid argument" for a
/// file system that does not know the flag.
fn is_unsupported(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::Unsupported | ErrorKind::InvalidInput)
}

/// Between the two renames there is no folder at `out`; after a crash just there, the next build
/// puts the old one back.
fn rename_twice(new: &Path, out: &Path, aside: &Path) -> io::Result<()> {
    fs::rename(out, aside)?;
    fs::rename(new, out).inspect_err(|_| {
        let _ = fs::rename(aside, out);
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests {
    use super::*;

    #[test]
    fn two_renames_replace_a_folder() {
        let root = tempfile::tempdir().unwrap();
        let [new, out, aside] = ["new", "out", "aside"].map(|name| root.path().join(name));
        fs::create_dir_all(new.join("fresh")).unwrap();
        fs::create_dir_all(out.join("stale")).unwrap();

        rename_twice(&new, &out, &aside).unwrap();

        assert!(out.join("fresh").is_dir() && aside.join("stale").is_dir());
        assert!(!new.exists() && !out.join("stale").exists());
    }

    #[test]
    fn two_renames_put_the_old_folder_back_when_the_second_fails() {
        let root = tempfile::tempdir().unwrap();
        let [new, out, aside] = ["new", "out", "aside"].map(|name| root.path().join(name));
        fs::create_dir_all(out.join("stale")).unwrap();

        let error = rename_twice(&new, &out, &aside).unwrap_err();

        assert_eq!(error.kind(), ErrorKind::NotFound);
        assert!(out.join("stale").is_dir() && !aside.exists());
    }

    #[test]
    fn a_missing_exchange_is_told_from_a_failed_one() {
        let unsupported = io::Error::from(ErrorKind::Unsupported);
        let full = io::Error::from(ErrorKind::StorageFull);
        assert!(is_unsupported(&unsupported) && !is_unsupported(&full));
        #[cfg(unix)]
        for errno in [rustix::io::Errno::INVAL, rustix::io::Errno::NOSYS, rustix::io::Errno::OPNOTSUPP] {
            assert!(is_unsupported(&errno.into()), "{errno}");
        }
    }
}
