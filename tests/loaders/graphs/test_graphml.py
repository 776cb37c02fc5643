"""GraphML: the sample, the dialects of other tools, what Redstring itself exported, and bad input."""

from __future__ import annotations

import io
from pathlib import Path

import networkx as nx
import pytest

import loaders
from graph.errors import LoadError
from graph.export import Material
from graph.model import Case, Entity, Row, Source, Voice
from loaders.folder import Limits
from tests.loaders.graphs.conftest import SAMPLES, Export, Told, comes_back, entity, of, relations

SAMPLE = SAMPLES / "harbour.graphml"
FRAME = """<graphml><key id="n" for="node" attr.name="name"/><key id="k" for="node" attr.name="kind"/><key id="t" for="edge"
 attr.name="type"/><key id="w" for="edge" attr.name="when"/><graph edgedefault="directed">
{}
</graph></graphml>"""
TWO = '<node id="a"/><node id="b"/>'


def graphml(tmp_path: Path, text: str) -> loaders.Loaded:
    path = tmp_path / "made.graphml"
    path.write_text(text, "utf-8")
    return loaders.load(path)


def test_sample_becomes_a_case_of_its_own() -> None:
    loaded = loaders.load(SAMPLE)
    records = list(loaded)
    assert (loaded.format, loaded.name, loaded.doubts) == ("graphml", "harbour.graphml", 1)
    assert "a relation's type is letters, digits and _ here, so 'works for' becomes WORKS_FOR" in loaded.warnings[0].message
    assert [type(record) for record in records] == [Case, Voice, *[Entity] * 5, Source, *[Row] * 4]
    (case,), (voice,), (source,) = of(records, Case), of(records, Voice), of(records, Source)
    assert (case.title, voice.kind, source.kind, source.publisher) == ("harbour.graphml", "dataset", "dataset", voice.key)
    assert source.sha256 and source.note == "Who met whom at the harbour: an invented story."
    assert {(each.name, each.kind) for each in of(records, Entity)} == {
        ("Ada Quill", "person"), ("Bela Marsh", "person"), ("Tidewater Shipping", "organisation"), ("The North Pier", "place"),
        ("Grey Heron", "vessel"),
    }  # fmt: skip
    assert relations(records) == {
        ("Ada Quill", "works_for", "Tidewater Shipping"), ("Bela Marsh", "seen_at", "The North Pier"),
        ("Tidewater Shipping", "owns", "Grey Heron"), ("Ada Quill", "knows", "Bela Marsh"),
    }  # fmt: skip
    assert [(row.row, row.when) for row in of(records, Row)] == [(1, "2029/.."), (2, "2031-04-11"), (3, None), (4, None)]
    assert [row.properties for row in of(records, Row)][2:] == [{"id": "e2", "weight": "0.75"}, {"id": "e3", "directed": "false"}]
    assert entity(records, "Bela Marsh").country == "XA"
    assert entity(records, "Tidewater Shipping").properties == {"label": "Company"}


def test_what_redstring_exported_comes_back(exported: Export, dong_material: Material) -> None:
    loaded = loaders.load(exported("graphml"))
    comes_back(list(loaded), dong_material)
    told = {each.status for each in dong_material.relations()} & {"contested", "denied"}
    assert {word for word in ("contested", "denied") if any(f"as {word}, but" in each.message for each in loaded.warnings)} == told


def test_networkx_and_its_numbers_are_read(tmp_path: Path) -> None:
    graph = nx.MultiGraph()
    graph.add_node(1, name="One", size=12345678901234567890)
    graph.add_node("two", name="Two & <more>", flag=True)
    graph.add_edge(1, "two", kind="met", weight=0.1)
    text = io.BytesIO()
    nx.write_graphml(graph, text)
    records = list(graphml(tmp_path, text.getvalue().decode()))
    assert relations(records) == {("One", "met", "Two & <more>")}
    assert entity(records, "One").properties == {"size": "12345678901234567890"}
    assert of(records, Row)[0].properties["directed"] == "false"


