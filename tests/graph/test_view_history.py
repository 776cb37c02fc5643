"""Undo and redo are inverse, in steps a person would count."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.history import LIMIT_STEPS, History
from graph.view import View
from tests.graph.drawn import graph, node_id, view_of

NODES, EDGES = graph(6, [(0, 1), (0, 2), (3, 4)])
START = view_of(NODES)
NAMES = ["hide", "show", "pin", "move", "filter", "select", "collapse", "undo", "redo"]
ACTS = st.lists(st.tuples(st.sampled_from(NAMES), st.integers(0, 5)), max_size=80)


def acted(history: History, act: str, number: int) -> History:
    node, view = node_id(number), history.now
    if act == "undo":
        return history.undo()
    if act == "redo":
        return history.redo()
    if act == "select":
        return history.put(view.select(node))
    changed: dict[str, View] = {
        "hide": view.hide([node]),
        "show": view.show([node]),
        "pin": view.pin([node], on=number % 2 == 0),
        "move": view.move({node: (number * 7.0, 1.0)}),
        "filter": view.filter("kind", ("person", "agency", "place")[number % 3], number % 2 == 0),
        "collapse": view.collapse(node, EDGES),
    }
    return history.do(changed[act], f"{act} {node}", merge=f"move {node}" if act == "move" else None)


@given(ACTS)
def test_undo_and_redo_are_inverse(acts: list[tuple[str, int]]) -> None:
    history = History(START)
    for act, number in acts:
        history = acted(history, act, number)
        if history.past:
            assert history.undo().redo() == history
        if history.undone:
            assert history.redo().undo() == history
        assert len(history.past) <= LIMIT_STEPS


@given(ACTS)
def test_undoing_everything_leads_back_to_the_start(acts: list[tuple[str, int]]) -> None:
    history = History(START)
    for act, number in acts:
        history = acted(history, act, number)
    steps, shortened = len(history.past), len(history.past) == LIMIT_STEPS
    for _ in range(steps):
        history = history.undo()
    assert history.undo_label is None
    assert shortened or history.now.select(None) == START


def test_a_step_has_words() -> None:
    history = History(START).do(START.hide([node_id(1)]), "hide Dong Yang")
    assert (history.undo_label, history.redo_label) == ("Undo: hide Dong Yang", None)
    assert (history.undo().undo_label, history.undo().redo_label) == (None, "Redo: hide Dong Yang")


def test_at_the_ends_undo_and_redo_do_nothing() -> None:
    history = History(START)
    assert history.undo() is history
    assert history.redo() is history


def test_a_selection_is_no_step_and_comes_back_with_its_view() -> None:
    history = History(START).put(START.select(node_id(1)))
    history = history.do(history.now.hide([node_id(1)]), "hide")
    history = history.put(history.now.select(node_id(2)))
    assert len(history.past) == 1
    assert history.undo().now.selection == node_id(1)
    assert history.undo().redo().now.selection == node_id(2)


def test_a_selection_given_as_a_step_is_still_none() -> None:
    history = History(START).do(START.select(node_id(1)), "select")
    assert history.past == ()
    assert history.now.selection == node_id(1)


def test_selecting_keeps_what_was_undone() -> None:
    history = History(START).do(START.hide([node_id(1)]), "hide").undo()
    assert history.put(history.now.select(node_id(2))).redo_label == "Redo: hide"


def test_dragging_one_node_again_is_one_step_and_another_node_is_another() -> None:
    history = History(START)
    for x in (1.0, 2.0, 3.0):
        history = history.do(history.now.move({node_id(0): (x, 0.0)}), "move A", merge="move A")
    history = history.do(history.now.move({node_id(1): (9.0, 9.0)}), "move B", merge="move B")
    assert [step.label for step in history.past] == ["move A", "move B"]
    assert history.undo().undo().now == START


def test_a_drag_after_an_undo_does_not_join_the_step_before() -> None:
    history = History(START).do(START.move({node_id(0): (1.0, 0.0)}), "move A", merge="move A")
    history = history.do(history.now.hide([node_id(2)]), "hide C").undo()
    history = history.do(history.now.move({node_id(0): (2.0, 0.0)}), "move A", merge="move A")
    assert history.undone == ()
    assert history.undo().now.positions[node_id(0)] == (1.0, 0.0)


def test_the_oldest_step_goes_after_fifty() -> None:
    history = History(START)
    for x in range(LIMIT_STEPS + 5):
        history = history.do(history.now.move({node_id(0): (x + 1.0, 0.0)}), f"move to {x + 1}")
    assert len(history.past) == LIMIT_STEPS == 50
    for _ in range(LIMIT_STEPS):
        history = history.undo()
    assert history.now.positions[node_id(0)] == (5.0, 0.0)
