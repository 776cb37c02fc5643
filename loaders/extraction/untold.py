"""Whether a pronoun rather means somebody whom the page does not name: "The authority refused; its president", "his client … his wife"."""

from __future__ import annotations

from collections.abc import Mapping

from loaders.extraction.frames import lexicon
from loaders.extraction.nodes import Nodes
from loaders.extraction.pronouns import words
from loaders.extraction.proposals import BODIES

_SUBJECTS = ("nsubj", "nsubjpass")
_FAR = 60
_UP = 4


class Untold:
    """Reads the nouns before a pronoun; `found` are the nouns that were followed to whom they mean."""

    def __init__(self, nodes: Nodes, found: Mapping[int, str]) -> None:
        self._nodes, self._found = nodes, found

    def body(self, node: int, since: int) -> bool:
        """Whether a body without a name acts between a place and "its", or led the sentence before one that "Its X" begins."""
        n, here = self._nodes, self._nodes.place[node]
        opens = n.sentence[n.order[here - 1]] != n.sentence[node] if here else False
        for place in range(here - 1, max(here - _FAR, -1), -1):
            each = n.order[place]
            if n.sentence[each] < n.sentence[node] - opens:
                return False
            if n.dep[each] in _SUBJECTS and self._is_body(each) and (place > since or (opens and n.dep[n.head[each]] == "ROOT")):
                return True
        return False

    def thing(self, node: int, id_: str) -> bool:
        """Whether "it" is what is done with a thing, where the body was last named as who tells: "The Crown says … he had sold it"."""
        n = self._nodes
        if n.dep[node] != "dobj":
            return False
        for place in range(n.place[node] - 1, max(n.place[node] - _FAR, -1), -1):
            each = n.order[place]
            if n.name.get(each) == id_:
                return n.dep[each] == "nsubj" and bool(n.all_kids(n.head[each], "ccomp"))
        return False

    def owner(self, possessive: int, gender: str, since: int) -> bool:
        """Whether the clause that holds "his X", or the one over it, is of somebody without a name, who can be meant, and nobody who was
        named since a place."""
        n, noun = self._nodes, self._nodes.head[possessive]
        verb = noun
        for _ in range(_UP):
            verb = n.head[verb]
            if n.pos[verb] not in ("VERB", "AUX"):
                continue
            subjects = [each for each in n.all_kids(verb, *_SUBJECTS) if each != noun]
            if subjects:
                return any(
                    since < n.place[each] < n.place[possessive] and noun not in n.kids[each] and self._is_person(each, gender)
                    for each in subjects
                )
            if n.dep[verb] == "ROOT":
                return False
        return False

    def _is_body(self, node: int) -> bool:
        lemma, n = self._nodes.lemma[node], self._nodes
        if n.pos[node] == "PROPN" and node not in n.name and n.text[n.start[node]].isupper() and n.all_kids(node, "compound"):
            return True  # a name of several words that was not found: "Green Arrow Wheels closed. Its director"
        return self._unnamed(node) and (lemma in words().bodies_untold or words().generic.get(lemma) in BODIES)

    def _is_person(self, node: int, gender: str) -> bool:
        lemma = self._nodes.lemma[node]
        person = lemma in words().persons_untold or lemma in lexicon().bonds or lemma in words().gender
        return self._unnamed(node) and person and words().gender.get(lemma, gender) == gender

    def _unnamed(self, node: int) -> bool:
        n = self._nodes
        return n.pos[node] == "NOUN" and node not in self._found and not any(each in n.name for each in (node, *n.all_kids(node, "appos")))
