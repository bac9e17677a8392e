//! Tables, cell by cell.

use super::writer::Writer;
use crate::redline::{Alignment, Row, Run, Side, Table, TableChange};
use crate::theme::fill;

impl Writer<'_> {
    /// A table of one text.
    pub(super) fn table(&self, html: &mut String, table: &Table, side: Side) {
        self.start(html);
        for (index, row) in table.rows.iter().enumerate() {
            open_row(html, index == 0, "");
            for (column, cell) in row.iter().enumerate() {
                let alignment = table.columns.get(column).copied().unwrap_or_default();
                open_cell(html, index == 0, &class(alignment, ""));
                self.line(html, cell, side);
                html.push_str(if index == 0 { "</th>" } else { "</td>" });
            }
            close_row(html, index == 0);
        }
        html.push_str("</tbody></table></div>\n");
    }

    /// A table with what changed in it. A row or column that is wholly new or gone is marked in each of its cells.
    pub(super) fn table_change(&self, html: &mut String, table: &TableChange) {
        self.start(html);
        for (index, row) in table.rows.iter().enumerate() {
            match row {
                Row::MovedAway(number) => {
                    html.push_str(&format!("<tr class=\"moved-away\"><td colspan=\"{}\">", table.columns.len().max(1)));
                    self.moved_away(html, *number, "span");
                    html.push_str("</td></tr>\n");
                }
                Row::Cells { side, moved, cells } => {
                    let name = match (side, moved) {
                        (Side::Before, _) => "removed",
                        (Side::After, _) => "added",
                        (Side::Both, Some(_)) => "moved",
                        (Side::Both, None) => "",
                    };
                    open_row(html, index == 0, name);
                    self.cells(html, table, index == 0, cells, *moved);
                    close_row(html, index == 0);
                }
            }
        }
        html.push_str("</tbody></table></div>\n");
        let same = |row: &Row| match row {
            Row::Cells { side: Side::Both, moved: None, cells } => {
                cells.iter().flatten().all(|run| matches!(run, Run::Same(_)))
            }
            _ => false,
        };
        if table.rows.iter().all(same) && table.columns.iter().all(|column| column.side == Side::Both) {
            html.push_str(&format!("<p class=\"form-note\">{}</p>\n", self.string("compare_alignment")));
        }
    }

    fn cells(&self, html: &mut String, table: &TableChange, head: bool, cells: &[Vec<Run>], moved: Option<usize>) {
        for (place, (column, cell)) in table.columns.iter().zip(cells).enumerate() {
            let (before, after) = column.alignment;
            let (alignment, name) = match column.side {
                Side::Before => (before, "removed"),
                Side::After => (after, "added"),
                Side::Both => (after, ""),
            };
            open_cell(html, head, &class(alignment, name));
            if let Some(number) = moved.filter(|_| place == 0) {
                self.moved_here(html, number, "span");
            }
            self.runs(html, cell);
            html.push_str(if head { "</th>" } else { "</td>" });
        }
    }

    fn start(&self, html: &mut String) {
        let number = self.next_table();
        let label = fill(&self.string("table"), &[("n", &number.to_string())]);
        html.push_str(&format!("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"{label}\"><table>\n"));
    }
}

fn open_row(html: &mut String, head: bool, name: &str) {
    let class = if name.is_empty() { String::new() } else { format!(" class=\"{name}\"") };
    html.push_str(&format!("{}<tr{class}>", if head { "<thead>" } else { "" }));
}

fn close_row(html: &mut String, head: bool) {
    html.push_str(if head { "</tr></thead><tbody>\n" } else { "</tr>\n" });
}

fn open_cell(html: &mut String, head: bool, class: &str) {
    html.push_str(&if head { format!("<th scope=\"col\"{class}>") } else { format!("<td{class}>") });
}

fn class(alignment: Alignment, name: &str) -> String {
    let alignment = match alignment {
        Alignment::Start => "",
        Alignment::Centre => "centre",
        Alignment::End => "right",
    };
    match format!("{alignment} {name}").trim() {
        "" => String::new(),
        class => format!(" class=\"{class}\""),
    }
}
