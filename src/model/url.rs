//! Addresses inside the portal, and relative links between them.

use std::fmt;
use std::sync::Arc;

use serde::{Serialize, Serializer};

use super::Language;
use crate::bytes::table_of;

/// A path inside the portal without a leading slash: `policies/social-media/`, `feed.xml`, or empty for the home page.
///
/// A path that ends with `/` (or is empty) is a page and is written as `index.html` in that folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UrlPath(Arc<str>);

impl UrlPath {
    /// Makes a path from its text.
    #[must_use]
    pub fn new(path: &str) -> Self {
        Self(path.into())
    }

    /// The home page.
    #[must_use]
    pub fn home() -> Self {
        Self::new("")
    }

    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A path below this page.
    #[must_use]
    pub fn join(&self, rest: &str) -> Self {
        Self([&*self.0, rest].concat().into())
    }

    /// The address of the same page in another language: everything of a language lies in a folder of its name.
    #[must_use]
    pub fn in_language(&self, language: &Language) -> Self {
        Self(format!("{language}/{}", self.0).into())
    }

    /// True for pages, false for files such as feeds and pictures.
    #[must_use]
    pub fn is_page(&self) -> bool {
        self.0.is_empty() || self.0.ends_with('/')
    }

    /// The file that this address is written to, below the output folder.
    #[must_use]
    pub fn output_path(&self) -> String {
        if self.is_page() { format!("{}index.html", self.0) } else { self.0.to_string() }
    }

    /// How many folders lie between this page and the home page.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.0.matches('/').count()
    }

    /// The relative reference from this page to another (RFC 3986, section 4.2); `./` for the page itself.
    #[must_use]
    pub fn relative(&self, to: &Self) -> String {
        let folder = self.0.rfind('/').map_or("", |end| &self.0[..=end]);
        let same = folder.bytes().zip(to.0.bytes()).take_while(|(here, there)| here == there).count();
        let shared = folder.as_bytes()[..same].iter().rposition(|byte| *byte == b'/').map_or(0, |at| at + 1);
        let up = folder[shared..].bytes().filter(|byte| *byte == b'/').count();
        let down = &to.0[shared..];
        let mut link = String::with_capacity(3 * up + down.len() + 2);
        for _ in 0..up {
            link.push_str("../");
        }
        // A first part with a colon would read as a scheme.
        if up == 0 && (down.is_empty() || down.split('/').next().is_some_and(|part| part.contains(':'))) {
            link.push_str("./");
        }
        link.push_str(down);
        link
    }
}

impl fmt::Display for UrlPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "/{}", self.0)
    }
}

impl Serialize for UrlPath {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Replaces `%20` and the like; what is not UTF-8 then stays as it was.
pub(crate) fn percent_decode(path: &str) -> String {
    // Nearly every path is written without.
    if !path.contains('%') {
        return path.to_owned();
    }
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        match hex.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(decoded) if byte == b'%' => {
                bytes.push(decoded);
                rest = after.get(2..).unwrap_or_default();
            }
            _ => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| path.to_owned())
}

/// Encodes what may not stand in a path as it is; separators stay.
pub(crate) fn percent_encode(path: impl Into<String>) -> String {
    let path = path.into();
    // Most are of these, and the loop does not stop early, so that the compiler can look at many bytes at once.
    let is_common = |byte| matches!(byte, b'a'..=b'z' | b'-'..=b'9');
    if path.bytes().fold(true, |all, byte| all & is_common(byte)) || path.bytes().all(is_plain) {
        return path;
    }
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        if is_plain(byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// True for what may stand in a path as it is.
fn is_plain(byte: u8) -> bool {
    PLAIN[usize::from(byte)]
}

/// [`is_plain`] for every byte: every link asks for each of its own.
const PLAIN: [bool; 256] = table_of!(may_stand);

const fn may_stand(byte: u8) -> bool {
    matches!(
        byte,
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' | b':' | b'@' | b'!' | b'$' | b'&'
            | b'\'' | b'(' | b')' | b'*' | b'+' | b',' | b';' | b'='
    )
}

#[cfg(test)]
mod tests {
    use super::UrlPath;

    #[track_caller]
    fn check(from: &str, to: &str, expected: &str) {
        assert_eq!(UrlPath::new(from).relative(&UrlPath::new(to)), expected);
    }

    #[test]
    fn relative_links_lead_from_page_to_page() {
        check("", "", "./");
        check("", "policies/", "policies/");
        check("policies/", "", "../");
        check("policies/", "policies/", "./");
        check("policies/social-media/", "policies/social-media/1.0/", "1.0/");
        check("policies/social-media/1.0/", "policies/social-media/", "../");
        check("policies/social-media/", "policies/social/", "../social/");
        check("policies/social-media/", "guidance/start-here/", "../../guidance/start-here/");
        check("feed.xml", "changes/", "changes/");
        check("a/b/", "a/b/media/x.png", "media/x.png");
    }
}
