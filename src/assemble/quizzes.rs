//! Where each question of a quiz sends its reader.

use super::links::Index;
use crate::diagnostic::Diagnostic;
use crate::model::{Body, LinkTarget, Quiz, Site, text_hash};
use crate::source::Snapshot;

/// The targets of `see` of every question, in the order of the quizzes and their questions.
pub(super) fn references(index: &Index<'_>, site: &Site, findings: &mut Vec<Diagnostic>) -> Vec<LinkTarget> {
    let questions = site.quizzes.values().flat_map(|quiz| quiz.questions.iter().map(move |question| (quiz, question)));
    questions
        .map(|(quiz, question)| {
            let Some(see) = &question.see else { return LinkTarget::Broken };
            // The path stands in a YAML value, as the link of an otherwise empty text would.
            let body = Body::unread(&quiz.file, Some(quiz.question_value(question, "see")), "".into(), 0..0);
            index.link(&body, &see.written, findings)
        })
        .collect()
}

/// Says of each quiz which state of it this is: the start of the hash of its text, with LF line ends and with the values
/// of variables, in hexadecimal.
pub(super) fn seal(site: &mut Site, snapshot: &Snapshot) {
    let Site { quizzes, settings, .. } = site;
    for quiz in quizzes.values_mut() {
        let text = settings.fill_in(snapshot.text(&quiz.file).unwrap_or_default());
        let hash = text_hash(text.as_bytes()).to_hex();
        hash.get(..16).unwrap_or_default().clone_into(&mut quiz.hash);
    }
}

/// Fills in what [`references`] found.
pub(super) fn fill_in(site: &mut Site, targets: Vec<LinkTarget>) {
    let questions = site.quizzes.values_mut().flat_map(|quiz: &mut Quiz| &mut quiz.questions);
    for (question, target) in questions.zip(targets) {
        if let Some(see) = &mut question.see {
            see.target = target;
        }
    }
}
