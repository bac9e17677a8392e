//! Which words are forms of one word: English inflections, Welsh initial mutations.
//!
//! Two forms join only if both occur in the texts, so nothing is merged by a stem that nobody wrote: `accessibility`
//! and `access` stay two words, `policies` and `policy` become one.

use hashbrown::HashMap;

/// For each word its group, numbered from 0 in the order of the first word that they grew from.
pub(super) struct Groups {
    /// The group of each word, in the order of the words.
    pub(super) of_word: Vec<u32>,
    /// The word that each group grew from.
    pub(super) roots: Vec<usize>,
}

/// Groups words, which are sorted and different.
pub(super) fn group(words: &[&str], language: &str) -> Groups {
    let known: HashMap<&str, usize> = words.iter().enumerate().map(|(at, word)| (*word, at)).collect();
    let base = |word: &str| match language.split('-').next() {
        Some("en") => english_base(word, &known),
        Some("cy") => welsh_base(word, &known),
        _ => None,
    };
    let parents: Vec<usize> = words.iter().enumerate().map(|(at, word)| base(word).unwrap_or(at)).collect();
    let roots: Vec<usize> = (0..words.len()).map(|at| root(&parents, at)).collect();
    let mut sorted = roots.clone();
    sorted.sort_unstable();
    sorted.dedup();
    // Numbered by their roots in alphabetical order, so that words that start alike lie together.
    let group = |root| u32::try_from(sorted.partition_point(|other| other < root)).unwrap_or(u32::MAX);
    let of_word = roots.iter().map(group).collect();
    Groups { of_word, roots: sorted }
}

/// Follows forms to the word that they come from: `settings`, `setting`, `set`. A form is longer than its base or listed
/// as irregular, so the way ends; the limit is for Welsh, where two forms may point at each other.
fn root(parents: &[usize], from: usize) -> usize {
    let mut at = from;
    for _ in 0..4 {
        let next = parents[at];
        if next == at {
            return at;
        }
        at = next;
    }
    at
}

/// Forms that no rule makes, with their bases.
const IRREGULAR: &[(&str, &str)] = &[
    ("analyses", "analysis"),
    ("began", "begin"),
    ("begun", "begin"),
    ("bought", "buy"),
    ("broke", "break"),
    ("broken", "break"),
    ("brought", "bring"),
    ("built", "build"),
    ("caught", "catch"),
    ("children", "child"),
    ("chose", "choose"),
    ("chosen", "choose"),
    ("crises", "crisis"),
    ("criteria", "criterion"),
    ("dealt", "deal"),
    ("drawn", "draw"),
    ("drew", "draw"),
    ("driven", "drive"),
    ("fallen", "fall"),
    ("fell", "fall"),
    ("felt", "feel"),
    ("forgot", "forget"),
    ("forgotten", "forget"),
    ("found", "find"),
    ("gave", "give"),
    ("given", "give"),
    ("gone", "go"),
    ("got", "get"),
    ("grew", "grow"),
    ("grown", "grow"),
    ("heard", "hear"),
    ("held", "hold"),
    ("hidden", "hide"),
    ("kept", "keep"),
    ("knew", "know"),
    ("known", "know"),
    ("led", "lead"),
    ("lent", "lend"),
    ("lives", "life"),
    ("lost", "lose"),
    ("made", "make"),
    ("meant", "mean"),
    ("men", "man"),
    ("met", "meet"),
    ("paid", "pay"),
    ("people", "person"),
    ("ran", "run"),
    ("said", "say"),
    ("saw", "see"),
    ("seen", "see"),
    ("sent", "send"),
    ("shown", "show"),
    ("sold", "sell"),
    ("spent", "spend"),
    ("spoke", "speak"),
    ("spoken", "speak"),
    ("stole", "steal"),
    ("stolen", "steal"),
    ("stood", "stand"),
    ("taken", "take"),
    ("taught", "teach"),
    ("thought", "think"),
    ("threw", "throw"),
    ("thrown", "throw"),
    ("told", "tell"),
    ("took", "take"),
    ("understood", "understand"),
    ("went", "go"),
    ("women", "woman"),
    ("written", "write"),
    ("wrote", "write"),
];

