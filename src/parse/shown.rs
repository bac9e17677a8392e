//! What of a text is shown: a clause for other kinds of organisation is passed over, with all that stands in it.
//!
//! Whoever goes through the events of a text asks here, and learns which heading, link or picture of the [`Body`] an
//! event belongs to.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::model::{Body, Heading, Markup};

/// Follows a text event by event.
pub(crate) struct Shown<'a> {
    body: &'a Body,
    /// How many headings have started.
    headings: usize,
    /// How many links and pictures have started.
    markup: usize,
    /// The level of the heading whose clause is not shown.
    hidden: Option<u8>,
    in_note: bool,
    /// Whether each tag that is open is shown: then its end is as well, wherever a clause begins in between.
    open: Vec<bool>,
}

impl<'a> Shown<'a> {
    /// Begins before the first event.
    pub(crate) fn new(body: &'a Body) -> Self {
        Self { body, headings: 0, markup: 0, hidden: None, in_note: false, open: Vec::new() }
    }

    /// Takes the next event, and tells whether it is shown. Every event has to be given, in order.
    pub(crate) fn take(&mut self, event: &Event<'_>) -> bool {
        match event {
            Event::Start(tag) => {
                self.start(tag);
                let shown = self.is_shown();
                self.open.push(shown);
                shown
            }
            Event::End(tag) => {
                if matches!(tag, TagEnd::FootnoteDefinition) {
                    self.in_note = false;
                }
                self.open.pop().unwrap_or(true)
            }
            _ => self.is_shown(),
        }
    }

    /// Whether what stands here is shown.
    pub(crate) fn is_shown(&self) -> bool {
        self.hidden.is_none() || self.in_note
    }

    /// The place of the heading that started last, from 0.
    pub(crate) fn heading_index(&self) -> usize {
        self.headings.saturating_sub(1)
    }

    /// The heading that started last.
    pub(crate) fn heading(&self) -> Option<&'a Heading> {
        self.body.headings.get(self.heading_index())
    }

    /// The link or picture that started last.
    pub(crate) fn markup(&self) -> Option<&'a Markup> {
        self.body.markup.get(self.markup.checked_sub(1)?)
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { .. } => {
                self.headings += 1;
                // A note may be mentioned elsewhere, wherever it is written: its headings begin no clause.
                if let Some(heading) = self.heading().filter(|_| !self.in_note) {
                    self.clause(heading);
                }
            }
            Tag::FootnoteDefinition(_) => self.in_note = true,
            Tag::Link { .. } | Tag::Image { .. } => self.markup += 1,
            _ => {}
        }
    }

    fn clause(&mut self, heading: &Heading) {
        if self.hidden.is_some_and(|hidden| heading.level <= hidden) {
            self.hidden = None;
        }
        if self.hidden.is_none() && !heading.shown {
            self.hidden = Some(heading.level);
        }
    }
}
