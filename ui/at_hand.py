"""Documents that were dropped on the page, or fetched for it, kept in the memory of the app so that Review shows their text.

Nothing of them goes to the disk; they are gone when the app ends, and the oldest when they are too many.
"""

from __future__ import annotations

import hashlib
import io
import threading
from dataclasses import replace

from graph.errors import LoadError
from loaders.inputs import Input

MOST = 100_000_000
"""Bytes of all of them together."""


class AtHand:
    """Documents by the name of their file and the hash of its bytes; `most` bytes together."""

    def __init__(self, most: int = MOST) -> None:
        self._most, self._size = most, 0
        self._held: dict[tuple[str, str], tuple[Input, int]] = {}
        self._lock = threading.Lock()

    def keep(self, one: Input) -> None:
        """Keep a document as it is now; one that cannot be read is left out."""
        try:
            data = one.read()
        except LoadError:
            return
        kept = replace(one, open=lambda: io.BytesIO(data), size=len(data))
        key = one.name, hashlib.sha256(data).hexdigest()
        with self._lock:
            self._drop(key)
            self._held[key] = kept, len(data)
            self._size += len(data)
            while self._size > self._most:
                self._drop(next(iter(self._held)))

    def find(self, name: str, sha256: str) -> Input | None:
        """What the document of this name was read from: a file, or a feed before the `#` of its entry."""
        with self._lock:
            found = self._held.get((name, sha256)) or self._held.get((name.rpartition("#")[0], sha256))
        return found[0] if found else None

    def forget(self, name: str, sha256: str) -> None:
        """Keep the file of this name no longer."""
        with self._lock:
            self._drop((name, sha256))

    def _drop(self, key: tuple[str, str]) -> None:
        if key in self._held:
            self._size -= self._held.pop(key)[1]


AT_HAND = AtHand()
