"""What tests of the loaders share: a small case as files, and the folder that they are written to."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import Problem
from loaders import check

ROOT = Path(__file__).parents[2]
Write = Callable[..., Path]


@pytest.fixture(scope="session")
def bundled() -> Path:
    return ROOT / "data" / "dong-jingwei"


@pytest.fixture(scope="session")
def example() -> dict[str, str]:
    """The files of the example in docs/case-format.md by name."""
    page = (ROOT / "docs" / "case-format.md").read_text("utf-8")
    return dict(re.findall(r"```yaml\n# (\S+\.yml)\n(.*?)```", page, re.DOTALL))


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write files (name=text or bytes) into a case folder; a case.yml is there unless one is given."""

    def written(files: dict[str, str | bytes], *, case: str | None = "case: {id: made-up, title: Made up}\n") -> Path:
        folder = tmp_path / "made-up"
        folder.mkdir(exist_ok=True)
        for name, text in {**({} if case is None else {"case.yml": case}), **files}.items():
            place = folder / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(text if isinstance(text, bytes) else text.encode())
        return folder

    return written


@pytest.fixture
def problems(write: Write) -> Callable[[str], list[Problem]]:
    """The problems and warnings of a case that has these sections in `all.yml`."""
    return lambda text: check(write({"all.yml": text}))
