//! How numbers and files are written: as few bytes as the reader can do without.

use flate2::{Compress, Compression, Crc, FlushCompress};

/// Higher levels take half as long again and save one byte in a hundred.
const LEVEL: u32 = 3;

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

/// The numbers that [`push_number`] wrote.
pub(super) struct Numbers<'a>(&'a [u8]);

impl<'a> Numbers<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }
}

impl Iterator for Numbers<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let mut number = 0;
        for shift in (0..32).step_by(7) {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            number |= u32::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                break;
            }
        }
        Some(number)
    }
}

/// Compresses files, one after the other.
pub(super) struct Gzip(Compress);

impl Default for Gzip {
    fn default() -> Self {
        Self(Compress::new(Compression::new(LEVEL), false))
    }
}

impl Gzip {
    /// The file as gzip (RFC 1952), whose checksum tells the reader when a byte was lost or changed. The same bytes come
    /// out for the same bytes.
    pub(super) fn compress(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut checksum = Crc::new();
        checksum.update(bytes);
        self.0.reset();
        // What cannot be compressed grows by a few bytes in every 16 KiB.
        let mut file = Vec::with_capacity(bytes.len() + bytes.len() / 1024 + 64);
        file.extend([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
        // Writing to memory that is large enough cannot fail.
        let _ = self.0.compress_vec(bytes, &mut file, FlushCompress::Finish);
        file.extend(checksum.sum().to_le_bytes());
        file.extend(checksum.amount().to_le_bytes());
        file.shrink_to_fit();
        file
    }
}
