"""Turns of a transcript or interview: labels of speakers at the heads of lines, and whose they are."""

from __future__ import annotations

import re
from collections import Counter

from loaders.extraction.acts import Chain
from loaders.extraction.cues import Cues
from loaders.extraction.page import Page
from loaders.extraction.proposals import Span
from loaders.extraction.stretches import Setting
from loaders.extraction.voices import Voices

_LABEL = re.compile(
    r"^[ \t*_]{0,4}(?:\[[\d:., ]{1,14}\][ \t]{0,4})?[*_]{0,2}([^\W\d_][\w.' -]{0,50}?)"
    r"(?:[ \t]{0,2}\(([^()\n]{1,60})\))?[ \t]?:[*_]{0,2}(?=[ \t\n])",
    re.M,
)
_BLANK = re.compile(r"\n[ \t>]{0,40}\n")
_MOST = 5_000


class Turns:
    """The turns of one page in order, and the labels that open them."""

    def __init__(self, page: Page, voices: Voices, cues: Cues) -> None:
        self._page, self._voices, self._cues = page, voices, cues
        self._staff: set[str] = set()
        self._holders: dict[str, str] = {}
        self._questioner: Chain = ()
        self.labels: list[Span] = []
        self.found = self._turns()

    def _turns(self) -> list[Setting]:
        text = self._page.text
        labels = [match for match, _ in zip(_LABEL.finditer(text), range(_MOST), strict=False) if self._is_label(match)]
        counts = Counter(match[1] for match in labels)
        labels = [match for match in labels if counts[match[1]] > 1 or match[2] or self._is_known(match[1])]
        sure = [match for match in labels if match[1].isupper() or counts[match[1]] > 1 or match[2]]
        if len(sure) < 2:
            return []
        self.labels = [Span(*match.span()) for match in labels]
        ends = [*(match.start() for match in labels[1:]), len(text)]
        return [
            Setting(Span(match.start(), self._end(match.end(), end)), self._speaker(match, labels[0].start()))
            for match, end in zip(labels, ends, strict=True)
        ]

    def _is_label(self, match: re.Match[str]) -> bool:
        label = match[1].casefold().strip(". ")
        if label in self._cues.words("labels", "never"):
            return False
        if label in self._cues.words("labels", "question") or label in self._cues.words("labels", "answer"):
            return True
        if match[1].isupper() and len(label) > 1:
            return bool(self._page.text[match.end() : match.end() + 80].strip())
        return match[1][0].isupper() and self._is_known(match[1])

    def _is_known(self, label: str) -> bool:
        """Whether a label is somebody named, or a role that speaks."""
        words = self._words(label)
        role = label.casefold().split()[0] in self._cues.words("labels", "roles")
        return role or (bool(words) and self._voices.known(words) is not None)

    def _end(self, start: int, limit: int) -> int:
        """A turn ends with its paragraph, or goes on over those that speak in the first person."""
        text, blank = self._page.text, _BLANK.search(self._page.text, start, limit)
        while blank is not None:
            following = _BLANK.search(text, blank.end(), limit)
            if not self._cues.first_person.search(text, blank.end(), following.start() if following else limit):
                return max(blank.start(), start)
            blank = following
        return limit

    def _speaker(self, match: re.Match[str], first: int) -> Chain:
        label, role = match[1].casefold().strip(". "), (match[2] or "")
        if label in self._cues.words("labels", "question"):
            return self._asking(match)
        if label in self._cues.words("labels", "answer"):
            return self._answering(first)
        words = self._words(match[1])
        named = self._voices.known(words)
        name = named.name if named is not None else ""
        if not name and role and (inside := self._voices.known(self._words(role))) is not None:
            name = inside.name
        if not name:
            name = self._holder(words) or match[1].title()
        if any(word in self._cues.words("labels", "staff") for word in role.casefold().split()):
            self._staff.add(name)
        return () if name in self._staff or self._voices.is_publisher(name) else (name,)

    def _asking(self, match: re.Match[str]) -> Chain:
        """Who asks: whoever is named behind the label, "QUESTION (X, Y)", else the last one named so."""
        if match[2]:
            inside = [each for _, each in self._voices.within(match.start(2), match.end(2)) if each.kind == "person"]
            named = inside[0] if inside else self._voices.known(self._words(match[2].split(",")[0]))
            self._questioner = (named.name if named is not None else match[2].split(",")[0].strip(),)
        return self._questioner

    def _words(self, label: str) -> str:
        """A label without titles."""
        words = label.replace(".", " ").split()
        while len(words) > 1 and words[0].casefold() in self._cues.words("labels", "titles"):
            words = words[1:]
        return " ".join(words)

    def _holder(self, role: str) -> str:
        """Who holds a role by the list of those present: "Ann Reed (Chair)"."""
        if role not in self._holders:
            self._holders[role] = self._listed(role)
        return self._holders[role]

    def _listed(self, role: str) -> str:
        where = re.search(rf"\({re.escape(role)}\)|\b{re.escape(role)}[ \t]{{0,2}}[(:]", self._page.text, re.IGNORECASE)
        if where is None or not self._page.text[max(0, where.start() - 2) : where.start()].strip():
            return ""
        named = self._voices.at(max(0, where.start() - 2))
        return named.name if named is not None else ""

    def _answering(self, before: int) -> Chain:
        """Who is interviewed: the person whom the text before the questions names most."""
        counts = Counter(each.name for _, each in self._voices.within(0, before) if each.kind == "person")
        return (counts.most_common(1)[0][0],) if counts else ()
