"""Nouns that a verb lays on somebody: "X is (became, was named, serves as) head of Y", "as head of Y, X …", "his lawyer is X"."""

from __future__ import annotations

from collections.abc import Mapping

from loaders.extraction.circumstances import Circumstances
from loaders.extraction.clauses import Clauses
from loaders.extraction.frames import Lexicon
from loaders.extraction.nodes import Nodes
from loaders.extraction.referents import Referents


class SaidOf:
    def __init__(self, nodes: Nodes, lexicon: Lexicon, clauses: Clauses, circumstances: Circumstances, referents: Referents) -> None:
        self.nodes, self.lexicon, self.clauses = nodes, lexicon, clauses
        self.circumstances, self.referents = circumstances, referents

    def told(self) -> dict[int, list[str]]:
        """Nouns that the tree lays on somebody: "X is (became, was named, serves as) head of Y", where that is no plan or wish."""
        n = self.nodes
        found: dict[int, list[str]] = {}
        for node in n.order:
            if node not in n.name and n.lemma[node] in self.lexicon.bonds:
                people = self._said_to_be(node)
                if people:
                    found[node] = people
        return found

    def _said_to_be(self, noun: int) -> list[str]:
        n = self.nodes
        if over := self._office_of(noun):
            return self._in_office(over)
        verb = self.predicating(noun)
        if verb is None:
            return []
        if n.dep[noun] == "nsubj" or self._one_of(noun) or self._among(noun):  # "his lawyer is X", "one of her pupils was the novelist X"
            # "its directors are two lawyers, X and Y"
            told = n.all_kids(verb, "attr") or n.all_kids(verb, "dobj", "nsubj")
            if n.dep[noun] == "nsubj" and self._is(verb):
                told = [each for each in told if n.place[each] > n.place[verb]]  # the tree may take both for subjects
            named = [low for each in told for low in (each, *n.all_kids(each, "appos")) if low in n.name and each != noun][:1]
            joined = [low for each in named for low in self._joined(each) if n.tag[noun] == "NNS"]
            return [n.name[each] for each in (*named, *joined)]
        if not self.circumstances.of_verb(verb).real:
            return []
        whom = self.clauses.surface(verb) if n.dep[noun] != "ccomp" else n.all_kids(noun, "nsubj")
        if n.dep[noun] in ("oprd", "pobj") and not self.clauses.passive(verb) and not self._leading(n.head[noun]):
            objects = [each for each in n.all_kids(verb, "dobj") if not self.lexicon.among("reflexive", n.word[each])]
            if not objects and n.all_kids(verb, "dobj"):
                return [each.id for low in whom for each in self.referents.at(low, frozenset(n.kind.values()))]  # "calls himself"
            objects = objects if self.lexicon.among("naming", n.lemma[verb]) or not self.lexicon.among("serving", n.lemma[verb]) else []
            whom = objects if objects or self.lexicon.among("naming", n.lemma[verb]) else whom
        return [each.id for low in whom for each in self.referents.at(low, frozenset(n.kind.values()))]

    def _office_of(self, noun: int) -> int:
        """The noun of "her time as head of Y", "his predecessor as head of Y" that tells whose post it is; 0 where there is none."""
        n = self.nodes
        by = n.head[noun]
        over = n.head[by]
        told = n.dep[noun] == "pobj" and self.lexicon.among("as", n.word[by]) and over not in n.name
        return over if told and (self._time_of(over) or self.lexicon.among("other_holders", n.lemma[over])) else 0

    def _time_of(self, noun: int) -> bool:
        return self.lexicon.among("in_office", self.nodes.lemma[noun])

    def _in_office(self, over: int) -> list[str]:
        n, people = self.nodes, frozenset(("person",))
        whom = n.all_kids(over, "poss") if self._time_of(over) else [over]
        return [each.id for low in whom for each in self.referents.at(low, people)]

    def aside(self, later: Mapping[int, str]) -> dict[int, list[str]]:
        """Nouns of which the name before them is not spoken: those of an apposition behind a place, and those that are named `later`."""
        n = self.nodes
        nouns = [node for node in n.order if node not in n.name and n.lemma[node] in self.lexicon.bonds]
        return {node: people for node in nouns if (people := [later[node]] if node in later else self._behind_place(node))}

    def _behind_place(self, noun: int) -> list[str]:
        """Of whom an apposition speaks that stands behind a place or date: "He was born in X in 1931, the son of Y"."""
        n = self.nodes
        up, comma = n.head[noun], n.step(min((noun, *n.kids[noun]), key=n.place.__getitem__), -1)
        if n.dep[noun] not in ("appos", "npadvmod", "attr", "dobj") or comma is None or n.word[comma] != ",":
            return []
        if n.pos[up] == "PRON" and n.dep[noun] == "appos":
            return [each.id for each in self.referents.at(up, frozenset(n.kind.values()))]
        if up in n.name and not (n.dep[up] == "pobj" and self.lexicon.among("in_place", n.word[n.head[up]])):
            return []
        verb = up if n.pos[up] == "VERB" else next((each for each in n.above(up) if n.pos[each] in ("VERB", "AUX")), None)
        if verb is None or n.place[verb] > n.place[noun] or not self.lexicon.among("begetting", n.lemma[verb]):
            return []
        return [each.id for low in self.clauses.surface(verb) for each in self.referents.at(low, frozenset(("person",)))]

    def predicating(self, node: int) -> int | None:
        """The verb by which a noun is said of somebody."""
        n = self.nodes
        up, dep = n.head[node], n.dep[node]
        if self._one_of(node):
            up, dep = n.head[n.head[up]], "nsubj"
        if dep == "nsubj" and (self._is(up) or (n.tag[node] == "NNS" and self.lexicon.among("including", n.lemma[up]))):
            return up
        if self._among(node):
            return n.head[up]
        if dep in ("attr", "oprd") and n.pos[up] in ("VERB", "AUX"):
            return up
        if dep == "ccomp" and self.lexicon.among("naming", n.lemma[up]) and n.all_kids(node, "nsubj"):
            return up  # "makes X a director", where the tree takes X for a subject
        if (
            dep == "pobj"
            and self.lexicon.among("as", n.word[up])
            and n.pos[n.head[up]] == "VERB"
            and (self.lexicon.among("naming", n.lemma[n.head[up]]) or self.lexicon.among("serving", n.lemma[n.head[up]]))
        ):
            return n.head[up]
        if dep == "pobj" and self._leading(up):
            return n.head[up]
        if dep == "appos" and n.dep[up] == "nsubj" and self.lexicon.among("be", n.lemma[n.head[up]]) and n.place[n.head[up]] < n.place[up]:
            return n.head[up]  # "Was X the head of Y?"
        if dep == "conj" and n.dep[up] in ("attr", "oprd"):
            return self.predicating(up)
        return None

    def _one_of(self, noun: int) -> bool:
        """Whether "one of" stands before a noun, as a subject: "One of her pupils was X"."""
        n = self.nodes
        of = n.head[noun]
        return n.dep[noun] == "pobj" and n.dep[n.head[of]] == "nsubj" and self.lexicon.among("some", n.word[n.head[of]])

    def _is(self, verb: int) -> bool:
        return self.lexicon.among("be", self.nodes.lemma[verb])

    def _among(self, noun: int) -> bool:
        """ "Among the directors of Y are X and Z"."""
        n = self.nodes
        up = n.head[noun]
        return (
            n.dep[noun] == "pobj" and self.lexicon.among("among", n.word[up]) and self._is(n.head[up]) and n.place[up] < n.place[n.head[up]]
        )

    def _joined(self, name: int) -> list[int]:
        """The names that "and" joins to a name, however deep the tree hangs them."""
        n, found = self.nodes, list[int]()
        for each in n.all_kids(name, "conj"):
            found += [*([each] if each in n.name else []), *self._joined(each)]
        return found

    def _leading(self, preposition: int) -> bool:
        """ "As head of X, Y …": before the verb and its subject, with a comma behind it."""
        n = self.nodes
        verb = n.head[preposition]
        if not self.lexicon.among("as", n.word[preposition]) or n.pos[verb] not in ("VERB", "AUX"):
            return False
        subjects = n.all_kids(verb, "nsubj", "nsubjpass")
        before = n.step(preposition, -1)
        opens = before is None or n.sentence[before] != n.sentence[preposition] or not n.word[before].isalnum()
        return bool(subjects) and opens and n.place[preposition] < n.place[subjects[0]]
