//! Blocks of one text without marks, and what each kind of block begins and ends with.

use super::writer::Writer;
use crate::redline::{Block, GroupKind, Lines, Side, TextKind};
use crate::render::escape;

impl Writer<'_> {
    /// A block of one text, without marks.
    pub(super) fn block(&self, html: &mut String, block: &Block, side: Side) {
        match block {
            Block::Text(kind, line) => {
                let name = element(*kind);
                push(html, &["<", name, ">"]);
                self.line(html, line, side);
                push(html, &["</", name, ">\n"]);
            }
            Block::Group(kind, blocks) => {
                self.group_start(html, kind, "", side);
                self.blocks(html, blocks, side, kind);
                html.push_str(group_end(kind));
            }
            Block::Table(table) => self.table(html, table, side),
            Block::Code { language, text } => self.code(html, language, text),
            Block::Html(raw) => self.code(html, "", raw),
            Block::Rule => html.push_str("<hr>\n"),
        }
    }

    pub(super) fn blocks(&self, html: &mut String, blocks: &[Block], side: Side, inside: &GroupKind) {
        let flow = matches!(inside, GroupKind::Quote | GroupKind::Alert(_));
        match blocks {
            [Block::Text(TextKind::Paragraph, line), rest @ ..] if !flow => {
                self.line(html, line, side);
                rest.iter().for_each(|block| self.block(html, block, side));
            }
            blocks => blocks.iter().for_each(|block| self.block(html, block, side)),
        }
    }

    pub(super) fn group_start(&self, html: &mut String, kind: &GroupKind, class: &str, side: Side) {
        match kind {
            GroupKind::List(None) => html.push_str(&format!("<ul{class}>\n")),
            GroupKind::List(Some(1)) => html.push_str(&format!("<ol{class}>\n")),
            GroupKind::List(Some(start)) => html.push_str(&format!("<ol{class} start=\"{start}\">\n")),
            GroupKind::Item(None) => html.push_str(&format!("<li{class}>")),
            GroupKind::Item(Some(done)) => {
                let checked = if *done { " checked" } else { "" };
                let label = self.string(if *done { "task_done" } else { "task_open" });
                html.push_str(&format!(
                    "<li{class}><input type=\"checkbox\" disabled{checked} aria-label=\"{label}\"> "
                ));
            }
            GroupKind::Quote => html.push_str(&format!("<blockquote{class}>\n")),
            GroupKind::Alert(name) => html.push_str(&format!(
                "<div class=\"alert alert-{name}\"><p class=\"alert-title\">{}</p>\n",
                self.string(name)
            )),
            GroupKind::Definitions => html.push_str(&format!("<dl{class}>\n")),
            GroupKind::Term => html.push_str(&format!("<dt{class}>")),
            GroupKind::Definition => html.push_str(&format!("<dd{class}>")),
            GroupKind::Note(label) => {
                let number = self.redline.labels.after.iter().position(|known| known == label).map(|at| at + 1);
                match number.filter(|_| side == Side::After) {
                    Some(number) => html.push_str(&format!("<li{class} id=\"_fn-{number}\" value=\"{number}\">")),
                    None => html.push_str(&format!("<li{class}>")),
                }
            }
        }
    }

    pub(super) fn code(&self, html: &mut String, language: &str, text: &str) {
        html.push_str("<pre tabindex=\"0\"");
        match (!language.is_empty()).then(|| self.highlighter.html(language, text)).flatten() {
            Some(highlighted) => {
                html.push_str(" class=\"code\"><code>");
                html.push_str(&highlighted);
            }
            None => {
                html.push_str("><code>");
                escape::push(html, text);
            }
        }
        html.push_str("</code></pre>\n");
    }

    pub(super) fn code_change(&self, html: &mut String, lines: &[Lines]) {
        html.push_str("<pre tabindex=\"0\"><code>");
        for lines in lines {
            let (element, text, side) = match lines {
                Lines::Same(text) => {
                    escape::push(html, text);
                    continue;
                }
                Lines::Added(text) => ("ins", text, Side::After),
                Lines::Removed(text) => ("del", text, Side::Before),
            };
            push(html, &["<", element, ">"]);
            self.spoken_start(html, side);
            escape::push(html, text);
            self.spoken_end(html, side, "");
            push(html, &["</", element, ">"]);
        }
        html.push_str("</code></pre>\n");
    }
}

/// Adds parts of HTML that need no escape.
pub(super) fn push(html: &mut String, parts: &[&str]) {
    parts.iter().for_each(|part| html.push_str(part));
}

/// The element of a line.
pub(super) fn element(kind: TextKind) -> &'static str {
    match kind {
        TextKind::Paragraph => "p",
        TextKind::Heading(level) => heading(level),
    }
}

/// The element of a heading: the page has its own of the first level.
pub(super) fn heading(level: u8) -> &'static str {
    match level {
        0..=2 => "h2",
        3 => "h3",
        4 => "h4",
        5 => "h5",
        _ => "h6",
    }
}

/// The end of what [`Writer::group_start`] began.
pub(super) fn group_end(kind: &GroupKind) -> &'static str {
    match kind {
        GroupKind::List(None) => "</ul>\n",
        GroupKind::List(Some(_)) => "</ol>\n",
        GroupKind::Item(_) | GroupKind::Note(_) => "</li>\n",
        GroupKind::Quote => "</blockquote>\n",
        GroupKind::Alert(_) => "</div>\n",
        GroupKind::Definitions => "</dl>\n",
        GroupKind::Term => "</dt>\n",
        GroupKind::Definition => "</dd>\n",
    }
}
