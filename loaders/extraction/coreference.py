"""Who is meant by a pronoun or a noun ("she", "its", "the minister", "the company"): gender, kind, place in the sentence, how long ago.

What is doubtful stays open: a wrong antecedent lays a deed on somebody who did not do it. Words are in coreference.yml.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from unicodedata import combining, normalize

from loaders.extraction.frames import lexicon, table
from loaders.extraction.nodes import LABEL, Nodes, read
from loaders.extraction.page import Page
from loaders.extraction.proposals import Named

_BACK = 2
_NOUN_BACK = 4
_MARGIN = 0.45
_ROLES = {
    "nsubj": 1.5,
    "nsubjpass": 1.5,
    "dobj": 0.7,
    "poss": 0.5,
    "agent": 0.5,
    "appos": 0.6,
    "conj": 0.4,
    "attr": 0.4,
    "pobj": 0.2,
    "ROOT": 0.8,
}


@dataclass(frozen=True, slots=True)
class _Words:
    """The lists of coreference.yml."""

    pronouns: dict[str, str]
    possessive: frozenset[str]
    loose: frozenset[str]
    empty: frozenset[str]
    definite: frozenset[str]
    otherwise: frozenset[str]
    generic: dict[str, str]
    abbreviations: dict[str, str]
    gender: dict[str, str]
    names: dict[str, str]


@cache
def _words() -> _Words:
    data = table("coreference.yml")
    return _Words(
        data["pronouns"],
        frozenset(data["possessive"]),
        frozenset(data["loose"]),
        frozenset(data["empty_verbs"]),
        frozenset(data["definite"]),
        frozenset(data["otherwise"]),
        {word: kind for kind, words in data["generic"].items() for word in words},
        data["abbreviations"],
        {**dict.fromkeys(data["male"], "m"), **dict.fromkeys(data["female"], "f")},
        {**dict.fromkeys(data["male_names"], "m"), **dict.fromkeys(data["female_names"], "f")},
    )


def resolve(page: Page, entities: Iterable[Named]) -> dict[int, str]:
    """The index of each word (`page.doc`) that means an entity without naming it, with the entity's id; nothing without trees."""
    found = list(entities)
    return of_nodes(read(page, found), found)


def of_nodes(nodes: Nodes, entities: Iterable[Named]) -> dict[int, str]:
    """The same over nodes that were read before."""
    if not nodes.trees:
        return {}
    return _Reader(nodes, list(entities)).read()


@dataclass(slots=True)
class _Seen:
    """An entity's latest appearance: sentence, place, and weight of its role there."""

    sentence: int
    place: int
    weight: float


