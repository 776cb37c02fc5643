"""Writes the rows of a plan: what the store is known to lack by the engine's bulk way, where there is one and it is much; else by MERGE."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import TracebackType
from typing import Any

from graph.load.intake import Progress, Told
from graph.load.ledger import Ledger
from graph.load.mark import COUNTED
from graph.store import GraphStore
from graph.store.bulk import Bulk, BulkError
from graph.store.links import bulk_cypher
from graph.store.records import node_cypher

MUCH = 2_000
"""New records from which the bulk way is worth its beginning."""
Rows = Iterator[dict[str, Any]]


class Writer:
    """The writing of one load, as a context manager: leaving it brings everything to its place."""

    def __init__(self, store: GraphStore, ledger: Ledger, progress: Told) -> None:
        self.store, self.ledger, self.progress = store, ledger, progress
        much = ledger.count("new node") + ledger.count("new row") >= MUCH
        self._bulk: Bulk | None = store.bulk() if much else None
        self._done: dict[str, int] = {}

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._bulk is not None:
            self._bulk.__exit__(kind, error, trace)

    def merge(
        self, stage: str, step: str, cypher: str, rows: Iterable[Mapping[str, Any]], parameters: Mapping[str, Any] | None = None
    ) -> None:
        """Write rows by a query, telling of how many of the step there are so far."""
        told = self._telling(stage, step)
        before = self._done[step]
        self.store.write_rows(cypher, rows, parameters=parameters, progress=lambda done: told(before + done - self._done[step]))

    def _telling(self, stage: str, step: str) -> Callable[[int], None]:
        """Takes the number of rows that were written since it was told last, and tells how far the step is, all its kinds together."""
        total = self.ledger.count(step)
        self._done.setdefault(step, 0)

        def told(number: int) -> None:
            self._done[step] += number
            self.progress(Progress(stage, self._done[step], total))

        return told

    def new_nodes(self, kind: str) -> None:
        """Make the entities of one kind, told as labels (`Entity:Person`)."""

        def create(bulk: Bulk, first: dict[str, Any], rows: Rows, told: Callable[[int], None]) -> None:
            bulk.nodes(("Entity", first["id"]), ({**row, "degree": 0} for row in rows), told)
            # links are made by Cypher before the rows come: no batch may hold on to what these nodes have
            bulk.close()

        self._new("new node", kind, f"writing {kind}", node_cypher(tuple(kind.split(":"))), {}, create)

    def new_rows(self, kind: str, shared: Mapping[str, Any], note: Callable[[Rows], Rows]) -> None:
        """Make the relationships of one type, source and way; `shared` is what all of them have in common, `note` hears of each."""
        name, _, way = kind.split()

        def create(bulk: Bulk, _: dict[str, Any], rows: Rows, told: Callable[[int], None]) -> None:
            edges = ((row["id"], row["a"], row["b"], {"id": row["id"], "slug": row["id"], **row["said"]}) for row in rows)
            bulk.edges(name, "Entity", edges, shared, told)
            bulk.close()

        # one that is committed after the next load has read would be there twice: that one may go by the bulk way, which looks for none
        cypher = f"{COUNTED} WITH c {bulk_cypher(name, turned=way == 'turned')}"
        self._new("new row", kind, f"writing {name}", cypher, {"shared": shared, "case": shared["case"]}, create, note)

    def _new(
        self,
        step: str,
        kind: str,
        stage: str,
        cypher: str,
        parameters: Mapping[str, Any],
        create: Callable[[Bulk, dict[str, Any], Rows, Callable[[int], None]], None],
        note: Callable[[Rows], Rows] = lambda rows: rows,
    ) -> None:
        if self._bulk is not None:
            rows, told = note(self.ledger.planned(step, kind)), self._telling(stage, step)
            before = self._done[step]
            first = next(rows)
            # the first by MERGE, which makes the type and its indexes
            self.store.write_rows(cypher, [first], parameters=parameters)
            self._done[step] += 1
            try:
                create(self._bulk, first, rows, told)
                return
            except BulkError:
                self._give_up()
                self._done[step] = before
        self.merge(stage, step, cypher, note(self.ledger.planned(step, kind)), parameters)

    def _give_up(self) -> None:
        """The engine went away or refused: what it has is found by MERGE, once it is mended."""
        assert self._bulk is not None
        bulk, self._bulk = self._bulk, None
        bulk.__exit__(None, None, None)
        self.store.mend()
