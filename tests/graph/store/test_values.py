"""Every type of value that Bolt carries, from the engine to Python and to JSON, and as a parameter back again."""

from __future__ import annotations

import json
import math
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

import pytest

from graph.store import GraphStore
from graph.store.values import Duration, Point
from graph.values_json import jsonable

TWO_HOURS = timezone(timedelta(hours=2))
# Cypher, the value in Python, the value in JSON
VALUES: tuple[tuple[str, Any, Any], ...] = (
    ("null", None, None),
    ("true", True, True),
    ("9223372036854775807", 2**63 - 1, 2**63 - 1),
    ("-9223372036854775808", -(2**63), -(2**63)),
    ("1.5", 1.5, 1.5),
    ("1.0 / 0.0", math.inf, "Infinity"),
    ("-1.0 / 0.0", -math.inf, "-Infinity"),
    ('"it\'s 董经纬"', "it's 董经纬", "it's 董经纬"),
    ("[1, [2, {x: [date('2020-01-01'), null]}]]", [1, [2, {"x": [date(2020, 1, 1), None]}]], [1, [2, {"x": ["2020-01-01", None]}]]),
    ("{a: {b: []}}", {"a": {"b": []}}, {"a": {"b": []}}),
    ("date('2021-06-01')", date(2021, 6, 1), "2021-06-01"),
    ("localtime('10:00:00.5')", time(10, 0, 0, 500_000), "10:00:00.500000"),
    ("time('10:00:00+02:00')", time(10, tzinfo=TWO_HOURS), "10:00:00+02:00"),
    ("localdatetime('2021-06-01T10:00:00')", datetime(2021, 6, 1, 10), "2021-06-01T10:00:00"),  # noqa: DTZ001 - it has no zone
    ("datetime('2021-06-01T10:00:00Z')", datetime(2021, 6, 1, 10, tzinfo=UTC), "2021-06-01T10:00:00+00:00"),
    ("datetime('2021-06-01T10:00:00.123456789Z')", "2021-06-01T10:00:00.123456789+00:00", "2021-06-01T10:00:00.123456789+00:00"),
    ("duration('P1Y2M3DT4H5.000000006S')", Duration(14, 3, 14_405, 6), "P1Y2M3DT4H5.000000006S"),
    ("duration('-PT1.5S')", Duration(0, 0, -1, -500_000_000), "PT-1.5S"),
    ("point({x: 1, y: 2})", Point(7203, (1.0, 2.0)), "point({x: 1.0, y: 2.0, srid: 7203})"),
    (
        "point({latitude: 1, longitude: 2, height: 3})",
        Point(4979, (2.0, 1.0, 3.0)),
        "point({longitude: 2.0, latitude: 1.0, height: 3.0, srid: 4979})",
    ),
)


@pytest.mark.parametrize(("cypher", "python", "as_json"), VALUES, ids=[cypher for cypher, _, _ in VALUES])
def test_a_value_of_cypher_is_one_of_python_and_one_of_json(store: GraphStore, cypher: str, python: Any, as_json: Any) -> None:
    ((value,),) = store.read(f"RETURN {cypher} AS value").rows
    assert value == python
    assert type(value) is type(python)
    assert json.loads(json.dumps(jsonable(value), allow_nan=False)) == as_json


def test_a_number_that_is_none_stays_so(store: GraphStore) -> None:
    ((value,),) = store.read("RETURN 0.0 / 0.0 AS value").rows
    assert math.isnan(value)
    assert jsonable(value) == "NaN"


def test_a_zone_with_a_name_keeps_its_moment(store: GraphStore) -> None:
    ((value,),) = store.read("RETURN datetime('2021-06-01T10:00:00[Europe/Berlin]') AS value").rows
    assert value == datetime(2021, 6, 1, 8, tzinfo=UTC)
    assert jsonable(value) == "2021-06-01T10:00:00+02:00"


@pytest.mark.parametrize(
    "value",
    [None, True, 2**63 - 1, -1.5, "", "x" * 100_000, b"\x00\xff", [1, [2]], {"a": {"b": [None]}}, date(2021, 6, 1), time(10, 0, 0, 5)],
    ids=repr,
)
def test_a_parameter_comes_back_as_it_went(store: GraphStore, value: Any) -> None:
    ((back,),) = store.read("RETURN $value AS value", {"value": value}).rows
    assert back == value
    assert type(back) is type(value)


def test_graph_values_name_labels_types_and_ends(store: GraphStore) -> None:
    store.execute("CREATE (:Person {id: 'a', born: date('1970-01-01')})-[:KNOWS {id: 'k', since: 2020}]->(:Person:Spy {id: 'b'})")
    path = "MATCH p = (a {id: 'a'})-[k:KNOWS]->(b) RETURN a, k, p, {deep: [b]} AS m"
    (row,) = store.read(path).rows
    a = {"labels": ["Person"], "id": "a", "properties": {"id": "a", "born": "1970-01-01"}}
    b = {"labels": ["Person", "Spy"], "id": "b", "properties": {"id": "b"}}
    k = {"type": "KNOWS", "id": "k", "from": "a", "to": "b", "properties": {"id": "k", "since": 2020}}
    assert jsonable(row) == [a, k, [a, k, b], {"deep": [b]}]


def test_bytes_are_base64_in_json() -> None:
    assert jsonable(b"\x00\xff") == "AP8="
