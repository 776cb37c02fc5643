"""What a verb, noun or adjective makes of the clause that it embeds: "denied that", "acquitted of", "planned to", "no suggestion that".

A new case is a rule and its row in the table `_EMBEDDED`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import ClassVar

from loaders.extraction.frames import Lexicon
from loaders.extraction.negation import Negation
from loaders.extraction.nodes import Nodes
from loaders.extraction.supposed import Supposed

_EMBEDDING = ("xcomp", "ccomp", "pcomp", "acl", "advcl", "dobj", "acomp", "attr")
_DENIED = ("xcomp", "ccomp", "dobj", "pcomp")
_SUPPOSED = ("xcomp", "acl", "relcl", "acomp", "dobj", "ccomp", "pcomp")
_PREDICATED = ("acomp", "attr", "xcomp", "ccomp")


@dataclass(frozen=True, slots=True)
class Said:
    """Stance and hedge of a clause by its own words; `real` is false of what is planned, possible, demanded or supposed;
    `negated` is true where the clause itself says no."""

    stance: str = "asserts"
    hedge: str = "none"
    real: bool = True
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A step up the tree: `node` hangs on `up` by `dep`."""

    node: int
    up: int
    dep: str


class Embedding:
    """Asked of the clauses of a page."""

    def __init__(self, nodes: Nodes, lexicon: Lexicon, supposed: Supposed, negation: Negation) -> None:
        self.nodes, self.lexicon, self.supposed, self.negation = nodes, lexicon, supposed, negation

    def holds(self, step: Step) -> bool:
        """Whether a clause is what the word over it tells of."""
        told = step.dep == "relcl" and (self.nodes.kid(step.node, "mark") is not None or self.supposed.told_in(step.node))
        return told or step.dep in _EMBEDDING

    def makes(self, step: Step, said: Said) -> Said:
        """What the word over a clause makes of what is known of it so far."""
        real = said.real and not self._unsuggested(step, said.stance) and not self._unuttered(step)
        stance = said.stance
        made = next((made for rule, made in self._EMBEDDED if rule(self, step)), "")
        if made == "unreal":
            real = False
        elif made:
            stance = made
        hedge = self._hedge_of(step.up) if said.hedge == "none" else said.hedge
        return replace(said, stance=stance, hedge=hedge, real=real)

    def _unsuggested(self, step: Step, stance: str) -> bool:
        """ "nobody has suggested that", "there is no suggestion that" say nothing."""
        suggested = self.lexicon.among("suggesting", self.nodes.lemma[step.up])
        return suggested and (stance == "denies" or self.negation.of_verb(step.up) or self.negation.of_noun(step.up))

    def _unuttered(self, step: Step) -> bool:
        """ "no one has ever said that", "did not confirm that"."""
        return step.dep == "ccomp" and self.lexicon.among("uttering", self.nodes.lemma[step.up]) and self.negation.of_verb(step.up)

    def _mistaken(self, step: Step) -> bool:
        """ "falsely said to have", "retracted the claim that"."""
        return self.supposed.mistaken(step.up, step.dep) or self.supposed.taken_back(step.up)

    def _deniable(self, step: Step) -> bool:
        """ "denied that", "did not deny that", "laughed off the claim that"."""
        n, up = self.nodes, step.up
        denied = self.lexicon.among("deny", n.lemma[up]) or self.supposed.brushed(up)
        return denied and n.place[up] < n.place[step.node] and step.dep in _DENIED

    def _denied(self, step: Step) -> bool:
        return self._deniable(step) and not self.negation.of_verb(step.up)

    def _clearable(self, step: Step) -> bool:
        """ "acquitted of paying", "was not cleared of paying"."""
        return step.dep == "pcomp" and self.lexicon.among("clearing", self.nodes.lemma[step.up])

    def _cleared(self, step: Step) -> bool:
        return self._clearable(step) and not self.negation.of_verb(step.up)

    def _uncharged(self, step: Step) -> bool:
        """ "was not charged with paying"."""
        return step.dep == "pcomp" and self.lexicon.among("of_object", self.nodes.lemma[step.up]) and self.negation.of_verb(step.up)

    def _under_supposing(self, step: Step) -> bool:
        """ "planned to", "refused to", "joked that"."""
        return step.dep in _SUPPOSED and self.supposed.under(step.up, step.node)

    def _under_negated(self, step: Step) -> bool:
        """ "is not known to have paid"."""
        return step.dep in _PREDICATED and not self.nodes.all_kids(step.node, "nsubj", "nsubjpass") and self.negation.of_verb(step.up)

    _EMBEDDED: ClassVar[tuple[tuple[Callable[[Embedding, Step], bool], str], ...]] = (
        (_mistaken, "denies"),
        (_denied, "denies"),
        (_deniable, ""),
        (_cleared, "denies"),
        (_clearable, "asserts"),
        (_uncharged, "unreal"),
        (_under_supposing, "unreal"),
        (_under_negated, "denies"),
    )
    """What a word over a clause makes of it, the first that holds: a stance, "unreal", or "" where it leaves it as it was."""

    def _hedge_of(self, up: int) -> str:
        n, lemma = self.nodes, self.nodes.lemma[up]
        passive = n.pos[up] == "NOUN" or n.kid(up, "auxpass", "nsubjpass") is not None or n.tag[up] == "VBN"
        hedge = self.lexicon.hedges.get(lemma, "none") if passive or not self.lexicon.among("only_passive", lemma) else "none"
        return "none" if hedge == "reported" and n.kid(up, "agent") is not None else hedge  # "was said by X to have fled": X says it
