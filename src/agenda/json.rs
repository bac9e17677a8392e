//! The agenda as one JSON document, for scripts.

use serde::Serialize;

use super::Task;
use crate::model::Date;

/// The date that it is for, and one object a task; indented, with a final line end.
#[must_use]
pub fn json(tasks: &[Task], as_of: Date) -> String {
    #[derive(Serialize)]
    struct Agenda<'a> {
        as_of: Date,
        tasks: &'a [Task],
    }
    let mut text = serde_json::to_string_pretty(&Agenda { as_of, tasks }).unwrap_or_default();
    text.push('\n');
    text
}
