//! The whole portal on one date: everything that pages are made from, and the pages there are.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use super::{
    Article, Change, CollectionId, Date, Document, DocumentId, Duty, DutyId, Glossary, Language, Lock, Moment, Quiz,
    QuizId, Record, Released, RoleId, Seal, Settings, TopicId, UrlPath, Version,
};
use crate::source::SourceFile;
use crate::span::{FilePath, YamlText};

/// The portal on one date.
#[derive(Clone, Debug)]
pub struct Site {
    /// What `portal.yaml` says.
    pub settings: Settings,
    /// What it says to readers of each further language.
    pub worded: BTreeMap<Language, Settings>,
    /// The date that the portal is built for.
    pub as_of: Date,
    /// The home page's text.
    pub home: Option<Article>,
    /// All documents, by id.
    pub documents: BTreeMap<DocumentId, Document>,
    /// The folders of living documents and of collections, by path.
    pub sections: BTreeMap<SectionId, Section>,
    /// The changelog, newest first; what has no date yet comes first.
    pub changes: Vec<Change>,
    /// For each document, the places in `changes` of those that name it.
    pub named: BTreeMap<DocumentId, Vec<usize>>,
    /// Each day up to that of the build on which anything changed, oldest first: a version took effect, or the changelog
    /// has an entry.
    pub editions: Vec<Date>,
    /// The next day on which a rebuild changes anything.
    pub next: Option<Moment>,
    /// The duties, in order.
    pub duties: IndexMap<DutyId, Duty>,
    /// The text that the duties were read from.
    pub duties_text: YamlText,
    /// The day on which the law behind the duties was checked.
    pub law_as_at: Option<Date>,
    /// The glossary.
    pub glossary: Glossary,
    /// The quizzes, by id.
    pub quizzes: BTreeMap<QuizId, Quiz>,
    /// Pictures and other files that texts show or link to, by address.
    pub media: BTreeMap<UrlPath, SourceFile>,
    /// Every picture and other file below `content/`, used or not.
    pub media_files: Vec<FilePath>,
    /// Every address with what it shows, less the theme's assets.
    pub pages: BTreeMap<UrlPath, Page>,
    /// When each document was or will be reviewed.
    pub reviews: BTreeMap<DocumentId, Review>,
    /// Texts that are checked but not published: drafts, and what is for other kinds of organisation.
    pub unpublished: Vec<Article>,
    /// Documents and versions that exist but are not published on this date or for this kind of organisation.
    pub absent: BTreeMap<DocumentId, Vec<Version>>,
    /// The record of what was released; `None` where the content has none.
    pub lock: Option<Lock>,
    /// Every version in the content, published or not, as it is now.
    pub released: Vec<Released>,
    /// The names that versioned documents had before, as their aliases say.
    pub older_names: BTreeMap<DocumentId, BTreeSet<DocumentId>>,
    /// The files that the lock records: nobody may edit them.
    pub frozen: BTreeSet<FilePath>,
}

/// The path of a folder below `content/`: `guidance/tasks`.
pub type SectionId = DocumentId;

/// A folder with an overview page.
#[derive(Clone, Debug)]
pub struct Section {
    /// The address of the overview.
    pub url: UrlPath,
    /// The title: of `index.md`, else of the collection, else made from the folder's name.
    pub title: String,
    /// One sentence on what it holds.
    pub summary: String,
    /// The text of `index.md`, if there is one.
    pub index: Option<Article>,
    /// The documents in it, in order.
    pub documents: Vec<DocumentId>,
    /// The folders in it, in order.
    pub sections: Vec<SectionId>,
    /// The collection's key, if the folder is a collection itself.
    pub collection: Option<CollectionId>,
}

