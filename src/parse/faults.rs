//! What was found while a file was read, so that nothing is found twice.

use crate::span::YamlPath;
use crate::yaml::{self, Step};

/// What there is a finding about.
#[derive(Default)]
pub(super) struct Faults {
    /// The keys of the outermost mapping, as they should have been written.
    keys: Vec<String>,
    /// The values, as they were written and as they should have been.
    paths: Vec<YamlPath>,
}

impl Faults {
    /// True where there is a finding about a key.
    pub(super) fn has(&self, key: &str) -> bool {
        self.keys.iter().any(|fault| fault == key)
    }

    /// True where there is a finding about the value at a path in the text, or about a part of it.
    pub(super) fn touches(&self, path: &YamlPath) -> bool {
        self.paths
            .iter()
            .any(|fault| fault.steps().starts_with(path.steps()) || path.steps().starts_with(fault.steps()))
    }

    pub(super) fn add(&mut self, problem: &yaml::Problem) {
        self.paths.push(problem.path.clone());
        if let yaml::ProblemKind::UnknownKey { nearest: Some(nearest), .. } = problem.kind {
            self.paths.extend(problem.path.parent().map(|mapping| mapping.key(nearest)));
        }
        match (&problem.kind, problem.path.steps()) {
            (yaml::ProblemKind::UnknownKey { nearest: Some(nearest), .. }, [_]) => {
                self.keys.push((*nearest).to_owned())
            }
            (_, [Step::Key(key), ..]) => self.keys.push(key.clone()),
            // YAML that cannot be read at all says nothing about any key.
            (yaml::ProblemKind::Syntax { .. }, _) => self.keys.extend(REQUIRED.map(str::to_owned)),
            _ => {}
        }
    }
}

/// Every key that some kind of file must have.
const REQUIRED: [&str; 17] = [
    "date",
    "find",
    "replace",
    "reason",
    "title",
    "summary",
    "owner",
    "updated",
    "approved_by",
    "approved_on",
    "effective",
    "kind",
    "documents",
    "organisation",
    "base_url",
    "collections",
    "questions",
];
