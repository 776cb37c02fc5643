"""Items of Wikidata written in a line, and a file of them with its problems in words."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import loaders

HERE, THERE = "Q9900000091", "Q9900000092"
Told = Callable[..., list[str]]


def snak(of: str, value: Any, type_: str = "") -> dict[str, Any]:
    """A value: a text that looks like a number of an item is one, a dict with a time is a time."""
    if value in ("somevalue", "novalue"):
        return {"snaktype": value, "property": of}
    if isinstance(value, str) and value.startswith("Q"):
        return {"snaktype": "value", "property": of, "datavalue": {"type": "wikibase-entityid", "value": {"id": value}}}
    given = type_ or ("time" if isinstance(value, dict) else "string")
    return {"snaktype": "value", "property": of, "datavalue": {"type": given, "value": value}}


def time(text: str, precision: int, calendar: str = "Q1985727") -> dict[str, Any]:
    return {"time": text, "precision": precision, "calendarmodel": f"http://www.wikidata.org/entity/{calendar}"}


def said(of: str, value: Any, *, rank: str = "normal", refs: list[dict[str, Any]] | None = None, **qualifiers: Any) -> dict[str, Any]:
    """A statement; each reference and the qualifiers are properties with one value each."""
    given = {"mainsnak": snak(of, value), "rank": rank}
    given["qualifiers"] = {name: [snak(name, each)] for name, each in qualifiers.items()}
    given["references"] = [{"snaks": {name: [snak(name, each)] for name, each in ref.items()}} for ref in refs or []]
    return given


def item(*claims: dict[str, Any], id_: str = HERE, **more: Any) -> dict[str, Any]:
    given: dict[str, list[Any]] = {}
    for claim in claims:
        given.setdefault(claim["mainsnak"]["property"], []).append(claim)
    labels = {"en": {"language": "en", "value": f"Item {id_}"}}
    return {"type": "item", "id": id_, "modified": "2031-05-02T08:15:00Z", "labels": labels, "claims": given, **more}


def written(path: Path, *items: Any) -> Path:
    path.write_text("\n".join(each if isinstance(each, str) else json.dumps(each) for each in items), "utf-8")
    return path


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """The problems and warnings of a file of items, each as the line that a person reads."""

    def problems(*items: Any) -> list[str]:
        path = written(tmp_path / "x.jsonl", *items)
        return [f"{'warning: ' if problem.warning else ''}{problem}" for problem in loaders.check(path)]

    return problems
