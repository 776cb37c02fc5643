"""What speaks for the kind of a name by how it is made: its endings, capitals and letters, the word it begins with, a seat at its end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.extraction.headings import Candidate
from loaders.extraction.model_names import is_letters
from loaders.extraction.neighbours import Neighbours
from loaders.extraction.placed import Vote
from loaders.extraction.small_words import one_of

_HUMPED = re.compile(rf"(?!{one_of('humped')})[A-Z][a-z]{{1,12}}[A-Z][a-z]{{2,12}}")


class NameForms(Neighbours):
    """Votes by the form of the candidates of one text; `lows` are the words of a name in small letters."""

    def _begun(self, each: Candidate, lows: list[str]) -> Iterator[Vote]:
        """By the first word alone: an "Operation X", a body of another language."""
        words, known = self._words, self._words.known
        if len(lows) < 2 or each.title:
            return
        if lows[0] in words["event_first"] and each.words[0].text[0].isupper():
            yield "event", 3.0
        elif lows[0] in words["premises"] and lows[0] not in known.given:
            yield "place", 3.0
        elif lows[0] in words["agency_first"] and lows[0] not in known.given:
            yield "agency", 3.0

    def _spelt(self, each: Candidate, _: list[str]) -> Iterator[Vote]:
        """By how a word is made: "Landeskriminalamt", "Rosneft", "QuickDrop"; of several words the last."""
        words, known, last = self._words, self._words.known, each.words[-1]
        if each.title:
            return
        if is_letters(each, known):
            yield "agency", 0.4
        if self._is_made_first(each):
            yield from (("organisation", 1.8), ("person", -1.0), ("place", -0.5))
            return
        low = last.low
        if low in known.surnames or low in known.given or low in known.names or len(low) < 6 or self._cutter.is_word(low):
            return
        if each.words[0].low in words["agency_first"] and len(each.words) == 1 and self._cutter.is_articled(each.start):
            yield "agency", 2.2  # "the Procuraduría"
            return
        if "-" in low and not low.endswith(words.endings["outlet_endings"]):
            return
        for kind in ("agency", "outlet", "organisation"):
            if low.endswith(words.endings[f"{kind}_endings"]):
                yield kind, 1.8
                yield "person", -1.0
                yield "place", -0.5
                return
        if any(_HUMPED.fullmatch(word.text) for word in each.words[:2]):
            yield "organisation", 1.1
            yield "outlet", 0.6
            yield "person", -1.0

    def _is_made_first(self, each: Candidate) -> bool:
        """Whether a firm's name of two words has the ending of one at its first: "Motorenwerk Havel"."""
        low, known = each.words[0].low, self._words.known
        if len(each.words) != 2 or len(low) < 8 or low in known.given or low in known.surnames or low in known.names:
            return False
        return low.endswith(self._words.endings["organisation_endings"]) and not self._cutter.is_word(low)

    def _seated(self, each: Candidate, lows: list[str]) -> Iterator[Vote]:
        """By what a name begins with, "UAB Baltoji Jūra", "RNZ Southland", or ends in: "Transparency Malawi"."""
        words, known = self._words, self._words.known
        if len(lows) < 2 or each.title:
            return
        if lows[-1] in words["closing_words"] and each.words[-1].text.istitle():
            yield "organisation", 1.8
            yield "person", -1.2
            return
        if lows[-1] in words["firm_tails"] and self._is_brand(each, lows):
            yield "organisation", 1.5
            yield "person", -0.8
            yield "place", -0.5
        if self._is_lettered_first(each, lows):
            yield "organisation", 1.8
            yield "person", -1.5
            yield "place", -1.5
            return
        if lows[0] in words["company_forms"] and each.words[0].text.isupper() and not each.words[-1].text.isupper():
            yield "organisation", 2.4
            yield "person", -1.5
            return
        seat = known.names.get(lows[-1]) if lows[0].isalpha() and len(lows[0]) > 1 and "\n" not in each.words[-1].gap else None
        if seat is None or seat.kind != "place" or each.key in known.names or lows[-1] in known.surnames or lows[-1] in known.given:
            return
        apart = (known.given, known.surnames, known.names, words["place_first"], words["particles"])
        if any(low in names for low in lows[:-1] for names in apart):
            return
        if lows[0] in words["place_qualifiers"] or lows[0] in words["demonyms"] or lows[0] in words["before_titles"]:
            return
        told = each.words[0].text.isupper() or self._cutter.is_word(lows[0])
        yield "organisation", 1.8 if told else 1.2
        yield "person", -1.2 if told else -0.6
        yield "place", -1.0

    def _is_brand(self, each: Candidate, lows: list[str]) -> bool:
        """Whether nothing of two words is a person's or known otherwise."""
        known = self._words.known
        named = any(low in known.given or low in known.surnames for low in lows)
        return len(lows) == 2 and not named and each.key not in known.names and not each.words[-1].text.isupper()

    def _is_lettered_first(self, each: Candidate, lows: list[str]) -> bool:
        """Whether letters that are no word, no title and no ship's prefix stand before a name: "RNZ Southland"."""
        words, known, first = self._words, self._words.known, each.words[0].text
        if len(lows) != 2 or not (first.isupper() and first.isalpha() and 2 < len(first) < 6) or each.words[1].text.isupper():
            return False
        person = lows[1] in known.given or lows[1] in known.surnames or lows[1].endswith(known.endings)
        if person or self._text[each.words[0].end] != " ":
            return False
        return not any(lows[0] in names for names in (words["ship_prefixes"], words["ordinary"], words["ranks"], words["before_titles"]))

    def _is_quarter(self, each: Candidate) -> bool:
        """Whether it is the name of a part of a town: "Windhoek-West"."""
        town, _, part = each.key.rpartition("-")
        return bool(town) and len(each.words) == 1 and not each.title and part in self._words["quarters"]

    def _is_host(self, each: Candidate) -> bool:
        """Whether an address in the text has the name for its host: "Drawer Nine" and drawernine.example."""
        return "".join(word.low for word in each.words) in self._hosts
