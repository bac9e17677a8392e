//! How many syllables an English word has, by its letters.

use std::cell::RefCell;

use crate::bytes::table_of;

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
    let is_letter = |letter: u8| letter.is_ascii_alphabetic();
    let Some(start) = word.bytes().position(is_letter) else { return 1 };
    let end = word.bytes().rposition(is_letter).map_or(word.len(), |last| last + 1);
    let word = word.get(start..end).unwrap_or_default();
    // Most words are nothing else.
    if word.bytes().all(|letter| letter.is_ascii_lowercase()) {
        return counted(word.as_bytes()).max(1);
    }
    let letters = word.bytes().filter(u8::is_ascii_alphabetic);
    let (mut count, mut capitals) = (0, 0);
    for letter in letters.clone() {
        count += 1;
        capitals += usize::from(letter.is_ascii_uppercase());
    }
    if (2..=5).contains(&count) && capitals == count {
        return letters.map(|letter| if letter == b'W' { 3 } else { 1 }).sum();
    }
    // The parts of `multi-factor` are read as words of their own.
    let part = |part: &str| {
        let letters = part.bytes().filter(u8::is_ascii_alphabetic).map(|letter| letter.to_ascii_lowercase());
        counted(&letters.collect::<Vec<_>>())
    };
    word.split(['-', '/', '–']).map(part).sum::<usize>().max(1)
}

/// How many words are remembered by each thread: those of most texts are some hundred.
const REMEMBERED: usize = 2048;

/// The words with their syllables, each at the place that its letters say, where it takes that of another.
type Remembered = Box<[(u128, u8)]>;

thread_local! {
    static REMEMBERED_WORDS: RefCell<Remembered> = RefCell::new(vec![(0, 0); REMEMBERED].into_boxed_slice());
}

/// The syllables of a word in small letters: texts say the same words again and again.
fn counted(word: &[u8]) -> usize {
    let mut letters = [0; size_of::<u128>()];
    let Some(start) = letters.get_mut(..word.len()) else { return in_small_letters(word) };
    start.copy_from_slice(word);
    let letters = u128::from_le_bytes(letters);
    // Fibonacci hashing: the upper bits of a product with a number that has no pattern (Knuth, volume 3, section 6.4).
    let mixed = ((letters ^ letters >> 61) as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    REMEMBERED_WORDS.with_borrow_mut(|words| {
        let Some(known) = words.get_mut((mixed >> 53) as usize) else { return in_small_letters(word) };
        if known.0 != letters {
            let Ok(count) = u8::try_from(in_small_letters(word)) else { return in_small_letters(word) };
            *known = (letters, count);
        }
        usize::from(known.1)
    })
}

fn in_small_letters(word: &[u8]) -> usize {
    if word.is_empty() {
        return 0;
    }
    if let Some(count) = known(word) {
        return count;
    }
    let mut count = groups(word);
    // The last letters of these endings: most words end otherwise.
    if matches!(word.last(), Some(b'y' | b's' | b'l' | b't')) {
        let is_silent = |ending: &&str| {
            word.len() > ending.len() + 1 && word.ends_with(ending.as_bytes()) && consonant_before(word, ending.len())
        };
        count -= usize::from(SILENT.iter().any(is_silent));
    }
    count -= usize::from(ends_silently(word));
    let (apart, together) = pairs(word);
    (count + apart).saturating_sub(together).max(1)
}

/// The syllables of a word that is in [`KNOWN`].
fn known(word: &[u8]) -> Option<usize> {
    let first = usize::from(word.first()?.wrapping_sub(b'a'));
    let range = usize::from(*KNOWN_FROM.get(first)?)..usize::from(*KNOWN_FROM.get(first + 1)?);
    let mut alike = KNOWN.get(range)?.iter();
    alike.find(|(known, _)| known.len() == word.len() && known.as_bytes() == word).map(|(_, count)| *count)
}

/// Where the words with each first letter begin in [`KNOWN`], and where those with `z` end: most letters have none.
const KNOWN_FROM: [u8; 27] = {
    let mut from = [0; 27];
    let mut at = 0;
    while at < KNOWN.len() {
        let mut letter = (KNOWN[at].0.as_bytes()[0] - b'a') as usize + 1;
        at += 1;
        while letter < from.len() {
            from[letter] = at as u8;
            letter += 1;
        }
    }
    from
};

/// The letters that make a syllable, `y` among them.
const IS_VOWEL: [bool; 256] = table_of!(makes_syllable);

const fn makes_syllable(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

fn is_vowel(letter: u8) -> bool {
    IS_VOWEL[usize::from(letter)]
}

/// How often parts of [`APART`] and of [`TOGETHER`] stand in a word.
fn pairs(word: &[u8]) -> (usize, usize) {
    let (mut apart, mut together) = (0, 0);
    let count = |parts: &[&str], from: usize| {
        let rest = word.get(from..).unwrap_or_default();
        parts.iter().filter(|part| rest.starts_with(part.as_bytes())).count()
    };
    for (at, letters) in word.windows(2).enumerate() {
        // Each part has two vowels side by side, those of `TOGETHER` behind another letter; or it ends with one of these.
        match *letters {
            [one, other] if is_vowel(one) && is_vowel(other) => {
                apart += count(&APART, at);
                together += at.checked_sub(1).map_or(0, |before| count(&TOGETHER, before));
            }
            [b's' | b'h', b'm'] => apart += at.checked_sub(1).map_or(0, |before| count(&APART, before)),
            _ => {}
        }
    }
    (apart, together)
}

/// How many groups of vowels there are; `y` at the start is a consonant.
fn groups(word: &[u8]) -> usize {
    let word = word.strip_prefix(b"y").unwrap_or(word);
    let mut inside = false;
    let begins = |letter: &&u8| {
        let was_inside = std::mem::replace(&mut inside, is_vowel(**letter));
        inside && !was_inside
    };
    word.iter().filter(begins).count()
}

/// True for a last `e` that is not heard: `use`, `times`, `asked`, but not `be`, `table`, `changes` or `wanted`.
fn ends_silently(word: &[u8]) -> bool {
    let ending = |endings: &[&[u8]], stem: &[u8]| endings.iter().any(|ending| stem.ends_with(ending));
    let (stem, heard): (_, &[&[u8]]) = match word {
        [stem @ .., b'e', b's'] => (stem, &[b"s", b"x", b"z", b"ch", b"sh", b"c", b"g"]),
        [stem @ .., b'e', b'd'] => (stem, &[b"t", b"d"]),
        [stem @ .., b'e'] => (stem, &[]),
        _ => return false,
    };
    has_syllable(stem) && !ends_with_vowel(stem) && !ending(heard, stem) && !is_syllabic(stem)
}

/// True where a stem ends with a consonant and `l`, as `tabl` does.
fn is_syllabic(stem: &[u8]) -> bool {
    match stem {
        [rest @ .., b'l'] => !ends_with_vowel(rest) && !rest.ends_with(b"l") && !rest.ends_with(b"r"),
        _ => false,
    }
}

fn consonant_before(word: &[u8], ending: usize) -> bool {
    let stem = word.get(..word.len() - ending).unwrap_or_default();
    has_syllable(stem) && !ends_with_vowel(stem)
}

fn has_syllable(stem: &[u8]) -> bool {
    stem.strip_prefix(b"y").unwrap_or(stem).iter().any(|letter| is_vowel(*letter))
}

fn ends_with_vowel(stem: &[u8]) -> bool {
    stem.last().is_some_and(|letter| is_vowel(*letter))
}
