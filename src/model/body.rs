//! What is known of a Markdown text without turning it into HTML: headings, links, pictures.

use std::ops::Range;
use std::sync::Arc;

use super::{ClauseId, DocumentId, DutyId, Events, OrganisationKind, Recording, Remembered, UrlPath, Version};
use crate::span::{FilePath, Place};

/// A Markdown text and what was found in it. All ranges are bytes of `source`.
///
/// Whatever is long is shared: each assembly takes a copy of every text out of the memo, to fill in numbers and targets.
#[derive(Clone, Debug)]
pub struct Body {
    /// The file that it stands in.
    pub file: FilePath,
    /// For a text inside a YAML value: the place of the value, to which all its findings point.
    pub inside: Option<Place>,
    /// The whole file, or the YAML value.
    pub source: Arc<str>,
    /// The part of `source` that is Markdown, after the front matter.
    pub text: Range<usize>,
    /// What the Markdown consists of.
    pub recording: Recording,
    /// The headings, in order.
    pub headings: Vec<Heading>,
    /// Links and pictures in the order in which they start.
    pub markup: Vec<Markup>,
    /// The code blocks that name a language.
    pub code: Arc<[CodeBlock]>,
    /// The variables it names, `{{ name }}`, with their places.
    pub variables: Arc<[(String, Range<usize>)]>,
    /// Raw HTML, each piece once.
    pub html: Arc<[Range<usize>]>,
    /// How many words it has.
    pub words: usize,
    /// The corrections of a released text, in order; `source` has the new words already.
    pub corrections: Vec<Corrected>,
    /// What rules worked out from it; shared with the memo.
    pub remembered: Arc<Remembered>,
}

/// A place in a text where a correction put other words than were released.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corrected {
    /// The id of the changelog entry that says so.
    pub change: String,
    /// The bytes of the new words in the text's source.
    pub range: Range<usize>,
    /// The bytes of the old words in the file.
    pub replaced: Range<usize>,
    /// The old words, without Markdown.
    pub original: String,
}

impl Body {
    /// The place of a part of this text.
    #[must_use]
    pub fn place(&self, range: &Range<usize>) -> Place {
        let in_file = || Place::bytes(&self.file, self.in_file(range.start)..self.in_file(range.end));
        self.inside.clone().unwrap_or_else(in_file)
    }

    /// Where in the file a byte of `source` is: the two differ behind a correction.
    fn in_file(&self, at: usize) -> usize {
        let mut found = at;
        for correction in &self.corrections {
            if at >= correction.range.end {
                found = at - correction.range.end + correction.replaced.end;
            } else if at > correction.range.start {
                return correction.replaced.start;
            }
        }
        found
    }

    /// The Markdown itself.
    #[must_use]
    pub fn markdown(&self) -> &str {
        self.source.get(self.text.clone()).unwrap_or_default()
    }

    /// The events of the Markdown, each with its bytes in [`Self::markdown`].
    #[must_use]
    pub fn events(&self) -> Events<'_> {
        self.recording.events(self.markdown())
    }

    /// The text of a file that could not be read.
    #[must_use]
    pub fn lost(file: &FilePath) -> Self {
        Self::unread(file, None, Arc::default(), 0..0)
    }

    /// True for the text of a file that could not be read: nothing follows from what is not in it.
    #[must_use]
    pub fn is_lost(&self) -> bool {
        // A file that was read has front matter at least.
        self.inside.is_none() && self.source.is_empty()
    }

    /// A text of which nothing is known yet.
    #[must_use]
    pub fn unread(file: &FilePath, inside: Option<Place>, source: Arc<str>, text: Range<usize>) -> Self {
        Self {
            file: file.clone(),
            inside,
            source,
            text,
            recording: Recording::default(),
            headings: Vec::new(),
            markup: Vec::new(),
            code: Arc::default(),
            variables: Arc::default(),
            html: Arc::default(),
            words: 0,
            corrections: Vec::new(),
            remembered: Arc::default(),
        }
    }

    /// The words of a clause as they are written, from below its heading to the next heading that is no part of it,
    /// without white space at the ends; `None` if there is no such clause.
    #[must_use]
    pub fn clause(&self, id: &str) -> Option<&str> {
        let index = self.headings.iter().position(|heading| heading.id.as_str() == id && !heading.in_note)?;
        let heading = self.headings.get(index)?;
        let after = self.headings.get(index + 1..).unwrap_or_default();
        let next = after.iter().find(|other| !other.in_note && other.level <= heading.level);
        let end = next.map_or(self.text.end, |next| next.range.start);
        self.source.get(heading.range.end..end).map(str::trim)
    }

    /// For each heading its id and what is written from it to the next heading, of any level, that stands in no footnote.
    pub fn clauses(&self) -> impl Iterator<Item = (&ClauseId, &str)> {
        let written = |range: Range<usize>| self.source.get(range).map_or("", str::trim_end);
        let mut outside = self.headings.iter().filter(|heading| !heading.in_note).peekable();
        self.headings.iter().map(move |heading| {
            while outside.next_if(|next| next.range.start <= heading.range.start).is_some() {}
            let end = outside.peek().map_or(self.text.end, |next| next.range.start);
            (&heading.id, written(heading.range.start..end))
        })
    }

    /// The heading that carries an id.
    #[must_use]
    pub fn heading(&self, id: &str) -> Option<&Heading> {
        self.headings.iter().find(|heading| heading.id.as_str() == id)
    }
}

