"""What nodes are called, and values as one line."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from graph.caption import caption, chip
from graph.store import Node, Relationship

DONG = Node("c/person:dong", ("Entity", "Person"), {"name": "Dong Jingwei"})
USA = Node("c/place:us", ("Entity", "Place"), {"name": "United States"})
DEFECTED = Relationship("s", "DEFECTED_TO", DONG.id, USA.id, {"status": "contested"})


@pytest.mark.parametrize(
    ("properties", "called"),
    [
        ({"title": "The Matrix", "year": 1999}, "The Matrix"),
        ({"title": "Mr", "name": "Keanu Reeves"}, "Keanu Reeves"),
        ({"Name": "upper"}, "upper"),
        ({"name": "  ", "code": 7}, "7"),
        ({"name": True, "born": 1964}, "the id"),
        ({"name": ["a", "b"]}, "the id"),
        ({}, "the id"),
    ],
)
def test_a_node_is_called_by_the_first_name_that_it_has(properties: dict[str, Any], called: str) -> None:
    assert caption(properties, "the id") == called


@pytest.mark.parametrize(
    ("value", "line"),
    [
        (DONG, "(Dong Jingwei :Person)"),
        (Node("4:x:1", (), {}), "(4:x:1)"),
        (DEFECTED, "[:DEFECTED_TO contested]"),
        ((DONG, DEFECTED, USA), "(Dong Jingwei :Person)-[:DEFECTED_TO contested]->(United States :Place)"),
        ((USA, DEFECTED, DONG), "(United States :Place)<-[:DEFECTED_TO contested]-(Dong Jingwei :Person)"),
        ([DONG, 1, None], "[(Dong Jingwei :Person), 1, ]"),
        ({"on": date(2021, 6, 1), "sure": False}, "{on: 2021-06-01, sure: false}"),
        (float("nan"), "NaN"),
        (Node("n", ("A",), {"name": "x" * 99}), f"({'x' * 59}… :A)"),
    ],
)
def test_a_value_is_one_line(value: Any, line: str) -> None:
    assert chip(value) == line
