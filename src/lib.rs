//! Vellum publishes an organisation's social media policy, guidance and training as a static portal.
//!
//! The portal is a pure function from a snapshot and a date to pages; a page is a pure function of the site. Building,
//! checking and serving differ only in what they do with it. In the order in which they run:
//!
//! - [`source`] takes a snapshot of the content and theme folders: paths, bytes, hashes. Nothing else reads the disk.
//! - [`parse`] turns one file into data and findings, knowing no other file; results are remembered by content.
//! - [`assemble`] makes the portal on a date from all of them: versions with their states, clauses with their numbers,
//!   links with their targets, and every address.
//! - [`check`] looks for what only the whole shows, and documents every rule.
//! - [`prose`] tells its rules which words and sentences a text has.
//! - [`portal`] holds the outcome of all these steps.
//! - [`render`] makes one page at a time; [`search`] makes the search index from the same texts.
//! - [`agenda`] lists what waits to be done.
//! - [`redline`] says what changed from one version of a text to another.
//! - [`release`] freezes drafts as versions, and proves that nothing released was altered.
//! - [`record`] reads the records that learners download, and compares them with the portal.
//! - [`starter`] makes a new portal from the starter content.
//! - [`publish`] writes them beside the old site and swaps the two; [`serve`] makes them when they are asked for.
//! - [`package`] packs a quiz and the text that leads to it for a learning management system.
//!
//! [`model`] is the data between them, [`diagnostic`] and [`span`] say what is wrong and where, [`yaml`] is the only
//! reader of YAML, [`theme`] holds the look, and [`cli`] is the only place that prints.

pub mod agenda;
pub mod assemble;
mod bytes;
pub mod check;
pub mod cli;
pub mod diagnostic;
mod leb128;
pub mod model;
pub mod package;
pub mod parse;
mod portable;
pub mod portal;
pub mod prose;
pub mod publish;
pub mod record;
pub mod redline;
pub mod release;
pub mod render;
mod schema;
pub mod search;
pub mod serve;
pub mod source;
pub mod span;
pub mod starter;
pub mod theme;
pub mod yaml;
