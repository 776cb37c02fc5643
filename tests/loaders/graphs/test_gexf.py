"""GEXF: the sample, versions and time, what Redstring itself exported, and bad input."""

from __future__ import annotations

import io
from pathlib import Path

import networkx as nx
import pytest

import loaders
from graph.export import Material
from graph.model import Entity, Row, Source
from tests.loaders.graphs.conftest import SAMPLES, Export, Told, comes_back, entity, of, relations

FRAME = """<gexf version="1.2"><graph timeformat="date"><attributes class="edge"><attribute id="0" title="type"/></attributes>
<nodes>{}</nodes>
<edges>{}</edges></graph></gexf>"""
TWO = '<node id="a" label="A"/><node id="b" label="B"/>'


def gexf(tmp_path: Path, text: str) -> loaders.Loaded:
    path = tmp_path / "made.gexf"
    path.write_text(text, "utf-8")
    return loaders.load(path)


def test_sample_becomes_a_case_of_its_own() -> None:
    loaded = loaders.load(SAMPLES / "harbour.gexf")
    records = list(loaded)
    assert (loaded.format, loaded.name, loaded.doubts) == ("gexf", "harbour.gexf", 0)
    (source,) = of(records, Source)
    assert (source.published, source.note) == ("2031-05-02", "Who met whom at the harbour: an invented story.")
    assert {(each.name, each.kind) for each in of(records, Entity)} == {
        ("Ada Quill", "person"), ("Bela Marsh", "person"), ("Tidewater Shipping", "organisation"), ("The North Pier", "place"),
    }  # fmt: skip
    assert relations(records) == {
        ("Ada Quill", "works_for", "Tidewater Shipping"), ("Bela Marsh", "seen_at", "The North Pier"),
        ("Tidewater Shipping", "owns", "The North Pier"), ("Ada Quill", "knows", "Bela Marsh"),
    }  # fmt: skip
    rows = of(records, Row)
    assert [row.when for row in rows] == ["2029-01-01/..", "2031-04-11", None, None]
    assert rows[2].properties == {"id": "2", "shares": "0.75"}
    assert rows[3].properties == {"id": "3", "weight": "2.0", "directed": "false", "time": "2020-01-01/2022-12-31\n2030-01-01/.."}


def test_what_redstring_exported_comes_back(exported: Export, dong_material: Material) -> None:
    comes_back(list(loaders.load(exported("gexf"))), dong_material)


def test_a_name_goes_before_the_id_that_networkx_writes_as_the_label(tmp_path: Path) -> None:
    graph = nx.Graph()
    graph.add_node("n0", name="Ada Quill")
    graph.add_node("n1")
    graph.add_edge("n0", "n1")
    text = io.BytesIO()
    nx.write_gexf(graph, text)
    found = of(list(gexf(tmp_path, text.getvalue().decode())), Entity)
    assert [(each.name, each.properties) for each in found] == [("Ada Quill", {}), ("n1", {})]


@pytest.mark.parametrize("version", ["1.1draft", "1.2draft", "1.3"])
def test_versions_as_networkx_writes_them(tmp_path: Path, version: str) -> None:
    graph = nx.MultiDiGraph()
    graph.add_node("a", label="Ada", kind="Person", born=1990)
    graph.add_node("b", label="Bela")
    graph.add_edge("a", "b", relation="met", weight=3)
    text = io.BytesIO()
    nx.write_gexf(graph, text, version=version)
    loaded = gexf(tmp_path, text.getvalue().decode())
    records = list(loaded)
    assert relations(records) == {("Ada", "met", "Bela")}
    assert entity(records, "Ada").properties == {"born": "1990"}


def test_type_that_is_no_direction_is_the_type_as_networkx_writes_it(tmp_path: Path) -> None:
    graph = nx.DiGraph()
    graph.add_edge("a", "b", type="owns")
    nx.write_gexf(graph, tmp_path / "made.gexf")
    (row,) = of(list(loaders.load(tmp_path / "made.gexf")), Row)
    assert (row.predicate, row.properties) == ("owns", {"id": "0"})


