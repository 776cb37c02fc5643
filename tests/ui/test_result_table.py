"""The rows of a query as columns of a table."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from graph.store import Node
from ui.result_table import EXACT, column


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([1, None, 3], "Int64"),
        ([1, 2.5], "Float64"),
        ([True, None], "boolean"),
        ([date(2021, 6, 17), None], object),
        ([["a"], ["b", "c"]], object),
    ],
)
def test_values_of_one_type_keep_it(values: list[Any], kind: Any) -> None:
    assert column(values) == (values, kind)


def test_whole_numbers_that_a_browser_cannot_hold_are_text() -> None:
    assert column([EXACT + 1, 1]) == ([str(EXACT + 1), "1"], object)
    assert column([EXACT + 1, 0.5]) == ([str(EXACT + 1), "0.5"], object)


def test_truths_and_numbers_are_not_mixed_up() -> None:
    assert column([True, 1]) == (["true", "1"], object)


def test_everything_else_is_a_readable_line() -> None:
    node = Node("x", ("Entity", "Person"), {"name": "Ada"})
    values = [node, {"a": [1]}, None, "text", datetime(2021, 6, 17, 12, tzinfo=UTC)]
    assert column(values) == (["(Ada :Person)", "{a: [1]}", None, "text", "2021-06-17T12:00:00+00:00"], object)
