//! What of a text is language: its blocks without code and addresses, their sentences, and how hard those are to read.
//!
//! Rules about words ask here. [`blocks()`] knows where in the file each word stands; [`phrases`] finds words in it;
//! [`sentences`] and [`readability`] know English.

mod blocks;
mod filter;
mod mentions;
pub mod phrases;
pub mod readability;
pub mod sentences;
pub mod syllables;

pub use blocks::{Block, BlockKind, CODE, blocks};
pub use mentions::mentions;

/// True for a text whose blanks are single spaces, as most are. The loops do not stop early, so that the compiler can look
/// at many bytes at once.
#[must_use]
pub fn is_spaced(text: &str) -> bool {
    let pairs = text.bytes().zip(text.as_bytes().get(1..).unwrap_or_default());
    let double = pairs.fold(false, |found, (byte, next)| found | ((byte == b' ') & (*next == b' ')));
    !text.bytes().fold(double, |found, byte| found | matches!(byte, b'\t' | b'\n' | b'\r'))
}
