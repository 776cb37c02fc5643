"""What the tests of the user interface share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import loaders
from graph.load import load
from graph.store import open_store
from tests.browser.hostile import hostile_case
from tests.browsing import served
from tests.ui.drawn import redraw
from ui.moves import start
from ui.reading import Reading
from ui.state import Explorer

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Where the page of canvas_app.py is served."""
    with served(Path(__file__).with_name("canvas_app.py")) as running:
        yield running


@pytest.fixture(scope="session")
def known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reading]:
    """What the page knows of a store with the bundled case and the one of hostile texts. Tests only read it."""
    found = loaders.load(ROOT / "data" / "dong-jingwei")
    with open_store(f"embedded:{tmp_path_factory.mktemp('known') / 'store'}") as store:
        load(store, found, name=found.name)
        load(store, hostile_case(), name="hostile")
        yield Reading(store)


@pytest.fixture
def tab(known: Reading) -> Explorer:
    """A tab that has opened the bundled case; `redraw` after what is done in it, as the page does."""
    made = Explorer()
    start(made, known, next(one.case.case for one in known.cases if one.case.case != "hostile"))
    redraw(made, known)
    return made
