//! How much a word counts in a section: BM25F (Robertson and others, 2004) without the part that depends on the query.

/// A word in the text of a section mostly stands there no more often than this.
const FEW: u32 = 4;

/// What words count in each section of an index.
pub(super) struct Weights {
    /// How many terms the text of each section has, over the average.
    lengths: Vec<f32>,
    /// What a word counts that stands in the text of a section once, twice, and so on up to [`FEW`] times, four bits each:
    /// this is asked for millions of times.
    few: Vec<u16>,
}

impl Weights {
    /// For sections whose texts have so many terms.
    pub(super) fn new(lengths: &[u32]) -> Self {
        let total: u64 = lengths.iter().map(|length| u64::from(*length)).sum();
        #[expect(clippy::cast_precision_loss, reason = "an average and ratios")]
        let lengths: Vec<f32> = {
            let average = (total as f32 / lengths.len().max(1) as f32).max(1.0);
            lengths.iter().map(|length| *length as f32 / average).collect()
        };
        let few =
            |length: &f32| (0..FEW).fold(0, |all, times| all | u16::from(weight(*length, 0, times + 1)) << (times * 4));
        Self { few: lengths.iter().map(few).collect(), lengths }
    }

    /// How many sections there are.
    pub(super) fn sections(&self) -> usize {
        self.lengths.len()
    }

    /// The weight of a word in a section, from 0 to 15.
    pub(super) fn of(&self, section: u32, in_heading: u32, in_text: u32) -> u8 {
        if in_heading == 0 && (1..=FEW).contains(&in_text) {
            let few = self.few.get(section as usize).copied().unwrap_or_default();
            (few >> ((in_text - 1) * 4) & 15) as u8
        } else {
            weight(self.lengths.get(section as usize).copied().unwrap_or(1.0), in_heading, in_text)
        }
    }
}

fn weight(relative_length: f32, in_heading: u32, in_text: u32) -> u8 {
    const HEADING: f32 = 3.0;
    const LENGTH: f32 = 0.6;
    const SATURATION: f32 = 1.2;
    let length = 1.0 - LENGTH + LENGTH * relative_length;
    #[expect(clippy::cast_precision_loss, reason = "small counts")]
    let count = in_heading as f32 * HEADING + in_text as f32 / length;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "rounded, between 0 and 15")]
    let weight = (count / (count + SATURATION) * 15.0 + 0.5) as u8;
    weight
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_worked_out_before_is_the_same(
            lengths in proptest::collection::vec(0..5000_u32, 1..8),
            in_heading in 0..3_u32,
            in_text in 0..9_u32,
        ) {
            let weights = Weights::new(&lengths);
            for (section, length) in (0..).zip(&weights.lengths) {
                prop_assert_eq!(weights.of(section, in_heading, in_text), weight(*length, in_heading, in_text));
            }
        }
    }
}