/// What an address shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    /// The home page.
    Home,
    /// The overview of a folder.
    Section(SectionId),
    /// What is in force of a document.
    Document(DocumentId),
    /// One version of a document; `None` for its draft.
    Version(DocumentId, Option<Version>),
    /// All versions of a document.
    History(DocumentId),
    /// The timeline of the portal.
    Editions,
    /// What was in force from a day on, and what changed that day.
    Edition(Date),
    /// What changed from one version of a document to another; `None` for its draft.
    Compare(DocumentId, Option<Version>, Option<Version>),
    /// The changelog.
    Changes,
    /// The changelog as an Atom feed (RFC 4287).
    AtomFeed,
    /// The changelog as a JSON Feed, version 1.1.
    JsonFeed,
    /// The list of roles.
    Roles,
    /// What applies to one role.
    Role(RoleId),
    /// The list of topics.
    Topics,
    /// What there is on one topic.
    Topic(TopicId),
    /// The glossary.
    Glossary,
    /// Every document with its state.
    Register,
    /// The register as CSV (RFC 4180).
    RegisterCsv,
    /// The register as JSON.
    RegisterJson,
    /// The search page.
    Search,
    /// Every duty with what answers it.
    Assurance,
    /// The duties as CSV (RFC 4180).
    AssuranceCsv,
    /// The duties as JSON.
    AssuranceJson,
    /// The list of all quizzes.
    Training,
    /// What a learner's own browser has recorded.
    Record,
    /// A quiz.
    Quiz(QuizId),
    /// The answers of a quiz, for those who print it.
    QuizAnswers(QuizId),
    /// The reviews as a calendar (RFC 5545).
    ReviewCalendar,
    /// When a rebuild next changes anything, as JSON.
    Schedule,
    /// The page for addresses that do not exist.
    NotFound,
    /// The list of pages for search engines.
    Sitemap,
    /// What robots may read.
    Robots,
    /// An older address that leads elsewhere.
    Redirect(UrlPath),
    /// A picture or another file.
    Media,
    /// A page in a further language.
    Translation(Language, Box<Page>),
}

/// When a document was reviewed and when it is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Review {
    /// The last release or review.
    pub last: Date,
    /// The day by which it must be reviewed.
    pub due: Date,
    /// The state on the date of the build.
    pub state: ReviewState,
}

/// A review is due soon from so many days before its day.
const SOON: i32 = 30;

impl Review {
    /// The state on a day of a review that is due on another.
    #[must_use]
    pub fn state_of(due: Date, day: Date) -> ReviewState {
        match day.days_until(due) {
            days if days < 0 => ReviewState::Overdue,
            days if days <= SOON => ReviewState::DueSoon,
            _ => ReviewState::Current,
        }
    }

    /// The first day on which it is due soon.
    #[must_use]
    pub fn soon(&self) -> Date {
        self.due.plus_days(-SOON)
    }

    /// The first day on which it is overdue.
    #[must_use]
    pub fn overdue(&self) -> Date {
        self.due.plus_days(1)
    }
}

/// Whether a review is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewState {
    /// Not yet.
    Current,
    /// Within 30 days.
    DueSoon,
    /// It should have been done.
    Overdue,
}

impl ReviewState {
    /// The state in kebab-case, as in the register and in class names.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::DueSoon => "due-soon",
            Self::Overdue => "overdue",
        }
    }
}

impl Site {
    /// Every text that is published: home page, overviews, documents and their versions.
    pub fn articles(&self) -> impl Iterator<Item = &Article> {
        let sections = self.sections.values().filter_map(|section| section.index.as_ref());
        let documents = self.documents.values().flat_map(Document::articles);
        self.home.iter().chain(sections).chain(documents)
    }

    /// Every text that is published, in all its languages.
    pub fn texts(&self) -> impl Iterator<Item = &Article> {
        self.articles().flat_map(Article::texts)
    }

    /// What the settings say to readers of a language.
    #[must_use]
    pub fn settings_in(&self, language: &Language) -> &Settings {
        self.worded.get(language).unwrap_or(&self.settings)
    }

    /// The language of a page.
    #[must_use]
    pub fn language_of(&self, url: &UrlPath) -> Language {
        match self.pages.get(url) {
            Some(Page::Translation(language, _)) => language.clone(),
            _ => self.settings.default_language(),
        }
    }

    /// The address in each language in which a page exists, the default language first; empty for a page that exists in
    /// one language only.
    #[must_use]
    pub fn in_all_languages(&self, url: &UrlPath) -> Vec<(Language, UrlPath)> {
        if self.settings.further_languages().is_empty() {
            return Vec::new();
        }
        let prefix = match self.pages.get(url) {
            Some(Page::Translation(language, _)) => format!("{language}/"),
            _ => String::new(),
        };
        let original = UrlPath::new(url.as_str().strip_prefix(&prefix).unwrap_or_default());
        let translated = self.settings.further_languages().iter().filter_map(|language| {
            let url = original.in_language(language);
            matches!(self.pages.get(&url), Some(Page::Translation(..))).then(|| (language.clone(), url))
        });
        let mut all = vec![(self.settings.default_language(), original.clone())];
        all.extend(translated);
        if all.len() > 1 { all } else { Vec::new() }
    }

