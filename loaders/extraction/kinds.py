"""What speaks for the kind of a name by its own words: a person, a body, an outlet, a place, an event or none of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from loaders.extraction.behind import THING
from loaders.extraction.headings import Candidate
from loaders.extraction.neighbours import Neighbours
from loaders.extraction.placed import Vote

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
        if each.key in words["lone_bodies"]:
            yield "agency", 3.0
            return
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
        first = next((low for low in lows if low not in words["particles"]), lows[0])
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
