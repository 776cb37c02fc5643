"""The text of one file, read safely. The one place where the text of a document comes from: what stands in it, offsets are taken in."""

from __future__ import annotations

from pathlib import Path

from loaders.folder import LIMITS, Limits, content, decoded
from loaders.problems import Problems


def read(path: str | Path, *, limits: Limits = LIMITS) -> str:
    """The text of a UTF-8 file, without a byte order mark.

    Raises LoadError if there is no such file, or it is a folder, a link, too large, or no UTF-8 text.
    """
    place = Path(path)
    problems = Problems()
    data = content(place.parent, place.name, problems, limits.file, limits)
    text = None if data is None else decoded(data, place.name, problems)
    problems.raise_if_any(str(path), "read")
    return text or ""