    /// Every address of the portal, less the theme's assets, in order.
    pub fn urls(&self) -> impl Iterator<Item = &UrlPath> {
        self.pages.keys()
    }

    /// True for a document that exists in the content but has nothing to publish on this date.
    #[must_use]
    pub fn is_unpublished(&self, id: &DocumentId) -> bool {
        !self.documents.contains_key(id) && self.absent.contains_key(id)
    }

    /// True for a version that exists in the content but is not yet known on this date.
    #[must_use]
    pub fn is_later_version(&self, id: &DocumentId, version: Version) -> bool {
        self.absent.get(id).is_some_and(|versions| versions.contains(&version))
    }

    /// The record of a version: under its own name or, in a document that moved, under an older one.
    #[must_use]
    pub fn record_of(&self, released: &Released) -> Option<&Record> {
        let lock = self.lock.as_ref()?;
        lock.get(&released.seal).or_else(|| {
            let seal = &released.seal;
            self.older_names.get(&seal.document)?.iter().find_map(|older| {
                let record = lock.get(&Seal { document: older.clone(), ..seal.clone() })?;
                (record.seal.text == seal.text).then_some(record)
            })
        })
    }

    /// True where what is meant for `roles` concerns somebody with `role`.
    #[must_use]
    pub fn concerns(&self, roles: &[RoleId], role: &RoleId) -> bool {
        roles.iter().any(|named| named == role || self.is_everyone(named))
    }

    /// True for a role that everyone has.
    #[must_use]
    pub fn is_everyone(&self, role: &RoleId) -> bool {
        self.settings.roles.get(role).is_some_and(|role| role.everyone)
    }

    /// The changes that have happened by the date of the build, newest first.
    pub fn past_changes(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(|change| self.is_past(change))
    }

    /// True for a change that has happened by the date of the build.
    #[must_use]
    pub fn is_past(&self, change: &Change) -> bool {
        change.date.is_some_and(|date| date <= self.as_of)
    }

    /// True for a change that comes after the date of the build and is known.
    #[must_use]
    pub fn is_coming(&self, change: &Change) -> bool {
        change.date.is_some_and(|date| date > self.as_of) && self.is_known(change)
    }

    /// The entry of the changelog with an id.
    #[must_use]
    pub fn change(&self, id: &str) -> Option<&Change> {
        self.changes.iter().find(|change| change.id == id)
    }

    /// The changes that name a document, in the order of all.
    pub fn changes_of(&self, id: &DocumentId) -> impl Iterator<Item = &Change> {
        self.named.get(id).into_iter().flatten().filter_map(|at| self.changes.get(*at))
    }

    /// The changes of a day.
    #[must_use]
    pub fn changes_on(&self, day: Date) -> &[Change] {
        // Newest first, and what has no date before all.
        let start = self.changes.partition_point(|change| change.date.is_none_or(|date| date > day));
        let rest = self.changes.get(start..).unwrap_or_default();
        let end = rest.partition_point(|change| change.date == Some(day));
        rest.get(..end).unwrap_or_default()
    }

    /// True for a change that has happened by the date of the build or was announced by then: it says so itself, or
    /// brings a version that is approved already.
    #[must_use]
    pub fn is_known(&self, change: &Change) -> bool {
        let brings_known_version = || {
            change.documents.iter().any(|named| {
                let document = self.documents.get(&named.document);
                document.zip(named.version).is_some_and(|(document, version)| document.edition(version).is_some())
            })
        };
        change.is_told_on(self.as_of) || change.date.is_some() && change.kind.is_release() && brings_known_version()
    }

    /// The changes that come after the date of the build and are known, newest first.
    pub fn coming_changes(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(|change| self.is_coming(change))
    }

    /// Whom a change matters to: its own roles, else those of its documents.
    #[must_use]
    pub fn change_roles<'a>(&'a self, change: &'a Change) -> Vec<&'a RoleId> {
        if !change.roles.is_empty() {
            return change.roles.iter().collect();
        }
        let mut roles: Vec<&RoleId> = Vec::new();
        // The roles of the version that it is about, not of what came later.
        let documents =
            change.documents.iter().filter_map(|named| Some((self.documents.get(&named.document)?, named.version)));
        for role in documents.flat_map(|(document, version)| {
            let edition = version.and_then(|version| document.edition(version));
            &edition.map_or_else(|| document.current(), |edition| &edition.article).front().roles
        }) {
            if !roles.contains(&role) {
                roles.push(role);
            }
        }
        roles
    }
}
