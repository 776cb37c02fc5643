"""What speaks for the kind of a name by its own words: a person, a body, an outlet, a place, an event or none of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from loaders.extraction.behind import THING
from loaders.extraction.headings import Candidate
from loaders.extraction.model_names import is_letters
from loaders.extraction.neighbours import Neighbours
from loaders.extraction.placed import Vote

_HUMPED = re.compile(r"(?!Mc|Mac|De|Di|Da|Du|La|Le|Van|Von|Fitz|Mac)[A-Z][a-z]{2,12}[A-Z][a-z]{2,12}")
Votes = defaultdict[str, float]


def summed(votes: Iterable[Vote]) -> Votes:
    """Votes added up by kind."""
    total: Votes = defaultdict(float)
    for kind, weight in votes:
        total[kind] += weight
    return total


class Judge(Neighbours):
    """Votes on the candidates of one text."""

    def own(self, each: Candidate) -> Iterator[Vote]:
        """Votes by the words of a name alone."""
        words, known = self._words, self._words.known
        if each.small:
            yield each.small, 3.0
            return
        if self._publishes(each):
            yield from ((self._publisher_kind(each), 2.2), ("person", -2.0), ("place", -1.0), ("event", -2.0), ("thing", -THING))
        if each.title in words["firm_titles"] and len(each.words) > 1:
            yield "organisation", 3.0
            return
        if each.key in words["lone_bodies"] or each.key in words["bare_bodies"]:
            yield "agency", 3.0
            return
        if each.key in words["articled_bodies"] and not each.title and self._cutter.is_articled(each.start):
            yield "agency", 2.4
        if each.key in words["articled_parties"] and self._cutter.is_articled(each.start):
            yield "organisation", 2.4
        if len(each.words) == 1 and each.end > each.words[0].end and each.words[0].low in words["numbered_outlets"]:
            yield "outlet", 2.6  # "Channel 9"
            return
        if not each.title:
            if is_letters(each, known):
                yield "agency", 0.4
            yield from self._spelt(each)
        if self._hosts and each.words[0].low not in known.given and not each.title and self._is_host(each):
            yield "outlet", 1.9
            yield "organisation", 0.9
        listed = known.names.get(each.key)
        if listed is not None:
            person_too = listed.kind == "place" and len(each.words) == 1 and listed.weight < 2 and each.key in known.given
            yield listed.kind, listed.weight * (1.6 if len(each.words) > 1 else 0.5 if person_too else 1.0)
        if self._text[each.words[-1].end : each.end].rpartition(")")[2].strip(" ,.").casefold() in words["company_forms"]:
            yield "organisation", 3.0
            yield "person", -1.5
            return
        if self._is_quarter(each):
            yield "place", 2.6
            return
        if self._cutter.lettered(each.words) and each.words[0].low in words["lettered_firms"]:
            yield "organisation", 2.5
            return
        if len(each.words) > 1 and not each.title and each.words[0].low in words["thing_first"] and each.words[0].low not in known.given:
            yield "thing", THING
        head = self._cutter.head(each.words)
        if len(each.words) > 1 and each.words[-1].low in words["thing_heads"] and (head is None or head[0] == each.words[-1].low):
            yield "thing", THING
            return
        if head is not None:
            yield from self._headed(each, *head)
            return
        lows = [word.low for word in each.words]
        if len(lows) > 1 and not each.title and (kind := self._begun(each, lows)):
            yield kind, 3.0
            return
        if len(lows) > 1 and not each.title:
            yield from self._seated(each, lows)
        first = next((low for low in lows if low not in words["particles"] and low not in words["foreign_articles"]), lows[0])
        if len(lows) > 1 and not each.title and lows[0] not in known.given and not words["broadcasts"].isdisjoint(lows[1:]):
            yield "outlet", 2.4  # "Tok FM Hrodna"
        seat = known.names.get(lows[0]) if len(lows) == 2 and not each.title and lows[0] not in known.given else None
        if seat is not None and seat.kind == "place" and lows[1] not in known.surnames and not each.words[0].text.isupper():
            yield "organisation", 0.8  # "Montenegro Bonus"
            yield "person", -1.0
        if len(lows) > 1 and (first in words["outlet_first"] or lows[0] in words["outlet_first"]):
            yield "outlet", 1.5 if first in words.heads else 2.2
            yield "person", 0.0 if lows[0] in known.given else -1.0
        if "&" in lows:
            yield "organisation", 2.5
            yield "person", -3.0
        elif len(lows) > 1 and lows[0] in words["organisation_first"] and not each.title:
            yield "organisation", 1.8 if lows[0] in known.given or lows[0] in known.surnames else 2.4
            if known.given.isdisjoint(lows[:2]) and known.surnames.isdisjoint(lows[:2]):
                return
        elif len(lows) > 2 and lows[0] in words["foreign_articles"] and any(low in words["particles"] for low in lows[2:]):
            yield "outlet", 1.6
            yield "person", -1.0
        elif len(lows) > 1 and (lows[0] in words["place_first"] and lows[0] not in known.given):
            yield "place", 1.2
        if len(lows) > 2 and any(low in words["and"] for low in lows):
            yield "organisation", 1.5
            yield "person", -2.0
        yield from self._person(each, lows)

    def _begun(self, each: Candidate, lows: list[str]) -> str:
        """The kind that the first word alone tells, an "Operation X" or a body of another language; of a hyphened name the last part."""
        words, known = self._words, self._words.known
        if lows[0] in words["event_first"] and each.words[0].text[0].isupper():
            return "event"
        if lows[0] in words["premises"] and lows[0] not in known.given:
            return "place"
        return "agency" if lows[0] in words["agency_first"] and lows[0] not in known.given else ""

    def _spelt(self, each: Candidate) -> Iterator[Vote]:
        """By how a word is made: "Landeskriminalamt", "Rosneft", "QuickDrop"; of several words the last."""
        words, known, last = self._words, self._words.known, each.words[-1]
        low = last.low
        if low in known.surnames or low in known.given or low in known.names or len(low) < 6 or self._cutter.is_word(low):
            return
        if each.words[0].low in words["agency_first"] and len(each.words) == 1 and self._cutter.is_articled(each.start):
            yield "agency", 2.2  # "the Procuraduría"
            return
        if "-" in low and not low.endswith(tuple(words["outlet_endings"])):
            return
        for kind in ("agency", "outlet", "organisation"):
            if low.endswith(tuple(words[f"{kind}_endings"])):
                yield kind, 1.8
                yield "person", -1.0
                yield "place", -0.5
                return
        if any(_HUMPED.fullmatch(word.text) for word in each.words[:2]):
            yield "organisation", 1.1
            yield "outlet", 0.6
            yield "person", -1.0

    def _seated(self, each: Candidate, lows: list[str]) -> Iterator[Vote]:
        """By what a name begins with, "UAB Baltoji Jūra", "RNZ Southland", or ends in: "Transparency Malawi"."""
        words, known = self._words, self._words.known
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

    def _headed(self, each: Candidate, low: str, kind: str) -> Iterator[Vote]:
        yield kind, 1.6 if low in self._words["surnames_too"] else 2.6
        if low in self._words["company_forms"] and low not in self._words.known.surnames:
            yield "person", -1.5  # "Secretary, Pearl Lantern Ltd"
        if each.words[0].low in self._words["outlet_first"]:
            yield "outlet", 1.6
        if kind != "person" and each.title:
            yield "person", 1.0

    def _person(self, each: Candidate, lows: list[str]) -> Iterator[Vote]:
        known, words = self._words.known, self._words
        if each.title:
            yield "person", 3.0
        if each.words[0].text.isupper() and len(lows[0]) < 6 and len(lows) == 1:
            return
        names = [
            word.low for word in each.words if word.low not in words["particles"] or (word.low in known.given and word.text[0].isupper())
        ]
        if each.nick:
            yield "person", 1.5
        linked = any(low in words["particles"] for low in lows[1:])
        particle = linked and (lows[0] in known.given or bool(each.title))
        if particle or any("-" in low for low in lows[1:]):
            yield "person", 0.8
        last = names[-1] if names else ""
        if len(names) > 1:
            if each.words[0].text.isupper() and len(names[0]) > 2 and not each.words[-1].text.isupper() and not each.title:
                yield "person", 1.3  # "BELKADI Mourad"
            initial = len(names[0]) == 1 and each.words[0].text.endswith(".")
            if initial or names[0] in known.given or (len(names) == 2 and known.pinyin(*names)):
                yield "person", 0.9 if self.is_worded(each) and not initial else 1.8
            elif names[0] in known.surnames_first and len(names) > 2:
                yield "person", 1.2
            elif "-" in names[0] and names[0].split("-")[0] in known.given:
                yield "person", 1.5
            if last in known.surnames or any(part in known.surnames for part in last.split("-")):
                yield "person", 0.7
            if len(names) < 5 and (particle or not linked) and not any(low in words.heads or low in words["ordinary"] for low in names):
                yield "person", 0.4
        elif last in known.given:
            yield "person", 1.0
        elif last in known.surnames:
            yield "person", 0.4
        if last.endswith(known.endings) and len(last) > 4:
            yield "person", 0.5
