"""The saved queries of a case folder: kept with the case, or refused with their file and line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import loaders
from graph.errors import LoadError
from graph.load import load
from graph.queries import cases
from graph.saved_query import SavedQuery
from graph.store import GraphStore

Write = Callable[..., Path]


def test_queries_come_with_the_case_in_the_order_of_their_files(write: Write) -> None:
    folder = write({"queries/2.cypher": "// Second\nRETURN 2\n", "queries/1.cypher": "\ufeff// First\r\nRETURN 1\r\n"})
    assert [SavedQuery.parse(text).title for text in loaders.load(folder).case.queries] == ["First", "Second"]


def test_what_is_no_query_is_refused_with_file_and_line(write: Write) -> None:
    folder = write({"queries/a.cypher": "RETURN 1", "queries/b.cypher": "// Two\nRETURN 1;\nRETURN 2"})
    with pytest.raises(LoadError) as caught:
        loaders.load(folder)
    assert [(problem.file, problem.line) for problem in caught.value.problems] == [("queries/a.cypher", 1), ("queries/b.cypher", 3)]
    assert "comment that says what it answers" in str(caught.value)


def test_a_case_file_cannot_give_them_itself(write: Write) -> None:
    folder = write({}, case='case: {id: made-up, title: Made up, queries: ["// x"]}\n')
    with pytest.raises(LoadError, match="queries"):
        loaders.load(folder)


def test_a_store_keeps_them(store: GraphStore, bundled: Path) -> None:
    load(store, loaders.load(bundled), name="bundled")
    (summary,) = cases(store)
    assert len(summary.case.queries) == 12
    assert summary.case.queries[0].startswith("// What rests on one origin")
