//! Words for the same thing: from `search.synonyms` in `portal.yaml`, and from other names in the glossary.
//!
//! Each set becomes a group of its own, whose postings are all sections that hold one of its terms; the reader adds that
//! group where one of them, or one of the forms that people only type, was asked for.

use std::collections::{BTreeMap, HashMap};

use super::index::{Index, Posting, number};
use super::tokens::phrase;
use crate::model::Site;

/// Words for one thing.
pub(super) struct Set {
    /// The forms, as words: those that stand in texts, then those that people only type.
    pub(super) forms: Vec<Vec<String>>,
    /// How many of them stand in texts.
    pub(super) in_texts: usize,
}

/// All sets of a portal, in the order of the settings and of the glossary.
pub(super) fn sets(site: &Site) -> Vec<Set> {
    let of_settings = site.settings.search.synonyms.iter().map(|set| (set.terms.clone(), set.typed.clone()));
    let of_glossary = site.glossary.terms.iter().filter(|term| !term.also.is_empty()).map(|term| {
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

/// The sections that hold one of the terms of a set.
pub(super) fn postings(index: &Index, groups: &WordGroups<'_>, set: &Set) -> Vec<Posting> {
    let mut found: BTreeMap<u32, Posting> = BTreeMap::new();
    for form in &set.forms[..set.in_texts] {
        // Texts may hold only the plural of a form.
        let group = |word: &String| groups.get(&**word).or_else(|| groups.get(&*format!("{word}s"))).copied();
        let Some(groups) = form.iter().map(group).collect::<Option<Vec<u32>>>() else { continue };
        for posting in phrase_postings(index, &groups) {
            let known = found.entry(posting.section).or_insert_with(|| Posting {
                section: posting.section,
                in_heading: 0,
                in_text: 0,
                positions: Vec::new(),
            });
            known.in_heading += posting.in_heading;
            known.in_text += posting.in_text;
        }
    }
    found.into_values().collect()
}

/// The sections in which words of these groups follow each other.
fn phrase_postings(index: &Index, groups: &[u32]) -> Vec<Posting> {
    let Some((first, rest)) = groups.split_first() else { return Vec::new() };
    let mut found = index.postings(*first as usize);
    let later: Vec<HashMap<u32, Posting>> = rest
        .iter()
        .map(|group| index.postings(*group as usize).into_iter().map(|posting| (posting.section, posting)).collect())
        .collect();
    for posting in &mut found {
        let section = posting.section;
        posting.positions.retain(|(position, _)| {
            later.iter().enumerate().all(|(at, postings)| {
                let wanted = position + number(at) + 1;
                let is_there = |posting: &Posting| {
                    posting.positions.binary_search_by_key(&wanted, |(position, _)| *position).is_ok()
                };
                postings.get(&section).is_some_and(is_there)
            })
        });
        let count = number(posting.positions.len());
        // Headings come first, so the places that are left are those of the heading as far as it had any.
        posting.in_heading = posting.in_heading.min(count);
        posting.in_text = count - posting.in_heading;
    }
    found.retain(|posting| !posting.positions.is_empty());
    found
}
