"""What the order of names tells: the bank in the town, the ministry's bureau, the man of the bank; and who wrote the page."""

from __future__ import annotations

from collections.abc import Iterator

from graph.model import fold
from loaders.extraction.attached import Attached
from loaders.extraction.beside import Beside
from loaders.extraction.bylines import Bylines
from loaders.extraction.found import Found
from loaders.extraction.frames import Lexicon
from loaders.extraction.gazetteer import countries
from loaders.extraction.nodes import Nodes
from loaders.extraction.proposals import BODIES
from loaders.extraction.referents import Referents
from loaders.extraction.seats import Seats

_ACTING = frozenset({*BODIES, "event"})
_PARTIES = _ACTING | {"person"}
_PUBLIC = frozenset({"agency", "organisation"})
_BASED = {"based": "located_in", "born": "born_in", "raised": "lived_in"}


class Whereabouts(Beside):
    def __init__(self, nodes: Nodes, lexicon: Lexicon, referents: Referents, publisher: str) -> None:
        super().__init__(nodes, lexicon)
        self.referents, self.publisher = referents, publisher

    def find(self) -> Iterator[Found]:
        n = self.nodes
        based = frozenset().union(*(self.lexicon.lists[name] for name in _BASED))
        for node in n.order:
            if node in n.name:
                yield from self._of_name(node)
            elif n.trees:
                if n.word[node] in based:
                    yield from self._based(node)
                if n.pos[node] == "NOUN":
                    yield from self._of_noun(node)
        yield from Seats(self.nodes, self.lexicon, self.referents.held).find()
        yield from Bylines(self.nodes, self.lexicon, self.publisher).find()
        yield from Attached(self.nodes, self.lexicon).find()

    def _of_name(self, node: int) -> Iterator[Found]:
        n, lists = self.nodes, self.lexicon
        id_, kind = n.name[node], self.nodes.kind_of(node)
        one, two, three = n.step(node, 1), n.step(node, 2), n.step(node, 3)
        if n.word_of(one) == "(" and n.name.get(two or node) == id_ and n.word_of(three) == ")":  # "the Audit Office (AO) in Riga"
            one, two, three = n.step(node, 4), n.step(node, 5), n.step(node, 6)
        comma = self.nodes.word_of(one) == ","
        if comma:
            one, two, three = two, three, n.step(node, 4)
            if self.nodes.word_of(one).isdigit() and self.nodes.word_of(two) == ",":  # "X, 44, of Riga"
                one, two, three = three, n.step(node, 5), n.step(node, 6)
            far = 5
            if lists.among("until", self.nodes.word_of(one)):  # "X, until now with Y"
                one, two, three, far = two, three, n.step(node, far), far + 1
            if lists.among("formerly", self.nodes.word_of(one)):  # "X, formerly of Y", "X, now in Z"
                one, two, three = two, three, n.step(node, far)
                yield from self._gone(node, one, three if lists.among("neutral", self.nodes.word_of(two)) else two)
        if (
            self.nodes.word_of(one) == "("
            and kind == "person"
            and self.nodes.kind_of(two) in BODIES
            and self.nodes.word_of(three) == ")"
            and two is not None
        ):
            yield Found(id_, "role", n.name[two], node, "person (body)")
        if kind == "person" and (comma or self.nodes.word_of(n.step(node, 1)) == "("):
            yield from self._alias(node, two if self.nodes.word_of(one) == "(" else one)
        if comma and kind == "person" and lists.among("employed", self.nodes.word_of(one)) and n.step(node, 2) != one:  # "X, now with Y"
            yield from self._at_body(node, three if self.lexicon.among("neutral", self.nodes.word_of(two)) else two)
        if lists.among("from_place", self.nodes.word_of(one)) or (not comma and lists.among("in_place", self.nodes.word_of(one))):
            target = three if self.lexicon.among("neutral", self.nodes.word_of(two)) else two
            target = self._past_owner(target)
            yield from self._behind(node, id_, kind, one, target, comma)
        if kind in _PARTIES:
            yield from self._behalf(node, n.step(node, 1))
        if kind in ("place", *BODIES) and not comma and lists.among("own", self.nodes.word_of(one)):
            yield from self._owned(node, id_, kind, two)

    def _past_owner(self, target: int | None) -> int | None:
        """The body of "Albania's Revenue Guard", where a name with a genitive stands."""
        n = self.nodes
        if target is not None and target in n.name and self.lexicon.among("own", self.nodes.word_of(n.step(target, 1))):
            behind = n.step(target, 2)
            return behind if behind is not None and behind in n.name else None
        return target

    def _behind(self, node: int, id_: str, kind: str, preposition: int | None, target: int | None, comma: bool) -> Iterator[Found]:
        """`kind` in, of, from what stands right behind it."""
        n = self.nodes
        if target is None or preposition is None or target not in n.name:
            return
        word, other, to = self.nodes.word_of(preposition), n.name[target], self.nodes.kind_of(target)
        if (
            kind in _ACTING
            and to == "place"
            and (not n.trees or n.name.get(n.head[preposition]) == id_ or comma or (kind != "agency" and n.dep[node] == "pobj"))
        ):
            yield Found(id_, "located_in", other, node, "name in place")
        elif (
            kind == "person"
            and to == "place"
            and (self._aged(node) or (comma and self._comma_of(preposition, target)) or self._of_town(node, preposition, target))
        ):
            yield Found(id_, "lived_in", other, node, "person of place")
        elif (
            kind == "person"
            and to in BODIES
            and self.lexicon.among("member_of", word)
            and (not n.trees or n.head[preposition] == node or comma)
        ):
            yield Found(id_, "role", other, node, "person of body", self._title(node))
        elif kind == "person" and to == "place" and self.lexicon.among("inside", word) and self._there(node, preposition):
            yield Found(id_, "located_in", other, node, "person in place", there=True)
        elif kind == "person" and to == "event" and self.lexicon.among("at_event", word):
            yield Found(id_, "attended", other, node, "person at event")
        elif kind == "agency" and to in ("agency", "organisation") and self.lexicon.among("belonging", word) and not comma:
            yield Found(id_, "part_of", other, node, "body of body")
        elif kind in _PUBLIC and to in _PUBLIC and not comma and self._part(node) and n.trees and n.head[preposition] == node:
            yield Found(id_, "part_of", other, node, "part at body")

    def _part(self, node: int) -> bool:
        """Whether a name says that it is of a part: "the Refugee Unit at X University"."""
        n = self.nodes
        last = n.word[n.last.get(node, node)]
        return any(frame.predicate == "part_of" for frame in self.lexicon.bonds.get(last, ()))

    def _at_body(self, node: int, target: int | None) -> Iterator[Found]:
        if target is not None and self.nodes.kind_of(target) in BODIES:
            yield Found(self.nodes.name[node], "role", self.nodes.name[target], node, "person with body")

    def _there(self, node: int, preposition: int) -> bool:
        """ "X in Riga", where the tree hangs the place on X; not in a credit, "reporting by X in Riga"."""
        n = self.nodes
        credit = [name for name in ("byline", "origin") if self.lexicon.among(name, self.nodes.word_of(n.step(node, -1)))]
        return n.trees and n.head[preposition] == node and not credit

    def _of_town(self, node: int, preposition: int, town: int) -> bool:
        """ "a Mrs X of Riga", no "X of Norway", who may stand for it."""
        n = self.nodes
        name = n.text[n.span(town).start : n.span(town).end]
        hangs = not n.trees or n.head[preposition] == node
        return hangs and self.lexicon.among("member_of", n.word[preposition]) and fold(name) not in countries()

    def _comma_of(self, preposition: int, target: int) -> bool:
        """ "X, of Riga, was unhurt"."""
        n = self.nodes
        return self.lexicon.among("member_of", n.word[preposition]) and self.nodes.word_of(n.step(target, 1)) in (",", ".", ";", ")")

    def _aged(self, node: int) -> bool:
        return False if node is None else self.nodes.word_of(self.nodes.step(node, 2)).isdigit()

    def _title(self, node: int) -> str:
        """The title before a name, if there is one."""
        n = self.nodes
        before = n.step(node, -1)
        if before is not None and before not in n.name and self.nodes.word_of(before) in self.lexicon.bonds:
            return n.text[n.start[before] : n.end[before]]
        return ""

    def _owned(self, node: int, id_: str, kind: str, target: int | None) -> Iterator[Found]:
        """ "Albania's Revenue Guard", "the ministry's Third Bureau"."""
        n = self.nodes
        if (
            target is None
            or target not in n.name
            or (self.nodes.kind_of(target) not in _ACTING and (kind == "place" or self.nodes.kind_of(target) != "person"))
            or (n.trees and n.head[node] != target)
        ):
            return
        if kind == "place":
            yield Found(n.name[target], "located_in", id_, target, "place's body")
        elif self.nodes.kind_of(target) == "person":
            yield Found(n.name[target], "role", id_, target, "body's person")
        elif self.nodes.kind_of(target) == "agency" and kind == "agency":
            yield Found(n.name[target], "part_of", id_, target, "body's body")

    def _of_noun(self, node: int) -> Iterator[Found]:
        """ "the Lagos daily X", "X, a company in Riga"."""
        n, lists = self.nodes, self.lexicon
        yield from self._employed(node)
        firm = lists.among("firms", n.lemma[node])
        apposed = self._apposed(node)
        if not firm and not apposed and node not in self.referents.held:
            return
        if not firm and n.text[n.start[node] - 1 : n.start[node]] == "-":
            return  # the end of "sister-in-law", who is somebody else
        behind, target = n.step(node, 1), n.step(node, 2)
        within = lists.among("inside", self.nodes.word_of(behind))
        beside = apposed and lists.among("outside", self.nodes.word_of(behind))
        where = next(
            (each for each in n.all_kids(node, "compound", "nmod", "amod", "poss") if firm and self.nodes.kind_of(each) == "place"), None
        )
        if (
            where is None
            and self.nodes.kind_of(target) == "place"
            and (within or beside or (firm and lists.among("belonging", self.nodes.word_of(behind))))
        ):
            where = target
        from_ = lists.among("origin", self.nodes.word_of(behind)) and self.nodes.kind_of(target) == "place" and not firm
        if where is None and not from_:
            return
        for each in self.who(node):
            person = self._kind_of(each) == "person"
            if where is not None and ((within or beside) if person else (firm or (apposed and within)) and self._kind_of(each) in _ACTING):
                lived = any(frame.predicate == "lived_in" for frame in lists.bonds.get(n.lemma[node], ()))
                yield Found(each, "lived_in" if lived else "located_in", n.name[where], node, "noun in place")
            elif where is None and target is not None and self._kind_of(each) == "person":
                yield Found(each, "lived_in", n.name[target], node, "noun from place")

    def _employed(self, noun: int) -> Iterator[Found]:
        """ "X, a scheduler with the Y": of any noun, where it is in apposition."""
        n = self.nodes
        behind = n.step(noun, 1)
        if n.lemma[noun] in self.lexicon.bonds or not self.lexicon.among("employed", self.nodes.word_of(behind)) or not self._apposed(noun):
            return
        body = n.step(noun, 2)
        if body is not None and self.lexicon.among("article", self.nodes.word_of(body)):
            body = n.step(noun, 3)
        if (
            body is not None
            and self.nodes.kind_of(body) in BODIES
            and self.nodes.kind_of(n.head[noun]) == "person"
            and not n.label(n.head[noun])
        ):
            yield Found(n.name[n.head[noun]], "role", n.name[body], noun, "noun with body", n.text[n.start[noun] : n.end[noun]])

    def _apposed(self, noun: int) -> bool:
        """Whether a noun with an indefinite article is in apposition to a name: "X, a pensioner in Riga"."""
        n = self.nodes
        named = n.dep[noun] == "appos" and n.head[noun] in n.name
        articles = n.all_kids(noun, "det", "poss", "nummod")
        if not articles:
            return named and n.tag[noun] == "NNS"
        return named and any(self.lexicon.among("indefinite", n.word[each]) for each in articles)

    def _kind_of(self, id_: str) -> str:
        return self.nodes.kind.get(id_, "")

    def who(self, node: int) -> list[str]:
        """Whom a noun denotes: in apposition, as the title of the name behind it, or as what the name is said to be."""
        n = self.nodes
        found = [each.id for each in self.referents.at(node, _PARTIES) if not each.indirect]
        if not found and n.dep[node] in ("compound", "nmod") and n.head[node] in n.name:
            found = [n.name[n.head[node]]]
        behind = n.step(node, 1)
        if not found and behind in n.name:
            found = [n.name[behind]]
        return found[:1]

    def _based(self, node: int) -> Iterator[Found]:
        """ "a Valletta-based company, X": the place before, the noun or name behind."""
        n = self.nodes
        predicate = next(told for name, told in _BASED.items() if self.lexicon.among(name, n.word[node]))
        dash, where = n.step(node, -1), n.step(node, -2)
        if self.nodes.word_of(dash) != "-" or self.nodes.kind_of(where) != "place" or where is None:
            return
        noun = n.head[node]
        for _ in range(3):
            found = [n.name[noun]] if noun in n.name else self.who(noun)
            found = [each for each in found if self._kind_of(each) in _PARTIES]
            if found:
                yield Found(found[0], predicate, n.name[where], node, "place-based")
                return
            if n.dep[noun] not in ("compound", "amod", "nmod"):
                return
            noun = n.head[noun]
