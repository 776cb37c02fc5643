"""Whether a verb or noun of a tree is negated: "did not pay", "nobody paid", "without paying", "neither met nor paid", "no evidence"."""

from __future__ import annotations

from loaders.extraction.frames import Lexicon
from loaders.extraction.nodes import Nodes


class Negation:
    """Asked of the verbs and nouns of a page."""

    def __init__(self, nodes: Nodes, lexicon: Lexicon) -> None:
        self.nodes, self.lexicon = nodes, lexicon

    def of_noun(self, noun: int) -> bool:
        """ "no evidence", "neither report"."""
        return any(self.nodes.word[low] in self.lexicon.lists["negation"] for low in self.nodes.all_kids(noun, "det"))

    def of_verb(self, verb: int) -> bool:
        """Whether a clause says no, by its verb, a subject or an object."""
        return self._refused(verb) or self._excluded(verb) or self._neither(verb)

    def _refused(self, verb: int) -> bool:
        """ "did not pay", "never paid", "nobody paid", "paid no one"."""
        n, negation = self.nodes, self.lexicon.lists["negation"]
        for each in n.kids[verb]:
            dep = n.dep[each]
            if dep == "neg" or (dep in ("advmod", "preconj", "cc") and n.word[each] in negation and n.place[each] < n.place[verb]):
                return True
            if dep in ("nsubj", "nsubjpass", "dobj") and (
                n.word[each] in negation or any(n.word[low] in negation for low in n.all_kids(each, "det", "preconj"))
            ):
                return True
        return False

    def _excluded(self, verb: int) -> bool:
        """ "without paying"."""
        return self.nodes.dep[verb] == "pcomp" and self.nodes.word[self.nodes.head[verb]] in self.lexicon.lists["negation"]

    def _neither(self, verb: int) -> bool:
        """ "did not meet or pay", "neither met nor paid": joined to what is negated."""
        n, negation, up = self.nodes, self.lexicon.lists["negation"], self.nodes.head[verb]
        return (
            n.dep[verb] == "conj"
            and not n.all_kids(verb, "nsubj", "nsubjpass")
            and up != verb
            and any(n.dep[low] == "neg" or (n.dep[low] in ("preconj", "cc") and n.word[low] in negation) for low in n.kids[up])
            and any(self.lexicon.among("either", n.word[low]) for low in n.all_kids(up, "cc"))
        )
