"""What a person tells of documents that do not tell it themselves, or tell it wrongly: `documents.yml` beside them.

A key for each file, by its name from there, with `title`, `publisher`, `published` (EDTF), `authors`, `address` and `language`, each as far
as it is told; it is believed before whatever the document says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from graph.edtf import span
from graph.errors import LoadError
from loaders import marked
from loaders.documents.metadata import Metadata, web
from loaders.folder import LIMITS, decoded
from loaders.inputs import Input, Told, given_at
from loaders.marked import Fields, Listing, Node, Scalar
from loaders.problems import Problems, one_of

FILE = "documents.yml"
KEYS = ("title", "publisher", "published", "authors", "address", "language")
LONGEST = 500
"""Characters of what is told in one field."""


def is_told_of(name: str) -> bool:
    """Whether a file of this name tells of the documents beside it."""
    return PurePosixPath(name).name == FILE


def beside(given: Sequence[Input]) -> Iterator[Input]:
    """The files on the disk that tell of these and are not among them."""
    names = {one.name for one in given}
    for folder in dict.fromkeys(PurePosixPath(name).parent for name in names):
        place = Path(folder) / FILE
        if place.as_posix() not in names and place.is_file() and not place.is_symlink():
            found = given_at(place, Problems())
            if found is not None:
                yield found


def with_told(given: Sequence[Input], problems: Problems) -> tuple[list[Input], list[Input]]:
    """The documents among these, each with what is told of it; and those of which it is told in a file that is wrong, as `problems` says:
    read without it, they would change twice."""
    held = {PurePosixPath(one.name).parent: _read(one, problems) for one in given if is_told_of(one.name)}
    if not held:
        return list(given), []
    documents = [one for one in given if not is_told_of(one.name)]
    found: list[Input] = []
    left: list[Input] = []
    for one in documents:
        listing, name = _nearest(PurePosixPath(one.name), held)
        (left if listing.wrong else found).append(replace(one, told=listing.told.get(name, ()), told_in=listing.file if name else ""))
    _unmet(held, documents, problems)
    return found, left


def believe(told: Told, found: Metadata) -> None:
    """Put what is told in the place of what a document says."""
    for name, value in told:
        if name == "publisher":
            found.values["own_publisher"] = found.values.get(name, "")
        found.values[name] = value
        found.told[name] = FILE


@dataclass(frozen=True)
class _Listing:
    """What one file tells; if it is `wrong`, of which names it does, or of no name that could be read."""

    told: Mapping[str, Told]
    wrong: bool = False
    file: str = ""

    def tells_of(self, name: str) -> bool:
        return name in self.told or (self.wrong and not self.told)


def _nearest(path: PurePosixPath, held: Mapping[PurePosixPath, _Listing]) -> tuple[_Listing, str]:
    """The nearest file above that tells of a document, and its name in that."""
    for folder in path.parents:
        name = path.relative_to(folder).as_posix()
        if (found := held.get(folder)) is not None and found.tells_of(name):
            return found, name
    return _Listing({}), ""


def _unmet(held: Mapping[PurePosixPath, _Listing], documents: Iterable[Input], problems: Problems) -> None:
    """Tell of a file that names none of the documents."""
    there = {one.name for one in documents}
    for folder, listing in held.items():
        if not listing.wrong and not there.intersection((folder / name).as_posix() for name in listing.told):
            text = "tells of no file that is loaded with it; its keys are names of files"
            problems.add((folder / FILE).as_posix(), None, text, warning=True)


def _read(one: Input, problems: Problems) -> _Listing:
    before, found = problems.errors, dict[str, Told]()
    try:
        data = one.read()
    except LoadError as error:
        problems.add(one.name, None, error.problems[0].message if error.problems else str(error))
        return _Listing({}, wrong=True, file=one.name)
    if len(data) > LIMITS.file:
        problems.add(one.name, None, f"is larger than {LIMITS.file:,} bytes")
        return _Listing({}, wrong=True, file=one.name)
    text = decoded(data, one.name, problems)
    root = marked.read(text, one.name, problems) if text is not None else None
    if root is not None:
        found = _Reader(one.name, problems).documents(root)
    return _Listing(found, wrong=problems.errors > before, file=one.name)


class _Reader:
    def __init__(self, file: str, problems: Problems) -> None:
        self._file, self._problems = file, problems

    def documents(self, root: Node) -> dict[str, Told]:
        if not isinstance(root, Fields):
            self._wrong(root, "must be a mapping of names of files")
            return {}
        return {PurePosixPath(name).as_posix(): self._document(node) for name, node in root.values.items()}

    def _document(self, node: Node) -> Told:
        if not isinstance(node, Fields):
            self._wrong(node, f"what is told of a file is a mapping with the keys {one_of(KEYS)}")
            return ()
        found = marked.known(node, KEYS, self._file, self._problems, "told of a file are")
        return tuple((key, self._value(key, value)) for key, value in found.items())

    def _value(self, key: str, node: Node) -> Any:
        if key == "authors":
            items = node.items if isinstance(node, Listing) else [node]
            return tuple(self._text(item, key) for item in items)
        text = self._text(node, key)
        if key == "published" and text and not is_day(text):
            self._wrong(node, "is a day, a month or a year as EDTF: 2031-03-14, 2031-03, 2031", key)
        if key == "address" and text and web(text) is None:
            self._wrong(node, "is a web address, with https://", key)
        return text

    def _text(self, node: Node, key: str) -> str:
        text = " ".join(node.text.split()) if isinstance(node, Scalar) else ""
        if not text or len(text) > LONGEST:
            self._wrong(node, f"must be a text of at most {LONGEST} characters", key)
        return text

    def _wrong(self, node: Node, message: str, key: str | None = None) -> None:
        self._problems.add(self._file, node if isinstance(node, Scalar) else Scalar("", node.line, node.column), message, field=key)


def is_day(text: str) -> bool:
    """Whether it is EDTF: what can be told of when a document came out."""
    try:
        span(text)
    except ValueError:
        return False
    return True
