//! What redlines say again and again.

use crate::redline::Side;
use crate::render::escape;
use crate::theme::Strings;

/// Texts of the interface, as HTML: one redline says each of them many times.
pub(in crate::render) struct Phrases {
    removed: OneSided,
    added: OneSided,
    /// In the order in which [`Badge`] declares them.
    badges: [String; 7],
    /// The number that a clause had, with a place for it.
    pub(super) was: String,
    /// Stands before the name of the next clause that changed.
    pub(super) next: String,
    /// The name of what stands above the first heading.
    pub(super) start: String,
}

/// What is said of what only one text has.
pub(super) struct OneSided {
    /// Where words begin, to those who hear the page.
    pub(super) start: String,
    /// Where they end.
    pub(super) end: String,
    /// Above whole blocks, to everybody.
    pub(super) label: String,
}

/// What is said of a clause beside its heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Badge {
    Added,
    Removed,
    Moved,
    MovedChanged,
    Changed,
    Renumbered,
    Unchanged,
}

impl Badge {
    /// As in the names of classes.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Moved => "moved",
            Self::MovedChanged => "moved-changed",
            Self::Changed => "changed",
            Self::Renumbered => "renumbered",
            Self::Unchanged => "unchanged",
        }
    }
}

impl Phrases {
    pub(super) fn of(strings: &Strings) -> Self {
        let text = |key: &str| escape::text(strings.get(key));
        let one_sided =
            |[start, end, label]: [&str; 3]| OneSided { start: text(start), end: text(end), label: text(label) };
        let badges = [
            "compare_badge_added",
            "compare_badge_removed",
            "compare_badge_moved",
            "compare_badge_moved_changed",
            "compare_badge_changed",
            "compare_badge_renumbered",
            "compare_badge_unchanged",
        ];
        Self {
            removed: one_sided(["removed_start", "removed_end", "compare_removed"]),
            added: one_sided(["added_start", "added_end", "compare_added"]),
            badges: badges.map(text),
            was: text("compare_was"),
            next: text("compare_next"),
            start: text("compare_start"),
        }
    }

    /// What is said of what only the earlier text has, or only the later one.
    pub(super) fn of_side(&self, side: Side) -> &OneSided {
        if side == Side::Before { &self.removed } else { &self.added }
    }

    pub(super) fn badge(&self, badge: Badge) -> &str {
        &self.badges[badge as usize]
    }
}
