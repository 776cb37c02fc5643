"""A case taken out of a store, with everything that a load of it brought. Broken off, it is finished by doing it again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from graph.errors import NotFoundError, StoreAccessError
from graph.load.intake import Progress, Told
from graph.load.mark import Mark, mark_case, unmark_case
from graph.store import GraphStore
from graph.store.records import BY_LABEL

_LAST = ("Snapshot", "Import", "Case")
"""What says what the rest is goes last."""
_TOGETHER = 1_000


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
            raise StoreAccessError(f"{case} is no snapshot that was opened, so it is not closed; `redstring unload` takes out the rest")
        return _remove(store, case, held[0][0], [*BY_LABEL], told)


def take_out(store: GraphStore, case: str, name: str, told: Told) -> int:
    """Take out a case into which nothing else came that stays, which is not merged; `name` stands in the mark. Decisions stay.

    Gives back how many records went.
    """
    with store.alone(lambda: told(Progress("waiting for another load", 0))):
        return _remove(store, case, name, [label for label in BY_LABEL if label != "Decision"], told)


def _remove(store: GraphStore, case: str, name: str, labels: list[str], told: Told) -> int:
    mark_case(store, case, Mark(name, {}))
    rows = "MATCH (:Entity {case: $case})-[r]->(:Entity) WHERE r.row IS NOT NULL RETURN count(r)"
    number = int(store.read(rows, {"case": case}, timeout=None).rows[0][0])
    for label in (label for label in labels if label not in _LAST):
        ids = [row["id"] for row in store.stream(f"MATCH (n:{label} {{case: $case}}) RETURN n.id AS id", {"case": case}, timeout=None)]
        cypher = f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) DETACH DELETE n"
        number += store.write_rows(cypher, _rows(ids, f"removing {label}", told), size=_TOGETHER)
    store.execute("MATCH (r:Redstring {id: $id}) DETACH DELETE r", {"id": f"start/{case}"})
    # all at once: half of it would be a case that nobody could take out
    last = " OR ".join(f"n:{label}" for label in _LAST)
    ends = store.read(f"MATCH (n {{case: $case}}) WHERE {last} RETURN count(n)", {"case": case}).rows[0][0]
    store.execute(f"MATCH (n {{case: $case}}) WHERE {last} DETACH DELETE n", {"case": case})
    unmark_case(store, case)
    return number + int(ends)


def _rows(ids: Sequence[str], stage: str, told: Told) -> Iterator[dict[str, str]]:
    """The ids as rows, telling how far they are."""
    for done, id_ in enumerate(ids):
        if done % _TOGETHER == 0:
            told(Progress(stage, done, len(ids)))
        yield {"id": id_}
