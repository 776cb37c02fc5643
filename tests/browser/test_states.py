"""The page without a graph to draw: an empty store, somebody else's database, a load that broke off, an engine that died."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

import loaders
from graph.load import load
from graph.store import GraphStore, open_store, schema
from tests.browser.explore import Explore
from tests.browsing import Opener, served
from tests.graph.store.conftest import embedded_pid
from tests.neo4j.server import Neo4jServer

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"embedded:{tmp_path_factory.mktemp('states') / 'store'}"


@pytest.fixture(scope="module")
def states(folder: str) -> Iterator[str]:
    """Where the app is served over a store that is empty at first."""
    with served(ROOT / "app.py", REDSTRING_STORE=folder) as running:
        yield running


def filled(store: GraphStore) -> None:
    """Load the bundled case where it is not there yet."""
    found = loaders.load(ROOT / "data" / "dong-jingwei")
    load(store, found, name=found.name)


@pytest.fixture
def beside(folder: str, states: str) -> Iterator[GraphStore]:
    """The same store, opened beside the app, as the command line does."""
    assert states
    with open_store(folder) as store:
        yield store


def test_somebody_elses_database_is_shown_and_left_alone(open_page: Opener, states: str, beside: GraphStore) -> None:
    beside.execute("CREATE (:Thing {id: 'theirs'})")
    page = open_page(states)
    page.wait_for_function("() => window.__redstring?.report()?.nodes === 1", timeout=20_000)
    expect(page.locator(".st-key-side .panel")).to_contain_text("Redstring did not write this database, and writes nothing to it.")
    expect(page.get_by_role("button", name="Load the bundled case")).to_have_count(0)
    beside.execute("MATCH (n:Thing) DELETE n")
    assert beside.read("MATCH (n) RETURN count(n)").rows == ((0,),)
    page.reload()
    expect(page.get_by_text("Nothing is loaded yet")).to_be_visible()


def test_an_empty_store_is_filled_by_a_button_and_an_unfinished_load_is_told(open_page: Opener, states: str, beside: GraphStore) -> None:
    page = open_page(states, motion="reduce")
    load = page.get_by_role("button", name="Load the bundled case")
    expect(page.get_by_text("Nothing is loaded yet")).to_be_visible(timeout=20_000)
    load.click()
    page.wait_for_function("() => window.__redstring?.report()?.drawn > 0", timeout=60_000)
    on = Explore(page).drawn()
    expect(on.badge).to_be_visible()

    schema.mark_loading(beside, "a case that broke off")
    page.reload()
    on.drawn()
    expect(page.get_by_text("The load of a case that broke off did not finish")).to_be_visible()
    schema.clear_loading(beside)
    page.reload()
    on.drawn()
    expect(page.get_by_text("did not finish")).to_have_count(0)


def test_an_engine_that_dies_is_started_again_behind_the_page(open_page: Opener, states: str, beside: GraphStore) -> None:
    filled(beside)
    page = open_page(states, motion="reduce")
    on = Explore(page).drawn()
    os.kill(embedded_pid(beside), signal.SIGKILL)
    on.search.fill("mss")
    expect(page.get_by_role("listbox", name="Found").or_(page.get_by_role("button", name="Try again")).first).to_be_visible(timeout=30_000)
    on.drawn()
    on.click(next(node for node in on.places() if "aldrich" in node))
    expect(on.title).to_have_text("Aldrich Ames", timeout=20_000)
    expect(page.locator("[data-testid=stException]")).to_have_count(0)


@pytest.mark.parametrize("width", [400, 1280])
def test_a_store_that_takes_long_to_open_is_waited_for_and_nothing_jumps(open_page: Opener, tmp_path: Path, width: int) -> None:
    with served(
        ROOT / "tests" / "browser" / "slow_store.py", REDSTRING_STORE=f"embedded:{tmp_path / 'store'}", SLOW_GATES=str(tmp_path)
    ) as at:
        page = open_page(at, width=width, motion="reduce")
        place = page.locator(".st-key-state-opening")
        expect(place.get_by_role("heading", name="Opening the store")).to_be_visible()
        bar = place.get_by_role("progressbar")
        before = bar.bounding_box()
        (tmp_path / "load").touch()
        expect(place).to_contain_text("Loading the case: linking who says what")
        assert bar.bounding_box() == before is not None
        assert before["x"] + before["width"] / 2 == pytest.approx(width / 2, abs=1)
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width
        (tmp_path / "end").touch()
        on = Explore(page).drawn()
        expect(place).to_have_count(0)
        expect(on.badge).to_be_visible()


@pytest.mark.neo4j
@pytest.mark.restarts
def test_a_server_that_is_away_is_told_and_its_return_seen_without_a_click(
    open_page: Opener, neo4j_server: Neo4jServer, holding_case: set[str]
) -> None:
    server, login = neo4j_server, {"user": neo4j_server.user, "password": neo4j_server.password}
    holding_case.discard("neo4j")
    with open_store(server.uri, **login) as store:
        store.execute("MATCH (n) DETACH DELETE n")
        filled(store)
    with served(ROOT / "app.py", REDSTRING_STORE=server.uri, REDSTRING_USER=server.user, REDSTRING_PASSWORD=server.password) as address:
        page = open_page(address, motion="reduce")
        on = Explore(page).drawn()
        nodes, place = set(on.places()), page.locator(".st-key-state-away")
        page.get_by_role("button", name="Share").click()
        dialog = page.get_by_role("dialog")
        expect(dialog.get_by_role("img")).to_be_visible()
        server.kill()
        dialog.get_by_text("With neighbours, one step further").click()
        expect(dialog.get_by_role("alert")).to_contain_text(f"{server.port}. Check that the server runs", timeout=60_000)
        page.keyboard.press("Escape")
        on.search.fill("mss")
        expect(place).to_contain_text("Looking for it every two seconds; the page comes back by itself.", timeout=60_000)
        expect(place.get_by_role("alert")).to_contain_text(f"{server.port}. Check that the server runs")
        expect(place.get_by_role("button", name="Try again")).to_be_visible()
        expect(page.locator(".st-key-explore")).to_be_hidden()
        assert server.password not in page.content()
        server.start()
        expect(place).to_have_count(0, timeout=60_000)
        expect(page.locator(".st-key-explore")).to_be_visible()
        assert set(on.drawn().places()) == nodes
        on.click(next(node for node in nodes if "aldrich" in node))
        expect(on.title).to_have_text("Aldrich Ames", timeout=20_000)
        expect(page.locator("[data-testid=stException]")).to_have_count(0)
