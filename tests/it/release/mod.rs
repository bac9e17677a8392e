//! Releasing versions, and the proof that none was altered.

mod chain;
mod transaction;
mod verify;
