"""Those of a content who are to stand under another name: their records, what they are called, and all that they go by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process

from graph.errors import SnapshotError
from graph.model import Entity, Voice, VoiceKind, fold
from graph.snapshot.content import Content
from graph.snapshot.masks import Mask
from graph.snapshot.names import handles_of, initials_of, particles_of, parts_of, rotations, spellings

LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LONG_ID, MIXED_ID = 5, 3
"""Characters of an identifier that is looked for in texts, and of one with letters and digits; a shorter one may be any number."""
PHONE: Final = 9
"""Digits of a number that is nobody else's."""
SHORT: Final = 4
"""Letters of a name of something that may be a common word, too."""
Named = Entity | Voice


@dataclass(frozen=True)
class Person:
    """Somebody, as an entity and as the voices of that name, who will be `shown` as something else; `values` are said of them."""

    shown: str
    records: tuple[Named, ...]
    values: tuple[str, ...] = ()

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
        ids = [value for record in self.records if isinstance(record, Entity) for value in record.ids.values() if _is_long(value)]
        given = [value for record in self.records if isinstance(record, Entity) for value in record.properties.values()]
        ids += [value for value in (*given, *self.values) if is_identifier(value)]
        forms = list(dict.fromkeys([*(name for name, _ in names), *turned, *keys, *ids]))
        forms += [spelt for name in (forms if self.is_person else []) for spelt in spellings(name)]
        parts = [part for name in personal for part in parts_of(name)]
        parts += [spelt for part in parts for spelt in spellings(part)]
        parts += [handle for name in personal for handle in handles_of(name)]
        initials = [initials_of(name) for name in personal]
        before = [*(letter for each in initials for letter in each), *(word for name in personal for word in particles_of(name))]
        if not self.is_person:
            # `US` is told from `us` by its capitals; of a person not even that may be left
            parts = [form for form in forms if len(form) <= SHORT]
        kept = (form for form in forms if form not in parts or self.is_person)
        return Mask(self.shown, *(tuple(dict.fromkeys(each)) for each in (kept, parts, before, initials)))

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
        own = {record.key for record in same}
        values = tuple(said.value for said in content.statements if said.value and said.subject in own)
        found.append(Person(f"{_noun(first)} {_letter(len(found))}", tuple(sorted(same, key=lambda record: record.key != key)), values))
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


def _is_long(id_: str) -> bool:
    return len(id_) >= LONG_ID or (len(id_) >= MIXED_ID and _is_mixed(id_))


def _is_mixed(text: str) -> bool:
    return any(map(str.isalpha, text)) and any(map(str.isdigit, text))


def is_identifier(value: str) -> bool:
    """Whether a value is one that nobody else has: an e-mail address, the number of a telephone, a passport or an account."""
    if " " not in value.strip() and len(value) >= LONG_ID and ("@" in value.strip("@") or _is_mixed(value)):
        return True
    digits = re.sub(r"[\s()+./-]", "", value)
    return digits.isdigit() and len(digits) >= PHONE


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
