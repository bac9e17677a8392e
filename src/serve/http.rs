//! Sockets. A thread a connection reads requests and writes answers; a few workers make them.
//!
//! tiny_http knows headers and writes answers. Its own loop of accepting is not used: it has no limits and no time-outs,
//! and may leave a connection waiting behind one that is silent. Here nobody waits for anybody else's socket, and when
//! too many connections are open, the one on which nothing was asked for longest has to go.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use tiny_http::{HTTPVersion, Header, Response, StatusCode};

use super::Address;
use super::answer::{Answer, Reply};
use super::events::Stream;
use super::head::{End, Head, Heads, Method, Request};
use super::live::Live;

/// Threads that make pages.
const WORKERS: usize = 4;

/// More connections than that are not kept open at once, pages that wait for events apart.
const MOST_CONNECTIONS: usize = 256;

/// A reader that takes nothing of an answer for so long has gone.
const TAKES_NOTHING: Duration = Duration::from_secs(20);

/// After a refusal, how long and how much of what a reader still sends is taken, so that it can read the refusal.
const LINGER: (Duration, u64) = (Duration::from_millis(500), 256 * 1024);

/// How often pages that wait for events hear that the server is still there.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// How long to wait where the system has no socket left.
const EXHAUSTED: Duration = Duration::from_millis(20);

/// Answers requests, in threads of their own, until the process ends.
pub(super) fn serve(live: &Arc<Live>, listener: TcpListener, address: Address) {
    let beating = Arc::clone(live);
    thread::spawn(move || {
        loop {
            thread::sleep(HEARTBEAT);
            beating.beat();
        }
    });
    let server = Arc::new(Server { live: Arc::clone(live), workers: workers(live, &address), crowd: Crowd::default() });
    thread::spawn(move || {
        for stream in listener.incoming() {
            match stream {
                Ok(stream) => accept(&server, stream),
                Err(_) => {
                    server.crowd.make_room();
                    thread::sleep(EXHAUSTED);
                }
            }
        }
    });
}

struct Server {
    live: Arc<Live>,
    workers: SyncSender<Task>,
    crowd: Crowd,
}

/// A request, and where its reply goes.
type Task = (Head, SyncSender<Reply>);

fn workers(live: &Arc<Live>, address: &Address) -> SyncSender<Task> {
    let (sender, tasks) = sync_channel(0);
    let tasks = Arc::new(Mutex::new(tasks));
    for _ in 0..WORKERS {
        let (live, address, tasks) = (Arc::clone(live), address.clone(), Arc::clone(&tasks));
        thread::spawn(move || work(&live, &address, &tasks));
    }
    sender
}

fn work(live: &Live, address: &Address, tasks: &Mutex<Receiver<Task>>) {
    loop {
        let task = tasks.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((head, reply)) = task else { return };
        // One page that cannot be made must not take the worker with it.
        let made = catch_unwind(AssertUnwindSafe(|| live.reply(&head, address)));
        // The other end is there: it waits for nothing else.
        let _ = reply.send(made.unwrap_or_else(|_| Reply::Once(Answer::refused(500))));
    }
}

fn accept(server: &Arc<Server>, stream: TcpStream) {
    let stream = Arc::new(stream);
    let number = server.crowd.enter(&stream);
    let own = Arc::clone(server);
    let started = thread::Builder::new().name("connection".to_owned()).spawn(move || {
        // An error means that the reader went away.
        let _ = converse(&own, &stream, number);
        own.crowd.leave(number);
    });
    if started.is_err() {
        server.crowd.leave(number);
        thread::sleep(EXHAUSTED);
    }
}

/// Answers what is asked on a connection, one request after the other.
fn converse(server: &Server, stream: &Arc<TcpStream>, number: u64) -> io::Result<()> {
    // Every answer is one write; waiting for more would only cost time.
    stream.set_nodelay(true)?;
    stream.set_write_timeout(Some(TAKES_NOTHING))?;
    let mut heads = Heads::new(stream);
    loop {
        let request = match heads.next() {
            Ok(request) => request,
            Err(End::Gone) => return Ok(()),
            Err(End::Refused(status)) => return refuse(stream, status),
        };
        server.crowd.asked(number);
        let last = request.is_last;
        match ask(server, request.head.clone()) {
            Reply::Once(answer) => send(stream, &request, answer)?,
            Reply::Events(seen) if server.live.subscribe(seen, |news| Stream::open(Arc::clone(stream), news)) => {
                return Ok(());
            }
            Reply::Events(_) => send(stream, &request, Answer::refused(503))?,
        }
        if last {
            return linger(stream);
        }
    }
}

