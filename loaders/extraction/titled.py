"""Who is called what by what stands beside a name: "the minister" after "Minister X", "X, a retired judge,", "the weekly X"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, cached_property

from loaders.extraction.cues import Cues
from loaders.extraction.lexicon import Words, lexicon
from loaders.extraction.parties import word_for
from loaders.extraction.proposals import Named

_WORD = re.compile(r"[^\W\d_][\w-]{0,40}")
_BRACKETED = re.compile(r" \(([^\W\d_][\w-]{2,30})(?:[,;][^()\n]{1,30})?\)")
_PARTED = re.compile(r"[,.;:()\"\n]")
_BEFORE, _PHRASE = 40, 90
_BEHIND = 80
_MOST = 400


@cache
def roles() -> Words:
    """The nouns for what somebody is."""
    return lexicon().words("names", "roles")


class Titled:
    """The holders of roles, and bodies of a kind, in one text."""

    def __init__(self, text: str, named: Sequence[Named], cues: Cues) -> None:
        self._text, self._named, self._cues = text, named, cues

    def of(self, role: str, place: int) -> str:
        """Who is called so before a place; empty where nobody or several are, or where somebody unnamed may be meant."""
        held = [(start, end, name) for start, end, name in self._held.get(role, ()) if start < place]
        if len({name for _, _, name in held}) != 1:
            return ""
        indefinite = "|".join(map(re.escape, self._cues.listed("indefinite")))
        for other in re.finditer(rf"\b(?:{indefinite}) (?:[\w-]{{1,30}} ){{0,2}}{re.escape(role)}s?\b", self._text[:place], re.IGNORECASE):
            if not any(start - _BEFORE <= other.start() <= end + _BEHIND for start, end, _ in held):
                return ""
        return held[0][2]

    @cached_property
    def _held(self) -> dict[str, list[tuple[int, int, str]]]:
        bodies = {word for words in self._cues.mapping("kinds").values() for word in words}
        found: dict[str, list[tuple[int, int, str]]] = {}
        for each in self._named:
            for span in each.mentions[:_MOST]:
                listed = roles() if each.kind == "person" else bodies
                words = [word for word in self._beside(span.start, span.end) if word in listed]
                party = word_for(self._text, span)  # "X … Applicant"
                for word in dict.fromkeys((*words, party) if party else words):
                    found.setdefault(word, []).append((span.start, span.end, each.name))
        return found

    def _beside(self, start: int, end: int) -> list[str]:
        """The noun right before a name, and the head of the phrase behind a comma."""
        words: list[str] = []
        before = self._text[max(0, start - _BEFORE) : start].rstrip(" ,")
        if before and (last := _WORD.findall(before)) and before.endswith(last[-1]):
            words.append(last[-1].casefold())
        words += self._headed(start, end)
        behind = self._text[end : end + _BEHIND]
        if (bracketed := _BRACKETED.match(behind)) is not None:  # of those present: "Ann Reed (chair, AR)"
            words.append(bracketed[1].casefold())
        if behind.startswith(", "):
            phrase = re.split(r"[,.;:()]", behind[2:], maxsplit=1)[0]
            head = _WORD.findall(self._cues.preposition.split(f"{phrase} ", maxsplit=1)[0])
            first = head[0].casefold() if head else ""
            plain = head and all(word.islower() for word in head) and head[-1].casefold() in roles()  # "X, deputy for Y,"
            if plain or first in self._cues.words("articles") or first in self._cues.words("indefinite"):
                words.append(head[-1].casefold())
        return words

    def _headed(self, start: int, end: int) -> list[str]:
        """The head of a phrase with a preposition before a name between commas: "the president of the court, X,"."""
        before = self._text[max(0, start - _PHRASE) : start]
        if not before.endswith(", ") or not self._text.startswith(",", end):
            return []
        phrase = _PARTED.split(before[:-2])[-1].split()
        head = _WORD.findall(self._cues.preposition.split(f"{' '.join(phrase)} ", maxsplit=1)[0])
        articled = len(head) > 1 and phrase[0].casefold() in self._cues.words("definite")
        return [head[-1].casefold()] if articled and len(head) < len(phrase) else []
