"""A case taken out of a store, with everything that a load of it brought. Broken off, it is finished by doing it again."""

from __future__ import annotations

from collections.abc import Callable

from graph.errors import NotFoundError, StoreAccessError
from graph.load.intake import Progress
from graph.load.mark import Mark, mark_case, unmark_case
from graph.store import GraphStore
from graph.store.records import BY_LABEL

_LAST = ("Snapshot", "Case")
"""What says what the rest is goes last."""


def close(store: GraphStore, case: str, *, progress: Callable[[Progress], None] | None = None) -> int:
    """Take out a snapshot that was opened to be read; gives back how many records went.

    Raises NotFoundError if there is no such case, StoreAccessError if it is no snapshot, StoreError.
    """
    told = progress or (lambda _: None)
    with store.alone(lambda: told(Progress("waiting for another load", 0))):
        held = store.read("MATCH (c:Case {id: $case}) OPTIONAL MATCH (s:Snapshot {case: $case}) RETURN s.title", {"case": case}).rows
        if not held:
            raise NotFoundError(f"The store holds no case {case!r}")
        if held[0][0] is None:
            raise StoreAccessError(f"{case} is no snapshot that was opened, so it is not closed")
        mark_case(store, case, Mark(held[0][0], {}))
        number = 0
        for label in (label for label in BY_LABEL if label not in _LAST):
            told(Progress(f"removing {label}", number))
            ids = [row["id"] for row in store.stream(f"MATCH (n:{label} {{case: $case}}) RETURN n.id AS id", {"case": case}, timeout=None)]
            cypher = f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) DETACH DELETE n"
            number += store.write_rows(cypher, ({"id": id_} for id_ in ids), size=1_000)
        store.execute("MATCH (r:Redstring {id: $id}) DETACH DELETE r", {"id": f"start/{case}"})
        # both at once: half of it would be a case that nobody could close
        last = " OR ".join(f"n:{label}" for label in _LAST)
        store.execute(f"MATCH (n {{case: $case}}) WHERE {last} DETACH DELETE n", {"case": case})
        unmark_case(store, case)
    return number + len(_LAST)
