//! What stands at both places of something that moved.

use super::writer::Writer;
use crate::redline::{Move, Moved};
use crate::render::escape;
use crate::theme::fill;

impl Writer<'_> {
    /// The note at the new place of something that moved.
    pub(super) fn moved_here(&self, html: &mut String, number: usize, element: &str) {
        let Some(moved) = self.redline.moves.get(number) else { return };
        let text = match moved.what {
            Moved::Item | Moved::Row => self.string("compare_moved_in_list"),
            _ => fill(&self.string("compare_moved_from"), &[("clause", &escape::text(&self.title(&moved.from)))]),
        };
        html.push_str(&format!(
            "<{element} class=\"move-note\" id=\"_to-{number}\"><a href=\"#_from-{number}\">{text}</a></{element}> "
        ));
    }

    /// The note at the old place.
    pub(super) fn moved_away(&self, html: &mut String, number: usize, element: &str) {
        let Some(moved) = self.redline.moves.get(number) else { return };
        html.push_str(&format!(
            "<{element} class=\"move-note moved-away\" id=\"_from-{number}\">{}</{element}>\n",
            self.away(number, moved)
        ));
    }

    pub(super) fn away(&self, number: usize, moved: &Move) -> String {
        let key = match moved.what {
            Moved::Clause => "compare_moved_clause",
            Moved::Block => "compare_moved_to",
            Moved::Item | Moved::Row => "compare_moved_away",
        };
        let [text, from, to] = [&moved.excerpt, &self.title(&moved.from), &self.heading_name(moved.to.as_ref())]
            .map(|text| escape::text(text));
        let text = fill(&self.string(key), &[("text", &text), ("from", &from), ("clause", &to)]);
        format!("<a href=\"#_to-{number}\">{text}</a>")
    }
}
