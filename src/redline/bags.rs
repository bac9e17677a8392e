//! How alike texts are is told by their words, whatever the order.

use std::sync::OnceLock;

use super::text::{Block, Clause};

/// The words of something, each as a number, in the order of the numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct Bag(Vec<u32>);

impl Bag {
    pub(super) fn of<'a>(each_text: impl FnOnce(&mut dyn FnMut(&'a str))) -> Self {
        let mut words = Vec::new();
        each_text(&mut |text: &'a str| push_words(&mut words, text));
        words.sort_unstable();
        Self(words)
    }

    pub(super) fn of_block(block: &Block) -> Self {
        Self::of(|f| block.each_text(f))
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn words(&self) -> &[u32] {
        &self.0
    }
}

/// Adds each run of letters and digits as a number (FNV-1a over its characters). Two words with one number make things
/// seem a little more alike than they are.
fn push_words(words: &mut Vec<u32>, text: &str) {
    const START: u32 = 0x811c_9dc5;
    let step = |number: u32, c: u32| (number ^ c).wrapping_mul(0x0100_0193);
    if text.is_ascii() {
        let parts = text.as_bytes().split(|byte| !byte.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        words.extend(parts.map(|word| word.iter().copied().map(u32::from).fold(START, step)));
    } else {
        let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.extend(parts.map(|word| word.chars().map(u32::from).fold(START, step)));
    }
}

/// The words of a clause and of its blocks, found when they are first asked for: the same clause is compared in several
/// redlines. They follow from the clause, so that they count for nothing where two are compared.
#[derive(Debug, Default)]
pub(super) struct Bags {
    blocks: OnceLock<Vec<Bag>>,
    whole: OnceLock<Bag>,
}

impl Clone for Bags {
    /// A copy may be changed, and then has other words.
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl PartialEq for Bags {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Bags {}

impl Clause {
    /// The words of each block.
    pub(super) fn bags(&self) -> &[Bag] {
        self.bags.blocks.get_or_init(|| self.blocks.iter().map(Bag::of_block).collect())
    }

    /// The words of the heading and all blocks.
    pub(super) fn bag(&self) -> &Bag {
        self.bags.whole.get_or_init(|| {
            let mut words: Vec<u32> = self.bags().iter().flat_map(|bag| &bag.0).copied().collect();
            let heading = self.heading.iter().flat_map(|heading| heading.text.pieces());
            heading.for_each(|piece| push_words(&mut words, &piece.text));
            words.sort_unstable();
            Bag(words)
        })
    }
}
