"""A saved query as a text: what it says of itself, and what is wrong with a text that is none."""

from __future__ import annotations

import pytest

from graph.errors import QueryError
from graph.saved_query import LONGEST, SavedQuery

TEXT = '// Who met whom?\nMATCH (a {key: $key}) // who\nRETURN a\n// $key = "person:a"\n// $n = [1, null]\n'


def test_it_says_what_it_answers_and_gives_examples() -> None:
    found = SavedQuery.parse(TEXT)
    assert (found.title, found.file_name) == ("Who met whom?", "who-met-whom.cypher")
    assert found.examples == {"key": "person:a", "n": [1, None]}
    assert found.statement.cypher.startswith("// Who met whom?")
    assert found.statement.parameters == ("key",)


def test_a_title_without_letters_still_names_a_file() -> None:
    assert SavedQuery.parse("// 谁见过谁\nRETURN 1").file_name == "query.cypher"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("RETURN 1", 1, "first line is a comment"),
        ("", 1, "first line is a comment"),
        ("//\nRETURN 1", 1, "first line is a comment"),
        ("// Nothing", 1, "no statement"),
        ("// Two\nRETURN 1;\nRETURN 2", 3, "2 statements"),
        ("// Bad example\nRETURN $x\n// $x = person", 3, "not JSON"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, line: int, said: str) -> None:
    with pytest.raises(QueryError, match=said) as caught:
        SavedQuery.parse(text)
    assert caught.value.line == line


def test_a_text_may_not_be_endless() -> None:
    with pytest.raises(QueryError, match="20,000 characters"):
        SavedQuery.parse("// x\nRETURN 1" + " " * LONGEST + "AS x")
