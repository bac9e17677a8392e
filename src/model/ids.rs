//! Names that files use for each other: newtypes, so that a role is never taken for a topic.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, de};

use crate::schema::{KEBAB_CASE, reads_as};

/// True for words of small letters and digits joined by single hyphens: `private-messages`.
#[must_use]
pub fn is_kebab_case(text: &str) -> bool {
    !text.is_empty()
        && text
            .split('-')
            .all(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()))
}

/// True for a language of two or three small letters, with or without subtags: `cy`, `en-GB`.
#[must_use]
pub fn is_language_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let primary = parts.next().unwrap_or_default();
    (2..=3).contains(&primary.len())
        && primary.bytes().all(|byte| byte.is_ascii_lowercase())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $what:literal, $valid:expr, $pattern:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Takes the text as it is; files are checked where they are read.
            #[must_use]
            pub fn new(text: &str) -> Self {
                Self(text.into())
            }

            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                let valid: fn(&str) -> bool = $valid;
                if valid(&text) {
                    Ok(Self::new(&text))
                } else {
                    Err(de::Error::custom(format_args!(concat!("`{}` cannot be ", $what), text)))
                }
            }
        }

        reads_as!($name, stringify!($name), {"type": "string", "pattern": $pattern});
    };
}

const KEBAB: fn(&str) -> bool = is_kebab_case;

id!(
    /// A role that readers have, as declared in `portal.yaml`: `customer-service`.
    RoleId, "a role: use small letters, digits and single hyphens", KEBAB, KEBAB_CASE
);
id!(
    /// A topic that documents are about, as declared in `portal.yaml`: `private-messages`.
    TopicId, "a topic: use small letters, digits and single hyphens", KEBAB, KEBAB_CASE
);
id!(
    /// An owner or approver, as declared in `portal.yaml`: `data-protection-lead`.
    ContactId, "a contact: use small letters, digits and single hyphens", KEBAB, KEBAB_CASE
);
id!(
    /// A duty of `obligations.yaml`: `breach-report-72-hours`.
    DutyId, "a duty: use small letters, digits and single hyphens", KEBAB, KEBAB_CASE
);
id!(
    /// The anchor of a heading, stable across the versions of a document: `private-messages`.
    ClauseId, "a clause id: use small letters, digits and single hyphens", KEBAB, KEBAB_CASE
);
id!(
    /// A folder of documents below `content/`: `policies`.
    CollectionId, "a collection: it is the name of a folder in small letters, digits and single hyphens", KEBAB, KEBAB_CASE
);
id!(
    /// A kind of organisation that text can be limited to: `public-body`.
    OrganisationKind, "a kind of organisation: use small letters, digits and single hyphens", KEBAB, KEBAB_CASE
);
id!(
    /// A document: its path below `content/` without version or ending: `policies/social-media`.
    DocumentId, "a document: write its path below `content/` without an ending, such as `policies/social-media`",
    |text| !text.is_empty() && text.split('/').all(is_kebab_case),
    "^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*$"
);

id!(
    /// A language by its BCP 47 tag (RFC 5646): `en`, `cy`.
    Language, "a language: write its BCP 47 tag, such as `en` or `cy`", is_language_tag,
    "^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$"
);

id!(
    /// A quiz: the name of its file in `content/quizzes/` without the ending: `essentials`.
    QuizId, "a quiz: use small letters, digits and single hyphens", KEBAB, KEBAB_CASE
);
id!(
    /// A question, unique in its quiz: `nino-in-dm`.
    QuestionId, "the id of a question: use small letters, digits and single hyphens", KEBAB, KEBAB_CASE
);
id!(
    /// A scene of a scenario, unique in its question: `the-reply`.
    SceneId, "the id of a scene: use small letters, digits and single hyphens", KEBAB, KEBAB_CASE
);

impl OrganisationKind {
    /// The kinds that Vellum knows; `organisation_kinds` in `portal.yaml` may add others.
    pub const KNOWN: [&'static str; 7] =
        ["public-body", "charity", "private", "england", "wales", "scotland", "northern-ireland"];
}

impl DocumentId {
    /// The collection: the first part of the path.
    #[must_use]
    pub fn collection(&self) -> CollectionId {
        CollectionId::new(self.0.split('/').next().unwrap_or_default())
    }

    /// True for a document or folder of a collection, and for the collection itself.
    #[must_use]
    pub fn is_in(&self, collection: &CollectionId) -> bool {
        self.0.split('/').next() == Some(collection.as_str())
    }

    /// The folder that the document or folder is in; `None` for a collection.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        self.0.rsplit_once('/').map(|(folder, _)| Self::new(folder))
    }

    /// The last part of the path.
    #[must_use]
    pub fn slug(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or_default()
    }
}
