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
