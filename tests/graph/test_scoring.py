"""The names that fit best, found without looking at every name, are those that looking at every name finds."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any, cast

import pytest

from graph.model import fold
from graph.queries import scoring
from graph.queries.directory import Directory
from graph.queries.scoring import best, likeness
from graph.store import GraphStore

WORDS = ("li", "lin", "wei", "anna", "an", "dong", "dnog", "zoë", "müller", "ng", "李", "李伟", "o'neil", "a")


class Listed:
    """A store of so many made entities with one to three names each."""

    def __init__(self, number: int, seed: int) -> None:
        self.random = random.Random(seed)
        self.number = number

    def name(self) -> str:
        return " ".join(self.random.choices(WORDS, k=self.random.randint(1, 3)))

    def stream(self, _: str) -> Iterator[dict[str, Any]]:
        for number in range(self.number):
            aliases = [self.name() for _ in range(self.random.randrange(3))]
            details = json.dumps([[None, None, self.random.random() < 0.3] for _ in aliases])
            case = ("one", "two")[number % 2]
            id_ = f"{case}/person:{self.random.randrange(10**6)}"
            yield {"id": id_, "case": case, "degree": number % 7, "name": self.name(), "aliases": aliases, "d": details}


def looked_at_all(known: Directory, wanted: str, case: str | None, limit: int) -> list[tuple[str, float]]:
    """The best entities and their scores from the likeness of every name."""
    scores: dict[str, float] = {}
    for number, name in enumerate(known.folded):
        owner = known.owners[number]
        score = likeness(name, wanted) * (0.4 if known.weak[number] else 1.0)
        if score > 0 and case in (None, known.cases[owner]) and all(word in name for word in wanted.split()):
            degree = float(known.degrees[owner])
            scores[known.ids[owner]] = max(scores.get(known.ids[owner], 0.0), score + 0.05 * degree / (degree + 10))
    return [(id_, round(score, 6)) for id_, score in sorted(scores.items(), key=lambda found: (-round(found[1], 9), found[0]))[:limit]]


@pytest.mark.parametrize("crowd", [1, 10**6])
@pytest.mark.parametrize("seed", range(4))
def test_the_best_are_found_without_looking_at_all(seed: int, crowd: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scoring, "_CROWD", crowd)
    known = Directory(cast(GraphStore, Listed(400, seed)), "")
    for wanted in ("l", "li", "a", "n", "ng", "ei", "李", "伟", "li wei", "an l", "muller", "zoe", "dong li", "o'", "ong"):
        for case in (None, "two"):
            found = [(known.ids[known.owners[number]], round(score, 6)) for number, score in best(known, fold(wanted), case, 5)]
            expected = looked_at_all(known, fold(wanted), case, 5)
            assert expected, wanted
            assert found == expected, (wanted, case)


def test_a_misspelt_name_is_found_in_another_order_too() -> None:
    known = Directory(cast(GraphStore, Listed(400, 1)), "")
    (first, score), *_ = best(known, "mullre dnogg", None, 3)
    assert set(known.folded[first].split()) & {"dong", "dnog"}
    assert "muller" in known.folded[first]
    assert 0 < score < 0.55
    assert best(known, "xxxxxxxx", None, 3) == []
