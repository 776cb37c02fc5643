"""`redstring run` on the bundled case: from the command to the first graph in a browser, with the embedded engine.

    python -m benchmarks.start [--runs 5]

First: into an empty store, so the case is loaded on the way, in a browser that never saw the app. Warm: the store is there and the
browser knows Streamlit's script, as from the second start on; median of the runs. The page is opened once the app answers. The peer is
Streamlit alone: the same server and browser with a page of one line, from its command to that line. Exit code 1 if the warm start takes
longer than 3 s.
"""

from __future__ import annotations

import argparse
import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from playwright.sync_api import BrowserContext, sync_playwright

from tests.browsing import ARGUMENTS, chromium_path

LIMIT = 3.0
PATIENCE = 60_000
GRAPH = "() => window.__redstring?.report()?.drawn > 0"
LINE = "() => document.body.textContent.includes('one line')"


def free_port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int) -> bool:
    """Whether the app answers yet."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=1)
    try:
        connection.request("GET", "/_stcore/health")
        return connection.getresponse().status == http.client.OK
    except OSError:
        return False
    finally:
        connection.close()


def timed(browser: BrowserContext, command: Sequence[str], port: int, folder: Path, seen: str) -> float:
    """Seconds from starting a command until its page shows what is waited for; the command is ended then."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("REDSTRING_", "STREAMLIT_"))}
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    page = browser.new_page()
    try:
        while not answers(port):
            if process.poll() is not None:
                raise RuntimeError(f"{command[0]} ended with code {process.returncode}")
            time.sleep(0.02)
        page.goto(f"http://127.0.0.1:{port}", wait_until="commit", timeout=PATIENCE)
        page.wait_for_function(seen, timeout=PATIENCE, polling=20)
        return time.perf_counter() - began
    finally:
        page.close()
        process.send_signal(signal.SIGINT)
        process.wait(20)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; 0 if the limit holds."""
    parser = argparse.ArgumentParser(description="start to first graph")
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args(arguments).runs
    here = Path(sys.executable).parent
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "line.py").write_text("import streamlit as st\n\nst.text('one line')\n", "utf-8")
        started = playwright.chromium.launch(executable_path=chromium_path(), args=ARGUMENTS)
        browser = started.new_context(viewport={"width": 1440, "height": 900})
        # one each: a browser keeps scripts by port
        ports = free_port(), free_port()

        def redstring() -> float:
            return timed(browser, [str(here / "redstring"), "run", "--port", str(ports[0])], ports[0], folder, GRAPH)

        def streamlit() -> float:
            options = ["--server.port", str(ports[1]), "--server.headless", "true", "--server.address", "127.0.0.1"]
            return timed(browser, [sys.executable, "-m", "streamlit", "run", "line.py", *options], ports[1], folder, LINE)

        first = redstring()
        pairs = [(redstring(), streamlit()) for _ in range(runs + 1)][1:]
        started.close()
    warm, alone = median(ours for ours, _ in pairs), median(peer for _, peer in pairs)
    print(f"{'start to first graph':<44}{'seconds':>9}{'limit':>8}{'of Streamlit alone':>20}")
    print(f"{'first start, the case is loaded on the way':<44}{first:>9.2f}{'':>8}{first / alone:>20.2f}")
    print(f"{'warm start, embedded':<44}{warm:>9.2f}{LIMIT:>8.1f}{warm / alone:>20.2f}")
    print(f"{'Streamlit alone, a page of one line':<44}{alone:>9.2f}{'':>8}{1:>20.2f}")
    return 0 if warm <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
