"""Which case the page of duplicates begins with: one in which pairs wait, also one that came since."""

from __future__ import annotations

from pathlib import Path

from graph.load import load
from graph.model import Case
from graph.store import open_store, schema
from tests.ui.spellings import CASE, spellings
from ui.deduplicating import Deduplicating


def test_it_begins_where_pairs_wait_and_looks_again_only_after_nothing_was_found(tmp_path: Path) -> None:
    with open_store(f"embedded:{tmp_path / 'store'}") as store:
        load(store, [Case(case="alder", title="A case without pairs")], name="alder")
        tab = Deduplicating()
        tab.begin(store, ["alder"])
        assert (tab.case, tab.queue) == ("alder", ())
        assert not tab.is_stale(schema.revision(store))
        load(store, spellings(), name=CASE)
        assert tab.is_stale(schema.revision(store))
        tab.begin(store, ["alder", CASE])
        assert (tab.case, len(tab.queue)) == (CASE, 5)
        load(store, [Case(case="birch", title="Another case without pairs")], name="birch")
        assert not tab.is_stale(schema.revision(store))
        tab.begin(store, ["birch", "alder"])
        assert (tab.case, tab.queue) == ("birch", ())
