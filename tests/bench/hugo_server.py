"""`hugo server` on the same pages, as a peer in the same run."""

import queue
import re
import signal
import socket
import subprocess
import threading
import time

from build import HUGO_VERSION

# Seconds. It makes the whole site before it answers.
START = 120


class HugoServer:
    """A running `hugo server`, which keeps what it makes in memory."""

    name = f"Hugo {HUGO_VERSION}"

    def __init__(self, hugo, site, cache):
        self.start = time.perf_counter()
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        command = [hugo, "server", "--source", site, "--bind", "127.0.0.1", "--port", str(port), "--baseURL",
                   f"http://127.0.0.1:{port}/", "--cacheDir", cache, "--noBuildLock"]
        self.host = f"127.0.0.1:{port}"
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        ready = queue.Queue()
        threading.Thread(target=self.listen, args=(ready,), daemon=True).start()
        if not ready.get(timeout=START):
            raise SystemExit("hugo server did not start")

    def listen(self, ready):
        """Wait for the line that says that it answers, and take the rest."""
        for line in self.process.stdout:
            if re.search(r"Web Server is available", line):
                ready.put(True)
        ready.put(False)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGINT)
        self.process.wait(START)
