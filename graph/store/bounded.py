"""Connections that take in a bounded answer: whoever asks for rows says nothing of their size, and the driver reads whatever comes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

BYTES = 64_000_000
"""The most that a server may send after one message to it, which asks for one batch of rows."""


class TooLargeError(OSError):
    """The server sent more than BYTES; the connection was cut. An OSError, as all that ends a connection is."""


class BoundedLoop(asyncio.SelectorEventLoop):
    """An event loop whose connections are cut once more than BYTES came in since something was last sent."""

    async def create_connection(self, protocol_factory: Callable[[], Any], *args: Any, **settings: Any) -> tuple[Any, Any]:
        """As asyncio's. Below TLS nothing is counted twice: what is counted is what the protocol is given."""
        meter = _Meter(protocol_factory())
        transport, _ = await super().create_connection(lambda: meter, *args, **settings)
        return _Sending(transport, meter), meter.protocol


class _Meter(asyncio.Protocol):
    """Passes on what comes, and counts it."""

    def __init__(self, protocol: asyncio.Protocol) -> None:
        self.protocol = protocol
        self.received = 0
        self._transport: Any = None
        self._fault: TooLargeError | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        self.protocol.connection_made(transport)

    def data_received(self, data: bytes) -> None:
        self.received += len(data)
        if self.received <= BYTES:
            self.protocol.data_received(data)
        elif self._fault is None:
            self._fault = TooLargeError(f"more than {BYTES // 1_000_000} MB came at once")
            self._transport.abort()

    def eof_received(self) -> bool | None:
        return self.protocol.eof_received()

    def connection_lost(self, error: Exception | None) -> None:
        self.protocol.connection_lost(self._fault or error)

    def pause_writing(self) -> None:
        self.protocol.pause_writing()

    def resume_writing(self) -> None:
        self.protocol.resume_writing()


class _Sending:
    """A transport that begins to count anew with whatever it sends."""

    def __init__(self, transport: Any, meter: _Meter) -> None:
        self._transport = transport
        self._meter = meter

    def write(self, data: bytes) -> None:
        self._meter.received = 0
        self._transport.write(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)
