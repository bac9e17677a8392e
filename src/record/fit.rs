//! Whether a record fits the portal: its quizzes, its versions, and the days on which they were in force.

use super::{Attempt, LearnerRecord, Reading, Report};
use crate::check::{
    record_date, record_other_quiz, record_score, record_self_asserted, record_unknown, record_version,
};
use crate::model::{Date, DocumentId, Draw, Question, Quiz, QuizId, Site, Version};
use crate::span::Place;
use crate::yaml::YamlPath;

/// Everything in a record that does not fit the portal, and that it is self-asserted.
pub(super) fn fit(site: &Site, record: &LearnerRecord, report: &mut Report<'_>) {
    let mut fitting = Fitting { site, report };
    let base_url = site.settings.base_url.trim_end_matches('/');
    if let Some(portal) = record.portal.as_ref().filter(|portal| portal.trim_end_matches('/') != base_url) {
        let path = YamlPath::root().key("portal");
        fitting.report.value(&path, |place| record_unknown::portal(place, portal, base_url));
    }
    for attempt in &record.attempts {
        fitting.attempt(attempt);
    }
    for reading in &record.readings {
        fitting.reading(reading);
    }
    let entries = record.attempts.len() + record.readings.len();
    let Report { file, findings, .. } = fitting.report;
    findings.push(record_self_asserted::finding(Place::file(file), entries));
}

struct Fitting<'r, 't> {
    site: &'r Site,
    report: &'r mut Report<'t>,
}

impl Fitting<'_, '_> {
    /// True for a day up to that of the portal.
    fn has_come(&mut self, path: YamlPath, date: Date) -> bool {
        if date > self.site.as_of {
            self.report.value(&path, |place| record_date::finding(place, date, self.site.as_of));
        }
        date <= self.site.as_of
    }

    fn attempt(&mut self, attempt: &Attempt) {
        let at = |key: &str| attempt.path.clone().key(key);
        let has_come = self.has_come(at("date"), attempt.date);
        for what in score(attempt) {
            self.report.value(&at("percent"), |place| record_score::finding(place, what));
        }
        for (document, version) in &attempt.policies {
            self.version(at("policies").key(document.as_str()), document, version, has_come.then_some(attempt.date));
        }
        let Some(quiz) = self.site.quizzes.get(&QuizId::new(&attempt.quiz)) else {
            let path = YamlPath::root().key("quizzes").key(attempt.quiz.as_str());
            let quizzes = self.site.quizzes.keys().map(QuizId::as_str);
            self.report.key(&path, |place| record_unknown::name(place, "quiz", &attempt.quiz, quizzes));
            return;
        };
        if quiz.hash != attempt.hash {
            let finding = |place| record_other_quiz::finding(place, &attempt.hash, attempt.date, quiz);
            self.report.value(&at("hash"), finding);
            return;
        }
        for (document, version) in &attempt.tests {
            if quiz.tests.get(&DocumentId::new(document)).is_none_or(|tested| tested.to_string() != *version) {
                let path = at("tests").key(document.as_str());
                self.report.value(&path, |place| record_other_quiz::tests(place, document, version, quiz));
            }
        }
        self.questions(attempt, quiz);
    }

    /// Compares an attempt with the quiz, which has not changed since.
    fn questions(&mut self, attempt: &Attempt, quiz: &Quiz) {
        let at = |key: &str| attempt.path.clone().key(key);
        let mut known = true;
        for (key, ids) in [("only", &attempt.only), ("wrong", &attempt.wrong)] {
            for (index, id) in ids.iter().flatten().enumerate() {
                if !quiz.questions.iter().any(|question| question.id.as_str() == id) {
                    let names = quiz.questions.iter().map(|question| question.id.as_str());
                    let finding = |place| record_unknown::name(place, "question", id, names);
                    self.report.value(&at(key).index(index), finding);
                    known = false;
                }
            }
        }
        if attempt.passed != (attempt.percent >= f64::from(quiz.pass_mark)) {
            let word = if attempt.passed { "passed" } else { "not passed" };
            let what = format!("{}% is {word} here, but the quiz is passed from {}%", attempt.percent, quiz.pass_mark);
            self.report.value(&at("passed"), |place| record_score::finding(place, what));
        }
        let Some((_, of)) = attempt.points.filter(|_| known) else { return };
        let asked = |question: &&Question| {
            attempt.only.as_ref().is_none_or(|only| only.iter().any(|id| question.id.as_str() == id))
        };
        let most: u32 = quiz.questions.iter().filter(asked).map(|question| question.points).sum();
        let all = attempt.only.is_some() || quiz.draw == Draw::All;
        if of > f64::from(most) || all && of < f64::from(most) {
            let what = format!("the questions that were asked are worth {most}, not {of}");
            self.report.value(&at("of"), |place| record_score::finding(place, what));
        }
    }

    fn reading(&mut self, reading: &Reading) {
        let has_come = self.has_come(reading.path.clone(), reading.date);
        self.version(reading.path.clone(), &reading.document, &reading.version, has_come.then_some(reading.date));
    }

    /// Looks a version up, and whether it was in force on a day.
    fn version(&mut self, path: YamlPath, document: &str, written: &str, day: Option<Date>) {
        let Some(found) = self.site.documents.get(&DocumentId::new(document)) else {
            let names = self.site.documents.keys().map(DocumentId::as_str);
            self.report.key(&path, |place| record_unknown::name(place, "document", document, names));
            return;
        };
        let Some(version) = Version::parse(written).filter(|version| found.edition(*version).is_some()) else {
            self.report.key(&path, |place| record_unknown::version(place, found, written));
            return;
        };
        let Some(day) = day else { return };
        if found.in_force_on(day).is_none_or(|edition| edition.version != Some(version)) {
            self.report.key(&path, |place| record_version::finding(place, found, version, day));
        }
    }
}

/// What is impossible in the figures of an attempt, whatever the quiz. The score is rounded down.
fn score(attempt: &Attempt) -> Vec<String> {
    let Attempt { percent, points, wrong, .. } = attempt;
    let mut findings = Vec::new();
    let mut report = |what: String| findings.push(what);
    if !(0.0..=100.0).contains(percent) {
        report(format!("{percent}% is no score: it lies between 0 and 100"));
        return findings;
    }
    if let Some((points, of)) = points {
        if !(0.0..=*of).contains(points) {
            report(format!("nobody has {points} of {of} points"));
        } else if *of > 0.0 && (points / of * 100.0 - percent).abs() > 1.01 {
            report(format!("{points} of {of} points are not {percent}%"));
        }
    }
    match wrong {
        Some(wrong) if wrong.is_empty() && *percent < 100.0 => {
            report(format!("with every question right the score is 100%, not {percent}%"));
        }
        Some(wrong) if !wrong.is_empty() && *percent >= 100.0 => {
            report("with a question that is not right the score is less than 100%".to_owned());
        }
        _ => {}
    }
    findings
}
