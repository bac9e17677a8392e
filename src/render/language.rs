//! What a page of one language shows of the others.

use std::sync::Arc;

use super::Renderer;
use super::link::{Languages, Linker, Spoken};
use crate::model::{Article, Document, Language, Page, Section, Site, UrlPath};
use crate::theme::Theme;
use serde::Serialize;

/// A page in one of its languages.
#[derive(Serialize)]
pub(super) struct LanguageView {
    /// The BCP 47 tag.
    pub(super) tag: String,
    /// The name of the language in that language.
    pub(super) name: String,
    /// That it can be searched, in that language.
    pub(super) search: String,
    pub(super) href: String,
    /// The whole address, for search engines.
    pub(super) address: String,
    pub(super) current: bool,
}

/// The page in each of its languages.
pub(super) fn views(renderer: &Renderer<'_>, linker: &Linker, url: &UrlPath) -> Vec<LanguageView> {
    let Some(languages) = &renderer.languages else { return Vec::new() };
    let view = |(language, url): (Language, UrlPath)| {
        let spoken = languages.all.iter().find(|spoken| spoken.language == language)?;
        Some(LanguageView {
            tag: language.to_string(),
            name: spoken.name.clone(),
            search: spoken.search.clone(),
            href: linker.exactly(&url),
            address: format!("{}{}", renderer.base_url(), super::link::encode(url.as_str())),
            current: language == languages.own,
        })
    };
    renderer.site.in_all_languages(url).into_iter().filter_map(view).collect()
}

/// What the pages of a language know of the portal's others.
pub(super) fn languages(site: &Site, theme: &Theme, own: &Language) -> Arc<Languages> {
    let folder = format!("{own}/");
    let translated = site.pages.iter().filter_map(|(url, page)| match page {
        Page::Translation(language, _) if language == own => url.as_str().strip_prefix(&folder).map(UrlPath::new),
        _ => None,
    });
    let spoken = |language: &Language| {
        let strings = &theme.languages.get(language).unwrap_or(theme).strings;
        let (name, search) = (strings.get("language").to_owned(), strings.get("search_language").to_owned());
        Spoken { language: language.clone(), name, search }
    };
    let all = site.settings.languages.iter().map(spoken).collect();
    Arc::new(Languages { own: own.clone(), all, translated: translated.collect() })
}

impl Renderer<'_> {
    /// The language of the pages.
    pub(super) fn language(&self) -> Language {
        self.languages.as_ref().map_or_else(|| self.site.settings.default_language(), |languages| languages.own.clone())
    }

    /// A text in the language of the pages, or as it is.
    pub(super) fn article<'t>(&self, article: &'t Article) -> &'t Article {
        self.languages.as_ref().map_or(article, |languages| article.in_language(&languages.own))
    }

    /// The language of a text, if it is another than that of the pages.
    pub(super) fn foreign(&self, article: &Article) -> Option<&Language> {
        let languages = self.languages.as_ref()?;
        let mut known = languages.all.iter().map(|spoken| &spoken.language);
        let language = match &article.parsed.language {
            Some(language) => known.find(|known| *known == language),
            None => known.next(),
        };
        language.filter(|language| **language != languages.own)
    }

    /// Puts what is in the language of the pages before the rest.
    pub(super) fn own_first(&self, documents: &mut [&Document]) {
        documents.sort_by_key(|document| self.foreign(self.article(document.current())).is_some());
    }

    /// The portal's default language, if the pages are in another.
    pub(super) fn default_language(&self) -> Option<&Language> {
        let languages = self.languages.as_ref()?;
        languages.all.first().map(|spoken| &spoken.language).filter(|default| **default != languages.own)
    }

    /// Title and summary of a folder, and their language if it is another than that of the pages.
    pub(super) fn section_words(&self, section: &Section) -> (String, String, Option<&Language>) {
        let original = (section.title.clone(), section.summary.clone());
        let foreign = self.default_language();
        let index = section.index.as_ref().map(|index| self.article(index));
        let words = section.collection.as_ref().and_then(|id| self.settings().collections.get(id));
        match (index, words) {
            _ if foreign.is_none() => (original.0, original.1, None),
            (Some(index), _) if self.foreign(index).is_none() => {
                (index.front().title.clone(), index.front().summary.clone(), None)
            }
            (_, Some(words)) if words.title != section.title => (words.title.clone(), words.summary.clone(), None),
            _ => (original.0, original.1, foreign),
        }
    }

    /// The address that a page has in the language of the pages.
    pub(super) fn own_address(&self, url: &UrlPath) -> UrlPath {
        if self.default_language().is_some() { url.in_language(&self.language()) } else { url.clone() }
    }
}
