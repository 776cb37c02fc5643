"""The newest reading of a store, made anew when the store has changed."""

from __future__ import annotations

from threading import Lock

from graph.store import GraphStore
from ui.reading import Reading


class Shelf:
    """The newest reading of a store."""

    def __init__(self, store: GraphStore) -> None:
        self.store = store
        self._guard = Lock()
        self._reading: Reading | None = None

    def reading(self, *, fresh: bool = False) -> Reading:
        """The reading; with `fresh`, a new one if the store has changed since. Raises the store's errors."""
        last = self._reading
        if last is not None and not (fresh and last.changed()):
            return last
        with self._guard:
            # another session may have read meanwhile
            if self._reading is None or self._reading is last:
                self._reading = read(self.store)
            return self._reading


def read(store: GraphStore) -> Reading:
    """A new reading of a store, by what it holds."""
    found = Reading(store)
    if not found.foreign:
        return found
    from ui.guest import GuestReading

    return GuestReading(store)
