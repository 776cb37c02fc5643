"""The cases of a store: how large each is, what its core is, its timeline."""

from __future__ import annotations

from dataclasses import dataclass

from graph.errors import NotFoundError
from graph.model import Case, Snapshot, TimelinePoint
from graph.queries.proposed import documents, proposed
from graph.queries.rows import records_of_case
from graph.store import GraphStore
from graph.store.records import BY_LABEL

LIMIT_CORE = 300
"""So many entities a case opens with at most."""
_LOOKED_AT = 10 * LIMIT_CORE
"""So many of the most connected are asked whether they wait for review."""


@dataclass(frozen=True)
class CaseSummary:
    """A case and how much of each kind it has; `relationships` are those between entities. `snapshot` where it is one opened to be read."""

    case: Case
    entities: int
    statements: int
    claims: int
    sources: int
    relationships: int
    snapshot: Snapshot | None = None


@dataclass(frozen=True)
class Core:
    """The ids of the entities that a case opens with, most connected first, of so many that its core sources speak of (0 without any)."""

    ids: tuple[str, ...]
    number: int


def cases(store: GraphStore) -> tuple[CaseSummary, ...]:
    """Every case that the store holds, by title; snapshots that were opened come last."""
    counts = {
        label: _counts(store, f"MATCH (n:{label}) RETURN n.case AS case, count(*) AS number")
        for label in ("Entity", "Statement", "Claim", "Source")
    }
    drawn = _counts(store, "MATCH (:Entity)-[r]->(:Entity) RETURN r.case AS case, count(*) AS number")
    form = BY_LABEL["Case"]
    found = [form.read(row["p"]) for row in store.stream("MATCH (n:Case) WHERE n.title IS NOT NULL RETURN properties(n) AS p")]
    opened = snapshots(store)
    summaries = [
        CaseSummary(
            case=case,
            entities=counts["Entity"].get(case.case, 0),
            statements=counts["Statement"].get(case.case, 0),
            claims=counts["Claim"].get(case.case, 0),
            sources=counts["Source"].get(case.case, 0),
            relationships=drawn.get(case.case, 0),
            snapshot=opened.get(case.case),
        )
        for case in found
        if isinstance(case, Case)
    ]
    return tuple(sorted(summaries, key=lambda summary: (summary.snapshot is not None, summary.case.title, summary.case.case)))


def snapshots(store: GraphStore) -> dict[str, Snapshot]:
    """The snapshots that were opened, by the key of their case."""
    form = BY_LABEL["Snapshot"]
    found = [form.read(row["p"]) for row in store.stream("MATCH (n:Snapshot) RETURN properties(n) AS p")]
    return {one.case: one for one in found if isinstance(one, Snapshot)}


def rows_by_status(store: GraphStore, case: str) -> tuple[tuple[str, str, int], ...]:
    """How many rows of data sets a case has: the key of the data set, the status that they have, and their number."""
    rows = "MATCH (:Entity {case: $case})-[r]->(:Entity) WHERE r.row IS NOT NULL"
    query = f"{rows} RETURN r.source AS source, r.status AS status, count(*) AS number ORDER BY source, status"
    return tuple((row["source"], row["status"], row["number"]) for row in store.stream(query, {"case": case}, timeout=None))


def data_sets(store: GraphStore) -> set[str]:
    """The keys of the cases that are another tool's graph or a public data set, loaded as a whole with nothing brought in beside it."""
    itself = "v.key = 'dataset:' + v.case OR v.key = 'dataset:wikidata'"
    query = f"MATCH (v:Voice {{kind: 'dataset'}}) WHERE {itself} RETURN DISTINCT v.case AS key"
    beside = {row["key"] for row in store.stream("MATCH (i:Import) WHERE i.owners IS NOT NULL RETURN DISTINCT i.case AS key")}
    return {row["key"] for row in store.stream(query)} - beside


def _counts(store: GraphStore, query: str) -> dict[str, int]:
    return {row["case"]: row["number"] for row in store.stream(query)}


def case_of(store: GraphStore, case: str) -> Case:
    """One case by its key. Raises NotFoundError with the keys that there are."""
    for found in records_of_case(store, Case, case):
        return found
    known = ", ".join(row["case"] for row in store.stream("MATCH (n:Case) RETURN n.case AS case ORDER BY case"))
    raise NotFoundError(f"The store holds no case {case!r}" + (f"; it holds {known}" if known else "; it is empty, load one first"))


def core(store: GraphStore, case: str) -> Core:
    """The entities to begin with: subject and object of each statement with a claim in a core source, at most LIMIT_CORE of them.

    A case whose sources have no tier begins with its most connected entities, those that wait for review after the others.
    """
    keys: set[str] = set()
    query = (
        "MATCH (d:Source {case: $case}) WHERE d.tier = 'core' MATCH (c:Claim)-[:IN]->(d) MATCH (c)-[:STATES]->(s:Statement) "
        "RETURN DISTINCT s.subject AS subject, s.object AS object"
    )
    for row in store.stream(query, {"case": case}):
        keys |= {key for key in (row["subject"], row["object"]) if key}
    ids = {"ids": [f"{case}/{key}" for key in keys]}
    found = "UNWIND $ids AS id MATCH (n:Entity {id: id})" if keys else "MATCH (n:Entity {case: $case})"
    most = _LOOKED_AT if documents(store) else LIMIT_CORE
    query = f"{found} RETURN n.id AS id, n.owners AS owners ORDER BY n.degree DESC, id LIMIT {most}"
    first = {row["id"]: row["owners"] or () for row in store.stream(query, {"case": case, **ids})}
    waiting = proposed(store, {id_: owners for id_, owners in first.items() if owners})
    # what waits for review is not drawn at first, so it takes no place from what is
    return Core(tuple(sorted(first, key=waiting.__contains__)[:LIMIT_CORE]), len(keys))


def timeline(store: GraphStore, case: str) -> tuple[TimelinePoint, ...]:
    """The dated lines of a case's story, in file order."""
    return tuple(records_of_case(store, TimelinePoint, case))
