"""Saved views as files of a case's folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from graph.saved_view import SavedView


def write_all(views: Iterable[SavedView], folder: Path) -> Iterator[Path]:
    """Write each into its file, in place of what is there. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    taken: set[str] = set()
    for saved in views:
        name, number = saved.file_name, 2
        while name in taken:
            name, number = f"{saved.file_name.removesuffix('.json')}-{number}.json", number + 1
        taken.add(name)
        written = folder / f".{name}.part"
        written.write_text(saved.text, "utf-8")
        written.replace(folder / name)
        yield folder / name
