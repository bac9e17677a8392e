//! The texts of the interface: buttons, labels, banners.

use std::collections::{BTreeMap, BTreeSet};

use hashbrown::DefaultHashBuilder;
use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};
use indexmap::IndexMap;
use serde::{Serialize, Serializer};

use super::ThemeFile;
use crate::check::theme_file;
use crate::diagnostic::Diagnostic;
use crate::model::{Date, Language};
use crate::span::{FilePath, Locator, Part, Place, YamlPath};

/// The texts of the interface in one language, by key.
///
/// A text with a number in it, `{n}`, may have forms for the numbers that its language tells apart: `key_one` beside
/// `key`, and in other languages `key_zero`, `key_two`, `key_few`, `key_many` (Unicode CLDR, plural categories).
#[derive(Debug, Default)]
pub struct Strings {
    /// In the order of the keys.
    texts: IndexMap<String, String, DefaultHashBuilder>,
    months: Vec<String>,
    locale: Option<Locale>,
    /// The categories of the numbers that most counts are, from 0.
    categories: Vec<PluralCategory>,
}

/// How many numbers have their categories looked up beforehand.
const NUMBERS: usize = 100;

/// The language whose texts name every key.
const COMPLETE: &str = "en";

impl Strings {
    fn new(texts: BTreeMap<String, String>, language: &Language) -> Self {
        let month = |number: usize| texts.get(&format!("month_{number}")).cloned().unwrap_or_default();
        let months = (1..=12).map(month).collect();
        let locale = language.as_str().parse().ok();
        let rules = rules(locale.as_ref());
        let category = |number| rules.as_ref().map_or(PluralCategory::Other, |rules| rules.category_for(number));
        Self { texts: texts.into_iter().collect(), months, categories: (0..NUMBERS).map(category).collect(), locale }
    }

    /// The text for a key. A key that is missing shows itself, so that a reader of the page can name it.
    #[must_use]
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.texts.get(key).map_or(key, String::as_str)
    }

    /// The text for a number of things, with the number filled in as `{n}`.
    #[must_use]
    pub fn count(&self, key: &str, number: usize) -> String {
        fill(self.form(key, number), &[("n", &number.to_string())])
    }

    /// The text for a key with values in it: `{name}` is replaced by the value of that name.
    #[must_use]
    pub fn filled(&self, key: &str, values: &[(&str, &str)]) -> String {
        fill(self.get(key), values)
    }

    /// The form of a text that goes with a number.
    fn form<'a>(&'a self, key: &'a str, number: usize) -> &'a str {
        let looked_up = || rules(self.locale.as_ref()).map(|rules| rules.category_for(number));
        let category = self.categories.get(number).copied().or_else(looked_up).unwrap_or(PluralCategory::Other);
        let form = self.texts.get(&[key, "_", suffix(category)].concat());
        form.map_or_else(|| self.get(key), String::as_str)
    }

    /// The forms of a text by plural category, `other` last.
    pub(super) fn forms<'a>(&'a self, key: &'a str) -> impl Iterator<Item = (&'static str, &'a str)> {
        let special = SPECIAL.into_iter().filter_map(move |category| {
            let suffix = suffix(category);
            Some((suffix, self.texts.get(&format!("{key}_{suffix}"))?.as_str()))
        });
        special.chain([("other", self.get(key))])
    }

    /// A day as people write it in this language: `19 June 2026`.
    #[must_use]
    pub fn date(&self, date: Date) -> String {
        date.long_in(&self.months)
    }
}

/// A text with values in it: `{name}` is replaced by the value of that name. What has no value stays as it is.
#[must_use]
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len() + values.iter().map(|(_, value)| value.len()).sum::<usize>());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('{') {
        filled.push_str(before);
        let known = behind.split_once('}').and_then(|(name, after)| {
            let value = values.iter().find(|(known, _)| *known == name);
            value.map(|(_, value)| (value, after))
        });
        let Some((value, after)) = known else {
            filled.push('{');
            rest = behind;
            continue;
        };
        filled.push_str(value);
        rest = after;
    }
    filled.push_str(rest);
    filled
}

