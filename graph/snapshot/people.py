"""Those of a content who are to stand under another name: their records, what they are called, and all that they go by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process

from graph.errors import SnapshotError
from graph.model import Entity, Voice, VoiceKind, fold
from graph.snapshot.content import Content
from graph.snapshot.masks import Mask, parts_of, rotations

LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LONG_ID: Final = 5
"""Characters of an identifier that is looked for in texts; a shorter one may be any number."""
SHORT: Final = 4
"""Letters of a name of something that may be a common word, too."""
Named = Entity | Voice


@dataclass(frozen=True)
class Person:
    """Somebody, as an entity and as the voices of that name, who will be `shown` as something else."""

    shown: str
    records: tuple[Named, ...]

    @property
    def name(self) -> str:
        return self.records[0].name

    @property
    def mask(self) -> Mask:
        """All that they go by: names and aliases, in any order of their words, keys and identifiers; of a person also each word alone."""
        names = [*_names(self.records)]
        personal = [name for name, weak in names if not weak] if self.is_person else []
        turned = [turn for name in personal for turn in rotations(name)]
        keys = [record.key.partition(":")[2].replace("-", " ") for record in self.records]
        ids = [value for record in self.records if isinstance(record, Entity) for value in record.ids.values() if len(value) >= LONG_ID]
        forms = list(dict.fromkeys([*(name for name, _ in names), *turned, *keys, *ids]))
        parts = [part for name in personal for part in parts_of(name)]
        if not self.is_person:
            # `US` is told from `us` by its capitals; of a person not even that may be left
            parts = [form for form in forms if len(form) <= SHORT]
        return Mask(self.shown, tuple(form for form in forms if form not in parts or self.is_person), tuple(dict.fromkeys(parts)))

    @property
    def is_person(self) -> bool:
        return self.records[0].kind == "person"


def people(content: Content, chosen: Sequence[str]) -> tuple[Person, ...]:
    """The persons of these keys, in this order: an entity with its voice, and voices of the same name. Raises SnapshotError."""
    records: list[Named] = [*content.entities, *content.voices]
    found: list[Person] = []
    taken: set[str] = set()
    for key in chosen:
        first = next((record for record in records if record.key == key), None)
        if first is None:
            raise SnapshotError(f"{key} is not in what is shared, so there is nobody to put under another name")
        if key in taken:
            continue
        linked = {key, *(voice.key for voice in content.voices if voice.entity == key)}
        linked |= {first.entity} if isinstance(first, Voice) and first.entity else set()
        same = [record for record in records if record.key in linked or fold(record.name) == fold(first.name)]
        taken |= {record.key for record in same}
        found.append(Person(f"{_noun(first)} {_letter(len(found))}", tuple(sorted(same, key=lambda record: record.key != key))))
    return tuple(found)


def key_of(content: Content, text: str) -> str:
    """The key of the entity or voice that goes by this key, id or name. Raises SnapshotError, with names that are near."""
    records: list[Named] = [*content.entities, *content.voices]
    exact = (record.key for record in records if text in (record.key, record.id))
    named = (record.key for record in records if fold(text) in {fold(name) for name, _ in _names([record])})
    if found := next(exact, None) or next(named, None):
        return found
    near = process.extract(fold(text), {record.key: fold(record.name) for record in records}, scorer=fuzz.WRatio, limit=3, score_cutoff=86)
    names = {record.key: record.name for record in records}
    hint = f"; there is {', '.join(f'{names[key]} ({key})' for _, _, key in near)}" if near else ""
    raise SnapshotError(f"{text!r} is not in what is shared{hint}")


def _noun(record: Named) -> str:
    return "Source" if record.kind in (VoiceKind.unnamed, VoiceKind.rumour, VoiceKind.record) else str(record.kind).capitalize()


def _letter(number: int) -> str:
    """A to Z, then AA, AB …"""
    return (LETTERS[number // len(LETTERS) - 1] if number >= len(LETTERS) else "") + LETTERS[number % len(LETTERS)]


def _names(records: Iterable[Named]) -> Iterator[tuple[str, bool]]:
    """Each name, and whether it is too common to be taken apart."""
    for record in records:
        yield record.name, False
        if isinstance(record, Entity):
            yield from ((alias.name, alias.weak) for alias in record.aliases)
