"""The hash of what a whole case was read from, told from its records and, of a case folder, from its files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from graph.model import AnyRecord, Source
from loaders import Loaded
from loaders.case import FILE
from loaders.folder import texts
from loaders.problems import Problems


class BytesRead:
    """Notes the hashes of files while the records go by: a data set of gigabytes is not read once more for it."""

    def __init__(self, loaded: Loaded) -> None:
        self._loaded, self._found = loaded, set[str]()

    def records(self) -> Iterator[AnyRecord]:
        """The records, unchanged."""
        for record in self._loaded:
            if isinstance(record, Source) and record.sha256:
                self._found.add(record.sha256)
            yield record

    def sha256(self) -> str:
        """Hex digits, once the records went by: of one file its own SHA-256, else that of the hashes of all in order."""
        found = set(_of_folder(self._loaded.path)) if self._loaded.format == "case" else self._found
        return next(iter(found)) if len(found) == 1 else _together(sorted(found))


def _of_folder(path: Path) -> Iterator[str]:
    for name, text in texts(path.parent if path.name == FILE else path, Problems()):
        yield _together([name, text or ""])


def _together(parts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
