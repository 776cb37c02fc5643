"""What a format is: its name, what it keeps, and how it writes what is exported."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from graph.export.material import Material

Lines = Iterator[str]
"""Pieces of the text of a file, in order."""


@dataclass(frozen=True)
class Format:
    """One format. `keeps` says in one line what goes along. A format of one file has `write`, one of several has `parts`.

    `write` gives the text in pieces; `parts` gives the name and the pieces of each file. Both read the material only as far as they
    have come, so that memory stays bounded where the format allows it.
    """

    name: str
    title: str
    suffix: str
    mime: str
    keeps: str
    write: Callable[[Material], Lines] | None = None
    parts: Callable[[Material], Iterator[tuple[str, Lines]]] | None = None

    @property
    def several(self) -> bool:
        """Whether it is several files: a folder, or one `.zip` of them."""
        return self.parts is not None
