//! A redline as JSON, for other programs.

use serde::Serialize;

use super::change::{Both, ClauseChange, Difference, Lines, Node, Row, Run, Side, State};
use super::facts::{Fact, FactChange};
use super::text::{Block, GroupKind, Heading, Inline, Object, TextKind};
use super::{Corrected, Redline, Summary};

/// Writes a redline as one JSON document. `names` are those of the two texts.
#[must_use]
pub fn json(redline: &Redline, document: &str, names: &Both<String>, corrected: &[Corrected]) -> String {
    let written = Written {
        document,
        before: &names.before,
        after: &names.after,
        corrected,
        summary: redline.summary(),
        facts: redline.facts.iter().map(fact).collect(),
        clauses: redline.each_clause().into_iter().map(|it| clause(redline, it)).collect(),
        footnotes: redline.notes.iter().map(|note| node(redline, note)).collect(),
    };
    let mut text = serde_json::to_string_pretty(&written).unwrap_or_default();
    text.push('\n');
    text
}

#[derive(Serialize)]
struct Written<'a> {
    document: &'a str,
    before: &'a str,
    after: &'a str,
    corrected: &'a [Corrected],
    summary: Summary,
    facts: Vec<WrittenFact>,
    clauses: Vec<WrittenClause>,
    footnotes: Vec<WrittenBlock>,
}

#[derive(Serialize)]
struct WrittenFact {
    name: &'static str,
    before: Vec<String>,
    after: Vec<String>,
}

/// A clause of one text or of both.
#[derive(Serialize)]
struct WrittenClause {
    /// `same`, `changed`, `added` or `removed`.
    change: &'static str,
    moved: bool,
    before: Option<WrittenHeading>,
    after: Option<WrittenHeading>,
    blocks: Vec<WrittenBlock>,
}

#[derive(Serialize)]
struct WrittenHeading {
    id: String,
    number: String,
    title: String,
}

/// A block: its words in runs, or the blocks, rows or lines in it.
#[derive(Default, Serialize)]
struct WrittenBlock {
    kind: &'static str,
    /// `same`, `changed`, `added`, `removed`, or `moved-away` for the old place of a block that moved.
    change: &'static str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    moved: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    runs: Vec<WrittenRun>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    blocks: Vec<WrittenBlock>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    rows: Vec<WrittenRow>,
}

#[derive(Serialize)]
struct WrittenRow {
    change: &'static str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    moved: bool,
    cells: Vec<Vec<WrittenRun>>,
}

#[derive(Serialize)]
struct WrittenRun {
    /// `same`, `added`, `removed`, or `restyled` for the same words with other formatting or another link.
    change: &'static str,
    text: String,
}

fn fact(fact: &Fact) -> WrittenFact {
    let line = |runs: &[Run], side: Side| -> String {
        let words = runs.iter().filter_map(|run| match (run, side) {
            (Run::Same(words), _) | (Run::Added(words), Side::After) | (Run::Removed(words), Side::Before) => {
                Some(words.plain())
            }
            _ => None,
        });
        words.collect()
    };
    let of = |side: Side| match &fact.change {
        FactChange::Words(runs) => vec![line(runs, side)],
        FactChange::Flag(now) => vec![if (side == Side::After) == *now { "yes" } else { "no" }.to_owned()],
        FactChange::Values(values) => {
            let values = values.iter().filter(|(at, _)| *at == side || *at == Side::Both);
            values.map(|(_, value)| value.to_string()).collect()
        }
    };
    WrittenFact { name: fact.name.key(), before: of(Side::Before), after: of(Side::After) }
}

fn clause(redline: &Redline, clause: &ClauseChange) -> WrittenClause {
    let change = match clause.state() {
        State::Same => "same",
        State::Changed => "changed",
        State::Added => "added",
        State::Removed => "removed",
    };
    let heading = |heading: &Option<Heading>| {
        heading.as_ref().map(|heading| WrittenHeading {
            id: heading.id.to_string(),
            number: heading.number.to_string(),
            title: heading.text.plain(),
        })
    };
    WrittenClause {
        change,
        moved: clause.moved.is_some(),
        before: heading(&clause.before),
        after: heading(&clause.after),
        blocks: clause.nodes.iter().map(|it| node(redline, it)).collect(),
    }
}

