//! A redline for a terminal: what changed, without what did not.

use std::fmt::Write;

use super::change::{Both, ClauseChange, Difference, Lines, Move, Moved, Node, Row, Run, Side, State};
use super::facts::{Fact, FactChange, FactValue};
use super::text::{Block, GroupKind, Heading, Inline, OBJECT, Object, Piece};
use super::{Corrected, Redline, Summary};

/// How to mark what was added and removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marks {
    /// `{+added+}` and `[-removed-]`, as `wdiff` writes them.
    Signs,
    /// Green and underlined, red and struck through.
    Colours,
}

/// Writes a redline for a terminal. `names` are those of the two texts: `1.1`, `draft`.
#[must_use]
pub fn terminal(redline: &Redline, title: &str, names: &Both<String>, corrected: &[Corrected], marks: Marks) -> String {
    let mut writer = Writer { redline, marks, text: String::new(), indent: 0 };
    writer.line(&format!("{}: {} → {}", clean(title), clean(&names.before), clean(&names.after)));
    writer.line(&sentence(&redline.summary()));
    for Corrected { version, date, reason, .. } in corrected {
        let on = date.map_or_else(String::new, |date| format!(" on {}", date.long()));
        writer.line(&format!("{} was corrected{on} and is compared as corrected: {}", clean(version), clean(reason)));
    }
    if !redline.facts.is_empty() {
        writer.blank();
        redline.facts.iter().for_each(|fact| writer.fact(fact));
    }
    for clause in redline.each_clause() {
        if clause.state() != State::Same || clause.moved.is_some() {
            writer.clause(clause);
        }
    }
    if redline.notes.iter().any(|note| !matches!(note, Node::Same(_))) {
        writer.blank();
        writer.line("Footnotes");
        writer.inside(|writer| writer.nodes(&redline.notes));
    }
    writer.text
}

/// `11 clauses changed, 2 added; 346 words added, 53 removed`
fn sentence(summary: &Summary) -> String {
    let part = |count: usize, what: &str| (count > 0).then(|| format!("{count} {what}"));
    let clauses = [
        part(summary.changed, "changed"),
        part(summary.added, "added"),
        part(summary.removed, "removed"),
        part(summary.moved, "moved"),
        part(summary.notes, "footnotes changed"),
    ];
    let clauses: Vec<String> = clauses.into_iter().flatten().collect();
    let words = format!("words: {} added, {} removed", summary.words_added, summary.words_removed);
    match clauses.is_empty() {
        true if summary.renumbered > 0 => format!("only numbers changed: {} clauses", summary.renumbered),
        true => "the texts are the same".to_owned(),
        false => format!("clauses: {}; {words}", clauses.join(", ")),
    }
}

struct Writer<'a> {
    redline: &'a Redline,
    marks: Marks,
    text: String,
    indent: usize,
}

