//! Which schema each file has.

use serde_json::Value;

use super::change::ChangeFront;
use super::document::{HomeFront, IndexFront, LivingFront, LivingTranslationFront, TranslationFront, VersionFront};
use super::glossary::GlossaryFile;
use super::quiz::QuizEntry;
use super::{FileKind, Original};
use crate::model::{DutyRegister, Settings, Wording};
use crate::schema::schema;

/// A kind of file that has a schema. Of Markdown files it is the front matter that has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemaKind {
    /// A version of a document, or its draft.
    Document,
    /// A living document.
    Living,
    /// `index.md` of a folder.
    Index,
    /// `index.md`: the home page.
    Home,
    /// The translation of a text.
    Translation,
    /// The translation of a living document.
    LivingTranslation,
    /// A quiz.
    Quiz,
    /// `portal.yaml`
    Portal,
    /// `portal.cy.yaml`
    Wording,
    /// An entry of the changelog.
    Change,
    /// `glossary.yaml`
    Glossary,
    /// `obligations.yaml`
    Obligations,
}

impl SchemaKind {
    /// Every kind.
    pub const ALL: [Self; 12] = [
        Self::Document,
        Self::Living,
        Self::Index,
        Self::Home,
        Self::Translation,
        Self::LivingTranslation,
        Self::Quiz,
        Self::Portal,
        Self::Wording,
        Self::Change,
        Self::Glossary,
        Self::Obligations,
    ];

    /// The kind of a file, if it has a schema.
    #[must_use]
    pub fn of(file: FileKind) -> Option<Self> {
        Some(match file {
            FileKind::Settings => Self::Portal,
            FileKind::Wording => Self::Wording,
            FileKind::Home => Self::Home,
            FileKind::Index => Self::Index,
            FileKind::Version(_) | FileKind::Draft => Self::Document,
            FileKind::Living => Self::Living,
            FileKind::Translation(Original::Living) => Self::LivingTranslation,
            FileKind::Translation(_) => Self::Translation,
            FileKind::Change => Self::Change,
            FileKind::Glossary => Self::Glossary,
            FileKind::Duties => Self::Obligations,
            FileKind::Quiz => Self::Quiz,
            FileKind::Lock | FileKind::Media | FileKind::Unexpected(_) => return None,
        })
    }

    /// Its name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Living => "living",
            Self::Index => "index",
            Self::Home => "home",
            Self::Translation => "translation",
            Self::LivingTranslation => "living-translation",
            Self::Quiz => "quiz",
            Self::Portal => "portal",
            Self::Wording => "wording",
            Self::Change => "change",
            Self::Glossary => "glossary",
            Self::Obligations => "obligations",
        }
    }

    /// What it describes, in a few words.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Document => "Front matter of a version of a document",
            Self::Living => "Front matter of a living document",
            Self::Index => "Front matter of the index.md of a folder",
            Self::Home => "Front matter of the home page, index.md",
            Self::Translation => "Front matter of a translation",
            Self::LivingTranslation => "Front matter of the translation of a living document",
            Self::Quiz => "A quiz",
            Self::Portal => "The settings of a portal, portal.yaml",
            Self::Wording => "The settings of a portal in another language",
            Self::Change => "Front matter of an entry of the changelog",
            Self::Glossary => "The glossary, glossary.yaml",
            Self::Obligations => "The register of duties, obligations.yaml",
        }
    }

    /// The schema as it is written into a file.
    #[must_use]
    pub fn text(self) -> String {
        format!("{:#}\n", self.schema())
    }

    /// The JSON Schema (draft 2020-12) of the file, or of its front matter.
    #[must_use]
    pub fn schema(self) -> Value {
        let title = self.title();
        match self {
            Self::Document => schema::<VersionFront>(title),
            Self::Living => schema::<LivingFront>(title),
            Self::Index => schema::<IndexFront>(title),
            Self::Home => schema::<HomeFront>(title),
            Self::Translation => schema::<TranslationFront>(title),
            Self::LivingTranslation => schema::<LivingTranslationFront>(title),
            Self::Quiz => schema::<QuizEntry>(title),
            Self::Portal => schema::<Settings>(title),
            Self::Wording => schema::<Wording>(title),
            Self::Change => schema::<ChangeFront>(title),
            Self::Glossary => schema::<GlossaryFile>(title),
            Self::Obligations => schema::<DutyRegister>(title),
        }
    }
}
