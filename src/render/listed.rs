//! Documents as the pages of roles and topics list them: who is concerned by which is found once for all of these pages,
//! and each document is written once.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::OnceLock;

use super::Renderer;
use super::lists::{self, Tried};
use crate::model::{Document, RoleId, Site, TopicId, UrlPath};

/// The documents in force, by who and what they are about.
pub(super) struct Listed<'a> {
    /// Each with its item of a list, once it is made.
    items: Vec<(&'a Document, OnceLock<String>)>,
    groups: OnceLock<Groups>,
}

/// The places of documents among the listed ones, in order.
#[derive(Default)]
struct Groups {
    by_role: HashMap<RoleId, Vec<usize>>,
    /// Those for a role that everyone has.
    for_everyone: Vec<usize>,
    by_topic: HashMap<TopicId, Vec<usize>>,
}

impl<'a> Listed<'a> {
    pub(super) fn of(site: &'a Site) -> Self {
        let in_force = site.documents.values().filter(|document| document.is_in_force());
        Self { items: in_force.map(|document| (document, OnceLock::new())).collect(), groups: OnceLock::new() }
    }

    fn document(&self, at: usize) -> Option<&'a Document> {
        self.items.get(at).map(|(document, _)| *document)
    }

    fn groups(&self, site: &Site) -> &Groups {
        self.groups.get_or_init(|| {
            let mut groups = Groups::default();
            for (at, (document, _)) in self.items.iter().enumerate() {
                let front = document.current().front();
                front.roles.iter().for_each(|id| add(&mut groups.by_role, id, at));
                front.topics.iter().for_each(|id| add(&mut groups.by_topic, id, at));
                if front.roles.iter().any(|id| site.is_everyone(id)) {
                    groups.for_everyone.push(at);
                }
            }
            groups
        })
    }

    fn select(&self, places: Option<&Vec<usize>>) -> Selection<'_, 'a> {
        Selection { listed: self, places: places.cloned().unwrap_or_default() }
    }
}

/// Adds a place to a group, once: a document may name a role twice.
fn add<I: Clone + Eq + Hash>(groups: &mut HashMap<I, Vec<usize>>, id: &I, at: usize) {
    match groups.get_mut(id) {
        Some(places) if places.last() == Some(&at) => {}
        Some(places) => places.push(at),
        None => drop(groups.insert(id.clone(), vec![at])),
    }
}

/// Some of the listed documents.
pub(super) struct Selection<'r, 'a> {
    listed: &'r Listed<'a>,
    places: Vec<usize>,
}

impl<'r, 'a> Selection<'r, 'a> {
    pub(super) fn documents(&self) -> impl Iterator<Item = &'a Document> {
        self.places.iter().filter_map(|at| self.listed.document(*at))
    }

    /// The items of a list, what is in the reader's language first. All pages that list them lie two folders below the
    /// home page, where no document does, so that all write the same links.
    pub(super) fn items(mut self, renderer: &Renderer<'_>, url: &UrlPath) -> Tried<Vec<&'r str>> {
        let listed = self.listed;
        if renderer.languages.is_some() {
            let foreign = |document: &Document| renderer.foreign(renderer.article(document.current())).is_some();
            self.places.sort_by_key(|at| listed.document(*at).is_some_and(foreign));
        }
        let item = |(document, item): &'r (&'a Document, OnceLock<String>)| {
            if item.get().is_none() {
                let _ = item.set(lists::item(renderer, url, document)?);
            }
            Ok(item.get().map_or("", String::as_str))
        };
        self.places.iter().filter_map(|at| listed.items.get(*at)).map(item).collect()
    }
}

impl<'a> Renderer<'a> {
    /// The documents for a role, and those that are for everyone and do not name it.
    pub(super) fn for_role(&self, id: &RoleId) -> (Selection<'_, 'a>, Selection<'_, 'a>) {
        let groups = self.listed.groups(self.site);
        let own = self.listed.select(groups.by_role.get(id));
        let mut everyone = self.listed.select(Some(&groups.for_everyone));
        everyone.places.retain(|at| own.places.binary_search(at).is_err());
        (own, everyone)
    }

    /// The documents on a topic.
    pub(super) fn on_topic(&self, id: &TopicId) -> Selection<'_, 'a> {
        self.listed.select(self.listed.groups(self.site).by_topic.get(id))
    }
}
