//! Lines with what was added, removed or formatted anew.

use super::blocks::push;
use super::writer::Writer;
use crate::model::LinkTarget;
use crate::redline::{Destination, Formatting, Inline, Object, Piece, Run, Side};
use crate::render::{encode, escape};
use crate::theme::fill;

impl Writer<'_> {
    /// A line. Blanks at the edges of a change stay outside it, so that no underline hangs over.
    pub(super) fn runs(&self, html: &mut String, runs: &[Run]) {
        for run in runs {
            match run {
                Run::Same(words) => self.line(html, words, Side::After),
                Run::Added(words) => self.mark(html, "ins", words, Side::After),
                Run::Removed(words) => self.mark(html, "del", words, Side::Before),
                Run::Restyled { before, after } => self.restyled(html, before, after),
            }
        }
    }

    fn mark(&self, html: &mut String, element: &str, words: &Inline, side: Side) {
        let mut inside = String::new();
        self.line(&mut inside, words, side);
        let trimmed = inside.trim_start_matches(' ');
        if trimmed.len() < inside.len() {
            html.push(' ');
        }
        if trimmed.is_empty() {
            return;
        }
        push(html, &["<", element, ">"]);
        self.spoken_start(html, side);
        html.push_str(trimmed);
        self.spoken_end(html, side, " ");
        push(html, &["</", element, ">"]);
    }

    /// Says that what only one text has begins, to those who hear the page.
    pub(super) fn spoken_start(&self, html: &mut String, side: Side) {
        push(html, &["<span class=\"spoken\">", &self.phrases.of_side(side).start, " </span>"]);
    }

    /// Says that it ends.
    pub(super) fn spoken_end(&self, html: &mut String, side: Side, before: &str) {
        push(html, &["<span class=\"spoken\">", before, &self.phrases.of_side(side).end, " </span>"]);
    }

    fn restyled(&self, html: &mut String, before: &Inline, after: &Inline) {
        let mut inside = String::new();
        self.line(&mut inside, after, Side::After);
        let trimmed = inside.trim_start_matches(' ');
        if trimmed.len() < inside.len() {
            html.push(' ');
        }
        html.push_str(&format!(
            "<span class=\"restyled\">{trimmed}</span> <small class=\"form-note\">({})</small>",
            self.restyling(before, after)
        ));
    }

    /// What is not the same about the same words.
    fn restyling(&self, before: &Inline, after: &Inline) -> String {
        let link = |line: &Inline| line.pieces().iter().find_map(|piece| piece.marks.link.clone());
        match (link(before), link(after)) {
            (Some(old), Some(new)) if old != new => {
                let (was, is) = (self.place(&old, Side::Before), self.place(&new, Side::After));
                fill(&self.string("compare_link_changed"), &[("before", &was), ("after", &is)])
            }
            (Some(old), None) => {
                fill(&self.string("compare_link_gone"), &[("before", &self.place(&old, Side::Before))])
            }
            (None, Some(new)) => fill(&self.string("compare_link_new"), &[("after", &self.place(&new, Side::After))]),
            _ => self.string("compare_formatting"),
        }
    }

    /// Where a link leads, for people, as a link.
    fn place(&self, destination: &Destination, side: Side) -> String {
        let text = destination.place();
        match self.href(destination, side) {
            Some(href) => format!("<a href=\"{}\">{}</a>", escape::text(&href), escape::text(&text)),
            None => escape::text(&text),
        }
    }

    /// A line of one text.
    pub(super) fn line(&self, html: &mut String, line: &Inline, side: Side) {
        let mut open = Formatting::default();
        for piece in line.pieces() {
            self.switch(html, &open, &piece.marks, side);
            open = piece.marks.clone();
            self.piece(html, piece, side);
        }
        self.switch(html, &open, &Formatting::default(), side);
    }

    fn piece(&self, html: &mut String, piece: &Piece, side: Side) {
        match &piece.object {
            None => escape::push(html, &piece.text),
            Some(Object::Break) => html.push_str("<br>"),
            Some(Object::Html(raw)) => {
                html.push_str("<code>");
                escape::push(html, raw);
                html.push_str("</code>");
            }
            Some(Object::Note(label)) => self.mention(html, label, side),
            Some(Object::Image { destination, alt, size }) => {
                let LinkTarget::Internal { url, .. } = &destination.target else { return escape::push(html, alt) };
                html.push_str(&format!(
                    "<img src=\"{}\" alt=\"{}\"",
                    escape::text(&self.linker.href(url)),
                    escape::text(alt)
                ));
                if let Some((width, height)) = size {
                    html.push_str(&format!(" width=\"{width}\" height=\"{height}\""));
                }
                html.push_str(" loading=\"lazy\">");
            }
        }
    }

    fn mention(&self, html: &mut String, label: &str, side: Side) {
        let labels = &self.redline.labels;
        let labels = if side == Side::Before { &labels.before } else { &labels.after };
        let number = labels.iter().position(|known| known == label).map_or(0, |at| at + 1);
        let name = fill(&self.string("footnote"), &[("n", &number.to_string())]);
        // A note that is gone has no number in the list, which counts the later text.
        if side == Side::Before {
            html.push_str(&format!("<sup class=\"footnote-ref\"><span class=\"spoken\">{name}</span><span aria-hidden=\"true\">{number}</span></sup>"));
        } else {
            html.push_str(&format!(
                "<sup class=\"footnote-ref\"><a href=\"#_fn-{number}\" aria-label=\"{name}\">{number}</a></sup>"
            ));
        }
    }

    /// Closes and opens elements, from one formatting to another: link, strong, emphasis, strikethrough, code.
    fn switch(&self, html: &mut String, from: &Formatting, to: &Formatting, side: Side) {
        if from == to {
            return;
        }
        let elements = |marks: &Formatting| {
            [("strong", marks.strong), ("em", marks.emphasis), ("s", marks.strikethrough), ("code", marks.code)]
        };
        for (name, on) in elements(from).iter().rev() {
            if *on {
                push(html, &["</", name, ">"]);
            }
        }
        if from.link.as_ref().is_some_and(|link| self.href(link, side).is_some()) {
            html.push_str("</a>");
        }
        if let Some(href) = to.link.as_ref().and_then(|link| self.href(link, side)) {
            html.push_str("<a href=\"");
            escape::push(html, &href);
            html.push_str("\">");
        }
        for (name, on) in elements(to) {
            if on {
                push(html, &["<", name, ">"]);
            }
        }
    }

    /// The reference to where a link of one text leads: a place on the same page is a place in that version.
    fn href(&self, destination: &Destination, side: Side) -> Option<String> {
        let (before, after) = self.versions;
        Some(match &destination.target {
            LinkTarget::Broken | LinkTarget::Refused(_) | LinkTarget::Unpublished | LinkTarget::Gone => return None,
            LinkTarget::Anchor(anchor) => {
                let version = if side == Side::Before { before } else { after };
                format!("{}#{}", self.linker.href(version), encode(anchor))
            }
            LinkTarget::External(address) => address.clone(),
            LinkTarget::Internal { url, fragment, .. } => self.linker.href_at(url, fragment),
        })
    }
}
