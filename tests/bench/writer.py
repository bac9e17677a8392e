"""Writes a built site again: `writer.py SITE OUT`, the floor that a build is held against.

All contents are read into memory first. Then the same folders are made and the same
files written, by a plain loop in one thread; only those calls are timed. The result
goes to standard output as JSON: wall and CPU seconds.
"""

import json
import os
import sys
import time
from pathlib import Path


def main():
    site, out = Path(sys.argv[1]), Path(sys.argv[2])
    folders, files = load(site, out)
    os.sync()
    print(json.dumps(measure(folders, files)))


def load(site, out):
    """The paths of all folders, parents first, and all files with their contents."""
    folders, files = [], []
    for folder, _, names in os.walk(site):
        target = out / Path(folder).relative_to(site)
        folders.append(str(target))
        files += [(str(target / name), Path(folder, name).read_bytes()) for name in names]
    return folders, files


def measure(folders, files):
    """Write everything and say how long it took."""
    wall, cpu = time.monotonic(), time.process_time()
    for folder in folders:
        os.mkdir(folder)
    for path, content in files:
        with open(path, "wb", buffering=0) as file:
            file.write(content)
    return {"wall": time.monotonic() - wall, "cpu": time.process_time() - cpu}


if __name__ == "__main__":
    main()
