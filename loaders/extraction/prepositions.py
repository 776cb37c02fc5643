"""What a preposition holds that belongs to a verb or noun, also where the tree hangs it on a word beside."""

from __future__ import annotations

from loaders.extraction.frames import Lexicon
from loaders.extraction.nodes import Nodes

_HELD = ("pobj", "pcomp")


class Prepositions:
    def __init__(self, nodes: Nodes, lexicon: Lexicon) -> None:
        self.nodes, self.lexicon = nodes, lexicon
        self.words: dict[int, set[str]] = {}
        """The words and lemmas of each sentence."""
        for word, lemma, sentence in zip(nodes.word, nodes.lemma, nodes.sentence, strict=True) if nodes.trees else ():
            self.words.setdefault(sentence, set()).update((word, lemma))
        self.holding: dict[int, set[str]] = {sentence: set() for sentence in self.words}
        """The words of each sentence that hold something as prepositions do."""
        for node in nodes.order if nodes.trees else ():
            if nodes.dep[node] in _HELD:
                self.holding[nodes.sentence[node]].add(nodes.word[nodes.head[node]])

    def under(self, node: int, preposition: str) -> list[int]:
        """What a preposition under a node holds, also one that leans on its object or on a particle."""
        n = self.nodes
        if preposition not in self.holding[n.sentence[node]] or not n.kids[node]:
            return []
        found = self._held(node, preposition)
        if not found:
            beside = [
                each for each in n.all_kids(node, "advmod", "prt", "prep", "agent") if not self.lexicon.among("leading", n.word[each])
            ]
            found = [low for each in beside for low in self._held(each, preposition)]  # not "According to X, he is"
        if not found and n.pos[node] == "NOUN":  # "the arrest of X by Y", where Y may hang on X
            found = [
                low
                for of in n.all_kids(node, "prep")
                for each in n.all_kids(of, "pobj")
                if each in n.name or self.lexicon.among("trailing", preposition)
                for low in self._held(each, preposition)
            ]
        if not found and n.pos[node] == "NOUN":  # "invoices made out by X to Y"
            found = [
                low
                for each in n.all_kids(node, "acl")
                if n.tag[each] in ("VBN", "VBD") and self.lexicon.among("performing", n.lemma[each])
                for low in self._held(each, preposition)
            ]
        if not found and self.lexicon.among("leaning", preposition) and n.pos[node] in ("VERB", "AUX"):
            objects = [each for each in n.all_kids(node, "dobj") if each not in n.name]
            found = [low for each in objects for low in self._held(each, preposition)]
            found = found or [low for each in objects for thing in self._things(each) for low in self._held(thing, preposition)]
        if not found and n.pos[node] == "VERB":  # "detained on 3 May at Y", where "at" hangs on the day
            found = [
                low
                for each in n.all_kids(node, "prep")
                for day in n.all_kids(each, "pobj", "npadvmod")
                if self._day(day)
                for low in self._held(day, preposition)
            ]
        if not found and self.lexicon.among("leaning", preposition):  # "chartered by X from Y", where "from" hangs on X
            found = [low for by in n.all_kids(node, "agent") for each in n.all_kids(by, "pobj") for low in self._held(each, preposition)]
        if not found and self.lexicon.among("in_place", preposition) and n.pos[node] == "VERB":  # "met X in Y"
            found = [low for each in self._persons(node) for low in self._held(each, preposition)]
        return found

    def _day(self, noun: int) -> bool:
        """Whether a noun tells a time."""
        n = self.nodes
        return noun not in n.name and (self.lexicon.among("times", n.lemma[noun]) or n.tag[noun] == "CD")

    def _things(self, noun: int) -> list[int]:
        """What hangs by a preposition on a noun, names left out: "a contract for six boats with X"."""
        n = self.nodes
        return [low for each in n.all_kids(noun, "prep") for low in n.all_kids(each, "pobj") if low not in n.name]

    def _persons(self, verb: int) -> list[int]:
        """The persons named as object of a verb or behind a preposition of it."""
        n = self.nodes
        found = n.all_kids(verb, "dobj")
        found += [low for each in n.all_kids(verb, "prep") for low in n.all_kids(each, "pobj")]
        return [each for each in found if n.kind_of(each) == "person"]

    def _held(self, node: int, preposition: str) -> list[int]:
        n = self.nodes
        return [
            low
            for head in n.kids[node]
            if n.dep[head] in ("prep", "agent", "dative")
            for each in (head, *n.all_kids(head, "conj", "prep"))  # "at X and at Y"
            if n.word[each] == preposition and (each == head or n.dep[each] == "conj")
            for low in n.kids[each]
            if n.dep[low] in _HELD
        ]
