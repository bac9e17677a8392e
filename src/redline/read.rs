//! From a Markdown text to what its reader sees of it.

use std::sync::Arc;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, Tag, TagEnd, TextMergeStream};

use super::notes::Notes;
use super::text::{
    Alignment, Block, Clause, Destination, Formatting, GroupKind, Heading, Inline, OBJECT, Object, Table, Text,
    TextKind,
};
use crate::model::{Body, LinkTarget, Markup, Settings};
use crate::parse::Shown;
use crate::prose::is_spaced;

/// Reads a text: variables are filled in, clauses for other kinds of organisation and notes that nobody mentions are
/// left out, blanks and line ends are single spaces.
#[must_use]
pub fn read(settings: &Settings, body: &Body) -> Text {
    let mut reader = Reader::new(settings, body);
    TextMergeStream::new(body.events().map(|(event, _)| event)).for_each(|event| reader.event(event));
    reader.finish()
}

/// A block that is still open.
enum Open {
    Group(GroupKind, Vec<Block>),
    Table(Table),
    Code(String, String),
    Html(String),
}

struct Reader<'a> {
    settings: &'a Settings,
    /// The clauses that are whole.
    clauses: Vec<Clause>,
    /// The heading of the clause that is being read, and the blocks below it.
    heading: Option<Heading>,
    blocks: Vec<Block>,
    open: Vec<Open>,
    /// The words that are being read.
    line: Option<(TextKind, Inline)>,
    shown: Shown<'a>,
    /// Formatting that is open, in order.
    marks: Vec<Formatting>,
    /// How deep the current event is inside a picture: its content is the alternative text.
    in_image: usize,
    notes: Notes,
}

impl<'a> Reader<'a> {
    fn new(settings: &'a Settings, body: &'a Body) -> Self {
        Self {
            settings,
            clauses: Vec::new(),
            heading: None,
            blocks: Vec::new(),
            open: Vec::new(),
            line: None,
            shown: Shown::new(body),
            marks: vec![Formatting::default()],
            in_image: 0,
            notes: Notes::default(),
        }
    }

