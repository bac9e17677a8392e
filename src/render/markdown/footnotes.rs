//! Footnotes: numbered in the order of their first mention, and listed at the end with ways back.

use std::collections::{BTreeSet, HashMap};

use super::escape;
use crate::theme::Strings;

/// The footnotes of one text.
#[derive(Default)]
pub(super) struct Footnotes {
    /// In the order of their first mention.
    notes: Vec<Footnote>,
    /// The place of each in `notes`, by label.
    places: HashMap<String, usize>,
    /// The one whose text is being written.
    open: usize,
}

#[derive(Default)]
struct Footnote {
    mentions: usize,
    html: String,
}

impl Footnotes {
    /// A mention in the text.
    pub(super) fn mention(&mut self, label: &str, prefix: &str, strings: &Strings) -> String {
        let place = self.place(label);
        let Some(note) = self.notes.get_mut(place) else { return String::new() };
        note.mentions += 1;
        let (number, mention) = (place + 1, note.mentions);
        let name = escape::text(&strings.filled("footnote", &[("n", &number.to_string())]));
        format!(
            "<sup class=\"footnote-ref\"><a id=\"{prefix}_fnref-{number}-{mention}\" href=\"#{prefix}_fn-{number}\" \
             aria-label=\"{name}\">{number}</a></sup>"
        )
    }

    /// The text of a footnote begins.
    pub(super) fn open(&mut self, label: &str) {
        self.open = self.place(label);
    }

    /// The text of the footnote that was begun last.
    pub(super) fn close(&mut self, html: String) {
        if let Some(note) = self.notes.get_mut(self.open) {
            note.html = html;
        }
    }

    /// The list of all footnotes that can be reached from the text; empty if there is none.
    ///
    /// `text` is the HTML of the text itself. A mention may stand in a note that nobody mentions, or be lost with a note
    /// that is written twice, so what counts is what is really there.
    pub(super) fn list(&self, prefix: &str, strings: &Strings, text: &str) -> String {
        let mut shown: BTreeSet<usize> = BTreeSet::new();
        loop {
            let stands = |place: &usize| !self.standing(*place, prefix, text, &shown).is_empty();
            let more: Vec<usize> =
                (0..self.notes.len()).filter(|place| !shown.contains(place)).filter(stands).collect();
            if more.is_empty() {
                break;
            }
            shown.extend(more);
        }
        if shown.is_empty() {
            return String::new();
        }
        let name = escape::text(strings.get("footnotes"));
        let mut html = format!("<section class=\"footnotes\" aria-label=\"{name}\"><ol>\n");
        for place in &shown {
            if let Some(note) = self.notes.get(*place) {
                let mentions = self.standing(*place, prefix, text, &shown);
                html.push_str(&note.item(place + 1, &mentions, prefix, strings));
            }
        }
        html.push_str("</ol></section>\n");
        html
    }

    /// The mentions of a note that stand in the text or in notes that are shown.
    fn standing(&self, place: usize, prefix: &str, text: &str, shown: &BTreeSet<usize>) -> Vec<usize> {
        let Some(note) = self.notes.get(place) else { return Vec::new() };
        let stands = |mention: &usize| {
            let id = format!("id=\"{prefix}_fnref-{}-{mention}\"", place + 1);
            let in_note = |other: &usize| self.notes.get(*other).is_some_and(|other| other.html.contains(&id));
            text.contains(&id) || shown.iter().any(in_note)
        };
        (1..=note.mentions).filter(stands).collect()
    }

    fn place(&mut self, label: &str) -> usize {
        if let Some(place) = self.places.get(label) {
            return *place;
        }
        self.places.insert(label.to_owned(), self.notes.len());
        self.notes.push(Footnote::default());
        self.notes.len() - 1
    }
}

impl Footnote {
    /// The ways back stand in the last paragraph.
    fn item(&self, number: usize, mentions: &[usize], prefix: &str, strings: &Strings) -> String {
        let name = escape::text(&strings.filled("footnote_back", &[("n", &number.to_string())]));
        let text = self.html.trim_end();
        let (text, end) = text.strip_suffix("</p>").map_or((text, ""), |text| (text, "</p>"));
        let mut html = format!("<li id=\"{prefix}_fn-{number}\">{text}");
        for mention in mentions {
            html.push_str(&format!(
                " <a class=\"footnote-back\" href=\"#{prefix}_fnref-{number}-{mention}\" aria-label=\"{name}\">↩</a>"
            ));
        }
        html.push_str(end);
        html.push_str("</li>\n");
        html
    }
}
