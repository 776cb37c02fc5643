"""A database that Redstring did not write, as the page reads it."""

from __future__ import annotations

import time

import pytest

from graph.store import GraphStore
from ui import guest
from ui.guest import GuestReading
from ui.shelf import read


def test_a_change_of_its_size_is_noticed(store: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guest, "SELDOM", 0)
    store.execute("CREATE (:Film {title: 'M'})")
    known = read(store)
    assert isinstance(known, GuestReading)
    assert (known.size.nodes, known.changed()) == (1, False)
    store.execute("CREATE (:Film {title: 'N'})-[:AFTER]->(:Film {title: 'O'})")
    assert known.changed()


def test_what_takes_long_to_count_is_counted_seldom(store: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    store.execute("CREATE (:Film {title: 'M'})")
    asked = []

    def slowly(given: GraphStore) -> guest.guest.Counted:
        asked.append(given)
        time.sleep(0.1)
        return guest.guest.Counted(len(asked), 0)

    monkeypatch.setattr(guest.guest, "counted", slowly)
    known = read(store)
    assert not any(known.changed() for _ in range(20))
    assert len(asked) == 1
