"""What the browser sends, as actions; nothing a browser sends can break the page."""

from __future__ import annotations

import logging

import pytest

from ui.canvas import Action, actions


def test_actions_come_in_the_order_of_their_numbers() -> None:
    sent = [{"type": "expand", "node": "a", "seq": 8}, {"type": "select", "node": "a", "edge": None, "seq": 7}]
    assert actions(sent) == [Action("select", 7, node="a"), Action("expand", 8, node="a")]


def test_each_kind_of_action_keeps_its_fields() -> None:
    sent: list[object] = [
        {"type": "moved", "seq": 1, "positions": {"a": [1, 2.5]}},
        {"type": "filter", "seq": 2, "facet": "status", "value": "rumour", "shown": False},
        {"type": "pin", "seq": 3, "ids": ["a", "b"], "on": False},
        {"type": "choose", "seq": 4, "value": None},
    ]
    moved, filtered, pinned, chosen = actions(sent)
    assert moved.positions == {"a": (1.0, 2.5)}
    assert (filtered.facet, filtered.value, filtered.shown) == ("status", "rumour", False)
    assert (pinned.ids, pinned.on) == (("a", "b"), False)
    assert chosen.value is None


@pytest.mark.parametrize(
    "raw",
    [
        None,
        "select",
        {"type": "select"},
        {"seq": 3},
        {"type": "shout", "seq": 3},
        {"type": "moved", "seq": 3, "positions": {"a": [1]}},
        {"type": "moved", "seq": 3, "positions": {"a": ["x", "y"]}},
        {"type": "moved", "seq": 3, "positions": {"a": [float("nan"), 0]}},
        {"type": "moved", "seq": 3, "positions": {"a": [float("inf"), 0]}},
        {"type": "moved", "seq": 3, "positions": 7},
        {"type": "hide", "seq": 3, "ids": 7},
        {"type": "expand", "seq": 3},
        {"type": "close", "seq": 3},
        {"type": "shape", "seq": 3},
        {"type": "shape", "seq": 3, "aspect": 0},
        {"type": "shape", "seq": 3, "aspect": "wide"},
        {"type": "shape", "seq": 3, "aspect": float("nan")},
    ],
)
def test_what_cannot_be_understood_is_logged_and_left_out(raw: object, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert actions([raw, {"type": "undo", "seq": 9}]) == [Action("undo", 9)]
    assert "could not be understood" in caplog.text
