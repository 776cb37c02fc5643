"""How deep a query may nest: as deep as anybody writes on both engines, and no deeper, whatever stands in it for no bracket."""

from __future__ import annotations

import time

import pytest

from graph.errors import QueryError
from graph.store import GraphStore
from graph.store.nesting import DEEPEST, require_shallow


def nested(depth: int, inside: str = "1", left: str = "(", right: str = ")") -> str:
    return f"RETURN {left * depth}{inside}{right * depth} AS deep"


@pytest.mark.parametrize(("left", "right", "value"), [("[", "]", None), ("(", ")", 1), ("{a: ", "}", None), ("abs(", ")", 1)])
def test_as_deep_as_is_allowed_is_answered(store: GraphStore, left: str, right: str, value: object) -> None:
    with store.ask(nested(DEEPEST, left=left, right=right)) as answer:
        ((found,),) = list(answer)
    assert value is None or found == value


def test_one_deeper_is_refused_with_its_place(store: GraphStore) -> None:
    with pytest.raises(QueryError, match="more than 100 brackets") as wrong, store.ask("RETURN 1,\n" + nested(DEEPEST + 1)[7:]):
        pass
    assert (wrong.value.line, wrong.value.column) == (2, DEEPEST + 1)


@pytest.mark.parametrize("aside", ["'%s'", '"%s"', "`%s`", "// %s\n", "/* %s */", "'\\'%s'"])
def test_brackets_in_texts_names_and_comments_nest_nothing(aside: str) -> None:
    require_shallow(nested(DEEPEST, aside % ("(" * DEEPEST)))
    with pytest.raises(QueryError):
        require_shallow(nested(DEEPEST, f"{aside % '('} ()"))


@pytest.mark.parametrize("left", ["([{", "\\u0028", "\\u005B", "\\uu007b"])
def test_any_bracket_counts_however_it_is_written(left: str) -> None:
    with pytest.raises(QueryError):
        require_shallow(f"RETURN {left * (DEEPEST + 1)}")


def test_what_stands_side_by_side_is_not_deep() -> None:
    require_shallow(f"RETURN {'(1) + [2][0] + ' * 5_000} 1")
    require_shallow(f"RETURN {')' * DEEPEST}{'(' * DEEPEST}")


@pytest.mark.parametrize("piece", ["/*", "'\\'", '"', "`", "\\", "//", "'/*\"`", "\\u0028)"])
def test_hostile_text_takes_time_by_its_length(piece: str) -> None:
    began = time.monotonic()
    require_shallow(piece * (1_000_000 // len(piece)))
    assert time.monotonic() - began < 2
