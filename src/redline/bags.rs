//! How alike texts are is told by their words, whatever the order.

use super::text::{Block, Inline};
use super::word_bounds::is_alphanumeric;

/// The words of something.
#[derive(Clone, Debug, Default)]
pub(super) struct Bag {
    /// Each word as a number, in the order of the numbers.
    words: Vec<u32>,
    /// How many words have each last byte in their numbers. `None` where that is not worth it, or might not fit a byte.
    counts: Option<Box<[u8; 256]>>,
}

/// From so many words on, most bags that have little in common are told apart by their counts alone.
const COUNTED: std::ops::RangeInclusive<usize> = 24..=255;

impl Bag {
    pub(super) fn of<'a>(each_text: impl FnOnce(&mut dyn FnMut(&'a str))) -> Self {
        let mut words = Vec::new();
        each_text(&mut |text: &'a str| push_words(&mut words, text));
        Self::new(words)
    }

    fn new(mut words: Vec<u32>) -> Self {
        // Not `sort_unstable`: the words of other bags are in order already.
        words.sort();
        let counts = COUNTED.contains(&words.len()).then(|| {
            let mut counts = Box::new([0; 256]);
            for word in &words {
                counts[usize::from(*word as u8)] += 1;
            }
            counts
        });
        Self { words, counts }
    }

    /// The words of a line and of other bags together.
    pub(super) fn with(bags: &[Self], line: &Inline) -> Self {
        let mut words: Vec<u32> = bags.iter().flat_map(Self::words).copied().collect();
        line.pieces().iter().for_each(|piece| push_words(&mut words, &piece.text));
        Self::new(words)
    }

    pub(super) fn of_block(block: &Block) -> Self {
        Self::of(|f| block.each_text(f))
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    pub(super) fn words(&self) -> &[u32] {
        &self.words
    }

    /// A number of words that two bags do not share more of.
    pub(super) fn most_shared(&self, other: &Self) -> usize {
        let (Some(counts), Some(others)) = (&self.counts, &other.counts) else {
            return self.len().min(other.len());
        };
        // Sixteen sums side by side, which processors add up at once. All counts together fit a byte.
        let mut sums = [0_u8; 16];
        for (counts, others) in counts.as_chunks::<16>().0.iter().zip(others.as_chunks::<16>().0) {
            for (sum, (one, other)) in sums.iter_mut().zip(counts.iter().zip(others)) {
                *sum += (*one).min(*other);
            }
        }
        sums.into_iter().map(usize::from).sum()
    }
}

/// Adds each run of letters and digits as a number. Two words with one number make things seem a little more alike than
/// they are.
fn push_words(words: &mut Vec<u32>, text: &str) {
    // Nine characters of ASCII stand side by side; only longer words go over what is there. One multiplication a word, by
    // the golden ratio as in Fibonacci hashing, where one a character would have to wait for the one before.
    let step = |number: u64, c: u32| number.rotate_left(7) ^ u64::from(c);
    let end = |number: u64| (number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as u32;
    if !text.is_ascii() {
        let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        return words.extend(parts.map(|word| end(word.chars().map(u32::from).fold(0, step))));
    }
    let mut number = 0;
    for byte in text.bytes() {
        if is_alphanumeric(byte) {
            number = step(number, u32::from(byte));
        } else if number != 0 {
            words.push(end(number));
            number = 0;
        }
    }
    words.extend((number != 0).then(|| end(number)));
}
