"""Measures the dev server: from a save to what a reader gets, memory, and readers that are in the way.

    python3 tests/bench/serve.py --pages 1000 --edits 100 --keep /tmp/vellum-bench

Works on a copy of a generated corpus, so that a corpus that is kept stays as it is, and
prints the results as Markdown tables. README.md in this folder says how to read them.
"""

import argparse
import contextlib
import functools
import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from queue import Empty, Queue
from statistics import median, quantiles
from urllib.parse import urlsplit

from build import AS_OF, HERE, install_peers, prepare_corpus, read_once, say
from hugo_server import HugoServer

UNITS = {"µs": 1e-6, "ms": 1e-3, "s": 1}

STARTS = 5
HUGO_STARTS = 2
HUGO_SAVES = 10
GETS = 200
IDLE_STREAMS = 200
SLOW_READERS = 20
TOUCHED = 1000

# Seconds. An author would have given up; a pause lets one save be over before the next.
PATIENCE = 10
PAUSE = 0.02

# Answers that together do not fit into the buffers of a socket.
QUEUED_REQUESTS = 300


def main():
    options = parse_arguments()
    if not os.access(options.vellum, os.X_OK):
        sys.exit(f"No program at {options.vellum}. Run `cargo build --release` first, or name one with --vellum.")
    with tempfile.TemporaryDirectory(prefix="vellum-serve-") as scratch:
        work = options.keep.resolve() if options.keep else Path(scratch)
        work.mkdir(parents=True, exist_ok=True)
        corpus = prepare_corpus(options, work, options.pages)
        options.hugo = None if options.no_hugo else install_peers(work).hugo
        for name in ("vellum", "hugo"):
            shutil.copytree(corpus / name, Path(scratch, name))
            read_once(Path(scratch, name))
        print(report(options, Path(scratch)), flush=True)


def parse_arguments():
    parser = argparse.ArgumentParser(description="Measure the dev server on a generated corpus.")
    parser.add_argument("--pages", type=int, default=1000, help="number of pages (1000)")
    parser.add_argument("--edits", type=int, default=100, help="timed saves (100)")
    parser.add_argument("--dom", type=int, default=50, metavar="N", help="timed saves seen in Chromium; 0 is without (50)")
    parser.add_argument("--vellum", type=Path, default=HERE.parents[1] / "target" / "release" / "vellum")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="use the corpus in DIR again, or leave it there")
    parser.add_argument("--no-hugo", action="store_true", help="measure without Hugo's server beside it")
    parser.add_argument("--plain", action="store_true", help="pages without code blocks")
    parser.add_argument("--seed", type=int, default=1, help="another seed gives another corpus")
    options = parser.parse_args()
    if options.edits < 2 or options.dom == 1:
        parser.error("a median needs at least 2 saves")
    options.vellum = options.vellum.resolve()
    return options


# The server and those who ask it.


