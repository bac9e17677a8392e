//! `portal.yaml`: what the organisation says about its portal.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{CollectionId, ContactId, Grade, Interval, Language, OrganisationKind, RoleId, TopicId};
use crate::diagnostic::Level;
use crate::span::{FilePath, Part, Place, YamlPath, YamlText};

/// The file that says what the portal is.
pub const SETTINGS_FILE: &str = "content/portal.yaml";

/// The settings of a portal.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["title", "organisation", "base_url", "collections"]))]
pub struct Settings {
    /// The text that they were read from.
    #[serde(skip)]
    pub text: YamlText,
    /// The name of the portal.
    pub title: String,
    /// The organisation that publishes it.
    pub organisation: String,
    /// One line on what it is.
    pub tagline: String,
    /// A picture below `content/`, shown beside the title.
    pub logo: Option<String>,
    /// The colour of links and buttons, `#rrggbb`.
    pub brand_colour: String,
    /// Where the portal is published, with its scheme; used only in the sitemap, the feeds and canonical links.
    pub base_url: String,
    /// The languages, by BCP 47 tag; the first is the default. Never empty once the settings were read.
    pub languages: Vec<Language>,
    /// What must be there in each further language: documents, folders with all that is in them, or `home`.
    pub translate: IndexMap<Language, Vec<String>>,
    /// The IANA time zone in which days begin.
    pub timezone: String,
    /// The folder below `themes/` whose files replace those of the default theme.
    pub theme: String,
    /// The kinds of organisation that this one is.
    pub organisation_kinds: Vec<OrganisationKind>,
    /// Values for `{{ name }}` in texts.
    pub variables: IndexMap<String, String>,
    /// Owners and approvers.
    pub contacts: IndexMap<ContactId, Contact>,
    /// The roles that readers have.
    pub roles: IndexMap<RoleId, Role>,
    /// What documents are about.
    pub topics: IndexMap<TopicId, Topic>,
    /// The folders of documents, in the order in which they are shown.
    pub collections: IndexMap<CollectionId, Collection>,
    /// The links at the top of every page; collections and changes if left out.
    pub navigation: Vec<NavigationItem>,
    /// The contact that the help block of every page names.
    pub contact: Option<ContactId>,
    /// Where readers report a problem with a page: a `mailto:` or `https:` address.
    pub feedback: Option<String>,
    /// A sentence at the foot of every page.
    pub disclaimer: String,
    /// How Markdown is read.
    pub markdown: Markdown,
    /// What search knows besides the texts.
    pub search: Search,
    /// Words that this organisation avoids, besides those that everybody should.
    pub house_style: Vec<HouseStyle>,
    /// The author's editor, for links in the preview: vscode, zed, idea, or an address with `{file}`, `{line}` and
    /// `{column}`.
    pub editor: Option<String>,
    /// The level of each rule that should differ from its default.
    pub checks: BTreeMap<String, Level>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            text: YamlText::default(),
            title: String::new(),
            organisation: String::new(),
            tagline: String::new(),
            logo: None,
            brand_colour: "#0b5563".into(),
            base_url: String::new(),
            languages: vec![Language::new("en")],
            translate: IndexMap::new(),
            timezone: "Europe/London".into(),
            theme: "default".into(),
            organisation_kinds: Vec::new(),
            variables: IndexMap::new(),
            contacts: IndexMap::new(),
            roles: IndexMap::new(),
            topics: IndexMap::new(),
            collections: IndexMap::new(),
            navigation: Vec::new(),
            contact: None,
            feedback: None,
            disclaimer: String::new(),
            markdown: Markdown::default(),
            search: Search::default(),
            house_style: Vec::new(),
            editor: None,
            checks: BTreeMap::new(),
        }
    }
}

impl Settings {
    /// The place of a value in `portal.yaml`.
    #[must_use]
    pub fn value(&self, path: YamlPath) -> Place {
        self.text.place(&FilePath::new(SETTINGS_FILE), path, Part::Value)
    }

    /// The language of everything that has no language in its file name.
    #[must_use]
    pub fn default_language(&self) -> Language {
        self.languages.first().cloned().unwrap_or_else(|| Language::new("en"))
    }

    /// The languages besides the default.
    #[must_use]
    pub fn further_languages(&self) -> &[Language] {
        self.languages.get(1..).unwrap_or_default()
    }

    /// The path of `base_url`, with a slash at both ends: `/` or `/sub/path/`.
    #[must_use]
    pub fn base_path(&self) -> String {
        let after_scheme = self.base_url.split_once("://").map_or("", |(_, rest)| rest);
        let path = after_scheme.split_once('/').map_or("", |(_, path)| path).trim_matches('/');
        if path.is_empty() { "/".into() } else { format!("/{path}/") }
    }

