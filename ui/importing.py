"""Bringing documents into a case of a store, for the command and the page: read, found, loaded one by one, each an import of its own."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any

from graph.edtf import span
from graph.errors import LoadError, Problem
from graph.load import load
from graph.merges.pairs import sort_of
from graph.model import Entity, Import, Voice, VoiceKind, fold
from graph.queries.rows import loaded_records
from graph.store import GraphStore
from loaders import documents
from loaders.documents import Document
from loaders.inputs import Input
from loaders.proposed import Known, records

EMPTY_CASE = "documents"
"""The case that documents go into where the store has none."""


@dataclass(frozen=True)
class Outcome:
    """What became of one document, or of a file that is a case of its own. `problems` are told by line.

    `state`: new, changed, unchanged or refused; of a dry run would load, would change, same as loaded; stopped if it was broken off, left
    out if it did not come to it. The figures are records. `kind` is that of `loaders.kinds`, or the name of a loader in `loaders.LOADERS`.
    """

    name: str
    imported: str = ""
    state: str = "refused"
    title: str = ""
    kind: str = ""
    case: str = ""
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    entities: int = 0
    claims: int = 0
    kept: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    words: int = 0
    took: float = 0.0

    def to_json(self) -> dict[str, Any]:
        """As plain values."""
        told = [{"file": each.file, "line": each.line, "field": each.field, "message": each.message} for each in self.problems]
        return {**asdict(replace(self, problems=())), "problems": told}


@dataclass
class Importing:
    """How documents come into a case. `dry`: nothing is written; `trees`: patterns over trees are used where the model is there."""

    store: GraphStore
    case: str
    trees: bool = True
    dry: bool = False
    stopped: Callable[[], bool] = lambda: False

    def run(self, given: Iterable[Input]) -> Iterator[Outcome]:
        """Bring in each document of each input. What is wrong with one is told and the others go on; a store that fails raises."""
        for one in given:
            if self.stopped():
                return
            began = time.perf_counter()
            try:
                for document in documents.read_all(one):
                    yield replace(self._bring(document), took=time.perf_counter() - began)
                    began = time.perf_counter()
            except LoadError as error:
                kind = one.kind.name if one.kind else ""
                problems = tuple(error.problems) or (Problem(str(error), one.name, None),)
                yield Outcome(one.name, kind=kind, problems=problems, case=self.case)

    def _bring(self, document: Document) -> Outcome:
        from loaders.extraction import extract

        held = known(self.store, self.case)
        first = span(document.published)[0] if document.published else None
        quoted = [block.span for block in document.blocks if block.kind == "quote"]
        found = extract(document.plain, published=first, publisher=document.publisher, trees=self.trees, quoted=quoted)
        given = list(records(document, self.case, found, held))
        name = import_name(document)
        outcome = Outcome(
            document.name,
            name,
            "new",
            document.title,
            document.kind,
            self.case,
            entities=len(found.entities),
            claims=len(found.relations),
            problems=document.warnings,
            words=len(document.text.split()),
        )
        if self.dry:
            return replace(outcome, **self._would(document, name, len(given) + 1))
        before = self._before(name)
        given.append(self._import(document, name, before))
        report = load(self.store, given, name=name, owner=name)
        # by what its name stood for: of a document that is new the case may know some records already
        state = "new" if before is None else "changed" if report.new or report.changed or report.removed else "unchanged"
        figures = {"new": report.new, "changed": report.changed, "unchanged": report.unchanged, "removed": report.removed}
        return replace(outcome, state=state, kept=report.kept, **figures)

    def _would(self, document: Document, name: str, number: int) -> dict[str, Any]:
        """What a load would make of it, by what was loaded under its name before."""
        before = self._before(name)
        if before is None:
            return {"state": "would load", "new": number}
        return {"state": "same as loaded" if before[0] == document.sha256 else "would change"}

    def _before(self, name: str) -> tuple[str, str] | None:
        """Hash and time of what was loaded under a name."""
        rows = self.store.read("MATCH (n:Import {id: $id}) RETURN n.sha256, n.loaded_at", {"id": f"{self.case}/import/{name}"}).rows
        return (rows[0][0], rows[0][1]) if rows else None

    def _import(self, document: Document, name: str, before: tuple[str, str] | None) -> Import:
        """What is noted of the import; the same content loaded again keeps the time at which it came."""
        same = before is not None and before[0] == document.sha256
        at = datetime.fromisoformat(before[1]) if before and same else datetime.now(UTC).replace(microsecond=0)
        return Import(case=self.case, name=name, format=document.kind, path=document.name, sha256=document.sha256, loaded_at=at)


def import_name(document: Document) -> str:
    """The name under which a document is loaded, listed and taken out."""
    from loaders.documents.source import source_key

    return source_key(document.identity).partition(":")[2].encode("ascii", "ignore").decode().strip("-._")[-119:] or document.sha256[:16]


def known(store: GraphStore, case: str) -> Known:
    """What a case has already, by folded names; names that several of one sort have, and weak aliases, are nobody's."""
    entities: dict[tuple[str, str], set[str]] = {}
    for entity in loaded_records(store, Entity, case):
        for name in (entity.name, *(alias.name for alias in entity.aliases if not alias.weak)):
            entities.setdefault((sort_of(entity.kind), fold(name)), set()).add(entity.key)
    voices: dict[str, set[str]] = {}
    for voice in loaded_records(store, Voice, case):
        # nobody can be told by the words for somebody unnamed
        if voice.kind not in (VoiceKind.unnamed, VoiceKind.rumour):
            voices.setdefault(fold(voice.name), set()).add(voice.key)
    return Known(
        {name: next(iter(keys)) for name, keys in entities.items() if len(keys) == 1},
        {name: next(iter(keys)) for name, keys in voices.items() if len(keys) == 1},
    )
