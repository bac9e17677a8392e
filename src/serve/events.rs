//! Telling open pages what changed (server-sent events, HTML standard, section 9.2), and links into editors.

use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;

use super::live::Live;
use crate::span::Position;

/// After so long without news a comment is sent, so that a page that went away is noticed.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// Sends events to a page of a build until it goes away or the server stops.
pub(super) fn stream(live: &Live, mut seen: u64, mut to: impl Write) -> io::Result<()> {
    write!(
        to,
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n\
         X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\nretry: 500\n\n"
    )?;
    to.flush()?;
    while !live.is_stopped() {
        match live.wait(seen, HEARTBEAT) {
            Some(news) => {
                seen = news.build;
                let data = serde_json::to_string(&news)?;
                write!(to, "data: {data}\n\n")?;
            }
            None => to.write_all(b":\n\n")?,
        }
        to.flush()?;
    }
    Ok(())
}

/// The address that opens a file in the author's editor: one of the known editors, or a pattern with `{file}`,
/// `{line}` and `{column}`.
pub(super) fn editor_link(editor: &str, file: &Path, position: Option<Position>) -> Option<String> {
    let file = std::fs::canonicalize(file).ok()?;
    let file = crate::render::encode(file.to_str()?);
    let Position { line, column } = position.unwrap_or(Position { line: 1, column: 1 });
    let pattern = match editor {
        "vscode" => "vscode://file{file}:{line}:{column}",
        "zed" => "zed://file{file}:{line}:{column}",
        "idea" => "idea://open?file={file}&line={line}&column={column}",
        pattern => pattern,
    };
    Some(pattern.replace("{file}", &file).replace("{line}", &line.to_string()).replace("{column}", &column.to_string()))
}
