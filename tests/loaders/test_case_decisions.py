"""The decisions of a case folder: loaded with the case as they were written, or refused with their line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

import loaders
from graph.decision_file import lines, parse
from graph.errors import LoadError
from graph.model import Decision

Write = Callable[..., Path]
AT = datetime(2026, 1, 31, 12, 0, 0, 5, tzinfo=UTC)


def decision(kind: str = "review", about: str = "made-up/c-1", case: str = "made-up", **content: str) -> Decision:
    return Decision.model_validate({"case": case, "kind": kind, "about": about, "content": content, "by": "Ann\nß", "at": AT})


def test_they_come_with_the_case_as_they_were_written(write: Write) -> None:
    held = [
        decision(review="accepted"),
        decision(review="accepted", hedge="alleged"),
        decision("note", note='a "note"\u2028 of two\nlines'),
    ]
    text = "".join(lines([*held, decision("view", name="a view")]))
    assert text.count("\n") == 3
    folder = write({"decisions.jsonl": text + "\n" + text, "other/decisions.jsonl": "{"})
    found = [record for record in loaders.load(folder) if isinstance(record, Decision)]
    assert found == held
    assert [one.id for one in found] == [one.id for one in held]


def test_what_is_no_decision_is_refused_with_its_line(write: Write) -> None:
    wrong = [
        "{",
        "[" * 100_000,
        *lines([decision(review="perhaps"), decision(review="accepted", when="soon"), decision(case="other", about="other/c-1")]),
        '{"kind": "view", "about": "made-up/a", "by": "x", "at": "2026-01-31T12:00:00Z", "case": "made-up"}',
    ]
    folder = write({"decisions.jsonl": "\n".join([*lines([decision(review="accepted")]), *wrong]).replace("\n\n", "\n")})
    with pytest.raises(LoadError) as raised:
        list(loaders.load(folder))
    assert [(problem.file, problem.line) for problem in raised.value.problems] == [("decisions.jsonl", line) for line in range(2, 8)]


def test_a_line_is_the_decision_again() -> None:
    made = decision(review="accepted", chain="outlet:a person:b")
    (line,) = lines([made])
    assert parse(line, "made-up") == made
