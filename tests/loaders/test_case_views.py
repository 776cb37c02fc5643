"""The saved views of a case folder: loaded with the case as decisions, or refused with their file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

import loaders
from graph.errors import LoadError
from graph.load import load
from graph.model import Decision
from graph.queries import entities, saved_views
from graph.saved_view import named
from graph.store import GraphStore
from graph.view import View

Write = Callable[..., Path]
AT = datetime(2026, 1, 31, tzinfo=UTC)


def text(name: str, case: str = "made-up") -> str:
    return named(case, name, View(), by="me", at=AT).text


def test_views_come_with_the_case(write: Write) -> None:
    folder = write({"views/b.json": text("Second"), "views/a.json": text("First"), "elsewhere.json": "{", "other/views/c.json": "{"})
    found = [record for record in loaders.load(folder) if isinstance(record, Decision)]
    assert [decision.content["name"] for decision in found] == ["First", "Second"]


def test_what_is_no_view_is_refused_with_its_file(write: Write) -> None:
    folder = write(
        {
            "views/a.json": "{",
            "views/b.json": text("B").replace('"version": 1', '"version": 9'),
            "views/c.json": text("C", "another"),
            "views/d.json": text("D"),
            "views/e.json": text("d"),
            "views/f.json": "[" * 50_000,
        }
    )
    with pytest.raises(LoadError) as caught:
        loaders.load(folder)
    assert {problem.file: problem.message for problem in caught.value.problems}.keys() == {f"views/{letter}.json" for letter in "abcef"}
    said = " ".join(problem.message for problem in caught.value.problems)
    assert "line 1 column 2" in said
    assert "version" in said
    assert "is a view of another case; this one is made-up" in said
    assert "has the name of views/d.json" in said


def test_those_of_the_bundled_case_show_what_is_there(store: GraphStore, bundled: Path) -> None:
    load(store, loaders.load(bundled), name="bundled")
    found = saved_views(store, "dong-jingwei-2021")
    assert [saved.name for saved in found] == ["Seen in China", "The Anchorage talks", "Who carried it first"]
    for saved in found:
        assert len(entities(store, saved.view.nodes)) == len(saved.view.nodes)
