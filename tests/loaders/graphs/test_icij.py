"""The ICIJ Offshore Leaks CSVs: the sample, the older header, and bad input."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import loaders
from graph.model import Entity, Row, Source
from tests.loaders.graphs.conftest import SAMPLES, entity, of, relations

OFFICERS = "node_id,name\n1,Ada\n2,Bela\n"
EDGES = "node_id_start,node_id_end,rel_type,link,start_date,end_date\n1,2,similar,,,\n"
Told = Callable[..., list[str]]


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """The problems and warnings of a folder of two files, of which some text is put in place of another."""

    def problems(*, officers: str | bytes = OFFICERS, edges: str = EDGES, **more: str) -> list[str]:
        for name, data in {"nodes-officers.csv": officers, "relationships.csv": edges, **more}.items():
            (tmp_path / name).write_bytes(data if isinstance(data, bytes) else data.encode())
        return [f"{'warning: ' if problem.warning else ''}{problem}" for problem in loaders.check(tmp_path)]

    return problems


def test_sample_becomes_a_case_of_its_own_and_says_that_a_listing_is_no_wrongdoing() -> None:
    loaded = loaders.load(SAMPLES / "harbour-offshore")
    records = list(loaded)
    assert (loaded.format, loaded.name, loaded.doubts) == ("icij", "harbour-offshore.icij", 0)
    sources = of(records, Source)
    assert len(sources) == 5 and all("Being listed is no wrongdoing" in source.note for source in sources)
    assert "Being listed is no wrongdoing" in loaded.case.note
    assert {(each.key, each.kind) for each in of(records, Entity)} == {
        ("organisation:10000001", "organisation"), ("officer:12000001", "officer"), ("officer:12000002", "officer"),
        ("intermediary:11000001", "intermediary"), ("place:24000001", "place"),
    }  # fmt: skip
    firm = entity(records, "TIDEWATER HOLDINGS LTD.")
    assert ([alias.name for alias in firm.aliases], firm.country) == (["Tidewater Holdings"], "XAA")
    assert firm.properties["incorporation_date"] == "2006-03-23" and firm.properties["struck_off_date"] == "2012-12-31"
    assert firm.properties["internal_id"] == "007" and firm.properties["status as told by the file"] == "Struck off"
    assert relations(records) == {
        ("Ada Quill", "officer_of", "TIDEWATER HOLDINGS LTD."), ("GREY HERON NOMINEES", "officer_of", "TIDEWATER HOLDINGS LTD."),
        ("Oakum, Marsh & Partners", "intermediary_of", "TIDEWATER HOLDINGS LTD."),
        ("TIDEWATER HOLDINGS LTD.", "registered_address", "1 The North Pier, Harbourtown"),
    }  # fmt: skip
    assert [(row.row, row.when) for row in of(records, Row)] == [(2, "2006-04-01/2010-06-30"), (3, "2007-01-15/"), (4, None), (5, None)]


def test_older_header_of_relationships_is_known(told: Told, tmp_path: Path) -> None:
    assert told(edges="START_ID,TYPE,END_ID,link\n1,officer_of,2,x\n") == []
    assert relations(loaders.load(tmp_path)) == {("Ada", "officer_of", "Bela")}


@pytest.mark.parametrize("files", [
    {"Entities.csv": "name,node_id\nVELL LTD,10\n", "Officers.csv": "name,icij_id,node_id\nADA,E7,12\n",
     "all_edges.csv": "node_1,rel_type,node_2,sourceID\n12,officer_of,10,x\n"},
    {"panama_papers.nodes.entity.csv": '"node_id","name"\n"10","VELL LTD"\n',
     "panama_papers.nodes.officer.csv": '"node_id","name"\n"12","ADA"\n',
     "panama_papers.edges.csv": '"START_ID","TYPE","END_ID"\n"12","officer_of","10"\n'},
    {"nodes-entities.csv": "_id,_labels,name,node_id\n0,:Entity,VELL LTD,10\n", "nodes-officers.csv": "_id,name,node_id\n5,ADA,12\n",
     "relationships.csv": "_start,_end,_type\n5,0,officer_of\n"},
], ids=["2017", "2018", "2021"])  # fmt: skip
def test_files_of_earlier_releases_are_known(tmp_path: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    loaded = loaders.load(tmp_path)
    records = list(loaded)
    assert loaded.format == "icij"
    assert relations(records) == {("ADA", "officer_of", "VELL LTD")}
    assert {each.kind for each in of(records, Entity)} == {"organisation", "officer"}


@pytest.mark.parametrize(("given", "message"), [
    ({"edges": EDGES + "1,9,similar,,,\n"}, "relationships.csv:3:1: node_id_end: there is no node with the id '9'"),
    ({"edges": EDGES + "1,2,similar\n"}, "relationships.csv:3:1: row: the row has 3 fields, the header 6"),
    ({"edges": EDGES + "1,2,similar,,2006-02-30,\n"}, "warning: relationships.csv:3:1: when: '2006-02-30/' is no date"),
    ({"edges": EDGES + "1,2,similar,,00-JAN-1900,\n"}, "warning: relationships.csv:3:1: when: '00-JAN-1900/' is no date"),
    ({"officers": OFFICERS + "1,Other\n"}, "nodes-officers.csv:4:1: id: the id '1' stands for another node at nodes-officers.csv:2"),
    ({"officers": "1,Ada\n2,Bela\n"}, "nodes-officers.csv:1:1: header: has no header with node_id"),
    ({"officers": "node_id,name,name\n1,Ada,x\n2,Bela,x\n"}, "nodes-officers.csv:1:1: name: stands twice in the header"),
    ({"officers": OFFICERS.encode() + b"3,\xe9\n"}, "nodes-officers.csv:4:3: encoding: is not UTF-8"),
    ({"nodes-others.csv": "node_id,name\n1,Ada's trust\n"}, "warning: nodes-others.csv:2:1: node_id: some ids stand in two files"),
])  # fmt: skip
def test_bad_input_is_told_with_file_line_and_field(told: Told, given: dict[str, str | bytes], message: str) -> None:
    assert told() == []
    (problem,) = told(**given)
    assert message in problem


def test_formulas_are_texts(told: Told, tmp_path: Path) -> None:
    assert told(officers=OFFICERS + "3,=cmd()\n") == []
    assert entity(loaders.load(tmp_path), "=cmd()").key == "officer:3"
