//! What stands above a text and readers see: what changed of it.

use std::fmt::{self, Display};

use super::change::{Run, Side};
use super::text::{Formatting, Inline};
use super::words::compare_words;
use crate::model::{ContactId, Date, FrontMatter, Settings};

/// A value of the front matter that is not the same in both texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Which value.
    pub name: FactName,
    /// What changed of it.
    pub change: FactChange,
}

/// The values that readers see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactName {
    /// The title.
    Title,
    /// The summary.
    Summary,
    /// Who keeps it right.
    Owner,
    /// Who approved it.
    ApprovedBy,
    /// When it was approved.
    ApprovedOn,
    /// The first day on which it is in force.
    Effective,
    /// The day on which the law was checked.
    LawAsAt,
    /// Whom it is for.
    Roles,
    /// What it is about.
    Topics,
    /// Whether staff are asked to confirm that they read it.
    Acknowledge,
}

impl FactName {
    /// The key in the front matter.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Summary => "summary",
            Self::Owner => "owner",
            Self::ApprovedBy => "approved_by",
            Self::ApprovedOn => "approved_on",
            Self::Effective => "effective",
            Self::LawAsAt => "law_as_at",
            Self::Roles => "roles",
            Self::Topics => "topics",
            Self::Acknowledge => "acknowledge",
        }
    }
}

/// What changed of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactChange {
    /// Words.
    Words(Vec<Run>),
    /// One value, or several of a kind, each with the text that has it.
    Values(Vec<(Side, FactValue)>),
    /// From no to yes (true), or from yes to no.
    Flag(bool),
}

/// A value above a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactValue {
    /// A title, as it is.
    Title(String),
    /// A day, which each language writes in its own way.
    Day(Date),
}

impl Display for FactValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Title(title) => f.write_str(title),
            Self::Day(day) => f.write_str(&day.long()),
        }
    }
}

/// Compares what stands above two texts; titles of owners, roles and topics are those of `portal.yaml`.
pub(super) fn compare_facts(settings: &Settings, before: &FrontMatter, after: &FrontMatter) -> Vec<Fact> {
    let mut facts = Vec::new();
    let line = |text: &str| {
        let mut line = Inline::default();
        line.push(&settings.fill_in(text), &Formatting::default(), None);
        line
    };
    for (name, old, new) in
        [(FactName::Title, &before.title, &after.title), (FactName::Summary, &before.summary, &after.summary)]
    {
        let (old, new) = (line(old), line(new));
        if old != new {
            facts.push(Fact { name, change: FactChange::Words(compare_words(&old, &new)) });
        }
    }
    let contact = |id: &Option<ContactId>| -> Vec<FactValue> {
        let title =
            |id: &ContactId| settings.contacts.get(id).map_or_else(|| id.to_string(), |contact| contact.title.clone());
        id.iter().map(title).map(FactValue::Title).collect()
    };
    let day = |date: Option<Date>| -> Vec<FactValue> { date.into_iter().map(FactValue::Day).collect() };
    let roles = |front: &FrontMatter| titles(&front.roles, |id| settings.roles.get(id).map(|role| role.title.clone()));
    let topics =
        |front: &FrontMatter| titles(&front.topics, |id| settings.topics.get(id).map(|topic| topic.title.clone()));
    for (name, old, new) in [
        (FactName::Owner, contact(&before.owner), contact(&after.owner)),
        (FactName::ApprovedBy, contact(&before.approved_by), contact(&after.approved_by)),
        (FactName::ApprovedOn, day(before.approved_on), day(after.approved_on)),
        (FactName::Effective, day(before.effective), day(after.effective)),
        (FactName::LawAsAt, day(before.law_as_at), day(after.law_as_at)),
        (FactName::Roles, roles(before), roles(after)),
        (FactName::Topics, topics(before), topics(after)),
    ] {
        // A draft has no approval and no day yet; that is nothing that it changes.
        let of_release = matches!(name, FactName::ApprovedBy | FactName::ApprovedOn | FactName::Effective);
        let waits = of_release && (old.is_empty() || new.is_empty());
        if old != new && !waits {
            facts.push(Fact { name, change: FactChange::Values(values(&old, &new)) });
        }
    }
    if before.acknowledge != after.acknowledge {
        facts.push(Fact { name: FactName::Acknowledge, change: FactChange::Flag(after.acknowledge) });
    }
    facts
}

fn titles<T: Display>(ids: &[T], title: impl Fn(&T) -> Option<String>) -> Vec<FactValue> {
    ids.iter().map(|id| FactValue::Title(title(id).unwrap_or_else(|| id.to_string()))).collect()
}

/// What is gone stands first; the order of roles and topics says nothing.
fn values(before: &[FactValue], after: &[FactValue]) -> Vec<(Side, FactValue)> {
    let gone = before.iter().filter(|value| !after.contains(value)).map(|value| (Side::Before, value.clone()));
    let side = |value: &FactValue| if before.contains(value) { Side::Both } else { Side::After };
    gone.chain(after.iter().map(|value| (side(value), value.clone()))).collect()
}
