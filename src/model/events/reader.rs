//! From what was recorded back to events.

use std::ops::Range;

use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, MetadataBlockKind, Tag, TagEnd,
};

use super::{Kind, LINK_TYPES};
use crate::leb128::Numbers;

/// The events of a text, in order.
#[derive(Debug)]
pub struct Events<'a> {
    markdown: &'a str,
    numbers: Numbers<'a>,
    words: &'a str,
    /// Where the last event began, or ended if nothing is in it.
    at: usize,
    /// What is open, and where.
    open: Vec<(TagEnd, Range<usize>)>,
}

impl<'a> Iterator for Events<'a> {
    type Item = (Event<'a>, Range<usize>);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let number = self.number()?;
        let kind = *Kind::ALL.get(number >> 1)?;
        if let Kind::End = kind {
            let (tag, range) = self.open.pop()?;
            self.at = range.end;
            return Some((Event::End(tag), range));
        }
        if number & 1 == 1 {
            self.at = self.place()?;
        }
        let range = self.at..self.at + self.number()?;
        let event = self.event(kind, &range)?;
        match &event {
            Event::Start(tag) => self.open.push((tag.to_end(), range.clone())),
            _ => self.at = range.end,
        }
        Some((event, range))
    }
}

impl<'a> Events<'a> {
    pub(super) fn new(markdown: &'a str, numbers: Numbers<'a>, words: &'a str) -> Self {
        Self { markdown, numbers, words, at: 0, open: Vec::new() }
    }

    fn event(&mut self, kind: Kind, range: &Range<usize>) -> Option<Event<'a>> {
        Some(match kind {
            Kind::Verbatim => Event::Text(self.markdown.get(range.clone())?.into()),
            Kind::Text => Event::Text(self.string()?),
            Kind::Code => Event::Code(self.string()?),
            Kind::InlineMath => Event::InlineMath(self.string()?),
            Kind::DisplayMath => Event::DisplayMath(self.string()?),
            Kind::Html => Event::Html(self.string()?),
            Kind::InlineHtml => Event::InlineHtml(self.string()?),
            Kind::FootnoteReference => Event::FootnoteReference(self.string()?),
            Kind::SoftBreak => Event::SoftBreak,
            Kind::HardBreak => Event::HardBreak,
            Kind::Rule => Event::Rule,
            Kind::TaskListMarker => Event::TaskListMarker(self.number()? == 1),
            tag => Event::Start(self.tag(tag)?),
        })
    }

    fn tag(&mut self, kind: Kind) -> Option<Tag<'a>> {
        Some(match kind {
            Kind::Heading => {
                let level = HeadingLevel::try_from(self.number()?).ok()?;
                let id = self.option()?;
                let classes = (0..self.number()?).map(|_| self.string()).collect::<Option<_>>()?;
                let attrs = (0..self.number()?).map(|_| Some((self.string()?, self.option()?)));
                Tag::Heading { level, id, classes, attrs: attrs.collect::<Option<_>>()? }
            }
            Kind::BlockQuote => Tag::BlockQuote(QUOTES.get(self.number()?).copied()?),
            Kind::FencedCode => Tag::CodeBlock(CodeBlockKind::Fenced(self.string()?)),
            Kind::IndentedCode => Tag::CodeBlock(CodeBlockKind::Indented),
            Kind::HtmlBlock => Tag::HtmlBlock,
            Kind::NumberedList => Tag::List(Some(u64::from(self.numbers.next()?))),
            Kind::List => Tag::List(None),
            Kind::Item => Tag::Item,
            Kind::FootnoteDefinition => Tag::FootnoteDefinition(self.string()?),
            Kind::DefinitionList => Tag::DefinitionList,
            Kind::DefinitionListTitle => Tag::DefinitionListTitle,
            Kind::DefinitionListDefinition => Tag::DefinitionListDefinition,
            Kind::Table => {
                let columns = (0..self.number()?).map(|_| ALIGNMENTS.get(self.number()?).copied());
                Tag::Table(columns.collect::<Option<_>>()?)
            }
            Kind::TableHead => Tag::TableHead,
            Kind::TableRow => Tag::TableRow,
            Kind::TableCell => Tag::TableCell,
            Kind::Emphasis => Tag::Emphasis,
            Kind::Strong => Tag::Strong,
            Kind::Strikethrough => Tag::Strikethrough,
            Kind::Superscript => Tag::Superscript,
            Kind::Subscript => Tag::Subscript,
            Kind::Link => {
                let (link_type, [dest_url, title, id]) = self.link()?;
                Tag::Link { link_type, dest_url, title, id }
            }
            Kind::Image => {
                let (link_type, [dest_url, title, id]) = self.link()?;
                Tag::Image { link_type, dest_url, title, id }
            }
            Kind::MetadataBlock => Tag::MetadataBlock(METADATA.get(self.number()?).copied()?),
            _ => Tag::Paragraph,
        })
    }

    fn link(&mut self) -> Option<(LinkType, [CowStr<'a>; 3])> {
        let link_type = LINK_TYPES.get(self.number()?).copied()?;
        Some((link_type, [self.string()?, self.string()?, self.string()?]))
    }

    fn option(&mut self) -> Option<Option<CowStr<'a>>> {
        Some(if self.number()? == 1 { Some(self.string()?) } else { None })
    }

    fn string(&mut self) -> Option<CowStr<'a>> {
        let number = self.number()?;
        let length = number >> 1;
        if number & 1 == 1 {
            let (text, rest) = self.words.split_at_checked(length)?;
            self.words = rest;
            return Some(text.into());
        }
        let place = self.place()?;
        self.markdown.get(place..place + length).map(CowStr::from)
    }

    fn number(&mut self) -> Option<usize> {
        self.numbers.next().map(|number| number as usize)
    }

    fn place(&mut self) -> Option<usize> {
        self.at.checked_add_signed(self.numbers.next_signed()? as isize)
    }
}

const QUOTES: [Option<BlockQuoteKind>; 6] = [
    None,
    Some(BlockQuoteKind::Note),
    Some(BlockQuoteKind::Tip),
    Some(BlockQuoteKind::Important),
    Some(BlockQuoteKind::Warning),
    Some(BlockQuoteKind::Caution),
];

const ALIGNMENTS: [Alignment; 4] = [Alignment::None, Alignment::Left, Alignment::Center, Alignment::Right];

const METADATA: [MetadataBlockKind; 2] = [MetadataBlockKind::YamlStyle, MetadataBlockKind::PlusesStyle];
