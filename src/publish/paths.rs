//! The paths of a site: which are allowed, and which are taken.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::error::PublishError;

/// Device names that Windows does not allow as a file name, with or without an extension.
const DEVICES: [&str; 6] = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];

/// The paths that files and folders of a site have taken, by their folded form.
#[derive(Debug, Default)]
pub(super) struct Taken(HashMap<String, Kind>);

#[derive(Debug)]
enum Kind {
    /// A file, with its path as it was written.
    File(Box<str>),
    Folder,
}

impl Taken {
    /// Takes a path for a file, and its parents for folders. An error if the path is not free, also
    /// where the file system ignores case.
    ///
    /// Folders may differ in case: where case is ignored their files meet in one folder, and none
    /// is lost.
    pub(super) fn take(&mut self, path: &str) -> Result<(), PublishError> {
        let folded = fold(path);
        let ends = folded.match_indices('/').map(|(end, _)| end);
        // From the innermost folder outwards: where one is known, so are those around it.
        for end in ends.rev() {
            match self.0.get(&folded[..end]) {
                Some(Kind::Folder) => break,
                Some(Kind::File(other)) => return Err(file_and_folder(path, other)),
                None => self.0.insert(folded[..end].to_owned(), Kind::Folder),
            };
        }
        match self.0.entry(folded) {
            Entry::Vacant(free) => {
                free.insert(Kind::File(path.into()));
                Ok(())
            }
            Entry::Occupied(taken) => Err(match taken.get() {
                Kind::Folder => file_and_folder(path, path),
                Kind::File(other) if **other == *path => PublishError::Twice(path.to_owned()),
                Kind::File(other) => PublishError::CaseClash { path: path.to_owned(), other: other.to_string() },
            }),
        }
    }
}

/// Refuses a path that is not relative, leaves the site, or cannot exist on every system.
pub(super) fn check(path: &str) -> Result<(), PublishError> {
    let fault = if path.is_empty() {
        Some("it is empty".to_owned())
    } else if path.starts_with('/') {
        Some("it begins with `/`, but must be relative to the site".to_owned())
    } else {
        path.split('/').find_map(part_fault)
    };
    match fault {
        None => Ok(()),
        Some(reason) => Err(PublishError::BadPath { path: path.to_owned(), reason }),
    }
}

fn file_and_folder(path: &str, other: &str) -> PublishError {
    PublishError::FileAndFolder { path: path.to_owned(), other: other.to_owned() }
}

/// What is wrong with one part of a path, as a clause. The rules for names are those of Windows,
/// the strictest system: <https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file>.
fn part_fault(part: &str) -> Option<String> {
    if part.is_empty() {
        return Some("it has an empty part, two `/` together or a `/` at its end".to_owned());
    }
    if part == "." || part == ".." {
        return Some(format!("it has the part `{part}`, which is no name"));
    }
    if let Some(bad) = part.chars().find(|&c| c.is_control() || r#"<>:"|?*\"#.contains(c)) {
        let bad = bad.escape_debug();
        return Some(format!("it holds the character `{bad}`, which Windows allows in no file name"));
    }
    if part.ends_with(['.', ' ']) {
        return Some(format!("its part `{part}` ends with a full stop or a space, which Windows drops"));
    }
    is_device(part).then(|| format!("its part `{part}` is the name of a device on Windows"))
}

/// Whether Windows takes this name for a device: the name before the first full stop counts, and
/// spaces at its end do not.
fn is_device(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or(part).trim_end_matches(' ');
    if DEVICES.iter().any(|device| device.eq_ignore_ascii_case(stem)) {
        return true;
    }
    // A port has one digit, of which Windows knows three in superscript too.
    let Some((port, digit)) = stem.split_at_checked(3) else {
        return false;
    };
    let is_port = port.eq_ignore_ascii_case("COM") || port.eq_ignore_ascii_case("LPT");
    let mut digits = digit.chars();
    let is_digit = digits.next().is_some_and(|c| c.is_ascii_digit() || "¹²³".contains(c));
    is_port && is_digit && digits.next().is_none()
}

/// The form that paths share where case is ignored: each letter as its capital, where that is one
/// letter, as NTFS does.
fn fold(path: &str) -> String {
    if path.is_ascii() {
        return path.to_ascii_uppercase();
    }
    let capital = |letter: char| {
        let mut capitals = letter.to_uppercase();
        match (capitals.next(), capitals.next()) {
            (Some(capital), None) => capital,
            _ => letter,
        }
    };
    path.chars().map(capital).collect()
}
