"""A graph that joins a case which may hold more: its records under keys that nothing else there has by chance, as one import.

What two files mean by one id is the same thing only where the format says so; who else is the same, a person decides among the duplicates.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from graph.errors import LoadError
from graph.model import AnyRecord, Case, Claim, Entity, Row, Source, Statement, Voice
from loaders import Loaded
from loaders.graphs.names import short
from loaders.noted import import_now

EVERYWHERE = frozenset({"followthemoney", "stix", "icij", "gdelt"})
"""Formats whose ids mean the same in every file."""
FORMATS = EVERYWHERE | {"graphml", "gexf", "node-link", "neo4j-csv"}
"""What can join a case."""
_LONGEST = 200
"""Characters of a key behind its prefix (`graph.model.Key`)."""


def joining(loaded: Loaded, case: str) -> Loaded:
    """The same graph as an import into this case, by the name that its own case would have; as it is where no case is told, or its format
    is none that joins one.

    Its records raise LoadError where they hold claims: a case that was written out is one of its own.
    """
    if not case or loaded.format not in FORMATS:
        return loaded
    imported = import_now(case, loaded.name, loaded.format)
    own = Case(case=case, title=case)
    joined = _Joined(case, loaded.name, loaded.format if loaded.format in EVERYWHERE else loaded.name)
    return replace(loaded, case=own, imported=imported, records=lambda: joined.records(own, loaded), own_title=loaded.title)


class _Joined:
    """The records of one graph, each under its new key. `scope` stands before the ids of its entities, `name` before other keys."""

    def __init__(self, case: str, name: str, scope: str) -> None:
        self._case, self._name, self._scope = case, name, scope

    def records(self, own: Case, loaded: Loaded) -> Iterator[AnyRecord]:
        yield own
        for record in loaded:
            match record:
                case Entity():
                    yield self._with(record, key=self._entity(record.key))
                case Row():
                    ends = {"subject": self._entity(record.subject), "object": self._entity(record.object)}
                    yield self._with(record, source=self._own(record.source), **ends)
                case Voice():
                    yield self._with(record, key=self._own(record.key))
                case Source():
                    yield self._with(record, key=self._own(record.key), publisher=self._own(record.publisher))
                case Statement() | Claim():
                    raise LoadError(
                        f"{loaded.path.name} holds claims of its own, so it is a case: load it without --case, "
                        "or write the case as a folder and load that"
                    )

    def _with(self, record: AnyRecord, **keys: Any) -> AnyRecord:
        return record.model_copy(update={"case": self._case, **keys})

    def _entity(self, key: str) -> str:
        return _scoped(key, self._scope)

    def _own(self, key: str) -> str:
        """Voices and sources go by the name of the graph already, but in files that give them keys of their own."""
        rest = key.partition(":")[2]
        return key if rest == self._name or rest.startswith(f"{self._name}.") else _scoped(key, self._name)


def _scoped(key: str, scope: str) -> str:
    kind, _, rest = key.partition(":")
    made = f"{scope}.{rest}"
    return f"{kind}:{made if len(made) <= _LONGEST else f'{made[: _LONGEST - 13]}~{short(rest)}'}"
