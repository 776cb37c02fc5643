"""What the tests of the whole app share: one server over one store, with the bundled case and a case of hostile texts in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import loaders
from graph import queries
from graph.evidence import Assessment, Evidence, assess
from graph.load import load
from graph.model import Case
from graph.queries import CaseSummary
from graph.store import open_store
from tests.browser.explore import Explore
from tests.browser.hostile import hostile_case
from tests.browsing import Opener, served
from tests.ui.story import load_story

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Bundled:
    """The store of the app under test, and what it holds of the bundled case."""

    store: str
    case: Case
    summary: CaseSummary
    core: tuple[str, ...]
    evidence: Evidence

    def id(self, key: str) -> str:
        return f"{self.case.case}/{key}"

    def edge(self, slug: str) -> str:
        return self.evidence.statements[slug].id

    def central(self) -> Assessment:
        assert self.case.central is not None
        return assess(self.evidence, self.case.central)


@pytest.fixture(scope="session")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Bundled:
    address = f"embedded:{tmp_path_factory.mktemp('explore') / 'store'}"
    found = loaders.load(ROOT / "data" / "dong-jingwei")
    with open_store(address) as store:
        load(store, found, name=found.name)
        load(store, hostile_case(), name="hostile")
        summary = next(one for one in queries.cases(store) if one.case.case != "hostile")
        key = summary.case.case
        return Bundled(address, summary.case, summary, queries.core(store, key).ids, queries.evidence(store, key))


@pytest.fixture(scope="session")
def address(bundled: Bundled) -> Iterator[str]:
    """Where the app is served."""
    with served(ROOT / "app.py", REDSTRING_STORE=bundled.store) as running:
        yield running


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Where an app with the story in its store is served, and the store."""
    folder = tmp_path_factory.mktemp("story")
    store_address = f"embedded:{folder / 'store'}"
    with open_store(store_address) as store:
        load_story(store, folder)
    with served(ROOT / "app.py", REDSTRING_STORE=store_address) as running:
        yield running, store_address


@pytest.fixture
def explore(open_page: Opener, address: str) -> Callable[..., Explore]:
    """Opens the page and waits for the graph: `explore(width=1280, scheme="dark")`."""

    def opened(**look: Any) -> Explore:
        return Explore(open_page(address, **{"motion": "reduce", **look})).drawn()

    return opened
