"""The words of headers, and of cells that mean something by themselves (guess.yml)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def header_words() -> dict[str, Any]:
    """All of them."""
    found: dict[str, Any] = yaml.load(Path(__file__).with_name("guess.yml").read_text("utf-8"), yaml.BaseLoader)
    return found
