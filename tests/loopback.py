"""A server on this machine that answers as it is told to, and remembers what it was asked."""

from __future__ import annotations

import ipaddress
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Asked:
    """One request."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    at: float


Answer = Callable[["Handler"], None]


@dataclass
class Loopback:
    """`answers` gives what is sent for a request, in order of what was asked."""

    answers: Callable[[Asked], Answer]
    port: int = 0
    asked: list[Asked] = field(default_factory=list)
    together: int = 0
    """The most requests that were answered side by side."""
    _now: int = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @contextmanager
    def served(self) -> Iterator[Loopback]:
        server = _Server(("127.0.0.1", 0), Handler)
        server.loopback = self
        self.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        try:
            yield self
        finally:
            server.shutdown()
            server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    loopback: Loopback

    def handle_error(self, *_: object) -> None:
        """A client that goes away is no error here."""


class Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def _answer(self) -> None:
        loopback = self.server.loopback
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = Asked(self.command, self.path, headers, body, time.monotonic())
        loopback.asked.append(asked)
        loopback._now += 1
        loopback.together = max(loopback.together, loopback._now)
        try:
            loopback.answers(asked)(self)
        except OSError:
            return
        finally:
            loopback._now -= 1

    def log_message(self, *_: object) -> None:
        """Nothing on the screen."""


def sent(data: bytes | str, status: int = 200, kind: str = "application/json", **headers: str) -> Answer:
    """An answer with these bytes; `Retry_After` stands for the header Retry-After."""

    def answer(handler: Handler) -> None:
        made = data.encode() if isinstance(data, str) else data
        handler.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(made)), **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(made)

    return answer


def endless(handler: Handler) -> None:
    """A byte now and then, so that no single wait is long."""
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b" ")
        time.sleep(0.02)


def large(handler: Handler) -> None:
    """More than anybody wants."""
    handler.send_response(200)
    handler.end_headers()
    for _ in range(10_000):
        handler.wfile.write(b" " * 10_000)


def is_here(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """The judge of these tests: this machine alone."""
    return address == ipaddress.ip_address("127.0.0.1")
