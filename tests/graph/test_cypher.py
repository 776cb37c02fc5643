"""Cypher as a person wrote it: where a statement begins and ends, and what its parameters are called."""

from __future__ import annotations

import time

import pytest

from graph.cypher import statement_at, statements


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        (" \n// nothing\n/* nothing */ ;;", []),
        ("RETURN 1", ["RETURN 1"]),
        ("RETURN 1;\n RETURN 2 ;", ["RETURN 1", "RETURN 2"]),
        ("RETURN ';' AS a; RETURN \";\" AS b", ["RETURN ';' AS a", 'RETURN ";" AS b']),
        ("RETURN 'it\\'s; so' AS a", ["RETURN 'it\\'s; so' AS a"]),
        ("RETURN 1 // one; two\n, 2", ["RETURN 1 // one; two\n, 2"]),
        ("RETURN 1 /* ; */; RETURN 2", ["RETURN 1 /* ; */", "RETURN 2"]),
        ("MATCH (`a;b``;c`) RETURN 1; RETURN 2", ["MATCH (`a;b``;c`) RETURN 1", "RETURN 2"]),
        ("RETURN 'open; string", ["RETURN 'open; string"]),
        ("RETURN 1 /* open ; comment", ["RETURN 1 /* open ; comment"]),
        ("RETURN 4 / 2; RETURN 3", ["RETURN 4 / 2", "RETURN 3"]),
        ("// first\nRETURN 1", ["// first\nRETURN 1"]),
    ],
)
def test_statements_end_where_cypher_says(text: str, found: list[str]) -> None:
    assert [one.cypher for one in statements(text)] == found
    assert all(text[one.start : one.end] == one.cypher for one in statements(text))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("RETURN $a, $b, $a", ("a", "b")),
        ("RETURN '$no', \"$no\" // $no\n, $yes /* $no */", ("yes",)),
        ("RETURN $`a name`, $`tick``ed`", ("a name", "tick`ed")),
        ("RETURN $0, $名前", ("0", "名前")),
        ("RETURN `$no`", ()),
        ("RETURN 1 AS price$", ()),
    ],
)
def test_parameters_are_found_where_they_are_meant(text: str, names: tuple[str, ...]) -> None:
    (one,) = statements(text)
    assert one.parameters == names


@pytest.mark.parametrize(("place", "found"), [(0, "RETURN 1"), (8, "RETURN 1"), (9, "RETURN 1"), (10, "RETURN 2"), (40, "RETURN 2")])
def test_the_cursor_chooses_a_statement(place: int, found: str) -> None:
    chosen = statement_at("RETURN 1;\n\nRETURN 2;\n", place)
    assert chosen is not None
    assert chosen.cypher == found


def test_the_cursor_in_nothing_chooses_nothing() -> None:
    assert statement_at("// nothing", 3) is None


@pytest.mark.parametrize("piece", ["'", '"', "`", "/*", "*/*", "\\", "$`", "/", "''", "'\\"])
def test_hostile_text_takes_no_time(piece: str) -> None:
    began = time.process_time()
    statements(piece * 50_000)
    assert time.process_time() - began < 2