@dataclass(slots=True)
class _Reader:
    """Reads the nodes in order and keeps who appeared where."""

    nodes: Nodes
    entities: list[Named]
    seen: dict[str, _Seen] = field(default_factory=dict)
    gender: dict[str, str] = field(default_factory=dict)
    said_of: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    found: dict[int, str] = field(default_factory=dict)
    speaker: str = ""
    parts: dict[str, set[str]] = field(default_factory=dict)

    def read(self) -> dict[int, str]:
        n, words = self.nodes, _words()
        self.parts = {each.id: {word.casefold() for name in (each.name, *each.aliases) for word in name.split()} for each in self.entities}
        self._genders()
        for place, node in enumerate(n.order):
            id_ = n.name.get(node)
            if id_ is None:
                if n.word[node] in words.pronouns:
                    id_ = self._pronoun(node)
                elif n.pos[node] in ("NOUN", "PROPN"):
                    id_ = self._noun(node)
                if id_ is None:
                    continue
                self.found[node] = id_
            self._appears(id_, node, place)
        return self.found

    def _genders(self) -> None:
        """Genders that titles and nouns beside names tell, else first names; those told both ways stay open."""
        n, words = self.nodes, _words()
        told: dict[str, set[str]] = defaultdict(set)
        for node, id_ in n.name.items():
            for near in self._beside(node):
                word = n.word[near].rstrip(".")
                self.said_of[id_].add(words.abbreviations.get(word, n.lemma[near]))
                if word in words.gender and n.kind[id_] == "person":
                    told[id_].add(words.gender[word])
        for each in self.entities:
            genders = told[each.id]
            if len(genders) == 1:
                self.gender[each.id] = genders.pop()
            elif each.kind == "person" and not genders and (first := _first(each.name)) in words.names:
                self.gender[each.id] = words.names[first]

    def _beside(self, node: int) -> list[int]:
        """Titles before a name, nouns in apposition to it, and what it is said to be."""
        n = self.nodes
        found = [each for each in n.kids[node] if n.dep[each] in ("compound", "nmod", "appos") and each not in n.name]
        before = n.step(node, -1)
        if before is not None and n.word[before] == ".":
            before = n.step(before, -1)
        if before is not None and before not in n.name and n.pos[before] in ("NOUN", "PROPN"):
            found.append(before)
        if n.dep[node] == "appos" and n.head[node] not in n.name:
            found.append(n.head[node])
        if n.dep[node] == "nsubj" and lexicon().among("be", n.lemma[n.head[node]]):
            found += n.all_kids(n.head[node], "attr")
        if n.dep[node] == "nsubj":  # "X joined the bank as a translator"
            found += [
                low for each in n.all_kids(n.head[node], "prep") if lexicon().among("as", n.word[each]) for low in n.all_kids(each, "pobj")
            ]
        return found

    def _appears(self, id_: str, node: int, place: int) -> None:
        n = self.nodes
        if n.dep[node] == LABEL:
            self.speaker = id_
            return
        weight = _ROLES.get(n.dep[node], 0.1)
        last = self.seen.get(id_)
        if last is not None and last.sentence == n.sentence[node]:
            weight = max(weight, last.weight)
        self.seen[id_] = _Seen(n.sentence[node], place, weight)

    # pronouns

    def _pronoun(self, node: int) -> str | None:
        n, words = self.nodes, _words()
        word = n.word[node]
        gender = words.pronouns[word]
        if word in words.loose and (n.dep[node] not in ("nsubj", "nsubjpass", "dobj") or n.lemma[n.head[node]] in words.empty):
            return None
        own = word in words.possessive and n.dep[node] == "poss"
        if own and (over := self._described(node, gender)):
            return over
        barred: set[str] = {self.speaker} if own else {self.speaker} | self._clause_mates(node)
        best = self._best(
            [id_ for id_ in self.seen if self._fits(id_, gender) and id_ not in barred],
            node,
            _BACK,
            0.0 if own and self._opens(node) else _MARGIN,
        )
        if best is not None and gender != "n":
            self.gender.setdefault(best, gender)
        return best

    def _opens(self, node: int) -> bool:
        """Whether a pronoun begins its sentence: "His brother X", of whom the sentence before spoke."""
        before = self.nodes.step(node, -1)
        return before is None or self.nodes.sentence[before] != self.nodes.sentence[node]

    def _described(self, node: int, gender: str) -> str:
        """The name that a participle or relative clause around a possessive tells of: "Y, named after its founder"."""
        n = self.nodes
        clause = next((up for up in n.above(node) if n.pos[up] in ("VERB", "AUX") or n.dep[up] in ("relcl", "acl")), None)
        if clause is None or n.dep[clause] not in ("acl", "relcl") or n.head[clause] not in n.name:
            return ""
        if any(n.tag[each] not in ("WP", "WDT") for each in n.all_kids(clause, "nsubj", "nsubjpass")):
            return ""
        id_ = n.name[n.head[clause]]
        return id_ if self._fits(id_, gender) and id_ != self.speaker else ""

    def _fits(self, id_: str, gender: str) -> bool:
        kind = self.nodes.kind[id_]
        if gender == "n":
            return kind in ("agency", "organisation", "outlet")
        return kind == "person" and self.gender.get(id_, gender) == gender

    def _clause_mates(self, node: int) -> set[str]:
        """Ids of the subject of an object pronoun's own clause: it means somebody else."""
        n = self.nodes
        if n.dep[node] in ("nsubj", "nsubjpass"):
            verb = n.head[node]
            return {
                id_
                for each in n.all_kids(n.head[verb], "nsubj")
                if n.dep[verb] == "ccomp" and n.word[each] in _words().pronouns and n.word[each] != n.word[node] and (id_ := self._id(each))
            }
        over = next((up for up in n.above(node) if n.pos[up] in ("VERB", "AUX")), None)
        if over is None:
            return set()
        return {id_ for each in n.all_kids(over, "nsubj", "nsubjpass") if (id_ := self._id(each))}

    def _id(self, node: int) -> str:
        return self.nodes.name.get(node) or self.found.get(node, "")

    def _best(self, ids: Iterable[str], node: int, back: int, margin: float = _MARGIN) -> str | None:
        """The one that stands out by a margin; None if nobody does."""
        sentence = self.nodes.sentence[node]
        ranked = sorted(
            ((self._rank(self.seen[id_], sentence), id_) for id_ in ids if sentence - self.seen[id_].sentence <= back), reverse=True
        )
        if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < margin):
            return None
        return ranked[0][1]

    @staticmethod
    def _rank(seen: _Seen, sentence: int) -> float:
        return seen.weight - 1.2 * (sentence - seen.sentence)

    # nouns

    def _noun(self, node: int) -> str | None:
        """Whom "the minister" or "the company" means: who was called so, whose name holds the word, or the latest of its kind."""
        n, words = self.nodes, _words()
        titling = n.dep[node] == "compound" and n.lemma[n.head[node]] in lexicon().bonds  # "ministry spokesman"
        if not titling and not self._bare(node):
            return None
        lemma = n.lemma[node]
        before = {n.word[each] for each in n.all_kids(node, "compound") if each not in n.name}
        called = [id_ for id_ in self.seen if (lemma in self.said_of[id_] or self._in_name(id_, lemma)) and before <= self.parts[id_]]
        if called:
            return max(called, key=lambda id_: self.seen[id_].place) if len(called) == 1 else self._best(called, node, _NOUN_BACK)
        kind = words.generic.get(lemma)
        if titling or before or kind is None or (kind == "agency" and lemma != "agency"):
            return None
        return self._best([id_ for id_ in self.seen if n.kind[id_] == kind], node, _BACK)

    def _in_name(self, id_: str, lemma: str) -> bool:
        """Whether a body's name is of this kind of body: "the ministry" after "Ministry of Ports"."""
        return self.nodes.kind[id_] in ("agency", "organisation", "outlet", "event") and lemma in self.parts[id_]

    def _bare(self, node: int) -> bool:
        """A noun with an article that points back and nothing that tells it from others."""
        n, words = self.nodes, _words()
        article = False
        for each in n.kids[node]:
            dep = n.dep[each]
            if dep == "det":
                article = n.word[each] in words.definite
            elif (
                each in n.name
                or dep in ("relcl", "acl", "nummod")
                or n.word[each] in words.otherwise
                or (dep == "prep" and lexicon().among("distinguishing", n.word[each]))
            ):
                return False
        return article and n.dep[node] not in ("compound", "nmod", "appos") and n.tag[node] not in ("NNS", "NNPS")


def usual_gender(name: str) -> str:
    """`m` or `f` where a first name tells it; else empty."""
    return _words().names.get(_first(name), "")


def _first(name: str) -> str:
    """The first name for comparing: without case and accents."""
    word = name.split()[0].casefold() if name.split() else ""
    return "".join(c for c in normalize("NFKD", word.replace("ø", "o")) if not combining(c))
