"""What a case knows by name as documents come into it: read once, and kept in line with each document that is taken in."""

from __future__ import annotations

import itertools
import json
import operator
from collections.abc import Iterable, Mapping
from typing import Any

from graph.load.versions import read
from graph.merges.pairs import sort_of
from graph.model import AnyRecord, Entity, Voice, VoiceKind, fold
from graph.queries.rows import loaded_properties
from graph.store import GraphStore
from loaders.documents import bare
from loaders.proposed import Known

_NOBODY = (VoiceKind.unnamed, VoiceKind.rumour)
"""Nobody can be told by the words for somebody unnamed."""


class Names:
    """The names of a case. A name that several of one sort have, and a weak alias, is nobody's."""

    def __init__(self, store: GraphStore, case: str) -> None:
        self._entities: dict[tuple[str, str], set[str]] = {}
        self._voices: dict[str, set[str]] = {}
        for row in loaded_properties(store, Entity, case, ("key", "kind", "name", "aliases", "alias_details", "versions")):
            weak = [told[-1] for told in json.loads(row["alias_details"])] if row["aliases"] else []
            self._entity(row["key"], row["kind"], (row["name"], *itertools.compress(row["aliases"] or (), map(operator.not_, weak))))
            self._learn_versions(row["versions"], Entity)
        for row in loaded_properties(store, Voice, case, ("key", "kind", "name", "versions")):
            self._voice(row["key"], VoiceKind(row["kind"]), row["name"])
            self._learn_versions(row["versions"], Voice)

    def _learn_versions(self, told: str | None, kind: type[Entity] | type[Voice]) -> None:
        """Take in by what names each has it of whom it was brought: what is shown may be what one of them says alone."""
        if told:
            self.learn(record for _, record in read(told, kind))

    def learn(self, records: Iterable[AnyRecord]) -> None:
        """Take in the names of what comes."""
        for record in records:
            if isinstance(record, Entity):
                self._entity(record.key, record.kind, (record.name, *(alias.name for alias in record.aliases if not alias.weak)))
            elif isinstance(record, Voice):
                self._voice(record.key, record.kind, record.name)

    def _entity(self, key: str, kind: str, names: Iterable[str]) -> None:
        for name in names:
            self._entities.setdefault((sort_of(kind), fold(name)), set()).add(key)

    def _voice(self, key: str, kind: VoiceKind, name: str) -> None:
        if kind not in _NOBODY:
            for called in {name, bare(name)} if kind is VoiceKind.outlet else (name,):
                self._voices.setdefault(fold(called), set()).add(key)

    def known(self) -> Known:
        """What can be told by its name."""
        return Known(_Sole(self._entities), _Sole(self._voices))


class _Sole(Mapping[Any, str]):
    """The keys of names that only one has."""

    def __init__(self, keys: Mapping[Any, set[str]]) -> None:
        self._keys = keys

    def __getitem__(self, name: Any) -> str:
        found = self._keys[name]
        if len(found) != 1:
            raise KeyError(name)
        return next(iter(found))

    def __iter__(self) -> Any:
        return (name for name, keys in self._keys.items() if len(keys) == 1)

    def __len__(self) -> int:
        return sum(1 for _ in self)
