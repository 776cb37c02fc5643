"""A store that is opened while the app starts already: whoever waits gets it, or hears why not."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from graph.errors import StoreUnavailableError
from graph.load import Progress
from graph.store import GraphStore, open_store
from ui.opening import Opening, Told

SECONDS = 30.0


def test_whoever_waits_gets_the_store_and_sees_how_far_it_is(tmp_path: Path) -> None:
    go = threading.Event()

    def work(told: Told) -> GraphStore:
        told(Progress("Writing", 3, 10))
        go.wait(SECONDS)
        return open_store(f"embedded:{tmp_path / 'store'}")

    opening = Opening(work, failed=pytest.fail)
    opening.start()
    assert not opening.wait(0.2)
    assert opening.progress == Progress("Writing", 3, 10)
    go.set()
    shelf = opening.shelf()
    assert opening.wait(0)
    opening.check()
    assert shelf.reading().cases == ()
    shelf.store.close()


def test_what_goes_wrong_is_told_to_the_page_and_to_the_command() -> None:
    failed = threading.Event()

    def work(_: Told) -> GraphStore:
        raise StoreUnavailableError("No server answers.")

    opening = Opening(work, failed=failed.set)
    opening.start()
    assert failed.wait(SECONDS)
    assert opening.wait(SECONDS)
    for asked in (opening.shelf, opening.check):
        with pytest.raises(StoreUnavailableError, match="No server answers"):
            asked()


def test_the_end_of_the_app_stops_a_load_at_its_next_step() -> None:
    begun, stopped = threading.Event(), threading.Event()

    def work(told: Told) -> GraphStore:
        try:
            while True:
                told(Progress("Writing", 1))
                begun.set()
        finally:
            stopped.set()

    opening = Opening(work, failed=lambda: None)
    opening.start()
    assert begun.wait(SECONDS)
    opening.end()
    assert stopped.is_set()
    with pytest.raises(KeyboardInterrupt):
        opening.check()
