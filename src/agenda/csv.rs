//! The agenda as CSV (RFC 4180), for spreadsheets.

use super::Task;
use crate::render::harmless;

/// A line of names, then a line a task.
#[must_use]
pub fn csv(tasks: &[Task]) -> String {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    // Writing to memory cannot fail.
    let _ = writer.write_record(["kind", "date", "days", "id", "version", "title", "owner"]);
    for task in tasks {
        let _ = writer.write_record([
            task.kind.name().to_owned(),
            task.date.map(|date| date.to_string()).unwrap_or_default(),
            task.days.map(|days| days.to_string()).unwrap_or_default(),
            harmless(task.id.clone()),
            task.version.map(|version| version.to_string()).unwrap_or_default(),
            harmless(task.title.clone()),
            harmless(task.owner.clone()),
        ]);
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}
