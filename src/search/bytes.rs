//! How numbers and files are written: as few bytes as the reader can do without.

pub(super) use crate::leb128::{Numbers, push_number, push_signed};
use libdeflater::{CompressionLvl, Compressor};

/// The next level that saves a byte in a hundred takes twice as long.
const LEVEL: i32 = 1;

/// The level that stores files as they are.
const STORED: i32 = 0;

/// Writes a text as a string of JSON, line by line: nearly no line holds what must be escaped.
pub(super) fn push_string(bytes: &mut Vec<u8>, text: &str) {
    bytes.push(b'"');
    let mut rest = text;
    loop {
        let end = memchr::memchr(b'\n', rest.as_bytes());
        let (line, after) = end.and_then(|end| rest.split_at_checked(end)).unwrap_or((rest, ""));
        // All of it is read, because that takes less time than to look at each byte by itself.
        let is_plain = line.bytes().fold(true, |all, byte| all & (byte >= b' ') & (byte != b'"') & (byte != b'\\'));
        if is_plain {
            bytes.extend_from_slice(line.as_bytes());
        } else {
            let quoted = serde_json::to_vec(line).unwrap_or_default();
            bytes.extend_from_slice(quoted.get(1..quoted.len() - 1).unwrap_or_default());
        }
        match after.strip_prefix('\n') {
            Some(next) => rest = next,
            None => break,
        }
        bytes.extend_from_slice(br"\n");
    }
    bytes.push(b'"');
}

/// Writes files as gzip (RFC 1952), one after the other, each over the one before. Its checksum tells the reader when a byte
/// was lost or changed, and the same bytes come out for the same bytes on every machine.
pub(super) struct Gzip {
    compressor: Compressor,
    storer: Compressor,
    /// The last file that was written, and whatever else is behind it.
    room: Vec<u8>,
}

impl Default for Gzip {
    fn default() -> Self {
        let compressor = |level| Compressor::new(CompressionLvl::new(level).unwrap_or_default());
        Self { compressor: compressor(LEVEL), storer: compressor(STORED), room: Vec::new() }
    }
}

impl Gzip {
    /// The file, compressed.
    pub(super) fn compress(&mut self, bytes: &[u8]) -> &[u8] {
        written(&mut self.compressor, &mut self.room, bytes)
    }

    /// The file as it is.
    pub(super) fn store(&mut self, bytes: &[u8]) -> &[u8] {
        written(&mut self.storer, &mut self.room, bytes)
    }
}

fn written<'r>(compressor: &mut Compressor, room: &'r mut Vec<u8>, bytes: &[u8]) -> &'r [u8] {
    let most = compressor.gzip_compress_bound(bytes.len());
    if room.len() < most {
        room.resize(most, 0);
    }
    // There is room, so that nothing can fail.
    let length = compressor.gzip_compress(bytes, room).unwrap_or_default();
    &room[..length]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn texts_are_written_as_json_has_them(text in "([a-z\"\\\\/ \\t\\r\u{1}\u{7f}é\u{2028}]|\\n){0,24}") {
            let mut bytes = Vec::new();
            push_string(&mut bytes, &text);
            prop_assert_eq!(bytes, serde_json::to_vec(&text).unwrap_or_default());
        }
    }
}
