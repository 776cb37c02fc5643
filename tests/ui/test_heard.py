"""Actions of a component are done once each, one at a time, whatever runs of the page overlap."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from streamlit.runtime.scriptrunner_utils.exceptions import StopException

from ui.heard import Inbox


def test_an_action_that_was_sent_again_is_not_done_again() -> None:
    done: list[str] = []
    inbox = Inbox()
    inbox.take([(1, "accept"), (2, "undo")], done.append)
    inbox.take([(1, "accept"), (2, "undo"), (3, "undo")], done.append)
    assert (done, inbox.last) == (["accept", "undo", "undo"], 3)


def test_the_next_run_waits_for_the_action_of_the_last_one() -> None:
    inbox, begun, go_on, told = Inbox(), Event(), Event(), list[str]()

    def slow(action: str) -> None:
        begun.set()
        assert go_on.wait(20)
        told.append(action)

    with ThreadPoolExecutor(2) as runs:
        first = runs.submit(inbox.take, [(1, "first")], slow)
        assert begun.wait(20)
        second = runs.submit(inbox.take, [(1, "first"), (2, "second")], told.append)
        assert told == []
        go_on.set()
        first.result(20), second.result(20)
    assert told == ["first", "second"]


def test_an_action_that_was_stopped_before_it_began_is_done_by_the_next_run() -> None:
    inbox, done = Inbox(), list[str]()

    def stopped(_: str) -> None:
        raise StopException

    with pytest.raises(StopException):
        inbox.take([(1, "reject")], stopped)
    inbox.take([(1, "reject")], done.append)
    assert done == ["reject"]


def test_an_action_that_failed_is_not_tried_for_ever() -> None:
    inbox, done = Inbox(), list[str]()

    def fails(_: str) -> None:
        raise ValueError("no such pair")

    with pytest.raises(ValueError, match="no such pair"):
        inbox.take([(1, "same")], fails)
    inbox.take([(1, "same"), (2, "undo")], done.append)
    assert done == ["undo"]
