"""Where an error in a query is, as both engines say it of real queries."""

from __future__ import annotations

import pytest

from graph.errors import QueryError
from graph.store import GraphStore
from graph.store.syntax import located


@pytest.mark.parametrize(
    ("cypher", "line", "column"),
    [("MATCH (n) RETRUN n", 1, 11), ("MATCH (n)\nWHERE n.x = \nRETURN n", 3, 8), ("MATCH (n RETURN n", 1, 10)],
)
def test_a_wrong_query_is_told_with_its_place(store: GraphStore, cypher: str, line: int, column: int) -> None:
    with pytest.raises(QueryError) as raised:
        store.read(cypher)
    assert (raised.value.line, raised.value.column) == (line, column)
    assert str(raised.value).startswith("The query is wrong: ")
    assert not set("\n^") & set(str(raised.value))


@pytest.mark.parametrize(("cypher", "line", "column"), [("MATCH (n) RETRUN n", 1, 11), ("MATCH (n)\nRETRUN n", 2, 1)])
def test_a_wrong_question_is_told_with_its_place_in_what_was_asked(store: GraphStore, cypher: str, line: int, column: int) -> None:
    with pytest.raises(QueryError) as raised, store.ask(cypher):
        pass
    assert (raised.value.line, raised.value.column) == (line, column)


def test_a_long_list_of_what_was_expected_is_cut() -> None:
    wanted = ", ".join(f"'WORD{number}'" for number in range(99))
    found = located(f"Invalid input 'x': expected {wanted} (line 2, column 7 (offset: 30))")
    assert (found.line, found.column) == (2, 7)
    assert found.words.endswith(", …")
    assert len(found.words) < 200


def test_words_without_a_place_stay_as_they_are() -> None:
    assert located("Unknown function \n 'foo'").words == "Unknown function 'foo'"
    assert located("Unknown function 'foo'").line is None
