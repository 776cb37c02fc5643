"""Headings of a text, in whose capitals nothing tells a name, and what may be one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from loaders.extraction.pieces import Pieces
from loaders.extraction.shapes import Word, folded

_LONG_LINE = 160
_CAPITAL_WITHIN = re.compile(r"(?<=[^\W\d] )[A-Z][a-z]\w{0,40}")
_ITEM = re.compile(r"[A-Z]\.")


@dataclass(slots=True)
class Candidate:
    """Words that may be a name. `key` are its words folded; `title` stood before it, from `opens` on; `first` if it begins a
    sentence or a line; `nick` is a name in quotes within it; `small` the kind
    that small words behind it, `tail`, make it; `called` its name in full, where that takes more in."""

    start: int
    end: int
    words: list[Word]
    key: str
    title: str = ""
    opens: int = 0
    first: bool = False
    nick: str = ""
    small: str = ""
    tail: str = ""
    called: str = ""


class Headings(Pieces):
    """The headings of one text."""

    def headline(self, each: Candidate) -> bool:
        """Whether it stands in a line of words with capitals, where they tell nothing."""
        return self._in_headline(each.start, each.end)

    def is_heading(self, each: Candidate) -> bool:
        """Whether words of the language in capitals are a line, or stand before a colon at its head: "THE FACTS", "EVIDENCE LEADER:"."""
        if each.title or not all(word.text.isupper() and len(word.text) > 2 for word in each.words):
            return False
        roles, common = self.words["roles"], all(self.is_word(word.low) for word in each.words[:-1])
        beside = self.text[max(0, each.start - 2) : each.start] == ", "
        if len(each.words) > 1 and (common or beside) and each.words[-1].low in roles:
            return True
        if not (common and self.is_word(each.words[-1].low)):
            return False
        begin = self.text.rfind("\n", 0, each.start) + 1
        line = self.text[begin : begin + _LONG_LINE].partition("\n")[0].partition(":")[0].rstrip(" 0123456789()")
        if not (begin > 0 and each.end <= begin + len(line) and line.isupper() and len(line.split()) < 6):
            return False
        return self._within.isdisjoint(word.low for word in each.words)

    def _unlabelled(self, run: Sequence[Word]) -> Sequence[Word]:
        """The run without the letter that numbers a heading: "B. Findings"."""
        if len(run) < 2 or not _ITEM.fullmatch(run[0].text) or "\n" in run[1].gap:
            return run
        line = self.text[self.text.rfind("\n", 0, run[0].start) + 1 : run[0].start]
        return run[1:] if not line.strip(" #*") and (self.is_word(run[1].low) or run[1].low in self._links) else run

    def _unstopped(self, run: Sequence[Word]) -> Sequence[Word]:
        """The run, where the letter that stands for somebody ends a sentence, without the full stop: "Officer C. The"."""
        for place in range(1, len(run)):
            last, word = run[place - 1], run[place]
            ends = place + 1 == len(run) or run[place + 1].low in self._small
            if ends and last.low in self._lettered and _ITEM.fullmatch(word.text):
                return [*run[:place], Word(word.start, word.end - 1, word.text[:-1], word.low, word.gap), *run[place + 1 :]]
        return run

    @cached_property
    def _within(self) -> frozenset[str]:
        """The words that have a capital within a sentence somewhere, so that in capitals too they may be a name."""
        return frozenset(map(folded, _CAPITAL_WITHIN.findall(self.text)))
