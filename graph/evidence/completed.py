"""The completed chains of the claims of one statement, for showing: which step comes from a citation, and whether they end at an origin.

Made from an assessment when its card is shown, so that computing statuses does not pay for it. Decisions: what follows the publisher of a
chain that goes on through citations is all called cited, though a cited document may itself credit somebody; a claim that does not count
has the chain that it gives, and no origin.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from graph.evidence import Assessment, ClaimUse, Evidence
from graph.evidence.chains import Chain, complete, given_chain
from graph.evidence.origins import face, last_by_owner
from graph.evidence.reasons import called
from graph.model import Stance


@dataclass(frozen=True, slots=True)
class CompletedChain:
    """One chain: `said` in the document itself, publisher first, then `cited` through what it cites.

    `origin` is the voice that the assessment counts the last voice as (itself, or one of the same owner); None if it counts as none, and
    then `why` ends the sentence "no origin: …" (empty for a claim that does not count).
    """

    said: Chain
    cited: Chain = ()
    origin: str | None = None
    why: str = ""


def completed(evidence: Evidence, found: Assessment) -> Mapping[str, tuple[CompletedChain, ...]]:
    """The chains of every claim of an assessed statement, by the claim's key; each claim has at least one."""
    sides = {stance: _Side(evidence, found, stance) for stance in {use.claim.stance for use in found.uses if use.excluded is None}}
    chains = {}
    for use in found.uses:
        said = given_chain(use.claim, evidence.sources[use.claim.source])
        chains[use.claim.key] = (CompletedChain(said),) if use.excluded is not None else tuple(sides[use.claim.stance].chains(use, said))
    return chains


class _Side:
    """The counted claims of one stance: whose last voices are origins, and who stands behind the others."""

    def __init__(self, evidence: Evidence, found: Assessment, stance: Stance) -> None:
        self.evidence = evidence
        uses = [use for use in found.uses if use.excluded is None and use.claim.stance is stance]
        graph = complete([use.claim for use in uses], evidence.sources, self._place)
        last = last_by_owner(graph, evidence.voices)
        self.origin = {voice: face(place, same, evidence.voices) for place, same in last.items() for voice in same}
        self.circling = {evidence.sources[use.claim.source].publisher for use in uses if not use.chains}
        self.behind: dict[str, str] = {}
        for use in uses:
            for chain in use.chains:
                for voice, next_ in pairwise(chain):
                    if voice != chain[-1]:
                        self.behind.setdefault(voice, next_)

    def chains(self, use: ClaimUse, said: Chain) -> Iterator[CompletedChain]:
        if not use.chains:
            yield CompletedChain(said, why="its document cites only documents that cite each other")
        for chain in use.chains:
            cited = chain[1:] if len(said) == 1 else ()
            if origin := self.origin.get(chain[-1]):
                yield CompletedChain(said, cited, origin)
            else:
                yield CompletedChain(said, cited, None, self._why(chain[-1]))

    def _why(self, voice: str) -> str:
        if voice in self.behind:
            return f"in another chain {called(self.evidence.voices[self.behind[voice]])} stands behind it"
        if voice in self.circling:
            return "a document of its own cites only documents that cite each other"
        return "a document of its own goes on through what it cites"

    def _place(self, voice: str) -> str:
        return self.evidence.voices[voice].owner or voice
