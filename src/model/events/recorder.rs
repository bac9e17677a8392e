//! From events to what is recorded of them.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Tag};

use super::{Kind, LINK_TYPES, Recording};
use crate::leb128::{push_number, push_signed};

/// Records events.
pub struct Recorder<'a> {
    markdown: &'a str,
    numbers: Vec<u8>,
    words: String,
    /// Where the last event began, or ended if nothing is in it.
    at: usize,
}

impl<'a> Recorder<'a> {
    /// Begins to record what a parser tells of a text.
    #[must_use]
    pub fn new(markdown: &'a str) -> Self {
        Self { markdown, numbers: Vec::with_capacity(markdown.len() / 4), words: String::new(), at: 0 }
    }

    /// Takes the next event. Each end has the range of its start.
    #[inline]
    pub fn event(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(tag) => {
                self.tag(tag, range);
                return;
            }
            Event::End(_) => push_number(&mut self.numbers, (Kind::End as u32) << 1),
            Event::Text(text) if self.place(text) == Some(range.start) && text.len() == range.len() => {
                self.begin(Kind::Verbatim, range);
            }
            Event::Text(text) => self.told(Kind::Text, range, text),
            Event::Code(text) => self.told(Kind::Code, range, text),
            Event::InlineMath(text) => self.told(Kind::InlineMath, range, text),
            Event::DisplayMath(text) => self.told(Kind::DisplayMath, range, text),
            Event::Html(text) => self.told(Kind::Html, range, text),
            Event::InlineHtml(text) => self.told(Kind::InlineHtml, range, text),
            Event::FootnoteReference(label) => self.told(Kind::FootnoteReference, range, label),
            Event::SoftBreak => self.begin(Kind::SoftBreak, range),
            Event::HardBreak => self.begin(Kind::HardBreak, range),
            Event::Rule => self.begin(Kind::Rule, range),
            Event::TaskListMarker(done) => {
                self.begin(Kind::TaskListMarker, range);
                self.number(usize::from(*done));
            }
        }
        self.at = range.end;
    }

    /// What was recorded.
    #[must_use]
    pub fn finish(self) -> Recording {
        Recording { numbers: self.numbers.into(), words: self.words.into() }
    }

    fn tag(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Paragraph => self.begin(Kind::Paragraph, range),
            Tag::Heading { level, id, classes, attrs } => {
                self.begin(Kind::Heading, range);
                self.number(*level as usize);
                self.option(id.as_ref());
                self.number(classes.len());
                classes.iter().for_each(|class| self.string(class));
                self.number(attrs.len());
                for (key, value) in attrs {
                    self.string(key);
                    self.option(value.as_ref());
                }
            }
            Tag::BlockQuote(kind) => {
                self.begin(Kind::BlockQuote, range);
                self.number(kind.map_or(0, |kind| 1 + kind as usize));
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => self.told(Kind::FencedCode, range, info),
            Tag::CodeBlock(CodeBlockKind::Indented) => self.begin(Kind::IndentedCode, range),
            Tag::HtmlBlock => self.begin(Kind::HtmlBlock, range),
            Tag::List(Some(first)) => {
                self.begin(Kind::NumberedList, range);
                // Never above nine digits.
                self.number(usize::try_from(*first).unwrap_or(usize::MAX));
            }
            Tag::List(None) => self.begin(Kind::List, range),
            Tag::Item => self.begin(Kind::Item, range),
            Tag::FootnoteDefinition(label) => self.told(Kind::FootnoteDefinition, range, label),
            Tag::DefinitionList => self.begin(Kind::DefinitionList, range),
            Tag::DefinitionListTitle => self.begin(Kind::DefinitionListTitle, range),
            Tag::DefinitionListDefinition => self.begin(Kind::DefinitionListDefinition, range),
            Tag::Table(columns) => {
                self.begin(Kind::Table, range);
                self.number(columns.len());
                columns.iter().for_each(|column| self.number(*column as usize));
            }
            Tag::TableHead => self.begin(Kind::TableHead, range),
            Tag::TableRow => self.begin(Kind::TableRow, range),
            Tag::TableCell => self.begin(Kind::TableCell, range),
            Tag::Emphasis => self.begin(Kind::Emphasis, range),
            Tag::Strong => self.begin(Kind::Strong, range),
            Tag::Strikethrough => self.begin(Kind::Strikethrough, range),
            Tag::Superscript => self.begin(Kind::Superscript, range),
            Tag::Subscript => self.begin(Kind::Subscript, range),
            Tag::Link { link_type, dest_url, title, id } => {
                self.begin(Kind::Link, range);
                self.link(*link_type, [dest_url, title, id]);
            }
            Tag::Image { link_type, dest_url, title, id } => {
                self.begin(Kind::Image, range);
                self.link(*link_type, [dest_url, title, id]);
            }
            Tag::MetadataBlock(kind) => {
                self.begin(Kind::MetadataBlock, range);
                self.number(*kind as usize);
            }
        }
    }

    fn link(&mut self, link_type: LinkType, strings: [&str; 3]) {
        let known = LINK_TYPES.iter().position(|known| *known == link_type);
        self.number(known.unwrap_or_default());
        strings.iter().for_each(|string| self.string(string));
    }

    fn begin(&mut self, kind: Kind, range: &Range<usize>) {
        let is_elsewhere = range.start != self.at;
        push_number(&mut self.numbers, (kind as u32) << 1 | u32::from(is_elsewhere));
        if is_elsewhere {
            self.distance(range.start);
        }
        self.number(range.len());
        self.at = range.start;
    }

    fn told(&mut self, kind: Kind, range: &Range<usize>, text: &str) {
        self.begin(kind, range);
        self.string(text);
    }

    fn option(&mut self, text: Option<&CowStr<'_>>) {
        self.number(usize::from(text.is_some()));
        if let Some(text) = text {
            self.string(text);
        }
    }

    /// Where in the Markdown a string stands, or its own words.
    fn string(&mut self, text: &str) {
        match self.place(text) {
            Some(place) => {
                self.number(text.len() << 1);
                self.distance(place);
            }
            None => {
                self.number(text.len() << 1 | 1);
                self.words.push_str(text);
            }
        }
    }

    /// Where a string stands in the Markdown, if it is a part of it.
    fn place(&self, text: &str) -> Option<usize> {
        let place = text.as_ptr().addr().checked_sub(self.markdown.as_ptr().addr())?;
        (place + text.len() <= self.markdown.len()).then_some(place)
    }

    fn number(&mut self, number: usize) {
        push_number(&mut self.numbers, u32::try_from(number).unwrap_or(u32::MAX));
    }

    fn distance(&mut self, to: usize) {
        let distance = i32::try_from(to.cast_signed() - self.at.cast_signed());
        push_signed(&mut self.numbers, distance.unwrap_or(i32::MAX));
    }
}
