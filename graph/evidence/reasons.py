"""The one sentence that says why a statement has its status, with the figures that decided it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.evidence.origins import Origins, can_be_named
from graph.model import Voice, VoiceKind

LIMIT_NAMES = 5
LIMIT_NAME = 80


def plural(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def figures(least: int, most: int) -> str:
    """`1–10`, or `2` where both ends are the same."""
    return str(most) if least == most else f"{least}–{most}"


def listed(items: Sequence[str], most: int = LIMIT_NAMES) -> str:
    """`a, b and c`, the rest as a number."""
    shown = list(items[:most])
    if len(items) > most:
        shown.append(f"{len(items) - most} more")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def called(voice: Voice) -> str:
    return voice.name if len(voice.name) <= LIMIT_NAME else voice.name[: LIMIT_NAME - 1] + "…"


def sentence(reason: str) -> str:
    """The reason with a capital and a full stop."""
    return reason[:1].upper() + reason[1:] + ("" if reason.endswith(".") else ".")


def denied(deniers: Origins, voices: Mapping[str, Voice]) -> str:
    """Who denies: by name as far as they have one, by number else."""
    if deniers.most == 0:
        return "it is denied by documents that only cite each other"
    if deniers.named == deniers.most or deniers.most == 1:
        return f"it is denied by {listed([called(voices[key]) for key in deniers.voices])}"
    sort = "unnamed origins" if deniers.unnamed == deniers.most else "rumours" if deniers.rumours == deniers.most else "origins"
    return f"{figures(deniers.least, deniers.most)} {sort} deny it"


def contested(deniers: Origins | None, conflicts: Sequence[str], against: Sequence[str], voices: Mapping[str, Voice]) -> str:
    """`conflicts` cannot hold at the same time, `against` speak against it; slugs of asserted statements. `deniers` None: nobody denies."""
    parts = [denied(deniers, voices)] if deniers is not None else []
    if len(conflicts) == 1:
        parts.append(f"a statement that cannot hold at the same time is asserted: {conflicts[0]}")
    elif conflicts:
        parts.append(f"{len(conflicts)} statements that cannot hold at the same time are asserted: {listed(conflicts)}")
    if len(against) == 1:
        parts.append(f"a statement that speaks against it is asserted: {against[0]}")
    elif against:
        parts.append(f"{len(against)} statements that speak against it are asserted: {listed(against)}")
    return "; ".join([*parts[:-1], f"and {parts[-1]}"]) if len(parts) > 1 else parts[0]


def confirmed(witness: Voice, publisher: Voice) -> str:
    way = "says so itself" if witness.key == publisher.key else f"says so in {called(publisher)}"
    return f"{called(witness)} did it or holds its record, and {way}"


def rumour(origins: Origins, asserts: int, voices: Mapping[str, Voice]) -> str:
    if origins.most == 0:
        return f"nobody can be named for it: the credits of its {plural(asserts, 'claim')} only lead round in a circle"
    names = listed([called(voices[key]) for key in origins.voices])
    return f"nobody can be named for it: every chain ends at a rumour ({names})"


def corroborated(origins: Origins, chains: int, voices: Mapping[str, Voice]) -> str:
    named = [called(voices[key]) for key in origins.voices[: origins.named]]
    return f"at least {origins.named} origins that can be named, over {chains} separate chains: {listed(named)}"


def single_source(origins: Origins, asserts: int, voices: Mapping[str, Voice]) -> str:
    voice = voices[origins.voices[0]]
    claims = "the only claim comes" if asserts == 1 else "both claims come" if asserts == 2 else f"all {asserts} claims come"
    return f"{claims} from one {'' if can_be_named(voice) else 'unnamed '}origin: {called(voice)}"


def unconfirmed(origins: Origins, chains: int, voices: Mapping[str, Voice]) -> str:
    """Two or more origins are possible, but they are not provably two, or not over two separate chains."""
    origin = f"{figures(origins.least, origins.most)} origins"
    if origins.named >= 2:
        return f"{origin}, but every chain passes through one voice, so one error is enough for all of them"
    parts = []
    if origins.named:
        parts.append(f"only {called(voices[origins.voices[0]])} can be named")
    if origins.unnamed > 1:
        parts.append(f"the {origins.unnamed} unnamed ones may be one person")
    elif origins.unnamed:
        parts.append("one is unnamed")
    if origins.rumours:
        parts.append("one is a rumour" if origins.rumours == 1 else f"{origins.rumours} are rumours")
    return f"{origin} over {plural(chains, 'separate chain')}: {listed(parts)}"


def spread(origins: Sequence[str], voices: Mapping[str, Voice]) -> str:
    """Why origins may be fewer than they seem, for a range whose ends differ; voice keys, one for each origin."""
    kinds = [voices[key].kind for key in origins]
    unnamed, rumours = kinds.count(VoiceKind.unnamed), kinds.count(VoiceKind.rumour)
    named = len(kinds) - unnamed - rumours
    parts = []
    if named and unnamed:
        several = f"the {unnamed} unnamed ones may be among the named"
        parts.append("the unnamed one may be one of the named" if unnamed == 1 else several)
    elif unnamed > 1:
        parts.append(f"the {unnamed} unnamed ones may all be the same person")
    if rumours:
        parts.append("the rumour may have nobody behind it" if rumours == 1 else f"the {rumours} rumours may have nobody behind them")
    return listed(parts)


def unsourced(claims: int) -> str:
    if not claims:
        return "no claim asserts or denies it"
    return "its only claim counts for nothing" if claims == 1 else f"all of its {claims} claims count for nothing"
