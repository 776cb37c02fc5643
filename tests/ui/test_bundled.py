"""The bundled case loaded from the page: whatever breaks off is finished by a button, and two tabs make one load."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import loaders
from graph.load import Progress, load
from graph.store import GraphStore, open_store, schema
from ui import bundled

APP = str(Path(__file__).parents[2] / "app.py")


class BrokenError(Exception):
    """The load breaks off here on purpose."""


@pytest.fixture(scope="module")
def beside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    with open_store(f"embedded:{tmp_path_factory.mktemp('bundled') / 'store'}") as store:
        yield store


@pytest.fixture
def store(beside: GraphStore, monkeypatch: pytest.MonkeyPatch) -> GraphStore:
    """The empty store of the page, opened a second time."""
    beside.execute("MATCH (n) DETACH DELETE n")
    monkeypatch.setenv("REDSTRING_STORE", beside.address)
    return beside


def opened() -> AppTest:
    page = AppTest.from_file(APP, default_timeout=60).run()
    assert not page.exception
    assert not page.error
    return page


def break_off(store: GraphStore, stage: str) -> None:
    def told(now: Progress) -> None:
        if now.stage == stage:
            raise BrokenError

    found = loaders.load(bundled.FOLDER)
    with pytest.raises(BrokenError):
        load(store, found, name=found.name, progress=told)


@pytest.mark.parametrize("stage", ["writing Voice", "linking PUBLISHED_BY", "laying out the first view"])
def test_a_load_that_broke_off_is_finished_by_a_button(store: GraphStore, stage: str) -> None:
    break_off(store, stage)
    page = opened()
    assert "did not finish" in page.warning[0].value
    button = page.button(key="load-bundled")
    assert button.label == "Finish the load"
    button.click().run()
    assert not page.exception
    assert not page.error
    assert not page.warning
    assert schema.loading(store) is None
    assert store.read("MATCH (n:Claim) RETURN count(n)").rows == ((234,),)


def test_the_load_of_another_case_has_no_such_button(store: GraphStore) -> None:
    schema.prepare(store)
    schema.mark_loading(store, "another case")
    page = opened()
    assert "another case did not finish" in page.warning[0].value
    assert [button.label for button in page.button] == ["Load documents …", "Open a snapshot …", "Look again"]
    schema.clear_loading(store)


def test_two_tabs_make_one_load_and_one_that_is_left_goes_on(store: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    first = opened()
    assert first.button(key="load-bundled").label == "Load the bundled case"
    held, go = threading.Event(), threading.Event()
    read = loaders.load

    def slowly(path: Path) -> loaders.Loaded:
        held.set()
        go.wait(60)
        return read(path)

    monkeypatch.setattr(loaders, "load", slowly)
    from ui.state import reading

    shared = reading().store
    # what the button of a tab does that is closed then
    work = bundled.begin(shared)
    assert held.wait(60)
    assert bundled.running(shared) is work
    assert bundled.begin(shared) is work
    threading.Timer(1.0, go.set).start()
    # another tab follows what that one has begun; one after the other, because AppTest runs no two pages at a time
    second = opened()
    assert work.wait(0)
    for page in (second, first.run()):
        assert not page.exception
        assert not page.subheader
    assert store.read("MATCH (n:Claim) RETURN count(n)").rows == ((234,),)


@pytest.mark.usefixtures("store")
def test_what_goes_wrong_in_the_load_is_said_on_the_page(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    page = opened()
    monkeypatch.setattr(bundled, "FOLDER", tmp_path / "gone")
    page.button(key="load-bundled").click().run()
    assert not page.exception
    assert "gone" in page.error[0].value
