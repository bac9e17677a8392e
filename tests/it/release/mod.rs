//! Releasing versions, and the proof that none was altered.

mod chain;
mod draft;
mod freeze;
mod retired;
mod transaction;
mod verify;
