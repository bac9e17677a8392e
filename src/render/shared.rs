//! What the renderers of a portal share.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock, RwLock};

use super::highlight::Highlighter;
use crate::model::{Article, Settings, UrlPath};
use crate::redline::{self, Passages, Text};
use crate::search::Files;

/// What is dear to make and the same for every renderer of a portal with the same links.
#[derive(Default)]
pub struct Shared {
    /// The search index, which is made when it is asked for.
    index: OnceLock<Files>,
    /// It remembers code blocks, so that portals that follow each other share it.
    highlighter: Arc<Highlighter>,
    /// The texts of versions as redlines compare them: each stands in several.
    texts: RwLock<BTreeMap<UrlPath, Arc<Text>>>,
    /// What these texts have in common.
    passages: Passages,
}

impl Shared {
    /// For pages that are made only to see whether they can be: code is not highlighted, which never fails and takes longer
    /// than all the rest.
    #[must_use]
    pub fn for_a_look() -> Self {
        Self { highlighter: Arc::new(Highlighter::off()), ..Self::default() }
    }

    /// What the next portal shares with this one.
    #[must_use]
    pub fn for_next(&self) -> Self {
        Self { highlighter: Arc::clone(&self.highlighter), ..Self::default() }
    }

    pub(super) fn index(&self, make: impl FnOnce() -> Files) -> &Files {
        self.index.get_or_init(make)
    }

    pub(super) fn highlighter(&self) -> &Highlighter {
        &self.highlighter
    }

    /// What readers see of the text of a version. An address has one language, and so one wording of the settings.
    pub(super) fn read(&self, settings: &Settings, article: &Article) -> Arc<Text> {
        let known = self.texts.read().ok().and_then(|texts| texts.get(&article.url).cloned());
        known.unwrap_or_else(|| {
            // Two threads may both read it; either is as good.
            let mut text = redline::read(settings, article.body());
            self.passages.share(&mut text);
            let text = Arc::new(text);
            if let Ok(mut texts) = self.texts.write() {
                texts.insert(article.url.clone(), Arc::clone(&text));
            }
            text
        })
    }
}
