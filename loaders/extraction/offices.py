"""Offices between a title and who holds it: "Secretary of State Ann Reed", "Mayor of London Ann Reed"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.extraction.heads import Heads
from loaders.extraction.proposals import BODIES
from loaders.extraction.shapes import Word
from loaders.extraction.small_words import among, in_order, one_of

_REACH = 90
_LINKS = among("offices_of")
_LONGEST = 6
"""Words of an office, those of what it is of included."""
_TITLED = re.compile(
    rf"(?<![\w-])([^\W\d_][\w-]{{0,30}})(?=\s{one_of('offices_of')}\s(?:(?:{one_of('within_offices')}|[A-Z][\w-]{{0,20}},?)\s){{0,7}}$)"
)


class Offices(Heads):
    """The offices of one text."""

    def _office(self, piece: Sequence[Word]) -> tuple[int, str]:
        """How many words at the head of a piece are an office that its title, before "of", is of; and that title. None: 0."""
        start = piece[0].start
        if len(piece) < 3 or not self._follows(start):
            return 0, ""
        title = next((low for low in self._titles_before(start) if low in self._titles or low in self.words["roles"]), "")
        if not title:
            return 0, ""
        ends = range(1, min(len(piece) - 1, _LONGEST))
        return next((end for end in ends if self._is_office_of(piece[:end]) and self._is_holder(piece[end:])), 0), title

    def _post_behind(self, piece: Sequence[Word]) -> int:
        """Where a post stands behind a body that is known, with no holder: "By X, Quay Post Political Editor". None: 0."""
        if len(piece) < 2 or not (piece[-1].low in self.words["roles"] or piece[-1].low in self._titles):
            return 0
        for end in range(len(piece) - 1, 0, -1):
            known = self.words.known.names.get(" ".join(word.low for word in piece[:end]))
            if known is not None and known.kind in BODIES:
                told = (word for word in piece[end:-1])
                return end if all(word.low in self._plain or self.is_word(word.low) or self.is_country(word) for word in told) else 0
        return 0

    def _held_within(self, piece: Sequence[Word]) -> int:
        """Where a title stands behind a body and before its holder: "Bank of X Governor Ann Reed", "Quay Bank CEO Ann Reed". None: 0."""
        for end in range(2, min(len(piece) - 2, _LONGEST)):
            if self._is_held(piece, end) and self.body(list(piece[:end])) and self._is_holder(piece[end + 1 :]):
                return 0 if self._is_portfolio(piece[:end]) else end
        return 0

    def _is_portfolio(self, words: Sequence[Word]) -> bool:
        """Whether words only tell what an office is of: "Bulgarian Energy" Minister, "Chief Financial" Officer."""
        peoples = self.words["demonyms"]
        return words[-1].low in self._before and all(word.low in self._before or word.low in peoples for word in words)

    def _is_held(self, piece: Sequence[Word], place: int) -> bool:
        low = piece[place].low
        return low in self._titles or low in self.words["roles"] or self.is_lettered_title(piece, place)

    def is_lettered_title(self, piece: Sequence[Word], place: int) -> bool:
        """Whether letters are a title before a name: "CEO Ann Reed"."""
        letters = piece[place].text.isupper() and piece[place].low in self.words["lettered_titles"]
        return letters and place + 1 < len(piece) and piece[place + 1].text.istitle()

    def is_plural_title(self, piece: Sequence[Word], place: int) -> bool:
        """Whether a title is of several, before the first of them: "Senators Ann Reed and Olu Bright"."""
        one = piece[place].low.removesuffix(in_order("of_words")[0])
        plural = one != piece[place].low and one in self._titles and one in self.words["roles"]
        return plural and place + 1 < len(piece) and piece[place + 1].text[0].isupper()

    def _follows(self, start: int) -> bool:
        """Whether a link stands right before, or the end of what one links: most pieces are behind neither."""
        before = self.text[max(0, start - 12) : start].casefold().split()
        return bool(before) and (before[-1] in self._links or before[-1] in _LINKS)

    def _titles_before(self, start: int) -> list[str]:
        """The words whose office may go on to a place."""
        return [found[1].casefold() for found in _TITLED.finditer(self.text[max(0, start - _REACH) : start])]

    def _is_office_of(self, words: Sequence[Word]) -> bool:
        """Whether words tell what an office is of: a place or body that is known, or words of the language."""
        known = self.words.known.names.get(" ".join(word.low for word in words))
        if known is not None:
            return known.kind != "person"
        if self.body(list(words)) or (len(words) == 1 and words[0].low in self.words.heads):
            return True
        return all(word.low in self._plain or word.low in self._before or self.is_word(word.low) for word in words)

    def _is_holder(self, words: Sequence[Word]) -> bool:
        """Whether words are somebody's name in full, titles aside: "Ann Reed", "Gen. Ann Reed"."""
        while len(words) > 2 and words[0].low in self._titles:
            words = words[1:]
        known, last = self.words.known, words[-1].low
        if not 1 < len(words) < 5 or self.body(list(words)) or " ".join(word.low for word in words) in known.names:
            return False
        if not words[0].text[0].isupper() or any(word.low in self._links for word in words):
            return False
        if words[0].low in known.given or (len(words) == 2 and known.pinyin(words[0].low, words[1].low)):
            return last in known.surnames or not (self.is_word(last) or last in self._ordinary)
        told = (known.names, self.words.heads, self._ordinary, self._before, self.words["roles"])
        return self.knows_language and not any(self.is_word(word.low) or any(word.low in each for each in told) for word in words)
