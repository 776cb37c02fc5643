"""That somebody told somebody something: it stands whether or not what was told is true, and is said by whoever reports it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from loaders.extraction.embedding import Said
from loaders.extraction.frames import Lexicon
from loaders.extraction.nodes import Nodes
from loaders.extraction.proposals import Named, Saying

_INNER = ("ccomp", "parataxis", "xcomp", "advcl")


class Tellings:
    """The acts of telling among what the frames connect."""

    def __init__(self, nodes: Nodes, lexicon: Lexicon, entities: Iterable[Named]) -> None:
        self._nodes, self._lexicon = nodes, lexicon
        self._names = {each.id: each.name for each in entities}

    def laid(self, node: int, predicate: str, ends: Iterable[str], said: Said, claim: Saying) -> Saying:
        """Who says so: of "X told Y that he never met Z" whoever says that X told it, and that is no denial. Any other claim as it is.
        `said`: what the words over the verb make of it."""
        n = self._nodes
        if not (n.trees and n.pos[node] == "VERB" and self._lexicon.among("told_anyhow", predicate)):
            return claim
        names = {self._names.get(each, "") for each in ends}
        if n.quoted(node) or names.isdisjoint(claim.chain[-1:]):
            return claim
        if any(n.dep[each] in _INNER for each in (node, *n.above(node))):  # "X says that she told Y" is what X says
            return replace(claim, stance=said.stance) if n.kid(node, "ccomp") is not None else claim
        chain = claim.chain
        while chain and chain[-1] in names:
            chain = chain[:-1]
        return replace(claim, chain=chain, hedge=said.hedge, stance=said.stance)
