//! Where the words of a line begin and end.

use unicode_segmentation::UnicodeSegmentation;

use crate::bytes::table_of;

/// Whether a byte is a letter or digit of ASCII: for loops over all bytes of a text, in which a test of three ranges takes
/// most of the time.
const IS_ALPHANUMERIC: [bool; 256] = table_of!(is_letter_or_digit);

const fn is_letter_or_digit(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
}

/// True for a letter or digit of ASCII.
pub(super) fn is_alphanumeric(byte: u8) -> bool {
    IS_ALPHANUMERIC[usize::from(byte)]
}

/// Calls `f` with the end of each word, sign and blank of a text (Unicode Standard Annex 29, word boundaries), and whether
/// it is a blank. They are those that `split_word_bounds` finds, which looks up every character: most of what stands
/// between two blanks is a word, or a word and a sign.
pub(super) fn each_word_end(text: &str, f: &mut impl FnMut(usize, bool)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let word = at + letters(bytes.get(at..).unwrap_or_default());
        // By far the most: a word, a blank that joins nothing, and what follows.
        if let Some([b' ', next, ..]) = bytes.get(word..)
            && word > at
            && *next != b' '
            && next.is_ascii()
        {
            f(word, false);
            f(word + 1, true);
            at = word + 1;
            continue;
        }
        let ends = |at: usize| bytes.get(at).is_none_or(|byte| *byte == b' ') && is_lone(bytes, at);
        // What is neither: the sign behind a word may join it to what follows.
        let sign = word > at && bytes.get(word).is_some_and(|sign| sign.is_ascii() && *sign != b'_') && ends(word + 1);
        let end = if sign { word + 1 } else { word };
        if ends(end) {
            if word > at {
                f(word, false);
            }
            if sign {
                f(end, false);
            }
            if end < bytes.len() {
                f(end + 1, true);
            }
            at = end + 1;
        } else {
            let blanks = (at..bytes.len()).filter(|at| bytes.get(*at) == Some(&b' '));
            let end = blanks.into_iter().find(|blank| is_lone(bytes, *blank)).unwrap_or(bytes.len());
            for word in text.get(at..end).unwrap_or_default().split_word_bounds() {
                at += word.len();
                f(at, word == " ");
            }
            at = end;
        }
    }
}

/// How many letters and digits of ASCII a text begins with.
fn letters(text: &[u8]) -> usize {
    text.iter().position(|byte| !is_alphanumeric(*byte)).unwrap_or(text.len())
}

/// True for a blank that joins nothing, so that a word ends before it whatever else the text says.
pub(super) fn is_lone_blank(text: &[u8], at: usize) -> bool {
    text.get(at) == Some(&b' ') && is_lone(text, at)
}

/// True for a blank that joins nothing: other blanks do, and so may what follows if it is not ASCII.
fn is_lone(text: &[u8], blank: usize) -> bool {
    let before = blank.checked_sub(1).and_then(|before| text.get(before));
    before != Some(&b' ') && text.get(blank + 1).is_none_or(|next| *next != b' ' && next.is_ascii())
}

/// How many words a line has: what blanks divide, less what has neither letter nor digit.
#[must_use]
pub fn count_words(text: &str) -> usize {
    if !text.is_ascii() {
        return text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
    }
    let (words, signs) = starts(text.as_bytes());
    if signs == 0 {
        return words;
    }
    let (mut words, mut inside) = (0, false);
    for byte in text.bytes() {
        // A word counts where its first letter or digit stands.
        let is_first = !inside && is_alphanumeric(byte);
        words += usize::from(is_first);
        inside = is_first || inside && !is_blank(byte);
    }
    words
}

/// How often a letter or digit, and how often a sign, stands at the beginning of a text of ASCII or behind a blank. The
/// sums are of bytes and no byte depends on the one before, so that the compiler can look at many at once.
fn starts(text: &[u8]) -> (usize, usize) {
    // Ranges in place of the table, in which only one byte can be looked up at a time.
    let count = |before: &[u8], text: &[u8]| {
        let (mut words, mut signs) = (0_u8, 0_u8);
        for (before, byte) in before.iter().zip(text) {
            let is_start = is_blank(*before) & !is_blank(*byte);
            words += u8::from(is_start & is_letter_or_digit(*byte));
            signs += u8::from(is_start & !is_letter_or_digit(*byte));
        }
        (usize::from(words), usize::from(signs))
    };
    let Some(behind) = text.get(1..) else { return (0, 0) };
    // Sums of so many fit a byte.
    let counts = text.chunks(128).zip(behind.chunks(128)).map(|(before, text)| count(before, text));
    let first = count(b" ", text);
    counts.fold(first, |sums, counts| (sums.0 + counts.0, sums.1 + counts.1))
}

/// True for the blanks of ASCII: a vertical tab is one too.
fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Texts of what divides and joins words.
    fn text() -> impl Strategy<Value = String> {
        let pieces = [
            "a",
            "Z9",
            "7",
            "_",
            ".",
            ",",
            "'",
            ":",
            "\"",
            "-",
            " ",
            "  ",
            "\t",
            "\r\n",
            "\u{b}",
            "’",
            "é",
            "e\u{301}",
            " \u{301}",
            "日本",
            "カ",
            "\u{200d}",
            "👩\u{200d}🚀",
            "🇬🇧",
            "\u{a0}",
            "\u{2c2}",
            "א\"ב",
        ];
        proptest::collection::vec(proptest::sample::select(pieces.to_vec()), 0..24).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn words_end_where_the_tables_say(text in text()) {
            let mut words = Vec::new();
            let mut start = 0;
            each_word_end(&text, &mut |end, is_blank| {
                words.push((&text[start..end], is_blank));
                start = end;
            });
            prop_assert_eq!(words, text.split_word_bounds().map(|word| (word, word == " ")).collect::<Vec<_>>());
        }

        #[test]
        fn words_count_alike_in_every_script(text in text()) {
            let words = text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
            prop_assert_eq!(count_words(&text), words);
        }

        #[test]
        fn words_of_ascii_count_alike_at_any_length(text in "[aZ5 ]{0,300}[aZ5 \t\n(_.'-]{0,300}") {
            let words = text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
            prop_assert_eq!(count_words(&text), words);
        }
    }
}