/// A heading: a clause, in a numbered collection.
#[derive(Clone, Debug)]
pub struct Heading {
    /// From 1 to 6, as written.
    pub level: u8,
    /// The anchor, written by the author or made from the text.
    pub id: ClauseId,
    /// Anchors of clauses whose place this one took.
    pub older: Vec<ClauseId>,
    /// The plain text.
    pub text: Arc<str>,
    /// The duties that the clause meets.
    pub covers: Vec<DutyId>,
    /// The kinds of organisation that the clause is for; empty for all.
    pub applies_to: Vec<OrganisationKind>,
    /// The heading's place in the file.
    pub range: Range<usize>,
    /// The clause number, `4.2`; empty where clauses are not numbered or not shown.
    pub number: String,
    /// True for a heading in a footnote, which stands where the note is shown, if it is shown at all.
    pub in_note: bool,
    /// False where the organisation is of another kind than the clause is for.
    pub shown: bool,
}

/// A link or a picture.
#[derive(Clone, Debug)]
pub enum Markup {
    /// `[text](destination)`
    Link(Link),
    /// `![alt](destination)`
    Image(Image),
}

/// A link as written.
#[derive(Clone, Debug)]
pub struct Link {
    /// The destination, with variables not yet filled in.
    pub destination: Arc<str>,
    /// The plain text, with the alternative text of pictures in it.
    pub text: Arc<str>,
    /// Its place in the file.
    pub range: Range<usize>,
    /// Where it leads, once the whole content is known.
    pub target: LinkTarget,
}

/// A picture as written.
#[derive(Clone, Debug)]
pub struct Image {
    /// The destination, with variables not yet filled in.
    pub destination: Arc<str>,
    /// The alternative text.
    pub alt: Arc<str>,
    /// Its place in the file.
    pub range: Range<usize>,
    /// Where it leads, once the whole content is known.
    pub target: LinkTarget,
    /// Width and height in CSS pixels, where the file says so.
    pub size: Option<(usize, usize)>,
}

/// Where a link leads.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum LinkTarget {
    /// Not known: the link is broken, and a finding says so.
    #[default]
    Broken,
    /// A file that may not be published: a finding says why.
    Refused(FilePath),
    /// A page that this portal does not publish; shown as plain text.
    Unpublished,
    /// From a frozen file to a page that is no longer there; shown as text with a note.
    Gone,
    /// A place on the same page.
    Anchor(String),
    /// A page or file of the portal, with its anchor.
    Internal {
        /// The address.
        url: UrlPath,
        /// What follows `#`; empty if there is none.
        fragment: String,
        /// The document it belongs to, if it is one.
        document: Option<(DocumentId, Option<Version>)>,
        /// The file, if it is a picture or another media file.
        media: Option<FilePath>,
    },
    /// Somewhere else: the whole address, with variables filled in.
    External(String),
}

/// A fenced code block that names a language.
#[derive(Clone, Debug)]
pub struct CodeBlock {
    /// The language.
    pub language: String,
    /// Its place in the file.
    pub range: Range<usize>,
}
