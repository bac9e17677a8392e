//! What the index knows of a group of words: in which sections it stands, how much it counts there, and where.

use super::bytes::push_number;
use super::index::{Index, Place, number};

/// Groups in more than this share of all sections have no positions, because nobody finds a phrase by them alone, and
/// postings of their own, if those have more than so many bytes.
const COMMON: (f32, usize) = (0.2, 1024);

/// The postings and positions of a group.
pub(super) struct Encoded {
    pub(super) postings: Vec<u8>,
    pub(super) positions: Vec<u8>,
    /// Whether its postings are a file of their own.
    pub(super) is_alone: bool,
}

impl Encoded {
    pub(super) fn new(index: &Index, places: &[Place], is_set: bool) -> Self {
        let sections: Vec<&[Place]> = places.chunk_by(|one, other| one.section == other.section).collect();
        #[expect(clippy::cast_precision_loss, reason = "a share")]
        let is_common = sections.len() as f32 > (index.sections() as f32 * COMMON.0).max(50.0);
        let postings = postings(index, &sections);
        let is_alone = is_common && !is_set && postings.len() > COMMON.1;
        let positions = if is_common || is_set { Vec::new() } else { positions(&sections) };
        Self { postings, positions, is_alone }
    }
}

fn postings(index: &Index, sections: &[&[Place]]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(sections.len() * 2 + 2);
    push_number(&mut bytes, number(sections.len()));
    let mut next = 0;
    let mut weights = Vec::with_capacity(sections.len());
    for places in sections {
        let section = places[0].section;
        let in_heading = places.iter().filter(|place| place.in_heading).count();
        push_number(&mut bytes, (section - next) << 1 | u32::from(in_heading > 0));
        weights.push(weight(index, section, in_heading, places.len() - in_heading));
        next = section + 1;
    }
    bytes.extend(weights.chunks(2).map(|pair| pair[0] | pair.get(1).map_or(0, |second| second << 4)));
    bytes
}

/// The weight of a word in a section, from 0 to 15: BM25F (Robertson and others, 2004) without the part that depends on
/// the query.
fn weight(index: &Index, section: u32, in_heading: usize, in_text: usize) -> u8 {
    const HEADING: f32 = 3.0;
    const LENGTH: f32 = 0.6;
    const SATURATION: f32 = 1.2;
    let length = 1.0 - LENGTH + LENGTH * index.relative_length(section);
    #[expect(clippy::cast_precision_loss, reason = "small counts")]
    let count = in_heading as f32 * HEADING + in_text as f32 / length;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 15")]
    let weight = (count / (count + SATURATION) * 15.0).round() as u8;
    weight
}

/// The places of a group: how many bits say which of its words stands there, then for each place the step from the one
/// before in its section, these bits (larger numbers as the largest), and whether another follows.
fn positions(sections: &[&[Place]]) -> Vec<u8> {
    let variants = sections.iter().copied().flatten().map(|place| place.variant).max().unwrap_or_default();
    let bits = if variants == 0 { 0 } else { 3 };
    let mut bytes = Vec::new();
    push_number(&mut bytes, bits);
    for places in sections {
        let mut last = 0;
        for (place, left) in places.iter().zip((0..places.len()).rev()) {
            let variant = place.variant.min((1 << bits) - 1);
            push_number(&mut bytes, ((place.position - last) << bits | variant) << 1 | u32::from(left > 0));
            last = place.position;
        }
    }
    bytes
}
