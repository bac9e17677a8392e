"""Measures what one more version of a document costs, beside one more page of the same length.

    python3 tests/bench/versions.py --keep target/bench

Builds a portal of pages alone, the same with a document of N versions, with 50 versions
more, and with 50 pages more; then adds a version and a page to the dev server. Prints Markdown
tables. README.md in this folder says how to read them.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from build import AS_OF, HERE, discard, files, fingerprint, read_once, say, settle, sizes, work_folder
from measure import CommandFailed, measure
from serve import PAUSE, Events, Reader, Server, ms, table

PAGES = 100
MORE = 50
ADDED = 20


def main():
    options = parse_arguments()
    if not os.access(options.vellum, os.X_OK):
        sys.exit(f"No program at {options.vellum}. Run `cargo build --release` first, or name one with --vellum.")
    try:
        with work_folder(options.keep) as work:
            print(report(options, work))
    except (CommandFailed, subprocess.CalledProcessError) as error:
        sys.exit(f"Stopped: {error}")


def parse_arguments():
    parser = argparse.ArgumentParser(description="Measure what versions cost beside pages.")
    parser.add_argument("--versions", type=sizes, default=[50, 100, 200], help="numbers of versions, with commas")
    parser.add_argument("--runs", type=int, default=9, help="timed builds of each (9)")
    parser.add_argument("--vellum", type=Path, default=HERE.parents[1] / "target" / "release" / "vellum")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="work here and leave the corpora for the next time")
    parser.add_argument("--plain", action="store_true", help="pages without code blocks")
    parser.add_argument("--seed", type=int, default=1, help="another seed gives another corpus")
    options = parser.parse_args()
    if options.runs < 1:
        parser.error("--runs must be at least 1")
    options.vellum = options.vellum.resolve()
    return options


def report(options, work):
    """The whole report; measuring starts here."""
    load = os.getloadavg()[0]
    parts = [builds(options, work), added(options, work)]
    corpus = "no code blocks" if options.plain else "a code block on every page"
    preface = (
        f"{PAGES} pages and one document; {corpus}; seed {options.seed}; {os.cpu_count()} processors, load {load:.1f} at the "
        f"beginning and {os.getloadavg()[0]:.1f} at the end. Times in milliseconds."
    )
    return "\n\n".join([preface, *parts])


# Portals.


def portal(options, work, pages, versions):
    """The content folder of a portal whose versions are all in the lock, made unless it is there already."""
    folder = work / "-".join(["versions", str(pages), str(versions), str(options.seed)] + ["plain"] * options.plain)
    recipe = hashlib.sha256(fingerprint().encode() + Path(__file__).read_bytes()).hexdigest()
    stamp = folder / "recipe"
    if not (stamp.exists() and stamp.read_text() == recipe):
        say(f"Writing a portal of {pages} pages and {versions} versions")
        discard(work, folder)
        flags = ["--seed", str(options.seed), "--documents", "1", "--versions", str(versions)]
        flags += ["--plain"] * options.plain
        subprocess.run([sys.executable, HERE / "corpus.py", str(pages), folder, *flags], check=True)
        subprocess.run([options.vellum, "verify", "--adopt", "-q"], cwd=folder / "vellum", check=True)
        stamp.write_text(recipe)
    content = folder / "vellum" / "content"
    read_once(content)
    return content


def versions_of(content):
    """The files of the only document, oldest first."""
    found = (path for path in content.glob("policies/*/*.md") if path.stem != "index")
    return sorted(found, key=lambda path: [int(part) for part in path.stem.split(".")])


def pages_of(content):
    """The files of the pages."""
    return sorted(path for path in content.glob("guidance/*/*.md") if path.stem != "index")


def words(paths):
    """How many words a file has, on average."""
    return sum(len(path.read_text().split()) for path in paths) / len(paths)


# Builds.


def builds(options, work):
    """What each of 50 more versions and of 50 more pages costs, for some numbers of versions."""
    rows = []
    for count in options.versions:
        contents = {
            "alone": portal(options, work, PAGES, 0),
            "base": portal(options, work, PAGES, count),
            "versions": portal(options, work, PAGES, count + MORE),
            "pages": portal(options, work, PAGES + MORE, count),
        }
        settle(work)
        rows.append([f"{count} → {count + MORE}", *costs(options, work / "out" / str(count), contents)])
    columns = ["versions", "CPU ms a version", "CPU ms a page, on average", "a version / a page", "CPU ms one more page",
               "a version / one more page", "files a version", "files a page", "a file of a version / of a page",
               "words a version", "words a page"]
    return table(columns, rows)


def costs(options, out, contents):
    """The cells of one row."""
    out.mkdir(parents=True)
    # One thread: several that look for work would be counted as work.
    os.environ["RAYON_NUM_THREADS"] = "1"
    samples = {name: [] for name in contents}
    for turn in range(options.runs):
        say(f"{out.name} versions, build {turn + 1} of {options.runs}")
        for name, content in contents.items():
            command = [options.vellum, "--content", content, "build", "--as-of", AS_OF, "-q", "--out", out / f"{name}-{turn}"]
            samples[name].append(measure(command, out / "log").cpu)
    del os.environ["RAYON_NUM_THREADS"]
    # The least of all, as whatever else the machine does only adds to it.
    least = {name: min(some) for name, some in samples.items()}
    cost = {name: (least[name] - least["base"]) / MORE for name in ("versions", "pages")}
    average = least["alone"] / PAGES
    ratio = cost["versions"] / cost["pages"]
    count = {name: sum(1 for _ in files(out / f"{name}-0")) for name in contents}
    new = {name: (count[name] - count["base"]) / MORE for name in ("versions", "pages")}
    per_file = ratio / (new["versions"] / new["pages"])
    return [
        f"{cost['versions'] * 1000:.2f}",
        f"{average * 1000:.2f}",
        f"{cost['versions'] / average:.2f}",
        f"{cost['pages'] * 1000:.2f}",
        f"{ratio:.2f}",
        *(f"{new[name]:.1f}" for name in ("versions", "pages")),
        f"{per_file:.2f}",
        f"{words(versions_of(contents['versions'])):,.0f}",
        f"{words(pages_of(contents['pages'])):,.0f}",
    ]


# The dev server.


def added(options, work):
    """From the moment at which a file of a version or of a page is there until its page is served."""
    rows = []
    for count in options.versions:
        with tempfile.TemporaryDirectory(prefix="vellum-versions-") as scratch:
            content = Path(scratch, "content")
            shutil.copytree(portal(options, work, PAGES, count + ADDED), content)
            say(f"{count} versions and the dev server")
            rows.append([f"{count}", *served(options, content, count)])
    columns = [f"versions, {ADDED} more one by one", "version served", "page served", "portal made for a version",
               "for a page", "a version / a page", "redline served"]
    return table(columns, rows)


def served(options, content, count):
    """The cells of one row."""
    newest = [taken(path, *entry_of(content, path)) for path in versions_of(content)[count:]]
    # Others lead to the pages that there are, so that new ones are copies.
    pages = [[(path.with_stem(f"new-{path.stem}"), path.read_text())] for path in pages_of(content)[:ADDED]]
    # The lock would miss them.
    (content / "versions.lock").unlink()
    times = {"version": [], "page": [], "redline": []}
    with Server(options.vellum, content.parent) as server:
        reader, news = Reader(server), Events(server)
        before = versions_of(content)[-1]
        for version_files, page_files in zip(newest, pages):
            version, page = version_files[0][0], page_files[0][0]
            folder = f"/{version.parent.relative_to(content)}"
            times["version"].append(until(reader, news, version_files, f"{folder}/{version.stem}/"))
            start = time.perf_counter()
            assert b"</html>" in reader.get(f"{folder}/compare/{before.stem}-to-{version.stem}/")
            times["redline"].append(time.perf_counter() - start)
            times["page"].append(until(reader, news, page_files, f"/{page.relative_to(content).with_suffix('')}/"))
            before = version
        assert not any("error" in found for _, found in server.rebuilds()), "the portal has errors"
        made = [seconds for seconds, _ in server.rebuilds()]
        assert len(made) == 2 * ADDED, f"{len(made)} rebuilds for {2 * ADDED} files"
    ratio = median(one / other for one, other in zip(made[::2], made[1::2]))
    figures = (times["version"], times["page"], made[::2], made[1::2])
    return [*(ms(median(some)) for some in figures), f"{ratio:.2f}", ms(median(times["redline"]))]


def entry_of(content, version):
    """The changelog entry of a version."""
    return [path for path in (content / "changelog").glob("*.md") if f'"{version.stem}"' in path.read_text()]


def taken(*paths):
    """Files with their texts, which are no longer there."""
    found = [(path, path.read_text()) for path in paths]
    for path in paths:
        path.unlink()
    return found


def until(reader, news, new, address):
    """Seconds from new files to the page at an address, which names itself."""
    time.sleep(PAUSE)
    start = time.perf_counter()
    for path, text in new:
        path.write_text(text)
    news.wait()
    reader.until(address, f'href="https://portal.example{address}"'.encode())
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
