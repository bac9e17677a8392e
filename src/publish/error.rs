//! What can go wrong while a site is published, in words for the author of the site.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use thiserror::Error;

/// Why a site, or one file of it, was not published.
///
/// Each message is whole: what is wrong, where, and what to do. The system's own error is part of
/// the message and not a `source`, so that a chain of causes does not say it twice.
#[derive(Debug, Error)]
pub enum PublishError {
    /// The path of the output folder is empty, or leads by `..` out of a folder that does not
    /// exist.
    #[error("The output folder `{}` has no usable path: it is empty, or leads by `..` out of a folder that does not exist. Give the path of a folder, such as `public`.", .0.display())]
    NoPath(PathBuf),

    /// Something that is not a folder stands where the site would go.
    #[error("The output folder `{}` is not a folder. Move what is there away, or choose another output folder.", .0.display())]
    NotAFolder(PathBuf),

    /// The output folder holds something, and no marker says that Vellum made it.
    #[error(
        "The folder `{}` holds files that Vellum did not make, and publishing would delete them. Empty it yourself, or choose another output folder.",
        .0.display()
    )]
    NotOurs(PathBuf),

    /// The output folder is a Git repository, whose history a swap would delete.
    #[error(
        "The folder `{}` is a Git repository (it holds `.git`), and publishing would delete its history. Choose another output folder, and copy the site from there.",
        .0.display()
    )]
    Repository(PathBuf),

    /// The output folder is a link to something that is not there.
    #[error("The output folder `{}` is a link to a folder that does not exist. Create that folder, or delete the link.", .0.display())]
    DanglingLink(PathBuf),

    /// The output folder is one that must never be replaced.
    #[error("The output folder `{}` is {what}, which must not be replaced by a site. Choose a folder of its own, such as `public`.", .out.display())]
    Protected {
        /// The output folder as it was given.
        out: PathBuf,
        /// Which folder that is, as it reads after "is".
        what: &'static str,
    },

    /// The output folder is, contains or lies inside a folder that the site is made from.
    #[error(
        "The output folder `{}` overlaps the source folder `{}`, so that publishing could delete sources. Choose an output folder outside it.",
        .out.display(), .input.display()
    )]
    Overlap {
        /// The output folder as it was given.
        out: PathBuf,
        /// The source folder as it was given.
        input: PathBuf,
    },

    /// What would hold the output folder is not a folder.
    #[error(
        "The site cannot be written to `{}`, because `{}` is not a folder. Choose another output folder.",
        .out.display(), .parent.display()
    )]
    NoParent {
        /// The output folder as it was given.
        out: PathBuf,
        /// What would hold it.
        parent: PathBuf,
    },

    /// The output folder cannot be renamed, because a disk is mounted there.
    #[error(
        "The folder `{}` cannot be replaced as a whole, because it is a mounted disk or a layer of a container image. Choose a new folder inside it, or delete it if you can.",
        .0.display()
    )]
    Mounted(PathBuf),

    /// Another build writes the same site at the moment.
    #[error("Another build is writing the site in `{}` at this moment. Wait until it has finished, or stop it, then build again.", .0.display())]
    Busy(PathBuf),

    /// A file or a link has the name of the staging folder.
    #[error("Vellum needs the name `{}` for a folder of its own while it builds, but a file or a link has that name. Move it away.", .0.display())]
    StagingBlocked(PathBuf),

    /// A path that cannot be a file of a site on every system.
    #[error("The site cannot hold a file at `{}`: {reason}. Rename the page or the file that leads to this path.", .path.escape_debug())]
    BadPath {
        /// The path inside the site.
        path: String,
        /// What is wrong with it, as a clause.
        reason: String,
    },

    /// Two sources give one path of the site.
    #[error("Two files of the site would have the same path, `{0}`. Rename the page or the file behind one of them.")]
    Twice(String),

    /// Two paths are the same where the file system ignores case; in order.
    #[error(
        "The paths `{}` and `{}` of the site differ only in capital letters, so that Windows and macOS would keep only one of them. Rename the page or the file behind one.",
        .0[0], .0[1]
    )]
    CaseClash([String; 2]),

    /// One path would be a file, and a folder for others.
    #[error(
        "The path `{0}` of the site would be a file and a folder at once. Rename the page or the file behind one of them."
    )]
    FileAndFolder(String),

    /// What should be copied into the site is a folder, a device or the like.
    #[error("`{}` cannot be copied into the site, because it is not a file. Remove it from the sources.", .0.display())]
    NotAFile(PathBuf),

    /// A file of the new site was refused or could not be written, and yet the site was to be
    /// published.
    #[error("The new site for `{}` is not complete, because a file of it could not be written. It was not published; put that right and build again.", .0.display())]
    Incomplete(PathBuf),

    /// The staging folder was moved or deleted by someone else during the build.
    #[error("The folder beside `{}` in which the new site was built was moved or deleted during the build. The site was not published; build again.", .0.display())]
    StagingLost(PathBuf),

    /// The old site was set aside, the new one could not take its place, and the old one could not
    /// be put back.
    #[error(
        "The new site could not be put in place, and the old one could not be put back: {}. The old site is kept in `{}`: rename that folder to `{}`, or build again.",
        reason(.cause), .kept.display(), .out.display()
    )]
    SetAside {
        /// The output folder as it was given.
        out: PathBuf,
        /// Where the old site is now.
        kept: PathBuf,
        /// Why the new site could not take its place.
        cause: io::Error,
    },

    /// The new site is published, and the old one is still on the disk.
    #[error(
        "The new site is published, but the files of the old one could not be deleted: {}. You may delete the folder `{}` yourself.",
        reason(.cause), .kept.display()
    )]
    OldSiteRemains {
        /// The folder that holds what is left of the old site.
        kept: PathBuf,
        /// Why it could not be deleted.
        cause: io::Error,
    },

    /// The system refused to do something.
    #[error("Vellum could not {doing}: {}.", reason(.cause))]
    Io {
        /// What was being done, as it reads after "could not".
        doing: String,
        /// What the system answered.
        cause: io::Error,
    },
}

/// An error of the system while doing something to `path`; `verb` reads after "could not" and
/// before the path.
pub(super) fn io_error(verb: &str, path: &Path, cause: io::Error) -> PublishError {
    PublishError::Io { doing: format!("{verb} `{}`", path.display()), cause }
}

/// The system's answer in plain words with what to do, without a full stop at its end.
fn reason(cause: &io::Error) -> String {
    let words = match cause.kind() {
        ErrorKind::StorageFull => "the disk is full. Free some space, then build again",
        ErrorKind::QuotaExceeded => "your quota of disk space is used up. Free some space, then build again",
        ErrorKind::FileTooLarge => "the file is larger than the system allows. Make it smaller, or lift the limit",
        ErrorKind::ReadOnlyFilesystem => "the disk is read-only. Choose a folder on another disk",
        ErrorKind::PermissionDenied => {
            "permission is denied. Check who may change that folder, and that no other program has a file of it open"
        }
        ErrorKind::NotFound => "it does not exist, or a folder on the way to it was moved or deleted",
        ErrorKind::InvalidFilename => "the name is too long or not allowed on this disk. Choose a shorter one",
        ErrorKind::Unsupported => "the disk does not offer this. Choose a folder on another disk",
        _ => return cause.to_string(),
    };
    words.to_owned()
}
