//! Clauses and blocks with what changed in them.

use std::cell::Cell;

use super::blocks::{element, group_end, heading, push};
use super::phrases::{Badge, Phrases};
use crate::model::UrlPath;
use crate::redline::{
    Block, ClauseChange, Difference, Entry, GroupKind, Heading, Node, Redline, Side, State, TextKind,
};
use crate::render::highlight::Highlighter;
use crate::render::link::Linker;
use crate::render::{PAGE, Renderer, encode, escape};
use crate::theme::{Strings, fill};

/// Writes the redline of one page.
pub(super) struct Writer<'a> {
    pub(super) redline: &'a Redline,
    pub(super) linker: &'a Linker,
    /// The addresses of the two versions.
    pub(super) versions: (&'a UrlPath, &'a UrlPath),
    pub(super) strings: &'a Strings,
    pub(super) phrases: &'a Phrases,
    pub(super) highlighter: &'a Highlighter,
    /// The clauses that a reader has to see, in order.
    pub(super) shown: Vec<Shown<'a>>,
    /// How many of them are written already.
    written: Cell<usize>,
    /// How many tables are written already.
    tables: Cell<usize>,
}

/// A clause that changed, is new or gone, or moved.
pub(super) struct Shown<'a> {
    pub(super) clause: &'a ClauseChange,
    pub(super) state: State,
    pub(super) anchor: String,
    /// The anchor as the end of an address.
    pub(super) fragment: String,
    pub(super) name: String,
}

/// What a block stands in, which decides the elements around it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Inside {
    Flow,
    List,
    Definitions,
    Notes,
}

