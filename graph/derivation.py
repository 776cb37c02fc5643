"""Statuses and relationships derived from statements: computed from the evidence, stored so that plain Cypher can ask for them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from graph.evidence import Assessment, Evidence, assess_all
from graph.model import Source, Statement
from graph.queries.decisions import decided_source, standing
from graph.queries.evidence import evidence, evidence_of
from graph.queries.rows import records_by_id
from graph.store import GraphStore
from graph.store.links import FIGURES, STORED, relationship_cypher, shared_by_rows
from graph.store.records import checked_type, dated

Changes = Mapping[str, Collection[str]]
"""Ids of records that are new, changed or to go, by label: Voice, Source, Statement, Claim."""
Told = Callable[[int], None]
_FEW = 200
_SHARE = 0.5
"""For more statements than a few, and than this share of a case, reading all of its evidence is quicker than what each rests on."""
_STARTS = 500
"""Entities whose rows get new figures in one transaction: each may have thousands."""


def derive(store: GraphStore, *, case: str | None = None, statements: Collection[str] | None = None, progress: Told | None = None) -> int:
    """Compute and store the figures of these statements (ids; None = all, of one case or of all), and their relationships.

    Gives back how many. Relationships of statements that are gone are not removed here: the load that removes a statement does that.
    `progress` is told the number done so far. Raises EvidenceError if a claim's source or voice is missing.
    """
    done = 0
    for key, ids in _by_case(store, case, statements):
        rests = evidence_of(store, ids) if ids is not None and _is_part(store, key, len(ids)) else evidence(store, key, timeout=None)
        # statements that came along as rivals have not all that they rest on: they are not assessed
        rows = list(_rows(rests, ids))
        _write(store, rows)
        done += len(rows)
        if progress is not None:
            progress(done)
    return done


def _by_case(store: GraphStore, case: str | None, statements: Collection[str] | None) -> Iterator[tuple[str, set[str] | None]]:
    if statements is None:
        known = (
            [case] if case else [row["case"] for row in store.stream("MATCH (c:Case) RETURN c.case AS case ORDER BY case", timeout=None)]
        )
        yield from ((key, None) for key in known)
        return
    cases: dict[str, set[str]] = {}
    query = "UNWIND $ids AS id MATCH (s:Statement {id: id}) RETURN s.case AS case, s.id AS id"
    for row in store.stream(query, {"ids": sorted(statements)}, timeout=None):
        cases.setdefault(row["case"], set()).add(row["id"])
    yield from cases.items()


def _is_part(store: GraphStore, case: str, number: int) -> bool:
    if number <= _FEW:
        return True
    every: int = store.read("MATCH (s:Statement {case: $case}) RETURN count(s)", {"case": case}).rows[0][0]
    return number < every * _SHARE


def _rows(rests: Evidence, ids: Collection[str] | None) -> Iterator[dict[str, Any]]:
    for slug, assessment in assess_all(rests, among=ids).items():
        waiting = sum(claim.waits for claim in rests.claims.get(slug, ()))
        yield _row(rests.statements[slug], assessment, waiting)


def _row(statement: Statement, assessment: Assessment, waiting: int) -> dict[str, Any]:
    figures = (
        *(assessment.status.value, assessment.rank, assessment.origins_min, assessment.origins_max),
        *(assessment.asserts, assessment.denies, assessment.documents),
    )
    return {
        "id": statement.id,
        "slug": statement.slug,
        "case": statement.case,
        "type": statement.type,
        "a": f"{statement.case}/{statement.subject}",
        "b": f"{statement.case}/{statement.object}" if statement.object else None,
        "role": statement.role,
        **dict(zip(FIGURES, figures, strict=True)),
        "proposed": waiting or None,
        **dated("when", statement.when),
        **dated("first_published", assessment.first_published),
    }


def _write(store: GraphStore, rows: list[dict[str, Any]]) -> None:
    sets = ", ".join(f"s.{name} = row.{name}" for name in STORED)
    store.write_rows(f"UNWIND $rows AS row MATCH (s:Statement {{id: row.id}}) SET {sets}", rows)
    types: dict[str | None, list[dict[str, Any]]] = {}
    for row in rows:
        if row["b"]:
            # Neo4j plans each text anew, which takes it longer than the writing; only it takes the type from the row
            types.setdefault(None if store.engine == "neo4j" else row["type"], []).append(row)
    for name, drawn in types.items():
        store.write_rows(relationship_cypher(name), drawn)


def affected(store: GraphStore, changes: Changes) -> set[str]:
    """The ids of every statement whose status can differ once these records have changed, as the store's links stand now.

    A load asks twice, before and after it writes: what a citation that is gone led to, and what a new one leads to.
    """
    voices = _owned(store, set(changes.get("Voice", ())))
    sources = _citing(store, {*changes.get("Source", ()), *_sources_of(store, voices)})
    claims = {*changes.get("Claim", ()), *_ids(store, "MATCH (s:Source {id: id}) MATCH (s)<-[:IN]-(n:Claim)", sources)}
    claims |= _ids(store, "MATCH (v:Voice {id: id}) MATCH (v)<-[:SAID_BY]-(n:Claim)", voices)
    touched = {*changes.get("Statement", ()), *_ids(store, "MATCH (c:Claim {id: id}) MATCH (c)-[:STATES]->(n:Statement)", claims)}
    touched |= _first_hand(store, voices)
    rivals = _ids(store, "MATCH (s:Statement {id: id}) MATCH (s)-[:CONFLICTS_WITH]-(n:Statement)", touched)
    rivals |= _ids(store, "MATCH (s:Statement {id: id}) MATCH (s)-[:SPEAKS_AGAINST]->(n:Statement)", touched)
    return touched | rivals


def _ids(store: GraphStore, match: str, ids: Iterable[str]) -> set[str]:
    given = sorted(ids)
    if not given:
        return set()
    return {row["id"] for row in store.stream(f"UNWIND $ids AS id {match} RETURN DISTINCT n.id AS id", {"ids": given}, timeout=None)}


def _owned(store: GraphStore, voices: set[str]) -> set[str]:
    """These voices and all that they own: a new owner makes one origin of several."""
    owns: dict[str, set[str]] = {}
    for case in _cases(voices):
        # those that have an owner are few; asked the other way round, an engine holds each voice against every other
        query = "MATCH (n:Voice {case: $case}) WHERE n.owner IS NOT NULL RETURN n.id AS id, n.owner AS owner"
        for row in store.stream(query, {"case": case}, timeout=None):
            owns.setdefault(f"{case}/{row['owner']}", set()).add(row["id"])
    new = voices
    while new:
        new = {id_ for voice in new for id_ in owns.get(voice, ())} - voices
        voices = voices | new
    return voices


def _first_hand(store: GraphStore, voices: set[str]) -> set[str]:
    """The statements of which one of these voices speaks at first hand."""
    found = set()
    for case in _cases(voices):
        query = "MATCH (n:Statement {case: $case}) WHERE size(n.first_hand) > 0 RETURN n.id AS id, n.first_hand AS keys"
        rows = store.stream(query, {"case": case}, timeout=None)
        found |= {row["id"] for row in rows if any(f"{case}/{key}" in voices for key in row["keys"])}
    return found


def _cases(ids: Iterable[str]) -> list[str]:
    return sorted({id_.partition("/")[0] for id_ in ids})


def _sources_of(store: GraphStore, voices: set[str]) -> set[str]:
    return _ids(store, "MATCH (v:Voice {id: id}) MATCH (v)<-[:PUBLISHED_BY|CITES]-(n:Source)", voices)


def _citing(store: GraphStore, sources: set[str]) -> set[str]:
    """These sources and all that cite them, and so on."""
    new = sources
    while new:
        found = _ids(store, "MATCH (s:Source {id: id}) MATCH (s)<-[:CITES]-(n:Source)", new)
        new = found - sources
        sources = sources | new
    return sources


def shared_figures(store: GraphStore, case: str, keys: Collection[str]) -> dict[str, dict[str, Any]]:
    """By key of a data set, what the relationships that are one row of it each have in common, decisions applied."""
    decided = standing(store, case)
    found = {source.key: decided_source(source, decided) for source in records_by_id(store, Source, (f"{case}/{key}" for key in keys))}
    return {key: shared_by_rows(case, key, found.get(key)) for key in keys}


def refresh_rows(store: GraphStore, case: str, sources: Collection[str] | None = None) -> None:
    """Give the bulk relationships of a case, or of these data sets by their keys, the figures that their sources now give.

    Those that have them are left alone: after a load that broke off that is nearly all of them, and asking costs a fraction of writing.
    """
    query = "MATCH (a:Entity {case: $case})-[r]->(:Entity) WHERE r.row IS NOT NULL AND ($sources IS NULL OR r.source IN $sources)"
    given = {"case": case, "sources": None if sources is None else sorted(sources)}
    sets = store.stream(f"{query} RETURN DISTINCT type(r) AS type, r.source AS source", given, timeout=None)
    found = [(row["type"], row["source"]) for row in sets]
    shared = shared_figures(store, case, {key for _, key in found})
    for name, key in found:
        figures = {"source": key, "shared": shared[key]}
        rows = f"[r:`{checked_type(name)}` {{source: $source}}]->(:Entity) WHERE {_differs(shared[key])}"
        starts = f"MATCH (a:Entity {{case: $case}})-{rows} RETURN DISTINCT a.id AS id"
        cypher = f"UNWIND $rows AS row MATCH (:Entity {{id: row.id}})-{rows} SET r += $shared"
        ids = list(store.stream(starts, {"case": case, **figures}, timeout=None))
        store.write_rows(cypher, ids, parameters=figures, size=_STARTS)


def _differs(shared: Mapping[str, Any]) -> str:
    """Whether `r` has other properties than these: one that is null has none."""
    return " OR ".join(
        f"r.`{key}` IS NOT NULL" if value is None else f"coalesce(r.`{key}` <> $shared.`{key}`, true)" for key, value in shared.items()
    )


def count_degrees(store: GraphStore, ids: Iterable[str]) -> None:
    """Keep `degree`, the number of an entity's relationships to entities, for these entities."""
    query = (
        "UNWIND $rows AS row MATCH (n:Entity {id: row.id}) OPTIONAL MATCH (n)-[r]-(:Entity) "
        "WITH n, count(DISTINCT r) AS number WHERE coalesce(n.degree, -1) <> number SET n.degree = number"
    )
    store.write_rows(query, ({"id": id_} for id_ in ids), size=2_000)
