"""The scene: what is drawn of a view, and nothing in the view goes uncounted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.filters import Filters
from graph.model import Status, Unclaimed
from graph.scene import WEIGHT, Scene, compose, group_id, weightiest
from graph.view import EdgeView, NodeView, View
from tests.graph.drawn import edge, graph, node_id, view_of

KINDS = ("person", "agency", "place")
NODES, EDGES = graph(4, [(0, 1), (0, 2), (2, 3)])
A, B, C, D = (node.id for node in NODES)


@st.composite
def cases(draw: st.DrawFn) -> tuple[View, list[NodeView], list[EdgeView]]:
    count = draw(st.integers(0, 7))
    pairs = draw(st.lists(st.tuples(st.integers(0, max(0, count - 1)), st.integers(0, count)), max_size=14)) if count else []
    nodes, _ = graph(count, [])
    statuses, predicates = st.sampled_from(Status), st.sampled_from(("knows", "owns"))
    origins = st.integers(0, 3)
    edges = [edge(n, *ends, status=draw(statuses), predicate=draw(predicates), origins=draw(origins)) for n, ends in enumerate(pairs)]
    view = view_of(nodes)
    if count:
        some = st.sampled_from([node.id for node in nodes])
        view = view.hide(draw(st.lists(some | st.sampled_from(["r0", "r1"]), max_size=3))).collapse(draw(some), edges)
        view = view.select(draw(st.none() | some))
    filters = Filters(
        draw(st.frozensets(st.sampled_from(KINDS), max_size=2)),
        draw(st.frozensets(st.sampled_from(("knows", "owns")), max_size=1)),
        draw(st.frozensets(statuses, max_size=4)),
        draw(st.integers(0, 2)),
        draw(st.booleans()),
    )
    return view.with_filters(filters), nodes, edges


@given(cases())
def test_nothing_in_the_view_goes_uncounted(case: tuple[View, list[NodeView], list[EdgeView]]) -> None:
    view, nodes, edges = case
    scene = compose(view, nodes, edges)
    entities, relationships = scene.figures.entities, scene.figures.relationships
    inside = [one for one in edges if one.source in view.positions and one.target in view.positions]
    assert entities.shown + entities.filtered + entities.away == len(view.nodes)
    assert relationships.shown + relationships.filtered + relationships.away == len(inside)
    assert sum(facet.count for facet in scene.kinds) == entities.shown + entities.filtered
    assert sum(facet.shown for facet in scene.kinds) == entities.shown == len(scene.nodes)
    for facets in (scene.statuses, scene.predicates):
        assert sum(facet.count for facet in facets) == relationships.shown + relationships.filtered
        assert sum(facet.shown for facet in facets) == relationships.shown == len(scene.relationships)


@given(cases())
def test_only_what_may_be_drawn_is_drawn(case: tuple[View, list[NodeView], list[EdgeView]]) -> None:
    view, nodes, edges = case
    scene = compose(view, nodes, edges)
    drawn = {node.id for node in scene.nodes}
    assert not drawn & view.away
    assert set(scene.positions) == drawn
    assert all(node.kind not in view.filters.kinds_off for node in scene.nodes)
    for one in scene.relationships:
        assert {one.source, one.target} <= drawn
        assert one.id not in view.hidden
        assert view.filters.shows_relationship(one.predicate, one.status, one.origins_min)


@given(cases())
def test_every_line_between_two_nodes_has_a_slot_of_its_own(case: tuple[View, list[NodeView], list[EdgeView]]) -> None:
    slots: dict[tuple[str, str], list[float]] = {}
    for line in compose(*case).edges:
        # seen from the lesser of both, so that the two directions can be told apart by their slots alone
        way = 1 if line.source <= line.target else -1
        slots.setdefault((min(line.source, line.target), max(line.source, line.target)), []).append(way * line.bend)
    assert all(len(set(bends)) == len(bends) for bends in slots.values())
    assert all(sum(bends) == 0 for (one, other), bends in slots.items() if one != other)


def test_three_of_one_direction_are_drawn_apart_and_four_as_one() -> None:
    three = [edge(n, 0, 1) for n in range(3)]
    assert [line.bend for line in compose(view_of(NODES), NODES, three).edges] == [-1.0, 0.0, 1.0]
    (line,) = compose(view_of(NODES), NODES, [*three, edge(3, 0, 1)]).edges
    assert (line.id, line.number, line.closed_group, line.bend) == (group_id(A, B), 4, True, 0.0)


def test_three_each_way_are_six_lines() -> None:
    edges = [edge(n, 0, 1) for n in range(3)] + [edge(n, 1, 0) for n in range(3, 6)]
    assert len(compose(view_of(NODES), NODES, edges).edges) == 6


def test_an_opened_group_is_drawn_apart_and_knows_its_group() -> None:
    view = view_of(NODES).open_group(group_id(A, B))
    lines = compose(view, NODES, [edge(n, 0, 1) for n in range(4)]).edges
    assert [line.id for line in lines] == ["r0", "r1", "r2", "r3"]
    assert {line.group for line in lines} == {group_id(A, B)}


def test_a_group_takes_the_status_that_weighs_most() -> None:
    edges = [edge(n, 0, 1, status=status) for n, status in enumerate([Status.rumour, Status.confirmed, Status.contested, Status.denied])]
    (line,) = compose(view_of(NODES), NODES, edges).edges
    assert line.status is Status.contested
    assert weightiest([one for one in edges if one.status is not Status.contested]) is Status.confirmed
    assert sorted(WEIGHT) == sorted([*Status, *Unclaimed])


def test_what_a_filter_takes_away_leaves_a_group() -> None:
    edges = [edge(n, 0, 1, status=Status.unsourced if n == 0 else Status.rumour) for n in range(4)]
    assert not any(line.closed_group for line in compose(view_of(NODES), NODES, edges).edges)


def test_loops_are_numbered() -> None:
    assert [line.bend for line in compose(view_of(NODES), NODES, [edge(0, 0, 0), edge(1, 0, 0)]).edges] == [0.0, 1.0]


def test_unsourced_is_hidden_at_first_and_counted() -> None:
    scene = compose(view_of(NODES), NODES, [edge(0, 0, 1, status=Status.unsourced), edge(1, 0, 2)], entities=77, relationships=93)
    assert [(facet.value, facet.count, facet.shown, facet.on) for facet in scene.statuses if facet.count] == [
        ("unconfirmed", 1, 1, True),
        ("unsourced", 1, 0, False),
    ]
    assert scene.figures.text == "4 of 77 entities, 1 of 93 relationships shown, 1 hidden by filters"


def test_the_legend_lists_every_status_in_its_order() -> None:
    assert [facet.value for facet in compose(View(), [], []).statuses] == [status.value for status in Status]


def test_more_counts_what_the_store_has_beyond_the_view() -> None:
    nodes, edges = graph(4, [(0, 1), (0, 2), (2, 3), (3, 3)], beyond=2)
    assert compose(view_of(nodes), nodes, edges).more == {node.id: 2 for node in nodes}
    assert compose(view_of(nodes).hide([B]), nodes, edges).more == {A: 3, C: 2, D: 2}
    assert compose(view_of(nodes).filter("kind", "agency", False), nodes, edges).more == {A: 2, C: 2, D: 2}


def test_collapsed_leaves_are_counted_on_their_node() -> None:
    scene = compose(view_of(NODES).collapse(C, EDGES), NODES, EDGES)
    assert scene.collapsed == {C: 1}
    assert scene.more == {C: 1}
    assert scene.figures.entities.away == 1


def test_only_connected_leaves_out_who_stands_alone() -> None:
    scene = compose(view_of(NODES).with_filters(Filters(only_connected=True)), NODES, EDGES[:1])
    assert [node.id for node in scene.nodes] == [A, B]
    assert scene.figures.entities.filtered == 2


def test_a_value_switched_off_stays_listed_with_nothing_to_show() -> None:
    facets = compose(view_of(NODES[:1]).filter("kind", "event", False), NODES, []).kinds
    assert [(facet.value, facet.count, facet.on) for facet in facets] == [("person", 1, True), ("event", 0, False)]


@pytest.mark.parametrize(("selected", "drawn"), [(A, A), ("r1", "r1"), ("r9", None), (None, None)])
def test_the_selection_is_told_where_it_is_drawn(selected: str | None, drawn: str | None) -> None:
    assert compose(view_of(NODES).select(selected), NODES, EDGES).selection == drawn


def test_a_relationship_selected_inside_a_closed_group_selects_the_group() -> None:
    scene = compose(view_of(NODES).select("r2"), NODES, [edge(n, 0, 1) for n in range(4)])
    assert scene.selection == group_id(A, B)
    assert scene.line("r2") is scene.edges[0]
    assert scene.line("nothing") is None


def test_a_hidden_node_is_not_selected_in_the_scene() -> None:
    assert compose(view_of(NODES).select(A).filter("kind", NODES[0].kind, False), NODES, EDGES).selection is None


def test_ids_that_the_store_did_not_give_are_named() -> None:
    scene = compose(view_of(NODES), NODES[:3], EDGES)
    assert scene.missing == (D,)
    assert scene.figures.relationships.away == 1


def test_an_edge_given_twice_is_drawn_once() -> None:
    assert len(compose(view_of(NODES), NODES, EDGES + EDGES).edges) == len(EDGES)


def test_an_empty_view_composes() -> None:
    scene = compose(View(), [], [], entities=77, relationships=93)
    assert (scene.nodes, scene.edges) == ((), ())
    assert scene.figures.text == "0 of 77 entities, 0 of 93 relationships shown"
    assert scene == Scene(statuses=scene.statuses, figures=scene.figures)


def test_positions_and_pins_are_those_of_the_view() -> None:
    scene = compose(view_of(NODES).pin([A, B]).hide([B]), NODES, EDGES)
    assert scene.pinned == {A}
    assert scene.positions[C] == (200.0, 0.0)
    assert node_id(2) == C
