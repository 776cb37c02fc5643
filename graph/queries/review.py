"""What was found in documents and waits for a person: the documents, and what each of them proposes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.model import Claim, Decision, Import, Review, Source, Statement, Status
from graph.queries.corrections import is_correction
from graph.queries.decisions import decided_claim, decisions_about
from graph.queries.rows import records_by_id
from graph.store import GraphStore, schema

_FOUND = "c.by IN ['rules', 'model']"
"""Which claims a machine found."""


@dataclass(frozen=True)
class Reviewed:
    """A document in which something was found: how much, and of how much nobody has decided yet."""

    source: Source
    total: int
    left: int


@dataclass(frozen=True)
class Proposal:
    """One claim that a machine found, as it was found, and what became of it.

    `decision` is the review that holds, `note` the note. `status` is that of its statement now, `imports` the names of what brought it.
    `edition` is another one when its claim or statement is.
    """

    claim: Claim
    statement: Statement
    status: Status
    decision: Decision | None = None
    note: Decision | None = None
    imports: tuple[str, ...] = ()
    edition: tuple[str | None, ...] = ()

    @property
    def corrected(self) -> bool:
        """Whether it was accepted with corrections: then what counts is a claim beside it."""
        return is_correction(self.decision)

    @property
    def review(self) -> Review:
        """Proposed as long as nobody has decided; as it was found, one that was corrected is rejected."""
        decided = {("review", self.claim.id): self.decision} if self.decision is not None else {}
        return decided_claim(self.claim, decided).reviewed


def is_found(store: GraphStore, case: str) -> bool:
    """Whether anything in a case was found by a machine."""
    return bool(store.read(f"MATCH (c:Claim {{case: $case}}) WHERE {_FOUND} RETURN 1 AS one LIMIT 1", {"case": case}).rows)


def reviewed(store: GraphStore, case: str) -> tuple[Reviewed, ...]:
    """The documents of a case in which something was found: those with something left first, each kind by title."""
    query = f"MATCH (c:Claim {{case: $case}}) WHERE {_FOUND} RETURN c.id AS id, c.source AS source, c.review AS review"
    rows = list(store.stream(query, {"case": case}, timeout=None))
    decided = decisions_about(store, case, "review")
    total: dict[str, int] = {}
    left: dict[str, int] = {}
    for row in rows:
        key = row["source"]
        total[key] = total.get(key, 0) + 1
        left[key] = left.get(key, 0) + (_word(row, decided) is Review.proposed)
    sources = records_by_id(store, Source, (f"{case}/{key}" for key in total))
    found = [Reviewed(source, total[source.key], left[source.key]) for source in sources]
    return tuple(sorted(found, key=lambda one: (not one.left, one.source.title.casefold(), one.source.key)))


def undecided(store: GraphStore, case: str, imports: Collection[str]) -> frozenset[str]:
    """The keys of the documents of these imports in which something was found that nobody has decided on yet."""
    query = f"MATCH (c:Claim {{case: $case}}) WHERE {_FOUND} AND any(name IN c.owners WHERE name IN $names) "
    query += "RETURN c.id AS id, c.source AS source, c.review AS review"
    decided = decisions_about(store, case, "review")
    rows = store.stream(query, {"case": case, "names": list(imports)}, timeout=None)
    return frozenset(row["source"] for row in rows if _word(row, decided) is Review.proposed)


def _word(row: Mapping[str, Any], decided: Mapping[str, Decision]) -> Review:
    decision = decided.get(row["id"])
    return Review(str(decision.content["review"])) if decision else Review(row["review"] or Review.proposed)


def moment(store: GraphStore, case: str) -> tuple[str, int]:
    """What is another one once something was loaded or decided."""
    query = "MATCH (n:Decision {case: $case}) RETURN count(n)"
    return schema.revision(store), int(store.read(query, {"case": case}).rows[0][0])


def proposals(store: GraphStore, case: str, source: str | None = None, *, before: Iterable[Proposal] = ()) -> tuple[Proposal, ...]:
    """What was found in a document of a case, by its key, or in all of them: in the order of the text, then as they were found.

    Of what was read `before` only what differs is read again.
    """
    where = f"{_FOUND} AND c.source = $source" if source is not None else _FOUND
    query = f"MATCH (c:Claim {{case: $case}}) WHERE {where} MATCH (c)-[:STATES]->(s:Statement) "
    columns = ", ".join(f"{node}.{name}" for node in ("c", "s") for name in ("id", "hash", "was"))
    query += f"RETURN c.id AS id, s.id AS statement, s.status AS status, c.owners AS owners, [{columns}] AS edition, c.order AS place"
    rows = {row["id"]: row for row in store.stream(query, {"case": case, "source": source}, timeout=None)}
    seen = tuple(before)
    held = {one.claim.id: one for one in seen if one.claim.id in rows and list(one.edition) == rows[one.claim.id]["edition"]}
    new = {id_: row for id_, row in rows.items() if id_ not in held}
    statements = {one.statement.id: one.statement for one in held.values()}
    statements |= {said.id: said for said in records_by_id(store, Statement, (row["statement"] for row in new.values()))}
    decided = decisions_about(store, case, "review", known=(one.decision for one in seen if one.decision))
    noted = decisions_about(store, case, "note", known=(one.note for one in seen if one.note))
    found = []
    for claim in (*(one.claim for one in held.values()), *records_by_id(store, Claim, new)):
        row = rows[claim.id]
        said = statements.get(row["statement"])
        if said is None:
            # it went with a load between two questions
            continue
        status, owners = Status(row["status"] or Status.unsourced), tuple(row["owners"] or ())
        edition, place = tuple(row["edition"]), row["place"]
        found.append((place, Proposal(claim, said, status, decided.get(claim.id), noted.get(claim.id), owners, edition=edition)))
    return tuple(proposal for _, proposal in sorted(found, key=lambda one: (*_place(one[1]), one[0])))


def _place(proposal: Proposal) -> tuple[str, int, int]:
    where = proposal.claim.locator
    return proposal.claim.source, where.start if where.start is not None else -1, where.end or 0


@dataclass(frozen=True)
class Choices:
    """What a correction can choose from: names of entities and voices by key, and predicates; cut at `most` of each."""

    entities: Mapping[str, str]
    voices: Mapping[str, str]
    predicates: tuple[str, ...]


def choices_for(store: GraphStore, case: str, most: int) -> Choices:
    """The entities with most relationships first, the voices by name."""
    given = {"case": case, "most": most}
    query = "MATCH (n:Entity {case: $case}) RETURN n.key AS key, n.name AS name, n.kind AS kind ORDER BY n.degree DESC, n.key LIMIT $most"
    entities = {row["key"]: f"{row['name']} ({row['kind']})" for row in store.stream(query, given)}
    query = "MATCH (n:Voice {case: $case}) RETURN n.key AS key, n.name AS name ORDER BY n.name, n.key LIMIT $most"
    voices = {row["key"]: row["name"] for row in store.stream(query, given)}
    query = "MATCH (n:Statement {case: $case}) RETURN DISTINCT n.predicate AS predicate ORDER BY predicate"
    return Choices(entities, voices, tuple(row["predicate"] for row in store.stream(query, given)))


def import_of(store: GraphStore, case: str, found: Iterable[Proposal]) -> Import | None:
    """What brought a document's proposals, read from the same bytes; None if they came with the case itself."""
    for proposal in found:
        known = records_by_id(store, Import, (f"{case}/import/{name}" for name in proposal.imports))
        fitting = [one for one in known if one.sha256 and one.sha256 == proposal.claim.locator.sha256]
        if fitting:
            return fitting[0]
    return None