impl<'a> Writer<'a> {
    pub(super) fn new(
        renderer: &'a Renderer<'_>,
        linker: &'a Linker,
        redline: &'a Redline,
        versions: (&'a UrlPath, &'a UrlPath),
    ) -> Self {
        let (strings, highlighter) = (&renderer.theme.strings, renderer.highlighter());
        let (written, tables) = (Cell::new(0), Cell::new(0));
        let phrases = renderer.phrases.get_or_init(|| Phrases::of(strings));
        let mut writer =
            Self { redline, linker, versions, strings, phrases, highlighter, shown: Vec::new(), written, tables };
        let shown = |clause: &'a ClauseChange| {
            let state = clause.state();
            let is_shown = state != State::Same || clause.moved.is_some();
            is_shown.then(|| {
                let anchor = anchor(clause);
                Shown { clause, state, fragment: encode(&anchor), anchor, name: writer.name(clause) }
            })
        };
        writer.shown = redline.each_clause().into_iter().filter_map(shown).collect();
        writer
    }

    /// A text of the interface.
    pub(super) fn strings<'s>(&'s self, key: &'s str) -> &'s str {
        self.strings.get(key)
    }

    /// A text of the interface, as HTML.
    pub(super) fn string(&self, key: &str) -> String {
        escape::text(self.strings.get(key))
    }

    /// The number of a table that is about to be written.
    pub(super) fn next_table(&self) -> usize {
        self.tables.set(self.tables.get() + 1);
        self.tables.get()
    }

    /// The clauses and footnotes.
    pub(super) fn body(&self) -> String {
        let mut html = String::with_capacity(PAGE);
        self.entries(&mut html, &self.redline.clauses);
        if !self.redline.notes.is_empty() {
            html.push_str(&format!("<section class=\"footnotes\" aria-label=\"{}\"><ol>\n", self.string("footnotes")));
            self.nodes(&mut html, &self.redline.notes, Inside::Notes);
            html.push_str("</ol></section>\n");
        }
        html
    }

    fn entries(&self, html: &mut String, entries: &[Entry]) {
        for entry in entries {
            match entry {
                Entry::Clause(clause) => {
                    self.clause(html, clause);
                    self.entries(html, &clause.clauses);
                }
                Entry::MovedAway(number) => self.moved_away(html, *number, "p"),
            }
        }
    }

    fn clause(&self, html: &mut String, clause: &ClauseChange) {
        let Some(shown) = self.next_shown(clause) else { return self.unchanged(html, clause) };
        let badge = match (shown.state, clause.moved) {
            (State::Same, _) => Badge::Moved,
            (State::Changed, None) => Badge::Changed,
            (State::Changed, Some(_)) => Badge::MovedChanged,
            (State::Added, _) => Badge::Added,
            (State::Removed, _) => Badge::Removed,
        };
        push(html, &["<section class=\"clause clause-", badge.name(), "\" id=\""]);
        escape::push(html, &shown.anchor);
        html.push_str("\">\n");
        self.heading(html, clause, badge);
        if let Some(number) = clause.moved {
            self.moved_here(html, number, "p");
        }
        let level = |heading: &Option<Heading>| heading.as_ref().map(|heading| heading.level);
        if clause.side == Side::Both && level(&clause.before) != level(&clause.after) {
            html.push_str(&format!("<p class=\"form-note\">{}</p>\n", self.string("compare_level")));
        }
        self.nodes(html, &clause.nodes, Inside::Flow);
        if let Some(next) = self.shown.get(self.written.get()) {
            push(html, &["<div class=\"next-change\"><a href=\"#", &next.fragment, "\">", &self.phrases.next, " "]);
            escape::push(html, &next.name);
            html.push_str("</a></div>\n");
        }
        html.push_str("</section>\n");
    }

    /// What is to be known of a clause that a reader has to see and that is about to be written; `None` for another.
    fn next_shown(&self, clause: &ClauseChange) -> Option<&Shown<'_>> {
        let shown = self.shown.get(self.written.get()).filter(|shown| std::ptr::eq(shown.clause, clause))?;
        self.written.set(self.written.get() + 1);
        Some(shown)
    }

    fn unchanged(&self, html: &mut String, clause: &ClauseChange) {
        let badge = if clause.is_renumbered() { Badge::Renumbered } else { Badge::Unchanged };
        let (start, between, end) = match clause.nodes.as_slice() {
            [] => ("<div", "", "</div>\n"),
            _ => ("<details", "</summary>\n", "</details>\n"),
        };
        push(html, &[start, " class=\"clause unchanged\" id=\""]);
        escape::push(html, &anchor(clause));
        html.push_str(if between.is_empty() { "\">" } else { "\"><summary>" });
        self.heading(html, clause, badge);
        html.push_str(between);
        self.nodes(html, &clause.nodes, Inside::Flow);
        html.push_str(end);
    }

    fn heading(&self, html: &mut String, clause: &ClauseChange, badge: Badge) {
        let element = heading(clause.heading().map_or(2, |heading| heading.level));
        push(html, &["<", element, ">"]);
        if let Some(heading) = clause.heading() {
            // The number of a clause that is gone may be another one's now.
            if !heading.number.is_empty() && clause.side != Side::Before {
                push(html, &["<span class=\"clause-number\">", &heading.number, "</span> "]);
            }
            self.runs(html, &clause.title);
        } else {
            html.push_str(&self.phrases.start);
        }
        push(html, &[" <span class=\"change-badge change-", badge.name(), "\">"]);
        let told = clause.is_renumbered() || clause.side == Side::Before;
        let was = clause.before.as_ref().filter(|before| told && !before.number.is_empty());
        let was = was.map(|before| fill(&self.phrases.was, &[("number", &before.number)]));
        if was.is_none() || badge != Badge::Renumbered {
            html.push_str(self.phrases.badge(badge));
        }
        if let Some(was) = was {
            push(html, &[if badge == Badge::Renumbered { "" } else { ", " }, &was]);
        }
        push(html, &["</span></", element, ">\n"]);
    }

    /// Blocks in a row. Those that are wholly new or gone, side by side, are marked together.
    pub(super) fn nodes(&self, html: &mut String, nodes: &[Node], inside: Inside) {
        let mut rest = nodes;
        while let Some((first, after)) = rest.split_first() {
            let whole = |node: &Node| match node {
                Node::Added(_) => Some(Side::After),
                Node::Removed(_) => Some(Side::Before),
                _ => None,
            };
            let Some(side) = whole(first).filter(|_| inside == Inside::Flow) else {
                self.node(html, first, inside);
                rest = after;
                continue;
            };
            let many = rest.iter().take_while(|node| whole(node) == Some(side)).count();
            let blocks = rest.iter().take(many).filter_map(|node| match node {
                Node::Added(block) | Node::Removed(block) => Some(block),
                _ => None,
            });
            self.whole(html, blocks, side);
            rest = rest.get(many..).unwrap_or_default();
        }
    }

    /// Blocks that only one text has, with a label that everybody sees.
    fn whole<'b>(&self, html: &mut String, blocks: impl Iterator<Item = &'b Block>, side: Side) {
        let element = if side == Side::Before { "del" } else { "ins" };
        let label = &self.phrases.of_side(side).label;
        push(html, &["<", element, " class=\"block\"><span class=\"block-label\">", label, "</span>\n"]);
        blocks.for_each(|block| self.block(html, block, side));
        self.spoken_end(html, side, "");
        push(html, &["</", element, ">\n"]);
    }

    /// A list of definitions begins with a term: a note for what moved away from its start is one, too.
    fn definitions(&self, html: &mut String, nodes: &[Node]) {
        for (index, node) in nodes.iter().enumerate() {
            match node {
                Node::MovedAway(number) if index == 0 => self.moved_away(html, *number, "dt"),
                node => self.node(html, node, Inside::Definitions),
            }
        }
    }

    fn node(&self, html: &mut String, node: &Node, inside: Inside) {
        match node {
            Node::Same(block) => self.block(html, block, Side::After),
            Node::Added(block) => self.marked(html, block, Side::After),
            Node::Removed(block) => self.marked(html, block, Side::Before),
            Node::Changed(difference) => self.difference(html, difference, None),
            Node::MovedAway(number) => {
                let element = match inside {
                    Inside::Flow => "p",
                    Inside::List | Inside::Notes => "li",
                    Inside::Definitions => "dd",
                };
                self.moved_away(html, *number, element);
            }
            Node::MovedHere(number, content) => match (&**content, inside) {
                (content, Inside::Flow) => {
                    html.push_str("<div class=\"moved\">\n");
                    self.moved_here(html, *number, "p");
                    self.node(html, content, inside);
                    html.push_str("</div>\n");
                }
                (Node::Same(Block::Group(kind, blocks)), _) => {
                    self.group_start(html, kind, " class=\"moved\"", Side::After);
                    self.moved_here(html, *number, "span");
                    self.blocks(html, blocks, Side::After, kind);
                    html.push_str(group_end(kind));
                }
                (Node::Changed(difference), _) => self.difference(html, difference, Some(*number)),
                (content, _) => self.node(html, content, inside),
            },
        }
    }

    /// An item, a term, a definition or a note that only one text has.
    fn marked(&self, html: &mut String, block: &Block, side: Side) {
        let Block::Group(kind, blocks) = block else { return self.block(html, block, side) };
        let (class, element) = match side {
            Side::Before => (" class=\"removed\"", "del"),
            _ => (" class=\"added\"", "ins"),
        };
        let label = &self.phrases.of_side(side).label;
        self.group_start(html, kind, class, side);
        push(html, &["<", element, " class=\"block\"><span class=\"block-label\">", label, "</span> "]);
        self.blocks(html, blocks, side, kind);
        self.spoken_end(html, side, " ");
        push(html, &["</", element, ">"]);
        html.push_str(group_end(kind));
    }

    fn difference(&self, html: &mut String, difference: &Difference, moved: Option<usize>) {
        match difference {
            Difference::Text(kind, runs) => {
                let name = element(kind.after);
                push(html, &["<", name, ">"]);
                self.runs(html, runs);
                push(html, &["</", name, ">\n"]);
            }
            Difference::Group(kind, nodes) => {
                let class = if moved.is_some() { " class=\"moved\"" } else { "" };
                self.group_start(html, &kind.after, class, Side::After);
                if let Some(number) = moved {
                    self.moved_here(html, number, "span");
                }
                self.form(html, &kind.before, &kind.after);
                self.group_nodes(html, &kind.after, nodes);
                html.push_str(group_end(&kind.after));
            }
            Difference::Table(table) => self.table_change(html, table),
            Difference::Code(_, lines) => self.code_change(html, lines),
        }
    }

    /// Says what is not the same about a group besides what stands in it.
    fn form(&self, html: &mut String, before: &GroupKind, after: &GroupKind) {
        let say =
            |html: &mut String, text: String| html.push_str(&format!("<small class=\"form-note\">({text})</small> "));
        match (before, after) {
            (GroupKind::Item(before), GroupKind::Item(after)) if before != after => {
                let name = |done: &Option<bool>| match done {
                    None => self.string("compare_no_task"),
                    Some(done) => self.string(if *done { "task_done" } else { "task_open" }),
                };
                say(html, self.was_is(&name(before), &name(after)));
            }
            (GroupKind::Alert(before), GroupKind::Alert(after)) if before != after => {
                say(html, self.was_is(&self.string(before), &self.string(after)));
            }
            _ => {}
        }
    }

    fn was_is(&self, before: &str, after: &str) -> String {
        fill(&self.string("compare_was_is"), &[("before", before), ("after", after)])
    }

    fn group_nodes(&self, html: &mut String, kind: &GroupKind, nodes: &[Node]) {
        match kind {
            GroupKind::List(_) => self.nodes(html, nodes, Inside::List),
            GroupKind::Definitions => self.definitions(html, nodes),
            GroupKind::Quote | GroupKind::Alert(_) => self.nodes(html, nodes, Inside::Flow),
            _ => match nodes {
                // A single line needs no paragraph.
                [Node::Changed(Difference::Text(_, runs)), rest @ ..] => {
                    self.runs(html, runs);
                    self.nodes(html, rest, Inside::Flow);
                }
                [Node::Same(Block::Text(TextKind::Paragraph, line)), rest @ ..] => {
                    self.line(html, line, Side::After);
                    self.nodes(html, rest, Inside::Flow);
                }
                nodes => self.nodes(html, nodes, Inside::Flow),
            },
        }
    }

    /// The number and title of a clause as readers know it.
    fn name(&self, clause: &ClauseChange) -> String {
        match &clause.before {
            Some(before) if clause.side == Side::Before && !before.number.is_empty() => {
                let was = self.strings.filled("compare_was", &[("number", &before.number)]);
                [&*before.text.plain(), " (", &was, ")"].concat()
            }
            _ => self.heading_name(clause.heading()),
        }
    }

    /// Where something stood: without the number, which may be another clause's now.
    pub(super) fn title(&self, heading: &Option<Heading>) -> String {
        heading.as_ref().map_or_else(|| self.strings("compare_start").to_owned(), |heading| heading.text.plain())
    }

    pub(super) fn heading_name(&self, heading: Option<&Heading>) -> String {
        match heading {
            None => self.strings.get("compare_start").to_owned(),
            Some(heading) if heading.number.is_empty() => heading.text.plain(),
            Some(heading) => [&*heading.number, " ", &heading.text.plain()].concat(),
        }
    }
}

/// The anchor of a clause: its own, as on the page of its version; of one that is gone, no other clause may have it.
fn anchor(clause: &ClauseChange) -> String {
    match (&clause.after, &clause.before) {
        (Some(after), _) => after.id.as_str().to_owned(),
        (None, Some(before)) => ["_removed-", before.id.as_str()].concat(),
        (None, None) => "_start".to_owned(),
    }
}