fn ask(server: &Server, head: Head) -> Reply {
    let (sender, reply) = sync_channel(1);
    let failed = || Reply::Once(Answer::refused(500));
    match server.workers.send((head, sender)) {
        Ok(()) => reply.recv().unwrap_or_else(|_| failed()),
        Err(_) => failed(),
    }
}

fn send(mut stream: &TcpStream, request: &Request, answer: Answer) -> io::Result<()> {
    let is_head = request.head.method == Method::Head;
    stream.write_all(&print(answer, request.version.clone(), is_head, request.is_last)?)
}

fn refuse(mut stream: &TcpStream, status: u16) -> io::Result<()> {
    stream.write_all(&print(Answer::refused(status), HTTPVersion(1, 1), false, true)?)?;
    linger(stream)
}

/// The bytes of an answer.
fn print(answer: Answer, version: HTTPVersion, is_head: bool, is_last: bool) -> io::Result<Vec<u8>> {
    let headers = answer.all_headers().into_iter().filter_map(|(name, value)| Header::from_bytes(name, value).ok());
    let length = answer.body.len();
    let response =
        Response::new(StatusCode(answer.status), headers.collect(), Cursor::new(answer.body), Some(length), None);
    let mut bytes = Vec::with_capacity(length + 1024);
    // tiny_http would send a long body in chunks; the length of ours is always known.
    response.with_chunked_threshold(usize::MAX).raw_print(&mut bytes, version, &[], is_head, None)?;
    if is_last && let Some(end) = bytes.iter().position(|byte| *byte == b'\n') {
        // The one header that it leaves to its own loop.
        bytes.splice(end + 1..=end, *b"Connection: close\r\n");
    }
    Ok(bytes)
}

/// Closes a connection so that the last answer arrives: a reader that still sends something would lose it.
fn linger(stream: &TcpStream) -> io::Result<()> {
    let (patience, most) = LINGER;
    stream.shutdown(Shutdown::Write)?;
    stream.set_read_timeout(Some(patience))?;
    let start = Instant::now();
    let (mut taken, mut some, mut from) = (0, [0; 4096], stream);
    while start.elapsed() < patience && taken < most {
        match from.read(&mut some)? {
            0 => break,
            length => taken += length as u64,
        }
    }
    Ok(())
}

/// The open connections.
#[derive(Default)]
struct Crowd(Mutex<Members>);

#[derive(Default)]
struct Members {
    /// The number of the newest one.
    last: u64,
    /// By number: when something was last asked, and the socket.
    open: BTreeMap<u64, (Instant, Arc<TcpStream>)>,
}

impl Crowd {
    /// Takes a connection in and gives it a number. Where it is one too many, the stillest one has to go.
    fn enter(&self, stream: &Arc<TcpStream>) -> u64 {
        let (number, open) = {
            let mut members = self.members();
            members.last += 1;
            let number = members.last;
            members.open.insert(number, (Instant::now(), Arc::clone(stream)));
            (number, members.open.len())
        };
        if open > MOST_CONNECTIONS {
            self.make_room();
        }
        number
    }

    fn make_room(&self) {
        let mut members = self.members();
        let stillest = members.open.iter().min_by_key(|(_, (asked, _))| *asked).map(|(number, _)| *number);
        if let Some((_, stream)) = stillest.and_then(|number| members.open.remove(&number)) {
            // Its thread wakes from reading or writing, and ends.
            let _ = stream.shutdown(Shutdown::Both);
        }
    }

    fn asked(&self, number: u64) {
        if let Some((asked, _)) = self.members().open.get_mut(&number) {
            *asked = Instant::now();
        }
    }

    fn leave(&self, number: u64) {
        self.members().open.remove(&number);
    }

    fn members(&self) -> MutexGuard<'_, Members> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
