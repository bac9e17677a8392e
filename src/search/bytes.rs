//! How numbers and files are written: as few bytes as the reader can do without.

use libdeflater::{CompressionLvl, Compressor};

/// The next level that saves a byte in a hundred takes twice as long.
const LEVEL: i32 = 1;

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
pub(super) struct Gzip {
    compressor: Compressor,
    /// What a file is written to before its size is known.
    room: Vec<u8>,
}

impl Default for Gzip {
    fn default() -> Self {
        Self { compressor: Compressor::new(CompressionLvl::new(LEVEL).unwrap_or_default()), room: Vec::new() }
    }
}

impl Gzip {
    /// The file as gzip (RFC 1952), whose checksum tells the reader when a byte was lost or changed. The same bytes come
    /// out for the same bytes, on every machine.
    pub(super) fn compress(&mut self, bytes: &[u8]) -> Vec<u8> {
        let most = self.compressor.gzip_compress_bound(bytes.len());
        if self.room.len() < most {
            self.room.resize(most, 0);
        }
        // There is room, so that nothing can fail.
        let length = self.compressor.gzip_compress(bytes, &mut self.room).unwrap_or_default();
        self.room[..length].to_vec()
    }
}
