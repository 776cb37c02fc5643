"""Predicates are shown in words."""

from __future__ import annotations

from pathlib import Path

import loaders
from graph.model import Statement
from graph.predicates import words


def test_underscores_become_spaces_where_no_better_words_are_given() -> None:
    assert words("worked_for") == words("WORKED_FOR") == "worked for"
    assert words("said") == "said"


def test_table_of_words_comes_first() -> None:
    assert words("role") == words("ROLE") == "held office at"
    assert words("first_named") == "was first to name"


def test_bundled_case_has_words_for_every_predicate() -> None:
    case = loaders.load(Path(__file__).parents[2] / "data" / "dong-jingwei")
    found = {record.predicate: words(record.predicate) for record in case if isinstance(record, Statement)}
    assert len(found) > 50
    assert all(text and text == text.strip() and "_" not in text for text in found.values())
