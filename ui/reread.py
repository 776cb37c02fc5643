"""Documents that stand in a case as they would be read again: what was loaded from the same bytes in the same way is not read twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from graph.load.mark import Mark
from graph.model import VoiceKind
from graph.queries.imports import imports
from graph.store import GraphStore
from loaders.inputs import Input
from ui.hashes import Hashes


@dataclass(frozen=True)
class Held:
    """What a case has of a document: what it is called, whose it is, from when."""

    title: str = ""
    publisher: str = ""
    published: str = ""


class ReadBefore:
    """What a case holds of documents that were read in the `way` of each (`loaders.edition`); of a load that broke off nothing stands."""

    def __init__(self, store: GraphStore, case: str, way: Callable[[Input], str], mark: Mark | None, hashes: Hashes) -> None:
        self._store, self._case, self._hashes, self._way = store, case, hashes, way
        query = (
            "MATCH (n:Import {case: $case}) WHERE n.way IS NOT NULL RETURN n.path AS path, n.sha256 AS sha256, n.name AS name, n.way AS way"
        )
        rows = store.stream(query, {"case": case}) if mark is None or mark.owners else ()
        unfinished = mark.owners if mark is not None else frozenset[str]()
        self._held = {(row["path"], row["sha256"], row["way"]): str(row["name"]) for row in rows if row["name"] not in unfinished}
        self._paths = {path for path, _, _ in self._held}

    def name(self, given: Input) -> str | None:
        """The name under which this very file was loaded; None if it has to be read."""
        if given.name not in self._paths or given.charset:
            return None
        return self._held.get((given.name, self._hashes.of(given), self._way(given)))

    def records(self, name: str) -> int:
        """How many records were loaded under a name."""
        return self._records.get(name, 0)

    def source(self, name: str) -> Held:
        """What the case has of the document that was loaded under a name."""
        return self._sources.get(name, Held())

    @cached_property
    def _records(self) -> dict[str, int]:
        return {view.imported.name: view.records for view in imports(self._store, self._case, rows=False)}

    @cached_property
    def _sources(self) -> dict[str, Held]:
        columns = "s.sha256 AS sha256, s.title AS title, s.published AS published, s.publisher AS publisher"
        rows = self._store.stream(f"MATCH (s:Source {{case: $case}}) WHERE s.sha256 IS NOT NULL RETURN {columns}", {"case": self._case})
        sources = {row["sha256"]: row for row in rows}
        # whoever is unnamed published what tells no publisher
        query = f"MATCH (v:Voice {{case: $case}}) WHERE v.kind <> '{VoiceKind.unnamed}' RETURN v.key AS key, v.name AS name"
        names = {row["key"]: str(row["name"]) for row in self._store.stream(query, {"case": self._case})}
        held = {
            digest: Held(str(row["title"] or ""), names.get(row["publisher"], ""), str(row["published"] or ""))
            for digest, row in sources.items()
        }
        return {name: held[digest] for (_, digest, _), name in self._held.items() if digest in held}
