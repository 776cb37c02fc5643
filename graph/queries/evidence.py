"""The evidence of a case, or as much of it as the status of some statements rests on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import TypeVar

from graph.errors import NotFoundError
from graph.evidence import Evidence
from graph.model import Claim, Source, Statement, Voice
from graph.queries.cases import case_of
from graph.queries.decisions import decided_claim, decided_source, standing
from graph.queries.rows import claims_stating, records_by_id, records_of_case
from graph.store import GraphStore
from graph.store.store import TIMEOUT

K = TypeVar("K", Voice, Source)


def evidence(store: GraphStore, case: str, *, timeout: float | None = TIMEOUT) -> Evidence:
    """Everything that the statuses of a case rest on, decisions applied; `timeout` as in `GraphStore.stream`.

    Raises NotFoundError for an unknown case.
    """
    case_of(store, case)
    return _evidence(
        store,
        case,
        records_of_case(store, Voice, case, timeout=timeout),
        records_of_case(store, Source, case, timeout=timeout),
        records_of_case(store, Statement, case, timeout=timeout),
        records_of_case(store, Claim, case, timeout=timeout),
    )


def evidence_around(store: GraphStore, statement_id: str) -> Evidence:
    """What the status of one statement rests on: its assessment is the same as from the evidence of the whole case.

    Raises NotFoundError for an unknown statement.
    """
    return evidence_of(store, [statement_id])


def evidence_of(store: GraphStore, ids: Collection[str]) -> Evidence:
    """What the statuses of some statements of one case rest on: their claims, their rivals' claims, and all that these cite.

    Raises NotFoundError if the store has none of them.
    """
    statements = records_by_id(store, Statement, {*ids, *rivals(store, ids)})
    if not statements:
        raise NotFoundError(f"The store holds no statement {next(iter(ids), '')!r}")
    case = statements[0].case
    claims = claims_stating(store, (statement.id for statement in statements))
    sources = _reached(store, Source, case, (claim.source for claim in claims), lambda source: (cited.to for cited in source.cites))
    spoken = {voice for claim in claims for voice in claim.chain} | {voice for statement in statements for voice in statement.first_hand}
    spoken |= {source.publisher for source in sources} | {cited.to for source in sources for cited in source.cites}
    voices = _reached(store, Voice, case, spoken, lambda voice: (voice.owner, voice.heard_by))
    return _evidence(store, case, voices, sources, statements, claims)


def _evidence(
    store: GraphStore,
    case: str,
    voices: Iterable[Voice],
    sources: Iterable[Source],
    statements: Iterable[Statement],
    claims: Iterable[Claim],
) -> Evidence:
    decided = standing(store, case)
    known = {statement.slug: statement for statement in statements}
    by_slug: dict[str, list[Claim]] = {slug: [] for slug in known}
    for claim in claims:
        # a load that runs, or broke off, has written or removed one of the two and not yet the other
        if claim.statement in by_slug:
            by_slug[claim.statement].append(decided_claim(claim, decided))
    return Evidence(
        case=case,
        voices={voice.key: voice for voice in voices},
        sources={source.key: decided_source(source, decided) for source in sources},
        statements=known,
        claims={slug: tuple(said) for slug, said in by_slug.items()},
    )


def rivals(store: GraphStore, ids: Iterable[str]) -> set[str]:
    """Statements that cannot hold at the same time, whichever names the other, and those that speak against one of these."""
    query = (
        "UNWIND $ids AS id MATCH (s:Statement {id: id}) MATCH (s)-[r:CONFLICTS_WITH|SPEAKS_AGAINST]-(t:Statement) "
        "WHERE type(r) = 'CONFLICTS_WITH' OR endNode(r).id = id RETURN DISTINCT t.id AS id"
    )
    return {row["id"] for row in store.stream(query, {"ids": list(ids)})}


def _reached(store: GraphStore, kind: type[K], case: str, keys: Iterable[str], onward: Callable[[K], Iterable[str | None]]) -> list[K]:
    """The records of these keys, those that they lead on to, and so on: one look-up for each step."""
    found: dict[str, K] = {}
    seen: set[str] = set()
    wanted = set(keys)
    while wanted:
        seen |= wanted
        new = records_by_id(store, kind, (f"{case}/{key}" for key in sorted(wanted)))
        found |= {record.key: record for record in new}
        wanted = {key for record in new for key in onward(record) if key} - seen
    return list(found.values())