def test_labels_of_yed_and_of_apoc_and_groups_are_read(tmp_path: Path) -> None:
    text = """<graphml xmlns:y="http://www.yworks.com/xml/graphml"><key id="d0" for="node" yfiles.type="nodegraphics"/>
    <key id="d1" for="edge" yfiles.type="edgegraphics"/><key id="name" for="node" attr.name="name"/><graph edgedefault="directed">
    <node id="n0" yfiles.foldertype="group"><data key="d0"><y:GroupNode><y:NodeLabel>Crew</y:NodeLabel></y:GroupNode></data>
      <graph><node id="n0::n1" labels=":Entity:Sailor"><data key="name">Ned</data></node></graph></node>
    <edge id="e0" source="n0::n1" target="n0" label="MEMBER_OF"/>
    <edge source="n0" target="n0::n1"><data key="d1"><y:PolyLineEdge><y:EdgeLabel>led by</y:EdgeLabel></y:PolyLineEdge></data></edge>
    </graph></graphml>"""
    records = list(graphml(tmp_path, text))
    assert relations(records) == {("Ned", "member_of", "Crew"), ("Crew", "led_by", "Ned")}
    assert (entity(records, "Ned").kind, entity(records, "Ned").properties) == ("sailor", {"parent": "n0"})


@pytest.mark.parametrize("name", ["formula", "markup", "chinese"])
def test_texts_are_texts(tmp_path: Path, name: str) -> None:
    said = {"formula": "=cmd()|' /C calc'!A0", "markup": "<b>x</b>]]>&amp;", "chinese": "董经纬"}[name]
    escaped = said.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    made = f'<node id="{escaped}"><data key="n">{escaped}</data><data key="k">{escaped}</data></node>'
    (found,) = of(list(graphml(tmp_path, FRAME.format(made))), Entity)
    assert found.name == said
    assert found.kind in ("cmd-c-calc-a0", "b-x-b-amp", "thing")


def test_types_that_are_no_cypher_names_are_mapped_and_told_once(tmp_path: Path) -> None:
    kinds = ("关系", "关系", "x" * 300, "a`) DETACH DELETE n //", "1st", "UPPER_OK", "")
    edges = "".join(f'<edge source="a" target="b"><data key="t">{kind}</data></edge>' for kind in kinds)
    loaded = graphml(tmp_path, FRAME.format(TWO + edges))
    rows = of(list(loaded), Row)
    assert [row.type for row in rows] == ["LINKED_TO", "LINKED_TO", "X" * 64, "A_DETACH_DELETE_N", "ST", "UPPER_OK", "LINKED_TO"]
    assert [row.properties.get("type", "") for row in rows] == [*kinds[:5], "", ""]
    assert loaded.doubts == 4


