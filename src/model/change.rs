//! Changelog entries: what happened to which document, when, and for whom.

use schemars::JsonSchema;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

use super::{ClauseId, ContactId, Date, DocumentId, Language, Parsed, QuizId, RoleId, Version, is_kebab_case};
use crate::schema::reads_as;

/// One entry of the changelog.
#[derive(Clone, Debug)]
pub struct Change {
    /// The file's name without its ending: the anchor on `/changes/`.
    pub id: String,
    /// The day; `None` until release for an entry that belongs to a draft.
    pub date: Option<Date>,
    /// The day from which readers are told of an entry with a later date.
    pub announced: Option<Date>,
    /// What kind of event.
    pub kind: ChangeKind,
    /// A headline; made from the kind and the documents if left out.
    pub title: Option<String>,
    /// The documents it is about.
    pub documents: Vec<DocumentChange>,
    /// The clauses that changed.
    pub clauses: Vec<ClauseId>,
    /// Whom it matters to; the documents' own roles if empty.
    pub roles: Vec<RoleId>,
    /// What readers are asked to do.
    pub action: Option<Action>,
    /// The document that takes the place of a withdrawn one.
    pub replaced_by: Option<DocumentId>,
    /// For an entry of kind `correction`: which words of a released text take the place of which.
    pub correction: Option<Box<Correction>>,
    /// The file, with the text of the entry.
    pub parsed: Parsed,
}

impl Change {
    /// True where the entry has happened by a day, or was announced by then.
    #[must_use]
    pub fn is_told_on(&self, day: Date) -> bool {
        self.date.is_some_and(|date| date <= day || self.announced.is_some_and(|announced| announced <= day))
    }
}

/// A slip in a released text, put right without touching its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The words as they were released, in Markdown.
    pub find: String,
    /// The words in their place, in Markdown; empty to leave them out.
    pub replace: String,
    /// Why, in a sentence.
    pub reason: String,
    /// Who approved it.
    pub approved_by: ContactId,
    /// The language of the text, where it is a translation.
    pub language: Option<Language>,
}

/// A document named by an entry, with its version where it has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentChange {
    /// The document.
    pub document: DocumentId,
    /// The version; `None` for a living document or before release.
    pub version: Option<Version>,
}

/// What kind of event an entry records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// The first version of a document.
    New,
    /// A duty, deadline or mandatory rule changed.
    Substantive,
    /// Advice, examples or contacts changed.
    Editorial,
    /// A slip in a released text was put right.
    Correction,
    /// Reviewed, and found right as it is.
    Reviewed,
    /// The document no longer applies.
    Withdrawn,
    /// Something that readers should know.
    #[default]
    Notice,
}

impl ChangeKind {
    /// The kind in kebab-case, as in files and class names.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Substantive => "substantive",
            Self::Editorial => "editorial",
            Self::Correction => "correction",
            Self::Reviewed => "reviewed",
            Self::Withdrawn => "withdrawn",
            Self::Notice => "notice",
        }
    }

    /// True for the kinds that bring a version into force.
    #[must_use]
    pub fn is_release(self) -> bool {
        matches!(self, Self::New | Self::Substantive | Self::Editorial)
    }
}

/// What readers are asked to do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Action {
    /// The request, in a few words.
    pub text: String,
    /// The last day for it.
    pub by: Option<Date>,
    /// The quiz to take for it.
    #[serde(deserialize_with = "quiz")]
    #[schemars(with = "Option<TrainingPath>")]
    pub training: Option<QuizId>,
}

impl Action {
    /// True until its last day is over; always, where it has none.
    #[must_use]
    pub fn is_open(&self, today: Date) -> bool {
        self.by.is_none_or(|by| by >= today)
    }
}

/// How an action names a quiz.
struct TrainingPath;

reads_as!(TrainingPath, "TrainingPath", {"type": "string", "pattern": "^quizzes/[a-z0-9]+(-[a-z0-9]+)*$"});

/// Reads `quizzes/essentials`.
fn quiz<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<QuizId>, D::Error> {
    let text = String::deserialize(deserializer)?;
    match text.strip_prefix("quizzes/").filter(|id| is_kebab_case(id)) {
        Some(id) => Ok(Some(QuizId::new(id))),
        None => Err(D::Error::custom(format_args!(
            "`{text}` is not a quiz: write `quizzes/` and the name of its file without the ending, such as `quizzes/essentials`"
        ))),
    }
}
