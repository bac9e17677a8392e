//! Releasing versions, and the proof that none was altered.

mod chain;
mod corrections;
mod draft;
mod freeze;
mod frozen;
mod retired;
mod transaction;
mod translations;
mod verify;
