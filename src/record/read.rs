//! A record from its JSON. Entries that cannot be read are left out, each with a finding.

use serde_json::{Map, Value};

use super::{Attempt, LearnerRecord, Reading, Report};
use crate::check::record_unreadable;
use crate::model::{Date, Version};
use crate::span::Place;
use crate::yaml::YamlPath;

/// A larger file is no record: so many bytes.
pub const LARGEST: u64 = 1024 * 1024;

/// The form of record that this program reads.
const SCHEMA: u64 = 2;

/// Reads a record; `None` where the file is none.
pub(super) fn read(report: &mut Report<'_>, text: &str) -> Option<LearnerRecord> {
    Reader { report }.record(text)
}

struct Reader<'r, 't> {
    report: &'r mut Report<'t>,
}

impl Reader<'_, '_> {
    fn record(&mut self, text: &str) -> Option<LearnerRecord> {
        let value: Value = match serde_json::from_str(text) {
            Ok(value) => value,
            Err(error) => {
                let at = offset(text, error.line(), error.column());
                let said = error.to_string();
                let what = said.rsplit_once(" at line ").map_or(said.as_str(), |(what, _)| what);
                let place = Place::bytes(self.report.file, at..at);
                self.report.findings.push(record_unreadable::syntax(place, what));
                return None;
            }
        };
        let parts = (value.get("schema"), value.get("quizzes"), value.get("read"));
        let (Some(schema), Some(Value::Object(quizzes)), Some(Value::Object(documents))) = parts else {
            self.report.findings.push(record_unreadable::not_a_record(Place::file(self.report.file)));
            return None;
        };
        if schema.as_u64() != Some(SCHEMA) {
            let path = YamlPath::root().key("schema");
            self.report.value(&path, |place| record_unreadable::schema(place, &schema.to_string(), SCHEMA));
            return None;
        }
        let attempts = quizzes.iter().flat_map(|(id, quiz)| self.quiz(id, quiz)).collect();
        let readings = documents.iter().flat_map(|(id, document)| self.document(id, document)).collect();
        let portal = value.get("portal").and_then(Value::as_str).map(str::to_owned);
        Some(LearnerRecord { portal, attempts, readings })
    }

    fn quiz(&mut self, id: &str, quiz: &Value) -> Vec<Attempt> {
        let path = YamlPath::root().key("quizzes").key(id).key("attempts");
        let Some(attempts) = quiz.get("attempts").and_then(Value::as_array) else {
            self.wrong(path, "attempts", "a list of attempts");
            return Vec::new();
        };
        let numbered = attempts.iter().enumerate();
        numbered.filter_map(|(index, attempt)| self.attempt(id, path.clone().index(index), attempt)).collect()
    }

    fn attempt(&mut self, quiz: &str, path: YamlPath, value: &Value) -> Option<Attempt> {
        let Some(entry) = value.as_object() else {
            self.wrong(path, "attempts", "an object for each attempt");
            return None;
        };
        let date = self.date(&path, entry.get("date"), "date");
        let percent = self.required(&path, entry, "percent", Value::as_f64, "the score as a number");
        let passed = self.required(&path, entry, "passed", Value::as_bool, "true or false");
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let hash = self.required(&path, entry, "hash", text, "the state of the quiz");
        let points = self.optional(&path, entry, "points", Value::as_f64, "a number");
        let of = self.optional(&path, entry, "of", Value::as_f64, "a number");
        let versions = "a version for each document";
        let tests = self.optional(&path, entry, "tests", texts, versions);
        let policies = self.optional(&path, entry, "policies", texts, versions);
        let wrong = self.optional(&path, entry, "wrong", list, "a list of questions");
        let only = self.optional(&path, entry, "only", list, "a list of questions");
        Some(Attempt {
            path,
            quiz: quiz.to_owned(),
            date: date?,
            percent: percent?,
            passed: passed?,
            hash: hash?,
            points: points.zip(of),
            tests: tests.unwrap_or_default(),
            policies: policies.unwrap_or_default(),
            wrong,
            only,
        })
    }

    fn document(&mut self, id: &str, document: &Value) -> Vec<Reading> {
        let path = YamlPath::root().key("read").key(id).key("versions");
        let Some(versions) = document.get("versions").and_then(Value::as_object) else {
            self.wrong(path, "versions", "a day for each version");
            return Vec::new();
        };
        let mut readings = Vec::new();
        for (version, day) in versions {
            let path = path.clone().key(version.as_str());
            if Version::parse(version).is_none() {
                let wanted = "a version such as 2.0";
                self.report.key(&path, |place| record_unreadable::value(place, version, wanted));
            } else if let Some(date) = self.day(path.clone(), Some(day), version) {
                readings.push(Reading { path, document: id.to_owned(), version: version.clone(), date });
            }
        }
        readings
    }

    fn date(&mut self, path: &YamlPath, value: Option<&Value>, key: &str) -> Option<Date> {
        self.day(path.clone().key(key), value, key)
    }

    fn day(&mut self, path: YamlPath, value: Option<&Value>, key: &str) -> Option<Date> {
        let date = value.and_then(Value::as_str).and_then(Date::parse);
        if date.is_none() {
            self.wrong(path, key, "a day such as 2026-06-19");
        }
        date
    }

    fn required<T>(
        &mut self,
        path: &YamlPath,
        entry: &Map<String, Value>,
        key: &str,
        read: impl Fn(&Value) -> Option<T>,
        wanted: &str,
    ) -> Option<T> {
        let value = entry.get(key).and_then(read);
        if value.is_none() {
            self.wrong(path.clone().key(key), key, wanted);
        }
        value
    }

    fn optional<T>(
        &mut self,
        path: &YamlPath,
        entry: &Map<String, Value>,
        key: &str,
        read: impl Fn(&Value) -> Option<T>,
        wanted: &str,
    ) -> Option<T> {
        if entry.contains_key(key) { self.required(path, entry, key, read, wanted) } else { None }
    }

    fn wrong(&mut self, path: YamlPath, key: &str, wanted: &str) {
        self.report.value(&path, |place| record_unreadable::value(place, key, wanted));
    }
}

/// A map whose values are texts.
fn texts(value: &Value) -> Option<Vec<(String, String)>> {
    value.as_object()?.iter().map(|(key, text)| Some((key.clone(), text.as_str()?.to_owned()))).collect()
}

/// A list of texts.
fn list(value: &Value) -> Option<Vec<String>> {
    value.as_array()?.iter().map(|text| text.as_str().map(str::to_owned)).collect()
}

/// The byte at a line and a column, both from 1; the column counts bytes.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    text.floor_char_boundary(start + column.saturating_sub(1))
}
