//! A running `vellum serve` and what is asked of it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStderr, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::support::{Folder, Project, TODAY};

/// A running `vellum serve`; it is killed at the end.
pub(super) struct Running {
    child: Child,
    pub(super) lines: BufReader<ChildStderr>,
    pub(super) folder: Folder,
    pub(super) host: String,
}

impl Running {
    pub(super) fn start(project: &Project, arguments: &[&str]) -> Self {
        Self::start_in(project.write(), arguments)
    }

    pub(super) fn start_in(folder: Folder, arguments: &[&str]) -> Self {
        Self::start_with(folder, arguments, &[])
    }

    /// Starts it with some variables in its environment.
    pub(super) fn start_with(folder: Folder, arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_vellum"))
            .args(["serve", "--as-of", TODAY, "--color", "never"])
            .args(arguments)
            .current_dir(folder.path("."))
            .envs(environment.iter().copied())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut running =
            Self { lines: BufReader::new(child.stderr.take().unwrap()), child, folder, host: String::new() };
        let ready = running.line_with("the portal is at ");
        let address = ready.split("http://").nth(1).unwrap();
        running.host = address.split('/').next().unwrap().to_owned();
        running
    }

    pub(super) fn line_with(&mut self, text: &str) -> String {
        loop {
            let mut line = String::new();
            assert!(self.lines.read_line(&mut line).unwrap() > 0, "it ended before it said {text:?}");
            if line.contains(text) {
                return line.trim_end().to_owned();
            }
        }
    }

    pub(super) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.host).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream
    }

    pub(super) fn ask(&self, target: &str) -> TcpStream {
        let mut stream = self.connect();
        write!(stream, "GET {target} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.host).unwrap();
        stream
    }

    pub(super) fn get(&self, target: &str) -> String {
        let mut answer = String::new();
        self.ask(target).read_to_string(&mut answer).unwrap();
        answer
    }

    /// Asks until the page holds a text; the watcher needs a moment.
    pub(super) fn wait_for(&self, target: &str, text: &str) {
        let start = Instant::now();
        while !self.get(target).contains(text) {
            assert!(start.elapsed() < Duration::from_secs(20), "{target} never held {text:?}");
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Ends it. Gives what it said of each rebuild since the last line that was read.
    pub(super) fn end(&mut self) -> Vec<String> {
        assert_eq!(self.interrupt(), 0);
        let mut rest = String::new();
        self.lines.read_to_string(&mut rest).unwrap();
        rest.lines().filter(|line| line.contains(" ms, ")).map(str::to_owned).collect()
    }

    pub(super) fn interrupt(&mut self) -> i32 {
        let sent = Command::new("kill").args(["-INT", &self.child.id().to_string()]).status().unwrap();
        assert!(sent.success());
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code().unwrap();
            }
            assert!(start.elapsed() < Duration::from_secs(10), "it does not end");
            thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
