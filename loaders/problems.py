"""Problems found while reading: collected all in one go, shown with what would be right."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Protocol

from rapidfuzz import fuzz, process

from graph.errors import LoadError, Problem

KEPT = 50
SHOWN = 200
_MESSAGE = 1_000
_CANDIDATES = 20_000
_LOOK_UPS = 200


class Place(Protocol):
    """Anything with a line and a column, counted from 1."""

    line: int
    column: int


def shown(text: str) -> str:
    """The text in quotes as a message may show it: at most 200 characters, nothing that a terminal would act upon."""
    return f"'{safe(text if len(text) <= SHOWN else text[:SHOWN] + '…')}'"


def safe(text: str) -> str:
    """The text with everything that does not print written as an escape."""
    return text if text.isprintable() else "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def one_of(words: Iterable[str]) -> str:
    """`a, b or c`, for messages."""
    *first, last = words
    return f"{', '.join(first)} or {last}" if first else last


class Problems:
    """Collects problems; keeps the first 50 by place of each sort (wrong, doubtful) and counts all of them.

    `gaps` is true once something could not be read at all, so that what seems to be missing elsewhere may be in there.
    """

    def __init__(self) -> None:
        self.errors = 0
        self.doubts = 0
        self.gaps = False
        self._wrong = _First()
        self._doubtful = _First()
        self._look_ups = 0

    def add(
        self,
        file: str,
        place: Place | None,
        message: str,
        *,
        field: str | None = None,
        value: str | None = None,
        warning: bool = False,
        gap: bool = False,
    ) -> None:
        """Take note of one problem or, with `warning`, of one doubt; `gap` says that what stands there could not be read."""
        self.doubts += warning
        self.errors += not warning
        self.gaps |= gap
        line, column = (place.line, place.column) if place is not None else (None, None)
        kept, file = self._doubtful if warning else self._wrong, safe(file)
        if kept.is_beyond((file, line or 0, column or 0)):
            return
        cut = None if value is None else safe(value[:SHOWN])
        kept.add(Problem(message[:_MESSAGE], file, line, column, safe(field[:SHOWN]) if field else None, cut, warning))

    def count(self, more: int) -> None:
        """Take note of so many problems beyond those that were added, each further on than the first 50."""
        self.errors += more

    def wrong(self) -> list[Problem]:
        """The first 50 errors in the order of files and lines."""
        return self._wrong.all()

    def doubtful(self) -> list[Problem]:
        """The first 50 warnings in the order of files and lines."""
        return self._doubtful.all()

    def nearest(self, word: str, known: Collection[str]) -> str:
        """`; did you mean 'x'?` for the known word that is most like this one, or nothing; bounded work for hostile input."""
        self._look_ups += 1
        if not known or len(known) > _CANDIDATES or self._look_ups > _LOOK_UPS or len(word) > SHOWN:
            return ""
        found = process.extractOne(word, list(known), scorer=fuzz.ratio, score_cutoff=65)
        return f"; did you mean {shown(found[0])}?" if found else ""

    def raise_if_any(self, path: str, done: str = "loaded") -> None:
        """LoadError with the first 50 problems if anything is wrong; warnings alone raise nothing. `done`: what was to be done with it."""
        if self.errors:
            count = "1 problem" if self.errors == 1 else f"{self.errors:,} problems, the first"
            raise LoadError(f"{safe(path)} was not {done}. {count}: {self.wrong()[0]}", self.wrong(), self.errors)


def _place(problem: Problem) -> tuple[str, int, int]:
    return problem.file, problem.line or 0, problem.column or 0


class _First:
    """The first 50 problems by place of all that are added."""

    def __init__(self) -> None:
        self._kept: list[Problem] = []
        self._last: tuple[str, int, int] | None = None

    def is_beyond(self, place: tuple[str, int, int]) -> bool:
        """Whether what stands there is surely none of the first 50: a million problems of one reason are not made only to be dropped."""
        return self._last is not None and place >= self._last

    def add(self, problem: Problem) -> None:
        self._kept.append(problem)
        if len(self._kept) >= 2 * KEPT:
            self._cut()

    def all(self) -> list[Problem]:
        self._cut()
        return [*self._kept]

    def _cut(self) -> None:
        self._kept.sort(key=_place)
        del self._kept[KEPT:]
        self._last = _place(self._kept[-1]) if len(self._kept) == KEPT else None
