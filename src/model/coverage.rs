//! Which clauses meet each duty, and which questions test it.

use indexmap::IndexMap;

use super::{Document, DutyId, Heading, Question, Quiz, Site};

/// What answers one duty on the date of the portal.
#[derive(Debug, Default)]
pub struct Coverage<'a> {
    /// The clauses that meet it, of what is in force.
    pub clauses: Vec<(&'a Document, &'a Heading)>,
    /// The questions that test it.
    pub questions: Vec<(&'a Quiz, &'a Question)>,
}

impl Coverage<'_> {
    /// True where a clause meets the duty and, in a portal with quizzes, a question tests it.
    #[must_use]
    pub fn is_whole(&self, has_quizzes: bool) -> bool {
        !self.clauses.is_empty() && (!has_quizzes || !self.questions.is_empty())
    }
}

impl Site {
    /// What answers each duty that binds this organisation, in the order of the register.
    #[must_use]
    pub fn coverage(&self) -> IndexMap<&DutyId, Coverage<'_>> {
        let bound = self.duties.iter().filter(|(_, duty)| self.settings.applies(&duty.applies_to));
        let mut coverage: IndexMap<&DutyId, Coverage<'_>> = bound.map(|(id, _)| (id, Coverage::default())).collect();
        // In the order in which the portal shows its collections: policies before guidance, as a rule.
        let in_force = self.documents.values().filter(|document| document.is_in_force());
        let mut documents: Vec<&Document> = in_force.collect();
        documents.sort_by_cached_key(|document| self.settings.collections.get_index_of(&document.id.collection()));
        for document in documents {
            for heading in document.current().body().headings.iter().filter(|heading| heading.shown) {
                for duty in &heading.covers {
                    if let Some(found) = coverage.get_mut(duty) {
                        found.clauses.push((document, heading));
                    }
                }
            }
        }
        for quiz in self.quizzes.values() {
            for question in &quiz.questions {
                for duty in &question.covers {
                    if let Some(found) = coverage.get_mut(duty) {
                        found.questions.push((quiz, question));
                    }
                }
            }
        }
        coverage
    }

    /// The share of the duties that bind this organisation and are wholly answered, in percent, rounded down; 100 where
    /// there are no duties.
    #[must_use]
    pub fn covered(&self) -> usize {
        let coverage = self.coverage();
        let has_quizzes = !self.quizzes.is_empty();
        let whole = coverage.values().filter(|found| found.is_whole(has_quizzes)).count();
        (whole * 100).checked_div(coverage.len()).unwrap_or(100)
    }
}
