//! What the records of learners are compared with: which versions changed rules, and in which versions the clause that a
//! question is about said the same.

use std::collections::BTreeMap;

use super::{ChangeKind, Document, DocumentId, Edition, LinkTarget, Question, Quiz, Site, Status, Version};

/// What the clauses that a question is about said in each version, by document: the same number means the same words.
pub type ClauseTexts<'a> = BTreeMap<&'a DocumentId, BTreeMap<Version, usize>>;

impl Site {
    /// The quizzes in the order in which readers see them: by `order`, then by title.
    #[must_use]
    pub fn training(&self) -> Vec<&Quiz> {
        let mut quizzes: Vec<&Quiz> = self.quizzes.values().collect();
        quizzes.sort_by_key(|quiz| (quiz.order.is_none(), quiz.order, &quiz.title));
        quizzes
    }

    /// The versions of a document up to that in force that changed a duty, a deadline or a mandatory rule, oldest first:
    /// the first one, those whose changelog entry says so, and those without an entry whose first number rose.
    #[must_use]
    pub fn substantive_versions(&self, document: &Document) -> Vec<Version> {
        let mut changed_rules: BTreeMap<Version, bool> = BTreeMap::new();
        for change in self.changes_of(&document.id).filter(|change| change.kind.is_release()) {
            let named = change.documents.iter().filter(|named| named.document == document.id);
            for version in named.filter_map(|named| named.version) {
                *changed_rules.entry(version).or_default() |= change.kind != ChangeKind::Editorial;
            }
        }
        let so_far = document.editions().iter().filter(|edition| is_known(edition));
        let mut before = None;
        let substantive = |version: &Version| {
            let previous = before.replace(*version);
            let rose = previous.is_none_or(|previous: Version| previous.major < version.major);
            changed_rules.get(version).copied().unwrap_or(rose)
        };
        so_far.filter_map(|edition| edition.version).filter(substantive).collect()
    }

    /// What the clauses that a question of a quiz is about said in the versions up to that in force: the clause that
    /// `see` leads to, in a document of `tests`; else the clauses of these documents that meet the duties of `covers`.
    #[must_use]
    pub fn clause_texts<'a>(&'a self, quiz: &'a Quiz, question: &'a Question) -> ClauseTexts<'a> {
        if let Some(LinkTarget::Internal { document: Some((id, None)), fragment, .. }) =
            question.see.as_ref().map(|see| &see.target)
            && let Some((id, _)) = quiz.tests.get_key_value(id)
        {
            let document = self.documents.get(id);
            let texts = document.map(|document| document.texts_of(&[fragment.as_str()]));
            return texts.map(|texts| (id, texts)).into_iter().collect();
        }
        let mut texts = ClauseTexts::new();
        for id in quiz.tests.keys() {
            let Some(document) = self.documents.get(id) else { continue };
            let covering = document.current().body().headings.iter().filter(|heading| heading.shown);
            let covering = covering.filter(|heading| heading.covers.iter().any(|duty| question.covers.contains(duty)));
            let clauses: Vec<&str> = covering.map(|heading| heading.id.as_str()).collect();
            if !clauses.is_empty() {
                texts.insert(id, document.texts_of(&clauses));
            }
        }
        texts
    }
}

impl Document {
    /// The words of a clause of what is in force as another version has them, there perhaps below an older anchor; `None`
    /// if that version has no such clause. Without an anchor, the whole text.
    #[must_use]
    pub fn clause_in<'a>(&self, edition: &'a Edition, anchor: &str) -> Option<&'a str> {
        let body = edition.article.body();
        if anchor.is_empty() {
            return Some(body.markdown());
        }
        let older = self.current().body().heading(anchor).map(|heading| heading.older.as_slice()).unwrap_or_default();
        let mut anchors = std::iter::once(anchor).chain(older.iter().map(super::ClauseId::as_str));
        anchors.find_map(|anchor| body.clause(anchor))
    }

    /// A number for what some clauses say together in each version up to that in force.
    fn texts_of(&self, clauses: &[&str]) -> BTreeMap<Version, usize> {
        let mut texts: Vec<Vec<Option<&str>>> = Vec::new();
        let mut numbers = BTreeMap::new();
        for edition in self.editions().iter().filter(|edition| is_known(edition)) {
            let Some(version) = edition.version else { continue };
            let text: Vec<Option<&str>> = clauses.iter().map(|clause| self.clause_in(edition, clause)).collect();
            let number = texts.iter().position(|known| *known == text).unwrap_or(texts.len());
            if number == texts.len() {
                texts.push(text);
            }
            numbers.insert(version, number);
        }
        numbers
    }
}

/// True for a version that is or was in force.
fn is_known(edition: &Edition) -> bool {
    !matches!(edition.status, Status::Draft | Status::Upcoming)
}
