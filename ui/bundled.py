"""The bundled case, loaded from the page: in a thread of its own, once at a time.

A page that is reloaded, closed or clicked on ends the run of its script at the next thing that it draws; a load inside would break off.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import loaders
from graph.errors import LoadError
from graph.load import Progress, load
from graph.model import AnyRecord
from graph.queries.cases import data_sets
from graph.store import GraphStore

Find = Callable[[GraphStore], tuple[str, Iterable[AnyRecord]]]
FOLDER = Path(__file__).parent.parent / "data" / "dong-jingwei"


class Loading:
    """A load into one store, as far as it is; `find` gives the name of what is loaded, and its records."""

    def __init__(self, store: GraphStore, find: Find) -> None:
        self.store, self._find = store, find
        self.progress: Progress | None = None
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._run, daemon=True, name="redstring-loading")
        self._thread.start()

    def wait(self, seconds: float) -> bool:
        """Whether it has ended, well or not, within that time."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def check(self) -> None:
        """Raise what the load raised."""
        if self._error is not None:
            raise self._error

    def _tell(self, progress: Progress) -> None:
        self.progress = progress

    def _run(self) -> None:
        try:
            name, records = self._find(self.store)
            load(self.store, records, name=name, progress=self._tell)
        except Exception as error:  # noqa: BLE001 - whatever it is, the page that waits has to tell it
            self._error = error


def _bundled(store: GraphStore) -> tuple[str, Iterable[AnyRecord]]:
    # the first page waits for nothing that reads documents
    from ui.additions import whole

    found = loaders.load(FOLDER)
    return found.name, whole(store, found, FOLDER.as_posix())


_GUARD = threading.Lock()
_last: Loading | None = None


def running(store: GraphStore) -> Loading | None:
    """The load that goes on in this process, begun from whichever tab."""
    return _last if _last is not None and _last.store is store and not _last.wait(0) else None


def begin(store: GraphStore) -> Loading:
    """Begin the load, or follow the one that goes on."""
    global _last
    with _GUARD:
        _last = running(store) or Loading(store, _bundled)
        return _last


@cache
def name() -> str:
    """The name that the load goes by in a store; empty where the case does not come along, or is not whole."""
    try:
        return loaders.load(FOLDER).name
    except LoadError:
        return ""


def own(store: GraphStore, keys: Iterable[str]) -> list[str]:
    """Those of the cases that are a person's own: neither the bundled case nor another tool's graph or a public data set."""
    others = {name(), *data_sets(store)}
    return [key for key in keys if key not in others]
