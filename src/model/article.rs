//! Texts with an address: what stands above them, what was read from their file, and their translations.

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;

use super::{
    Body, ClauseId, ContactId, Date, DocumentId, Fingerprint, Interval, Language, OrganisationKind, RoleId, TopicId,
    UrlPath,
};
use crate::span::{FilePath, Part, Place, YamlPath, YamlText};

/// What stands above a text. Which keys are allowed depends on the kind of file.
#[derive(Clone, Debug, Default)]
pub struct FrontMatter {
    /// The title of the page.
    pub title: String,
    /// One sentence on what it is for.
    pub summary: String,
    /// Who keeps it right.
    pub owner: Option<ContactId>,
    /// Who approved this version.
    pub approved_by: Option<ContactId>,
    /// When it was approved.
    pub approved_on: Option<Date>,
    /// The first day on which this version is in force.
    pub effective: Option<Date>,
    /// When a living document was last changed.
    pub updated: Option<Date>,
    /// How often it is reviewed.
    pub review_every: Option<Interval>,
    /// Whom it is for.
    pub roles: Vec<RoleId>,
    /// What it is about.
    pub topics: Vec<TopicId>,
    /// The kinds of organisation it is for; empty for all.
    pub applies_to: Vec<OrganisationKind>,
    /// The day on which the law was checked.
    pub law_as_at: Option<Date>,
    /// Older addresses that lead here.
    pub aliases: Vec<String>,
    /// Documents a reader may need next.
    pub related: Vec<DocumentId>,
    /// Staff are asked to confirm that they read it.
    pub acknowledge: bool,
    /// Clauses that the versions before had and this one has not, each with the clause that took its place.
    pub retired: IndexMap<ClauseId, ClauseId>,
    /// The position among its siblings.
    pub order: Option<i64>,
    /// On the home page: what people come to do.
    pub tasks: Vec<DocumentId>,
    /// In a translation: the fingerprint of the text that it translates.
    pub original: Option<Fingerprint>,
}

/// A file that was read: its front matter and its text.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The file.
    pub file: FilePath,
    /// The front matter in the file, without the `---` lines.
    pub front_text: YamlText,
    /// What stands above the text, shared with the memo.
    pub front: Arc<FrontMatter>,
    /// False where the front matter could not be read: then nothing follows from what is not in it.
    pub readable: bool,
    /// The text.
    pub body: Body,
    /// For a translation: its language, as its file name says.
    pub language: Option<Language>,
}

impl Parsed {
    /// A file that could not be read, so that what leads to it is not found to lead nowhere.
    #[must_use]
    pub fn lost(file: &FilePath, language: Option<Language>) -> Self {
        Self {
            file: file.clone(),
            front_text: YamlText::default(),
            front: Arc::default(),
            readable: false,
            body: Body::lost(file),
            language,
        }
    }

    /// The name of its file without ending and language: `2.0`, `draft`, `start-here`.
    #[must_use]
    pub fn stem(&self) -> &str {
        let name = self.file.name();
        let stem = name.strip_suffix(".md").unwrap_or(name);
        let language = self.language.as_ref().and_then(|language| stem.strip_suffix(language.as_str()));
        language.and_then(|stem| stem.strip_suffix('.')).unwrap_or(stem)
    }

    /// The place of a front matter value.
    #[must_use]
    pub fn value(&self, path: YamlPath) -> Place {
        self.place(path, Part::Value)
    }

    /// The place of a front matter key.
    #[must_use]
    pub fn key(&self, key: &str) -> Place {
        self.place(YamlPath::root().key(key), Part::Key)
    }

    /// The place of a front matter key that lies deeper.
    #[must_use]
    pub fn key_at(&self, path: YamlPath) -> Place {
        self.place(path, Part::Key)
    }

    fn place(&self, path: YamlPath, part: Part) -> Place {
        self.front_text.place(&self.file, path, part)
    }
}

/// A text with an address: one version of a document, or a living document.
#[derive(Clone, Debug)]
pub struct Article {
    /// The file it was read from. It is large, and changes hands several times.
    pub parsed: Box<Parsed>,
    /// Where it is published.
    pub url: UrlPath,
    /// The same text in other languages. A translation has the front matter of its original, with its own words.
    pub translations: BTreeMap<Language, Article>,
}

impl Article {
    /// A text that has no translation yet.
    #[must_use]
    pub fn new(parsed: Box<Parsed>, url: UrlPath) -> Self {
        Self { parsed, url, translations: BTreeMap::new() }
    }

    /// The text in a language; the original where there is no translation.
    #[must_use]
    pub fn in_language(&self, language: &Language) -> &Self {
        self.translations.get(language).unwrap_or(self)
    }

    /// The text in all its languages, the original first.
    pub fn texts(&self) -> impl Iterator<Item = &Self> {
        std::iter::once(self).chain(self.translations.values())
    }

    /// The day on which a living text was changed after one of its translations.
    #[must_use]
    pub fn changed_after(&self, translation: &Self) -> Option<Date> {
        let (updated, translated) = (self.front().updated?, translation.front().updated?);
        (translated < updated).then_some(updated)
    }

    /// The text in all its languages, the original first, to be changed.
    pub fn bodies_mut(&mut self) -> impl Iterator<Item = &mut Body> {
        let translations = self.translations.values_mut().map(|translation| &mut translation.parsed.body);
        std::iter::once(&mut self.parsed.body).chain(translations)
    }

    /// What stands above the text.
    #[must_use]
    pub fn front(&self) -> &FrontMatter {
        &self.parsed.front
    }

    /// The text.
    #[must_use]
    pub fn body(&self) -> &Body {
        &self.parsed.body
    }
}
