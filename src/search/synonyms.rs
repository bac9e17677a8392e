//! Words for the same thing: from `search.synonyms` in `portal.yaml`, and from other names in the glossary.
//!
//! Each set becomes a group of its own, whose postings are all sections that hold one of its terms; the reader adds that
//! group where one of them, or one of the forms that people only type, was asked for.

use hashbrown::HashMap;

use super::index::{Index, Place};
use super::tokens::phrase;
use crate::model::{Language, Site};

/// Words for one thing.
pub(super) struct Set {
    /// The forms, as words: those that stand in texts, then those that people only type.
    pub(super) forms: Vec<Vec<String>>,
    /// How many of them stand in texts.
    pub(super) in_texts: usize,
}

/// All sets of a portal, in the order of the settings and of the glossary.
pub(super) fn sets(site: &Site, language: &Language) -> Vec<Set> {
    let own = *language == site.settings.default_language();
    let of_settings =
        site.settings_in(language).search.synonyms.iter().map(|set| (set.terms.clone(), set.typed.clone()));
    let of_glossary = site.glossary.terms.iter().filter(|term| own && !term.also.is_empty()).map(|term| {
        let mut forms = vec![term.term.clone()];
        forms.extend(term.also.iter().cloned());
        (forms, Vec::new())
    });
    of_settings.chain(of_glossary).map(|(terms, typed)| set(&terms, &typed)).filter(|set| set.forms.len() > 1).collect()
}

fn set(terms: &[String], typed: &[String]) -> Set {
    let mut forms: Vec<Vec<String>> = Vec::new();
    let mut add = |texts: &[String]| {
        for text in texts {
            let words = phrase(text);
            if !words.is_empty() && !forms.contains(&words) {
                forms.push(words);
            }
        }
        forms.len()
    };
    let in_texts = add(terms);
    add(typed);
    Set { forms, in_texts }
}

/// The group of each word, to find forms in the index.
pub(super) type WordGroups<'a> = HashMap<&'a str, u32>;

/// Where one of the terms of a set stands.
pub(super) fn places(index: &Index, groups: &WordGroups<'_>, set: &Set) -> Vec<Place> {
    let mut found: Vec<Place> = Vec::new();
    for form in &set.forms[..set.in_texts] {
        // Texts may hold only the plural of a form.
        let group = |word: &String| groups.get(&**word).or_else(|| groups.get(&*format!("{word}s"))).copied();
        if let Some(groups) = form.iter().map(group).collect::<Option<Vec<u32>>>() {
            found.extend(phrase_places(index, &groups));
        }
    }
    found.sort_unstable_by_key(Place::order);
    found
}

/// Where words of these groups follow each other.
fn phrase_places(index: &Index, groups: &[u32]) -> Vec<Place> {
    let mut all = groups.iter().map(|group| index.places(*group as usize));
    let mut found = all.next().unwrap_or_default();
    for (places, step) in all.zip(1..) {
        found.retain(|place| {
            let wanted = (place.section, place.position + step);
            places.binary_search_by_key(&wanted, |other| (other.section, other.position)).is_ok()
        });
    }
    found
}
