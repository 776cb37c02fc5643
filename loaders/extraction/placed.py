"""What speaks for the kind of a name by its place on the page: who speaks, where a report comes from, a cell of the line at the head."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from loaders.extraction.candidates import Cutter
from loaders.extraction.headings import Candidate
from loaders.extraction.shapes import folded
from loaders.extraction.vocabulary import Vocabulary

Vote = tuple[str, float]
_MASTHEAD = 600
_ENDS = (".", ",", ";", ")", "")
_NEXT = re.compile(r"[^\W\d_]{1,20}")


class Placed:
    """Votes by where the candidates of one text stand. `dictionary`: the words of the language; `hosts`: of its addresses; `publisher`:
    the keys of its publisher; `senders`: of those with whose name stands the address of a mail."""

    def __init__(
        self,
        text: str,
        words: Vocabulary,
        cutter: Cutter,
        dictionary: frozenset[str] = frozenset(),
        hosts: frozenset[str] = frozenset(),
        publisher: frozenset[str] = frozenset(),
        senders: frozenset[str] = frozenset(),
    ) -> None:
        self._text, self._words, self._cutter, self._dictionary, self._hosts = text, words, cutter, dictionary, hosts
        self._publisher = publisher
        self._senders = senders

    def _publishes(self, each: Candidate) -> bool:
        """Whether it is the publisher of the page by a name that is no person's: who writes a mail publishes it."""
        if each.key not in self._publisher or each.title:
            return False
        lows = [word.low for word in each.words]
        told = [low in self._words.heads or self._cutter.is_word(low) for low in lows]
        if lows[0] in self._words.known.given and not told[-1]:
            return False
        if each.key in self._senders and lows[0] in self._words.known.given and lows[-1] not in self._words.heads:
            return False  # "Anna Bell <anna@…>": her surname is a word
        return len(lows) == 1 or any(told) or self._is_foreign(each)

    def _is_foreign(self, each: Candidate) -> bool:
        """Whether a small word of another language is within a name of which nothing is known as a person's: "Garza del Norte"."""
        known, particles = self._words.known, self._words["particles"]
        within = [word for word in each.words if word.low in particles and word.text.islower()]
        return bool(within) and not any(
            word.low in names for word in each.words if word.low not in particles for names in (known.given, known.surnames)
        )

    def _publisher_kind(self, each: Candidate) -> str:
        """The kind of a publisher: public where an office or court is of something, "High Court of Port Selwyn", else an outlet."""
        of = pairwise(word.low for word in each.words)
        return "agency" if any(self._words.heads.get(low) == "agency" and link in self._words["of"] for low, link in of) else "outlet"

    def is_worded(self, each: Candidate) -> bool:
        """Whether the last of several words is one of the language, and no surname: "Jade Trident"."""
        last = each.words[-1].low
        return (
            len(each.words) > 1
            and len(last) > 3
            and not each.title
            and last not in self._words.known.surnames
            and self._cutter.is_word(last)
        )

    def _is_common(self, each: Candidate) -> bool:
        """Whether it is a word of the language that a sentence begins with: "Star, 47, held over loan"."""
        return each.first and len(each.words) == 1 and not each.title and self._cutter.is_word(each.key)

    def _is_ship(self, each: Candidate) -> bool:
        """Whether a person's name behind an article is a ship's: "boarded the Fedor Litke in May", not "the Ann Lee case"."""
        if len(each.words) != 2 or each.title or each.words[0].low not in self._words.known.given or each.words[0].text.isupper():
            return False
        behind = self._text[each.end : each.end + 20]
        found = _NEXT.match(behind, 1)
        return behind[:1] in _ENDS or (behind[0] == " " and found is not None and folded(found[0]) in self._words["joins_ships"])

    def _is_label(self, each: Candidate) -> bool:
        """Whether a word of the language stands before a colon at the head of a line: "Nationality:", "Reasons:"."""
        known, low = self._words.known, each.words[0].low
        if len(each.words) > 1 or low in known.given or low in known.surnames or self._text[each.end : each.end + 1] != ":":
            return False
        return low in self._dictionary or low.removesuffix("s") in self._dictionary

    def _speaker(self, each: Candidate, item: bool) -> Iterator[Vote]:
        """By the place at the head of a line, or of an `item`: who speaks in a transcript, where a report comes from."""
        behind = self._text[each.end : each.end + 40]
        if item and re.match(r"\. ", behind) and all(word.text.isupper() and len(word.text) > 2 for word in each.words):
            yield "place", 2.5  # an item of a digest: "HAI PHONG. The chairman has ..."
            yield "person", -1.0
        if item:
            return
        if re.match(r"(?: \([^()\n]{1,30}\))?:(?: |\n)", behind) and not self._publishes(each):
            yield "person", 1.5  # a paper asks in an interview too: "Kajak: Why now?"
        if each.words[0].text.isupper() and re.match(r"(?:,[^\n]{1,30}| \([^()\n]{1,30}\)){0,2} -", behind):
            yield "place", 1.5
        date = re.match(r", (?:\d{1,2}\.? |[a-z]{4} )?(\w{3,10})", behind)
        if date and (folded(date[1]) in self._words["months"] or folded(date[1]) in self._words["days"]):
            yield "place", 1.5

    def _cell(self, each: Candidate) -> tuple[Vote, ...]:
        """By filling a cell of the line at the head of a page, between bars: "**Verde Sur** | Lima | 6 May"."""
        if each.start > _MASTHEAD:
            return ()
        text = self._text
        line = text[text.rfind("\n", 0, each.start) + 1 : each.end + _MASTHEAD].partition("\n")[0]
        before, behind = text[: each.start].rstrip("*_ ")[-1:], text[each.end : each.end + 4].lstrip("*_ ")[:1]
        if line.count(" | ") < 2 or behind not in ("|", "\n") or before not in ("|", "\n", ""):
            return ()
        if each.key in self._words.known.names:
            return (("place", 1.0),) if self._words.known.names[each.key].kind == "place" else ()
        apart = each.words[0].low in self._words.known.given or any(word.low in self._words["particles"] for word in each.words)
        return () if apart or len(each.words) < 2 else (("outlet", 1.8), ("person", -1.0))
