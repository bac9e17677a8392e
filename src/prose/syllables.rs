//! How many syllables an English word has, by its letters.

/// Endings whose `e` is not heard, although it is not the last letter.
const SILENT: [&str; 8] = ["ely", "eless", "eful", "ement", "efully", "elessly", "ements", "eness"];

/// Two vowels that are heard apart.
const APART: [&str; 16] =
    ["ia", "io", "iu", "eo", "ua", "uo", "eou", "iou", "ying", "oing", "eing", "aing", "uing", "ieu", "ism", "thm"];

/// Pairs of [`APART`] that are heard as one after all.
const TOGETHER: [&str; 14] =
    ["tia", "cia", "tio", "cio", "sio", "gio", "gia", "tiou", "ciou", "giou", "geo", "people", "qua", "quo"];

/// Words that the letters mislead about, and that texts like these are full of, in order.
const KNOWN: [(&str, usize); 48] = [
    ("anyone", 3),
    ("area", 3),
    ("areas", 3),
    ("audience", 3),
    ("being", 2),
    ("business", 2),
    ("businesses", 3),
    ("centre", 2),
    ("client", 2),
    ("clients", 2),
    ("colleague", 2),
    ("colleagues", 2),
    ("create", 2),
    ("created", 3),
    ("creates", 2),
    ("creator", 3),
    ("creators", 3),
    ("employee", 3),
    ("employees", 3),
    ("employer", 3),
    ("employers", 3),
    ("every", 2),
    ("everyone", 3),
    ("everything", 3),
    ("experience", 4),
    ("experiences", 5),
    ("idea", 3),
    ("ideas", 3),
    ("language", 2),
    ("languages", 3),
    ("million", 2),
    ("queue", 1),
    ("safeguard", 2),
    ("safeguarding", 3),
    ("safeguards", 2),
    ("safety", 2),
    ("senior", 2),
    ("serious", 3),
    ("someone", 2),
    ("something", 2),
    ("sometimes", 2),
    ("somewhere", 2),
    ("supplier", 3),
    ("suppliers", 3),
    ("union", 2),
    ("unique", 2),
    ("use", 1),
    ("used", 1),
];

/// The syllables of a word, 1 at least.
///
/// Each group of vowels (`y` is one) counts once; a silent `e` at the end, in `-es` and `-ed`, and before an ending such
/// as `-ly` does not; `-le` after a consonant does; pairs such as `io` count twice, except in `-tion` and its like. A
/// short form in capitals is read letter by letter: ICO has 3. A figure counts as 1, since it is read at a glance.
#[must_use]
pub fn syllables(word: &str) -> usize {
    let (mut letters, mut capitals) = (0, 0);
    for letter in word.bytes() {
        letters += usize::from(letter.is_ascii_alphabetic());
        capitals += usize::from(letter.is_ascii_uppercase());
    }
    match letters {
        0 => 1,
        2..=5 if capitals == letters => {
            let letters = word.bytes().filter(u8::is_ascii_alphabetic);
            letters.map(|letter| if letter == b'W' { 3 } else { 1 }).sum()
        }
        // The parts of `multi-factor` are read as words of their own.
        _ => word.split(['-', '/', '–']).map(one).sum::<usize>().max(1),
    }
}

fn one(word: &str) -> usize {
    let word = word.trim_matches(|letter: char| !letter.is_ascii_alphabetic());
    if word.bytes().all(|letter| letter.is_ascii_lowercase()) {
        return in_small_letters(word);
    }
    let letters = word.chars().filter(char::is_ascii_alphabetic);
    in_small_letters(&letters.map(|letter| letter.to_ascii_lowercase()).collect::<String>())
}

fn in_small_letters(word: &str) -> usize {
    if word.is_empty() {
        return 0;
    }
    if let Some((_, count)) = KNOWN.binary_search_by_key(&word, |(known, _)| known).ok().and_then(|at| KNOWN.get(at)) {
        return *count;
    }
    let mut count = groups(word);
    let is_silent = |ending: &&str| {
        word.len() > ending.len() + 1 && word.ends_with(*ending) && consonant_before(word, ending.len())
    };
    // The last letters of these endings: most words end otherwise.
    if word.ends_with(['y', 's', 'l', 't']) && SILENT.iter().any(is_silent) {
        count -= 1;
    }
    count -= usize::from(ends_silently(word));
    if may_be_apart(word) {
        count += APART.iter().map(|pair| times(word, pair)).sum::<usize>();
        count = count.saturating_sub(TOGETHER.iter().map(|pair| times(word, pair)).sum());
    }
    count.max(1)
}

/// False for a word without two vowels side by side, an `sm` or an `hm`: every part of [`APART`] and of [`TOGETHER`] has one
/// of these, and most words have none.
fn may_be_apart(word: &str) -> bool {
    let is_vowel = |letter: u8| matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
    let mut before = b' ';
    word.bytes().any(|letter| {
        let before = std::mem::replace(&mut before, letter);
        is_vowel(before) && is_vowel(letter) || letter == b'm' && matches!(before, b's' | b'h')
    })
}

/// How often a part stands in a word: both are short, and no part overlaps another of its kind.
fn times(word: &str, part: &str) -> usize {
    let (word, part) = (word.as_bytes(), part.as_bytes());
    // Looking at the first letters alone tells most of them apart.
    let is_part = |letters: &&[u8]| letters.first() == part.first() && *letters == part;
    word.windows(part.len()).filter(is_part).count()
}

/// How many groups of vowels there are; `y` at the start is a consonant.
fn groups(word: &str) -> usize {
    let mut count = 0;
    let mut inside = false;
    for (at, letter) in word.bytes().enumerate() {
        let vowel = matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u') || letter == b'y' && at > 0;
        count += usize::from(vowel && !inside);
        inside = vowel;
    }
    count
}

/// True for a last `e` that is not heard: `use`, `times`, `asked`, but not `be`, `table`, `changes` or `wanted`.
fn ends_silently(word: &str) -> bool {
    let before = |ending: &str| word.strip_suffix(ending).filter(|stem| groups(stem) > 0);
    let heard = |stem: &str, endings: &[&str]| endings.iter().any(|ending| stem.ends_with(ending));
    let is_vowel = |stem: &str| stem.ends_with(['a', 'e', 'i', 'o', 'u', 'y']);
    if let Some(stem) = before("es") {
        return !is_vowel(stem) && !heard(stem, &["s", "x", "z", "ch", "sh", "c", "g"]) && !syllabic(stem, 'l');
    }
    if let Some(stem) = before("ed") {
        return !is_vowel(stem) && !heard(stem, &["t", "d"]) && !syllabic(stem, 'l');
    }
    before("e").is_some_and(|stem| !is_vowel(stem) && !syllabic(stem, 'l'))
}

/// True where a stem ends with a consonant and `letter`, as `tabl` does.
fn syllabic(stem: &str, letter: char) -> bool {
    stem.strip_suffix(letter).is_some_and(|rest| !rest.ends_with(['a', 'e', 'i', 'o', 'u', 'y', 'l', 'r']))
}

fn consonant_before(word: &str, ending: usize) -> bool {
    let stem = &word[..word.len() - ending];
    groups(stem) > 0 && !stem.ends_with(['a', 'e', 'i', 'o', 'u', 'y'])
}
