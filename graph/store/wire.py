"""The socket of one of the driver's connections, from between it and the driver: what comes is counted, and it can be cut from outside.

Whoever asks for rows says nothing of their size, and the driver reads whatever comes; and it documents no way to end a read that waits.
"""

from __future__ import annotations

import math
from contextlib import suppress
from socket import SHUT_RDWR, socket
from typing import Any

BYTES = 32_000_000
"""The most that a server may send, to a question of a person, after one message to it, which asks for one batch of rows."""


class TooLargeError(OSError):
    """The server sent more than BYTES; the connection is given up. An OSError, as all that ends a connection is."""


class Wire:
    """A socket that counts what it receives since it last sent something, and takes in no more than `limit` bytes."""

    def __init__(self, inner: Any) -> None:
        self.limit: float = math.inf
        self._inner = inner
        self._received = 0
        # asked for three times a row
        self._recv_into = inner.recv_into
        self.settimeout = inner.settimeout

    def cut(self) -> None:
        """End whatever waits on it, from any thread."""
        # of a TLS socket too the system's own: that of `ssl` takes apart what the other thread is using
        with suppress(OSError):
            socket.shutdown(self._inner, SHUT_RDWR)

    def sendall(self, data: bytes) -> None:
        self._received = 0
        self._inner.sendall(data)

    def recv(self, size: int) -> bytes:
        data: bytes = self._inner.recv(size)
        self._received += len(data)
        if self._received > self.limit:
            raise _too_large()
        return data

    def recv_into(self, buffer: Any, size: int = 0) -> int:
        size = self._recv_into(buffer, size)
        self._received += size
        if self._received > self.limit:
            raise _too_large()
        return size

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)


def connect(session: Any) -> None:
    """Give a session of the driver its connection now, so that there is a wire to cut while its first query is planned."""
    session._connect(None)


def wire_of(holder: Any) -> Wire:
    """The wire of a transaction of the driver, or of a session that has its connection; put in at its first use.

    The driver (6.4) leaves no public way to its socket, so this and `connect` go by its inner names; where they are others they raise
    AttributeError, and nothing is asked.
    """
    bolt = holder._connection.socket
    if not isinstance(bolt._socket, Wire):
        bolt._socket = Wire(bolt._socket)
    wire: Wire = bolt._socket
    return wire


def _too_large() -> TooLargeError:
    return TooLargeError(f"more than {BYTES // 1_000_000} MB came at once")
