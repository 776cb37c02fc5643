"""How far a denial reaches in its sentence: "X has not met Y and was in Riga" leaves X in Riga, and who denies it in Minsk is there."""

from __future__ import annotations

from loaders.extraction.cues import Cues
from loaders.extraction.factuality import Factuality
from loaders.extraction.nodes import Nodes

_PLAIN = ("ROOT", "conj")
_TOLD = ("ccomp", "parataxis")
_FAR = 60
"""Words on either side: a sentence longer than that is a list."""


class Reach:
    """Asked of verbs whose own clause denies nothing, in a sentence that is laid to somebody as a denial."""

    def __init__(self, nodes: Nodes, factuality: Factuality, cues: Cues) -> None:
        self._nodes, self._factuality, self._cues = nodes, factuality, cues

    def spares(self, verb: int) -> bool:
        """Whether the denial is another verb's of the same sentence, or only of what this verb tells; False where that is not plain."""
        n = self._nodes
        if not n.trees or n.pos[verb] not in ("VERB", "AUX") or not self._is_plain(verb):
            return False
        return n.lemma[verb] in self._cues.verbs or self._denies_beside(verb)

    def _is_plain(self, verb: int) -> bool:
        """Whether a verb is said as it is: of whom it stands behind, or in clauses beside each other, or by somebody who says so."""
        n = self._nodes
        if n.dep[verb] == "relcl":
            return True
        for each in (verb, *n.above(verb)):
            if n.dep[each] in _PLAIN:
                continue
            frames = self._cues.verbs.get(n.lemma[n.head[each]], ())
            if n.dep[each] not in _TOLD or not any(frame.stance == "asserts" for frame in frames):
                return False
        return True

    def _denies_beside(self, verb: int) -> bool:
        """Whether another verb of the sentence says no."""
        n, place = self._nodes, self._nodes.place[verb]
        sentence = n.sentence[verb]
        reach = (*n.order[max(0, place - _FAR) : place], *n.order[place + 1 : place + _FAR])
        verbs = (each for each in reach if n.sentence[each] == sentence and n.pos[each] in ("VERB", "AUX"))
        return any(self._factuality.of_verb(each).stance in ("denies", "doubts") for each in verbs)
