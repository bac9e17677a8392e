//! The duties that the portal answers, and the glossary.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Body, Date, DutyId, OrganisationKind, RoleId};
use crate::span::{Place, YamlPath, YamlText};

/// `obligations.yaml`: the duties that the portal answers.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct DutyRegister {
    /// The text that it was read from.
    #[serde(skip)]
    pub text: YamlText,
    /// The day on which the law was checked.
    pub law_as_at: Option<Date>,
    /// The duties, in order.
    pub duties: Vec<Duty>,
}

/// Something that the law, a regulator or the organisation itself asks for.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Duty {
    /// Its place in the file, from 0.
    #[serde(skip)]
    pub position: usize,
    /// Its name in `covers=`.
    pub id: Option<DutyId>,
    /// A short title.
    pub title: String,
    /// What it asks for, in plain words.
    pub summary: String,
    /// What stands behind it.
    pub kind: Basis,
    /// A heading to group duties by.
    pub theme: String,
    /// The points of a source that it answers.
    pub points: Vec<String>,
    /// Whom it concerns.
    pub roles: Vec<RoleId>,
    /// The kinds of organisation it binds; empty for all.
    pub applies_to: Vec<OrganisationKind>,
    /// Where it is written.
    pub sources: Vec<DutySource>,
    /// What shows that it is met.
    pub evidence: Vec<String>,
    /// A trap for writers; not published.
    pub caution: Option<String>,
}

impl Duty {
    /// The duty's place in `obligations.yaml`.
    #[must_use]
    pub fn path(&self) -> YamlPath {
        YamlPath::root().key("duties").index(self.position)
    }
}

/// Where a duty is written.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct DutySource {
    /// The name of the source.
    pub label: String,
    /// The article, section or page.
    pub r#ref: String,
    /// Its address.
    pub url: Option<String>,
    /// How sure the writer is: confirmed, settled or to-check; not published.
    pub status: Option<String>,
}

/// What stands behind a duty, from the strictest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// The law says you must.
    LegalDuty,
    /// The regulator expects it.
    RegulatorExpectation,
    /// Good practice that the organisation follows.
    GoodPractice,
    /// The organisation's own rule.
    #[default]
    OurRule,
}

impl Basis {
    /// The kind in kebab-case, as in files and class names.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::LegalDuty => "legal-duty",
            Self::RegulatorExpectation => "regulator-expectation",
            Self::GoodPractice => "good-practice",
            Self::OurRule => "our-rule",
        }
    }
}

/// `glossary.yaml`, with the definitions read as Markdown.
#[derive(Clone, Debug, Default)]
pub struct Glossary {
    /// Headings to group terms by, in order.
    pub groups: IndexMap<String, String>,
    /// The terms, in the order of the file.
    pub terms: Vec<Term>,
    /// True where none of the terms could be read, or what one is called: what leads to no term may well lead to that one.
    pub is_lost: bool,
}

/// One term of the glossary.
#[derive(Clone, Debug)]
pub struct Term {
    /// Where it is written.
    pub place: Place,
    /// The anchor: the term in kebab-case.
    pub id: String,
    /// The term.
    pub term: String,
    /// The group it belongs to.
    pub group: Option<String>,
    /// Other names and short forms.
    pub also: Vec<String>,
    /// Other terms to look at.
    pub see: Vec<String>,
    /// The definition.
    pub definition: Body,
}
