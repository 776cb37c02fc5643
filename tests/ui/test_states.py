"""The page when something is wrong, by AppTest: one message, a way on, and never Streamlit's own box."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from graph.errors import QueryTimeoutError, StoreAccessError, StoreUnavailableError
from graph.store import GraphStore, open_store
from ui import frame, states
from ui.opening import Opening, Told
from ui.reading import Reading
from ui.state import KEY, Explorer

APP = str(Path(__file__).parents[2] / "app.py")


def failing(error: Exception) -> Callable[..., object]:
    def fail(**_: object) -> object:
        raise error

    return fail


def run(monkeypatch: pytest.MonkeyPatch, error: Exception) -> AppTest:
    monkeypatch.setattr(frame, "reading", failing(error))
    return AppTest.from_file(APP, default_timeout=30).run()


@pytest.mark.parametrize(
    "error",
    [StoreAccessError("wrong user or <b>password</b>"), StoreUnavailableError("no server answers"), QueryTimeoutError("took too long")],
)
def test_an_error_of_ours_is_said_in_its_own_words(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    page = run(monkeypatch, error)
    assert not page.exception
    assert [one.value.replace("\\", "") for one in page.error] == [str(error)]
    assert page.button(key="try-again").label == "Try again"
    looking = [one.value for one in page.caption if one.value.startswith("Looking for it")]
    assert bool(looking) is isinstance(error, StoreUnavailableError)


def test_any_other_error_is_one_message_and_a_traceback_in_the_log(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR, logger=states.__name__):
        page = run(monkeypatch, ZeroDivisionError("secret path /home/x"))
    assert not page.exception
    assert [one.value.replace("\\", "") for one in page.error] == [states.FAULT]
    assert "secret path" not in str(page)
    assert any(record.exc_info and "secret path" in str(record.exc_info[1]) for record in caplog.records)


def test_try_again_comes_back_when_the_store_does(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with monkeypatch.context() as away:
        page = run(away, StoreUnavailableError("no server answers"))
    monkeypatch.setenv("REDSTRING_STORE", f"embedded:{tmp_path / 'store'}")
    page.button(key="try-again").click().run()
    assert not page.error
    assert [one.value for one in page.subheader] == ["Nothing is loaded yet"]
    assert page.button(key="load-bundled").label == "Load the bundled case"


def test_a_query_that_takes_too_long_is_said_and_the_page_goes_on(known: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    """A real query without end, in the place of one of the page's own, under the limit of time that all of these have."""
    endless = "UNWIND range(1, 10000000) AS a UNWIND range(1, 10000000) AS b WITH a, b WHERE a + b < 0 RETURN count(*) AS n"
    monkeypatch.setenv("REDSTRING_STORE", known.store.address)
    with monkeypatch.context() as slow:
        slow.setitem(GraphStore.stream.__kwdefaults__, "timeout", 0.5)
        slow.setattr(Reading, "timeline", lambda self, _: list(self.store.stream(endless)))
        page = AppTest.from_file(APP, default_timeout=60)
        page.session_state[KEY] = Explorer(case="hostile")
        page.run()
        assert not page.exception
        (said,) = page.error
        assert "stopped after 0.5 s" in said.value.replace("\\", "")
        assert any("smaller view" in one.value for one in page.caption)
    page.button(key="try-again").click().run()
    assert not page.error


def test_a_store_that_took_long_to_open_and_is_empty_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    address = f"embedded:{tmp_path / 'slow'}"
    monkeypatch.setenv("REDSTRING_STORE", address)

    def work(_: Told) -> GraphStore:
        time.sleep(2 * states.SOON)
        return open_store(address)

    opening = Opening(work, failed=pytest.fail)
    monkeypatch.setitem(states.OPENING, address, opening)
    opening.start()
    page = AppTest.from_file(APP, default_timeout=60).run()
    assert not page.exception
    assert [one.value for one in page.subheader] == ["Nothing is loaded yet"]
