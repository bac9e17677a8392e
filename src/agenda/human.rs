//! The agenda for a person at a terminal: a heading for each kind, a line for each task.

use super::{Task, TaskKind};

/// The agenda in columns; a sentence if nothing waits.
#[must_use]
pub fn human(tasks: &[Task]) -> String {
    if tasks.is_empty() {
        return "Nothing waits: no review is due, no version is scheduled, no draft is open, every duty is met.\n"
            .to_owned();
    }
    let mut text = String::new();
    let mut rest = tasks;
    while let Some(first) = rest.first() {
        let (same, others) = rest.split_at(rest.partition_point(|task| task.kind == first.kind));
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&format!("{} ({})\n", heading(first.kind), same.len()));
        text.push_str(&columns(&same.iter().map(row).collect::<Vec<_>>()));
        rest = others;
    }
    text
}

fn heading(kind: TaskKind) -> &'static str {
    match kind {
        TaskKind::ReviewOverdue => "Reviews that are overdue",
        TaskKind::ReviewDueSoon => "Reviews that are due soon",
        TaskKind::ScheduledVersion => "Versions that take effect later",
        TaskKind::Draft => "Drafts that wait",
        TaskKind::UncoveredDuty => "Duties that no clause in force meets",
    }
}

fn row(task: &Task) -> [String; 5] {
    let days = task.days.map_or_else(String::new, |days| match days {
        0 => "today".to_owned(),
        1 => "in 1 day".to_owned(),
        -1 => "1 day ago".to_owned(),
        days if days < 0 => format!("{} days ago", days.unsigned_abs()),
        days => format!("in {days} days"),
    });
    let version = task.version.map_or_else(String::new, |version| format!(" {version}"));
    [
        task.date.map(|date| date.to_string()).unwrap_or_default(),
        days,
        one_line(&format!("{}{version}", task.title)),
        one_line(&task.owner),
        one_line(&task.id),
    ]
}

/// Authors may have written characters that terminals would obey.
fn one_line(text: &str) -> String {
    text.chars().map(|character| if character.is_control() { ' ' } else { character }).collect()
}

/// Rows with each column as wide as its widest cell; columns with nothing in them are left out.
fn columns(rows: &[[String; 5]]) -> String {
    let mut widths = [0; 5];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.chars().count().max(*width);
        }
    }
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (width, cell) in widths.iter().zip(row).filter(|(width, _)| **width > 0) {
            line.push_str(&format!("  {cell:<width$}"));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}
