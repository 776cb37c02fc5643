"""FollowTheMoney: the library takes every entity, and a statement says who says so."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from graph.export import Extent, Material
from graph.export.followthemoney import EDGES, SCHEMATA, edge_of, ref
from graph.export.relation import Relation
from graph.model import Stance
from graph.store import GraphStore
from tests.conftest import ROOT
from tests.graph.made_exports import CASE, ROWS, TEXTS, exported, load_odd

PYTHON = ROOT / ".cache" / "followthemoney" / "bin" / "python"
BUNDLED = "dong-jingwei-2021"


def read(data: bytes, folder: Path) -> dict[str, Any]:
    """What the library says of a file of entities."""
    if not PYTHON.exists():
        lack = "followthemoney is not installed beside us: make .cache/followthemoney/stamp"
        if os.environ.get("CI") == "true":
            pytest.fail(lack)
        pytest.skip(lack)
    file = folder / "entities.ftm.json"
    file.write_bytes(data)
    line = [PYTHON, Path(__file__).with_name("followthemoney_reads.py"), file]
    ended = subprocess.run(line, capture_output=True, text=True, timeout=120)
    assert ended.returncode == 0, ended.stderr
    found: dict[str, Any] = json.loads(ended.stdout)
    return found


def lines(data: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in data.decode().splitlines()]


def test_the_library_takes_every_entity(store: GraphStore, tmp_path: Path) -> None:
    found = read(exported(load_odd(store), "followthemoney"), tmp_path)
    assert found["problems"] == []
    expected = {"Note": 1, "Person": len(TEXTS) + 1, "Address": 1, "Event": 1, "Article": len(TEXTS) + 1}
    # an officer of a person is none that the schema of a directorship knows
    assert found["schemata"] == {**expected, "Associate": len(TEXTS), "UnknownLink": ROWS + 1}


def test_the_library_takes_the_bundled_case(case_store: GraphStore, tmp_path: Path) -> None:
    found = read(exported(case_store, "followthemoney", Extent(BUNDLED)), tmp_path)
    assert found["problems"] == []
    assert {"Person": 33, "PublicBody": 17, "Employment": 19, "Family": 1, "Membership": 1}.items() <= found["schemata"].items()
    edges = {edge.schema: edge for edge in EDGES.values()}
    for name, edge in edges.items():
        assert {*edge.ends, edge.words, "summary", "description", "recordId", "startDate"} <= set(found["properties"][name])
    assert set(SCHEMATA.values()) <= set(found["properties"])


def test_the_status_stands_wherever_somebody_looks(case_store: GraphStore) -> None:
    data = {each["id"]: each for each in lines(exported(case_store, "followthemoney", Extent(BUNDLED)))}
    for relation in Material(case_store, Extent(BUNDLED)).relations():
        told = data[ref("relation", relation.id)]
        words = "relationship" if told["schema"] in ("Family", "Associate") else "role"
        assert f"({relation.status})" in told["properties"][words][0]
        assert f"({relation.status})" in told["caption"]
        (summary,) = told["properties"]["summary"]
        assert summary.startswith(f"Status: {relation.status} (")
        assert all(chain in summary for chain in (*relation.said_by, *relation.denied_by))


def made(predicate: str, source: str, target: str) -> Relation:
    return Relation("r", "r", CASE, f"{CASE}/{source}", f"{CASE}/{target}", predicate, "rumour", 1, "")


@pytest.mark.parametrize(
    ("predicate", "ends", "schema"),
    [
        ("knows", ("person:hub", "person:n1"), "Associate"),
        ("knows", ("person:hub", "place:here"), "UnknownLink"),
        ("worked_for", ("person:hub", "person:n1"), "UnknownLink"),
        ("represents", ("person:hub", "person:n1"), "Representation"),
        ("defected_to", ("person:hub", "place:here"), "UnknownLink"),
    ],
)
def test_a_schema_is_used_only_where_both_ends_fit(store: GraphStore, predicate: str, ends: tuple[str, str], schema: str) -> None:
    assert edge_of(made(predicate, *ends), Material(load_odd(store), Extent(CASE))).schema == schema


def test_a_statement_names_the_source_and_the_chain_of_each_claim(store: GraphStore) -> None:
    data = lines(exported(load_odd(store), "ftm-statements"))
    material = Material(store, Extent(CASE))
    rows = {relation.id: [each for each in data if each["entity_id"] == ref("relation", relation.id)] for relation in material.relations()}
    for relation in material.relations():
        claims = list(material.claims_of(relation))
        asserting = [each for each in claims if each.claim.stance is Stance.asserts and each.excluded is None]
        ends = [each for each in rows[relation.id] if each["prop"] in ("person", "subject")]
        assert sorted(each["origin"] for each in ends) == sorted("; ".join(each.chains) for each in asserting)
        assert {each["dataset"] for each in ends} == {f"odd_{each.claim.source.replace(':', '_')}" for each in asserting}
    contested = next(each for each in material.relations() if each.slug == "s0")
    denials = [each for each in rows[contested.id] if each["value"].endswith(" denies it")]
    assert [(each["prop"], each["origin"].endswith("← Denier, A. {B}")) for each in denials] == [("summary", True)]


def test_ids_of_statements_are_those_that_the_library_makes(store: GraphStore) -> None:
    data = lines(exported(load_odd(store), "ftm-statements"))
    assert len(data) > 300
    for each in data:
        text = f"{each['dataset']}.{each['entity_id']}.{each['prop']}.{each['value']}"
        assert each["id"] == hashlib.sha1(text.encode()).hexdigest()
        assert each["canonical_id"] == each["entity_id"]


def test_values_of_statements_are_those_of_the_entities(store: GraphStore) -> None:
    load_odd(store)
    entities = lines(exported(store, "followthemoney"))
    of_entities = {(each["id"], name, value) for each in entities for name, values in each["properties"].items() for value in values}
    of_statements = {(each["entity_id"], each["prop"], each["value"]) for each in lines(exported(store, "ftm-statements"))}
    more = of_statements - of_entities
    assert of_entities <= of_statements
    assert {prop for _, prop, _ in more} == {"summary"}
