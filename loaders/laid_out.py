"""A member of an archive laid out, in memory or in a temporary file, so that it is read from any place; gone once nobody reads it."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from tempfile import SpooledTemporaryFile
from threading import Lock
from typing import IO

_IN_MEMORY = 8_000_000


def laid_out(open_: Callable[[], IO[bytes]]) -> Callable[[], IO[bytes]]:
    """Opens it as often as one likes, each time from its beginning. Raises OSError if there is no room, or the archive is broken."""
    laid = _Laid()
    with open_() as source:
        shutil.copyfileobj(source, laid.file)
    return lambda: io.BufferedReader(_Reader(laid))


class _Laid:
    """The copy that all readers share, one at a time."""

    def __init__(self) -> None:
        # nobody can say when the last reader is through: it is closed with the last that holds it
        self.file = SpooledTemporaryFile(max_size=_IN_MEMORY, prefix="redstring-")  # noqa: SIM115
        self.lock = Lock()


class _Reader(io.RawIOBase):
    """A place of its own in a copy."""

    def __init__(self, laid: _Laid) -> None:
        self._laid, self._at = laid, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        if whence != io.SEEK_SET:
            raise io.UnsupportedOperation("a copy is read from its beginning")
        self._at = offset
        return offset

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        with self._laid.lock:
            self._laid.file.seek(self._at)
            data = self._laid.file.read(len(buffer))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)