fn node(redline: &Redline, it: &Node) -> WrittenBlock {
    match it {
        Node::Same(it) => block(it, "same"),
        Node::Added(it) => block(it, "added"),
        Node::Removed(it) => block(it, "removed"),
        Node::MovedHere(_, content) => WrittenBlock { moved: true, ..node(redline, content) },
        Node::MovedAway(number) => {
            let text = redline.moves.get(*number).map(|moved| moved.excerpt.clone()).unwrap_or_default();
            WrittenBlock {
                kind: "excerpt",
                change: "moved-away",
                runs: vec![written("same", text)],
                ..WrittenBlock::default()
            }
        }
        Node::Changed(difference) => changed(redline, difference),
    }
}

fn changed(redline: &Redline, difference: &Difference) -> WrittenBlock {
    let change = "changed";
    match difference {
        Difference::Text(kind, it) => {
            WrittenBlock { kind: text_name(kind.after), change, runs: runs(it), ..WrittenBlock::default() }
        }
        Difference::Group(kind, nodes) => WrittenBlock {
            kind: group_name(&kind.after),
            change,
            blocks: nodes.iter().map(|it| node(redline, it)).collect(),
            ..WrittenBlock::default()
        },
        Difference::Table(table) => WrittenBlock {
            kind: "table",
            change,
            rows: table.rows.iter().filter_map(row).collect(),
            ..WrittenBlock::default()
        },
        Difference::Code(_, lines) => {
            let run = |lines: &Lines| match lines {
                Lines::Same(text) => written("same", text.clone()),
                Lines::Added(text) => written("added", text.clone()),
                Lines::Removed(text) => written("removed", text.clone()),
            };
            WrittenBlock { kind: "code", change, runs: lines.iter().map(run).collect(), ..WrittenBlock::default() }
        }
    }
}

fn row(row: &Row) -> Option<WrittenRow> {
    let Row::Cells { side, moved, cells } = row else { return None };
    let change = match side {
        Side::Before => "removed",
        Side::After => "added",
        Side::Both if cells.iter().flatten().all(|run| matches!(run, Run::Same(_))) => "same",
        Side::Both => "changed",
    };
    Some(WrittenRow { change, moved: moved.is_some(), cells: cells.iter().map(|cell| runs(cell)).collect() })
}

fn block(it: &Block, change: &'static str) -> WrittenBlock {
    let text = |kind, text: String| WrittenBlock {
        kind,
        change,
        runs: vec![written(change, text)],
        ..WrittenBlock::default()
    };
    match it {
        Block::Text(kind, line) => text(text_name(*kind), plain(line)),
        Block::Code { text: code, .. } => text("code", code.clone()),
        Block::Html(html) => text("html", html.clone()),
        Block::Rule => WrittenBlock { kind: "rule", change, ..WrittenBlock::default() },
        Block::Group(kind, blocks) => WrittenBlock {
            kind: group_name(kind),
            change,
            blocks: blocks.iter().map(|it| block(it, change)).collect(),
            ..WrittenBlock::default()
        },
        Block::Table(table) => {
            let cells = |row: &Vec<Inline>| row.iter().map(|cell| vec![written(change, plain(cell))]).collect();
            let rows = table.rows.iter().map(|row| WrittenRow { change, moved: false, cells: cells(row) });
            WrittenBlock { kind: "table", change, rows: rows.collect(), ..WrittenBlock::default() }
        }
    }
}

fn runs(runs: &[Run]) -> Vec<WrittenRun> {
    let run = |run: &Run| match run {
        Run::Same(words) => written("same", plain(words)),
        Run::Added(words) => written("added", plain(words)),
        Run::Removed(words) => written("removed", plain(words)),
        Run::Restyled { after, .. } => written("restyled", plain(after)),
    };
    runs.iter().map(run).collect()
}

fn written(change: &'static str, text: String) -> WrittenRun {
    WrittenRun { change, text }
}

fn plain(line: &Inline) -> String {
    let piece = |piece: &super::Piece| match &piece.object {
        None => piece.text.clone(),
        Some(Object::Image { alt, .. }) => alt.clone(),
        Some(Object::Break) => "\n".to_owned(),
        Some(Object::Note(label)) => format!("[^{label}]"),
        Some(Object::Html(raw)) => raw.clone(),
    };
    line.pieces().iter().map(piece).collect()
}

fn text_name(kind: TextKind) -> &'static str {
    match kind {
        TextKind::Paragraph => "paragraph",
        TextKind::Heading(_) => "heading",
    }
}

fn group_name(kind: &GroupKind) -> &'static str {
    match kind {
        GroupKind::List(_) => "list",
        GroupKind::Item(_) => "item",
        GroupKind::Quote => "quote",
        GroupKind::Alert(name) => name,
        GroupKind::Definitions => "definition-list",
        GroupKind::Term => "term",
        GroupKind::Definition => "definition",
        GroupKind::Note(_) => "footnote",
    }
}
