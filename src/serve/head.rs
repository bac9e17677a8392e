//! The heads of requests, read with a limit and a deadline (RFC 9112, sections 2 to 5).

use std::io::{self, Read};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use tiny_http::{HTTPVersion, Header};

/// The parts of a request that decide the answer.
#[derive(Clone, Debug, Default)]
pub struct Head {
    /// How it asks.
    pub method: Method,
    /// The path with its query, as it was sent.
    pub target: String,
    /// The header `Host`.
    pub host: Option<String>,
    /// The header `Origin`.
    pub origin: Option<String>,
    /// The header `Sec-Fetch-Site`.
    pub fetch_site: Option<String>,
    /// The header `If-None-Match`.
    pub if_none_match: Option<String>,
    /// The header `Cookie`.
    pub cookie: Option<String>,
}

/// How a request asks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Method {
    /// For the head and the body.
    #[default]
    Get,
    /// For the head alone.
    Head,
    /// For something that this server does not do.
    Other,
}

/// Longer addresses are refused, in bytes.
const LONGEST_TARGET: usize = 4 * 1024;

/// Larger heads are refused, in bytes.
const LARGEST_HEAD: usize = 32 * 1024;

/// A head that is not whole after so long is refused.
const WHOLE: Duration = Duration::from_secs(10);

/// A connection on which nothing is asked for so long is closed.
const SILENT: Duration = Duration::from_secs(60);

/// A request, as far as the connection has to know it.
pub(super) struct Request {
    pub(super) head: Head,
    pub(super) version: HTTPVersion,
    /// True where nothing more can be asked on this connection.
    pub(super) is_last: bool,
}

/// What came instead of a request.
pub(super) enum End {
    /// The reader went away, or never said anything.
    Gone,
    /// What it sent is refused with this status.
    Refused(u16),
}

/// Reads one head after the other from a connection.
pub(super) struct Heads<'a> {
    from: &'a TcpStream,
    buffer: Vec<u8>,
}

impl<'a> Heads<'a> {
    pub(super) fn new(from: &'a TcpStream) -> Self {
        Self { from, buffer: Vec::new() }
    }

    /// Waits for the next request.
    pub(super) fn next(&mut self) -> Result<Request, End> {
        let mut deadline = Instant::now() + if self.buffer.is_empty() { SILENT } else { WHOLE };
        let mut searched = 0;
        loop {
            if searched == 0 {
                // Empty lines before a request are passed over (RFC 9112, section 2.2).
                let empty = self.buffer.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
                self.buffer.drain(..empty);
            }
            if let Some(end) = find(&self.buffer, b"\r\n\r\n", searched) {
                let head: Vec<u8> = self.buffer.drain(..end + 4).collect();
                return parse(head.get(..end).unwrap_or_default()).map_err(End::Refused);
            }
            if let Some(status) = too_large(&self.buffer) {
                return Err(End::Refused(status));
            }
            searched = self.buffer.len().saturating_sub(3);
            let was_silent = self.buffer.is_empty();
            self.read(deadline)?;
            if was_silent {
                deadline = Instant::now() + WHOLE;
            }
        }
    }

    fn read(&mut self, deadline: Instant) -> Result<(), End> {
        let late = if self.buffer.is_empty() { End::Gone } else { End::Refused(408) };
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() || self.from.set_read_timeout(Some(left)).is_err() {
            return Err(late);
        }
        let mut some = [0; 4096];
        let mut from = self.from;
        match from.read(&mut some) {
            Ok(0) => Err(End::Gone),
            Ok(length) => {
                self.buffer.extend(some.iter().take(length));
                Ok(())
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Ok(()),
            Err(error) if matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut) => Err(late),
            Err(_) => Err(End::Gone),
        }
    }
}

fn too_large(buffer: &[u8]) -> Option<u16> {
    let line = buffer.iter().take_while(|byte| **byte != b'\n').count();
    match () {
        // The longest method and version that are known, and two spaces.
        () if line > LONGEST_TARGET + 20 => Some(414),
        () if buffer.len() > LARGEST_HEAD => Some(431),
        () => None,
    }
}

fn find(bytes: &[u8], wanted: &[u8], from: usize) -> Option<usize> {
    let found = bytes.get(from..)?.windows(wanted.len()).position(|some| some == wanted)?;
    Some(from + found)
}

/// A request from a head without its last empty line; the status to refuse it with where it is none.
fn parse(head: &[u8]) -> Result<Request, u16> {
    let mut lines = head.split(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line));
    let line = lines.next().and_then(|line| std::str::from_utf8(line).ok()).ok_or(400_u16)?;
    let (method, target, version) = request_line(line)?;
    let headers = lines.filter_map(header).collect::<Result<Vec<_>, _>>()?;
    let all = |name: &'static str| headers.iter().filter(move |header| header.field.equiv(name));
    if all("Host").count() > 1 {
        return Err(400);
    }
    let value = |name| all(name).next().map(|header| header.value.as_str().to_owned());
    let closes = value("Connection").is_some_and(|value| value.to_ascii_lowercase().contains("close"));
    // Nobody who asks for a page sends a body; where one ends is not looked into.
    let has_body = value("Content-Length").is_some_and(|length| length != "0") || value("Transfer-Encoding").is_some();
    let is_last = closes || has_body || version < (1, 1);
    let head = Head {
        method,
        target,
        host: value("Host"),
        origin: value("Origin"),
        fetch_site: value("Sec-Fetch-Site"),
        if_none_match: value("If-None-Match"),
        cookie: value("Cookie"),
    };
    Ok(Request { head, version, is_last })
}

fn request_line(line: &str) -> Result<(Method, String, HTTPVersion), u16> {
    let mut parts = line.split(' ');
    let (Some(method), Some(target), Some(version), None) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(400);
    };
    let method = match method {
        "GET" => Method::Get,
        "HEAD" => Method::Head,
        _ => Method::Other,
    };
    match version {
        _ if target.len() > LONGEST_TARGET => Err(414),
        "HTTP/1.1" => Ok((method, target.to_owned(), HTTPVersion(1, 1))),
        "HTTP/1.0" => Ok((method, target.to_owned(), HTTPVersion(1, 0))),
        version if version.starts_with("HTTP/") => Err(505),
        _ => Err(400),
    }
}

/// One header; `None` where it is not in ASCII. Another program on this machine may have left a cookie in other letters,
/// which is no concern of ours.
fn header(line: &[u8]) -> Option<Result<Header, u16>> {
    let line = std::str::from_utf8(line).ok().filter(|line| line.is_ascii())?;
    Some(line.parse().map_err(|()| 400))
}
