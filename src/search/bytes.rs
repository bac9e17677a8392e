//! How numbers and files are written: as few bytes as the reader can do without.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

/// Writes a number in groups of seven bits, the lowest first, with the eighth bit set on all but the last (LEB128).
pub(super) fn push_number(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Writes a number that may be negative: the sign in the lowest bit (zigzag).
pub(super) fn push_signed(bytes: &mut Vec<u8>, number: i32) {
    push_number(bytes, ((number << 1) ^ (number >> 31)).cast_unsigned());
}

/// Compresses a file as gzip (RFC 1952), whose checksum tells the reader when a byte was lost or changed. The same bytes
/// come out for the same bytes.
pub(super) fn compress(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 2), Compression::new(6));
    // Writing to memory cannot fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}
