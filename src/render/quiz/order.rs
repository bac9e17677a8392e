//! The order in which a page shows what could be guessed from the order of the file: the right option often comes first
//! there. It follows from the names alone, so that every build shows the same.

use crate::model::{Question, QuestionKind, Quiz};

/// Which of `count` things of a question stands at each place of the page. `list` tells lists of one question apart.
pub(super) fn shown(quiz: &Quiz, question: &Question, list: &str, count: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    let fixed = !(quiz.shuffle.options && question.shuffle);
    let must_be_mixed = matches!(question.kind, QuestionKind::Order(_));
    if fixed && !must_be_mixed {
        return order;
    }
    order.sort_by_key(|index| {
        let name = format!("{}\0{}\0{list}\0{index}", quiz.id, question.id);
        *blake3::hash(name.as_bytes()).as_bytes()
    });
    // A list that happens to be in order already would give the answer away.
    if must_be_mixed && order.iter().enumerate().all(|(place, index)| place == *index) {
        order.rotate_left(1);
    }
    order
}

/// The place on the page of each thing of a question: the inverse of [`shown`].
pub(super) fn places(shown: &[usize]) -> Vec<usize> {
    let mut places = vec![0; shown.len()];
    for (place, index) in shown.iter().enumerate() {
        if let Some(slot) = places.get_mut(*index) {
            *slot = place;
        }
    }
    places
}
