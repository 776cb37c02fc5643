"""A document that was read before, read again from where it was: only if its file still is the same, byte for byte."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from graph.errors import LoadError
from loaders import documents
from loaders.documents.document import Document
from loaders.inputs import Input, inputs
from loaders.problems import Problems


def read_again(name: str, sha256: str, at_hand: Input | None = None) -> Document | None:
    """The document that `found_again` finds."""
    found = found_again(name, sha256, at_hand)
    return found[1] if found is not None else None


def found_again(name: str, sha256: str, at_hand: Input | None = None) -> tuple[Input, Document] | None:
    """What holds the document of this name (`Document.name`: a file, one within an archive, an entry of a feed) with this hash of its
    file's bytes, and the document.

    `at_hand` is looked at before the disk.
    None if it is not there any more, cannot be read or is another one now. Nothing is fetched, no folder is searched.
    """
    for one in chain([at_hand] if at_hand else (), _candidates(name)):
        try:
            for document in documents.read_all(one):
                if document.sha256 != sha256:
                    break
                if document.name == name:
                    return one, document
        except LoadError:
            continue
    return None


def _file(name: str) -> Path | None:
    """The file that a name leads to: itself, the archive around it, or the feed before `#`."""
    if "\0" in name:
        return None
    path = Path(name)
    try:
        return next((place for place in (path, Path(name.rpartition("#")[0]), *path.parents) if place.is_file()), None)
    except OSError:
        return None


def _candidates(name: str) -> Iterator[Input]:
    place = _file(name)
    for one in inputs([place], Problems(), without=_Others(name)) if place else ():
        if name == one.name or name.startswith(f"{one.name}#"):
            yield one


class _Others:
    """The names of all that is neither a document, nor what that lies in: of a mailbox one mail alone is opened."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __contains__(self, other: object) -> bool:
        return not (self._name == other or other in (".", "/") or self._name.startswith((f"{other}/", f"{other}#")))
