"""The text of one file as it is understood: a text as it stands, any other document by the reader that a load has for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from graph.errors import LoadError, Problem
from loaders import documents, plain_text
from loaders.documents.told import FILE, beside, with_told
from loaders.extraction.proposals import Span
from loaders.inputs import Input, given_at, refused
from loaders.kinds import KINDS
from loaders.problems import Problems, one_of
from loaders.unread import instead

_AS_IT_STANDS = ("text", "markdown")
TAKES = f"taken is a text in UTF-8 as it stands, and {one_of(KINDS[name].about for name in documents.READERS if name not in _AS_IT_STANDS)}"


@dataclass(frozen=True)
class OneText:
    """`text` is what offsets count in, `plain` what is understood, of equal length; `converted`: it does not stand so in the file.

    The rest is what the document says of itself.
    """

    text: str
    plain: str
    converted: bool = False
    published: date | None = None
    publisher: str = ""
    quoted: tuple[Span, ...] = ()
    warnings: tuple[Problem, ...] = ()


def read(path: Path) -> OneText:
    """The text of a file, with what it and a `documents.yml` beside it tell of it. Raises LoadError if it cannot be read, or holds several
    documents."""
    problems = Problems()
    found = given_at(path, problems)
    problems.raise_if_any(str(path), "read")
    assert found is not None
    given = _with_told(found) if found.kind is not None else found
    if given.kind is None or given.kind.name in _AS_IT_STANDS:
        return _as_it_stands(path, given)
    if given.kind.archive:
        raise refused(given.name, f"is {given.kind.about}: `redstring load` reads what is in it; {TAKES}")
    read = list(documents.read_all(given))
    if len(read) > 1:
        raise refused(given.name, f"is a feed of {len(read):,} documents: `redstring load` reads them all; {TAKES}")
    (one,) = read
    quoted = tuple(block.span for block in one.blocks if block.kind == "quote")
    return OneText(one.text, one.plain, True, one.first_day, one.publisher, quoted, one.warnings)


def _with_told(found: Input) -> Input:
    problems = Problems()
    given, _ = with_told([found, *beside([found])], problems)
    problems.raise_if_any(f"what {FILE} tells of {found.name}", "read")
    return given[0]


def _as_it_stands(path: Path, given: Input) -> OneText:
    try:
        text = plain_text.read(path)
    except LoadError as error:
        told = instead(given.name) if given.kind is None else ""
        raise LoadError(f"{error}; {told or TAKES}", error.problems, error.total) from error
    if given.kind is None or not text.strip():
        return OneText(text, text)
    one = documents.read(given)
    return OneText(text, text, published=one.first_day, publisher=one.publisher)
