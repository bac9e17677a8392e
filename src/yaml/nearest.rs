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
            let limit = limit(name_length);
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

/// How many letters of a name may be wrong.
fn limit(length: usize) -> usize {
    (length / 3).max(1)
}

/// Names in which many misspelt ones are looked for: it finds what [`nearest`] finds, but measures few of them.
pub(crate) struct Names<'n>(Vec<(&'n str, Spelling)>);

impl<'n> Names<'n> {
    /// Prepares names, in the order in which equally near ones are preferred.
    pub(crate) fn new(names: impl IntoIterator<Item = &'n str>) -> Self {
        Self(names.into_iter().map(|name| (name, Spelling::of(name))).collect())
    }

    /// The name that `written` is most likely a misspelling of.
    pub(crate) fn nearest(&self, written: &str) -> Option<&'n str> {
        let written = Spelling::of(written);
        let least = self.0.iter().enumerate().map(|(index, (_, name))| (written.least_distance(name), index, name));
        let mut near: Vec<_> = least.filter(|(least, _, name)| *least <= limit(name.length)).collect();
        // What may be nearest comes first; nothing behind it need be measured once it cannot be nearer.
        near.sort_unstable_by_key(|(least, index, _)| (*least, *index));
        let mut best: Option<(usize, usize)> = None;
        for (least, index, name) in near {
            if best.is_some_and(|(distance, _)| least > distance) {
                break;
            }
            let distance = strsim::damerau_levenshtein(&written.folded, &name.folded);
            let is_near = distance <= limit(name.length) && distance < name.length;
            if is_near && best.is_none_or(|best| (distance, index) < best) {
                best = Some((distance, index));
            }
        }
        best.and_then(|(_, index)| Some(self.0.get(index)?.0))
    }
}

/// A spelling, with what tells at once that another is far from it.
struct Spelling {
    folded: String,
    length: usize,
    /// How often each letter occurs; some letters share a number.
    letters: [u8; 32],
}

impl Spelling {
    fn of(name: &str) -> Self {
        let folded = fold(name);
        let mut letters = [0_u8; 32];
        for letter in folded.chars() {
            let count = &mut letters[letter as usize % 32];
            *count = count.saturating_add(1);
        }
        Self { length: folded.chars().count(), folded, letters }
    }

    /// The distance is not less than this: a wrong letter takes the place of one other, and a swap changes none.
    fn least_distance(&self, other: &Self) -> usize {
        let pairs = || self.letters.iter().zip(&other.letters);
        let more: usize = pairs().map(|(one, other)| usize::from(one.saturating_sub(*other))).sum();
        let less: usize = pairs().map(|(one, other)| usize::from(other.saturating_sub(*one))).sum();
        more.max(less).max(self.length.abs_diff(other.length))
    }
}

/// The spelling that is compared.
fn fold(name: &str) -> String {
    name.to_lowercase().replace('-', "_")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn prepared_names_find_what_measuring_each_finds(
            names in proptest::collection::vec("(guide/)?[a-dA-Cé]{0,6}[-_]?[a-d]{0,5}", 0..30),
            written in "(guide/)?[a-dA-Cé]{0,6}[-_]?[a-d]{0,5}",
            slip in (0_usize..30, 0_usize..12),
        ) {
            // A slip in one of the names is near, which words by chance seldom are.
            let misspelt = names.get(slip.0).map(|name| name.chars().enumerate().filter(|(at, _)| *at != slip.1));
            let misspelt: String = misspelt.into_iter().flatten().map(|(_, letter)| letter).collect();
            let prepared = Names::new(names.iter().map(String::as_str));
            for written in [&written, &misspelt] {
                prop_assert_eq!(prepared.nearest(written), nearest(written, names.iter().map(String::as_str)));
            }
        }
    }
}
