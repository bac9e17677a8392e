//! The next day on which a rebuild changes what the portal says.

use super::{Date, DocumentId, Version};

/// A day, with everything that happens on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The day.
    pub day: Date,
    /// What happens. Never empty.
    pub occasions: Vec<Occasion>,
}

/// Something that changes pages.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Occasion {
    /// What it is.
    pub kind: OccasionKind,
    /// The document that it happens to, where readers may know of it.
    pub document: Option<DocumentId>,
    /// The version that it is about.
    pub version: Option<Version>,
}

/// What changes pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OccasionKind {
    /// A version takes effect.
    InForce,
    /// A document is withdrawn.
    Withdrawal,
    /// The day of a changelog entry.
    Change,
    /// Something becomes known that readers may not know of before: an approved version, an announced entry.
    Announcement,
    /// A review becomes due soon.
    ReviewDueSoon,
    /// A review becomes overdue.
    ReviewOverdue,
    /// The last day of an action is over.
    ActionOver,
    /// The day of the text of a living document.
    Updated,
}

impl OccasionKind {
    /// The kind in kebab-case, as in `schedule.json`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::InForce => "version-in-force",
            Self::Withdrawal => "withdrawal",
            Self::Change => "change",
            Self::Announcement => "announcement",
            Self::ReviewDueSoon => "review-due-soon",
            Self::ReviewOverdue => "review-overdue",
            Self::ActionOver => "action-over",
            Self::Updated => "text-updated",
        }
    }
}
