//! What the index knows of a group of words: in which sections it stands, how much it counts there, and where.

use super::bytes::push_number;
use super::index::{Index, Place, number};

/// Groups in more than this share of all sections have no positions, because nobody finds a phrase by them alone, and
/// postings of their own, if those have more than so many bytes.
const COMMON: (f32, usize) = (0.2, 1024);

/// How many bytes the largest number takes.
const LONGEST_NUMBER: usize = 5;

/// The postings and positions of a group.
pub(super) struct Encoded {
    pub(super) postings: Vec<u8>,
    pub(super) positions: Vec<u8>,
    /// Whether its postings are a file of their own.
    pub(super) is_alone: bool,
}

impl Encoded {
    /// What is known of a group of words. What one group was written to serves the next.
    pub(super) fn of_group(index: &Index, group: usize, writer: &mut Writer) -> Self {
        writer.clear();
        let members = index.members(group);
        #[expect(clippy::cast_precision_loss, reason = "a share")]
        let is_common = |sections: u32| sections as f32 > (index.sections() as f32 * COMMON.0).max(50.0);
        // The places of the most common words are most of all, and need not be read.
        let has_places = !members.iter().any(|word| is_common(index.frequencies[*word as usize]));
        if let [word] = members {
            // Every word stands in some text, so that those of a group of one need no number.
            writer.word(index, *word, has_places);
        } else {
            writer.bits = 3;
            writer.words(index, group, has_places);
        }
        let is_common = is_common(number(writer.weights.len()));
        let postings = writer.postings();
        let is_alone = is_common && postings.len() > COMMON.1;
        let positions = if is_common { Vec::new() } else { writer.positions() };
        Self { postings, positions, is_alone }
    }

    /// The same for a set of synonyms, which has no positions.
    pub(super) fn of_set(index: &Index, places: &[Place], writer: &mut Writer) -> Self {
        writer.clear();
        for places in places.chunk_by(|one, other| one.section == other.section) {
            let in_heading = number(places.iter().filter(|place| place.in_heading).count());
            writer.section(index, places[0].section, number(places.len()), in_heading);
        }
        Self { postings: writer.postings(), positions: Vec::new(), is_alone: false }
    }
}

/// What is written of a group, section by section.
#[derive(Default)]
pub(super) struct Writer {
    /// For each section the step from the one before, doubled, plus 1 in a heading.
    steps: Vec<u8>,
    weights: Vec<u8>,
    /// For each place the step from the one before in its section, which word of the group stands there (larger numbers
    /// as the largest), and whether another follows.
    places: Vec<u8>,
    /// How many bits say which word it is.
    bits: u32,
    next_section: u32,
}

impl Writer {
    fn clear(&mut self) {
        self.steps.clear();
        self.weights.clear();
        self.places.clear();
        (self.bits, self.next_section) = (0, 0);
    }

    /// Writes where a word stands that is a group of its own.
    fn word(&mut self, index: &Index, word: u32, has_places: bool) {
        for (first_section, mut occurrences) in index.occurrences(word) {
            let mut next = first_section;
            while let Some(holder) = occurrences.next_section() {
                let section = next + holder.step;
                self.section(index, section, holder.places, holder.in_heading);
                next = section + 1;
            }
            if has_places {
                self.places.extend_from_slice(occurrences.places.bytes());
            }
        }
    }

    /// Writes where the words of a group stand.
    fn words(&mut self, index: &Index, group: usize, has_places: bool) {
        let most = (1 << self.bits) - 1;
        let mut places = Vec::new();
        index.each_section(group, |held| {
            self.section(index, held.section, held.places, held.in_heading);
            if !has_places {
                return;
            }
            if let Some((variant, numbers)) = held.only_word() {
                let variant = variant.min(most);
                for number in numbers {
                    let step = number >> 1;
                    push_number(&mut self.places, (step << self.bits | variant) << 1 | number & 1);
                }
                return;
            }
            places.clear();
            held.push_places(&mut places);
            let mut last = 0;
            for (place, left) in places.iter().zip((0..places.len()).rev()) {
                let step = place.position - last;
                let variant = place.variant.min(most);
                push_number(&mut self.places, (step << self.bits | variant) << 1 | u32::from(left > 0));
                last = place.position;
            }
        });
    }

    /// Writes a section, from how many places it has, and how many of these are in its heading.
    fn section(&mut self, index: &Index, section: u32, places: u32, in_heading: u32) {
        push_number(&mut self.steps, (section - self.next_section) << 1 | u32::from(in_heading > 0));
        self.weights.push(index.weights.of(section, in_heading, places - in_heading));
        self.next_section = section + 1;
    }

    fn postings(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.steps.len() + self.weights.len().div_ceil(2) + LONGEST_NUMBER);
        push_number(&mut bytes, number(self.weights.len()));
        bytes.extend_from_slice(&self.steps);
        bytes.extend(self.weights.chunks(2).map(|pair| pair[0] | pair.get(1).map_or(0, |second| second << 4)));
        bytes
    }

    fn positions(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.places.len() + LONGEST_NUMBER);
        push_number(&mut bytes, self.bits);
        bytes.extend_from_slice(&self.places);
        bytes
    }
}
