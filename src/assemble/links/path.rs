//! Parts of addresses.

/// The scheme of an address (RFC 3986, section 3.1).
pub(super) fn scheme(destination: &str) -> Option<&str> {
    let (scheme, _) = destination.split_once(':')?;
    let mut bytes = scheme.bytes();
    let starts = bytes.next().is_some_and(|byte| byte.is_ascii_alphabetic());
    (starts && bytes.all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))).then_some(scheme)
}

/// Follows a relative path from a folder, both below `content/`; `None` if it leads out.
pub(super) fn normalise(folder: &str, path: &str) -> Option<String> {
    let mut found = String::with_capacity(folder.len() + 1 + path.len());
    found.push_str(folder);
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if found.is_empty() => return None,
            ".." => found.truncate(found.rfind('/').unwrap_or(0)),
            part => {
                if !found.is_empty() {
                    found.push('/');
                }
                found.push_str(part);
            }
        }
    }
    Some(found)
}