def test_ids_that_are_no_keys_stay_apart(tmp_path: Path) -> None:
    ids = ("a b", "a/b", "a%20b", "a|b", "x" * 500, "x" * 501, "person:ada", "董", "%", "same", "thing:same")
    loaded = graphml(tmp_path, FRAME.format("".join(f'<node id="{id_}"/>' for id_ in ids)))
    keys = [each.key for each in of(list(loaded), Entity)]
    assert len(set(keys)) == len(ids) and "person:ada" in keys and "thing:董" in keys


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(("text", "message"), [
    (FRAME.format('<node id="a"/><edge source="a" target="c"/>'), "x.graphml:3:1: target: there is no node with the id 'c'"),
    (FRAME.format('<node id="a"/><edge target="a"/>'), "x.graphml:3:15: source: is missing"),
    (FRAME.format('<node/>'), "x.graphml:3:1: id: is missing"),
    (FRAME.format('<node id="a"><data key="n">A</data></node>\n<node id="a"><data key="n">B</data></node>'),
     "x.graphml:4:1: id: the id 'a' stands for another node at x.graphml:3"),
    (FRAME.format('<node id="a"><data key="zz">1</data></node>'), "x.graphml:3:14: key: no <key> declares this data"),
    (FRAME.format('<node id="a"'), "x.graphml:4:1: is no XML from here on"),
    (FRAME.format('<node id="a&#0;"/>'), "is no XML from here on: reference to invalid character number"),
    ('<graphml><key id="a"/>\n<key id="a" attr.name="b"/></graphml>', "x.graphml:2:1: key: is declared twice"),
    ("<html></html>", "x.graphml:1:1: the root of the file must be <graphml>"),
    ("<graphml/>", "x.graphml:1:1: holds no node"),
    ("", "x.graphml:1:1: holds no node"),
    (BOMB + "<graphml>&b;</graphml>", "the file declares entities or refers to other files"),
    (OUTSIDE + "<graphml>&a;</graphml>", "the file declares entities or refers to other files"),
    (b'<?xml version="1.0" encoding="UTF-8"?><graphml><node id="\xff"/></graphml>', "is no XML from here on: not well-formed"),
    (b'<?xml version="1.0" encoding="klingon"?><graphml/>', "unknown encoding"),
])  # fmt: skip
def test_bad_input_is_told_with_its_place(told: Told, tmp_path: Path, text: str | bytes, message: str) -> None:
    problems = told("x.graphml", text)
    assert len(problems) == 1 and message in problems[0]
    with pytest.raises(LoadError, match="was not loaded"):
        loaders.load(tmp_path / "x.graphml")


def test_impossible_date_is_told_and_stays_a_text(told: Told, tmp_path: Path) -> None:
    edge = '<edge source="a" target="b"><data key="w">2021-02-30</data></edge>'
    assert told("x.graphml", FRAME.format(TWO + edge)) == ["warning: x.graphml:3:29: when: '2021-02-30' is no date; it is kept as a text"]
    (row,) = of(loaders.load(tmp_path / "x.graphml"), Row)
    assert (row.when, row.properties) == (None, {"when": "2021-02-30"})


def test_utf_16_and_a_byte_order_mark_are_read_as_the_file_tells(tmp_path: Path) -> None:
    text = '<?xml version="1.0" encoding="UTF-16"?><graphml><graph><node id="é"/></graph></graphml>'
    for data in (text.encode("utf-16"), b"\xef\xbb\xbf" + text.replace("UTF-16", "UTF-8").encode()):
        (tmp_path / "x.graphml").write_bytes(data)
        assert [each.name for each in of(loaders.load(tmp_path / "x.graphml"), Entity)] == ["é"]


def test_what_is_too_long_or_too_wide_is_refused(told: Told) -> None:
    small = Limits(line=100_000, columns=10)
    long = "x" * 400_000
    for text in (
        f'<graphml><graph id="{long}"/></graphml>',
        f"<graphml><!--{long}--></graphml>",
        f"<graphml><desc>{long}</desc></graphml>",
    ):
        (problem,) = told("x.graphml", text, limits=small)
        assert "an element or text is longer than 100,000 bytes" in problem
    keys = "".join(f'<key id="k{number}" for="node" attr.name="c{number}"/>' for number in range(1_001))
    data = "".join(f'<data key="k{number}">1</data>' for number in range(1_001))
    wide = f'<graphml>{keys}<graph><node id="a">{data}</node></graph></graphml>'
    assert "has 1,001 properties, more than the 1,000 that are taken" in told("x.graphml", wide)[0]
    (problem,) = told("x.graphml", FRAME.format(f'<node id="a"><data key="n">{"x" * 100_001}</data></node>'))
    assert "name: is longer than 100,000 characters" in problem
    assert "x.graphml:1:1: is larger than 10 bytes" in told("x.graphml", text, limits=Limits(data_set=10))[0]


def test_depth_costs_nothing(told: Told) -> None:
    deep = FRAME.format("<x>" * 20_000 + "</x>" * 20_000 + TWO)
    assert told("x.graphml", deep) == []


