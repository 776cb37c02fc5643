"""Parameters as they are typed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ui.parameter import Parameter


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("text", " 007 ", " 007 "),
        ("number", "42", 42),
        ("number", "-3", -3),
        ("number", "0.5", 0.5),
        ("number", "9007199254740993", 9007199254740993),
        ("yes or no", "Yes", True),
        ("yes or no", "false", False),
        ("date", "2021-06-17", date(2021, 6, 17)),
        ("list", "a, b,, c", ["a", "b", "c"]),
        ("JSON", '{"a": [1, null]}', {"a": [1, None]}),
        ("nothing", "whatever", None),
    ],
)
def test_a_value_is_what_its_kind_says(kind: str, text: str, value: Any) -> None:
    assert Parameter(kind, text).value == value


@pytest.mark.parametrize(
    ("kind", "text"), [("number", "many"), ("number", ""), ("yes or no", "perhaps"), ("date", "17.6.2021"), ("JSON", "{a: 1}")]
)
def test_what_is_no_such_value_is_refused_with_an_example(kind: str, text: str) -> None:
    with pytest.raises(ValueError, match="write for example"):
        _ = Parameter(kind, text).value


@pytest.mark.parametrize("value", [None, True, 3, 0.25, "x", "", ["a", "b"], ["a, b"], {"k": [1]}, [1, 2]])
def test_a_value_is_typed_so_that_it_comes_back(value: Any) -> None:
    assert Parameter.of(value).value == value
