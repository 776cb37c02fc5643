"""Which cases are another tool's graph or a public data set, and nothing else, on both engines."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import loaders
from graph.load import load
from graph.model import Case, Import
from graph.queries.cases import data_sets
from graph.store import GraphStore
from tests.conftest import ROOT

SAMPLES = ROOT / "data" / "samples"


def test_graphs_and_items_are_data_sets_until_something_is_brought_in_beside_them(store: GraphStore, tmp_path: Path) -> None:
    (tmp_path / "case.yml").write_text("case: {id: harbour, title: The harbour}\n")
    for path in (tmp_path, SAMPLES / "harbour.gexf", SAMPLES / "harbour-offshore", SAMPLES / "wikidata" / "prenga.jsonl"):
        loaded = loaders.load(path)
        load(store, loaded, name=loaded.name)
    assert data_sets(store) == {"harbour.gexf", "harbour-offshore.icij", "prenga.jsonl"}
    day = datetime(2031, 1, 1, tzinfo=UTC)
    beside = Import(case="harbour.gexf", name="notes", format="text", path="n.txt", sha256="0" * 64, loaded_at=day)
    load(store, [Case(case="harbour.gexf", title="harbour.gexf"), beside], name="notes", owner="notes")
    assert data_sets(store) == {"harbour-offshore.icij", "prenga.jsonl"}