impl Serialize for Strings {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.texts.serialize(serializer)
    }
}

/// The categories besides `other` (Unicode Technical Standard 35, part 3, section 5).
const SPECIAL: [PluralCategory; 5] =
    [PluralCategory::Zero, PluralCategory::One, PluralCategory::Two, PluralCategory::Few, PluralCategory::Many];

fn rules(locale: Option<&Locale>) -> Option<PluralRules> {
    PluralRules::try_new_cardinal(locale?.into()).ok()
}

const fn suffix(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

/// The texts of every language: those of the default theme with what the project's own theme replaces. What a language
/// does not say is said in the portal's default language, and what that does not say in English.
pub(super) fn read(
    files: &BTreeMap<String, ThemeFile>,
    languages: &[Language],
    findings: &mut Vec<Diagnostic>,
) -> BTreeMap<Language, Strings> {
    let complete = embedded(COMPLETE);
    let counted = counted(&complete);
    let mut fallback = complete.clone();
    let mut read = BTreeMap::new();
    for (index, language) in languages.iter().enumerate() {
        let mut texts = fallback.clone();
        // Forms are for the numbers of one language: those of another would say something wrong.
        texts.retain(|key, _| !is_form(key, &counted));
        texts.extend(if language.as_str() == COMPLETE { complete.clone() } else { embedded(language.as_str()) });
        let file = files.get(&format!("strings/{language}.yaml"));
        if file.is_none() {
            findings.push(theme_file::no_strings(language));
        }
        let own = file.filter(|file| file.is_own).map(|file| own(file, findings)).unwrap_or_default();
        for (key, value, place) in own {
            if complete.contains_key(&key) || is_form(&key, &counted) {
                texts.insert(key, value);
            } else {
                findings.push(theme_file::unknown_string(place, &key));
            }
        }
        if index == 0 {
            fallback.clone_from(&texts);
        }
        read.insert(language.clone(), Strings::new(texts, language));
    }
    read
}

/// The texts that have a form for one of their things.
fn counted(texts: &BTreeMap<String, String>) -> BTreeSet<String> {
    let stems = texts.keys().filter_map(|key| key.strip_suffix("_one"));
    stems.filter(|stem| texts.contains_key(*stem)).map(str::to_owned).collect()
}

/// True for the form of a text that goes with some numbers.
fn is_form(key: &str, counted: &BTreeSet<String>) -> bool {
    SPECIAL.into_iter().any(|category| {
        key.strip_suffix(suffix(category))
            .and_then(|stem| stem.strip_suffix('_'))
            .is_some_and(|stem| counted.contains(stem))
    })
}

fn embedded(language: &str) -> BTreeMap<String, String> {
    let path = FilePath::new(&format!("themes/default/strings/{language}.yaml"));
    let file = super::DEFAULT.get_file(format!("strings/{language}.yaml"));
    let text = String::from_utf8_lossy(file.map(include_dir::File::contents).unwrap_or_default());
    crate::parse::read_strings(&path, &text).0
}

/// What the project's own file of a language says, each text with its place.
fn own(file: &ThemeFile, findings: &mut Vec<Diagnostic>) -> Vec<(String, String, Place)> {
    let text = file.text();
    let (texts, problems) = crate::parse::read_strings(&file.path, &text);
    findings.extend(problems);
    let place = |key: &str| Place {
        file: file.path.clone(),
        at: Locator::Yaml { text: 0..text.len(), path: YamlPath::root().key(key), part: Part::Key },
    };
    texts.into_iter().map(|(key, value)| (key.clone(), value, place(&key))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_where_they_are_named_and_are_read_no_further() {
        let values = [("from", "{to}"), ("to", "2.0"), ("n", "")];
        for (text, filled) in [
            ("from {from} to {to}", "from {to} to 2.0"),
            ("{to}{to}{n}", "2.02.0"),
            ("{other} { {} {to", "{other} { {} {to"),
            ("{a {to}", "{a 2.0"),
            ("{{to}}", "{2.0}"),
            ("", ""),
        ] {
            assert_eq!(fill(text, &values), filled, "{text}");
        }
    }
}
