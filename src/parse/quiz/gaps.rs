//! Questions with gaps: `Report it within [[hours]] hours`.

use std::collections::HashSet;

use indexmap::IndexMap;

use super::Reader;
use super::entry::GapEntry;
use crate::check::quiz_question;
use crate::model::{Gap, GapPart, QuestionKind};
use crate::span::{Part, YamlPath};

impl Reader<'_> {
    pub(super) fn gap(
        &mut self,
        path: &YamlPath,
        text: Option<String>,
        gaps: Option<IndexMap<String, GapEntry>>,
    ) -> Option<QuestionKind> {
        let Some(text) = text.filter(|text| !text.trim().is_empty()) else {
            self.missing(path, "text");
            return None;
        };
        let mut gaps = gaps.unwrap_or_default();
        let mut parts = Vec::new();
        let mut used = HashSet::new();
        let mut rest = text.as_str();
        while let Some((before, name, after)) = next_gap(rest) {
            if !before.is_empty() {
                parts.push(GapPart::Text(self.body(path.clone().key("text"), before.to_owned())));
            }
            if !used.insert(name.to_owned()) {
                self.report(path.clone().key("text"), |place| quiz_question::gap_twice(place, name));
            } else if let Some(entry) = gaps.shift_remove(name) {
                parts.extend(self.one_gap(path, name, entry).map(GapPart::Gap));
            } else {
                self.report(path.clone().key("text"), |place| quiz_question::gap_without_answer(place, name));
            }
            rest = after;
        }
        if !rest.is_empty() {
            parts.push(GapPart::Text(self.body(path.clone().key("text"), rest.to_owned())));
        }
        for name in gaps.keys() {
            let place = self.source.place(path.clone().key("gaps").key(name), Part::Key);
            self.findings.push(quiz_question::gap_unused(place, name));
        }
        if used.is_empty() {
            self.report(path.clone().key("text"), quiz_question::no_gap);
            return None;
        }
        Some(QuestionKind::Gap(parts))
    }

    fn one_gap(&mut self, path: &YamlPath, name: &str, entry: GapEntry) -> Option<Gap> {
        let path = path.clone().key("gaps").key(name);
        let accept = self.accepted(&path, entry.accept)?;
        if !entry.options.is_empty() && !accept.iter().all(|form| entry.options.contains(form)) {
            self.report(path.clone().key("options"), quiz_question::answer_not_an_option);
        }
        let typos = self.typos(&path, entry.typos);
        Some(Gap { name: name.to_owned(), accept, options: entry.options, typos })
    }
}

/// Splits a text at its first `[[name]]`: what is before, the name, what is after.
fn next_gap(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once("[[")?;
    let (name, after) = rest.split_once("]]")?;
    Some((before, name.trim(), after))
}
