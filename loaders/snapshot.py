"""A snapshot, HTML or JSON: it becomes a case of its own that is only read (docs/snapshot.md)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import SnapshotError
from graph.model import AnyRecord, Case
from loaders.folder import LIMITS, Limits
from loaders.graphs.json_form import form_of
from loaders.graphs.json_values import CUT_OFF
from loaders.kinds import TEXT_MOST
from loaders.marked import Scalar
from loaders.problems import Problems
from loaders.unread import cut_off

if TYPE_CHECKING:
    from graph.snapshot.received import Received

ENDINGS = (".html", ".htm", ".json")
_PIECE = 1 << 20
_MARK = b'id="redstring-'
"""The parts of a snapshot's page; any other page is a document."""


def recognises(path: Path) -> bool:
    """Whether the path is a file with the ending of a snapshot and what a snapshot begins with, or as a page the parts of one."""
    ending = path.suffix.lower()
    if ending not in ENDINGS or not path.is_file():
        return False
    return form_of(path) == "snapshot" if ending == ".json" else _holds_parts(path)


def _holds_parts(path: Path) -> bool:
    with path.open("rb") as file:
        before = b""
        while piece := file.read(_PIECE):
            if _MARK in before + piece:
                return True
            before = piece[-len(_MARK) :]
    return False


@dataclass
class SnapshotDraft:
    """A snapshot as far as it could be read."""

    file: Received | None = None

    @property
    def case(self) -> Case | None:
        return next((record for record in self.records() if isinstance(record, Case)), None)

    def records(self) -> Iterator[AnyRecord]:
        """The case, what its file is, and all that it holds."""
        if self.file is not None:
            from graph.snapshot.opened import records

            yield from records(self.file)


def draft(path: Path, problems: Problems, limits: Limits = LIMITS) -> SnapshotDraft:  # noqa: ARG001 - a snapshot has a limit of its own
    """Read and check a file; what is wrong goes to `problems`, and so does what speaks against believing it."""
    # signatures and canonical JSON, which a start with a case folder need not wait for
    from graph.snapshot.received import received_file

    start = Scalar("", 1, 1)
    try:
        file = received_file(path)
    except SnapshotError as error:
        ends = path.suffix.lower() == ".json" and path.stat().st_size <= TEXT_MOST and cut_off(path.read_bytes())
        problems.add(path.name, start, f"{path.name} cannot be taken: {CUT_OFF}" if ends else str(error), gap=True)
        return SnapshotDraft()
    found = file.verification
    if found is not None and not found.unchanged:
        problems.add(path.name, start, f"was changed since it was made: {', '.join(found.changed)}", warning=True)
    if found is not None and found.signature == "wrong":
        problems.add(path.name, start, "carries a signature that is wrong", warning=True)
    for lie in file.lies:
        told = f"is told as {lie.told.value}, its claims give {lie.follows.value}" if lie.told != lie.follows else ", ".join(lie.figures)
        problems.add(path.name, start, f"a finding does not follow from the claims of the file: {told}", field=lie.name, warning=True)
    return SnapshotDraft(file)
