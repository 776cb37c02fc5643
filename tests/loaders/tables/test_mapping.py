"""Mappings: what rows make by them, in both forms of evidence."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from itertools import chain
from pathlib import Path

import pytest

import loaders
from graph.load import load, unload
from graph.model import Case, Claim, Entity, Row, Source, Statement, Voice
from graph.store import GraphStore
from loaders import Loaded, tables
from loaders.tables import mapping_file, mapping_values
from tests.loaders.graphs.conftest import entity, of, relations
from tests.loaders.tables.conftest import SAMPLES

Load = Callable[..., Loaded]
SAID = """
tables:
  - file: said.csv
    relations:
      - subject: {name: {column: person}, kind: person}
        predicate: {column: said, values: {works for: works_for}}
        object: {name: {column: firm}, kind: organisation}
        where: {name: {column: port}, kind: place}
        when: {column: since}
        role: {column: post}
        claim:
          chain: [{column: by, kind: person}, {column: heard from, kind: unnamed}]
          hedge: {column: words, values: {"they say": alleged}}
          stance: {column: stance}
          reported: {column: on}
          source: {title: {column: headline}, publisher: {column: paper}, url: {column: link}, published: {column: out}}
"""
SAYINGS = """person,said,firm,port,since,post,by,heard from,words,stance,on,headline,paper,link,out
Ada Quill,works for,Tidewater,Skerry,2030,pilot,Ned Oakum,a friend,they say,,2031-04-30,Pilot hired,Harbour Courier,https://courier.example/1,2031-05-01
Ada Quill,works for,Tidewater,Skerry,2030,pilot,Tidewater,,,denies,,No pilot,The Beacon,https://beacon.example/7,2031-05-03
"""


def test_the_sample_makes_entities_and_rows() -> None:
    made = loaders.load(SAMPLES / "people.yml")
    assert made.warnings == ()
    assert relations(made) == {
        ("Ada Quill", "works_for", "Tidewater Shipping"),
        ("Ned Oakum", "works_for", "Tidewater Shipping"),
        ("Ada Quill", "met", 'Bela "the Bell" Marsh'),
    }
    ada = entity(made, "Ada Quill")
    assert (ada.kind, [alias.name for alias in ada.aliases], ada.properties["born"]) == ("person", ["A. Quill", "the pilot"], "1990-05-01")
    # Namibia, not a value that is missing; a formula, not its value
    assert entity(made, 'Bela "the Bell" Marsh').country == "NA"
    assert [row.properties.get("note") for row in of(made, Row)] == [None, "deckhand", "=at the quay"]
    assert {voice.name for voice in of(made, Voice)} == {"Office of the Harbour Master"}
    assert [source.published for source in of(made, Source)] == ["2031-06-01", "2031-06-01"]


def test_a_row_with_a_claim_is_a_statement_of_its_voices(loaded: Load) -> None:
    made = loaded(SAID, said__csv=SAYINGS)
    (said,) = {each.id: each for each in of(made, Statement)}.values()
    assert (said.predicate, said.when, said.role, said.where) == ("works_for", "2030", "pilot", "place:skerry")
    first, second = of(made, Claim)
    named = {voice.key: (voice.name, voice.kind.value) for voice in of(made, Voice)}
    assert [named[key] for key in first.chain] == [("Harbour Courier", "outlet"), ("Ned Oakum", "person"), ("a friend", "unnamed")]
    assert (first.hedge, first.stance, first.reported, first.locator.row) == ("alleged", "asserts", "2031-04-30", 2)
    assert (second.stance, len(second.chain)) == ("denies", 2)
    # a voice of the name of an entity is that entity's
    firm = next(voice for voice in of(made, Voice) if voice.name == "Tidewater")
    assert (firm.entity, firm.kind) == ("organisation:tidewater", "body")
    sources = {source.key: source for source in of(made, Source)}
    assert (sources[first.source].url, sources[first.source].published) == ("https://courier.example/1", "2031-05-01")
    assert {each.key for each in of(made, Entity)} == {"person:ada-quill", "organisation:tidewater", "place:skerry"}
    assert of(made, Row) == []


def test_a_table_goes_into_a_case_beside_what_it_has_and_out_again(store: GraphStore) -> None:
    made = loaders.load(SAMPLES / "people.yml")
    assert made.imported is not None
    name = made.imported.name
    case = "harbour"
    given = [each.model_copy(update={"case": case}) for each in made]
    ned = Entity(case=case, key="person:ned", name="Ned", kind="person")
    load(store, [ned], name=case)
    load(store, given, name=name, owner=name)
    query = "MATCH (a:Entity)-[r:WORKS_FOR]->(b) RETURN a.name AS a, r.status AS status ORDER BY a"
    assert [tuple(row) for row in store.read(query).rows] == [("Ada Quill", "single-source"), ("Ned Oakum", "single-source")]
    again = load(store, given, name=name, owner=name)
    assert (again.new, again.changed, again.removed) == (0, 0, 0)
    unload(store, case, name)
    assert [row[0] for row in store.read("MATCH (n:Entity) RETURN n.name").rows] == ["Ned"]
    assert store.read("MATCH (:Entity)-[r]->(:Entity) RETURN count(r)").rows[0][0] == 0


def test_files_are_given_beside_a_mapping_and_go_into_a_case_that_is_told() -> None:
    made = tables.load(SAMPLES / "people.yml", [SAMPLES / "ties.csv", SAMPLES / "people.csv"], "other")
    assert {record.case for record in made} == {"other"}
    with pytest.raises(loaders.LoadError, match=r"needs the file 'people\.csv'; give it too"):
        tables.load(SAMPLES / "people.yml", [SAMPLES / "ties.csv"])


def test_the_same_content_has_the_same_hash_and_another_has_not(loaded: Load) -> None:
    first, second = (loaded(SAID, said__csv=SAYINGS) for _ in range(2))
    other = loaded(SAID, said__csv=SAYINGS + "Bela Marsh,works for,Tidewater" + "," * 12 + "\n")
    hashes = [each.imported.sha256 for each in (first, second, other) if each.imported]
    assert hashes[0] == hashes[1] != hashes[2]
    # what the first has is in the second, record by record
    assert list(chain(first))[1:] == list(chain(second))[1:]


def test_every_field_of_a_mapping_is_documented() -> None:
    page = (SAMPLES.parents[2] / "docs" / "loaders" / "tables.md").read_text("utf-8")
    rows = [line for line in page.split("\n") if line.startswith("| `")]
    for part, known in (
        ("mapping", mapping_file.TOP),
        ("table", mapping_file.TABLE),
        ("entity", mapping_file.ENTITY),
        ("relation", mapping_file.RELATION),
        ("claim", mapping_file.CLAIM),
        ("source", mapping_file.SOURCE),
        ("value", mapping_values.VALUE),
    ):
        told = "".join(row.split("|")[1] for row in rows if part in row.split("|")[2])
        assert [name for name in known if f"`{name}`" not in told] == [], part


def test_a_case_keeps_mappings_that_load_into_it(tmp_path: Path) -> None:
    shutil.copytree(SAMPLES, tmp_path / "mappings")
    (tmp_path / "case.yml").write_text("case:\n  id: skerry\n  title: Skerry\n", "utf-8")
    assert [type(record) for record in loaders.load(tmp_path)] == [Case]
    assert {record.case for record in loaders.load(tmp_path / "mappings" / "people.yml")} == {"skerry"}


@pytest.mark.parametrize(("cell", "day"), [("45000", "2023-03-15"), ("36526.5", "2000-01-01"), ("12345", ""), ("99999", ""), ("soon", "")])
def test_a_number_that_a_spreadsheet_would_show_as_a_day_is_told(told: Callable[..., list[str]], cell: str, day: str) -> None:
    mapping = "tables:\n  - {file: a.csv, entities: [{name: {column: name}, kind: event, when: {column: day}}]}"
    (says,) = told(mapping, a__csv=f"name,day\nFair,{cell}\n")
    assert f"'{cell}' is no date; it is kept as a text" in says
    assert (f"As a number of a spreadsheet it would be {day}: give the cells the form of a date there" in says) == bool(day)


@pytest.mark.parametrize(
    ("cell", "when"), [("03/2021", "2021-03"), ("3.2021", "2021-03"), ("12-2021", "2021-12"), ("13/2021", None), ("2021", "2021")]
)
def test_a_month_and_a_year_are_that_month_in_whatever_order_days_are(tmp_path: Path, cell: str, when: str | None) -> None:
    entity = "{name: {column: name}, kind: event, when: {column: day}}"
    (tmp_path / "a.yml").write_text(f"tables:\n  - {{file: a.csv, entities: [{entity}]}}")
    (tmp_path / "a.csv").write_text(f"name,day\nFair,{cell}\n")
    assert [record.when for record in loaders.load(tmp_path / "a.yml") if isinstance(record, Entity)] == [when]


RELATION = "{subject: {name: {column: a}}, predicate: met, object: {name: {column: b}}, when: {column: day}CLAIM}"


@pytest.mark.parametrize(("claim", "becomes"), [("", "texts"), (", claim: {chain: [{column: by}]}", "a note")])
def test_days_of_which_nobody_says_the_order_are_told_once_with_what_to_do(
    told: Callable[..., list[str]], loaded: Load, claim: str, becomes: str
) -> None:
    mapping = f"tables:\n  - {{file: a.csv, relations: [{RELATION.replace('CLAIM', claim)}]}}"
    text = "a,b,day,by\nAda,Bo,01/02/2031,Ida\nAda,Ida,03/04/2031,Bo\n"
    (says,) = [each for each in told(mapping, a__csv=text) if "when" in each]
    assert says == (
        f"warning: a.csv:2:1: when: dates like '01/02/2031' can be read in two ways, so they are kept as {becomes}: say which comes first "
        "(dates: day first, or dates: month first)"
    )
    made = loaded(mapping, a__csv=text)
    kept = [each.note for each in of(made, Claim)] or [f"when: {each.properties['when']}" for each in of(made, Row)]
    assert kept == ["when: 01/02/2031", "when: 03/04/2031"]


def test_a_day_that_the_told_order_makes_impossible_stays_as_it_stands(loaded: Load) -> None:
    mapping = f"tables:\n  - {{file: a.csv, dates: day first, relations: [{RELATION.replace('CLAIM', '')}]}}"
    made = loaded(mapping, a__csv="a,b,day\nAda,Bo,03/25/2031\n")
    assert [each.properties for each in of(made, Row)] == [{"when": "03/25/2031"}]


def test_rows_of_one_name_that_differ_say_in_what_and_what_to_do(told: Callable[..., list[str]]) -> None:
    mapping = "tables:\n  - {file: a.csv, entities: [{name: {column: name}, country: {column: land}, properties: [sum, city]}]}"
    (says,) = told(mapping, a__csv="name,land,sum,city\nAlder,NO,5,Tarn\nAlder,SE,6,Tarn\n")
    assert "which says something else ('country', 'sum'); leave that out, give each row an id of its own, or say that" in says
