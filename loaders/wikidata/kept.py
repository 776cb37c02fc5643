"""Answers of Wikidata kept on disk, so that nothing is asked twice within a week: a file for each item, bounded in number and size."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from graph.errors import LoadError

FOLDER = Path(".redstring") / "cache" / "wikidata"
"""Where they lie, unless REDSTRING_CACHE names another folder for all caches: below where the command runs, beside the default store."""
DAYS, MOST_FILES, MOST_BYTES = 7.0, 5_000, 200_000_000


def folder() -> Path:
    """The folder of the answers."""
    other = os.environ.get("REDSTRING_CACHE")
    return Path(other) / "wikidata" if other else FOLDER


@dataclass(frozen=True)
class Kept:
    """The answers in a folder; what is older than `days` is asked again, the oldest go first."""

    place: Path
    days: float = DAYS
    most_files: int = MOST_FILES
    most_bytes: int = MOST_BYTES

    def get(self, name: str) -> Path | None:
        """The file of an answer that is not too old; None without one."""
        path = self.place / name
        try:
            found = path.lstat()
        except OSError:
            return None
        fresh = time.time() - found.st_mtime < self.days * 86_400
        return path if fresh and path.is_file() and not path.is_symlink() else None

    def put(self, name: str, data: bytes) -> Path:
        """Keep an answer, and let go the oldest beyond the bounds. Raises LoadError if there is no room for it."""
        path = self.place / name
        part = path.with_name(f"{name}.{os.getpid()}.part")
        try:
            self.place.mkdir(parents=True, exist_ok=True)
            part.write_bytes(data)
            part.replace(path)
        except OSError as error:
            with suppress(OSError):
                part.unlink()
            text = f"what Wikidata answers cannot be kept in {self.place}: {error.strerror or error}; REDSTRING_CACHE names another folder"
            raise LoadError(text) from error
        self._bounded(path)
        return path

    def drop(self, name: str) -> None:
        """Let go one answer."""
        (self.place / name).unlink(missing_ok=True)

    def _bounded(self, newest: Path) -> None:
        found = sorted((each for each in self.place.iterdir() if each.is_file()), key=lambda each: each.stat().st_mtime, reverse=True)
        size = 0
        for number, each in enumerate(found, 1):
            size += each.stat().st_size
            if (number > self.most_files or size > self.most_bytes) and each != newest:
                each.unlink(missing_ok=True)
