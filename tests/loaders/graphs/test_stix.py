"""STIX bundles: the sample, versions, what Redstring itself exported, and bad input."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import stix2

import loaders
from graph.export import Material
from graph.export.stix import EXTENSION
from graph.model import Entity, Row
from loaders.graphs import stix
from tests.loaders.graphs.conftest import SAMPLES, Export, Told, comes_back, entity, of, relations

A, B = "identity--0c1d2e3f-0000-4000-8000-00000000000a", "identity--0c1d2e3f-0000-4000-8000-00000000000b"
ONE = {"type": "identity", "id": A, "name": "Ada"}


def bundle(*objects: Any) -> str:
    made = ",\n".join(each if isinstance(each, str) else json.dumps(each) for each in objects)
    return f'{{"type": "bundle", "id": "bundle--1", "objects": [\n{made}]}}'


def link(**given: Any) -> dict[str, Any]:
    return {"type": "relationship", "id": "relationship--1", "relationship_type": "knows", "source_ref": A, "target_ref": A, **given}


def test_sample_is_valid_and_becomes_a_case_of_its_own() -> None:
    path = SAMPLES / "harbour.stix.json"
    assert len(stix2.parse(path.read_text("utf-8"), version="2.1").objects) == 11
    loaded = loaders.load(path)
    records = list(loaded)
    assert (loaded.format, loaded.name) == ("stix", "harbour.stix.json")
    assert [problem.message for problem in loaded.warnings] == [
        "references to relationships and markings are left out", "objects that their maker has revoked are left out",
    ]  # fmt: skip
    assert {(each.name, each.kind) for each in of(records, Entity)} == {
        ("Ada Quill", "person"), ("Tidewater Shipping", "organisation"), ("Lamp Dimmers", "threat-actor"), ("The North Pier", "place"),
        ("lamps.example", "domain-name"), ("192.0.2.7", "ipv4-addr"), ("Darkness at the pier", "document"),
    }  # fmt: skip
    assert relations(records) == {
        ("Lamp Dimmers", "attributed_to", "Ada Quill"), ("The North Pier", "sighted", "Lamp Dimmers"),
        ("lamps.example", "resolves_to", "192.0.2.7"), ("Darkness at the pier", "refers_to", "Tidewater Shipping"),
    }  # fmt: skip
    assert [alias.name for alias in entity(records, "Lamp Dimmers").aliases] == ["Grey Gulls"]
    assert entity(records, "Darkness at the pier").properties["external_references"] == "The Gull https://gull.example/darkness"
    rows = {row.predicate: row for row in of(records, Row)}
    assert (rows["attributed_to"].row, rows["attributed_to"].when, rows["attributed_to"].properties["confidence"]) == (
        8,
        "2031-04-11/",
        "15",
    )
    assert (rows["sighted"].when, rows["sighted"].properties["count"]) == ("2031-04-11/2031-04-12", "2")


def test_what_redstring_exported_comes_back(exported: Export, dong_material: Material) -> None:
    assert stix.EXTENSION == EXTENSION
    loaded = loaders.load(exported("stix"))
    comes_back(list(loaded), dong_material)
    assert any("claims, voices and sources are left out" in problem.message for problem in loaded.warnings)


@pytest.mark.parametrize(("objects", "message"), [
    ((ONE, link(target_ref="b")), "x.json:3:1: target_ref: there is no node with the id 'b'"),
    ((ONE, {"type": "relationship", "id": "relationship--1", "source_ref": A}), "x.json:3:1: target_ref: is missing"),
    ((ONE, {**ONE, "name": "Bela"}), f"x.json:3:1: id: the id '{A}' stands for another node at x.json:2"),
    ((ONE, {"type": "identity", "name": "x"}), "x.json:3:1: id: is missing"),
    ((ONE, {"id": "x"}), "x.json:3:1: objects: must be an object with a type"),
    ((ONE, "[" * 100_000 + "]" * 100_000), "x.json:3:1: is nested too deep"),
    ((ONE, '{"type": "a" "id"}'), "x.json:3:1: is no JSON from here on"),
    ((ONE, link(start_time="2021-02-30T00:00:00Z")), "warning: x.json:3:1: when: '2021-02-30T00:00:00Z/' is no date"),
    ((ONE, {"type": "sighting", "id": "sighting--1", "sighting_of_ref": A}), "where_sighted_refs: sightings of which nobody is told"),
])  # fmt: skip
def test_bad_input_is_told_with_its_place(told: Told, objects: tuple[Any, ...], message: str) -> None:
    (problem,) = told("x.json", bundle(*objects))
    assert message in problem


def test_a_place_without_a_name_is_called_by_its_city_before_its_region(tmp_path: Path) -> None:
    place = {"type": "location", "id": "location--1", "region": "northern-europe", "country": "XA", "city": "Harbour"}
    (tmp_path / "x.json").write_text(bundle(place))
    assert entity(list(loaders.load(tmp_path / "x.json")), "Harbour").kind == "place"


def test_a_part_of_a_larger_bundle_keeps_what_leads_out_of_it(told: Told, tmp_path: Path) -> None:
    campaign = B.replace("identity", "campaign")
    objects = (
        ONE,
        link(target_ref=campaign),
        {"type": "malware", "id": "malware--1", "name": "Kelp", "revoked": True},
        link(id="relationship--2", source_ref="malware--1"),
        {"type": "note", "id": "note--1", "content": "Of both", "object_refs": [campaign, "malware--1"]},
    )
    first, revoked, relation = told("x.json", bundle(*objects))
    assert f"x.json:3:1: 1 object that is named and not in the file is known by the id alone: {campaign}; load" in first
    assert "objects that their maker has revoked are left out" in revoked
    assert "relations of objects that their maker has revoked are left out" in relation
    records = list(loaders.load(tmp_path / "x.json"))
    assert relations(records) == {("Ada", "knows", campaign), ("Of both", "refers_to", campaign)}
    assert entity(records, campaign).kind == "campaign"


def test_an_opinion_stands_with_the_relationship_that_it_is_of(told: Told, tmp_path: Path) -> None:
    said = {"opinion": "strongly-disagree", "explanation": "Not she.", "object_refs": [A, "relationship--1"]}
    opinion = {"type": "opinion", "id": "opinion--1", **said}
    told("x.json", bundle(ONE, link(), opinion, {"type": "x-leak", "id": "x-leak--1", "title": "Leak of May"}))
    records = list(loaders.load(tmp_path / "x.json"))
    row = next(row for row in of(records, Row) if row.predicate == "knows")
    assert row.properties["opinions"] == "strongly-disagree: Not she."
    assert relations(records) == {("Ada", "knows", "Ada"), ("strongly-disagree", "refers_to", "Ada")}
    assert entity(records, "Leak of May").kind == "x-leak"
