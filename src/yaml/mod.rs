//! Reading YAML: the only place that knows which YAML crate is used.
//!
//! [`read`](read()) turns a text into a value and lists everything that is wrong with it, each
//! problem with its place given as a [`YamlPath`]. [`locate`](locate()) finds the bytes of such a
//! place; it reads the text again, so it is called only when there is something to report.
//!
//! The value is first read into a tree, then from the tree into the wanted type. When the second
//! step meets a mistake, the part that holds it is left out and the step is repeated, until
//! nothing is left to report. A text without mistakes is read once.

mod events;
mod fault;
mod locate;
mod nearest;
mod node;
mod omitted;
mod path;
mod problem;
mod read;
mod syntax;
mod traps;
mod words;

#[cfg(test)]
mod tests;

pub use locate::{Locations, locate};
pub(crate) use nearest::{Names, nearest};
pub use omitted::LeftOut;
pub use path::{Step, YamlPath};
pub use problem::{Part, Problem, ProblemKind};
pub use read::read;