def test_label_with_its_place_on_the_drawing_is_read_as_yed_writes_it(tmp_path: Path) -> None:
    label = "<{0}>{1}\n<LabelModel><SmartModel/>\n</LabelModel></{0}>"
    nodes = '<node id="n0"><data key="g"><ShapeNode>' + label.format("NodeLabel", "Ada\nQuill") + label.format("NodeLabel", "Second")
    nodes += '</ShapeNode></data><port name="p"><data key="k">north</data></port></node><node id="n0::n1"/>'
    edges = '<edge source="n0" target="n0::n1"><data key="e">' + label.format("EdgeLabel", "knows") + "</data></edge>"
    records = list(graphml(tmp_path, FRAME.replace("<graph ", '<key id="g"/><key id="e"/><graph ').format(nodes + edges)))
    assert relations(records) == {("Ada Quill", "knows", "n0::n1")}
    assert [each.key for each in of(records, Entity)] == ["thing:n0", "thing:n0::n1"]


def test_key_of_nodes_and_key_of_edges_may_share_an_id_as_in_cytoscape_and_networkx(tmp_path: Path) -> None:
    keys = '<key id="name" for="node" attr.name="name"/><key id="name" for="edge" attr.name="edge label"/>'
    keys += '<key id="w" for="edge" attr.name="w" attr.type="long"/><key id="w" for="edge" attr.name="w" attr.type="double"/>'
    items = '<node id="a"><data key="name">Ada</data></node><node id="b"/><edge source="a" target="b"><data key="name">owns</data>'
    records = list(graphml(tmp_path, f'<graphml>{keys}<graph>{items}<data key="w">2</data></edge></graph></graphml>'))
    assert relations(records) == {("Ada", "owns", "b")}
    assert of(records, Row)[0].properties == {"w": "2"}


def test_relations_of_many_ends_are_told(told: Told) -> None:
    made = FRAME.format(TWO + '<hyperedge><endpoint node="a"/><endpoint node="b"/></hyperedge>')
    (problem,) = told("x.graphml", made)
    assert "warning: x.graphml:3:29: hyperedge: relations of more than two ends" in problem


@pytest.mark.parametrize(("arrows", "relation", "directed"), [
    ('source="none" target="standard"', ("Ada", "pays", "Bo"), None),
    ('source="standard" target="none"', ("Bo", "pays", "Ada"), None),
    ('source="standard" target="delta"', ("Ada", "pays", "Bo"), "false"),
    ('source="none" target="none"', ("Ada", "pays", "Bo"), "false"),
])  # fmt: skip
def test_the_arrows_that_yed_draws_tell_the_direction(
    tmp_path: Path, arrows: str, relation: tuple[str, str, str], directed: str | None
) -> None:
    drawn = f"<PolyLineEdge><Arrows {arrows}/><EdgeLabel>pays</EdgeLabel></PolyLineEdge>"
    graph = f'<node id="Ada"/><node id="Bo"/><edge source="Ada" target="Bo"><data key="e">{drawn}</data></edge>'
    path = tmp_path / "x.graphml"
    path.write_text(f'<graphml><key id="e" for="edge"/><graph edgedefault="directed">{graph}</graph></graphml>')
    records = list(loaders.load(path))
    assert relations(records) == {relation}
    (row,) = of(records, Row)
    assert row.properties.get("directed") == directed


def test_the_side_of_a_graph_of_two_is_no_kind(tmp_path: Path) -> None:
    path = tmp_path / "sides.graphml"
    key = '<key id="t" for="node" attr.name="type" attr.type="boolean"/>'
    nodes = "".join(f'<node id="n{side}"><data key="t">{side}</data></node>' for side in ("false", "true"))
    space = "http://graphml.graphdrawing.org/xmlns"
    path.write_text(f'<graphml xmlns="{space}">{key}<graph edgedefault="undirected">{nodes}</graph></graphml>')
    found = of(loaders.load(path), Entity)
    assert [(each.kind, each.properties) for each in found] == [("thing", {"type": "false"}), ("thing", {"type": "true"})]
