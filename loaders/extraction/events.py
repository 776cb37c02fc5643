"""Events: what a verb or noun says happened, with who took part and when. The words are in events.yml.

What is planned, possible or demanded is none; what is denied is one, as the denial is told of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from loaders.extraction.apposition import Bonds
from loaders.extraction.circumstances import Circumstances
from loaders.extraction.frames import Places, lexicon, places, table
from loaders.extraction.nodes import Nodes
from loaders.extraction.page import Page
from loaders.extraction.proposals import Dated, Happening, Named
from loaders.extraction.reading import Reading, reading
from loaders.extraction.referents import Referents

_ALL = frozenset({"person", "agency", "organisation", "outlet", "place", "event"})
_MOST = 8


@dataclass(frozen=True, slots=True)
class _Sign:
    """A word that tells of an event, with what must stand around it."""

    type: str
    needs: tuple[tuple[Places, frozenset[str]], ...] = ()
    who: tuple[tuple[Places, frozenset[str]], ...] = ()
    holds: Places = ()


@dataclass(slots=True)
class _Signs:
    verbs: dict[str, list[_Sign]] = field(default_factory=lambda: defaultdict(list))
    nouns: dict[str, str] = field(default_factory=dict)


@cache
def _signs() -> _Signs:
    signs = _Signs()
    for type_, words in table("events.yml").items():
        for each in words["verbs"]:
            row: dict[str, Any] = {"verb": each} if isinstance(each, str) else each
            needs = tuple((places(where), frozenset(wanted)) for where, wanted in row.get("needs", {}).items())
            who = tuple((places(where), frozenset(kinds)) for where, kinds in row.get("who", {}).items())
            signs.verbs[row["verb"]].append(_Sign(type_, needs, who, tuple(row.get("holds", ()))))
        signs.nouns |= dict.fromkeys(words["nouns"], type_)
    return signs


def find(page: Page, entities: Iterable[Named], dates: Iterable[Dated], read: Reading | None = None) -> list[Happening]:
    """The events of a page, one of a type in a sentence; nothing without trees. Without `read` the page is read first."""
    if page.doc is None:
        return []
    return _Finder(page, list(dates), read or reading(page, list(entities))).find()


class _Finder:
    def __init__(self, page: Page, dates: list[Dated], read: Reading) -> None:
        self.page, self.lexicon = page, lexicon()
        self.nodes: Nodes = read.nodes
        self.circumstances = Circumstances(page, self.nodes, self.lexicon, (), dates)
        self.clauses = read.clauses
        self.around = tuple(sorted(self.lexicon.lists["around"]))
        bonds = Bonds(self.nodes, self.lexicon, read.meant)
        for _ in bonds.find({}):
            pass
        self.referents = Referents(self.nodes, self.lexicon, read.meant, {**bonds.holders, **read.both})

    def find(self) -> list[Happening]:
        best: dict[tuple[int, str], tuple[int, Happening]] = {}
        for rank, each in self._all():
            key = (each.span.start, each.type)
            if key not in best or rank > best[key][0]:
                best[key] = (rank, each)
        ordered = sorted((each for _, each in best.values()), key=lambda each: (each.span, each.type))
        return [
            Happening(f"e{number}", each.type, each.trigger, each.span, each.participants, each.when)
            for number, each in enumerate(ordered, 1)
        ]

    def _all(self) -> Iterator[tuple[int, Happening]]:
        """Every event with a rank: a verb tells more than a noun, one with more participants more than one with fewer."""
        n, signs = self.nodes, _signs()
        for node in n.order:
            if node in n.name:
                type_ = signs.nouns.get(n.word[n.last[node]], "") if n.kind[n.name[node]] == "event" else ""
                if type_ and n.word[n.head[node]] not in self.lexicon.lists["telling"]:  # "met at the summit" tells of a place
                    yield 1, self._event(type_, node, [n.name[node]], self.circumstances.date(n.head[node]))
            elif n.pos[node] in ("VERB", "AUX"):
                yield from self._of_verb(node)
            elif n.pos[node] == "NOUN" and n.lemma[node] in signs.nouns:
                yield from self._of_noun(node, signs.nouns[n.lemma[node]])

    def _of_verb(self, verb: int) -> Iterator[tuple[int, Happening]]:
        n = self.nodes
        signs = [each for each in _signs().verbs.get(n.lemma[verb], ()) if self._fits(verb, each)]
        if not signs or n.dep[verb] in ("amod", "compound"):
            return
        said = self.circumstances.of_verb(verb)
        if said.real and not said.negated:
            people = self._people(verb, ("subject", "object", *self.around))
            if not people and not self.circumstances.date(verb):
                return
            yield 10 + len(people), self._event(signs[0].type, verb, people, self.circumstances.date(verb))

    def _fits(self, verb: int, sign: _Sign) -> bool:
        clauses, referents = self.clauses, self.referents
        return (
            clauses.holds(verb, sign.needs)
            and all(any(referents.at(low, kinds) for place in where for low in clauses.at(verb, place)) for where, kinds in sign.who)
            and (not sign.holds or any(clauses.at(verb, place) for place in sign.holds))
        )

    def _of_noun(self, noun: int, type_: str) -> Iterator[tuple[int, Happening]]:
        n = self.nodes
        if n.dep[noun] in ("compound", "nmod") or not self.circumstances.of_noun(noun).real:
            return
        people = self._people(noun, ("own", "compound", *self.around, "doer", "getter"))
        when = self.circumstances.date(noun, n.head[noun])
        if people or when:
            yield len(people), self._event(type_, noun, people, when)

    def _people(self, node: int, around: tuple[str, ...]) -> list[str]:
        found = [
            each.id
            for place in around
            for low in self.clauses.at(node, place)
            for each in self.referents.at(low, _ALL, through=True, part=True)
        ]
        return list(dict.fromkeys(found))[:_MOST]

    def _event(self, type_: str, node: int, people: list[str], when: str) -> Happening:
        span = self.nodes.span(node)
        return Happening("", type_, self.page.text[span.start : span.end], self.circumstances.sentence(node), tuple(people), when)
