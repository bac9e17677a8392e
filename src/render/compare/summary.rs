//! What a reader sees first: how much changed, where, and what changed above the text.

use serde::Serialize;

use super::blocks::push;
use super::writer::{Shown, Writer};
use crate::redline::{Fact, FactChange, FactName, FactValue, Redline, Side, State};
use crate::render::{encode, escape};

/// How much changed.
#[derive(Serialize)]
pub(super) struct SummaryView {
    /// True where the texts are the same.
    same: bool,
    groups: Vec<GroupView>,
    renumbered: Option<String>,
    unchanged: Option<String>,
    notes: Option<String>,
    words: String,
}

/// Clauses of one kind of change.
#[derive(Serialize)]
struct GroupView {
    title: String,
    links: Vec<ClauseView>,
}

/// A clause on this page.
#[derive(Serialize)]
struct ClauseView {
    title: String,
    href: String,
}

/// A value above the text, with what changed of it as HTML.
#[derive(Serialize)]
pub(super) struct FactView {
    name: String,
    change: String,
}

pub(super) fn view(writer: &Writer<'_>, redline: &Redline) -> SummaryView {
    let summary = redline.summary();
    let group = |key: &str, wanted: &dyn Fn(&Shown<'_>) -> bool| {
        let shown = writer.shown.iter().filter(|shown| wanted(shown));
        let link =
            |shown: &Shown<'_>| ClauseView { title: shown.name.clone(), href: ["#", &encode(&shown.anchor)].concat() };
        let links: Vec<ClauseView> = shown.map(link).collect();
        Some(GroupView { title: writer.strings.count(key, links.len()), links }).filter(|group| !group.links.is_empty())
    };
    let groups = [
        group("compare_changed", &|shown| shown.state == State::Changed),
        group("compare_new", &|shown| shown.state == State::Added),
        group("compare_gone", &|shown| shown.state == State::Removed),
        group("compare_moved", &|shown| shown.clause.moved.is_some()),
    ];
    let some = |key: &str, count: usize| (count > 0).then(|| writer.strings.count(key, count));
    SummaryView {
        same: writer.shown.is_empty() && summary.notes == 0,
        groups: groups.into_iter().flatten().collect(),
        renumbered: some("compare_renumbered", summary.renumbered),
        unchanged: some("compare_unchanged", summary.unchanged),
        notes: some("compare_notes", summary.notes),
        words: format!(
            "{}, {}",
            writer.strings.count("compare_words_added", summary.words_added),
            writer.strings.count("compare_words_removed", summary.words_removed)
        ),
    }
}

pub(super) fn facts(writer: &Writer<'_>, redline: &Redline) -> Vec<FactView> {
    redline.facts.iter().map(|fact| fact_view(writer, fact)).collect()
}

fn fact_view(writer: &Writer<'_>, fact: &Fact) -> FactView {
    let name = match fact.name {
        FactName::Title => "compare_fact_title",
        FactName::Summary => "compare_fact_summary",
        FactName::Owner => "owner",
        FactName::ApprovedBy => "approved_by",
        FactName::ApprovedOn => "approved_on",
        FactName::Effective => "effective",
        FactName::LawAsAt => "law_as_at",
        FactName::Roles => "applies_to",
        FactName::Topics => "about_topics",
        FactName::Acknowledge => "compare_fact_acknowledge",
    };
    let mut change = String::new();
    match &fact.change {
        FactChange::Words(runs) => writer.runs(&mut change, runs),
        FactChange::Flag(now) => {
            let (before, after) = if *now { ("no", "yes") } else { ("yes", "no") };
            writer.marked_text(&mut change, Side::Before, writer.strings(before));
            change.push(' ');
            writer.marked_text(&mut change, Side::After, writer.strings(after));
        }
        FactChange::Values(values) => {
            // One value that took the place of another is no list.
            let between =
                if values.iter().any(|(side, _)| *side == Side::Both) || values.len() > 2 { ", " } else { " " };
            for (at, (side, value)) in values.iter().enumerate() {
                if at > 0 {
                    change.push_str(between);
                }
                let value = match value {
                    FactValue::Title(title) => title.clone(),
                    FactValue::Day(day) => writer.strings.date(*day),
                };
                writer.marked_text(&mut change, *side, &value);
            }
        }
    }
    FactView { name: writer.strings(name).to_owned(), change }
}

impl Writer<'_> {
    fn marked_text(&self, html: &mut String, side: Side, text: &str) {
        let element = match side {
            Side::Both => return escape::push(html, text),
            Side::Before => "del",
            Side::After => "ins",
        };
        push(html, &["<", element, ">"]);
        self.spoken_start(html, side);
        escape::push(html, text);
        self.spoken_end(html, side, " ");
        push(html, &["</", element, ">"]);
    }
}
