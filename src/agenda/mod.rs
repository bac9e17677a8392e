//! What waits to be done for the portal, most urgent first: reviews, scheduled versions, drafts, uncovered duties.

mod csv;
mod human;
mod json;

pub use csv::csv;
pub use human::human;
pub use json::json;

use serde::{Serialize, Serializer};

use crate::model::{Article, ContactId, Date, Document, DutyId, ReviewState, Site, Status, Version};

/// Something that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Task {
    /// What it is.
    pub kind: TaskKind,
    /// The day that it is due or happens; `None` for what has no day.
    pub date: Option<Date>,
    /// How many days from the date of the portal to that day; negative where it has passed.
    pub days: Option<i32>,
    /// The document, or the duty.
    pub id: String,
    /// The version of a document that has versions; `None` for a draft.
    pub version: Option<Version>,
    /// The title of the document or duty.
    pub title: String,
    /// Who sees to it; empty where nobody is named.
    pub owner: String,
}

/// What waits, from the most urgent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TaskKind {
    /// A review that should have been done.
    ReviewOverdue,
    /// A review that is due within 30 days.
    ReviewDueSoon,
    /// A version that takes effect on a later day.
    ScheduledVersion,
    /// A version that is being written.
    Draft,
    /// A duty that no clause in force meets.
    UncoveredDuty,
}

impl TaskKind {
    /// The kind in kebab-case, as in JSON and CSV.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::ReviewOverdue => "review-overdue",
            Self::ReviewDueSoon => "review-due-soon",
            Self::ScheduledVersion => "scheduled-version",
            Self::Draft => "draft",
            Self::UncoveredDuty => "uncovered-duty",
        }
    }
}

impl Serialize for TaskKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// Everything that waits, by kind, then by day, then by name.
#[must_use]
pub fn agenda(site: &Site) -> Vec<Task> {
    let mut tasks = Vec::new();
    tasks.extend(reviews(site));
    tasks.extend(versions(site));
    tasks.extend(uncovered(site));
    tasks.sort_by(|one, other| {
        (one.kind, one.date, &one.id, one.version).cmp(&(other.kind, other.date, &other.id, other.version))
    });
    tasks
}

fn reviews(site: &Site) -> impl Iterator<Item = Task> {
    site.reviews.iter().filter_map(|(id, review)| {
        let kind = match review.state {
            ReviewState::Current => return None,
            ReviewState::DueSoon => TaskKind::ReviewDueSoon,
            ReviewState::Overdue => TaskKind::ReviewOverdue,
        };
        let document = site.documents.get(id)?;
        let version = document.current_edition().and_then(|edition| edition.version);
        Some(task(site, kind, Some(review.due), id.as_str(), version, document.current()))
    })
}

/// Versions of later days, known to readers or not, and drafts.
fn versions(site: &Site) -> impl Iterator<Item = Task> {
    let published = site.documents.values().flat_map(Document::editions).filter_map(|edition| {
        matches!(edition.status, Status::Upcoming | Status::Draft).then_some((edition.version, &edition.article))
    });
    let unpublished = site.unpublished.iter().filter_map(|article| Some((named_version(article)?, article)));
    published.chain(unpublished).filter_map(|(version, article)| {
        let id = article.url.as_str().trim_end_matches('/').rsplit_once('/').map_or("", |(folder, _)| folder);
        match (version, article.front().effective) {
            (None, _) => Some(task(site, TaskKind::Draft, None, id, None, article)),
            (Some(_), Some(day)) if day > site.as_of => {
                Some(task(site, TaskKind::ScheduledVersion, Some(day), id, version, article))
            }
            _ => None,
        }
    })
}

/// The version that an unpublished text is, `Some(None)` for a draft; `None` for a living document.
fn named_version(article: &Article) -> Option<Option<Version>> {
    let name = article.parsed.file.name().strip_suffix(".md")?;
    match name {
        "draft" => Some(None),
        name => Version::parse(name).map(Some),
    }
}

fn task(
    site: &Site,
    kind: TaskKind,
    date: Option<Date>,
    id: &str,
    version: Option<Version>,
    article: &Article,
) -> Task {
    let front = article.front();
    Task {
        kind,
        date,
        days: date.map(|date| site.as_of.days_until(date)),
        id: id.to_owned(),
        version,
        title: site.settings.fill_in(&front.title),
        owner: owner(site, front.owner.as_ref()),
    }
}

fn owner(site: &Site, id: Option<&ContactId>) -> String {
    let title =
        |id: &ContactId| site.settings.contacts.get(id).map_or_else(|| id.to_string(), |contact| contact.title.clone());
    id.map(title).unwrap_or_default()
}

/// The duties of this organisation that no clause of a document in force meets.
fn uncovered(site: &Site) -> impl Iterator<Item = Task> {
    let open = site.coverage().into_iter().filter(|(_, found)| found.clauses.is_empty()).map(|(id, _)| id.clone());
    let open: Vec<DutyId> = open.collect();
    open.into_iter().filter_map(|id| Some((site.duties.get(&id)?, id))).map(|(duty, id)| Task {
        kind: TaskKind::UncoveredDuty,
        date: None,
        days: None,
        id: id.to_string(),
        version: None,
        title: site.settings.fill_in(&duty.title),
        owner: String::new(),
    })
}
