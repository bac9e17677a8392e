//! Releasing: freezing a draft as the next version, and proving that nothing released was altered.
//!
//! - [`transaction`] changes several files of the content as one: whoever is killed in between leaves the content as it
//!   was before or, once the next command has run, as it is after.
//! - [`adopt`] records versions in `versions.lock` that it does not know yet.
//! - [`plan`] works out in memory what a release will change, and checks it; [`refusal`] says why it may not be made.
//! - [`skeleton`] and [`quiz_skeleton`] write files to begin with.
//! - [`history`] compares the lock with the one of an earlier commit.

pub mod adopt;
mod edit;
mod freeze;
pub mod history;
pub mod plan;
pub mod quiz_skeleton;
pub mod refusal;
pub mod skeleton;
pub mod transaction;
