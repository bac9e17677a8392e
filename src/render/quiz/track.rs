//! What scripts compare a learner's record with: the state of a quiz, and the versions of the policies that it tests.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::link::Linker;
use super::super::{Renderer, record};
use crate::model::{Document, Edition, Quiz, Refresher, Version};

/// A quiz, as far as it decides what is due.
#[derive(Serialize)]
pub(super) struct Tracked<'a> {
    id: &'a str,
    title: String,
    hash: &'a str,
    refresher: RefresherView,
    /// The policies that it tests, with what is in force of each.
    policies: BTreeMap<&'a str, PolicyView>,
}

#[derive(Serialize)]
struct RefresherView {
    /// `12 months`
    every: Option<String>,
    on_substantive_change: bool,
}

/// What is in force of a policy.
#[derive(Serialize)]
struct PolicyView {
    title: String,
    version: Version,
    /// The versions up to this one that changed rules, oldest first.
    substantive: Vec<Version>,
    /// The address of what changed from a version that a script puts in the place of `FROM`.
    compare: String,
}

/// What a record is compared with, for one quiz.
pub(super) fn tracked<'a>(renderer: &Renderer<'a>, linker: &Linker, quiz: &'a Quiz) -> Tracked<'a> {
    let Refresher { every, on_substantive_change } = quiz.refresher.unwrap_or_default();
    let policies = quiz.tests.keys().filter_map(|id| {
        let document = renderer.site.documents.get(id)?;
        Some((id.as_str(), policy(renderer, linker, document, document.in_force()?)?))
    });
    Tracked {
        id: quiz.id.as_str(),
        title: renderer.settings().fill_in(&quiz.title),
        hash: &quiz.hash,
        refresher: RefresherView { every: every.map(|every| every.to_string()), on_substantive_change },
        policies: policies.collect(),
    }
}

fn policy(renderer: &Renderer<'_>, linker: &Linker, document: &Document, edition: &Edition) -> Option<PolicyView> {
    let version = edition.version?;
    Some(PolicyView {
        title: renderer.settings().fill_in(&edition.article.front().title),
        version,
        substantive: renderer.site.substantive_versions(document),
        compare: record::compare(linker, document, version),
    })
}
