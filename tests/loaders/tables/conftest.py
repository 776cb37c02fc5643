"""What tests of tables share: files written beside a mapping, and what comes of them in words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import loaders
from graph.errors import LoadError
from loaders import Loaded, tables
from loaders.problems import Problems

SAMPLES = Path(__file__).parents[3] / "data" / "samples" / "tables"
Written = Callable[..., Path]
Told = Callable[..., list[str]]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """Write a mapping and files beside it; gives back the mapping's path. `files` by name, as text or bytes."""

    def write(mapping: str, /, **files: str | bytes) -> Path:
        for name, data in files.items():
            path = tmp_path / name.replace("__", ".")
            path.write_bytes(data if isinstance(data, bytes) else data.encode())
        path = tmp_path / "mapping.yml"
        path.write_text(mapping, "utf-8")
        return path

    return write


@pytest.fixture
def told(written: Written) -> Told:
    """The problems and warnings of a mapping with its files, each as the line that a person reads."""

    def problems(mapping: str, /, **files: str | bytes) -> list[str]:
        found = Problems()
        tables.draft(written(mapping, **files), found)
        return [f"{'warning: ' if each.warning else ''}{each}" for each in (*found.wrong(), *found.doubtful())]

    return problems


@pytest.fixture
def loaded(written: Written) -> Callable[..., Loaded]:
    def load(mapping: str, /, **files: str | bytes) -> Loaded:
        try:
            return loaders.load(written(mapping, **files))
        except LoadError as error:
            pytest.fail("\n".join(map(str, error.problems)))

    return load
