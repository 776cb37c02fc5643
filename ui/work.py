"""Work on a store in a thread of its own, which no reload of a page ends: one at a time in this process, whichever tab began it."""

from __future__ import annotations

import threading
import time
from abc import ABC, abstractmethod

from graph.load import Progress
from graph.store import GraphStore

STAGES = {
    "reading": (0.05, "reading it"),
    "writing": (0.15, "writing entities, sources and claims"),
    "removing": (0.3, "taking records out"),
    "ordering": (0.45, "writing entities, sources and claims"),
    "linking": (0.5, "linking who says what"),
    "computing": (0.75, "computing statuses"),
    "counting": (0.9, "counting relationships"),
    "laying": (0.95, "laying out the first view"),
}
"""How far a load is and what is said of it, by the first word of its stage: the bar goes forward only."""


def share_of(progress: Progress) -> tuple[float, str]:
    """How far a load is, from 0 to 1, and in words."""
    share, words = STAGES.get(progress.stage.partition(" ")[0], (0.0, progress.stage))
    return share, f"{words}, {progress.done:,} of {progress.total:,}" if progress.total else words


class Work(ABC):
    """What is to be done is `_do`; what that raises is kept as `error`. `now` says what it is at."""

    def __init__(self, store: GraphStore) -> None:
        self.store = store
        self.now = ""
        self.error: Exception | None = None
        self.took = 0.0
        """Seconds, once it has ended."""
        self._began = 0.0
        self._stopping, self._ended = threading.Event(), threading.Event()

    @abstractmethod
    def _do(self) -> None: ...

    @property
    def running(self) -> bool:
        return not self._ended.is_set()

    @property
    def stopping(self) -> bool:
        """Whether a person told it to stop."""
        return self._stopping.is_set()

    @property
    def age(self) -> float:
        """Seconds that it has taken so far."""
        return self.took or time.perf_counter() - self._began

    def stop(self) -> None:
        """Let it end at its next step."""
        self._stopping.set()

    def wait(self, seconds: float) -> bool:
        """Whether it has ended, well or not, within that time."""
        return self._ended.wait(seconds)

    def start(self) -> None:
        self._began = time.perf_counter()
        threading.Thread(target=self._run, daemon=True, name="redstring-work").start()

    def _run(self) -> None:
        try:
            self._do()
        except Exception as error:  # noqa: BLE001 - whatever it is, the page has to tell it
            self.error = error
        finally:
            self.took = time.perf_counter() - self._began
            self._ended.set()


_GUARD = threading.Lock()
_last: dict[str, Work] = {}


def current(store: GraphStore) -> Work | None:
    """The work on a store that goes on, or that ended last, until somebody puts it away."""
    return _last.get(store.address)


def begin(work: Work) -> Work:
    """Start it, unless other work on its store goes on: then that one is given back, and this one does not begin."""
    with _GUARD:
        other = _last.get(work.store.address)
        if other is not None and other.running:
            return other
        _last[work.store.address] = work
        work.start()
        return work


def put_away(work: Work) -> None:
    """Forget work that has ended, with all that it holds."""
    with _GUARD:
        if not work.running and _last.get(work.store.address) is work:
            del _last[work.store.address]
