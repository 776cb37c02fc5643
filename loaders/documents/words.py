"""The words by which documents tell of themselves (words.yml), and other lists of the kind that stand beside a module."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def beside(module: str) -> dict[str, Any]:
    """What the YAML of the same name beside a module's file tells; texts as they stand."""
    told: dict[str, Any] = yaml.load(Path(module).with_suffix(".yml").read_text("utf-8"), yaml.BaseLoader)
    return told


def in_order(name: str) -> tuple[str, ...]:
    """A list of words.yml. Raises KeyError where none has this name."""
    return tuple(beside(__file__)[name])


def one_of(*names: str) -> str:
    """Any of these lists as part of a pattern."""
    return f"(?:{'|'.join(word for name in names for word in in_order(name))})"
