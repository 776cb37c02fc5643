"""A thread that reads: what it is given is done in turn, and once it is closed nothing is, whatever it was doing."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from socket import socketpair

import pytest

from graph.errors import StoreError
from graph.store.driver import faults
from graph.store.reader import Readers
from graph.store.wire import Wire
from tests.conftest import Reopen


class Silent:
    """A driver that nobody asks anything."""

    closed = 0

    def close(self) -> None:
        self.closed += 1


@pytest.fixture
def readers() -> Iterator[Readers]:
    made = Readers(Silent)  # type: ignore[arg-type]
    yield made
    for thread in made.close():
        thread.join(10)


def test_a_reader_is_kept_for_the_next_read(readers: Readers) -> None:
    first = readers.take()
    assert first.submit(lambda: 1 + 1).result(10) == 2
    readers.give_back(first)
    assert readers.take() is first


def test_two_reads_at_once_have_a_reader_each(readers: Readers) -> None:
    assert readers.take() is not readers.take()


def test_one_that_was_ended_is_not_used_again(readers: Readers) -> None:
    first = readers.take()
    readers.drop(first)
    readers.give_back(first)
    assert readers.take() is not first


def test_what_is_given_to_one_that_was_ended_fails_at_once(readers: Readers) -> None:
    reader = readers.take()
    began = threading.Event()
    held = reader.submit(lambda: began.wait(10))
    thread = reader.close()
    with pytest.raises(faults.ServiceUnavailable):
        reader.submit(lambda: 1).result(1)
    began.set()
    assert held.result(10)
    thread.join(10)
    assert reader.driver.closed == 1  # type: ignore[attr-defined]


def test_one_that_is_ended_while_it_connects_sends_nothing(readers: Readers) -> None:
    one, other = socketpair()
    with one, other:
        reader = readers.take()
        reader.close()
        with pytest.raises(faults.ServiceUnavailable):
            reader.go_on(Wire(one))


def test_closing_cuts_what_a_read_waits_on(readers: Readers) -> None:
    one, other = socketpair()
    with one, other:
        reader, wire = readers.take(), Wire(one)
        reader.go_on(wire)
        waiting = reader.submit(lambda: wire.recv(1))
        reader.close()
        assert waiting.result(10) == b""


def test_a_store_that_is_closed_ends_a_stream_at_once(reopen: Reopen) -> None:
    with reopen() as second:
        rows = second.stream("UNWIND range(1, 100000) AS n RETURN n", timeout=None)
        next(rows)
        second.close()
        began = time.monotonic()
        with pytest.raises(StoreError):
            list(rows)
        assert time.monotonic() - began < 2
