"""Which nouns tell of an event where they stand: "the arrest of X", "a report in the Post"; not "at a conference", "a payment is due"."""

from __future__ import annotations

from loaders.extraction.circumstances import Circumstances
from loaders.extraction.clauses import Clauses
from loaders.extraction.event_sense import AHEAD, EventSense
from loaders.extraction.event_signs import Signs
from loaders.extraction.frames import Lexicon
from loaders.extraction.nodes import Nodes
from loaders.extraction.referents import Referents
from loaders.extraction.small_words import in_order

_OUTLET = frozenset({"outlet"})
_BODY = frozenset({"organisation", "agency"})
_MADE_BY = in_order("made_by")
PRINTED = in_order("printed")
"""Where the outlet stands that printed a piece."""


class Nouns:
    """The nouns of a page, and how they are meant."""

    def __init__(
        self,
        nodes: Nodes,
        lexicon: Lexicon,
        clauses: Clauses,
        circumstances: Circumstances,
        sense: EventSense,
        signs: Signs,
        referents: Referents,
    ) -> None:
        self.nodes, self.lexicon, self.clauses = nodes, lexicon, clauses
        self.circumstances, self.sense, self.signs, self.referents = circumstances, sense, signs, referents

    def tells(self, noun: int, type_: str) -> bool:
        """Whether a noun that has a type tells that something happened."""
        n = self.nodes
        said = self.circumstances.of_noun(noun)
        ahead = type_ in AHEAD and bool(self.circumstances.date(noun))  # "for a hearing on 1 September"
        if n.dep[noun] in ("compound", "nmod") or not (said.real or ahead) or self.sense.whether(noun) or self.sense.never(noun, said):
            return False
        return not self._other(noun) and not self._scene(noun, type_) and not self._pending(noun)

    def _other(self, noun: int) -> bool:
        """Whether the words around it tell of something else: "the search for a chief executive", "a loss of confidence"."""
        n = self.nodes
        barred = self.signs.barred.get(n.lemma[noun], ())
        heads = (noun, n.head[noun]) if n.dep[noun] == "dobj" else (noun,)
        return any(self.clauses.holds(each, (one,)) for each in heads for one in barred)

    def alone(self, noun: int) -> bool:
        """Whether a noun tells of what happened where nobody is named: "an accident", "a payment of 900 euros"; not "by accident"."""
        n = self.nodes
        chance = n.dep[noun] == "pobj" and n.word[n.head[noun]] in self.signs.groups["way"]
        if n.lemma[noun] in self.signs.groups["paying"]:
            return any(n.lemma[each] in self.signs.groups["money"] for each in self.clauses.at(noun, "of"))
        held = n.dep[noun] in ("nsubj", "nsubjpass") and n.lemma[noun] in self.signs.groups["held"]  # "the meeting lasted an hour"
        return held or (n.lemma[noun] in self.signs.groups["alone"] and not chance)

    def _scene(self, noun: int, type_: str) -> bool:
        """Whether it only tells where something else happened, "met at a conference", or upon what, "at the request of"."""
        n, up = self.nodes, self.nodes.head[noun]
        return (
            n.dep[noun] == "pobj"
            and n.word[up] in self.signs.groups["scene"]
            and type_ in self.signs.groups["gathering"]
            and not self.circumstances.date(noun)
        )

    def _pending(self, noun: int) -> bool:
        """Whether it is told to be still to come, or to be of a kind: "the payment is due", "an attack remains possible"."""
        n, up = self.nodes, self.nodes.head[noun]
        told = n.all_kids(up, "acomp") if n.dep[noun] in ("nsubj", "nsubjpass") else []
        return any(n.word[each] in self.signs.groups["pending"] for each in told)

    def printed(self, noun: int) -> bool:
        """Whether a piece stands in an outlet: "a report in the Post", "a video by the Post"."""
        n = self.nodes
        if n.lemma[noun] not in self.signs.groups["piece"] or self.sense.whether(noun):
            return False
        said = self.circumstances.of_noun(noun)
        return (
            said.real
            and said.stance != "denies"
            and (
                any(self.referents.at(low, _OUTLET) for place in PRINTED for low in self.clauses.at(noun, place))
                or (
                    n.dep[noun] == "nsubj"
                    and any(self.referents.at(low, _BODY) for each in _MADE_BY for low in self.clauses.at(noun, each))
                )
            )
        )

    def within(self, noun: int) -> list[int]:
        """The verb that tells what somebody did at or after what a noun tells: "after a trial he was jailed", "stays in custody"."""
        n, up = self.nodes, self.nodes.head[noun]
        if n.lemma[noun] in self.signs.dated or n.dep[noun] != "pobj" or not self.lexicon.among("amid", n.word[up]):
            return []
        return [n.head[up]] if n.pos[n.head[up]] == "VERB" else []
