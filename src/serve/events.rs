//! Telling open pages what changed (server-sent events, HTML standard, section 9.2), and links into editors.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::Arc;

use super::live::News;
use crate::span::Position;
use crate::theme::fill;

/// A page that waits for events. Writing never waits: a page that has not taken what was sent before has gone, and
/// catches up when it comes back.
pub(super) struct Stream(Arc<TcpStream>);

impl Stream {
    /// Answers a request for events, with what its page has missed.
    pub(super) fn open(socket: Arc<TcpStream>, missed: Option<&News>) -> io::Result<Self> {
        socket.set_nonblocking(true)?;
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n\
                    X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\nretry: 500\n\n";
        let stream = Self(socket);
        stream.write(&format!("{head}{}", missed.map(event).unwrap_or_default()))?;
        Ok(stream)
    }

    /// Sends a piece of news.
    pub(super) fn tell(&self, news: &News) -> io::Result<()> {
        self.write(&event(news))
    }

    /// Sends a comment, so that what lies between does not take the silence for the end. An error means that the page
    /// has gone.
    pub(super) fn beat(&self) -> io::Result<()> {
        let mut socket = &*self.0;
        match socket.read(&mut [0; 256]) {
            Ok(0) => return Err(io::ErrorKind::ConnectionAborted.into()),
            Err(error) if error.kind() != io::ErrorKind::WouldBlock => return Err(error),
            Ok(_) | Err(_) => {}
        }
        self.write(":\n\n")
    }

    fn write(&self, text: &str) -> io::Result<()> {
        let mut socket = &*self.0;
        socket.write_all(text.as_bytes())
    }
}

fn event(news: &News) -> String {
    let data = serde_json::to_string(news).unwrap_or_default();
    format!("data: {data}\n\n")
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
    Some(fill(pattern, &[("file", &file), ("line", &line.to_string()), ("column", &column.to_string())]))
}
