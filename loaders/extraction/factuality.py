"""Whether a clause tells a fact: what it says of itself, and what each verb, noun or adjective over it makes of it.

From a verb the way leads up the tree, a `Step` at a time; `embedding` knows what a word over a clause makes of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from loaders.extraction.embedding import Embedding, Said, Step
from loaders.extraction.frames import Lexicon
from loaders.extraction.negation import Negation
from loaders.extraction.node_sentences import Sentences
from loaders.extraction.nodes import Nodes
from loaders.extraction.supposed import Supposed

_UP = 6
_PASSED = ("conj", "auxpass", "aux", "prep", "pobj")
_SUBJECTS = ("nsubj", "nsubjpass")


class Factuality:
    """Asked of the verbs and nouns of a page."""

    def __init__(self, nodes: Nodes, lexicon: Lexicon, sentences: Sentences) -> None:
        self.nodes, self.lexicon, self.sentences = nodes, lexicon, sentences
        self.supposed, self._negation = Supposed(nodes, lexicon, sentences), Negation(nodes, lexicon)
        self._embedding = Embedding(nodes, lexicon, self.supposed, self._negation)
        self._said: dict[int, Said] = {}  # many frames ask for the same verb

    def asked(self, node: int) -> bool:
        """Whether the sentence of a node asks a question."""
        return self.sentences.asked(node)

    def of_verb(self, verb: int) -> Said:
        """What the verb's own clause and the verbs over it say of it."""
        if verb not in self._said:
            said = self._hedged(verb, self._climbed(verb, self._alone(verb)))
            self._said[verb] = self._asking(verb, said) if self._asks(verb) else said
        return self._said[verb]

    def of_noun(self, noun: int) -> Said:
        """The same for a noun that tells of an act: by its own article and by the verb that it is the object of."""
        n = self.nodes
        barred = any(n.word[each] in self.lexicon.lists["negation"] for each in n.kids[noun])
        verb = next((up for up in n.above(noun) if n.pos[up] in ("VERB", "AUX")), None)
        if verb is None:
            return Said("denies" if barred else "asks" if self.asked(noun) else "asserts")
        said = self._accused(noun, verb) or self.of_verb(verb)
        direct = n.dep[noun] in ("dobj", "nsubjpass") and n.head[noun] == verb
        if (direct and self.lexicon.among("deny", n.lemma[verb])) or self.supposed.found_false(noun):
            return Said("denies", said.hedge, said.real)
        up = n.head[noun]
        sought = n.dep[noun] == "pobj" and self.lexicon.among("sought", n.word[up]) and n.head[up] == verb
        wished = sought and self.lexicon.among("wishing", n.lemma[verb])
        real = said.real and not wished and not (direct and self.lexicon.among("unreal", n.lemma[verb]))
        real = real and not self.supposed.undone(noun)
        subject = n.dep[noun] in _SUBJECTS and n.head[noun] == verb
        stance = "denies" if barred or ((direct or subject) and said.stance == "denies") else "asks" if said.stance == "asks" else "asserts"
        return Said(stance, said.hedge, real)

    def _accused(self, noun: int, verb: int) -> Said | None:
        """ "accused of the murder of X" alleges it, "acquitted of the murder of X" denies it."""
        n, lists = self.nodes, self.lexicon
        if n.dep[noun] != "pobj" or not lists.among("accusing", n.word[n.head[noun]]) or n.head[n.head[noun]] != verb:
            return None
        said, lemma = self.of_verb(verb), n.lemma[verb]
        if lists.among("clearing", lemma):
            return Said("denies", said.hedge, said.real)
        return Said(said.stance, lists.hedges.get(lemma, said.hedge), said.real) if lemma in lists.hedges else None

    # by itself

    def _alone(self, verb: int) -> Said:
        """What a clause says of itself."""
        negated = self._negation.of_verb(verb)
        wrongly = self.lexicon.among("naming", self.nodes.lemma[verb]) and self.supposed.wrongly(verb)  # "wrongly named X as head of Y"
        return Said("denies" if negated or wrongly else "asserts", "none", not self.supposed.by_itself(verb), negated)

    def _hedged(self, verb: int, said: Said) -> Said:
        """With the hedge of an adverb, where no word over the clause hedges it."""
        if said.hedge != "none":
            return said
        n, hedges = self.nodes, self.lexicon.hedges
        return replace(said, hedge=next((hedges[n.word[each]] for each in n.all_kids(verb, "advmod") if n.word[each] in hedges), "none"))

    def _asks(self, verb: int) -> bool:
        n = self.nodes
        return self.asked(verb) or any(self.lexicon.among("whether", n.word[each]) for each in n.all_kids(verb, "mark"))

    def _asking(self, verb: int, said: Said) -> Said:
        """A question; "would not say whether X paid Y" says nothing."""
        silent = self.nodes.dep[verb] == "ccomp" and self._negation.of_verb(self.nodes.head[verb])
        return replace(said, stance="asks", real=said.real and not silent)

    # what is over it

    def _climbed(self, verb: int, said: Said) -> Said:
        """What the words over a clause make of it, up to the first that leaves it alone."""
        for step in self._steps(verb):
            if self._of_nothing(step):
                said = replace(said, stance="denies")
            if step.dep in _PASSED:
                if self._joined_to_supposed(step):
                    said = replace(said, real=False)
            elif self._called_untrue(step):
                return replace(said, stance="denies")
            elif self._embedding.holds(step):
                said = self._embedding.makes(step, said)
            else:
                break
        return said

    def _steps(self, node: int) -> Iterator[Step]:
        """The way up from a node; of "accused of paying" from "paying" to what is over the preposition."""
        n = self.nodes
        for _ in range(_UP):
            up, dep = n.head[node], n.dep[node]
            if up == node:
                return
            if dep == "pcomp" or (dep == "pobj" and n.tag[node] == "VBG"):
                up, dep = self._listed_with(up), "pcomp"
            yield Step(node, up, dep)
            node = up

    def _listed_with(self, preposition: int) -> int:
        """What is over a preposition; of "denies all charges, including that she paid" the charges, whatever the tree hangs it on."""
        n = self.nodes
        if self.lexicon.among("counting", n.word[preposition]):
            for by in (-1, -2):
                before = n.step(preposition, by)
                if before is not None and n.pos[before] == "NOUN":
                    return before
        return n.head[preposition]

    def _of_nothing(self, step: Step) -> bool:
        """ "nothing to suggest that", "no evidence that", "no truth in the claim that"."""
        n, up = self.nodes, step.up
        nothing = n.pos[up] == "PRON" and step.dep in ("acl", "relcl") and n.word[up] in self.lexicon.lists["negation"]
        return nothing or (n.pos[up] == "NOUN" and self._negation.of_noun(up) and not self.lexicon.among("beyond_doubt", n.lemma[up]))

    def _joined_to_supposed(self, step: Step) -> bool:
        """ "planned to meet X and pay Y", "would meet X and pay Y": what is joined need not have happened either."""
        n, node = self.nodes, step.node
        bare = step.dep == "conj" and n.tag[node] in ("VB", "VBN", "VBG")
        return bare and self.supposed.by_itself(step.up) and not n.all_kids(node, *_SUBJECTS)

    def _called_untrue(self, step: Step) -> bool:
        """ "it is untrue that", "the claim that … has been debunked", "contrary to reports that"."""
        if self.supposed.not_so(step.node):
            return True
        return step.dep in ("acl", "relcl") and (self.supposed.found_false(step.up) or self.supposed.contrary(step.up))
