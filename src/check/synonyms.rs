//! Sets of `search.synonyms` in `portal.yaml` that the search could make nothing of: findings of `invalid-value`.

use super::invalid_value;
use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::search::words_of;
use crate::span::YamlPath;

/// Every set has a term that stands in texts, at least two forms, and none that another set has.
pub(super) fn check(site: &Site, findings: &mut Vec<Diagnostic>) {
    let place = |path: YamlPath| site.settings.value(path);
    let mut seen: Vec<Vec<String>> = Vec::new();
    for (index, set) in site.settings.search.synonyms.iter().enumerate() {
        let set_path = YamlPath::root().key("search").key("synonyms").index(index);
        if set.terms.is_empty() {
            findings.push(
                invalid_value::finding(place(set_path.clone()), "this set of synonyms has no terms".into())
                    .help("write the words that your texts use, such as `terms: [direct message, DM]`"),
            );
        } else if set.terms.len() + set.typed.len() < 2 {
            findings.push(
                invalid_value::finding(place(set_path.clone()), "this set of synonyms has one form only".into())
                    .help("add another word for the same thing to `terms`, or to `typed` if people only search by it"),
            );
        }
        let terms = set.terms.iter().enumerate().map(|form| ("terms", form));
        for (key, (nth, form)) in terms.chain(set.typed.iter().enumerate().map(|form| ("typed", form))) {
            let words = words_of(form);
            let at = || place(set_path.clone().key(key).index(nth));
            if words.is_empty() {
                findings.push(
                    invalid_value::finding(at(), format!("`{form}` has no letter and no digit"))
                        .help("write a word or a few"),
                );
            } else if seen.contains(&words) {
                findings.push(
                    invalid_value::finding(at(), format!("`{form}` is among the synonyms already"))
                        .help("keep it in one set only; words that mean the same belong to the same set"),
                );
            } else {
                seen.push(words);
            }
        }
    }
}
