"""FollowTheMoney: entities and statements, the model that is used, what Redstring itself exported, and bad input."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import loaders
from graph.export import Material
from graph.export.followthemoney import EDGES as EXPORTED
from graph.export.followthemoney import SCHEMATA
from graph.model import Entity, Row
from loaders.folder import Limits
from loaders.graphs.ftm_model import EDGES
from tests.loaders.graphs.conftest import SAMPLES, Export, Told, entity, of, relations

ADA = {"id": "a", "schema": "Person", "properties": {"name": ["Ada"]}}
BELA = {"id": "b", "schema": "Person", "properties": {"name": ["Bela"]}}


def lines(*items: Any) -> str:
    return "".join(f"{item if isinstance(item, str) else json.dumps(item)}\n" for item in items)


def link(schema: str = "UnknownLink", **properties: list[str]) -> dict[str, Any]:
    return {"id": "l", "schema": schema, "properties": properties}


def test_sample_of_entities_becomes_a_case_of_its_own() -> None:
    loaded = loaders.load(SAMPLES / "harbour.ftm.json")
    records = list(loaded)
    assert (loaded.format, loaded.name) == ("followthemoney", "harbour.ftm.json")
    (told,) = [problem.message for problem in loaded.warnings]
    assert told.startswith("a relation's type is letters, digits and _ here, so 'wrote about' becomes WROTE_ABOUT")
    assert relations(records) == {
        ("Ada Quill", "owns", "Tidewater Shipping"), ("Tidewater Shipping", "located_at", "1 The North Pier"),
        ("Ada Quill", "relative_of", "Bela Marsh"), ("Bela Marsh", "wrote_about", "Tidewater Shipping"),
    }  # fmt: skip
    ada, tide = entity(records, "Ada Quill"), entity(records, "Tidewater Shipping")
    assert (ada.kind, ada.ids, ada.country, [alias.name for alias in ada.aliases]) == (
        "person",
        {"wikidata": "Q900000001"},
        "XA",
        ["A. Quill"],
    )
    # two fragments, on two lines and of two data sets
    assert (tide.kind, [alias.name for alias in tide.aliases]) == ("organisation", ["Tidewater Shipping Ltd"])
    assert tide.properties == {
        "jurisdiction": "xa", "registrationNumber": "007", "datasets": "harbour_register\npier_list", "label": "Company",
    }  # fmt: skip
    assert entity(records, "Bela Marsh").note == "An invented person."
    owns = next(row for row in of(records, Row) if row.predicate == "owns")
    assert (owns.row, owns.when) == (2, "2029-01/")
    assert owns.properties == {"percentage": "60", "datasets": "harbour_register", "schema": "Ownership"}


def test_sample_of_statements_becomes_a_case_of_its_own() -> None:
    loaded = loaders.load(SAMPLES / "harbour.statements.json")
    records = list(loaded)
    assert loaded.format == "followthemoney"
    assert "marked as external" in loaded.warnings[0].message
    assert relations(records) == {("Ada Quill", "owns", "Tidewater Shipping")}
    ada = entity(records, "Ada Quill")
    assert (ada.key, ada.kind, [alias.name for alias in ada.aliases]) == ("person:NK-ada", "person", ["A. Quill"])
    assert not entity(records, "Tidewater Shipping").aliases
    (row,) = of(records, Row)
    assert row.properties == {"dataset": "pier_list", "origin": "Harbour Office", "schema": "Ownership"}


@pytest.mark.parametrize("name", ["followthemoney", "ftm-statements"])
def test_what_redstring_exported_comes_back_as_far_as_the_model_has_it(exported: Export, dong_material: Material, name: str) -> None:
    loaded = loaders.load(exported(name))
    records = list(loaded)
    entities = {(each.name, each.kind) for each in of(records, Entity) if each.properties.get("label") != "Article"}
    assert entities == {(each.name, each.kind) for each in dong_material.entities()}
    rows, told = of(records, Row), list(dong_material.relations())
    assert len(rows) == len(told)
    by_slug = {row.properties["recordId"]: row for row in rows}
    for was in told:
        row = by_slug[was.slug]
        assert "status" not in row.properties and "summary" not in row.properties
        assert f"Status: {was.status}" in row.properties["summary as told by the file"]
    assert "claims as reported, not findings" in loaded.case.note


def test_relations_that_are_exported_are_known_as_relations() -> None:
    assert {edge.schema: edge.ends for edge in EXPORTED.values()} == {
        schema: ends[:2] for schema, ends in EDGES.items() if schema in {edge.schema for edge in EXPORTED.values()}
    }
    assert not set(SCHEMATA.values()) & EDGES.keys()


def test_nested_neighbours_and_several_ends_are_read(tmp_path: Path) -> None:
    nested = {
        **ADA,
        "properties": {"name": ["Ada"], "addressEntity": [{"id": "p", "schema": "Address", "properties": {"full": ["Pier 1"]}}]},
    }
    path = tmp_path / "x.json"
    path.write_text(lines(nested, BELA, link("Payment", payer=["a", "b"], beneficiary=["a"], amount=["=cmd()"])))
    records = list(loaders.load(path))
    assert relations(records) == {("Ada", "located_at", "Pier 1"), ("Ada", "paid", "Ada"), ("Bela", "paid", "Ada")}
    assert [row.properties["amount"] for row in of(records, Row) if row.predicate == "paid"] == ["=cmd()", "=cmd()"]


def test_a_neighbour_that_is_not_in_the_file_is_a_property_and_told(told: Told, tmp_path: Path) -> None:
    """targets.nested.json of OpenSanctions names what is farther away by its id alone."""
    firm = {"id": "f", "schema": "Company", "properties": {"name": ["Quay"], "addressEntity": ["p", "q"]}}
    pier = {"id": "p", "schema": "Address", "properties": {"full": ["Pier 1"]}}
    assert told("x.json", lines(firm, pier)) == [
        "warning: x.json:1:1: addressEntity: names entities that the file does not hold; they are kept as a property"
    ]
    records = list(loaders.load(tmp_path / "x.json"))
    assert relations(records) == {("Quay", "located_at", "Pier 1")}
    assert entity(records, "Quay").properties["addressEntity"] == "p\nq"


def test_statements_as_a_csv_are_read_like_those_of_json_lines(told: Told, tmp_path: Path) -> None:
    head = "id,entity_id,canonical_id,prop,schema,value,dataset,external\n"
    rows = [
        '1,x-a,a,name,Person,"Ada\nQuill",list,f',
        "2,x-a,a,id,Person,hash,list,f",
        "3,x-b,b,name,Company,Quay,list,false",
        "4,x-o,o,owner,Ownership,x-a,list,f",
        "5,x-o,o,asset,Ownership,x-b,list,f",
        "6,x-b,b,name,Company,Guess,other,t",
    ]
    assert told("x.csv", head + "\n".join(rows)) == [
        "warning: x.csv:8:1: external: statements that are marked as external (not a part of the data set) are left out"
    ]
    loaded = loaders.load(tmp_path / "x.csv")
    assert (loaded.format, relations(loaded)) == ("followthemoney", {("Ada Quill", "owns", "Quay")})
    (problem,) = told("x.csv", head + "1,2\n" + rows[0])
    assert problem == "x.csv:2:1: row: the row has 2 fields, the header 8"


@pytest.mark.parametrize(("items", "message"), [
    ((ADA, link("Ownership", owner=["a"])), "x.json:2:1: asset: Ownership needs an entity at this end"),
    ((ADA, {**ADA, "schema": "Vessel"}), "x.json:2:1: schema: 'a' is a 'Person' on an earlier line and a 'Vessel' here"),
    ((ADA, {"id": "b", "properties": {}}), "x.json:2:1: schema: is missing"),
    ((ADA, {"schema": "Person", "properties": {}}), "x.json:2:1: id: is missing"),

    ((ADA, {"id": "b", "schema": "Person", "properties": []}), "x.json:2:1: properties: must be an object of lists"),
    ((ADA, "[1]"), "x.json:2:1: each line must be an object"),
    ((ADA, '{"id": "b"'), "x.json:2:11: is no JSON from here on: Expecting ',' delimiter; if no line comes behind"),
    ((ADA, '{"id": "b", "id": "c"}'), "x.json:2:1: id: stands twice in one object"),
    ((ADA, "[" * 100_000 + "]" * 100_000), "x.json:2:1: is nested too deep"),
    ((ADA, '{"id": "b", "schema": "Person", "properties": {"name": ' + '{"id":' * 100_000), "x.json:2:1: is nested too deep"),
    ((ADA, link(subject=["a"], object=["a"], date=["2021-02-30"])), "warning: x.json:2:1: when: '2021-02-30' is no date"),
    ((ADA, BELA, '\ufeff{"id": "c"}'), "x.json:3:1: is no JSON from here on"),
])  # fmt: skip
def test_bad_input_is_told_with_its_line(told: Told, items: tuple[Any, ...], message: str) -> None:
    (problem,) = told("x.json", lines(*items))
    assert message in problem


def test_encodings_lengths_and_huge_numbers(told: Told, tmp_path: Path) -> None:
    assert told("x.json", b"\xef\xbb\xbf" + lines(ADA).encode()) == []
    assert "x.json:2:10: encoding: is not UTF-8" in told("x.json", lines(ADA).encode() + b'{"id": "a\xe9"}')[0]
    assert "x.json:2:4: holds a null byte" in told("x.json", lines(ADA) + '{"i\0')[0]
    assert "x.json:2:1: the line is longer than 1,000 bytes" in told("x.json", lines(ADA, "x" * 5_000), limits=Limits(line=1_000))[0]
    assert told("x.json", lines(ADA, '{"id": "n", "schema": "Person", "properties": {"name": [' + "9" * 50_000 + "]}}")) == []
    assert {len(each.name) for each in of(loaders.load(tmp_path / "x.json"), Entity)} == {3, 50_000}


def test_an_end_that_the_file_does_not_hold_is_known_by_its_id(told: Told, tmp_path: Path) -> None:
    (doubt,) = told("x.json", lines(ADA, link("Ownership", owner=["a"], asset=["NK-zz"])))
    assert doubt == "warning: x.json:2:1: asset: names entities that the file does not hold; they are known by their ids alone"
    records = list(loaders.load(tmp_path / "x.json"))
    assert relations(records) == {("Ada", "owns", "NK-zz")}
    assert entity(records, "NK-zz").kind == "thing"


def test_when_something_was_seen_is_kept_and_the_last_time_only_of_what_is_gone(told: Told, tmp_path: Path) -> None:
    here = {"first_seen": "2029-01-05", "last_seen": "2031-04-12T08:00:00", "last_change": "2030-06-01", "target": True}
    gone = {"first_seen": "2028-11-30", "last_seen": "2030-02-01T08:00:00", "origin": "list", "updated_at": "2031"}
    lines = [
        {"id": "ada", "schema": "Person", "properties": {"name": ["Ada Quill"]}, **here},
        {
            "id": "ada",
            "schema": "Person",
            "properties": {"country": ["xa"]},
            "first_seen": "2028-03-01",
            "last_seen": "2031-04-12T06:00:00",
        },
        {"id": "bo", "schema": "Person", "properties": {"name": ["Bo Reed"]}, **gone},
    ]
    found = told("made.ftm.json", "\n".join(map(json.dumps, lines)))
    assert len(found) == 2
    assert all(f"'{name}' of an entity is left out" in "\n".join(found) for name in ("origin", "updated_at"))
    records = list(loaders.load(tmp_path / "made.ftm.json"))
    ada, bo = entity(records, "Ada Quill").properties, entity(records, "Bo Reed").properties
    assert {name: ada.get(name) for name in here} == {
        "first_seen": "2028-03-01", "last_seen": None, "last_change": "2030-06-01", "target": "true",
    }  # fmt: skip
    assert (bo["first_seen"], bo["last_seen"]) == ("2028-11-30", "2030-02-01T08:00:00")


def test_when_a_statement_was_seen_is_that_of_its_entity(tmp_path: Path) -> None:
    said = {"canonical_id": "ada", "entity_id": "ada", "schema": "Person", "dataset": "pier"}
    lines = [
        {**said, "prop": "name", "value": "Ada Quill", "first_seen": "2029-01-05", "last_seen": "2031-04-12"},
        {**said, "prop": "country", "value": "xa", "first_seen": "2030-01-05", "last_seen": "2030-04-12"},
    ]
    path = tmp_path / "made.json"
    path.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    found = entity(list(loaders.load(path)), "Ada Quill").properties
    assert (found["first_seen"], "last_seen" in found) == ("2029-01-05", False)
