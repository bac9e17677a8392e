//! The name that was probably meant.

/// The one of `names` that `written` is most likely a misspelling of, if any is close enough.
///
/// One wrong, missing, extra or swapped letter is allowed for every three letters of the name, and
/// one for shorter names; capitals, and a hyphen for an underscore, do not count.
#[must_use]
pub(crate) fn nearest<'n>(written: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let written = fold(written);
    let length = written.chars().count();
    names
        .into_iter()
        .filter_map(|name| {
            let folded = fold(name);
            let name_length = folded.chars().count();
            let limit = (name_length / 3).max(1);
            // The distance is at least the difference in length: no need to measure a long text.
            if length.abs_diff(name_length) > limit {
                return None;
            }
            let distance = strsim::damerau_levenshtein(&written, &folded);
            (distance <= limit && distance < name_length).then_some((distance, name))
        })
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, name)| name)
}

/// The spelling that is compared.
fn fold(name: &str) -> String {
    name.to_lowercase().replace('-', "_")
}
