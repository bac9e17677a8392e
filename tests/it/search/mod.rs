//! The search index, read by a reader of its own: what it finds is what the files say, not what made them.

mod index;
mod properties;
mod reader;
mod settings;
