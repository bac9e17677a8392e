//! Sockets: limits, and that nobody waits for anybody else's.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;

use super::running::Running;
use crate::support::Project;

const PAGE: &str = "/guidance/start/";

fn running() -> Running {
    Running::start(&Project::new(), &["--port", "0"])
}

impl Running {
    /// Sends some bytes and gives all that comes back until the server closes the connection.
    fn say(&self, bytes: &[u8]) -> String {
        let mut stream = self.connect();
        // A server that refuses early may not take everything.
        let _ = stream.write_all(bytes);
        read_all(&mut stream)
    }

    fn request(&self, line: &str, headers: &str) -> Vec<u8> {
        format!("{line} HTTP/1.1\r\nHost: {}\r\n{headers}\r\n", self.host).into_bytes()
    }

    /// Asks for so many pages at once and never reads; what the buffers do not take is not sent.
    fn ask_and_never_read(&self, target: &str, times: usize) -> TcpStream {
        let mut stream = self.connect();
        stream.set_nonblocking(true).unwrap();
        match stream.write(&self.request(&format!("GET {target}"), "").repeat(times)) {
            Ok(_) => {}
            Err(error) => assert_eq!(error.kind(), ErrorKind::WouldBlock),
        }
        stream
    }

    fn events(&self) -> TcpStream {
        let mut stream = self.connect();
        stream.write_all(&self.request("GET /__vellum/events?build=0", "")).unwrap();
        stream
    }
}

fn read_all(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8(answer).unwrap()
}

fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap_or("nothing")
}

#[test]
fn nobody_waits_for_idle_silent_or_slow_clients() {
    let running = running();
    let mut streams: Vec<TcpStream> = (0..200).map(|_| running.events()).collect();
    let silent: Vec<TcpStream> = (0..20).map(|_| running.connect()).collect();
    let slow: Vec<TcpStream> = (0..20).map(|_| running.ask_and_never_read(PAGE, 2_000)).collect();
    for _ in 0..20 {
        assert_eq!(status(&running.get(PAGE)), "200");
    }
    running.folder.file("content/guidance/start.md", super::process::start_page("seen by all"));
    running.wait_for(PAGE, "seen by all");
    for stream in &mut streams {
        hear(stream, "\"pages\":[\"guidance/start/\"]");
    }
    drop((silent, slow));
    assert_eq!(status(&running.get(PAGE)), "200");
}

fn hear(stream: &mut TcpStream, text: &str) {
    let (mut heard, mut some) = (String::new(), [0; 4096]);
    while !heard.contains(text) {
        let length = stream.read(&mut some).unwrap();
        assert!(length > 0, "the stream ended after {heard:?}");
        heard.push_str(std::str::from_utf8(&some[..length]).unwrap());
    }
}

#[test]
fn more_silent_clients_than_are_kept_do_not_keep_anyone_out() {
    let running = running();
    let crowd: Vec<TcpStream> = (0..400).map(|_| running.connect()).collect();
    for _ in 0..20 {
        assert_eq!(status(&running.get(PAGE)), "200");
    }
    drop(crowd);
}

#[test]
fn a_connection_answers_one_request_after_the_other() {
    let running = running();
    let mut asked = running.request("GET /robots.txt", "");
    asked.extend(running.request("HEAD /feed.json", ""));
    asked.extend(b"\r\n");
    asked.extend(running.request("GET /nowhere/", ""));
    asked.extend(running.request("GET /register.json", "Connection: close\r\n"));
    asked.extend(running.request("GET /never/", ""));
    let answers = running.say(&asked);
    let heads: Vec<&str> = answers.lines().filter(|line| line.starts_with("HTTP/1.1 ")).collect();
    assert_eq!(heads, ["HTTP/1.1 200 OK", "HTTP/1.1 200 OK", "HTTP/1.1 404 Not Found", "HTTP/1.1 200 OK"]);
    assert_eq!(answers.matches("Connection: close").count(), 1);
    assert_eq!(answers.matches("\"items\"").count(), 0, "an answer to HEAD has no body");
}

#[test]
fn what_is_not_a_request_is_refused() {
    let running = running();
    for (bytes, expected) in [
        ("nonsense\r\n\r\n", "400"),
        ("GET / HTTP/1.1 more\r\n\r\n", "400"),
        ("GET /\r\n\r\n", "400"),
        ("GET / HTTP/1.1\r\nno colon\r\n\r\n", "400"),
        ("GET / HTTP/1.1\r\nHost : a\r\n\r\n", "400"),
        ("GET / HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n", "400"),
        ("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "400"),
        ("GET / HTTP/2.0\r\n\r\n", "505"),
        ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "505"),
        ("\u{16}\u{3}\u{1}\r\n\r\n", "400"),
    ] {
        let answer = running.say(bytes.as_bytes());
        assert_eq!(status(&answer), expected, "{bytes:?}");
        assert!(answer.contains("\r\nConnection: close\r\n"), "{answer}");
    }
    let no_host = running.say(b"GET / HTTP/1.0\r\n\r\n");
    assert_eq!(status(&no_host), "421");
}

#[test]
fn addresses_and_headers_have_limits_also_where_they_never_end() {
    let running = running();
    let long = |length: usize| running.request(&format!("GET /{}", "a".repeat(length)), "Connection: close\r\n");
    assert_eq!(status(&running.say(&long(4_000))), "404");
    assert_eq!(status(&running.say(&long(5_000))), "414");
    assert_eq!(status(&running.say(&vec![b'a'; 200_000])), "414");
    let large =
        |length: usize| running.request("GET /", &format!("X: {}\r\nConnection: close\r\n", "a".repeat(length)));
    assert_eq!(status(&running.say(&large(30_000))), "200");
    assert_eq!(status(&running.say(&large(40_000))), "431");
    let endless = format!("GET / HTTP/1.1\r\n{}", "X: a\r\n".repeat(30_000));
    assert_eq!(status(&running.say(endless.as_bytes())), "431");
}

#[test]
fn a_body_is_not_taken_and_ends_the_connection() {
    let running = running();
    let mut post = running.request("POST /", "Content-Length: 60000\r\n");
    post.extend(vec![b'a'; 60_000]);
    let answer = running.say(&post);
    assert_eq!(status(&answer), "405");
    assert!(answer.contains("\r\nAllow: GET, HEAD\r\n") && answer.contains("\r\nConnection: close\r\n"), "{answer}");
    assert_eq!(answer.matches("HTTP/1.1").count(), 1);
}

#[test]
fn a_cookie_of_another_program_does_no_harm() {
    let running = running();
    let answer = running.say(&running.request("GET /", "Cookie: other=ü\r\nConnection: close\r\n"));
    assert_eq!(status(&answer), "200");
}