    /// True where text limited to `kinds` is for this organisation.
    #[must_use]
    pub fn applies(&self, kinds: &[OrganisationKind]) -> bool {
        kinds.is_empty() || kinds.iter().any(|kind| self.organisation_kinds.contains(kind))
    }

    /// The value of a variable; `organisation` and `title` are always there.
    #[must_use]
    pub fn variable(&self, name: &str) -> Option<&str> {
        self.variables.get(name).map(String::as_str).or(match name {
            "organisation" => Some(&self.organisation),
            "title" => Some(&self.title),
            _ => None,
        })
    }

    /// The text with every `{{ name }}` replaced; unknown names stay as they are.
    #[must_use]
    pub fn fill_in(&self, text: &str) -> String {
        let mut filled = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, name, after)) = next_variable(rest) {
            filled.push_str(before);
            match self.variable(name) {
                Some(value) => filled.push_str(value),
                None => filled.push_str(&rest[before.len()..rest.len() - after.len()]),
            }
            rest = after;
        }
        filled.push_str(rest);
        filled
    }
}

/// Splits a text at its first `{{ name }}`: what is before, the name, what is after.
#[must_use]
pub fn next_variable(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    loop {
        // A search for one byte is many times faster than one for two, and nearly every text has none.
        let start = from + memchr::memchr(b'{', text.as_bytes().get(from..)?)?;
        if !text[start..].starts_with("{{") {
            from = start + 1;
            continue;
        }
        let inside = &text[start + 2..];
        let end = inside.find("}}")?;
        let name = inside[..end].trim();
        if !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-') {
            return Some((&text[..start], name, &inside[end + 2..]));
        }
        from = start + 2;
    }
}

/// An owner or approver: a team and its mailbox, never a private person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["title"]))]
pub struct Contact {
    /// The name of the team or post.
    pub title: String,
    /// Its mailbox.
    pub email: Option<String>,
    /// Its telephone number.
    pub phone: Option<String>,
    /// When to turn to it.
    pub summary: String,
    /// True for one that is no longer there: released versions still name it.
    pub retired: bool,
}

/// A role that readers have.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["title"]))]
pub struct Role {
    /// Its name.
    pub title: String,
    /// Who has it.
    pub summary: String,
    /// True for the role that everybody has besides their own.
    pub everyone: bool,
    /// True for one that nobody has any more: released versions still name it.
    pub retired: bool,
}

/// A topic that documents are about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["title"]))]
pub struct Topic {
    /// Its name.
    pub title: String,
    /// What belongs to it.
    pub summary: String,
    /// True for one that nothing is filed under any more: released versions still name it.
    pub retired: bool,
}

/// A folder of documents.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["title"]))]
pub struct Collection {
    /// Whether its documents have versions.
    pub kind: CollectionKind,
    /// Its name.
    pub title: String,
    /// What belongs to it.
    pub summary: String,
    /// True where headings are clauses with numbers.
    pub numbered: bool,
    /// How often its documents are reviewed unless they say otherwise.
    pub review_every: Option<Interval>,
    /// The highest Flesch-Kincaid grade that its texts may have.
    pub reading_grade: Option<Grade>,
}

/// Whether the documents of a collection have versions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CollectionKind {
    /// A folder a document, a file a version.
    Versioned,
    /// A file a document.
    #[default]
    Living,
}

/// A link at the top of every page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct NavigationItem {
    /// What it says.
    pub title: String,
    /// The page: a collection, a document, or one of `changes`, `roles`, `topics`, `glossary`, `register`,
    /// `editions`.
    pub page: String,
}

/// How Markdown is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Markdown {
    /// What happens to raw HTML.
    pub html: HtmlPolicy,
}

/// The search, and what it knows besides the texts.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Search {
    /// False for a portal without a search: it has no box, no search page and no index.
    pub enabled: bool,
    /// Words for the same thing, a set an entry.
    pub synonyms: Vec<Synonyms>,
}

impl Default for Search {
    fn default() -> Self {
        Self { enabled: true, synonyms: Vec::new() }
    }
}

/// Words for one thing: who searches for one of them also finds the others.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Synonyms {
    /// Words and phrases that mean this wherever they stand in a text.
    pub terms: Vec<String>,
    /// Words that mean this only when they are searched for, because in texts they often mean something else: `X`.
    pub typed: Vec<String>,
}

/// Words that an organisation avoids.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct HouseStyle {
    /// The word or phrase.
    pub avoid: String,
    /// What to write instead; empty where the words are better left out.
    #[serde(rename = "use")]
    pub instead: String,
    /// Why.
    pub why: String,
}

/// What happens to raw HTML in Markdown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum HtmlPolicy {
    /// It is an error.
    #[default]
    Deny,
    /// It is cleaned of everything that could run or hide.
    Sanitise,
}
