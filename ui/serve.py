"""The app as a process of its own: started, waited for, ended. Nothing here imports Streamlit, so the command line may use it."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time

from graph.errors import RedstringError

SECONDS_TO_START, SECONDS_TO_END = 60.0, 5.0


class ServeError(RedstringError):
    """The app could not be served."""


def need_free(port: int) -> None:
    """Raise ServeError, naming the way out, if the port cannot be listened on."""
    with socket.socket() as probe:
        if os.name == "posix":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            other = port + 1 if port < 65535 else 8501
            ways = f"redstring run --port {other}, or make run PORT={other}"
            raise ServeError(f"port {port} cannot be used ({error.strerror}); choose another: {ways}") from error


def ends_like_ctrl_c() -> None:
    """Make SIGTERM and a closed terminal end this process as Ctrl+C does, so that its child is ended too."""
    for name in ("SIGTERM", "SIGHUP"):
        if number := getattr(signal, name, None):
            signal.signal(number, signal.default_int_handler)


class Server:
    """The running app. It has a session of its own, so that Ctrl+C reaches it through this process alone."""

    def __init__(self, port: int, store: str) -> None:
        settings = {
            "STREAMLIT_SERVER_ADDRESS": "127.0.0.1",
            "STREAMLIT_SERVER_HEADLESS": "true",
            "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false",
            # else the traceback of a fault in a page would go to standard output, which nobody reads
            "STREAMLIT_LOGGER_ENABLE_RICH": "false",
            "STREAMLIT_LOGGER_LEVEL": "error",
        }
        environment = {**settings, **os.environ, "STREAMLIT_SERVER_PORT": str(port), "REDSTRING_STORE": store}
        command = [sys.executable, "-m", "ui.boot"]
        self.port = port
        self._child = subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, start_new_session=True
        )

    def wait_until_ready(self) -> None:
        """Return when the app answers; ServeError if it ends or stays silent for a minute."""
        end = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < end:
            if (code := self._child.poll()) is not None:
                raise ServeError(f"the app did not start (code {code}); its own words are above")
            if self._answers():
                return
            time.sleep(0.03)
        raise ServeError(f"the app did not answer at port {self.port} within {SECONDS_TO_START:.0f} s")

    def wait(self) -> None:
        """Wait for the app; it ends by itself only when something is wrong, so that raises ServeError."""
        raise ServeError(f"the app ended by itself with code {self._child.wait()}")

    def end(self) -> None:
        """Ask the app to end, wait, and then insist; a second Ctrl+C does not leave it behind."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        self._child.terminate()
        try:
            self._child.wait(SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=1)
        try:
            connection.request("GET", "/_stcore/health")
            return connection.getresponse().status == http.client.OK
        except OSError:
            return False  # not listening yet
        finally:
            connection.close()