impl Writer<'_> {
    fn line(&mut self, text: &str) {
        for line in text.split('\n') {
            let _ = writeln!(self.text, "{}{}", "  ".repeat(self.indent), line.trim_end());
        }
    }

    fn blank(&mut self) {
        if !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    fn inside(&mut self, write: impl FnOnce(&mut Self)) {
        self.indent += 1;
        write(self);
        self.indent -= 1;
    }

    fn fact(&mut self, fact: &Fact) {
        let change = match &fact.change {
            FactChange::Words(runs) => self.runs(runs),
            FactChange::Flag(now) => {
                let name = |value: bool| if value { "yes" } else { "no" };
                format!("{} {}", self.mark(Side::Before, name(!now)), self.mark(Side::After, name(*now)))
            }
            FactChange::Values(values) => {
                let sides: Vec<Side> = values.iter().map(|(side, _)| *side).collect();
                let marked = |(side, value): &(Side, FactValue)| self.mark(*side, &clean(&value.to_string()));
                let values: Vec<String> = values.iter().map(marked).collect();
                // One value that took the place of another is no list.
                let list = values.len() > 2 || sides.contains(&Side::Both);
                values.join(if list { ", " } else { " " })
            }
        };
        self.line(&format!("{}: {change}", fact.name.key()));
    }

    fn clause(&mut self, clause: &ClauseChange) {
        self.blank();
        let state = match (clause.state(), clause.moved.is_some()) {
            (State::Same, _) => "moved",
            (State::Changed, false) => "changed",
            (State::Changed, true) => "moved and changed",
            (State::Added, _) => "new",
            (State::Removed, _) => "removed",
        };
        let number = |heading: &Option<Heading>| heading.as_ref().map(|it| it.number.clone()).unwrap_or_default();
        let (was, is) = (number(&clause.before), number(&clause.after));
        let renumbered = clause.is_renumbered() && !was.is_empty();
        let was_note = if renumbered { format!(", was {was}") } else { String::new() };
        let shown = if clause.side == Side::Before { &was } else { &is };
        let title = if clause.heading().is_some() { self.runs(&clause.title) } else { "Introduction".to_owned() };
        let number = if shown.is_empty() { String::new() } else { format!("{shown} ") };
        self.line(&format!("{number}{title} ({state}{was_note})"));
        self.inside(|writer| writer.nodes(&clause.nodes));
    }

    /// Blocks that are the same are told by an ellipsis.
    fn nodes(&mut self, nodes: &[Node]) {
        let mut same = false;
        for node in nodes {
            if matches!(node, Node::Same(_)) {
                if !same {
                    self.line("…");
                }
                same = true;
                continue;
            }
            same = false;
            self.node(node, "");
        }
    }

    fn node(&mut self, node: &Node, bullet: &str) {
        match node {
            Node::Same(block) => self.block(block, Side::Both, bullet),
            Node::Added(block) => self.block(block, Side::After, bullet),
            Node::Removed(block) => self.block(block, Side::Before, bullet),
            Node::MovedAway(number) => {
                let note = self.redline.moves.get(*number).map(away).unwrap_or_default();
                self.line(&format!("{bullet}({note})"));
            }
            Node::MovedHere(number, content) => {
                let note = self.redline.moves.get(*number).map(here).unwrap_or_default();
                self.line(&format!("({note})"));
                self.node(content, bullet);
            }
            Node::Changed(Difference::Text(_, runs)) => {
                let text = self.runs(runs);
                self.line(&format!("{bullet}{text}"));
            }
            Node::Changed(Difference::Group(kind, nodes)) => match &kind.after {
                GroupKind::Item(_) | GroupKind::Note(_) | GroupKind::Term | GroupKind::Definition => {
                    let bullet = bullet_of(&kind.after);
                    if let (GroupKind::Item(before), GroupKind::Item(after)) = (&kind.before, &kind.after)
                        && before != after
                    {
                        let name = |done: &Option<bool>| match done {
                            None => "no task",
                            Some(true) => "done",
                            Some(false) => "to do",
                        };
                        self.line(&format!("(was: {}; is: {})", name(before), name(after)));
                    }
                    for node in nodes {
                        self.node(node, bullet);
                    }
                }
                GroupKind::Alert(after) if kind.before != kind.after => {
                    self.line(&format!("(now: {after})"));
                    self.inside(|writer| writer.nodes(nodes));
                }
                _ => self.inside(|writer| writer.nodes(nodes)),
            },
            Node::Changed(Difference::Table(table)) => table.rows.iter().for_each(|row| self.row(row)),
            Node::Changed(Difference::Code(_, lines)) => lines.iter().for_each(|lines| self.code(lines)),
        }
    }

    fn row(&mut self, row: &Row) {
        match row {
            Row::MovedAway(number) => {
                let note = self.redline.moves.get(*number).map(away).unwrap_or_default();
                self.line(&format!("| ({note})"));
            }
            Row::Cells { moved, cells, .. } => {
                let cells: Vec<String> = cells.iter().map(|cell| self.runs(cell)).collect();
                let note = if moved.is_some() { "(moved) " } else { "" };
                self.line(&format!("| {note}{} |", cells.join(" | ")));
            }
        }
    }

    fn code(&mut self, lines: &Lines) {
        let (side, text) = match lines {
            Lines::Same(_) => return self.line("…"),
            Lines::Added(text) => (Side::After, text),
            Lines::Removed(text) => (Side::Before, text),
        };
        let text: Vec<String> = text.lines().map(|line| self.mark(side, &clean(line))).collect();
        self.line(&text.join("\n"));
    }

    fn block(&mut self, block: &Block, side: Side, bullet: &str) {
        match block {
            Block::Text(_, line) => {
                let text = self.mark(side, &plain(line));
                self.line(&format!("{bullet}{text}"));
            }
            Block::Group(kind, blocks) => {
                let bullet = bullet_of(kind);
                blocks.iter().for_each(|block| self.block(block, side, bullet));
            }
            Block::Table(table) => {
                for row in &table.rows {
                    let cells: Vec<String> = row.iter().map(plain).collect();
                    let text = self.mark(side, &cells.join(" | "));
                    self.line(&format!("| {text} |"));
                }
            }
            Block::Code { text, .. } | Block::Html(text) => {
                let text: Vec<String> = text.lines().map(|line| self.mark(side, &clean(line))).collect();
                self.line(&text.join("\n"));
            }
            Block::Rule => {
                let text = self.mark(side, "---");
                self.line(&text);
            }
        }
    }

    fn runs(&self, runs: &[Run]) -> String {
        let run = |run: &Run| match run {
            Run::Same(words) => plain(words),
            Run::Added(words) => self.mark(Side::After, &plain(words)),
            Run::Removed(words) => self.mark(Side::Before, &plain(words)),
            Run::Restyled { before, after } => format!("{} ({})", plain(after), restyling(before, after)),
        };
        runs.iter().map(run).collect()
    }

    /// Marks a text; blanks at its beginning stay outside.
    fn mark(&self, side: Side, text: &str) -> String {
        let words = text.trim_start_matches(' ');
        let blank = text.get(..text.len() - words.len()).unwrap_or_default();
        match (side, self.marks) {
            _ if words.is_empty() => text.to_owned(),
            (Side::Both, _) => text.to_owned(),
            (Side::After, Marks::Signs) => format!("{blank}{{+{words}+}}"),
            (Side::Before, Marks::Signs) => format!("{blank}[-{words}-]"),
            (Side::After, Marks::Colours) => format!("{blank}\x1b[32;4m{words}\x1b[0m"),
            (Side::Before, Marks::Colours) => format!("{blank}\x1b[31;9m{words}\x1b[0m"),
        }
    }
}

