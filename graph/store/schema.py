"""The schema of a store: indexes that both engines have, the version of what is written, and the mark of a load that did not finish.

What the engines do differently, found by the tests that run on both, is listed here; everything else of the store is the same.

- Full-text indexes, `db.index.fulltext.*` and TEXT indexes are Neo4j's alone: `search` is one folded property, found by CONTAINS.
- Indexes are used for the one label that has them: the embedded engine reads every node to MERGE or MATCH by two labels, and it
  cannot add a label in the transaction that made the node while a constraint holds (see `records.node_cypher`).
- `db.propertyKeys` and `db.schema.*` are empty or absent on the embedded engine; `ANY SHORTEST` and `SHORTEST k` are unknown there,
  `shortestPath` with a predicate over its relationships finds nothing, and EXPLAIN calls every query a write.
- The embedded engine refuses some writes of a reader at the end of the transaction (`Reading.finish`), and lets a MERGE that finds
  everything pass. It computes all rows before the first one goes out, ignores a transaction's timeout and a closed connection: a
  query that will not stop is ended with the engine (`Server.interrupt`). Neo4j ends it, except inside one long expression (`reduce`
  over millions): there neither a closed connection, nor its own timeout, nor TERMINATE TRANSACTION is heeded; the caller does not wait.
- Without rows the embedded engine names no columns. It drops the zone of a time: such times are kept as text, in UTC.
- Two writers that MERGE the same new node: Neo4j locks, the embedded engine reports a duplicate key, and the store tries again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from graph.errors import StoreVersionError

if TYPE_CHECKING:
    from graph.store.store import GraphStore

VERSION = 1
_LABELS = (
    "Entity",
    "Voice",
    "Source",
    "Statement",
    "Claim",
    "Case",
    "Timeline",
    "Decision",
    "Snapshot",
    "MergedEntity",
    "MergedStatement",
    "Redstring",
)
_CASES = _LABELS[:-1]
_KEYS = (("Statement", "slug"), ("Entity", "key"), ("Voice", "key"), ("Source", "key"), ("Claim", "key"))


def prepare(store: GraphStore) -> None:
    """Make the indexes and write the version, where that is not done. Raises StoreVersionError for a store of another version."""
    if version(store) == VERSION:
        return
    # indexes outlive the nodes of a store that was emptied; one look is a tenth of the work of naming each
    there = {row[0] for row in store.read("SHOW INDEXES YIELD name RETURN name").rows}
    for name, cypher in _indexes(store.engine).items():
        if name not in there:
            store.execute(cypher)
    store.execute("MERGE (r:Redstring {id: 'redstring'}) SET r.schema = $version", {"version": VERSION})


def _indexes(engine: str) -> dict[str, str]:
    """What makes each index, by the name that the engine shows it under."""
    found: dict[str, str] = {}
    for label in _LABELS:
        name = f"{label.lower()}_id"
        # the embedded engine names the index of a constraint itself
        shown = f"{label}[id]" if engine == "embedded" else name
        found[shown] = f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
    for label, key in (*((label, "case") for label in _CASES), *_KEYS):
        name = f"{label.lower()}_{key}"
        found[name] = f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{label}) ON (n.{key})"
    if engine == "neo4j":
        found["entity_search"] = "CREATE TEXT INDEX entity_search IF NOT EXISTS FOR (n:Entity) ON (n.search)"
    return found


def version(store: GraphStore, *, timeout: float = 30.0) -> int | None:
    """The version of what the store holds; None for a store that was never written. Raises StoreVersionError for another than ours."""
    rows = store.read("MATCH (r:Redstring {id: 'redstring'}) RETURN r.schema", timeout=timeout).rows
    if not rows:
        return None
    if rows[0][0] != VERSION:
        raise StoreVersionError(
            f"The store at {store.address} has version {rows[0][0]}, this program reads {VERSION}. Dump it with the program that wrote it, "
            "and restore the dump into an empty store"
        )
    return VERSION


def state(store: GraphStore) -> tuple[str, str | None]:
    """The revision and the name of a load that did not finish, of one moment."""
    rows = store.read("MATCH (r:Redstring {id: 'redstring'}) RETURN r.revision, r.loading").rows
    return (str(rows[0][0] or ""), rows[0][1]) if rows else ("", None)


def loading(store: GraphStore) -> str | None:
    """The name of a load that did not finish."""
    return state(store)[1]


def revision(store: GraphStore) -> str:
    """A text that is another one when a load, a restore or a decision has begun or ended since."""
    return state(store)[0]


def mark_loading(store: GraphStore, name: str) -> None:
    """Say that a load has begun."""
    given = {"name": name, "revision": uuid4().hex}
    store.execute("MERGE (r:Redstring {id: 'redstring'}) SET r.loading = $name, r.revision = $revision", given)


def clear_loading(store: GraphStore) -> None:
    """Say that no load is unfinished."""
    given = {"revision": uuid4().hex}
    store.execute("MATCH (r:Redstring {id: 'redstring'}) SET r.loading = null, r.revision = $revision", given)
