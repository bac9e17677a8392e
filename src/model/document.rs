//! Documents: a living one is a file, a versioned one is a folder of versions.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{Article, Date, DocumentId, UrlPath};
use crate::schema::reads_as;

/// The number of a version: `2.0`. The file name is the version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version {
    /// Rises when a duty, deadline or mandatory rule changes.
    pub major: u32,
    /// Rises when advice, examples or contacts change.
    pub minor: u32,
}

impl Version {
    /// Reads `X.Y` without leading zeros; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (major, minor) = text.split_once('.')?;
        let number = |part: &str| {
            let plain = part == "0" || (!part.starts_with('0') && part.bytes().all(|byte| byte.is_ascii_digit()));
            if plain { part.parse().ok() } else { None }
        };
        Some(Self { major: number(major)?, minor: number(minor)? })
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

impl Serialize for Version {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

reads_as!(Version, "Version", {
    "type": "string",
    "pattern": "^(0|[1-9][0-9]*)[.](0|[1-9][0-9]*)$",
    "examples": ["2.0"]
});

impl<'de> Deserialize<'de> for Version {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| {
            de::Error::custom(format_args!("`{text}` is not a version: write two numbers in quotes, such as \"2.0\""))
        })
    }
}

/// A document with everything that it ever said.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its name in other files.
    pub id: DocumentId,
    /// The address of what is in force.
    pub url: UrlPath,
    /// Versioned or living.
    pub kind: Kind,
}

/// The two kinds of document.
#[derive(Clone, Debug)]
pub enum Kind {
    /// A folder with a file a version, in the order of their numbers, the draft last. Never empty.
    Versioned(Vec<Edition>),
    /// A file.
    Living(Box<Article>),
}

/// One version of a document.
#[derive(Clone, Debug)]
pub struct Edition {
    /// Its number; `None` for the draft.
    pub version: Option<Version>,
    /// Its state on the date of the build.
    pub status: Status,
    /// The first day on which another version, or a withdrawal, takes its place.
    pub until: Option<Date>,
    /// Its text.
    pub article: Article,
    /// The number as readers see it: every page of a document names several.
    label: String,
}

impl Edition {
    /// One version; `None` is the draft.
    #[must_use]
    pub fn new(version: Option<Version>, status: Status, until: Option<Date>, article: Article) -> Self {
        let label = version.map_or_else(|| "draft".to_owned(), |version| version.to_string());
        Self { version, status, until, article, label }
    }

    /// The first day on which it is in force.
    #[must_use]
    pub fn effective(&self) -> Option<Date> {
        self.article.front().effective
    }

    /// The number as readers see it.
    #[must_use]
    pub fn label(&self) -> &str {
        &self.label
    }
}

/// The state of a version on a date. It is computed, never written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Being written.
    Draft,
    /// Approved, and in force from a later day.
    Upcoming,
    /// The rule today.
    InForce,
    /// A later version took its place.
    Superseded,
    /// The document no longer applies.
    Withdrawn,
}

impl Status {
    /// The state in kebab-case, as in the register and in class names.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Upcoming => "upcoming",
            Self::InForce => "in-force",
            Self::Superseded => "superseded",
            Self::Withdrawn => "withdrawn",
        }
    }
}

impl Document {
    /// What the document's own address shows: the version in force; where none is, the withdrawn one, else the next one,
    /// else the draft.
    #[must_use]
    pub fn current(&self) -> &Article {
        match &self.kind {
            Kind::Living(article) => article,
            Kind::Versioned(editions) => &current_edition(editions).article,
        }
    }

    /// The version that the document's own address shows; `None` for a living document.
    #[must_use]
    pub fn current_edition(&self) -> Option<&Edition> {
        match &self.kind {
            Kind::Living(_) => None,
            Kind::Versioned(editions) => Some(current_edition(editions)),
        }
    }

    /// All versions, oldest first; none for a living document.
    #[must_use]
    pub fn editions(&self) -> &[Edition] {
        match &self.kind {
            Kind::Living(_) => &[],
            Kind::Versioned(editions) => editions,
        }
    }

    /// The text of a living document.
    #[must_use]
    pub fn living(&self) -> Option<&Article> {
        match &self.kind {
            Kind::Living(article) => Some(article),
            Kind::Versioned(_) => None,
        }
    }

    /// One version; `None` is the draft.
    #[must_use]
    pub fn edition(&self, version: impl Into<Option<Version>>) -> Option<&Edition> {
        self.editions().get(self.place(version.into())?)
    }

    /// Where a version stands among all; `None` is the draft.
    fn place(&self, version: Option<Version>) -> Option<usize> {
        let key = |version: Option<Version>| (version.is_none(), version);
        self.editions().binary_search_by_key(&key(version), |edition| key(edition.version)).ok()
    }

