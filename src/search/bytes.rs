//! How numbers and files are written: as few bytes as the reader can do without.

pub(super) use crate::leb128::{Numbers, push_number, push_signed};
use libdeflater::{CompressionLvl, Compressor};

/// The next level that saves a byte in a hundred takes twice as long.
const LEVEL: i32 = 1;

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
