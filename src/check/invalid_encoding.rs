//! `invalid-encoding`: a text that is not UTF-8.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::span::{FilePath, Place};

pub(super) static RULE: Rule = Rule {
    name: "invalid-encoding",
    level: Level::Error,
    summary: "a text file is not UTF-8",
    docs: "\
Markdown, YAML and theme files are UTF-8. A file in another encoding would show wrong letters, so it is refused.

To put it right: open the file in your editor and save it with the encoding UTF-8.",
};

/// `valid` is how many bytes from the start are good.
pub(crate) fn finding(path: &FilePath, bytes: &[u8], valid: usize) -> Diagnostic {
    let line = bytes.iter().take(valid).filter(|byte| **byte == b'\n').count() + 1;
    let byte = bytes.get(valid).copied().unwrap_or_default();
    let message = format!("line {line} holds the byte 0x{byte:02X}, which is not UTF-8");
    Diagnostic::new(&RULE, Place::file(path), message).help("save the file with the encoding UTF-8")
}
