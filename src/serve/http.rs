//! Sockets: tiny_http reads requests and writes answers, a few threads work on them.

use std::io::Cursor;
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use tiny_http::{Header, Request, Response, Server, StatusCode};

use super::answer::{Answer, Head, Method, Reply};
use super::live::Live;
use super::{Address, events};

/// Threads that make pages.
const WORKERS: usize = 4;

/// More pages than that cannot wait for events at once.
const MOST_STREAMS: usize = 1_000;

/// A larger answer may not fit into the socket at once, so it gets a thread of its own: a slow reader must not hold up a worker.
const LARGE: usize = 64 * 1024;

/// Answers requests, in threads of their own, until the process ends.
pub(super) fn serve(live: &Arc<Live>, listener: TcpListener, address: Address) {
    // A listener that was bound before cannot fail here, and without a server there is nothing to serve.
    let Ok(server) = Server::from_listener(listener, None) else { return };
    let server = Arc::new(server);
    let streams = Arc::new(AtomicUsize::new(0));
    for _ in 0..WORKERS {
        let (server, live, streams, address) =
            (Arc::clone(&server), Arc::clone(live), Arc::clone(&streams), address.clone());
        thread::spawn(move || {
            while let Ok(request) = server.recv() {
                answer(&live, &streams, &address, request);
            }
        });
    }
}

fn answer(live: &Arc<Live>, streams: &Arc<AtomicUsize>, address: &Address, request: Request) {
    match live.reply(&head(&request), address) {
        Reply::Once(answer) if answer.body.len() > LARGE => drop(thread::spawn(move || send(request, answer))),
        Reply::Once(answer) => send(request, answer),
        Reply::Events(_) if streams.load(Ordering::Relaxed) >= MOST_STREAMS => {
            send(request, Answer::unavailable());
        }
        Reply::Events(seen) => {
            streams.fetch_add(1, Ordering::Relaxed);
            let (live, streams) = (Arc::clone(live), Arc::clone(streams));
            thread::spawn(move || {
                // An error means that the page went away.
                let _ = events::stream(&live, seen, request.into_writer());
                streams.fetch_sub(1, Ordering::Relaxed);
            });
        }
    }
}

fn head(request: &Request) -> Head {
    let header = |name: &'static str| {
        let found = request.headers().iter().find(|header| header.field.equiv(name));
        found.map(|header| header.value.as_str().to_owned())
    };
    Head {
        method: match request.method() {
            tiny_http::Method::Get => Method::Get,
            tiny_http::Method::Head => Method::Head,
            _ => Method::Other,
        },
        target: request.url().to_owned(),
        host: header("Host"),
        origin: header("Origin"),
        fetch_site: header("Sec-Fetch-Site"),
        if_none_match: header("If-None-Match"),
        cookie: header("Cookie"),
        size: request
            .headers()
            .iter()
            .map(|header| header.field.as_str().as_str().len() + header.value.as_str().len())
            .sum(),
    }
}

fn send(request: Request, answer: Answer) {
    let headers = answer.all_headers().into_iter().filter_map(|(name, value)| Header::from_bytes(name, value).ok());
    let length = answer.body.len();
    let response =
        Response::new(StatusCode(answer.status), headers.collect(), Cursor::new(answer.body), Some(length), None);
    // tiny_http would send a body of unknown length in chunks; ours is always known.
    let response = response.with_chunked_threshold(usize::MAX);
    // An error means that the reader went away.
    let _ = request.respond(response);
}
