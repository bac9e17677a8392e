//! `portal.cy.yaml`: what the settings say to readers, in another language.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{CollectionId, ContactId, RoleId, Settings, TopicId};

/// The words of `portal.yaml` in another language. What it leaves out is said as in `portal.yaml`.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Wording {
    /// The name of the portal.
    pub title: Option<String>,
    /// The organisation that publishes it.
    pub organisation: Option<String>,
    /// One line on what it is.
    pub tagline: Option<String>,
    /// A sentence at the foot of every page.
    pub disclaimer: Option<String>,
    /// Where readers report a problem with a page.
    pub feedback: Option<String>,
    /// Values for `{{ name }}` in texts of this language.
    pub variables: IndexMap<String, String>,
    /// Owners and approvers.
    pub contacts: IndexMap<ContactId, Words>,
    /// The roles that readers have.
    pub roles: IndexMap<RoleId, Words>,
    /// What documents are about.
    pub topics: IndexMap<TopicId, Words>,
    /// The folders of documents.
    pub collections: IndexMap<CollectionId, Words>,
    /// What the links at the top of every page say, by page.
    pub navigation: IndexMap<String, String>,
}

/// What readers see of something that `portal.yaml` declares.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Words {
    /// Its name.
    pub title: Option<String>,
    /// What there is to say of it.
    pub summary: Option<String>,
}

impl Wording {
    /// The settings as a reader of this language sees them.
    #[must_use]
    pub fn apply(&self, settings: &Settings) -> Settings {
        let mut worded = settings.clone();
        for (text, own) in [
            (&mut worded.title, &self.title),
            (&mut worded.organisation, &self.organisation),
            (&mut worded.tagline, &self.tagline),
            (&mut worded.disclaimer, &self.disclaimer),
        ] {
            replace(text, own.as_ref());
        }
        worded.feedback = self.feedback.clone().or(worded.feedback);
        worded.variables.extend(self.variables.clone());
        for (id, contact) in &mut worded.contacts {
            say(&self.contacts, id, &mut contact.title, &mut contact.summary);
        }
        for (id, role) in &mut worded.roles {
            say(&self.roles, id, &mut role.title, &mut role.summary);
        }
        for (id, topic) in &mut worded.topics {
            say(&self.topics, id, &mut topic.title, &mut topic.summary);
        }
        for (id, collection) in &mut worded.collections {
            say(&self.collections, id, &mut collection.title, &mut collection.summary);
        }
        for item in &mut worded.navigation {
            replace(&mut item.title, self.navigation.get(item.page.trim_matches('/')));
        }
        // Synonyms are words of one language.
        worded.search.synonyms.clear();
        worded
    }
}

fn say<K: std::hash::Hash + Eq>(words: &IndexMap<K, Words>, id: &K, title: &mut String, summary: &mut String) {
    if let Some(words) = words.get(id) {
        replace(title, words.title.as_ref());
        replace(summary, words.summary.as_ref());
    }
}

fn replace(text: &mut String, own: Option<&String>) {
    if let Some(own) = own {
        text.clone_from(own);
    }
}
