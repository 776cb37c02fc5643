"""A comparison on the app's canvas: marks, legend and cards, and the same as in the file of the difference."""

from __future__ import annotations

import json
from typing import Any

import pytest

from graph.change import Change, Changes, Mark
from graph.model import Status
from graph.scene import SceneEdge
from graph.snapshot.received import Received
from graph.view import EdgeView
from tests.graph.two_contents import after, before
from ui.canvas import Action
from ui.compared import Compared
from ui.markup import text_of
from ui.snapshot.sides import side_of


@pytest.fixture
def compared() -> Compared:
    sides = tuple(side_of(Received(name, content, "0" * 64, None, ())) for name, content in (("a", before()), ("b", after())))
    return Compared.of(before(), after(), (sides[0], sides[1]))


def payload(on: Compared) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(on.draw("light").payload)
    return found


def marks(on: Compared, what: str) -> dict[str, tuple[str, str | None]]:
    return {one["id"]: (one["d"], one.get("was")) for one in payload(on)[what]}


def test_what_the_canvas_is_sent_is_marked(compared: Compared) -> None:
    case = after().case.case
    assert {id_.removeprefix(f"{case}/"): d for id_, (d, _) in marks(compared, "nodes").items()} == {
        "agency:harbour": "changed",
        "event:ship": "new",
        "person:ana-stefanescu": "gone",
        "person:mirela-stefanescu": "same",
        "place:port": "same",
    }
    assert sorted(d for d, _ in marks(compared, "edges").values()) == ["changed", "gone", "new", "same", "same", "same"]
    assert [facet[0] for facet in payload(compared)["changes"]] == ["new", "gone", "changed", "same"]


def test_the_legend_leaves_out_and_brings_back(compared: Compared) -> None:
    whole = payload(compared)

    def switch(value: str, shown: bool) -> None:
        compared.perform(Action("filter", 1, facet="change", value=value, shown=shown))

    switch("same", False)
    assert {d for d, _ in marks(compared, "edges").values()} == {"new", "gone", "changed"}
    ends = {node["id"] for node in payload(compared)["nodes"]}
    lines = payload(compared)["edges"]
    assert {payload(compared)["nodes"][end]["id"] for line in lines for end in (line["a"], line["b"])} <= ends
    assert next(facet for facet in payload(compared)["changes"] if facet[0] == "same")[2:] != [0, True]
    switch("same", True)
    assert payload(compared) == whole


def test_other_filters_still_work(compared: Compared) -> None:
    compared.perform(Action("filter", 1, facet="kind", value="person", shown=False))
    assert not any("person:" in node["id"] for node in payload(compared)["nodes"])


def test_a_card_tells_before_and_after_and_leads_back(compared: Compared) -> None:
    compared.draw("light")
    assert "Statuses that differ" in text_of(compared.card()[1])
    gone = next(said.id for said in before().statements if said.slug == "ana-works")
    compared.select(gone)
    compared.draw("light")
    name, piece = compared.card()
    assert name == f"compared {gone}"
    assert "Gone: only in the earlier one" in text_of(piece)
    assert "statussingle-sourcenot in it" in text_of(piece)
    compared.select(f"{after().case.case}/place:port")
    compared.draw("light")
    assert "The same in both." in text_of(compared.card()[1])


def line(*ids: str) -> SceneEdge:
    edges = tuple(EdgeView(id_, id_, "c", "c/a", "c/b", "met", Status.rumour) for id_ in ids)
    return SceneEdge("group:c/a|c/b", "c/a", "c/b", Status.rumour, edges)


@pytest.mark.parametrize(
    ("members", "whole"),
    [
        ((Mark(Change.new, None, Status.rumour),) * 2, Mark(Change.new, None, Status.rumour)),
        ((Mark(Change.new, None, Status.rumour), Mark(Change.new, None, Status.denied)), Mark(Change.new)),
        ((Mark(Change.new), Mark(Change.same)), Mark(Change.changed)),
        ((Mark(Change.same), Mark(Change.same)), Mark(Change.same)),
    ],
)
def test_a_closed_group_is_what_all_in_it_are_or_changed(members: tuple[Mark, ...], whole: Mark) -> None:
    told = Changes({f"e{number}": mark for number, mark in enumerate(members)})
    assert told.of(line(*told.marks)) == whole
