//! Quizzes: `quizzes/*.yaml`.

mod entry;
mod gaps;
mod question;
mod scenes;

use std::collections::HashSet;
use std::sync::Arc;

pub(super) use self::entry::QuizEntry;

use self::entry::QuestionEntry;
use super::{Faults, Source, markdown, read_yaml};
use crate::check::{duplicate_id, invalid_value, quiz_pool_too_small, quiz_question};
use crate::diagnostic::Diagnostic;
use crate::model::{Body, Draw, Question, Quiz, QuizId, UrlPath};
use crate::span::{FilePath, Part, YamlPath};

/// The share of the points that passes where the quiz does not say, in percent.
const PASS_MARK: u8 = 80;

/// Reads a quiz. Questions that lack what they need are left out, each with a finding.
pub(super) fn parse(file: &FilePath, text: &Arc<str>, findings: &mut Vec<Diagnostic>) -> Quiz {
    let mut source = Source::whole(file, text);
    let (entry, faults): (QuizEntry, _) = read_yaml(&mut source, findings);
    source.require("title", !entry.title.is_empty(), &faults, findings);
    source.require("summary", !entry.summary.is_empty(), &faults, findings);
    source.require("questions", !entry.questions.is_empty(), &faults, findings);
    let mut reader = Reader { source: &source, findings };
    let pass_mark = entry.pass_mark.unwrap_or(PASS_MARK);
    if !(1..=100).contains(&pass_mark) {
        let place = source.place(YamlPath::root().key("pass_mark"), Part::Value);
        reader.findings.push(invalid_value::pass_mark(place, pass_mark));
    }
    let questions = reader.questions(entry.questions, &faults);
    let name = file.name();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let quiz = Quiz {
        id: QuizId::new(stem),
        file: file.clone(),
        text: source.yaml,
        // The variables, and with them the text as published, are known once all files are.
        hash: String::new(),
        url: UrlPath::new(&format!("training/{stem}/")),
        title: entry.title,
        summary: entry.summary,
        owner: entry.owner,
        updated: entry.updated,
        roles: entry.roles,
        topics: entry.topics,
        module: entry.module,
        order: entry.order,
        minutes: entry.minutes,
        pass_mark,
        draw: entry.draw,
        shuffle: entry.shuffle,
        attempts: entry.attempts,
        show: entry.show,
        refresher: entry.refresher,
        tests: entry.tests,
        questions,
    };
    // A question that could not be read is missing only until it is put right.
    if !faults.touches(&YamlPath::root().key("questions")) {
        pool_is_large_enough(&quiz, findings);
    }
    quiz
}

fn pool_is_large_enough(quiz: &Quiz, findings: &mut Vec<Diagnostic>) {
    let draw = YamlPath::root().key("draw");
    match &quiz.draw {
        Draw::All => {}
        Draw::Some(0) => findings.push(quiz_pool_too_small::nothing(quiz.value(draw))),
        Draw::Some(count) if *count > quiz.questions.len() => {
            findings.push(quiz_pool_too_small::whole(quiz.value(draw), *count, quiz.questions.len()));
        }
        Draw::Some(_) => {}
        Draw::PerTag(counts) => {
            for (tag, count) in counts {
                let pool = quiz.questions.iter().filter(|question| question.tags.contains(tag)).count();
                if *count > pool {
                    findings.push(quiz_pool_too_small::tag(quiz.value(draw.clone().key(tag)), tag, *count, pool));
                }
            }
            let wanted: usize = counts.values().sum();
            let tagged = |question: &&Question| question.tags.iter().any(|tag| counts.contains_key(tag));
            let pool = quiz.questions.iter().filter(tagged).count();
            let each_suffices = counts.iter().all(|(tag, count)| {
                quiz.questions.iter().filter(|question| question.tags.contains(tag)).count() >= *count
            });
            if each_suffices && wanted > pool {
                findings.push(quiz_pool_too_small::together(quiz.value(draw), wanted, pool));
            }
        }
    }
}

/// Reads questions, with the source at hand.
struct Reader<'a> {
    source: &'a Source<'a>,
    findings: &'a mut Vec<Diagnostic>,
}

impl Reader<'_> {
    fn questions(&mut self, entries: Vec<QuestionEntry>, faults: &Faults) -> Vec<Question> {
        let mut ids = HashSet::new();
        let mut questions = Vec::with_capacity(entries.len());
        for (position, entry) in entries.into_iter().enumerate() {
            let path = YamlPath::root().key("questions").index(position);
            let mut found = Vec::new();
            let question = Reader { source: self.source, findings: &mut found }.question(position, entry);
            // Whatever else is said of a question with a fault may follow from the fault.
            if self.source.is_faulty(path.clone(), faults) {
                continue;
            }
            self.findings.append(&mut found);
            let Some(question) = question else { continue };
            if ids.insert(question.id.clone()) {
                questions.push(question);
            } else {
                let place = self.source.place(path.key("id"), Part::Value);
                self.findings.push(duplicate_id::question(place, question.id.as_str()));
            }
        }
        questions
    }

    /// A Markdown text inside the YAML.
    fn body(&mut self, path: YamlPath, text: String) -> Body {
        let place = self.source.place(path, Part::Value);
        let range = 0..text.len();
        let origin = markdown::Origin { file: self.source.file, inside: Some(place) };
        markdown::read(origin, &text.into(), range, self.findings)
    }

    /// A text that may be left out.
    fn optional(&mut self, path: YamlPath, text: String) -> Option<Body> {
        if text.trim().is_empty() { None } else { Some(self.body(path, text)) }
    }

    /// A text that must be there.
    fn required(&mut self, path: &YamlPath, key: &str, text: String) -> Option<Body> {
        if text.trim().is_empty() {
            self.missing(path, key);
            return None;
        }
        Some(self.body(path.clone().key(key), text))
    }

    /// Reports a key that the value at a path must have.
    fn missing(&mut self, path: &YamlPath, key: &str) {
        let place = self.source.place(path.clone(), Part::Value);
        self.findings.push(quiz_question::missing(place, key));
    }

    /// Reports a value that its kind of question cannot use as it is.
    fn report(&mut self, path: YamlPath, finding: impl FnOnce(crate::span::Place) -> Diagnostic) {
        let place = self.source.place(path, Part::Value);
        self.findings.push(finding(place));
    }
}
