"""What the order of names tells: the bank in the town, the ministry's bureau, the man of the bank; and who wrote the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from loaders.extraction.frames import Lexicon
from loaders.extraction.nodes import Nodes
from loaders.extraction.referents import Referents

_BODIES = frozenset({"agency", "organisation", "outlet", "event"})
_PARTIES = _BODIES | {"person"}
_PERSON = frozenset({"person"})
_HEADING = 12


@dataclass(frozen=True, slots=True)
class Found:
    """A relation that stands in the order of names; `node` is where."""

    subject: str
    predicate: str
    object: str
    node: int
    rule: str
    detail: str = ""


class Whereabouts:
    def __init__(self, nodes: Nodes, lexicon: Lexicon, referents: Referents, publisher: str) -> None:
        self.nodes, self.lexicon, self.referents, self.publisher = nodes, lexicon, referents, publisher

    def find(self) -> Iterator[Found]:
        n = self.nodes
        for node in n.order:
            if node in n.name:
                yield from self._of_name(node)
            elif self.nodes.trees:
                yield from self._of_noun(node)
        yield from self.byline()

    def _kind(self, node: int | None) -> str:
        return self.nodes.kind.get(self.nodes.name.get(node, ""), "") if node is not None else ""

    def _word(self, node: int | None) -> str:
        return self.nodes.word[node] if node is not None else ""

    def _of_name(self, node: int) -> Iterator[Found]:
        n, lists = self.nodes, self.lexicon
        id_, kind = n.name[node], self._kind(node)
        one, two, three = n.step(node, 1), n.step(node, 2), n.step(node, 3)
        comma = self._word(one) == ","
        if comma:
            one, two, three = two, three, n.step(node, 4)
            if lists.among("formerly", self._word(one)):  # "X, formerly of Y"
                one, two, three = two, three, n.step(node, 5)
        if (
            self._word(one) == "("
            and kind == "person"
            and self._kind(two) in _BODIES - {"event"}
            and self._word(three) == ")"
            and two is not None
        ):
            yield Found(id_, "role", n.name[two], node, "person (body)")
        if kind == "person" and (comma or self._word(n.step(node, 1)) == "("):
            yield from self._alias(node, two if self._word(one) == "(" else one)
        if lists.among("from_place", self._word(one)) or (not comma and lists.among("in_place", self._word(one))):
            target = three if self.lexicon.among("neutral", self._word(two)) else two
            target = self._past_owner(target)
            yield from self._behind(node, id_, kind, one, target, comma)
        if kind in ("place", "agency", "organisation", "outlet") and not comma and lists.among("own", self._word(one)):
            yield from self._owned(node, id_, kind, two)

    def _alias(self, node: int, word: int | None) -> Iterator[Found]:
        """ "X, alias Y", "X (née Y)"."""
        n = self.nodes
        if word is None or not self.lexicon.among("alias", n.word[word]):
            return
        for on in range(1, 4):
            other = n.step(word, on)
            if self._kind(other) == "person" and other is not None and n.name[other] != n.name[node]:
                yield Found(n.name[node], "alias_of", n.name[other], node, "alias")
                return
            if other is None or (n.word[other].isalnum() and not self.lexicon.among("article", n.word[other])):
                return

    def _past_owner(self, target: int | None) -> int | None:
        """The body of "Albania's Revenue Guard", where a name with a genitive stands."""
        n = self.nodes
        if target is not None and target in n.name and self.lexicon.among("own", self._word(n.step(target, 1))):
            behind = n.step(target, 2)
            return behind if behind is not None and behind in n.name else None
        return target

    def _behind(self, node: int, id_: str, kind: str, preposition: int | None, target: int | None, comma: bool) -> Iterator[Found]:
        """`kind` in, of, from what stands right behind it."""
        n = self.nodes
        if target is None or preposition is None or target not in n.name:
            return
        word, other, to = self._word(preposition), n.name[target], self._kind(target)
        if (
            kind in _BODIES
            and to == "place"
            and (not n.trees or n.head[preposition] == node or comma or (kind != "agency" and n.dep[node] == "pobj"))
        ):
            yield Found(id_, "located_in", other, node, "name in place")
        elif kind == "person" and to == "place" and (self._aged(node) or (comma and self._comma_of(preposition, target))):
            yield Found(id_, "lived_in", other, node, "person of place")
        elif (
            kind == "person"
            and to in _BODIES - {"event"}
            and self.lexicon.among("member_of", word)
            and (not n.trees or n.head[preposition] == node or comma)
        ):
            yield Found(id_, "role", other, node, "person of body", self._title(node))
        elif kind == "person" and to == "event" and self.lexicon.among("at_event", word):
            yield Found(id_, "attended", other, node, "person at event")
        elif kind == "agency" and to in ("agency", "organisation") and self.lexicon.among("belonging", word) and not comma:
            yield Found(id_, "part_of", other, node, "body of body")

    def _comma_of(self, preposition: int, target: int) -> bool:
        """ "X, of Riga, was unhurt"."""
        n = self.nodes
        return self.lexicon.among("member_of", n.word[preposition]) and self._word(n.step(target, 1)) in (",", ".", ";", ")")

    def _aged(self, node: int) -> bool:
        return False if node is None else self._word(self.nodes.step(node, 2)).isdigit()

    def _title(self, node: int) -> str:
        """The title before a name, if there is one."""
        n = self.nodes
        before = n.step(node, -1)
        if before is not None and before not in n.name and self._word(before) in self.lexicon.bonds:
            return n.text[n.start[before] : n.end[before]]
        return ""

    def _owned(self, node: int, id_: str, kind: str, target: int | None) -> Iterator[Found]:
        """ "Albania's Revenue Guard", "the ministry's Third Bureau"."""
        n = self.nodes
        if (
            target is None
            or target not in n.name
            or (self._kind(target) not in _BODIES and (kind == "place" or self._kind(target) != "person"))
            or (n.trees and n.head[node] != target)
        ):
            return
        if kind == "place":
            yield Found(n.name[target], "located_in", id_, target, "place's body")
        elif self._kind(target) == "person":
            yield Found(n.name[target], "role", id_, target, "body's person")
        elif self._kind(target) == "agency" and kind == "agency":
            yield Found(n.name[target], "part_of", id_, target, "body's body")

    def _of_noun(self, node: int) -> Iterator[Found]:
        """ "the Lagos daily X", "X, a company in Riga", "a Valletta-based company, X"."""
        n, lists = self.nodes, self.lexicon
        if n.word[node] in lists.lists["based"]:
            yield from self._based(node)
        if n.pos[node] != "NOUN":
            return
        firm = lists.among("firms", n.lemma[node])
        apposed = self._apposed(node)
        if not firm and not apposed and node not in self.referents.held:
            return
        behind, target = n.step(node, 1), n.step(node, 2)
        within = lists.among("inside", self._word(behind))
        where = next((each for each in n.all_kids(node, "compound", "nmod", "amod", "poss") if firm and self._kind(each) == "place"), None)
        if where is None and self._kind(target) == "place" and (within or (firm and lists.among("belonging", self._word(behind)))):
            where = target
        from_ = lists.among("origin", self._word(behind)) and self._kind(target) == "place" and not firm
        if where is None and not from_:
            return
        for each in self.who(node):
            person = self._kind_of(each) == "person"
            if where is not None and (within if person else (firm or (apposed and within)) and self._kind_of(each) in _BODIES):
                yield Found(each, "located_in", n.name[where], node, "noun in place")
            elif where is None and target is not None and self._kind_of(each) == "person":
                yield Found(each, "lived_in", n.name[target], node, "noun from place")

    def _apposed(self, noun: int) -> bool:
        """Whether a noun with an indefinite article is in apposition to a name: "X, a pensioner in Riga"."""
        n = self.nodes
        named = n.dep[noun] == "appos" and n.head[noun] in n.name
        return named and any(self.lexicon.among("indefinite", n.word[each]) for each in n.all_kids(noun, "det"))

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
        """ "Valletta-based": the place before, the noun or name behind."""
        n = self.nodes
        dash, where = n.step(node, -1), n.step(node, -2)
        if self._word(dash) != "-" or self._kind(where) != "place" or where is None:
            return
        noun = n.head[node]
        for _ in range(3):
            found = [n.name[noun]] if noun in n.name else self.who(noun)
            found = [each for each in found if self._kind_of(each) in _PARTIES]
            if found:
                yield Found(found[0], "located_in", n.name[where], node, "place-based")
                return
            if n.dep[noun] not in ("compound", "amod", "nmod"):
                return
            noun = n.head[noun]

    def byline(self) -> Iterator[Found]:
        """ "By X and Y" at the head of the page: they write for its publisher."""
        n = self.nodes
        if not self.publisher:
            return
        for place, node in enumerate(n.order[:200]):
            if not self.lexicon.among("byline", n.word[node]) or not self._begins_line(node):
                continue
            for on in n.order[place + 1 : place + _HEADING]:
                if self._kind(on) == "person":
                    yield Found(n.name[on], "role", self.publisher, on, "byline", self.lexicon.words["byline_detail"])
                elif n.word[on] != "," and not self.lexicon.among("and", n.word[on]):
                    break

    def _begins_line(self, node: int) -> bool:
        text, start = self.nodes.text, self.nodes.start[node]
        return not text[text.rfind("\n", 0, start) + 1 : start].strip("*_# ")
