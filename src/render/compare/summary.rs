//! What a reader sees first: how much changed, where, and what changed above the text.

use serde::Serialize;

use super::blocks::push;
use super::writer::{Shown, Writer};
use crate::redline::{Fact, FactChange, FactName, FactValue, Redline, Side, State};
use crate::render::view::LinkView;
use crate::render::{escape, link_list};

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

/// Clauses of one kind of change, with the items of a list of them as HTML: a version has many, and a template takes longer
/// to write one than to find out what changed in it.
#[derive(Serialize)]
struct GroupView {
    title: String,
    links: String,
}

pub(super) fn view(writer: &Writer<'_>, redline: &Redline) -> SummaryView {
    let summary = redline.summary();
    let group = |key: &str, wanted: &dyn Fn(&Shown<'_>) -> bool| {
        let shown = writer.shown.iter().filter(|shown| wanted(shown));
        let link = |shown: &Shown<'_>| LinkView {
            title: shown.name.clone(),
            href: ["#", &shown.fragment].concat(),
            ..LinkView::default()
        };
        let links: Vec<LinkView> = shown.map(link).collect();
        let view = || GroupView { title: writer.strings.count(key, links.len()), links: link_list::items(&links) };
        (!links.is_empty()).then(view)
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

/// The values above the text that changed, as rows of a list of definitions; empty where none did.
pub(super) fn facts(writer: &Writer<'_>, redline: &Redline) -> String {
    let mut html = String::new();
    for fact in &redline.facts {
        html.push_str("<div><dt>");
        escape::push(&mut html, writer.strings(name(fact)));
        html.push_str("</dt><dd>");
        push_change(&mut html, writer, &fact.change);
        html.push_str("</dd></div>\n");
    }
    html
}

/// The text of the interface that names a value.
fn name(fact: &Fact) -> &'static str {
    match fact.name {
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
    }
}

fn push_change(html: &mut String, writer: &Writer<'_>, change: &FactChange) {
    match change {
        FactChange::Words(runs) => writer.runs(html, runs),
        FactChange::Flag(now) => {
            let (before, after) = if *now { ("no", "yes") } else { ("yes", "no") };
            writer.marked_text(html, Side::Before, writer.strings(before));
            html.push(' ');
            writer.marked_text(html, Side::After, writer.strings(after));
        }
        FactChange::Values(values) => {
            // One value that took the place of another is no list.
            let between =
                if values.iter().any(|(side, _)| *side == Side::Both) || values.len() > 2 { ", " } else { " " };
            for (at, (side, value)) in values.iter().enumerate() {
                if at > 0 {
                    html.push_str(between);
                }
                let value = match value {
                    FactValue::Title(title) => title.clone(),
                    FactValue::Day(day) => writer.strings.date(*day),
                };
                writer.marked_text(html, *side, &value);
            }
        }
    }
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
