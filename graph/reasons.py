"""The one sentence that says why a statement has its status, with the figures that decided it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.model import Voice
from graph.origins import Origins, can_be_named

LIMIT_NAMES = 3
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


def who(origins: Origins, voices: Mapping[str, Voice]) -> str:
    """The origins as the subject of a sentence: by name as far as they have one, by number else."""
    if origins.most == 0:
        return "nobody who can be traced"
    if origins.named == origins.most or origins.most == 1:
        return listed([called(voices[key]) for key in origins.voices])
    sort = "unnamed origins" if origins.unnamed == origins.most else "rumours" if origins.rumours == origins.most else "origins"
    return f"{figures(origins.least, origins.most)} {sort}"


def denied(deniers: Origins, voices: Mapping[str, Voice]) -> str:
    return f"{who(deniers, voices)} {'denies' if deniers.most <= 1 else 'deny'} it"


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
    named = "" if can_be_named(voice) else ", whom nobody can name"
    if asserts == 1:
        return f"the only claim comes from one origin: {called(voice)}{named}"
    return f"all {asserts} claims come from one origin: {called(voice)}{named}"


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


def unsourced(claims: int) -> str:
    return "no claim asserts or denies it" if not claims else f"none of its {plural(claims, 'claim')} counts"
