"""A store that is being opened while the app starts already: the page waits for it, the command hears what went wrong."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.load import Progress
    from graph.store import GraphStore
    from ui.shelf import Shelf

Told = Callable[["Progress"], None]
PATIENCE = 5.0
"""Seconds that the work may go on after it was told to end."""


class Opening:
    """Work in a thread of its own that ends in a store. It hands each report of progress to the function that it is given."""

    def __init__(self, work: Callable[[Told], GraphStore], failed: Callable[[], None]) -> None:
        """`failed` is called, in that thread, when there will be no store."""
        self.progress: Progress | None = None
        self._work, self._failed = work, failed
        self._done, self._ending = threading.Event(), threading.Event()
        self._shelf: Shelf | None = None
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, daemon=True, name="redstring-opening")

    def start(self) -> None:
        self._thread.start()

    def wait(self, seconds: float) -> bool:
        """Whether it has ended, well or not, within that time."""
        return self._done.wait(seconds)

    def shelf(self) -> Shelf:
        """What is read of the store, once it is open. Raises what the work raised."""
        self._done.wait()
        self.check()
        assert self._shelf is not None
        return self._shelf

    def check(self) -> None:
        """Raise what the work raised."""
        if self._error is not None:
            raise self._error

    def end(self) -> None:
        """Make the work end at its next report of progress, and wait for that."""
        self._ending.set()
        if self._thread.is_alive():
            self._thread.join(PATIENCE)

    def _tell(self, progress: Progress) -> None:
        if self._ending.is_set():
            raise KeyboardInterrupt
        self.progress = progress

    def _run(self) -> None:
        try:
            store = self._work(self._tell)
            from ui.shelf import Shelf

            shelf = Shelf(store)
            # while the page's modules are imported
            shelf.reading().begin()
            self._shelf = shelf
        except BaseException as error:  # noqa: BLE001 - whatever it is, the main thread has to tell it
            self._error = error
            self._failed()
        finally:
            self._done.set()
