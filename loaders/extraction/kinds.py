"""What speaks for the kind of a name by its own words: a person, a body, an outlet, a place, an event or none of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import ClassVar

from loaders.extraction.behind import THING
from loaders.extraction.headings import Candidate
from loaders.extraction.name_forms import NameForms
from loaders.extraction.placed import Vote

Votes = defaultdict[str, float]


def summed(votes: Iterable[Vote]) -> Votes:
    """Votes added up by kind."""
    total: Votes = defaultdict(float)
    for kind, weight in votes:
        total[kind] += weight
    return total


class Judge(NameForms):
    """Votes on the candidates of one text."""

    def own(self, each: Candidate) -> Iterator[Vote]:
        """Votes by the words of a name alone, up to those that settle it."""
        lows = [word.low for word in each.words]
        for rule, settles in self._OWN:
            settled = False
            for vote in rule(self, each, lows):
                settled = settles
                yield vote
            if settled:
                return

    def _small(self, each: Candidate, _: list[str]) -> Iterator[Vote]:
        if each.small:
            yield each.small, 3.0

    def _publishing(self, each: Candidate, _: list[str]) -> Iterator[Vote]:
        if self._publishes(each):
            yield from ((self._publisher_kind(each), 2.2), ("person", -2.0), ("place", -1.5), ("event", -2.0), ("thing", -THING))

    def _body(self, each: Candidate, lows: list[str]) -> Iterator[Vote]:
        """By a list of bodies, or the title of a firm before it."""
        words = self._words
        if each.title in words["firm_titles"] and len(lows) > 1:
            yield "organisation", 3.0
        elif each.key in words["lone_bodies"] or each.key in words["bare_bodies"] or self._cutter.is_office(each.words):
            yield "agency", 3.0

    def _articled(self, each: Candidate, _: list[str]) -> Iterator[Vote]:
        """By a list of what is a body behind an article."""
        words = self._words
        if each.key in words["articled_bodies"] and not each.title and self._cutter.is_articled(each.start):
            yield "agency", 2.4
        elif each.key in words["articled_bodies"] and not each.title:
            yield from (("agency", 0.4), ("organisation", -0.8), ("outlet", -0.8))
        if each.key in words["articled_parties"] and self._cutter.is_articled(each.start):
            yield "organisation", 2.4

    def _numbered(self, each: Candidate, lows: list[str]) -> Iterator[Vote]:
        """ "Channel 9"."""
        if len(lows) == 1 and each.end > each.words[0].end and lows[0] in self._words["numbered_outlets"]:
            yield "outlet", 2.6

    def _hosting(self, each: Candidate, lows: list[str]) -> Iterator[Vote]:
        if self._hosts and lows[0] not in self._words.known.given and not each.title and self._is_host(each):
            yield "outlet", 1.9
            yield "organisation", 0.9

    def _known(self, each: Candidate, lows: list[str]) -> Iterator[Vote]:
        """By the gazetteer."""
        known = self._words.known
        listed = known.names.get(each.key)
        if listed is not None:
            person_too = listed.kind == "place" and len(lows) == 1 and listed.weight < 2 and each.key in known.given
            sure = len(lows) > 1 or self._cutter.is_paper(each)
            yield listed.kind, listed.weight * (1.6 if sure else 0.5 if person_too else 1.0)

    def _marked(self, each: Candidate, lows: list[str]) -> Iterator[Vote]:
        """By a form of company behind it, a quarter of a town, or a letter: "Windhoek-West", "Company A"."""
        words = self._words
        if self._text[each.words[-1].end : each.end].rpartition(")")[2].strip(" ,.").casefold() in words["company_forms"]:
            yield "organisation", 3.0
            yield "person", -1.5
        elif self._is_quarter(each):
            yield "place", 2.6
        elif self._cutter.lettered(each.words) and lows[0] in words["lettered_firms"]:
            yield "organisation", 2.5

    def _thing(self, each: Candidate, lows: list[str]) -> Iterator[Vote]:
        if len(lows) > 1 and not each.title and lows[0] in self._words["thing_first"] and lows[0] not in self._words.known.given:
            yield "thing", THING

    def _headed(self, each: Candidate, lows: list[str]) -> Iterator[Vote]:
        """By its head, the noun that tells what it is."""
        head = self._cutter.head(each.words)
        if len(lows) > 1 and lows[-1] in self._words["thing_heads"] and (head is None or head[0] == lows[-1]):
            yield "thing", THING
            return
        if head is None:
            return
        low, kind = head
        if kind == "organisation" and low in self._words["public_heads"] and lows[0] in self._words["public_first"]:
            kind = "agency"  # "the Naval Optics Laboratory"
        yield kind, 1.6 if low in self._words["surnames_too"] else 2.6
        if low in self._words["company_forms"] and low not in self._words.known.surnames:
            yield "person", -1.5  # "Secretary, Pearl Lantern Ltd"
        if each.words[0].low in self._words["outlet_first"]:
            yield "outlet", 1.6
        if kind != "person" and each.title:
            yield "person", 1.0

    def _broadcast(self, each: Candidate, lows: list[str]) -> Iterator[Vote]:
        """ "Tok FM Hrodna"."""
        foreign = len(lows) > 1 and not each.title and lows[0] not in self._words.known.given
        if foreign and not self._words["broadcasts"].isdisjoint(lows[1:]):
            yield "outlet", 2.4

    def _placed(self, each: Candidate, lows: list[str]) -> Iterator[Vote]:
        """ "Montenegro Bonus"."""
        known = self._words.known
        place = known.names.get(lows[0]) if len(lows) == 2 and not each.title and lows[0] not in known.given else None
        if place is not None and place.kind == "place" and lows[1] not in known.surnames and not each.words[0].text.isupper():
            yield "organisation", 0.8
            yield "person", -1.0

    def _outlet(self, each: Candidate, lows: list[str]) -> Iterator[Vote]:
        """By what an outlet's name begins with, behind an article or particle too; by Arabic words that it is or ends in."""
        words = self._words
        if lows[0].startswith(tuple(words["arabic_articles"])) and lows[-1] in words["arabic_outlets"]:
            yield "outlet", 2.4 if len(lows) > 1 else 1.6
            yield "person", -1.0
            return
        if len(lows) > 1 and lows[0] in words["outlet_first"] and not each.words[0].text.isascii():
            yield "outlet", 4.0  # "Báo Sông Hậu", not the given name Bao
            yield "person", -2.5
            return
        first = next((low for low in lows if low not in words["particles"] and low not in words["foreign_articles"]), lows[0])
        if len(lows) > 1 and (first in words["outlet_first"] or lows[0] in words["outlet_first"]):
            yield "outlet", 1.5 if first in words.heads else 2.2
            yield "person", 0.0 if lows[0] in words.known.given else -1.0

    def _firm(self, each: Candidate, lows: list[str]) -> Iterator[Vote]:
        """By what a firm's name begins with, where no name of a person follows."""
        if self._opens_firm(each, lows) and not self._is_personal(lows):
            yield "organisation", 2.4

    def _joined(self, each: Candidate, lows: list[str]) -> Iterator[Vote]:
        """ "Smith & Sons"; else by the first word: of a firm, an outlet or a place."""
        words, known = self._words, self._words.known
        if "&" in lows:
            yield ("outlet" if words.heads.get(lows[0]) == "outlet" and lows[0] not in words["surnames_too"] else "organisation"), 2.5
            yield "person", -3.0
        elif self._opens_firm(each, lows):
            yield "organisation", 1.8 if lows[0] in known.given or lows[0] in known.surnames else 2.4
        elif len(lows) > 2 and lows[0] in words["foreign_articles"] and any(low in words["particles"] for low in lows[2:]):
            yield "outlet", 1.6
            yield "person", -1.0
        elif len(lows) > 1 and lows[0] in words["surely_place_first"]:
            yield "place", 2.4
            yield "person", -2.0
        elif len(lows) > 1 and (lows[0] in words["place_first"] and lows[0] not in known.given):
            yield "place", 1.2

    def _opens_firm(self, each: Candidate, lows: list[str]) -> bool:
        return "&" not in lows and len(lows) > 1 and lows[0] in self._words["organisation_first"] and not each.title

    def _is_personal(self, lows: list[str]) -> bool:
        known = self._words.known
        return not (known.given.isdisjoint(lows[:2]) and known.surnames.isdisjoint(lows[:2]))

    def _linked(self, _: Candidate, lows: list[str]) -> Iterator[Vote]:
        if len(lows) > 2 and any(low in self._words["and"] for low in lows):
            yield "organisation", 1.5
            yield "person", -2.0

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

    _OWN: ClassVar[tuple[tuple[Callable[[Judge, Candidate, list[str]], Iterator[Vote]], bool], ...]] = (
        (_small, True),
        (_publishing, False),
        (_body, True),
        (_articled, False),
        (_numbered, True),
        (NameForms._spelt, False),
        (_hosting, False),
        (_known, False),
        (_marked, True),
        (_thing, False),
        (_headed, True),
        (NameForms._begun, True),
        (NameForms._seated, False),
        (_broadcast, False),
        (_placed, False),
        (_outlet, False),
        (_firm, True),
        (_joined, False),
        (_linked, False),
        (_person, False),
    )
    """What a name is asked, in order; what settles it (`True`) ends that where it votes at all."""
