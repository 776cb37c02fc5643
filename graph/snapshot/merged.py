"""Entities that went from one snapshot to the next because another one stands for them now, as far as the records tell.

A snapshot holds no decisions, so nobody's word for it can be read: what is told is that the same identifier, or the same name as a name or
alias, belongs to another key now, and which of the two it is. Whether they are one, a person has to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.model import Entity, fold
from graph.snapshot.content import Content


@dataclass(frozen=True)
class Merge:
    """The key that went, the key that may stand for it now, and why: an identifier (`sure`), or a name."""

    gone: str
    into: str
    why: str
    sure: bool


def merges(before: Content, after: Content) -> tuple[Merge, ...]:
    """Who may stand for each entity that went, by key; those by identifier first. One that went may have several, or none."""
    was, now = ({entity.key: entity for entity in content.entities} for content in (before, after))
    found = [merge for key in was.keys() - now.keys() for merge in _of(was[key], was, now)]
    return tuple(sorted(found, key=lambda merge: (not merge.sure, merge.gone, merge.into)))


def _of(gone: Entity, was: dict[str, Entity], now: dict[str, Entity]) -> Iterator[Merge]:
    for key, other in now.items():
        shared = sorted(gone.ids.items() & other.ids.items())
        if shared:
            scheme, value = shared[0]
            yield Merge(gone.key, key, f"{scheme} {value} belongs to it now", True)
            continue
        # a namesake that stood beside it before is another one
        fresh = _names(other) - (_names(was[key]) if key in was else set())
        differ = gone.ids.keys() & other.ids.keys()
        if other.kind == gone.kind and fold(gone.name) in fresh and not differ:
            yield Merge(gone.key, key, "it goes by that name now", False)


def _names(entity: Entity) -> set[str]:
    """What it goes by, folded; not what is too common to tell anybody."""
    return {fold(entity.name), *(fold(alias.name) for alias in entity.aliases if not alias.weak)}
