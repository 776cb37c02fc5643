"""Predicates are shown in words."""

from __future__ import annotations

import json
from pathlib import Path

import loaders
from graph.model import Statement, Status
from graph.predicates import words
from graph.render import payload
from graph.scene import compose
from graph.view import EdgeView, NodeView, View

CASE = Path(__file__).parents[2] / "data" / "dong-jingwei"


def test_underscores_become_spaces_where_no_better_words_are_given() -> None:
    assert words("worked_for") == words("WORKED_FOR") == "worked for"
    assert words("said") == "said"


def test_table_of_words_comes_first() -> None:
    assert words("role") == words("ROLE") == "held a post at"
    assert words("first_named") == "was first to name"


def test_bundled_case_has_words_for_every_predicate() -> None:
    found = {record.predicate: words(record.predicate) for record in loaders.load(CASE) if isinstance(record, Statement)}
    assert len(found) > 50
    assert all(text and text == text.strip() and "_" not in text for text in found.values())


def test_the_canvas_says_what_the_cards_say() -> None:
    predicates = {record.predicate for record in loaders.load(CASE) if isinstance(record, Statement)}
    nodes = [NodeView(name, name, "c", name, "person", 1) for name in "ab"]
    for predicate in predicates:
        edge = EdgeView("e", "e", "c", "a", "b", predicate, Status.contested)
        drawn = json.loads(payload(compose(View(("a", "b"), {"a": (0, 0), "b": (9, 9)}), nodes, [edge])))
        assert drawn["edges"][0]["p"] == words(predicate)
