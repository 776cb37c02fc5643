"""Connections that take in a bounded answer: whoever asks for rows says nothing of their size, and the driver reads whatever comes."""

from __future__ import annotations

from typing import Any

BYTES = 64_000_000
"""The most that a server may send after one message to it, which asks for one batch of rows."""


class TooLargeError(OSError):
    """The server sent more than BYTES; the connection is given up. An OSError, as all that ends a connection is."""


def bound(transaction: Any) -> None:
    """Have the connection of a transaction of the driver take in no more than BYTES after each message that it sends.

    The driver (6.4) leaves no public way between it and its socket, so this one goes by its inner names; where they are others it raises
    AttributeError, and nothing is asked.
    """
    bolt = transaction._connection.socket
    if not isinstance(bolt._socket, _Metered):
        bolt._socket = _Metered(bolt._socket)


class _Metered:
    """A socket that counts what it receives since it last sent something."""

    def __init__(self, socket: Any) -> None:
        self._inner = socket
        self._received = 0
        # asked for three times a row
        self._recv_into = socket.recv_into
        self.settimeout = socket.settimeout

    def sendall(self, data: bytes) -> None:
        self._received = 0
        self._inner.sendall(data)

    def recv(self, size: int) -> bytes:
        data: bytes = self._inner.recv(size)
        self._received += len(data)
        if self._received > BYTES:
            raise _too_large()
        return data

    def recv_into(self, buffer: Any, size: int = 0) -> int:
        size = self._recv_into(buffer, size)
        self._received += size
        if self._received > BYTES:
            raise _too_large()
        return size

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)


def _too_large() -> TooLargeError:
    return TooLargeError(f"more than {BYTES // 1_000_000} MB came at once")
