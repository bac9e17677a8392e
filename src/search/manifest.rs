//! The manifest, and what pages can be filtered by.

use serde::Serialize;

use super::language::Habits;
use super::pages::Page;
use super::write::Words;

/// What the reader must know before it can ask for anything else.
#[derive(Serialize)]
pub(super) struct Manifest<'a> {
    /// The version of the format.
    pub(super) format: u32,
    /// The language of the texts.
    pub(super) language: &'a str,
    /// The folder of the other files.
    pub(super) folder: &'a str,
    /// The folder of the index of earlier versions, whose own manifest is in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) earlier: Option<&'a str>,
    /// How many sections each page has.
    pub(super) pages: &'a [usize],
    /// How many of the pages, from the first, say something themselves; the others rank lower.
    pub(super) telling: usize,
    /// How many sections are in each file of excerpts.
    pub(super) excerpts: &'a [usize],
    /// The tables of the files of words.
    #[serde(flatten)]
    pub(super) words: &'a Words,
    /// Words for the same thing: forms of words or their groups, with the group of the set.
    pub(super) synonyms: Vec<(&'a [Vec<String>], usize)>,
    #[serde(flatten)]
    pub(super) habits: &'a Habits,
}

/// What a page can be filtered by: its collection, roles, topics and state by their names.
#[derive(Serialize)]
pub(super) struct Row {
    #[serde(skip_serializing_if = "Option::is_none")]
    collection: Option<String>,
    role: Vec<String>,
    topic: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'static str>,
}

impl Row {
    pub(super) fn new(page: Page) -> Self {
        let status = page.version.map(|(_, status)| status.name());
        Self { collection: page.collection, role: page.roles, topic: page.topics, status }
    }
}