class Server:
    """A dev server for a site; `lines` is what it has printed so far."""

    def __init__(self, vellum, site):
        self.start = time.perf_counter()
        command = [vellum, "serve", "--port", "0", "--as-of", AS_OF, "--color", "never", "--content", site / "content"]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self.lines = []
        addresses = Queue()
        threading.Thread(target=self.listen, args=(addresses,), daemon=True).start()
        self.host = addresses.get(timeout=PATIENCE)
        if self.host is None:
            sys.exit("The server did not start:\n" + "\n".join(self.lines))

    def listen(self, addresses):
        """Keep what is printed, and pass on the address."""
        for line in self.process.stderr:
            self.lines.append(line.rstrip())
            if address := re.match(r"the portal is at (\S+)", line):
                addresses.put(urlsplit(address[1]).netloc)
        addresses.put(None)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGINT)
        self.process.wait(PATIENCE)

    def rebuilds(self):
        """What it has said of each time that it made the portal anew: the seconds, and what was found."""
        said = (re.search(r": ([\d.]+) (µs|ms|s), ((no findings|\d).*)$", line) for line in self.lines)
        return [(float(found[1]) * UNITS[found[2]], found[3]) for found in said if found]

    def memory(self):
        """Resident memory in MiB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024

    def connect(self, receive=None):
        """A new connection, with a receive buffer of so many bytes."""
        host, port = self.host.split(":")
        link = socket.socket()
        if receive:
            link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive)
        link.settimeout(PATIENCE)
        link.connect((host, int(port)))
        return link

    def request(self, path):
        """The bytes of a request."""
        return f"GET {path} HTTP/1.1\r\nHost: {self.host}\r\n\r\n".encode()

    def build(self):
        """The number of the newest build."""
        return json.loads(Reader(self).get("/__vellum/state.json"))["build"]


class Reader:
    """Asks for pages over one connection that stays open."""

    def __init__(self, server):
        self.connection = http.client.HTTPConnection(server.host, timeout=PATIENCE)

    def get(self, path):
        """The body of an answer."""
        self.connection.request("GET", path)
        return self.connection.getresponse().read()

    def until(self, path, word):
        """Ask until the page holds the word; says how often that took."""
        end = time.perf_counter() + PATIENCE
        asked = 0
        while time.perf_counter() < end:
            asked += 1
            if word in self.get(path):
                return asked
            time.sleep(0.0002)
        sys.exit(f"{path} did not hold {word.decode()} after {PATIENCE} s.")


class Events:
    """Hears of saves as an open page does; notes when."""

    def __init__(self, server):
        self.link = server.connect()
        self.link.sendall(server.request(f"/__vellum/events?build={server.build()}"))
        self.link.settimeout(None)
        self.heard = Queue()
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        """Note the time of each piece of news."""
        with contextlib.suppress(OSError):
            for line in self.link.makefile("rb"):
                if line.startswith(b"data:"):
                    self.heard.put(time.perf_counter())

    def wait(self):
        """When the next news came."""
        try:
            return self.heard.get(timeout=PATIENCE)
        except Empty:
            sys.exit(f"No event within {PATIENCE} s of a save.")


class Page:
    """A page of the corpus that is saved again and again, each time with another last word."""

    def __init__(self, content, file):
        self.file, self.text = file, file.read_text()
        self.path = f"/{file.relative_to(content).with_suffix('')}/"

    def save(self, word):
        """Save as editors do: a new file takes the name of the old one. Says when it took it."""
        new = self.file.with_name(f".{self.file.name}.tmp")
        new.write_text(f"{self.text}\n\n{word}\n")
        start = time.perf_counter()
        os.replace(new, self.file)
        return start


@functools.cache
def pages(site):
    """The pages of the corpus, far from each other, so that one after the other is of another section."""
    content = site / "content"
    found = sorted(path for path in content.rglob("*.md") if path.name not in ("index.md", "_index.md"))
    step = next(step for step in range(len(found) * 2 // 5, len(found)) if len(found) == 1 or coprime(step, len(found)))
    return [Page(content, found[at * step % len(found)]) for at in range(len(found))]


def coprime(a, b):
    """True if no number but 1 divides both."""
    while b:
        a, b = b, a % b
    return a == 1


# Measuring. Each gives the rows of a table.


def report(options, scratch):
    """The whole report; measuring starts here."""
    load = os.getloadavg()[0]
    site = scratch / "vellum"
    ours = list(start_up(options, site))
    answers, rest = saves(options, site)
    parts = [peer(options, scratch, [first for _, first in ours], answers)] if options.hugo else []
    parts += [start_table(ours), *rest, crowd(options, site), checkout(options, site)]
    if options.dom:
        parts.append(dom(options, site))
    parts.insert(0, (
        f"{options.pages:,} pages, seed {options.seed}; {os.cpu_count()} processors, "
        f"load {load:.1f} at the beginning and {os.getloadavg()[0]:.1f} at the end. Times in milliseconds."
    ))
    return "\n\n".join(parts)


def start_up(options, site):
    """From starting the program to its address and to the last byte of a first page, several times."""
    say("Starting")
    for page in pages(site)[:STARTS]:
        with Server(options.vellum, site) as server:
            ready = time.perf_counter() - server.start
            assert b"</html>" in Reader(server).get(page.path)
            yield ready, time.perf_counter() - server.start


def start_table(times):
    """What starting took."""
    rows = [[name, ms(median(some)), f"{ms(min(some))}–{ms(max(some))}"]
            for name, some in zip(("address printed", "first page over HTTP"), zip(*times))]
    return table(["start-up", "median", "from–to"], rows)


def saves(options, site):
    """From a rename to the event and to the page with the new word; also the tables, and what memory that takes."""
    say(f"{options.edits:,} saves")
    events, answers, retries, memory = [], [], 0, []
    with Server(options.vellum, site) as server:
        memory.append(["after start", server.memory()])
        reader, news = Reader(server), Events(server)
        for number in range(options.edits):
            page, word = pages(site)[number % len(pages(site))], f"savedword{number}"
            start = page.save(word)
            events.append(news.wait() - start)
            retries += reader.until(page.path, word.encode()) - 1
            answers.append(time.perf_counter() - start)
            if number + 1 in (10, 100, 300, options.edits):
                memory.append([f"after {number + 1:,} saves", server.memory()])
            time.sleep(PAUSE)
        made = [seconds for seconds, _ in server.rebuilds()]
        assert len(made) == options.edits, f"{len(made)} rebuilds for {options.edits} saves"
    rows = [["event arrives", *spread(events)], ["page with the new word is there", *spread(answers)]]
    rows.append(["of it, reading and assembling, as the server says", *spread(made)])
    return answers, [
        table([f"from the rename until, {options.edits:,} saves", "median", "p90", "p99", "max"], rows),
        f"Requests that came after the event and found the page without the word: {retries}.",
        table(["memory", "MiB"], [[name, f"{size:.1f}"] for name, size in memory]),
    ]


def peer(options, scratch, first, answers):
    """The same start and the same saves with Hugo's server, and how many times as long they take."""
    say(f"{HUGO_SAVES} saves with {HugoServer.name}")
    site, theirs, starts = scratch / "hugo", [], []
    for turn in range(HUGO_STARTS):
        with HugoServer(options.hugo, site, scratch / "cache") as server:
            reader = Reader(server)
            assert b"</html>" in reader.get(pages(site)[turn].path)
            starts.append(time.perf_counter() - server.start)
            for number in range(HUGO_SAVES // HUGO_STARTS):
                page, word = pages(site)[number], f"savedword{turn}x{number}end"
                start = page.save(word)
                reader.until(page.path, word.encode())
                theirs.append(time.perf_counter() - start)
                # A save within its own quiet time would wait for the one before.
                time.sleep(1)
    rows = [[name, ms(median(ours)), ms(median(other)), f"1/{median(other) / median(ours):.1f}"]
            for name, ours, other in (("start to first page", first, starts), ("rename to the page served", answers, theirs))]
    return table([f"medians beside {HugoServer.name}", "Vellum", "Hugo", "ratio"], rows)


def crowd(options, site):
    """How long pages take while others hold connections."""
    say("Idle and slow readers")
    rows = []
    page = pages(site)[0].path
    with Server(options.vellum, site) as server:
        build = server.build()
        Reader(server).get(page)
        rows.append(["nobody else", *gets(server, site), f"{server.memory():.1f}"])
        held = [ask(server, f"/__vellum/events?build={build}") for _ in range(IDLE_STREAMS)]
        rows.append([f"{IDLE_STREAMS} idle event streams", *gets(server, site), f"{server.memory():.1f}"])
        held += [ask(server, page, receive=2048) for _ in range(SLOW_READERS)]
        rows.append([f"and {SLOW_READERS} that ask for a page and never read", *gets(server, site), f"{server.memory():.1f}"])
        held += [ask(server, page, times=QUEUED_REQUESTS, receive=2048) for _ in range(SLOW_READERS)]
        time.sleep(1)
        rows.append([f"and {SLOW_READERS} that ask {QUEUED_REQUESTS} times and never read", *gets(server, site), f"{server.memory():.1f}"])
        for link in held:
            link.close()
        time.sleep(1)
        rows.append(["all of them gone", *gets(server, site), f"{server.memory():.1f}"])
    return table([f"a page, {GETS} of them, with", "median", "p90", "p99", "max", "MiB"], rows)


def ask(server, path, times=1, receive=None):
    """Send requests and do not read the answers."""
    link = server.connect(receive)
    link.setblocking(False)
    # What does not fit into the buffers is not sent: nobody takes it.
    with contextlib.suppress(BlockingIOError):
        link.send(server.request(path) * times)
    return link


def gets(server, site):
    """How long pages take, one after the other over one connection."""
    reader, times = Reader(server), []
    for number in range(GETS):
        start = time.perf_counter()
        try:
            assert b"</html>" in reader.get(pages(site)[number % len(pages(site))].path)
        except TimeoutError:
            return [f"no answer in {PATIENCE} s after {number} pages", "–", "–", "–"]
        times.append(time.perf_counter() - start)
    return spread(times)


def checkout(options, site):
    """Many files written anew at once, as by a checkout of another branch."""
    some = pages(site)[:TOUCHED]
    say(f"{len(some):,} files at once")
    with Server(options.vellum, site) as server:
        reader = Reader(server)
        reader.get(some[0].path)
        start = time.perf_counter()
        for page in some:
            page.file.unlink()
            page.file.write_text(f"{page.text}\n\nfromthebranch\n")
        written = time.perf_counter() - start
        reader.until(some[-1].path, b"fromthebranch")
        served = time.perf_counter() - start
        for page in some:
            reader.until(page.path, b"fromthebranch")
        rebuilds = [found for _, found in server.rebuilds()]
        assert rebuilds[-1] == "no findings", rebuilds[-1]
    return table(
        [f"{len(some):,} files written anew", "value"],
        [
            ["last file is written after", ms(written)],
            ["its page is served with the new word after", ms(served)],
            ["rebuilds", str(len(rebuilds))],
            ["of these with findings, made while files were missing", str(sum(found != "no findings" for found in rebuilds))],
        ],
    )


def dom(options, site):
    """From a rename to the text in the page that is open in Chromium."""
    say(f"{options.dom:,} saves seen in Chromium")
    page = pages(site)[1]
    with Server(options.vellum, site) as server:
        command = ["node", HERE / "serve_dom.mjs", f"http://{server.host}{page.path}", page.file, str(options.dom)]
        done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
    found = json.loads(done.stdout)
    times = [time / 1000 for time in found["times"]]
    title = f"from the rename until, {options.dom} saves"
    assert not found["reloads"], "the page was loaded anew"
    return table([title, "median", "p90", "p99", "max"], [["Chromium's DOM holds the new word", *spread(times)]])


# Printing.


def spread(times):
    """Median, 90th and 99th percentile and the largest, in milliseconds."""
    cuts = quantiles(times, n=100, method="inclusive")
    return [ms(value) for value in (median(times), cuts[89], cuts[98], max(times))]


def ms(seconds):
    """Milliseconds."""
    return f"{seconds * 1000:,.1f}"


def table(columns, lines):
    """A Markdown table with figures set to the right."""
    rule = ["---", *["---:"] * (len(columns) - 1)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [columns, rule, *lines])


if __name__ == "__main__":
    main()
