"""Origins: where the information enters, and how many there are at least and at most (design: status rules, rules 2 and 4).

Decisions: voices of one owner are one origin, also in telling who was passed: a sister outlet's own word is no further origin when
the other sister credits somebody. An owner with a voice that can be named counts as named, whatever else it owns. Origins of denials
are found in the denying chains alone; what an outlet relays of the assertion does not unsay where its denial comes from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.chains import Chains
from graph.model import Voice, VoiceKind

_RANGES = {VoiceKind.unnamed: 1, VoiceKind.rumour: 2}
NAMED, UNNAMED, RUMOUR = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Origins:
    """The origins of one stance. `voices` has one voice for each, the named ones first; `places` are their owners (or themselves)."""

    places: frozenset[str]
    voices: tuple[str, ...]
    named: int
    unnamed: int
    rumours: int

    @property
    def least(self) -> int:
        """Named ones can be told apart; all unnamed ones may be one person; a rumour may be nobody."""
        return self.named or min(self.unnamed, 1)

    @property
    def most(self) -> int:
        return self.named + self.unnamed + self.rumours

    @property
    def somebody(self) -> bool:
        """Whether anybody, named or unnamed, stands behind it."""
        return self.named + self.unnamed > 0


def can_be_named(voice: Voice) -> bool:
    return voice.kind not in _RANGES


def find_origins(chains: Chains, voices: Mapping[str, Voice]) -> Origins:
    """The last voices of the chains, by owner, without those that stand before another voice in another chain."""
    found: list[tuple[int, str]] = []
    places = frozenset(chains.ends.keys() - chains.passed)
    for place in places:
        last = chains.ends[place]
        sort = min(_RANGES.get(voices[voice].kind, NAMED) for voice in last)
        # one voice stands for the owner: the only one, else the owner itself if it is a voice, else the first by key
        face = next(iter(last)) if len(last) == 1 else place if place in voices else min(last)
        found.append((sort, face))
    found.sort()
    counts = [sum(1 for sort, _ in found if sort == wanted) for wanted in (NAMED, UNNAMED, RUMOUR)]
    return Origins(places, tuple(face for _, face in found), *counts)
