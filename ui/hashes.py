"""The hashes of inputs, each read once for its hash while a load goes on; a later load asks anew, for a file may have changed."""

from __future__ import annotations

import hashlib

from graph.errors import LoadError
from loaders.inputs import Input


class Hashes:
    """SHA-256 of the bytes of inputs, as hex digits."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def of(self, given: Input) -> str:
        """Empty for what holds nothing, and for what cannot be read: what is wrong with it is told when it is read."""
        if given.name not in self._known:
            self._known[given.name] = _hash(given)
        return self._known[given.name]


def _hash(given: Input) -> str:
    try:
        data = given.read()
    except LoadError:
        return ""
    return hashlib.sha256(data).hexdigest() if data.strip() else ""
