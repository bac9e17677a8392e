//! The events of a Markdown text. A text is parsed once; whoever wants to know what it says reads what was recorded then.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, MetadataBlockKind, Tag, TagEnd,
};

use crate::leb128::{Numbers, push_number, push_signed};

/// The events of a text as the parser told them, in a few bytes each. What stands in the text is not held a second time.
#[derive(Clone, Debug, Default)]
pub struct Recording {
    /// For each event its [`Kind`], and whether it begins elsewhere than where the event before it began, or ended if
    /// nothing is in that; how far from there; how long it is, and what else it tells.
    numbers: Arc<[u8]>,
    /// The words that stand nowhere in the text, such as the character of an entity, one behind the other.
    words: Arc<str>,
}

impl Recording {
    /// The events, each with its bytes in the text that was recorded.
    #[must_use]
    pub fn events<'a>(&'a self, markdown: &'a str) -> Events<'a> {
        Events { markdown, numbers: Numbers::new(&self.numbers), words: &self.words, at: 0, open: Vec::new() }
    }
}

macro_rules! kinds {
    ($($kind:ident,)*) => {
        /// What an event is.
        #[derive(Clone, Copy)]
        enum Kind {
            $($kind,)*
        }

        impl Kind {
            const ALL: &[Self] = &[$(Self::$kind,)*];
        }
    };
}

kinds! {
    End,
    // A text that is the same in the Markdown, as most are.
    Verbatim,
    Text,
    Code,
    InlineMath,
    DisplayMath,
    Html,
    InlineHtml,
    FootnoteReference,
    SoftBreak,
    HardBreak,
    Rule,
    TaskListMarker,
    Paragraph,
    Heading,
    BlockQuote,
    FencedCode,
    IndentedCode,
    HtmlBlock,
    NumberedList,
    List,
    Item,
    FootnoteDefinition,
    DefinitionList,
    DefinitionListTitle,
    DefinitionListDefinition,
    Table,
    TableHead,
    TableRow,
    TableCell,
    Emphasis,
    Strong,
    Strikethrough,
    Superscript,
    Subscript,
    Link,
    Image,
    MetadataBlock,
}

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

const LINK_TYPES: [LinkType; 11] = [
    LinkType::Inline,
    LinkType::Reference,
    LinkType::ReferenceUnknown,
    LinkType::Collapsed,
    LinkType::CollapsedUnknown,
    LinkType::Shortcut,
    LinkType::ShortcutUnknown,
    LinkType::Autolink,
    LinkType::Email,
    LinkType::WikiLink { has_pothole: false },
    LinkType::WikiLink { has_pothole: true },
];

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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Options, Parser};

    use super::*;

    /// What a parser tells of a text, and what comes out of its recording.
    fn told_and_recorded(markdown: &str) -> [Vec<(Event<'static>, Range<usize>)>; 2] {
        let parser = || Parser::new_ext(markdown, Options::all()).into_offset_iter();
        let mut recorder = Recorder::new(markdown);
        parser().for_each(|(event, range)| recorder.event(&event, &range));
        let recording = recorder.finish();
        let owned = |(event, range): (Event<'_>, _)| (event.into_static(), range);
        [parser().map(owned).collect(), recording.events(markdown).map(owned).collect()]
    }

    #[test]
    fn events_come_out_as_they_went_in() {
        let markdown = "\
---
title: x
---

# A *heading* {#id .class key=value other}

Words &amp; \\* marks, \"quotes\" -- ~~gone~~ ^up^, ~down~ $x$ [[wiki|page]] `code`<br>  
**on** [link](a.md \"title\"), [named][1], [loose], <https://example.org> and ![picture](b.png)[^note].

[1]: c.md 'Its title'
[^note]: A note with

    ## A heading in it

> [!WARNING]
> Care
> > Quoted

7. Seventh
   - [ ] to do
   - [x] done

| a | b | c |
|:--|:-:|--:|
| 1 | `\\|` | 3 |

Term
: Definition

~~~ yaml,x
key: value
~~~

    indented

<div>
raw
</div>

***
$$y$$
";
        let [told, recorded] = told_and_recorded(markdown);
        assert!(told.len() > 140, "{}", told.len());
        assert_eq!(told, recorded);
    }

    proptest! {
        #[test]
        fn events_of_any_text_come_out_as_they_went_in(
            markdown in r#"([a-zé☕ ]{1,4}|[\[\]()*_~`<>&;:|!^$#{}="'. \\-]{1,3}|\n{1,2}|\n(> |- |1\. |    |\| |# |```|: |\[\^a\]: ))*"#
        ) {
            let [told, recorded] = told_and_recorded(&markdown);
            prop_assert_eq!(told, recorded);
        }
    }
}
