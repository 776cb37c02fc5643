"""Who is meant by a pronoun or a noun ("she", "its", "the minister", "the company"): gender, kind, place in the sentence, how long ago.

What is doubtful stays open: a wrong antecedent lays a deed on somebody who did not do it. Words are in coreference.yml.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Set
from dataclasses import dataclass, field
from functools import cache
from unicodedata import combining, normalize

from graph.model import fold
from loaders.extraction.frames import lexicon, table
from loaders.extraction.gazetteer import gazetteer
from loaders.extraction.nodes import LABEL, Nodes, read
from loaders.extraction.page import Page
from loaders.extraction.parties import called
from loaders.extraction.proposals import Named

_BACK = 2
_NOUN_BACK = 4
_MARGIN = 0.45
_LITTLE = 0.1
_JOINED = 4
_NEAR = 0.7
_TOPIC = 0.12
_FADING = 0.9
_ABOUT = 0.6
_LEAST = 0.8
_PASSED = 1.2
_OFTEN, _OFTENER = 6, 1.6
_LONGER = 3
_APART = 0.4
_BREAK = re.compile(r"\n[ \t]*\n")
_MOST = 6.0
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
    synonyms: dict[str, str]
    nominal: frozenset[str]
    gender: dict[str, str]
    names: dict[str, str]
    particles: dict[str, str]
    endings: dict[str, str]


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
        data["synonyms"],
        frozenset(data["nominal"]),
        {**dict.fromkeys(data["male"], "m"), **dict.fromkeys(data["female"], "f")},
        {**dict.fromkeys(data["male_names"], "m"), **dict.fromkeys(data["female_names"], "f")},
        data["particles"],
        data["endings"],
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
    often: float = 1.0
    quoted: bool = False
    paragraph: int = 0


@dataclass(slots=True)
class _Reader:
    """Reads the nodes in order and keeps who appeared where."""

    nodes: Nodes
    entities: list[Named]
    seen: dict[str, _Seen] = field(default_factory=dict)
    gender: dict[str, str] = field(default_factory=dict)
    said_of: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    described: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    found: dict[int, str] = field(default_factory=dict)
    speaker: str = ""
    parts: dict[str, set[str]] = field(default_factory=dict)
    quoted: frozenset[int] = frozenset()
    topic: str = ""
    breaks: list[int] = field(default_factory=list)

    def read(self) -> dict[int, str]:
        n, words = self.nodes, _words()
        self.parts = {each.id: {word.casefold() for name in (each.name, *each.aliases) for word in name.split()} for each in self.entities}
        self._genders()
        self.quoted = _quoted(n)
        self.breaks = [each.start() for each in _BREAK.finditer(n.text)]
        self.topic = self._about()
        for place, node in enumerate(n.order):
            id_ = n.name.get(node)
            if id_ is None:
                if n.word[node] in words.pronouns:
                    id_ = self._pronoun(node)
                elif n.pos[node] in ("NOUN", "PROPN") or n.word[node] in words.nominal:
                    id_ = self._noun(node)
                if id_ is None:
                    continue
                self.found[node] = id_
            self._appears(id_, node, place)
        return self.found

    def _about(self) -> str:
        """The person whom the page is about: named far oftener than anybody else; empty if there is none."""
        n = self.nodes
        most = Counter(id_ for node, id_ in n.name.items() if n.kind[id_] == "person" and n.dep[node] != LABEL).most_common(2)
        if not most or most[0][1] < _OFTEN or (len(most) > 1 and most[0][1] < _OFTENER * most[1][1]):
            return ""
        return most[0][0]

    def _genders(self) -> None:
        """Genders that titles and nouns beside names tell, else first names; those told both ways stay open."""
        n, words = self.nodes, _words()
        told: dict[str, set[str]] = defaultdict(set)
        for node, id_ in n.name.items():
            for near in self._beside(node):
                word = n.word[near].rstrip(".")
                self.described[id_] |= {n.word[each] for each in (near, *n.all_kids(near, "compound"))}
                lemma = words.synonyms.get(n.lemma[near], n.lemma[near])
                self.said_of[id_].add(word if word in words.nominal else words.abbreviations.get(word, lemma))
                if word in words.gender and n.kind[id_] == "person":
                    told[id_].add(words.gender[word])
        for id_, word in called(n):
            self.said_of[id_].add(word)
        for each in self.entities:
            genders = told[each.id]
            if len(genders) == 1:
                self.gender[each.id] = genders.pop()
            elif each.kind == "person" and not genders and (gender := usual_gender(each.name)):
                self.gender[each.id] = gender

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
        if n.dep[node] == "conj" and n.head[node] in n.name:
            weight = max(weight, _ROLES.get(n.dep[n.head[node]], 0.1))  # what "and" joins stands in one place
        last = self.seen.get(id_)
        if last is not None and last.sentence == n.sentence[node]:
            weight = max(weight, last.weight)
        often = 1.0
        if last is not None:
            often += last.often * _FADING ** (n.sentence[node] - last.sentence)
        quoted = node in self.quoted and (last is None or last.quoted or last.sentence != n.sentence[node])
        self.seen[id_] = _Seen(n.sentence[node], place, weight, often, quoted, self._paragraph(node))

    # pronouns

    def _pronoun(self, node: int) -> str | None:
        n, words = self.nodes, _words()
        word = n.word[node]
        gender = words.pronouns[word]
        if word in words.loose and not self._thing(node):
            return None
        own = word in words.possessive and n.dep[node] == "poss"
        if own and (over := self._described(node, gender)):
            return over
        barred: set[str] = {self.speaker} | (self._apposed(node) if own else self._clause_mates(node))
        best = self._best(
            [id_ for id_ in self.seen if self._fits(id_, gender) and id_ not in barred],
            node,
            _BACK,
            _LITTLE if own and self._opens(node) else _MARGIN,
            self._own_subjects(node) if own else set(),
        )
        if best is not None and gender != "n":
            self.gender.setdefault(best, gender)
        return best

    def _thing(self, node: int) -> bool:
        """Whether "it" stands for something: as subject or object of a verb that means something, or of "it is a subsidiary"."""
        n = self.nodes
        verb = n.head[node]
        if n.dep[node] not in ("nsubj", "nsubjpass", "dobj"):
            return False
        return n.lemma[verb] not in _words().empty or any(
            n.lemma[each] in lexicon().bonds or n.lemma[each] in _words().generic
            for each in n.all_kids(verb, "attr")
            if not n.all_kids(each, "relcl")
        )

    def _opens(self, node: int) -> bool:
        """Whether a pronoun begins its sentence: "His brother X", of whom the sentence before spoke."""
        before = self.nodes.step(node, -1)
        return before is None or self.nodes.sentence[before] != self.nodes.sentence[node]

    def _own_subjects(self, possessive: int) -> set[str]:
        """Ids of the subject of the clause that a possessive stands in, whose thing it most likely is: "X quarrelled with his superior"."""
        n, over = self.nodes, self._verb_over(possessive)
        if over is None or n.dep[n.head[possessive]] == "appos" or self._predicate(n.head[possessive]):
            return set()
        return {id_ for each in self._subjects(over) if n.place[each] < n.place[possessive] and (id_ := self._id(each))}

    def _predicate(self, noun: int) -> bool:
        """Whether a noun is said of the subject: "X was his courier", "X acted as his courier"."""
        n = self.nodes
        return n.dep[noun] in ("attr", "oprd") or (n.dep[noun] == "pobj" and lexicon().among("as", n.word[n.head[noun]]))

    def _apposed(self, possessive: int) -> set[str]:
        """The ids that a noun with a possessive is in apposition to: of "X, his lawyer," X is not who has the lawyer."""
        n = self.nodes
        noun = n.head[possessive]
        found = {
            n.name[each]
            for each in (n.head[noun], *n.all_kids(noun, "appos"))
            if each in n.name and each != noun and "appos" in (n.dep[noun], n.dep[each])
        }
        comma, name = n.step(possessive, -1), n.step(possessive, -2)
        if comma is not None and n.word[comma] == "," and name in n.name and n.dep[noun] == "appos":
            found.add(n.name[name])
        if self._predicate(noun) and (over := self._verb_over(possessive)) is not None:
            found |= {id_ for each in self._subjects(over) if (id_ := self._id(each))}
        return found

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
            return self._leading(verb, node) | {
                id_
                for each in n.all_kids(n.head[verb], "nsubj")
                if n.dep[verb] == "ccomp" and n.word[each] in _words().pronouns and n.word[each] != n.word[node] and (id_ := self._id(each))
            }
        over = self._verb_over(node)
        return {id_ for each in self._subjects(over) if (id_ := self._id(each))} if over is not None else set()

    def _leading(self, verb: int, subject: int) -> set[str]:
        """Ids of names in a participle before its subject: "Asked by X, he said", "Through his nephew X he said" mean somebody else."""
        n = self.nodes
        before = [each for each in n.all_kids(verb, "advcl", "prep") if n.place[each] < n.place[subject]]
        first = min((n.place[each] for each in before if n.tag[each] in ("VBN", "VBG")), default=n.place[subject])
        found = {n.name[low] for low in n.order[first : n.place[subject]] if low in n.name}
        held = [low for each in before for low in n.all_kids(each, "pobj")]
        return found | {n.name[low] for each in held for low in (each, *n.all_kids(each, "appos")) if low in n.name}

    def _verb_over(self, node: int) -> int | None:
        n = self.nodes
        return next((up for up in n.above(node) if n.pos[up] in ("VERB", "AUX")), None)

    def _subjects(self, verb: int) -> list[int]:
        """The subjects of a verb or of the one it is joined to; of "X, who saw", X."""
        n = self.nodes
        for _ in range(_JOINED):
            found = n.all_kids(verb, "nsubj", "nsubjpass")
            if found:
                clause = n.dep[verb] == "relcl"
                return [n.head[verb] if clause and n.tag[each] in ("WP", "WDT") else each for each in found]
            if n.dep[verb] not in ("conj", "xcomp"):
                return [n.head[verb]] if n.dep[verb] == "acl" else []
            verb = n.head[verb]
        return []

    def _id(self, node: int) -> str:
        n = self.nodes
        apposed = next((n.name[each] for each in n.all_kids(node, "appos") if each in n.name), "")
        return n.name.get(node) or self.found.get(node, "") or apposed

    def _best(self, ids: Iterable[str], node: int, back: int, margin: float = _MARGIN, near: Set[str] = frozenset()) -> str | None:
        """The one that stands out by a margin; None if nobody does. Those in `near` come first."""
        sentence = self.nodes.sentence[node]
        ranked = sorted(
            (
                (self._rank(id_, node) + _NEAR * (id_ in near), id_)
                for id_ in ids
                if sentence - self.seen[id_].sentence <= back + _LONGER * (id_ == self.topic)
            ),
            reverse=True,
        )
        if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < margin):
            return None
        return ranked[0][1]

    def _rank(self, id_: str, node: int) -> float:
        """By its role and how long ago it appeared; and, of two alike, by how often it did and whether the page is about it. Who is named
        in a quotation is not whom the words around it mean first."""
        seen, passed = self.seen[id_], self.nodes.sentence[node] - self.seen[id_].sentence
        often = _TOPIC * min(seen.often, _MOST)
        if id_ == self.topic:
            return max(seen.weight, _LEAST) - _PASSED * min(passed, _BACK) + often + _ABOUT
        quoted = seen.quoted and node not in self.quoted
        return seen.weight - _PASSED * passed + often - _NEAR * quoted - _APART * (seen.paragraph != self._paragraph(node))

    def _paragraph(self, node: int) -> int:
        return bisect_left(self.breaks, self.nodes.start[node])

    # nouns

    def _noun(self, node: int) -> str | None:
        """Whom "the minister" or "the company" means: who was called so, whose name holds the word, or the latest of its kind."""
        n, words = self.nodes, _words()
        titling = n.dep[node] == "compound" and n.lemma[n.head[node]] in lexicon().bonds  # "ministry spokesman"
        if not titling and not self._bare(node):
            return None
        lemma = words.synonyms.get(n.lemma[node], n.word[node] if n.word[node] in words.nominal else n.lemma[node])
        before = {n.word[each] for each in n.all_kids(node, "compound") if each not in n.name}
        so_called = [
            id_
            for id_ in self.seen
            if (lemma in self.said_of[id_] or self._in_name(id_, lemma)) and before <= self.parts[id_] | self.described[id_]
        ]
        if so_called:
            return so_called[0] if len(so_called) == 1 else self._best(so_called, node, _NOUN_BACK)
        kind = words.generic.get(lemma)
        if titling or before or kind is None or (kind == "agency" and lemma != "agency"):
            return None
        return self._best([id_ for id_ in self.seen if n.kind[id_] == kind], node, _BACK)

    def _in_name(self, id_: str, lemma: str) -> bool:
        """Whether a body's name is of this kind of body: "the ministry" after "Ministry of Ports"."""
        return self.nodes.kind[id_] in ("agency", "organisation", "outlet", "event") and lemma in self.parts[id_]

    def _whereabouts(self, noun: int, preposition: int) -> bool:
        """Whether a preposition behind an object goes with the verb: "met the minister in Oslo"."""
        n = self.nodes
        objects = n.all_kids(preposition, "pobj")
        apart = all(n.kind.get(n.name.get(each, "")) == "place" or n.pos[each] == "NUM" for each in objects)
        return (
            n.dep[noun] == "dobj"
            and bool(objects)
            and apart
            and lexicon().among("in_place", n.word[preposition])
            and not lexicon().among("belonging", n.word[preposition])
        )

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
                or (dep == "prep" and lexicon().among("distinguishing", n.word[each]) and not self._whereabouts(node, each))
            ):
                return False
        return article and n.dep[node] not in ("compound", "nmod", "appos") and n.tag[node] not in ("NNS", "NNPS")


def _quoted(n: Nodes) -> frozenset[int]:
    """The nodes between quotation marks of their line."""
    inside, line, found = False, -1, set()
    for node in n.order:
        end = n.text.find("\n", n.start[node])
        if end != line:
            inside, line = False, end
        if n.word[node] == '"':
            inside = not inside
        elif inside:
            found.add(node)
    return frozenset(found)


def usual_gender(name: str) -> str:
    """`m` or `f` where a first name, a particle ("bint", "Thị") or a surname's ending ("-ová") tells it; else empty."""
    words, known = _words(), gazetteer()
    parts = [_plain(word) for word in name.split()]
    if not parts or parts[0] in words.names:
        return words.names[parts[0]] if parts else ""
    given = fold(name.split()[0])
    woman, man = given in known.women, given in known.men
    if woman != man:
        return "f" if woman else "m"
    told = {words.particles[part] for part in parts[1:] if part in words.particles}
    told |= {gender for ending, gender in words.endings.items() if len(parts) > 1 and parts[-1].endswith(ending)}
    return told.pop() if len(told) == 1 else ""


def _plain(word: str) -> str:
    """A word for comparing: without case and accents."""
    return "".join(c for c in normalize("NFKD", word.casefold().replace("ø", "o")) if not combining(c))
