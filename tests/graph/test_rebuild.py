"""What is derived, rebuilt after somebody wrote to the store by hand, on both engines."""

from __future__ import annotations

from pathlib import Path

import pytest

import loaders
from graph import archive
from graph.errors import NotFoundError
from graph.load import load
from graph.load.rebuild import rebuild
from graph.store import GraphStore, schema
from tests.graph.made_records import bulk_case

BUNDLED = Path(__file__).parents[2] / "data" / "dong-jingwei"


def test_a_store_that_nobody_touched_stays_as_it_is(case_store: GraphStore) -> None:
    before = archive.info(case_store)
    done = rebuild(case_store)
    assert (done.cases, done.statements, done.removed) == (1, 103, 0)
    assert archive.info(case_store) == before
    assert schema.loading(case_store) is None


def test_what_was_written_by_hand_is_put_right(store: GraphStore) -> None:
    load(store, loaders.load(BUNDLED), name="bundled")
    before = archive.info(store)
    store.execute("MATCH (a:Entity)-[r {slug: 's01-defected'}]->(b) SET r.status = 'confirmed', r.claims = 99")
    store.execute("MATCH (a:Entity)-[r {slug: 's46-role-hk'}]->(b) DELETE r")
    ends = "MATCH (a:Agency {key: 'agency:cia'}), (b:Person {key: 'person:dong-jingwei'})"
    store.execute(f"{ends} CREATE (a)-[:`paid to` {{id: 'x', note: 'by hand'}}]->(b)")
    store.execute("MATCH (n:Entity {key: 'agency:cia'}) SET n.degree = 500")
    assert archive.info(store) != before
    done = rebuild(store)
    assert done.removed == 1
    assert archive.info(store) == before


def test_rows_of_a_data_set_are_claims_of_their_own(store: GraphStore) -> None:
    load(store, bulk_case(), name="bulk")
    before = archive.info(store)
    assert rebuild(store).removed == 0
    assert archive.info(store) == before


def test_without_a_case_there_is_nothing_to_derive(store: GraphStore) -> None:
    with pytest.raises(NotFoundError, match="holds no case"):
        rebuild(store)
