"""Node-link JSON: the sample, the dialects of other tools, what Redstring itself exported, which loader a .json goes to, and bad input."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

import loaders
from graph.errors import LoadError
from graph.export import Material
from graph.model import Entity, Row, Source
from loaders.folder import Limits
from tests.loaders.graphs.conftest import ROOT, SAMPLES, Export, Told, comes_back, entity, of, relations

TWO = [{"id": "a"}, {"id": "b"}]
EMPTY_STORY = {"nodes": TWO, "edges": [{"source": "a", "target": "b"}]}


def graph(tmp_path: Path, made: Any) -> loaders.Loaded:
    path = tmp_path / "made.json"
    path.write_text(made if isinstance(made, str) else json.dumps(made), "utf-8")
    return loaders.load(path)


def test_sample_becomes_a_case_of_its_own() -> None:
    loaded = loaders.load(SAMPLES / "harbour.node-link.json")
    records = list(loaded)
    assert (loaded.format, loaded.name, loaded.doubts) == ("node-link", "harbour.node-link.json", 0)
    assert of(records, Source)[0].note == "Who met whom at the harbour: an invented story."
    assert relations(records) == {
        ("Ada Quill", "works_for", "Tidewater Shipping"), ("Bela Marsh", "seen_at", "The North Pier"),
        ("Ada Quill", "knows", "Bela Marsh"), ("Ada Quill", "wrote_to", "Bela Marsh"),
    }  # fmt: skip
    ada, bela, tide, pier = (entity(records, name) for name in ("Ada Quill", "Bela Marsh", "Tidewater Shipping", "The North Pier"))
    assert ([alias.name for alias in ada.aliases], ada.when) == (["A. Quill", "the pilot"], "1990")
    assert (bela.ids, bela.country) == ({"wikidata": "Q900000002"}, "XA")
    assert (tide.kind, tide.properties) == ("organisation", {"label": "company", "staff": "12"})
    assert pier.properties == {"label": "location", "at": '{"lat": "1.50", "lon": "-2"}'}
    assert [row.properties for row in of(records, Row)][2] == {"key": "0", "told_by": "a friend\na neighbour"}


def test_what_redstring_exported_comes_back(exported: Export, dong_material: Material) -> None:
    comes_back(list(loaders.load(exported("node-link"))), dong_material)


@pytest.mark.parametrize("edges", ["edges", "links"])
def test_networkx_undirected_with_numbers_as_ids(tmp_path: Path, edges: str) -> None:
    made = nx.Graph()
    made.add_node(1, name="One", born=1990)
    made.add_edge(1, 2, type="met")
    (row,) = of(graph(tmp_path, nx.node_link_data(made, edges=edges)), Row)
    assert (row.subject, row.predicate, row.object, row.properties) == ("thing:1", "met", "thing:2", {"directed": "false"})


def test_links_of_networkx_1_name_nodes_with_ids_by_their_places(tmp_path: Path) -> None:
    nodes = [{"id": "ada", "name": "Ada"}, {"id": "tide", "name": "Tide"}, {"id": "bo", "name": "Bo"}]
    links = [{"source": 0, "target": 1, "type": "owns"}, {"source": 2, "target": 0, "type": "met"}]
    for made in ({"nodes": nodes, "links": links}, {"directed": True, "links": links, "nodes": nodes}):
        loaded = graph(tmp_path, made)
        assert relations(loaded) == {("Ada", "owns", "Tide"), ("Bo", "met", "Ada")}
        assert {each.key for each in of(loaded, Entity)} == {"thing:ada", "thing:tide", "thing:bo"}
        (told,) = loaded.warnings
        assert "its links name nodes by their places in the list, from 0, as networkx 1 wrote them" in str(told)


@pytest.mark.parametrize(
    ("ids", "source"), [(["a", "b"], "2"), (["a", "b"], "0.0"), (["a", "b"], "true"), (["a", "7"], "0"), ([10, 20], "0")]
)
def test_numbers_that_are_surely_no_places_name_nobody(told: Told, ids: list[Any], source: str) -> None:
    nodes = json.dumps([{"id": each} for each in ids])
    found = told("made.json", f'{{"nodes": {nodes}, "links": [{{"source": {source}, "target": 1}}]}}')
    assert any(f"there is no node with the id '{source}'" in each for each in found)
    numbered = any(str(each).isdecimal() for each in ids)
    assert any("may name nodes by their places in the list, as networkx 1" in each for each in found) == numbered


def test_dialects_of_d3_graphology_cytoscape_and_vis(tmp_path: Path) -> None:
    whole = {"id": "x", "name": "Ada"}
    for made in (
        {"nodes": [{"name": "Ada", "group": 1}, {"name": "Bela", "group": 1}], "links": [{"source": 0, "target": 1, "type": "met"}]},
        {"nodes": [whole, {"id": "y", "name": "Bela"}], "links": [{"source": whole, "target": "y", "type": "met"}]},
        {
            "attributes": {"title": "t"},
            "nodes": [{"key": "x", "attributes": {"label": "Ada"}}, {"key": "y", "attributes": {"label": "Bela"}}],
            "edges": [{"key": "e", "source": "x", "target": "y", "attributes": {"label": "met"}}],
        },
        {
            "elements": {
                "nodes": [{"data": {"id": "x", "name": "Ada"}}, {"data": {"id": "y", "name": "Bela"}}],
                "edges": [{"data": {"source": "x", "target": "y", "interaction": "met"}}],
            },
            "style": [],
        },
        {
            "elements": [
                {"data": {"id": "x", "label": "Ada"}, "group": "nodes"},
                {"data": {"id": "e", "source": "x", "target": "y", "label": "met"}},
                {"data": {"id": "y", "label": "Bela"}},
            ]
        },
        {"edges": [{"from": 7, "to": 8, "label": "met"}], "nodes": [{"id": 7, "label": "Ada"}, {"id": 8, "label": "Bela"}]},
    ):
        assert relations(graph(tmp_path, made)) == {("Ada", "met", "Bela")}


@pytest.mark.parametrize("form", ["lines", "list", "lists"])
def test_what_apoc_exports_is_read(tmp_path: Path, form: str) -> None:
    nodes = [
        {"type": "node", "id": "0", "labels": ["Person"], "properties": {"name": "Ada", "id": 7}},
        {"type": "node", "id": "1", "labels": ["Firm"], "properties": {"name": "Quay"}},
    ]
    ends = {"start": {"id": "0", "labels": ["Person"]}, "end": {"id": "1"}}
    ties = [{"id": "5", "type": "relationship", "label": "OWNS", "properties": {"start": "2001"}, **ends}]
    lines = "\n".join(map(json.dumps, nodes + ties))
    loaded = graph(
        tmp_path, {"lines": lines, "list": f"[{lines}]".replace("\n", ",\n"), "lists": json.dumps({"nodes": nodes, "rels": ties})}[form]
    )
    records = list(loaded)
    assert (loaded.format, loaded.doubts, relations(records)) == ("node-link", 0, {("Ada", "owns", "Quay")})
    assert entity(records, "Ada").properties == {"property id": "7"}
    assert of(records, Row)[0].properties == {"id": "5", "property start": "2001"}


def test_a_list_that_is_not_read_is_told(told: Told) -> None:
    made = {**EMPTY_STORY, "groups": [{"id": 1}]}
    assert told("x.json", json.dumps(made)) == [
        "warning: x.json:1:1: groups: is left out: nodes are read from nodes, relations from edges or links"
    ]


def test_what_cytoscape_saves_is_known_by_its_ending(tmp_path: Path) -> None:
    path = tmp_path / "made.cyjs"
    path.write_text(json.dumps({"data": {"name": "x"}, "elements": {"nodes": [{"data": {"id": "1", "name": "Ada"}}], "edges": []}}))
    assert [each.name for each in of(loaders.load(path), Entity)] == ["Ada"]


def test_a_json_file_goes_to_the_loader_of_its_form(tmp_path: Path) -> None:
    kept = ROOT / "tests" / "graph" / "kept" / "version-1.redstring.json"
    assert loaders.load(kept).format == "snapshot"
    assert graph(tmp_path, EMPTY_STORY).format == "node-link"
    # what comes first may be larger than what is looked at
    assert graph(tmp_path, {"edges": [{"source": "a", "target": "b", "note": "x" * 70_000}], "nodes": TWO}).format == "node-link"
    assert graph(tmp_path, "\ufeff" + json.dumps(EMPTY_STORY)).format == "node-link"


def test_numbers_stay_the_text_that_they_are(tmp_path: Path) -> None:
    huge = "9" * 50_000
    text = f'{{"nodes": [{{"id": {huge}, "b": 1e999, "c": 0.10, "d": NaN, "e": true, "f": null}}], "links": []}}'
    (found,) = of(graph(tmp_path, text), Entity)
    assert found.name == huge
    assert found.properties == {"b": "1e999", "c": "0.10", "d": "NaN", "e": "true"}


def test_texts_that_no_store_keeps_are_told(tmp_path: Path) -> None:
    loaded = graph(tmp_path, r'{"nodes": [{"id": "a", "name": "x\u0000y\ud800z", "cell": "=cmd()"}], "links": []}')
    (found,) = of(loaded, Entity)
    assert (found.name, found.properties) == ("x\ufffdy\ufffdz", {"cell": "=cmd()"})
    assert "become U+FFFD" in loaded.warnings[0].message


@pytest.mark.parametrize(("text", "message"), [
    ('{"nodes": [{"id": "a"}],\n"edges": [{"source": "a", "target": "c"}]}', "x.json:2:1: target: there is no node with the id 'c'"),
    ('{"nodes": [{"id": "a"}],\n"edges": [{"source": "a"}]}', "x.json:2:1: target: is missing"),
    ('{"nodes": [{"id": "a", "name": "A"},\n{"id": "a", "name": "B"}]}',
     "x.json:2:1: id: the id 'a' stands for another node at x.json:1"),
    ('{"nodes": [\n"a"]}', "x.json:2:1: nodes: a node must be an object"),
    ('{"nodes": [{"id": "a"}], "edges": [\n5]}', "x.json:2:1: edges: an edge must be an object"),
    ('{"nodes": [{"id": "a"},\n{"id": "b", "id": "c"}]}', "x.json:2:1: id: stands twice in one object"),
    ('{"nodes": [{"id": "a"}],\n"nodes": []}', "x.json:2:1: 'nodes': stands twice in one object"),
    ('{"nodes": [{"id": "a"}\n{"id": "b"}]}', "x.json:2:1: is no JSON from here on: , is missing"),
    ('{"nodes": [{"id": "a"}', "is no JSON from here on: the file ends in the middle"),
    ('{"nodes": [{"id": "a"', "is no JSON from here on: the file ends in the middle"),
    ('{"nodes": [{"id": "a"},\n{"id": "b', "x.json:2:1: is no JSON from here on: the file ends in the middle"),
    ('{"nodes": [{"id": "a"}],', "is no JSON from here on: the file ends in the middle"),
    ('{"nodes": [{"id": "a"}], "edges"', "is no JSON from here on: the file ends in the middle"),
    ('{"nodes": [{"id": "a"}], "edges": "x\n"}', "is no JSON from here on: Invalid control character"),
    ('{"nodes": [{"id": "a"}]}\n{}', "x.json:2:1: is no JSON from here on: something stands after the end"),
    ('{"nodes": []}', "x.json:1:1: holds no node"),
    (b'{"nodes": [{"id": "\xff"}]}', "x.json:1:1: is not UTF-8"),
    ('{"nodes": [{"id": "a", "x": ' + "[" * 100_000 + "]" * 100_000 + "}]}", "x.json:1:1: is nested too deep"),
    ('{"nodes": [{"id": "a", "x": ' + '{"a":' * 100_000 + "}]}", "x.json:1:1: is nested too deep"),
])  # fmt: skip
def test_bad_input_is_told_with_its_place(told: Told, text: str | bytes, message: str) -> None:
    (problem,) = told("x.json", text)
    assert message in problem


def test_impossible_date_is_told_and_stays_a_text(told: Told) -> None:
    made = {"nodes": [{"id": "a", "when": "2021-13-01"}], "edges": []}
    assert told("x.json", json.dumps(made)) == ["warning: x.json:1:1: when: '2021-13-01' is no date; it is kept as a text"]


def test_an_item_that_is_too_long_is_refused_and_a_long_file_is_not(told: Told) -> None:
    small = Limits(line=500_000)
    (problem,) = told("x.json", '{"nodes": [{"id": "a", "x": "' + "y" * 5_000_000, limits=small)
    assert "longer than 500,000 bytes" in problem
    nodes = ",\n".join(f'{{"id": {number}, "name": "Node {number}", "x": 0.5}}' for number in range(20_000))
    assert told("x.json", f'{{"nodes": [{nodes}]}}', limits=small) == []


def test_hostile_text_costs_no_more_than_its_length(told: Told) -> None:
    def seconds(size: int) -> float:
        began = time.process_time()
        told("x.json", '{"nodes": [' + '{"id": "' + "\\" * size)
        told("x.json", '{"nodes": [' + "[" * 10 + '"' * size)
        return time.process_time() - began

    seconds(1_000)
    assert seconds(400_000) < 0.2 + 12 * seconds(100_000)


def test_lists_of_neighbours_are_refused_and_not_dropped(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match=r"write it anew with networkx\.node_link_data"):
        graph(tmp_path, nx.adjacency_data(nx.Graph([("ada", "tide")])))


@pytest.mark.parametrize("group", [{}, {"group": "nodes"}])
def test_a_bare_list_of_elements_of_cytoscape_js(tmp_path: Path, group: dict[str, str]) -> None:
    ends = [{**group, "data": {"id": each, "label": each.title()}} for each in ("ada", "bank")]
    tie = {"data": {"id": "t", "source": "ada", "target": "bank", "label": "pays"}}
    assert relations(graph(tmp_path, [*ends, tie])) == {("Ada", "pays", "Bank")}


def test_every_label_of_apoc_is_kept(tmp_path: Path) -> None:
    node = {"type": "node", "id": "0", "labels": ["Sailor", "Person", "Entity"], "properties": {"name": "Ada"}}
    ada = entity(graph(tmp_path, json.dumps(node) + "\n"), "Ada")
    assert (ada.kind, ada.properties) == ("person", {"labels": "Sailor\nPerson"})
