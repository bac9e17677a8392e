//! A term with its first eight bytes as a number, by which most terms are told apart.

/// How many bytes are looked at together.
pub(super) const EIGHT: usize = 8;

/// One of each byte.
const ONES: u64 = 0x0101_0101_0101_0101;

/// A term of a text.
#[derive(Clone, Copy)]
pub(super) struct Term<'t> {
    pub(super) text: &'t str,
    /// Its first eight bytes, the first one lowest, with zeros behind a shorter one.
    pub(super) beginning: u64,
}

impl<'t> Term<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let beginning = bytes.first_chunk().map_or_else(
            || bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte)),
            |eight| u64::from_le_bytes(*eight),
        );
        Self { text, beginning }
    }

    /// The small letters of ASCII that stand at a place of a text, with at least [`EIGHT`] other bytes behind them.
    #[inline]
    pub(super) fn of_letters(text: &'t str, at: usize) -> Self {
        let eight =
            |at: usize| text.as_bytes().get(at..).and_then(<[u8]>::first_chunk).map(|it| u64::from_le_bytes(*it));
        let first = eight(at).unwrap_or_default();
        let mut count = letters(first);
        // What stands behind the letters is cut off.
        let beginning = if count < EIGHT { first & ((1 << (8 * count)) - 1) } else { first };
        let mut end = at + count;
        while count == EIGHT {
            count = eight(end).map_or(0, letters);
            end += count;
        }
        Self { text: text.get(at..end).unwrap_or_default(), beginning }
    }

    /// Whether the beginning is all of it: no term holds a zero.
    pub(super) fn is_short(self) -> bool {
        is_short(self.beginning)
    }
}

/// Whether a beginning is all of its term.
pub(super) fn is_short(beginning: u64) -> bool {
    beginning >> 56 == 0
}

/// How many of eight bytes, from the first, are small letters of ASCII.
#[inline]
fn letters(eight: u64) -> usize {
    let seven_bits = eight & (0x7f * ONES);
    // No byte carries into the next, and the highest bit of each says what is so.
    let from_a = seven_bits + (0x80 - u64::from(b'a')) * ONES;
    let behind_z = seven_bits + (0x7f - u64::from(b'z')) * ONES;
    let others = !(from_a & !behind_z & !eight) & (0x80 * ONES);
    others.trailing_zeros() as usize / 8
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn letters_are_read_as_by_looking_at_each_byte(before in "[a-zé ]{0,3}", text in "[a-z]{0,20}", behind in "[^a-z]") {
            let whole = format!("{before}{text}{behind}{}", " ".repeat(EIGHT));
            let term = Term::of_letters(&whole, before.len());
            prop_assert_eq!(term.text, &text);
            prop_assert_eq!(term.beginning, Term::new(&text).beginning);
            prop_assert_eq!(term.is_short(), text.len() < EIGHT);
        }

        #[test]
        fn only_small_letters_count(byte in any::<u8>(), at in 0..EIGHT) {
            let mut eight = [b'x'; EIGHT];
            eight[at] = byte;
            prop_assert_eq!(letters(u64::from_le_bytes(eight)), if byte.is_ascii_lowercase() { EIGHT } else { at });
        }
    }
}
