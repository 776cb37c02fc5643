"""Problems found while reading: collected all in one go, shown with what would be right."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from rapidfuzz import fuzz, process

from graph.errors import LoadError, Problem

KEPT = 50
SHOWN = 200
_CANDIDATES = 50_000
_LOOK_UPS = 500


def shown(text: str) -> str:
    """The text in quotes as a message may show it: at most 200 characters, nothing that a terminal would act upon."""
    cut = text if len(text) <= SHOWN else text[:SHOWN] + "…"
    return "'" + "".join(c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode() for c in cut) + "'"


def one_of(words: Iterable[str]) -> str:
    """`a, b or c`, for messages."""
    *first, last = words
    return f"{', '.join(first)} or {last}" if first else last


class Problems:
    """Collects problems; keeps the first 50 by place of each sort (wrong, doubtful) and counts all of them."""

    def __init__(self) -> None:
        self.errors = 0
        self.doubts = 0
        self._wrong: list[tuple[tuple[str, int, int], Problem]] = []
        self._doubtful: list[tuple[tuple[str, int, int], Problem]] = []
        self._look_ups = 0

    def add(self, problem: Problem) -> None:
        """Take note of one problem or, with `warning`, of one doubt."""
        if problem.warning:
            self.doubts += 1
        else:
            self.errors += 1
        kept = self._doubtful if problem.warning else self._wrong
        kept.append(((problem.file, problem.line or 0, problem.column or 0), problem))
        if len(kept) > 20 * KEPT:
            _first(kept)

    def wrong(self) -> list[Problem]:
        """The first 50 errors in the order of files and lines."""
        return [problem for _, problem in _first(self._wrong)]

    def doubtful(self) -> list[Problem]:
        """The first 50 warnings in the order of files and lines."""
        return [problem for _, problem in _first(self._doubtful)]

    def nearest(self, word: str, known: Collection[str]) -> str:
        """`; did you mean 'x'?` for the known word that is most like this one, or nothing; bounded work for hostile input."""
        self._look_ups += 1
        if not known or len(known) > _CANDIDATES or self._look_ups > _LOOK_UPS or len(word) > SHOWN:
            return ""
        found = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=70)
        return f"; did you mean {shown(found[0])}?" if found else ""

    def raise_if_any(self, path: str) -> None:
        """LoadError with the first 50 problems if anything is wrong; warnings alone raise nothing."""
        if self.errors:
            count = "1 problem" if self.errors == 1 else f"{self.errors:,} problems"
            raise LoadError(f"{path} was not loaded: {count}, the first: {self.wrong()[0]}", self.wrong(), self.errors)


def _first(kept: list[tuple[tuple[str, int, int], Problem]]) -> list[tuple[tuple[str, int, int], Problem]]:
    """Sort by place and cut to the first 50, in place."""
    kept.sort(key=lambda item: item[0])
    del kept[KEPT:]
    return kept