    /// The version that was in force on a day up to that of the build; `None` for a living document, before the first
    /// version, and after a withdrawal.
    #[must_use]
    pub fn in_force_on(&self, day: Date) -> Option<&Edition> {
        let begun = |edition: &&Edition| {
            edition.version.is_some() && edition.effective().is_some_and(|effective| effective <= day)
        };
        self.editions().iter().rfind(begun).filter(|edition| edition.until.is_none_or(|until| until > day))
    }

    /// The version before one, in the order of their numbers; what a draft changes is the last version.
    #[must_use]
    pub fn previous(&self, edition: &Edition) -> Option<&Edition> {
        self.editions().get(self.place(edition.version)?.checked_sub(1)?)
    }

    /// The version after one, in the order of their numbers; after the last version, the draft.
    #[must_use]
    pub fn next(&self, edition: &Edition) -> Option<&Edition> {
        self.editions().get(self.place(edition.version)? + 1)
    }

    /// The versions after one, in the order of their numbers, the draft last.
    #[must_use]
    pub fn later(&self, edition: &Edition) -> &[Edition] {
        self.place(edition.version).and_then(|at| self.editions().get(at + 1..)).unwrap_or_default()
    }

    /// The version in force.
    #[must_use]
    pub fn in_force(&self) -> Option<&Edition> {
        self.current_edition().filter(|edition| edition.status == Status::InForce)
    }

    /// Two versions in order, if their differences have a page: neighbours, and each version with the one in force.
    #[must_use]
    pub fn comparison<'a>(&'a self, one: &Edition, other: &Edition) -> Option<(&'a Edition, &'a Edition)> {
        let (one, other) = (self.place(one.version)?, self.place(other.version)?);
        let (before, after) = (one.min(other), one.max(other));
        let (earlier, later) = (self.editions().get(before)?, self.editions().get(after)?);
        let in_force = earlier.status == Status::InForce || later.status == Status::InForce;
        (before + 1 == after || before < after && in_force).then_some((earlier, later))
    }

    /// All pairs of versions whose differences have a page.
    #[must_use]
    pub fn comparisons(&self) -> Vec<(&Edition, &Edition)> {
        let neighbours = self.editions().iter().zip(self.editions().iter().skip(1));
        let in_force = self.in_force();
        let with = self.editions().iter().filter_map(|edition| self.comparison(edition, in_force?));
        let mut pairs: Vec<(&Edition, &Edition)> = neighbours.chain(with).collect();
        let place = |edition: &Edition| (edition.version.is_none(), edition.version);
        pairs.sort_by_key(|(before, after)| (place(before), place(after)));
        pairs.dedup_by_key(|(before, after)| (before.version, after.version));
        pairs
    }

    /// The address of the differences between two versions.
    #[must_use]
    pub fn comparison_url(&self, before: &Edition, after: &Edition) -> UrlPath {
        self.url.join(&["compare/", before.label(), "-to-", after.label(), "/"].concat())
    }

    /// Every text of the document.
    pub fn articles(&self) -> impl Iterator<Item = &Article> {
        self.living().into_iter().chain(self.editions().iter().map(|edition| &edition.article))
    }

    /// One version, to be changed.
    pub fn edition_mut(&mut self, version: Version) -> Option<&mut Edition> {
        match &mut self.kind {
            Kind::Living(_) => None,
            Kind::Versioned(editions) => editions.iter_mut().find(|edition| edition.version == Some(version)),
        }
    }

    /// Every text of the document, to be changed.
    pub fn articles_mut(&mut self) -> impl Iterator<Item = &mut Article> {
        let (living, editions) = match &mut self.kind {
            Kind::Living(article) => (Some(&mut **article), Default::default()),
            Kind::Versioned(editions) => (None, editions.as_mut_slice()),
        };
        living.into_iter().chain(editions.iter_mut().map(|edition| &mut edition.article))
    }

    /// True where staff can rely on it: living, or with a version in force.
    #[must_use]
    pub fn is_in_force(&self) -> bool {
        self.current_edition().is_none_or(|edition| edition.status == Status::InForce)
    }
}

#[expect(clippy::indexing_slicing, reason = "a versioned document has at least one version")]
fn current_edition(editions: &[Edition]) -> &Edition {
    let of = |status| editions.iter().rposition(|edition| edition.status == status);
    let first_of = |status| editions.iter().position(|edition| edition.status == status);
    let index = of(Status::InForce)
        .or_else(|| of(Status::Withdrawn))
        .or_else(|| first_of(Status::Upcoming))
        .unwrap_or(editions.len() - 1);
    &editions[index]
}
