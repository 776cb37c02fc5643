"""What several imports tell of one entity, voice or source: a version of each, and the one record that is made of all.

It depends on who tells what and never on who came first; and without one of them the others make what they would have made alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import TypeGuard

from pydantic_core import from_json, to_json

from graph.model import OWN, Alias, AnyRecord, Entity, Source, Voice, VoiceKind, fold

Shared = Entity | Voice | Source
"""What has versions: records that go by a key which several may use."""
Version = tuple[frozenset[str], Shared]
"""Who brought a record, and how they have it."""
Versions = Callable[[AnyRecord], Sequence[Version]]
"""How the imports of a load have a record, where they differ in it."""
_KINDS: Mapping[str, type[Shared]] = {"Entity": Entity, "Voice": Voice, "Source": Source}
_NOBODY = (VoiceKind.unnamed, VoiceKind.rumour)
_UNITED = frozenset({"aliases", "ids", "properties"})


def is_shared(record: AnyRecord) -> TypeGuard[Shared]:
    """Whether a record is of a kind that has versions."""
    return isinstance(record, Entity | Voice | Source)


def grouped(versions: Iterable[Version]) -> list[Version]:
    """Each version once: that of the case's own load first, then by the name of the first who has it."""
    found: dict[str, tuple[set[str], Shared]] = {}
    for owners, record in versions:
        found.setdefault(record.model_dump_json(), (set(), record))[0].update(owners)
    return sorted(((frozenset(owners), record) for owners, record in found.values() if owners), key=lambda one: min(one[0]))


def of_these(versions: Iterable[Version], owners: Collection[str]) -> Iterator[Version]:
    """The versions that these owners have."""
    for theirs, record in versions:
        if left := theirs.intersection(owners):
            yield left, record


def noted(versions: Sequence[Version]) -> str | None:
    """Versions as a node keeps them, as JSON; nothing where all have the same."""
    if len(versions) < 2:
        return None
    return to_json([[sorted(owners), record.model_dump(mode="json", exclude_defaults=True)] for owners, record in versions]).decode()


def read(text: str, kind: type[AnyRecord]) -> list[Version]:
    """Versions as `noted` wrote them, of an entity, a voice or a source."""
    shared = _KINDS[kind.__name__]
    return [(frozenset(owners), shared.model_validate(values)) for owners, values in from_json(text)]


def composed(versions: Sequence[Version]) -> Shared:
    """The record that is shown for grouped versions.

    The case's own load overrules the others; a source that was read, one that is only cited. Else an entity has the names of all, and of
    each field what most say; of as many the first by name.
    """
    first = versions[0][1]
    if len(versions) == 1:
        return first
    if isinstance(first, Source):
        seen = [one for one in versions if isinstance(one[1], Source) and one[1].seen != "no"]
        return _most(seen or versions)
    if OWN in versions[0][0]:
        return first
    if isinstance(first, Entity):
        return _entity([(owners, record) for owners, record in versions if isinstance(record, Entity)])
    voice = _most(versions)
    if isinstance(voice, Voice) and voice.kind not in _NOBODY and not voice.entity:
        return voice.model_copy(update={"entity": _said(versions, attrgetter("entity"))})
    return voice


def stays_otherwise(record: Shared, shown: Shared) -> bool:
    """Whether what is shown lacks or contradicts something that this version has."""
    return any(value and not _has(shown, name, value) for name, value in record)


def _has(shown: Shared, name: str, value: object) -> bool:
    held = getattr(shown, name)
    if name == "aliases" and isinstance(shown, Entity) and isinstance(value, tuple):
        return {alias.name for alias in value} <= {shown.name, *(alias.name for alias in shown.aliases)}
    if name in _UNITED and isinstance(value, dict):
        return bool(value.items() <= held.items())
    return bool(value == held)


def _most(versions: Sequence[Version]) -> Shared:
    """The version of the case's own load, else that which most have."""
    return max(versions, key=lambda one: (OWN in one[0], len(one[0])))[1]


def _said(versions: Iterable[tuple[frozenset[str], Shared]], of: Callable[[Shared], str | None]) -> str | None:
    """What most say, of those who say anything."""
    counted: dict[str, int] = {}
    for owners, record in versions:
        if value := of(record):
            counted[value] = counted.get(value, 0) + len(owners)
    return max(counted, key=counted.__getitem__) if counted else None


def _entity(versions: Sequence[tuple[frozenset[str], Entity]]) -> Entity:
    plain = {name: _said(versions, attrgetter(name)) for name in ("name", "kind", "country", "when")}
    note = _said(versions, attrgetter("note")) or ""
    first = versions[0][1]
    united = {name: _by_key(versions, name) for name in ("ids", "properties")}
    return first.model_copy(update={**plain, **united, "note": note, "aliases": _aliases(str(plain["name"]), versions)})


def _by_key(versions: Sequence[tuple[frozenset[str], Entity]], name: str) -> Mapping[str, str]:
    held: dict[str, dict[str, int]] = {}
    for owners, record in versions:
        for key, value in getattr(record, name).items():
            counted = held.setdefault(key, {})
            counted[value] = counted.get(value, 0) + len(owners)
    return {key: max(counted, key=counted.__getitem__) for key, counted in sorted(held.items())}


def _aliases(name: str, versions: Iterable[tuple[frozenset[str], Entity]]) -> tuple[Alias, ...]:
    """The names of all versions beside the one, in the order of their letters; weak is what nobody has otherwise."""
    found: dict[str, list[Alias]] = {}
    for _, record in versions:
        for alias in (Alias(name=record.name), *record.aliases):
            if alias.name != name:
                found.setdefault(alias.name, []).append(alias)
    return tuple(_one_alias(found[each]) for each in sorted(found, key=lambda each: (fold(each), each)))


def _one_alias(told: Sequence[Alias]) -> Alias:
    lang = next((alias.lang for alias in told if alias.lang), None)
    script = next((alias.script for alias in told if alias.script), None)
    return Alias(name=told[0].name, lang=lang, script=script, weak=all(alias.weak for alias in told))
