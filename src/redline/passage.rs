//! What stands below a heading, shared by the texts that say the same there.

use std::hash::{BuildHasher, Hash, Hasher};
use std::sync::{Arc, LazyLock, Mutex, OnceLock};

use hashbrown::{DefaultHashBuilder, HashTable};

use super::bags::Bag;
use super::text::{Block, Inline, Text};

/// The words of a heading and the blocks below it, with what comparing them works out: the same clause is compared in
/// several redlines.
#[derive(Debug, Default)]
pub struct Passage {
    title: Inline,
    blocks: Vec<Block>,
    bags: OnceLock<Vec<Bag>>,
    whole: OnceLock<Bag>,
    hashes: OnceLock<Vec<u64>>,
}

impl Passage {
    pub(super) fn new(title: Inline, blocks: Vec<Block>) -> Self {
        Self { title, blocks, ..Self::default() }
    }

    /// The blocks below the heading.
    #[must_use]
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The words of each block.
    pub(super) fn bags(&self) -> &[Bag] {
        self.bags.get_or_init(|| self.blocks.iter().map(Bag::of_block).collect())
    }

    /// The hash of each block, the same for the same block in every passage.
    fn hashes(&self) -> &[u64] {
        static HASHER: LazyLock<DefaultHashBuilder> = LazyLock::new(DefaultHashBuilder::default);
        self.hashes.get_or_init(|| self.blocks.iter().map(|block| HASHER.hash_one(block)).collect())
    }

    /// A block for tables of blocks.
    pub(super) fn hashed(&self, index: usize) -> Option<Hashed<'_>> {
        Some(Hashed { hash: *self.hashes().get(index)?, block: self.blocks.get(index)? })
    }

    /// The words of the heading and all blocks.
    pub(super) fn bag(&self) -> &Bag {
        self.whole.get_or_init(|| Bag::with(self.bags(), &self.title))
    }
}

/// What was worked out follows from the rest.
impl PartialEq for Passage {
    fn eq(&self, other: &Self) -> bool {
        self.title == other.title && self.blocks == other.blocks
    }
}

impl Eq for Passage {}

impl Hash for Passage {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.title.hash(state);
        self.hashes().hash(state);
    }
}

/// A block with its hash: it is looked for in several tables.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Hashed<'a> {
    hash: u64,
    block: &'a Block,
}

impl Hash for Hashed<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.hash.hash(state);
    }
}

/// The passages of texts that will be compared with each other.
#[derive(Default)]
pub struct Passages {
    /// With their hashes: a table that grows would look at all texts again.
    known: Mutex<HashTable<(u64, Arc<Passage>)>>,
    hashes: DefaultHashBuilder,
}

impl Passages {
    /// Lets a text share the passages that texts before it have too.
    pub fn share(&self, text: &mut Text) {
        let Ok(mut known) = self.known.lock() else { return };
        for clause in &mut text.clauses {
            let hash = self.hashes.hash_one(&clause.passage);
            let is_same = |(known, passage): &(u64, Arc<Passage>)| *known == hash && *passage == clause.passage;
            let entry = known.entry(hash, is_same, |(hash, _)| *hash);
            clause.passage = Arc::clone(&entry.or_insert_with(|| (hash, Arc::clone(&clause.passage))).get().1);
        }
    }
}
