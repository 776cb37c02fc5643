"""The findings of a content held against its own claims: a file may tell a status that does not follow from what it holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from graph.edtf import latest
from graph.evidence import Evidence
from graph.model import Claim, Status
from graph.snapshot.content import Content, Finding
from graph.snapshot.findings import findings
from graph.store.links import shared_by_rows

_FIGURES = (
    *("status", "rank", "origins", "origins_range", "chains", "asserts", "documents", "publishers", "owners", "denies", "deniers"),
    *("deniers_range", "doubts", "asks", "first_published", "rivals"),
)


LONGEST = 2_000_000
"""Claims times days of all statements up to which their history is computed again: a file could be made to take hours."""


@dataclass(frozen=True)
class Lie:
    """A finding that does not follow: of which statement (slug) or row (id), what the file tells, what its claims give, which figures."""

    name: str
    told: Status
    follows: Status
    figures: tuple[str, ...]


def evidence_of(content: Content) -> Evidence:
    """The evidence that a content holds."""
    claims: dict[str, list[Claim]] = {said.slug: [] for said in content.statements}
    for claim in content.claims:
        claims[claim.statement].append(claim)
    return Evidence(
        content.case.case,
        {voice.key: voice for voice in content.voices},
        {source.key: source for source in content.sources},
        {said.slug: said for said in content.statements},
        {slug: tuple(of) for slug, of in claims.items()},
    )


def recomputed(content: Content) -> dict[str, Finding]:
    """The findings that the claims of a content give, of the statements that it tells one of. Raises EvidenceError."""
    day = latest(content.about.as_of) if content.about.as_of else None
    told = [said.slug for said in content.statements if said.slug in content.findings]
    return findings(evidence_of(content), told, day, history=has_short_history(content))


def has_short_history(content: Content) -> bool:
    """Whether what the statuses were on earlier days can be computed again in seconds."""
    since = {source.key: source.published for source in content.sources}
    days: dict[str, set[str | None]] = {}
    number = Counter(claim.statement for claim in content.claims)
    for claim in content.claims:
        days.setdefault(claim.statement, set()).add(since.get(claim.source))
    # a statement is looked at on the days of its rivals too
    near = {said.slug: {said.slug, *said.conflicts_with, *said.speaks_against} for said in content.statements}
    work = (sum(number[one] for one in around) * len(set().union(*(days.get(one, set()) for one in around))) for around in near.values())
    return sum(work) <= LONGEST


def lies(content: Content) -> tuple[Lie, ...]:
    """Every finding that its claims do not give, those whose status differs first. Raises EvidenceError."""
    found = [*_of_statements(content), *_of_rows(content)]
    return tuple(sorted(found, key=lambda lie: (lie.told == lie.follows, lie.name)))


def _of_statements(content: Content) -> Iterator[Lie]:
    whole = has_short_history(content)
    for slug, follows in recomputed(content).items():
        told = content.findings[slug]
        differ = [name for name in _FIGURES if getattr(told, name) != getattr(follows, name)]
        differ += ["history"] if whole and _moments(told) != _moments(follows) else []
        differ += ["claims that count"] if _excluded(told) != _excluded(follows) else []
        if differ:
            yield Lie(slug, told.status, follows.status, tuple(differ))


def _of_rows(content: Content) -> Iterator[Lie]:
    sources = {source.key: source for source in content.sources}
    for row in content.rows:
        told, shared = content.findings[row.id], shared_by_rows(row.case, row.source, sources[row.source])
        says = {"status": told.status.value, "rank": told.rank, "claims": told.asserts, "denials": told.denies, "sources": told.documents}
        differ = tuple(name for name, value in says.items() if shared[name] != value)
        if differ:
            yield Lie(row.id, told.status, Status(shared["status"]), differ)


def _moments(finding: Finding) -> list[tuple[object, ...]]:
    return [(each.since, each.status, each.asserts, each.denies, each.documents, each.origins) for each in finding.history]


def _excluded(finding: Finding) -> set[str]:
    return {key for key, use in finding.uses.items() if use.excluded}
