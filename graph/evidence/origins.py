"""Origins: where the information enters, and how many there are at least and at most (docs/status-rules.md).

Decisions: which voices were passed is told voice by voice, and only then are voices of one owner counted as one; so an outlet's own
word counts for its owner though a sister outlet credits somebody, as it would if they were strangers. An owner with a voice that can
be named counts as named, whatever else it owns. Origins of denials are found in the denying chains alone; what an outlet relays of the
assertion does not unsay where its denial comes from.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass

from graph.evidence.chains import Chains
from graph.model import Voice, VoiceKind

_RANGES = {VoiceKind.unnamed: 1, VoiceKind.rumour: 2}
NAMED, UNNAMED, RUMOUR = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Origins:
    """The origins of one stance. `voices` has one voice for each, the named ones first; `places` are their owners (or themselves)."""

    places: Set[str]
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


def last_by_owner(chains: Chains, voices: Mapping[str, Voice]) -> dict[str, list[str]]:
    """The last voices of the chains, without those that stand before another voice in another chain, by their owner or themselves."""
    last: dict[str, list[str]] = {}
    for voice in sorted(chains.ends - chains.passed):
        last.setdefault(voices[voice].owner or voice, []).append(voice)
    return last


def face(place: str, same: list[str], voices: Mapping[str, Voice]) -> str:
    """The voice that stands for an owner: the only one, else the owner itself if it is a voice, else one that can best be named."""
    if len(same) == 1:
        return same[0]
    return place if place in voices else min(same, key=lambda voice: (_RANGES.get(voices[voice].kind, NAMED), voice))


def find_origins(chains: Chains, voices: Mapping[str, Voice]) -> Origins:
    """The origins of one stance: `last_by_owner`, one voice for each."""
    last = last_by_owner(chains, voices)
    found: list[tuple[int, str]] = []
    for place, same in last.items():
        sort = min(_RANGES.get(voices[voice].kind, NAMED) for voice in same)
        found.append((sort, face(place, same, voices)))
    found.sort()
    sorts = [sort for sort, _ in found]
    return Origins(last.keys(), tuple([voice for _, voice in found]), sorts.count(NAMED), sorts.count(UNNAMED), sorts.count(RUMOUR))
