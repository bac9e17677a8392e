//! Paths that every system can hold, and which of them are the same where case is ignored.

/// Device names that Windows does not allow as a file name, with or without an extension.
const DEVICES: [&str; 6] = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];

/// What is wrong with one part of a path, as a clause. The rules for names are those of Windows,
/// the strictest system: <https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file>.
pub(crate) fn part_fault(part: &str) -> Option<String> {
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
pub(crate) fn fold(path: &str) -> String {
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
