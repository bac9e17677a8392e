//! Markdown as HTML: one pass over the events, with the links that were resolved before.

mod footnotes;
mod writer;

use pulldown_cmark::{Event, Parser, TagEnd, TextMergeStream};

use self::writer::Writer;
use super::escape;
use super::highlight::Highlighter;
use super::link::{Linker, encode};
use crate::model::{Body, HtmlPolicy, Settings};
use crate::parse::correction::{Piece, pieces};
use crate::parse::markdown_options;
use crate::theme::Strings;

/// What a text needs to become HTML.
pub(super) struct Markdown<'a> {
    pub(super) settings: &'a Settings,
    pub(super) strings: &'a Strings,
    pub(super) linker: &'a Linker,
    pub(super) highlighter: &'a Highlighter,
    /// What to write behind the heading with an index: what stands behind the clause.
    pub(super) behind_heading: &'a dyn Fn(usize) -> String,
    /// Put before anchors and footnotes, for pages that show several texts.
    pub(super) prefix: &'a str,
}

impl Markdown<'_> {
    /// The text as HTML.
    pub(super) fn html(&self, body: &Body) -> String {
        let mut writer = Writer::new(self, body);
        if !body.corrections.is_empty() {
            return self.corrected(writer, body);
        }
        let events = body.events().map(|(event, _)| event);
        if body.variables.is_empty() {
            events.for_each(|event| writer.event(event));
        } else {
            // Marks inside the braces part a text into several events.
            TextMergeStream::new(events).for_each(|event| writer.event(event));
        }
        self.finished(writer, body)
    }

    /// A text with the old words of its corrections struck through before the new ones.
    fn corrected(&self, mut writer: Writer<'_>, body: &Body) -> String {
        for piece in pieces(body).unwrap_or_default() {
            match piece {
                Piece::Event(event) => writer.event(event),
                Piece::Start(index) => writer.correction_start(index),
                Piece::End(index) => writer.correction_end(index),
            }
        }
        self.finished(writer, body)
    }

    fn finished(&self, writer: Writer<'_>, body: &Body) -> String {
        let html = writer.finish();
        if body.html.is_empty() || self.settings.markdown.html == HtmlPolicy::Deny { html } else { clean(&html) }
    }
}

/// The words of a text in one line, without its markup.
pub(super) fn plain(markdown: &str) -> String {
    let mut words = String::new();
    for event in Parser::new_ext(markdown, markdown_options()) {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph | TagEnd::Item) => words.push(' '),
            _ => {}
        }
    }
    words.truncate(words.trim_end().len());
    words
}

/// Cleans a text that holds raw HTML: nothing that could run, load, submit or hide survives.
fn clean(html: &str) -> String {
    ammonia::Builder::default()
        .add_generic_attributes(["id", "class", "aria-label", "aria-hidden", "aria-describedby", "role"])
        .add_tags(["section", "input"])
        .add_tag_attributes("div", ["tabindex"])
        .add_tag_attributes("input", ["type", "checked", "disabled"])
        .add_tag_attributes("img", ["loading", "width", "height"])
        .add_tag_attributes("th", ["scope"])
        .add_tag_attribute_values("input", "type", ["checkbox"])
        .link_rel(None)
        .url_schemes(["https", "http", "mailto", "tel"].into())
        .clean(html)
        .to_string()
        .replace(BREAK, "")
}

/// A character that no text uses, put into the names of attributes of raw HTML that would link or load: cleaning then
/// takes them for unknown ones, and so tells them from those that come from Markdown.
const BREAK: char = '\u{e000}';

/// Raw HTML without working links and pictures. What is text in it looks the same again after cleaning.
fn unlink(html: &str) -> String {
    let mut unlinked = html.replace(BREAK, "");
    for name in ["href", "src", "cite"] {
        let lower = unlinked.to_ascii_lowercase();
        let places: Vec<usize> = lower.match_indices(name).map(|(at, _)| at + 1).collect();
        for at in places.into_iter().rev() {
            unlinked.insert(at, BREAK);
        }
    }
    unlinked
}
