"""Who is meant by a pronoun or a noun ("she", "its", "the minister", "the company"): gender, kind, place in the sentence, how long ago.

What is doubtful stays open: a wrong antecedent lays a deed on somebody who did not do it. Words are in coreference.yml.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from loaders.extraction import its
from loaders.extraction.bare_nouns import aged, bare, goes_without, signs
from loaders.extraction.bylines import HEAD, behind_by
from loaders.extraction.frames import lexicon
from loaders.extraction.genders import Described, beside_names
from loaders.extraction.nodes import Nodes, read
from loaders.extraction.page import Page
from loaders.extraction.prominence import MARGIN, Prominence
from loaders.extraction.pronouns import words as _words
from loaders.extraction.proposals import BODIES, Named
from loaders.extraction.small_words import among
from loaders.extraction.untold import Untold

_THE, _OF = among("the"), among("of")
_BACK = 2
_NOUN_BACK = 4
_FAR_BACK = 12
_LITTLE = 0.1
_JOINED = 4
_BYLINE = 13
_BEFORE_ALL = -9
_PASSAGE = 160


def resolve(page: Page, entities: Iterable[Named]) -> dict[int, str]:
    """The index of each word (`page.doc`) that means an entity without naming it, with the entity's id; nothing without trees."""
    found = list(entities)
    return of_nodes(read(page, found), found)


def of_nodes(nodes: Nodes, entities: Iterable[Named]) -> dict[int, str]:
    """The same over nodes that were read before."""
    if not nodes.trees:
        return {}
    named, prominence = list(entities), Prominence(nodes)
    found = _Reader(nodes, named, prominence).read()
    if topic := prominence.told_of(found):
        found = _Reader(nodes, named, Prominence(nodes, topic=topic)).read()
    return found