fn bullet_of(kind: &GroupKind) -> &'static str {
    match kind {
        GroupKind::Item(Some(true)) => "- [x] ",
        GroupKind::Item(Some(false)) => "- [ ] ",
        GroupKind::Item(None) => "- ",
        GroupKind::Definition => ": ",
        GroupKind::Quote | GroupKind::Alert(_) => "> ",
        GroupKind::Note(_) => "* ",
        GroupKind::List(_) | GroupKind::Definitions | GroupKind::Term => "",
    }
}

fn restyling(before: &Inline, after: &Inline) -> String {
    let link = |line: &Inline| line.pieces().iter().find_map(|piece| piece.marks.link.clone());
    match (link(before), link(after)) {
        (Some(old), Some(new)) if old != new => {
            format!("link changed: {} → {}", clean(&old.place()), clean(&new.place()))
        }
        (Some(old), None) => format!("no longer a link to {}", clean(&old.place())),
        (None, Some(new)) => format!("now a link to {}", clean(&new.place())),
        _ => "formatting changed".to_owned(),
    }
}

fn away(moved: &Move) -> String {
    let text = clean(&moved.excerpt);
    match moved.what {
        Moved::Clause => format!("{} moved to {}", title(&moved.from), name(&moved.to)),
        Moved::Block => format!("“{text}” moved to {}", name(&moved.to)),
        Moved::Item | Moved::Row => format!("“{text}” moved"),
    }
}

fn here(moved: &Move) -> String {
    match moved.what {
        Moved::Clause | Moved::Block => format!("moved here from “{}”", title(&moved.from)),
        Moved::Item | Moved::Row => "moved here".to_owned(),
    }
}

/// Where something stood: without the number, which may be another clause's now.
fn title(heading: &Option<Heading>) -> String {
    heading.as_ref().map_or_else(|| "the introduction".to_owned(), |heading| clean(&heading.text.plain()))
}

fn name(heading: &Option<Heading>) -> String {
    let Some(heading) = heading else { return "the introduction".to_owned() };
    clean(format!("{} {}", heading.number, heading.text.plain()).trim_start())
}

fn plain(line: &Inline) -> String {
    let piece = |piece: &Piece| match &piece.object {
        None => clean(&piece.text),
        Some(Object::Break) => "\n".to_owned(),
        Some(Object::Image { alt, .. }) => format!("![{}]", clean(alt)),
        Some(Object::Note(label)) => format!("[^{}]", clean(label)),
        Some(Object::Html(raw)) => clean(raw),
    };
    line.pieces().iter().map(piece).collect()
}

/// Text without characters that would steer the terminal.
fn clean(text: &str) -> String {
    text.replace(OBJECT, "").chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}