    fn event(&mut self, event: Event<'_>) {
        if !self.shown.take(&event) {
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            _ if self.in_image > 0 => {}
            Event::Text(text) => self.text(&text),
            Event::Code(code) => {
                let marks = Formatting { code: true, ..self.current_marks() };
                self.words(&code, &marks);
            }
            Event::Html(html) => match self.open.last_mut() {
                Some(Open::Html(text)) => text.push_str(&html),
                _ => self.block(Block::Html(html.to_string())),
            },
            Event::InlineHtml(html) => self.object(Object::Html(html.to_string())),
            Event::SoftBreak => self.words(" ", &self.current_marks()),
            Event::HardBreak => self.object(Object::Break),
            Event::Rule => self.block(Block::Rule),
            Event::FootnoteReference(label) => {
                self.notes.place(&label);
                self.object(Object::Note(label.to_string()));
            }
            Event::TaskListMarker(done) => {
                if let Some(Open::Group(GroupKind::Item(task), _)) = self.open.last_mut() {
                    *task = Some(done);
                }
            }
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        if self.in_image > 0 {
            self.in_image += 1;
            return;
        }
        match tag {
            Tag::Paragraph => self.begin(TextKind::Paragraph),
            Tag::Heading { level, .. } => self.begin(TextKind::Heading(level as u8)),
            Tag::BlockQuote(kind) => self.group(kind.map_or(GroupKind::Quote, |kind| GroupKind::Alert(alert(kind)))),
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(info) => info.split([' ', ',']).next().unwrap_or_default().to_owned(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.close_line();
                self.open.push(Open::Code(language, String::new()));
            }
            Tag::List(start) => self.group(GroupKind::List(start)),
            Tag::Item => self.group(GroupKind::Item(None)),
            Tag::FootnoteDefinition(label) => {
                self.notes.place(&label);
                self.group(GroupKind::Note(label.to_string()));
            }
            Tag::DefinitionList => self.group(GroupKind::Definitions),
            Tag::DefinitionListTitle => self.group(GroupKind::Term),
            Tag::DefinitionListDefinition => self.group(GroupKind::Definition),
            Tag::Table(alignments) => {
                self.close_line();
                let columns = alignments.iter().map(alignment).collect();
                self.open.push(Open::Table(Table { columns, rows: Vec::new() }));
            }
            Tag::TableHead | Tag::TableRow => {
                if let Some(Open::Table(table)) = self.open.last_mut() {
                    table.rows.push(Vec::new());
                }
            }
            Tag::TableCell => self.line = Some((TextKind::Paragraph, Inline::default())),
            Tag::HtmlBlock => {
                self.close_line();
                self.open.push(Open::Html(String::new()));
            }
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } => self.mark(&tag),
            Tag::Image { .. } => self.image(),
            Tag::Superscript | Tag::Subscript | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        if self.in_image > 0 {
            self.in_image -= 1;
            return;
        }
        match tag {
            TagEnd::Paragraph => self.close_line(),
            TagEnd::Heading(_) => self.heading_end(),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => drop(self.marks.pop()),
            TagEnd::TableCell => {
                let mut cell = self.line.take().map(|(_, cell)| cell).unwrap_or_default();
                cell.trim_end();
                if let Some(Open::Table(Table { rows, .. })) = self.open.last_mut()
                    && let Some(row) = rows.last_mut()
                {
                    row.push(cell);
                }
            }
            TagEnd::FootnoteDefinition => {
                self.close_line();
                if let Some(Open::Group(GroupKind::Note(label), blocks)) = self.open.pop() {
                    self.notes.write(label, blocks);
                }
            }
            TagEnd::BlockQuote(_)
            | TagEnd::CodeBlock
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Table
            | TagEnd::HtmlBlock => self.close(),
            TagEnd::Image
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(Open::Code(_, code)) = self.open.last_mut() {
            code.push_str(text);
            return;
        }
        let marks = self.current_marks();
        if text.contains("{{") {
            self.words(&self.settings.fill_in(text), &marks);
        } else {
            self.words(text, &marks);
        }
    }

    /// Adds words to the line; blanks between words become one space, and there are none at the start.
    fn words(&mut self, text: &str, marks: &Formatting) {
        let (_, line) = self.line.get_or_insert_with(|| (TextKind::Paragraph, Inline::default()));
        let after_blank = line.pieces().last().is_none_or(|last| last.text.ends_with(' '));
        if is_spaced(text) {
            return line.push(if after_blank { text.strip_prefix(' ').unwrap_or(text) } else { text }, marks, None);
        }
        let blank = [' ', '\t', '\n', '\r'];
        let mut words = String::with_capacity(text.len());
        for word in text.split(blank).filter(|word| !word.is_empty()) {
            if words.is_empty() {
                words.push_str(if text.starts_with(blank) && !after_blank { " " } else { "" });
            } else {
                words.push(' ');
            }
            words.push_str(word);
        }
        if text.ends_with(blank) && !(words.is_empty() && after_blank) {
            words.push(' ');
        }
        line.push(&words, marks, None);
    }

    fn object(&mut self, object: Object) {
        let marks = self.current_marks();
        let (_, line) = self.line.get_or_insert_with(|| (TextKind::Paragraph, Inline::default()));
        line.push(OBJECT, &marks, Some(&object));
    }

    fn current_marks(&self) -> Formatting {
        self.marks.last().cloned().unwrap_or_default()
    }

    fn mark(&mut self, tag: &Tag<'_>) {
        let mut marks = self.current_marks();
        match tag {
            Tag::Emphasis => marks.emphasis = true,
            Tag::Strong => marks.strong = true,
            Tag::Strikethrough => marks.strikethrough = true,
            _ => {
                if let Some(Markup::Link(link)) = self.shown.markup() {
                    marks.link = Some(self.destination(&link.target, &link.destination));
                }
            }
        }
        self.marks.push(marks);
    }

    fn image(&mut self) {
        self.in_image = 1;
        if let Some(Markup::Image(image)) = self.shown.markup() {
            let destination = self.destination(&image.target, &image.destination);
            self.object(Object::Image { destination, alt: image.alt.to_string(), size: image.size });
        }
    }

    fn destination(&self, target: &LinkTarget, written: &str) -> Arc<Destination> {
        let known = matches!(target, LinkTarget::Anchor(_) | LinkTarget::Internal { .. } | LinkTarget::External(_));
        let written = if known { String::new() } else { self.settings.fill_in(written) };
        Arc::new(Destination { target: target.clone(), written })
    }

    fn begin(&mut self, kind: TextKind) {
        self.close_line();
        self.line = Some((kind, Inline::default()));
    }

    fn group(&mut self, kind: GroupKind) {
        self.close_line();
        self.open.push(Open::Group(kind, Vec::new()));
    }

    /// Ends the words that are being read, if there are any.
    fn close_line(&mut self) {
        if let Some((kind, mut line)) = self.line.take() {
            line.trim_end();
            if !line.is_empty() {
                self.block(Block::Text(kind, line));
            }
        }
    }

    fn close(&mut self) {
        self.close_line();
        match self.open.pop() {
            Some(Open::Group(kind, blocks)) => self.block(Block::Group(kind, blocks)),
            Some(Open::Table(table)) => self.block(Block::Table(table)),
            Some(Open::Code(language, text)) => self.block(Block::Code { language, text }),
            Some(Open::Html(html)) => self.block(Block::Html(html)),
            None => {}
        }
    }

    fn block(&mut self, block: Block) {
        self.close_line();
        match self.open.last_mut() {
            Some(Open::Group(_, blocks)) => blocks.push(block),
            _ => self.blocks.push(block),
        }
    }

    /// A heading that stands in nothing begins a clause.
    fn heading_end(&mut self) {
        let heading = self.shown.heading();
        if !self.open.is_empty() {
            self.close_line();
            return;
        }
        let Some((TextKind::Heading(level), mut text)) = self.line.take() else { return };
        text.trim_end();
        self.close_clause();
        self.heading = heading.map(|heading| Heading {
            level,
            id: heading.id.clone(),
            number: heading.number.as_str().into(),
            text,
        });
    }

    /// Ends the clause that is being read. Above the first heading there is one only if something stands there.
    fn close_clause(&mut self) {
        let (heading, blocks) = (self.heading.take(), std::mem::take(&mut self.blocks));
        if !self.clauses.is_empty() || heading.is_some() || !blocks.is_empty() {
            self.clauses.push(Clause::new(heading, blocks));
        }
    }

    fn finish(mut self) -> Text {
        self.close_line();
        self.close_clause();
        let notes = self.notes.mentioned(&self.clauses);
        Text { clauses: self.clauses, notes }
    }
}

fn alert(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "note",
        BlockQuoteKind::Tip => "tip",
        BlockQuoteKind::Important => "important",
        BlockQuoteKind::Warning => "warning",
        BlockQuoteKind::Caution => "caution",
    }
}

fn alignment(alignment: &pulldown_cmark::Alignment) -> Alignment {
    match alignment {
        pulldown_cmark::Alignment::Center => Alignment::Centre,
        pulldown_cmark::Alignment::Right => Alignment::End,
        _ => Alignment::Start,
    }
}