/// Words that only look like forms of others.
const NOT_FORMS: &[&str] = &[
    "as", "being", "does", "evening", "ethics", "has", "his", "its", "less", "means", "news", "physics", "species",
    "thing", "this", "thus", "us", "was", "yes",
];

type Known<'a> = HashMap<&'a str, usize>;

fn english_base(word: &str, known: &Known<'_>) -> Option<usize> {
    if !word.is_ascii() || word.len() < 3 || NOT_FORMS.contains(&word) {
        return None;
    }
    if let Ok(at) = IRREGULAR.binary_search_by_key(&word, |(form, _)| form) {
        return known.get(IRREGULAR[at].1).copied();
    }
    let find = |base: &str| known.get(base).copied();
    let with = |stem: &str, ending: &str| find(&format!("{stem}{ending}"));
    if let Some(stem) = word.strip_suffix('s').filter(|stem| !stem.ends_with('s')) {
        let plural = stem.strip_suffix("ie").filter(|stem| stem.len() > 1).and_then(|stem| with(stem, "y"));
        let hissing = || stem.strip_suffix('e').filter(|stem| ends_hissing(stem)).and_then(find);
        return plural.or_else(hissing).or_else(|| find(stem).filter(|_| !stem.ends_with('u') && stem.len() > 1));
    }
    if let Some(stem) = word.strip_suffix("ied").filter(|stem| stem.len() > 1) {
        return with(stem, "y").or_else(|| with(stem, "ie"));
    }
    let stem = word.strip_suffix("ing").or_else(|| word.strip_suffix("ed"))?;
    if stem.len() < 2 || !stem.bytes().any(|byte| b"aeiouy".contains(&byte)) {
        return None;
    }
    let doubled = || {
        let mut letters = stem.chars().rev();
        let (last, before) = (letters.next(), letters.next());
        let once = stem.get(..stem.len() - 1)?;
        (last == before && last.is_some_and(|last| !"aeiouhwxy".contains(last)) && once.len() > 1)
            .then(|| find(once))?
    };
    // `filing` comes from `file`, `filling` from `fill`; `hoping` from `hope` rather than `hop`.
    let silent = || with(stem, "e");
    if stem.len() > 2 { find(stem).or_else(silent).or_else(doubled) } else { silent() }
}

/// After these letters the plural is `es`.
fn ends_hissing(stem: &str) -> bool {
    ["s", "x", "z", "ch", "sh", "o"].iter().any(|ending| stem.ends_with(ending))
}

/// The soft, nasal and aspirate mutations of initial consonants, mutated form first, and `h` before vowels.
const MUTATIONS: &[(&str, &str)] = &[
    ("ngh", "c"),
    ("mh", "p"),
    ("nh", "t"),
    ("ph", "p"),
    ("th", "t"),
    ("ch", "c"),
    ("ng", "g"),
    ("dd", "d"),
    ("b", "p"),
    ("d", "t"),
    ("g", "c"),
    ("f", "b"),
    ("f", "m"),
    ("l", "ll"),
    ("r", "rh"),
    ("m", "b"),
    ("n", "d"),
];

fn welsh_base(word: &str, known: &Known<'_>) -> Option<usize> {
    if word.chars().count() < 3 {
        return None;
    }
    let find = |base: String| (base.chars().count() > 2).then(|| known.get(&*base).copied())?;
    let changed = MUTATIONS
        .iter()
        .filter_map(|(mutated, radical)| Some((word.strip_prefix(mutated)?, *mutated, *radical)))
        // `ll` and `rh` are letters of their own: what starts with them is not mutated.
        .filter(|(rest, mutated, _)| {
            !(*mutated == "l" && rest.starts_with('l') || *mutated == "r" && rest.starts_with('h'))
        })
        .find_map(|(rest, _, radical)| find(format!("{radical}{rest}")));
    let is_vowel = |c: char| "aeiouwy".contains(c);
    let breathed =
        || word.strip_prefix('h').filter(|rest| rest.starts_with(is_vowel)).and_then(|rest| find(rest.to_owned()));
    // The soft mutation of `g` is nothing at all.
    let dropped = || find(format!("g{word}")).filter(|_| word.starts_with(|c: char| is_vowel(c) || "lrn".contains(c)));
    changed.or_else(breathed).or_else(dropped)
}
