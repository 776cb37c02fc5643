"""GraphML, GEXF and node-link JSON: networkx reads back the same entities and relations, whatever their texts try."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest

from graph.export import Extent, Material
from graph.export import node as nodes
from graph.export.relation import ATTRIBUTES, COUNTS
from graph.export.xml_text import content
from graph.store import GraphStore
from graph.style import STYLE
from tests.graph.made_exports import CASE, exported, load_odd

Read = Callable[[bytes], Any]
READ: dict[str, Read] = {
    "graphml": lambda data: nx.read_graphml(io.BytesIO(data), force_multigraph=True),
    "gexf": lambda data: nx.read_gexf(io.BytesIO(data), version="1.3"),
    "node-link": lambda data: nx.node_link_graph(json.loads(data)),
}
GEXF, VIZ = "{http://gexf.net/1.3}", "{http://gexf.net/1.3/viz}"


def kept(name: str, text: str) -> str:
    """A text as the format can hold it: XML knows few control characters."""
    return text if name == "node-link" else re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", text)


@pytest.mark.parametrize("name", READ)
def test_networkx_reads_back_what_was_exported(name: str, store: GraphStore) -> None:
    read_back(name, load_odd(store), CASE)


@pytest.mark.parametrize("name", READ)
def test_networkx_reads_back_the_bundled_case(name: str, case_store: GraphStore) -> None:
    read_back(name, case_store, "dong-jingwei-2021")


def read_back(name: str, store: GraphStore, case: str) -> None:
    """The export has the entities and relations of the store, with every attribute."""
    material = Material(store, Extent(case))
    graph = READ[name](exported(store, name, Extent(case)))
    entities, relations = list(material.entities()), {each.id: each for each in material.relations()}
    assert graph.is_directed()
    assert graph.is_multigraph()
    assert set(graph.nodes) == {entity.id for entity in entities}
    for entity in entities:
        told = nodes.attributes(entity, material)
        assert {at: graph.nodes[entity.id].get(at, "") for at in told} == {at: kept(name, text) for at, text in told.items()}
    edges = [(source, target, data.get("id", key), data) for source, target, key, data in graph.edges(keys=True, data=True)]
    assert {(source, target, id_) for source, target, id_, _ in edges} == {
        (each.source, each.target, each.id) for each in relations.values()
    }
    for _, _, id_, data in edges:
        for at, value in relations[id_].attributes().items():
            if at == "properties" and name == "node-link":
                assert data[at] == dict(relations[id_].properties)
            elif isinstance(data.get(at), list):
                assert "\n".join(data[at]) == value
            else:
                assert data.get(at, "") == (kept(name, value) if isinstance(value, str) else value)


@pytest.mark.parametrize("name", ["graphml", "node-link"])
def test_positions_and_what_it_is_are_read_back(store: GraphStore, name: str) -> None:
    load_odd(store)
    material = Material(store, Extent(CASE, as_of="2021-12"))
    graph = READ[name](exported(store, name, Extent(CASE, as_of="2021-12")))
    assert {id_: (data["x"], data["y"]) for id_, data in graph.nodes(data=True)} == material.positions
    assert graph.graph["banner"] == "Relations are claims as reported, not findings."
    assert graph.graph["as_of"] == "2021-12"


def test_gexf_keeps_the_rules_of_its_schema(store: GraphStore) -> None:
    load_odd(store)
    material = Material(store, Extent(CASE))
    root = ElementTree.fromstring(exported(store, "gexf"))
    assert (root.tag, root.get("version")) == (f"{GEXF}gexf", "1.3")
    assert [child.tag for child in root] == [f"{GEXF}meta", f"{GEXF}graph"]
    graph = root[1]
    assert dict(graph.attrib) == {
        "defaultedgetype": "directed",
        "mode": "dynamic",
        "timeformat": "date",
        "timerepresentation": "interval",
    }
    assert [child.tag.removeprefix(GEXF) for child in graph] == ["attributes", "attributes", "nodes", "edges"]
    declared = {each.get("class"): {at.get("id"): at.get("type") for at in each} for each in graph.findall(f"{GEXF}attributes")}
    assert declared["edge"] == {name: "integer" if name in COUNTS else "string" for name in ATTRIBUTES}
    ids = [each.get("id") for each in graph.iter(f"{GEXF}node")]
    assert len(ids) == len(set(ids))
    for each in graph.iter(f"{GEXF}node"):
        assert each.get("label")
        x, y = material.positions[str(each.get("id"))]
        place = each.find(f"{VIZ}position")
        assert place is not None
        assert (float(place.get("x", "")), float(place.get("y", "")), place.get("z")) == (x, -y, "0.0")
        assert {at.get("for") for at in each.iter(f"{GEXF}attvalue")} <= declared["node"].keys()
    hub = graph.find(f".//{GEXF}node[@id='{CASE}/person:hub']/{VIZ}color")
    assert hub is not None
    assert "#{:02X}{:02X}{:02X}".format(*(int(hub.get(part, "")) for part in "rgb")) == STYLE.kinds["person"].colours["light"]


def test_gexf_puts_relations_in_time_as_far_as_it_is_known(store: GraphStore) -> None:
    load_odd(store)
    root = ElementTree.fromstring(exported(store, "gexf"))
    by_slug = {}
    for each in root.iter(f"{GEXF}edge"):
        given = {at.get("for"): at.get("value") for at in each.iter(f"{GEXF}attvalue")}
        by_slug[given["slug"]] = each
        colour, shape = each.find(f"{VIZ}color"), each.find(f"{VIZ}shape")
        assert colour is not None
        assert shape is not None
        assert shape.get("value") in {"solid", "dotted", "dashed", "double"}
    times = [(by_slug[f"s{number}"].get("start"), by_slug[f"s{number}"].get("end")) for number in range(4)]
    assert times == [("2021-02-01", "2021-02-28"), ("2018-01-01", None), (None, None), ("2020-01-01", "2020-12-31")]
    # one that is contested is dashed, and red
    red = by_slug["s0"].find(f"{VIZ}color")
    assert red is not None
    assert int(red.get("r", "0")) > 200 > int(red.get("g", "0"))


def test_every_character_that_xml_forbids_is_replaced() -> None:
    text = "".join(map(chr, [*range(0x20), 0xD800, 0xFFFE, 0xFFFF, 0x10FFFF]))
    found = ElementTree.fromstring(f"<x>{content(text)}</x>").text
    assert found is not None
    assert [char for char in found if char != "\ufffd"] == ["\t", "\n", "\r", "\U0010ffff"]