def test_nested_nodes_name_their_parent(tmp_path: Path) -> None:
    nested = '<node id="a" label="A"><nodes><node id="c" label="C"/></nodes></node><node id="b" label="B" pid="a"/>'
    records = list(gexf(tmp_path, FRAME.format(nested, "")))
    assert [entity(records, name).properties for name in "ABC"] == [{}, {"parent": "a"}, {"parent": "a"}]


def test_numbers_of_time_are_no_dates(tmp_path: Path) -> None:
    text = FRAME.replace('timeformat="date"', 'timeformat="double"').format(TWO, '<edge source="a" target="b" start="3.5" end="9"/>')
    (row,) = of(gexf(tmp_path, text), Row)
    assert (row.when, row.properties) == (None, {"time": "3.5/9", "directed": "false"})


def test_values_that_change_with_time_are_kept_with_it(tmp_path: Path) -> None:
    values = '<attvalue for="0" value="met" start="2001" end="2002"/><attvalue for="0" value="knew" start="2003"/>'
    (row,) = of(gexf(tmp_path, FRAME.format(TWO, f'<edge source="a" target="b"><attvalues>{values}</attvalues></edge>')), Row)
    assert row.properties["type"] == "met (2001/2002)\nknew (2003/..)"


@pytest.mark.parametrize(("nodes", "edges", "message"), [
    (TWO, '<edge source="a" target="c"/>', "x.gexf:3:1: target: there is no node with the id 'c'"),
    (TWO, '<edge source="a"/>', "x.gexf:3:8: target: is missing"),
    ('<node label="A"/>', "", "x.gexf:2:8: id: is missing"),
    (TWO + '\n<node id="a" label="X"/>', "", "x.gexf:3:1: id: the id 'a' stands for another node at x.gexf:2"),
    (TWO, '<edge source="a" target="b"><attvalues><attvalue for="9" value="x"/></attvalues></edge>',
     "x.gexf:3:47: for: no <attribute> of the class edge declares this value"),
    (TWO, '<edge source="a" target="b" start="2021-02-30"/>', "warning: x.gexf:3:8: when: '2021-02-30/..' is no date"),
    (TWO, '<edge source="a" target="b" start="2022" end="2021"/>', "warning: x.gexf:3:8: when: '2022/2021' is no date"),
    (TWO, "<edge>", "is no XML from here on"),
    ("", "", "x.gexf:1:1: holds no node"),
])  # fmt: skip
def test_bad_input_is_told_with_its_place(told: Told, nodes: str, edges: str, message: str) -> None:
    (problem,) = told("x.gexf", FRAME.format(nodes, edges))
    assert message in problem


def test_traps_in_xml_are_refused(told: Told) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><gexf>&b;</gexf>'
    (problem,) = told("x.gexf", bomb)
    assert "the file declares entities" in problem


def test_attribute_that_is_declared_twice_and_unknown_version_are_told(told: Told) -> None:
    twice = FRAME.replace('<attribute id="0" title="type"/>', '<attribute id="0"/><attribute id="0"/>').format(TWO, "")
    (problem,) = told("x.gexf", twice.replace("1.2", "7"))[1:]
    assert "version: is a version that is not known; it is read as 1.3" in problem
    assert "attribute: is declared twice" in told("x.gexf", twice)[0]


def test_an_open_end_is_an_end(told: Told, tmp_path: Path) -> None:
    edge = '<edge source="a" target="b" startopen="2011-02-01" endopen="2013-01-01"/>'
    assert told("x.gexf", FRAME.format(TWO, edge)) == []
    (row,) = of(loaders.load(tmp_path / "x.gexf"), Row)
    assert row.when == "2011-02-01/2013-01-01"