@dataclass(slots=True)
class _Reader:
    """Reads the nodes in order and keeps who appeared where."""

    nodes: Nodes
    entities: list[Named]
    prominence: Prominence
    told: Described = field(default_factory=Described)
    found: dict[int, str] = field(default_factory=dict)
    parts: dict[str, set[str]] = field(default_factory=dict)
    heads: dict[str, set[str]] = field(default_factory=dict)
    apart: dict[str, tuple[int, set[str]]] = field(default_factory=dict)
    """By the word of a pronoun the sentence in which it stood last for nobody told, and the ids that its clause says it is not."""
    owned: dict[str, int] = field(default_factory=dict)
    """By "office" or the like where it stood last as somebody's, "the minister's office", of no name."""
    untold: int = _BEFORE_ALL
    """The sentence in which "the company" stood last for none that was told, and no body was named since."""

    def read(self) -> dict[int, str]:
        n, words = self.nodes, _words()
        self.parts = {each.id: {word.casefold() for name in (each.name, *each.aliases) for word in name.split()} for each in self.entities}
        self.heads = {each.id: {head for name in (each.name, *each.aliases) for head in _heads(name)} for each in self.entities}
        self.told = beside_names(n, self.entities)
        bylines = self._bylines()
        for place, node in enumerate(n.order):
            id_ = n.name.get(node)
            if id_ is None:
                if n.word[node] in words.pronouns:
                    id_ = self._pronoun(node)
                elif n.pos[node] in ("NOUN", "PROPN") or n.word[node] in words.nominal or n.word[node] in words.aged:
                    id_ = self._noun(node)
                    if id_ is None and self._is_untold(node):
                        self.untold = n.sentence[node]
                    if id_ is None and n.all_kids(node, "poss"):
                        self.owned[n.lemma[node]] = place
                if id_ is None:
                    continue
                self.found[node] = id_
            if n.kind[id_] in BODIES and node in n.name:
                self.untold = _BEFORE_ALL
            if node not in bylines:
                self.prominence.appears(id_, node, place)
        return self.found

    def _bylines(self) -> set[int]:
        """The words of bylines: who writes is not who is written of."""
        n = self.nodes
        rows = (behind_by(n, lexicon(), row) for row in n.rows[:HEAD])
        return {node for row in rows if len(row) <= _BYLINE and not any(n.pos[each] in ("VERB", "AUX") for each in row) for node in row}

    # pronouns

    def _pronoun(self, node: int) -> str | None:
        n, words = self.nodes, _words()
        word = n.word[node]
        gender = words.pronouns[word]
        behind = n.step(node, 1)
        if (word in words.loose and not self._thing(node)) or (behind is not None and n.word[behind] in words.honours):
            return None
        if gender == "n" and self._opens(node) and n.sentence[node] - self.untold == 1:
            return None  # "What does the company say? Its chairman": of whatever company that is
        if word in words.reflexive and (doer := self._doer(node, gender)):
            return doer
        own = word in words.possessive and n.dep[node] == "poss"
        if own and (over := self._described(node, gender)):
            return over
        if own and self._opens(node) and (alone := self._just_named(node, gender)):
            return alone
        barred: set[str] = {self.prominence.speaker} | (self._apposed(node) if own else self._clause_mates(node)) | self._open(node, gender)
        if own and gender == "n":
            barred |= its.excluded(n, node, verb := self._verb_over(node), self._own_ids(verb), self.parts)
        best = self.prominence.best(
            [id_ for id_ in self.prominence.seen if self._fits(id_, gender) and id_ not in barred],
            node,
            _BACK,
            _LITTLE if own and self._opens(node) else MARGIN,
            self._own_subjects(node) - barred if own else set(),
        )
        if best is not None and own and self._opens(node) and self._rather(best, node, gender, barred):
            return None
        if best is not None and (self._of_another(best, node, gender) or self._of_untold(best, node, gender, own)):
            return None
        if best is not None and self._of_either(best, node, gender):
            return None
        if best is not None and gender != "n":
            self.told.gender.setdefault(best, gender)
        if gender != "n" and n.dep[node] in ("nsubj", "nsubjpass"):
            others = self._behind(node) | self._open(node, gender) if best is None else set[str]()
            self.apart[gender] = (n.sentence[node], others)
        return best

    def _rather(self, best: str, node: int, gender: str, barred: set[str]) -> bool:
        """Whether "her" may mean "Ms X", told a little earlier, where nobody has told whether the other is a woman."""
        if gender == "n" or best in self.told.gender:
            return False
        sentence = self.nodes.sentence[node]
        return any(
            self.told.gender.get(id_) == gender and sentence - each.sentence <= _NOUN_BACK and id_ not in barred
            for id_, each in self.prominence.seen.items()
        )

    def _of_untold(self, best: str, node: int, gender: str, own: bool) -> bool:
        """Whether it rather means a body or somebody without a name."""
        untold = Untold(self.nodes, self.found)
        since = self.prominence.seen[best].place
        if gender == "n":
            return untold.body(node, since) or untold.thing(node, best)
        return own and untold.owner(node, gender, since)

    def _of_another(self, best: str, node: int, gender: str) -> bool:
        """Whether the sentence before told what another did whom "he" can mean, and did not name this one: "His brother, X, left. He"."""
        n, before = self.nodes, self.nodes.sentence[node] - 1
        if n.dep[node] not in ("nsubj", "nsubjpass") or gender == "n":
            return False
        passage = n.order[max(n.place[node] - _PASSAGE, 0) : n.place[node]]
        near = [each for each in passage if n.sentence[each] >= before]
        told = [each for each in near if n.sentence[each] == before]
        if not told or self.prominence.paragraph(told[-1]) != self.prominence.paragraph(node):
            return False
        if any(
            n.name.get(each) == best or (n.sentence[each] == before and self.found.get(each) == best and n.dep[each] != "poss")
            for each in near
        ):
            return False
        leading = {self._id(each) for each in told if n.dep[each] in ("nsubj", "nsubjpass") and n.dep[n.head[each]] == "ROOT"} - {""}
        return any(self._fits(id_, gender) for id_ in leading)

    def _of_either(self, best: str, node: int, gender: str) -> bool:
        """Whether the sentence names another, too, of whom it may say that he was arrested or the like: no guess is laid on anybody."""
        n = self.nodes
        if n.dep[node] not in ("nsubj", "nsubjpass") or gender == "n":
            return False
        passage = n.order[max(n.place[node] - _PASSAGE, 0) : n.place[node]]
        named = [each for each in passage if each in n.name and n.sentence[each] == n.sentence[node]]
        taken = n.dep[node] == "nsubjpass" and n.lemma[n.head[node]] in _words().taking
        told = [n.dep[each] for each in named if n.name[each] == best]
        owns = bool(told) and all(dep == "poss" for dep in told)  # "arrested X's aide, Y; he was freed"
        if taken and told and self._heard_by(best, node):
            return True
        return bool(told) and (taken or owns) and any(n.name[each] != best and self._fits(n.name[each], gender) for each in named)

    def _heard_by(self, id_: str, node: int) -> bool:
        """Whether somebody heard it from others, and so of somebody else: "X heard from a clerk that he had been sentenced"."""
        n, told = self.nodes, self.nodes.head[node]
        verb = next((up for up in n.above(told) if n.pos[up] == "VERB"), told)
        heard = n.dep[told] in ("ccomp", "relcl") and n.lemma[verb] in _words().learning and bool(n.all_kids(verb, "prep"))
        return heard and any(self._id(each) == id_ for each in self._subjects(verb))

    def _open(self, node: int, gender: str) -> set[str]:
        """Whom "he" is told not to mean where it means nobody told: "he had e-mailed X. … his superior" is not of X."""
        sentence, others = self.apart.get(gender, (0, set[str]()))
        return others if self.nodes.sentence[node] - sentence <= 1 else set()

    def _behind(self, subject: int) -> set[str]:
        """The persons named behind a subject before the next one, to whom its verb does something."""
        n, found = self.nodes, set[str]()
        for place in range(n.place[subject] + 1, len(n.order)):
            node = n.order[place]
            if n.sentence[node] != n.sentence[subject] or n.dep[node] in ("nsubj", "nsubjpass") or n.word[node] in (";", ":", "."):
                break
            if n.kind_of(node) == "person":
                found.add(n.name[node])
        return found

    def _just_named(self, node: int, gender: str) -> str:
        """The one person whom the sentence before brought up, where it speaks of nobody else: "… chef X. His agent, Y"."""
        seen, before = self.prominence.seen, self.nodes.sentence[node] - 1
        there = [id_ for id_, each in seen.items() if each.sentence == before and self.nodes.kind[id_] == "person"]
        alone = len(there) == 1 and gender != "n" and self.prominence.brought_up(there[0], node) and self._fits(there[0], gender)
        return there[0] if alone else ""

    def _doer(self, reflexive: int, gender: str) -> str:
        """The subject of the clause that "himself" stands in, where it is plain."""
        over = self._verb_over(reflexive)
        found = {id_ for each in self._subjects(over) if (id_ := self._id(each)) and self._fits(id_, gender)} if over is not None else set()
        return found.pop() if len(found) == 1 else ""

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

    def _own_ids(self, verb: int | None) -> set[str]:
        return set() if verb is None else {id_ for each in self._subjects(verb) if (id_ := self._id(each))}

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
            whom = n.all_kids(over, "dobj") or self._subjects(over)  # "X named Y as his accomplice"
            found |= {id_ for each in whom if (id_ := self._id(each))}
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
        return id_ if self._fits(id_, gender) and id_ != self.prominence.speaker else ""

    def _fits(self, id_: str, gender: str) -> bool:
        kind = self.nodes.kind[id_]
        if gender == "n":
            return kind in BODIES
        return kind == "person" and self.told.gender.get(id_, gender) == gender

    def _clause_mates(self, node: int) -> set[str]:
        """Ids of the subject of an object pronoun's own clause: it means somebody else."""
        n = self.nodes
        if n.dep[node] in ("nsubj", "nsubjpass"):
            verb = n.head[node]
            return (
                self._leading(verb, node)
                | self._telling(verb)
                | {
                    id_
                    for each in n.all_kids(n.head[verb], "nsubj")
                    if n.dep[verb] == "ccomp"
                    and n.word[each] in _words().pronouns
                    and n.word[each] != n.word[node]
                    and (id_ := self._id(each))
                }
            )
        over = self._verb_over(node)
        return {id_ for each in self._subjects(over) if (id_ := self._id(each))} if over is not None else set()

    def _telling(self, verb: int) -> set[str]:
        """Ids of who tells somebody what a clause says: "I was told by X that he had left" is of who was told of before."""
        n, over = self.nodes, self.nodes.head[verb]
        if n.dep[verb] != "ccomp" or not n.all_kids(over, "nsubjpass"):
            return set()
        held = [low for by in n.all_kids(over, "agent") for low in n.all_kids(by, "pobj")]
        return {n.name[low] for each in held for low in (each, *n.all_kids(each, "appos")) if low in n.name}

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

    # nouns

    def _noun(self, node: int) -> str | None:
        """Whom "the minister" or "the company" means: who was called so, whose name holds the word, or the latest of its kind."""
        n, words = self.nodes, _words()
        if goes_without(n, node) or aged(n, node):
            return self.prominence.best([id_ for id_ in self.prominence.seen if n.kind[id_] == "person"], node, _BACK)
        titling = n.dep[node] == "compound" and n.lemma[n.head[node]] in lexicon().bonds  # "ministry spokesman"
        if (not titling and not bare(n, node)) or signs(n, node):
            return None
        lemma = words.synonyms.get(n.lemma[node], n.word[node] if n.word[node] in words.nominal else n.lemma[node])
        own = any(lexicon().among("own_page", n.word[each]) for each in n.all_kids(node, "det"))
        if own and words.generic.get(lemma) == "outlet":
            return None  # "told this newspaper": whoever publishes the page
        before = {n.word[each] for each in n.all_kids(node, "compound") if each not in n.name}
        so_called = [
            id_
            for id_ in self.prominence.seen
            if (lemma in self.told.said_of[id_] or self._in_name(id_, lemma, head=titling))
            and before <= self.parts[id_] | self.told.described[id_]
        ]
        party = self.told.parties.get(lemma, ())
        if len(party) == 1:
            return next(iter(party))
        if so_called and self.owned.get(lemma, -1) > max(self.prominence.seen[id_].place for id_ in so_called):
            return None  # "the minister's office … the office"
        if so_called:
            return so_called[0] if len(so_called) == 1 else self.prominence.best(so_called, node, _NOUN_BACK)
        kind = words.generic.get(lemma)
        if titling or before or kind is None or (kind == "agency" and lemma != "agency"):
            return None
        barred = words.no_firms if lemma in words.firms else frozenset[str]()
        alike = [id_ for id_ in self.prominence.seen if n.kind[id_] == kind and not barred & self.parts[id_]]
        far = _FAR_BACK if len(alike) == 1 and lemma in words.any_firm and n.word_of(n.kid(node, "det")) in _THE else _BACK
        return self._brought_up(alike, node) or self.prominence.best(alike, node, far)

    def _is_untold(self, node: int) -> bool:
        """Whether a noun is "the company" or the like."""
        n = self.nodes
        return _words().generic.get(n.lemma[node]) in BODIES and bare(n, node) and n.word_of(n.kid(node, "det")) in _THE

    def _brought_up(self, ids: Iterable[str], node: int) -> str:
        """The one that the sentence before named first, and called a firm or the like: "a trading house, X. The firm …"."""
        new = [
            id_ for id_ in ids if self.prominence.brought_up(id_, node) and any(lexicon().among("firms", w) for w in self.told.said_of[id_])
        ]
        return new[0] if len(new) == 1 else ""

    def _in_name(self, id_: str, lemma: str, *, head: bool) -> bool:
        """Whether a body's name is of this kind of body: "the ministry" after "Ministry of Ports"; `head`: by its head alone, so that
        "intelligence officers" are of no Intelligence Agency."""
        return self.nodes.kind[id_] in (*BODIES, "event") and lemma in (self.heads if head else self.parts)[id_]


def _heads(name: str) -> Iterator[str]:
    """The nouns that tell what a name is of: the last one, and the one before "of"."""
    words = name.casefold().split()
    yield words[-1]
    yield from (words[place - 1] for place in range(1, len(words)) if words[place] in _OF)
