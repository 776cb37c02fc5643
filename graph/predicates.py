"""Predicates in words: `role` is shown as "held a post at", `worked_for` as "worked for". The table is predicates.yml, one line each."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml


@cache
def _table() -> dict[str, str]:
    return {key: str(words) for key, words in yaml.load(Path(__file__).with_suffix(".yml").read_text("utf-8"), yaml.BaseLoader).items()}


def words(predicate: str) -> str:
    """The predicate (`defected_to`, or as a relationship's type `DEFECTED_TO`) as a person reads it between subject and object."""
    name = predicate.lower()
    return _table().get(name, name.replace("_", " ").strip())
