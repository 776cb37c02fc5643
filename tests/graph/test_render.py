"""A scene as a pyvis Network and as the payload of the canvas."""

from __future__ import annotations

import base64
import json
import time
import unicodedata
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.labels import LIMIT_NAME, clean, label, shorten
from graph.look import LARGE, look
from graph.model import EntityKind, Status, Unclaimed
from graph.render import BANNER, network, payload
from graph.scene import Scene, compose
from graph.style import STYLE, THEMES, badge
from graph.view import EdgeView, NodeView, View


def scene(count: int = 3, status: Status = Status.contested, **node: Any) -> Scene:
    nodes = [
        NodeView(f"c/person:{i}", f"person:{i}", "c", node.get("name", f"Person {i}"), node.get("kind", "person"), 5) for i in range(count)
    ]
    edges = [EdgeView(f"c/e{i}", f"e{i}", "c", nodes[i].id, nodes[(i + 1) % count].id, "met_with", status) for i in range(count)]
    positions = {one.id: (10.4 * i, -7.6 * i) for i, one in enumerate(nodes)}
    view = View(tuple(positions), positions, filters=replace(View().filters, statuses_off=frozenset()))
    return compose(view, nodes, edges)


def read(made: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(made)
    return found


def test_the_network_is_directed_and_has_every_node_and_edge_without_markup() -> None:
    net = network(scene())
    assert [node["id"] for node in net.nodes] == ["c/person:0", "c/person:1", "c/person:2"]
    assert (net.edges[0]["from"], net.edges[0]["to"]) == ("c/person:0", "c/person:1")
    assert net.directed
    assert not any("title" in thing for thing in [*net.nodes, *net.edges]), "pyvis turns titles into live markup"
    assert not any("shape" in node for node in net.nodes), "a shape of its own would beat the badge"


@pytest.mark.parametrize("status", list(Status))
def test_every_status_has_a_line_of_its_own(status: Status) -> None:
    edge = network(scene(status=status)).edges[0]
    others = [network(scene(status=other)).edges[0] for other in Status if other is not status]
    mark = STYLE.lines[status].mark
    own = (edge["dashes"], edge["width"], mark)
    assert own not in [(other["dashes"], other["width"], STYLE.lines[Status(other["status"])].mark) for other in others]
    assert edge.get("label") == ("contested" if status is Status.contested else None)


def test_lines_are_as_the_table_says() -> None:
    lines = STYLE.lines
    assert list(lines) == [*Status, *Unclaimed]
    assert [lines[s].tone for s in Status] == ["firm", "firm", "violet", "violet", "grey", "red", "grey", "faint"]
    assert lines[Status.confirmed].width > 1.5 * lines[Status.corroborated].width
    assert not lines[Status.confirmed].dashes and not lines[Status.corroborated].dashes and not lines[Status.denied].dashes
    assert lines[Status.unconfirmed].dashes[0] > 2 * lines[Status.single_source].dashes[0]
    assert len(lines[Status.contested].dashes) == 4
    assert (lines[Status.contested].mark, lines[Status.denied].mark) == ("word", "bar")
    assert lines[Status.unsourced].dashes[1] > 2 * lines[Status.rumour].dashes[1]


def test_physics_and_all_that_vis_would_redraw_for_are_off() -> None:
    options = network(scene()).options
    assert options["physics"]["enabled"] is False
    assert options["layout"]["improvedLayout"] is False
    assert not any(options["interaction"][name] for name in ("hover", "selectable", "keyboard", "hideEdgesOnDrag"))


def test_a_large_view_draws_shapes_instead_of_badges() -> None:
    small, large = network(scene(LARGE)).options, network(scene(LARGE + 1)).options
    assert small["groups"]["person"]["shape"] == "image"
    assert large["groups"]["person"]["shape"] == "dot"
    assert large["interaction"]["hideEdgesOnDrag"]
    assert not large["nodes"]["shadow"]["enabled"]


def test_the_payload_says_what_is_drawn() -> None:
    made = read(payload(scene(status=Status.rumour)))
    assert made["banner"] == BANNER == "Relations are claims as reported, not findings."
    assert made["footer"] == "3 of 3 entities, 3 of 3 relationships shown"
    assert made["kinds"] == [["person", 3, 3, True]]
    assert ["rumour", 3, 3, True] in made["statuses"]
    assert made["edges"][0] == {"id": "c/e0", "a": 0, "b": 1, "s": "rumour", "p": "met with", "f": [0, 0, 0, 0]}
    assert {key: made["nodes"][1][key] for key in ("id", "label", "group", "x", "y", "degree", "more")} == {
        "id": "c/person:1",
        "label": "Person 1",
        "group": "person",
        "x": 10,
        "y": -8,
        "degree": 5,
        "more": 3,
    }


def test_equal_scenes_have_equal_payloads_and_the_selection_is_not_part_of_them() -> None:
    one = scene()
    assert payload(one) == payload(scene())
    assert payload(one) == payload(replace(one, selection="c/person:0"))
    assert read(payload(one))["rev"] != read(payload(one, "dark"))["rev"]
    moved = replace(one, positions={**one.positions, "c/person:0": (500.0, 0.0)})
    assert read(payload(one))["rev"] != read(payload(moved))["rev"]


def test_a_group_is_one_edge_with_its_number() -> None:
    nodes = [NodeView(name, name, "c", name, "person", 5) for name in "ab"]
    edges = [
        EdgeView(f"e{i}", f"e{i}", "c", "a", "b", p, Status.rumour) for i, p in enumerate(("said", "met_with", "saw", "heard", "said"))
    ]
    made = read(payload(compose(View(("a", "b"), {"a": (0, 0), "b": (9, 9)}), nodes, edges)))
    assert [(edge["n"], edge["p"]) for edge in made["edges"]] == [(5, "said, met with, saw, …")]


def test_parallel_edges_bend_apart() -> None:
    nodes = [NodeView(name, name, "c", name, "person", 5) for name in "ab"]
    edges = [EdgeView(f"e{i}", f"e{i}", "c", *ends, "said", Status.rumour) for i, ends in enumerate((("a", "b"), ("a", "b"), ("b", "a")))]
    drawn = compose(View(("a", "b"), {"a": (0, 0), "b": (300, 0)}), nodes, edges)
    assert len({edge.get("bend", 0) if edge["a"] == 0 else -edge.get("bend", 0) for edge in read(payload(drawn))["edges"]}) == 3
    assert sum("smooth" in edge for edge in network(drawn).edges) == 2, "the middle one is straight"


@pytest.mark.parametrize("kind", ["Movie", "__proto__", "useDefaultGroups", "<b>", "constructor", "电影", "\u202e", ""])
def test_a_kind_nobody_knows_brings_a_badge_of_its_own(kind: str) -> None:
    made = read(payload(scene(kind=kind)))
    assert set(made["groups"]) == set(made["badges"]) == {f"other:{kind}"}
    assert made["nodes"][0]["group"] == f"other:{kind}"
    svg = base64.b64decode(made["badges"][f"other:{kind}"].split(",", 1)[1])
    ElementTree.fromstring(svg)
    assert "\u202e" not in made["nodes"][0]["kind"]


@pytest.mark.parametrize("theme", THEMES)
def test_every_kind_of_the_model_has_a_badge_and_they_differ(theme: str) -> None:
    assert set(STYLE.kinds) == {kind.value for kind in EntityKind}
    made = [badge(kind, "dark" if theme == "dark" else "light") for kind in STYLE.kinds]
    assert len(set(made)) == len(made)
    for one in made:
        ElementTree.fromstring(base64.b64decode(one.split(",", 1)[1]))


def test_the_look_is_complete_and_plain_data() -> None:
    made = json.loads(json.dumps(look()))
    assert set(made["themes"]) == set(THEMES)
    assert set(made["statuses"]) == {status.value for status in (*Status, *Unclaimed)}
    for theme in made["themes"].values():
        assert {line["tone"] for line in made["statuses"].values()} <= set(theme["palette"])


def test_text_stands_out_from_its_ground() -> None:
    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    for palette in STYLE.palettes.values():
        for ground in ("bg", "panel", "soft"):
            for text in ("ink", "muted"):
                bright, dark = sorted((light(palette[text]), light(palette[ground])), reverse=True)
                assert (bright + 0.05) / (dark + 0.05) >= 4.5, f"WCAG AA: {text} on {ground}"


def test_hostile_names_are_short_harmless_text() -> None:
    hostile = '<script>alert(1)</script>\u202e\u0000\ud800 href="https://evil.example"\n' + "x" * 10_000
    node = read(payload(scene(name=hostile)))["nodes"][0]
    assert len(node["name"]) <= LIMIT_NAME
    assert len(node["label"]) < 250
    assert not any(unicodedata.category(c) in ("Cs", "Cf") for c in node["name"] + node["label"])


@given(st.text(max_size=400))
def test_any_name_becomes_one_clean_line(name: str) -> None:
    said = clean(name)
    assert clean(said) == said
    assert not any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in said)
    assert label(name).strip()
    label(name).encode()


@pytest.mark.parametrize(
    ("tail", "kept"),
    [
        ("e\u0301", "ends before the letter, not between letter and accent"),
        ("👩\u200d👩\u200d👧", "a family stays together"),
        ("👍🏽", "a skin tone stays with its hand"),
        ("🇨🇳", "a flag stays whole"),
    ],
)
def test_a_cut_never_splits_what_is_read_as_one(tail: str, kept: str) -> None:
    for cut in range(1, len(tail)):
        said = shorten("a" * 20 + tail + "b" * 20, 20 + cut + 1)
        assert said == "a" * 20 + "…", kept


def test_five_thousand_nodes_in_time() -> None:
    big = scene(5_000)
    began = time.process_time()
    made = payload(big)
    assert time.process_time() - began < 3
    assert len(made) < 5_000 * 300
