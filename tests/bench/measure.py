"""Runs a command and says what it cost: wall and CPU seconds, peak memory.

The kernel starts the count of a child's peak memory at what its parent held, so a
program that uses less than this one, some 20 MiB, is reported as that much. For the
same reason nothing large may be kept in the process that measures.
"""

import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path

# Peak memory comes in KiB, but in bytes on macOS.
BYTES_PER_UNIT = 1 if sys.platform == "darwin" else 1024


class CommandFailed(Exception):
    """A measured command did not succeed; the message ends with what it printed."""


@dataclass(frozen=True)
class Sample:
    """What one run cost; memory is in MiB, None where it says nothing."""

    wall: float
    cpu: float
    memory: float | None


def measure(command, log):
    """Run a command to its end, with what it prints going to the file `log`."""
    command = [str(part) for part in command]
    opening = (os.POSIX_SPAWN_OPEN, 1, str(log), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    os.sync()
    start = time.monotonic()
    child = os.posix_spawn(command[0], command, os.environ, file_actions=[opening, (os.POSIX_SPAWN_DUP2, 1, 2)])
    _, status, usage = os.wait4(child, 0)
    wall = time.monotonic() - start
    if status != 0:
        raise CommandFailed(failure(command, os.waitstatus_to_exitcode(status), log))
    return Sample(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * BYTES_PER_UNIT / 2**20)


def failure(command, code, log):
    """What failed and the end of what it printed."""
    printed = Path(log).read_text(errors="replace").splitlines()[-20:]
    return "\n".join([f"this command ended with {code}:", " ".join(command), *printed])
