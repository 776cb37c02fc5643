"""Who examines whom in a record of evidence: "CROSS-EXAMINATION BY MR X", "BY MS Y:", "WITNESS: Z (sworn)" above turns "Q." and "A."."""

from __future__ import annotations

import re

from loaders.extraction.acts import Chain
from loaders.extraction.cues import Cues
from loaders.extraction.examiners import examiners
from loaders.extraction.labelled import untitled
from loaders.extraction.page import Page
from loaders.extraction.proposals import Span
from loaders.extraction.voices import Voices

_LINE = re.compile(r"^[ \t]{0,60}\S[^\n]{2,160}$", re.M)
_MOST = 20_000
_WORDS = 7
"""Words of a name or description with its titles."""


class Examination:
    """The headings of one page that name an examiner, and the lines that bring a witness, each with its place."""

    def __init__(self, page: Page, voices: Voices, cues: Cues) -> None:
        self._page, self._voices, self._cues = page, voices, cues
        self.lines: list[Span] = []
        self._asking: list[tuple[int, Chain]] = []
        self._answering: list[tuple[int, Chain]] = []
        self._read([match for match, _ in zip(_LINE.finditer(page.text), range(_MOST), strict=False)])

    def __bool__(self) -> bool:
        return bool(self._asking)

    def asking(self, place: int) -> Chain:
        """Whoever examines at a place, by the last heading before it."""
        return _last(self._asking, place)

    def answering(self, place: int) -> Chain:
        """The witness at a place; one whom no line names is told as such."""
        found = _last(self._answering, place)
        return found or ((self._cues.listed("examination", "unnamed")[0],) if self._asking else ())

    def _read(self, lines: list[re.Match[str]]) -> None:
        told = examiners(self._cues)
        headed = any(told.examining.fullmatch(line[0].strip(" \t*_#")) for line in lines)
        for line in lines:
            words = line[0].strip(" \t*_#")
            start = line.start() + line[0].index(words)
            heading = told.examining.fullmatch(words) or (told.resuming.fullmatch(words) if headed or self._is_asked(words) else None)
            if heading is not None:
                self.lines.append(Span(*line.span()))
                self._add(self._asking, heading, "examiner", start)
                self._add(self._answering, heading, "witness", start)
            elif (called := told.taking_stand.match(words)) is not None:
                group = next(group for group in ("called", "witness", "sworn") if called[group])
                if self._add(self._answering, called, group, start):
                    self.lines.append(Span(*line.span()))

    def _is_asked(self, words: str) -> bool:
        """Whether "BY X:" can only be of an examiner: in capitals, on a page with questions, whose byline ends without a colon."""
        return words.isupper() and words.endswith(":")

    def _add(self, found: list[tuple[int, Chain]], match: re.Match[str], group: str, start: int) -> bool:
        """Keep whom a group of a match names, if it names somebody."""
        words = match.groupdict().get(group) or ""
        capitals = len(words.split()) > 1 and all(word[0].isupper() for word in words.split())
        surely = group == "examiner" or (group == "called" and capitals)
        name = self._who(words, start + match.start(group), surely=surely) if words else ""
        if name:
            found.append((start, (name,)))
        return bool(name)

    def _who(self, words: str, start: int, *, surely: bool) -> str:
        """The person whom some words of a line name; if they `surely` name somebody, else the words without titles."""
        people = [each.name for _, each in self._voices.within(start, start + len(words)) if each.kind == "person"]
        parts = untitled(words.strip(" .,:").replace(".", ". ").split(), self._cues)
        named = self._voices.known(" ".join(parts))
        if people or (named is not None and named.kind == "person"):
            return people[0] if people else named.name if named is not None else ""
        if not surely or len(parts) > _WORDS:
            return ""
        return " ".join(parts).title() if words.isupper() else " ".join(parts)


def _last(found: list[tuple[int, Chain]], place: int) -> Chain:
    return next((chain for start, chain in reversed(found) if start <= place), ())
