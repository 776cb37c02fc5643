"""Assessments as a snapshot keeps them: figures, chains of the claims, and what they were on earlier days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from graph.evidence import Assessment, Evidence, assess, assess_all
from graph.evidence.completed import completed
from graph.evidence.counted import day
from graph.snapshot.content import Finding, Moment, Use, Way


def findings(evidence: Evidence, slugs: Iterable[str], as_of: date | None, *, history: bool = True) -> dict[str, Finding]:
    """The findings of some statements as of a date, by slug; without `history` what they were before is left out.

    Raises EvidenceError if a source or voice is missing.
    """
    assessed, around = assess_all(evidence, as_of), _around(evidence)

    def before(slug: str) -> tuple[Moment, ...]:
        return _history(_near(evidence, slug, around), slug, as_of, assessed[slug]) if history else ()

    return {slug: _finding(assessed[slug], evidence, before(slug)) for slug in sorted(slugs)}


def _around(evidence: Evidence) -> dict[str, set[str]]:
    """For each statement those that its status depends on besides its own claims: what cannot hold beside it, or speaks against it."""
    around: dict[str, set[str]] = {slug: set() for slug in evidence.statements}
    for slug, said in evidence.statements.items():
        for other in said.conflicts_with:
            around[slug].add(other)
            around.setdefault(other, set()).add(slug)
        for other in said.speaks_against:
            around.setdefault(other, set()).add(slug)
    return around


def _near(evidence: Evidence, slug: str, around: Mapping[str, set[str]]) -> Evidence:
    """So much of the evidence as the status of one statement needs: looking through all of it for each day would take minutes."""
    near = [each for each in (slug, *sorted(around[slug])) if each in evidence.statements]
    statements = {each: evidence.statements[each] for each in near}
    return replace(evidence, statements=statements, claims={each: evidence.claims.get(each, ()) for each in near})


def _finding(found: Assessment, evidence: Evidence, history: tuple[Moment, ...]) -> Finding:
    chains = completed(evidence, found)
    uses = {
        use.claim.key: Use(
            ways=tuple(Way(said=way.said, cited=way.cited, origin=way.origin, why=way.why) for way in chains[use.claim.key]),
            excluded=use.excluded,
            cut=use.cut,
        )
        for use in found.uses
    }
    return Finding(
        status=found.status,
        rank=found.rank,
        why=found.why,
        origins=found.origins,
        origins_range=(found.origins_min, found.origins_max),
        chains=found.chains,
        asserts=found.asserts,
        documents=found.documents,
        publishers=found.publishers,
        owners=found.owners,
        denies=found.denies,
        deniers=found.deniers,
        deniers_range=(found.deniers_min, found.deniers_max),
        doubts=found.doubts,
        asks=found.asks,
        first_published=found.first_published,
        rivals=found.rivals,
        uses=uses,
        history=history,
    )


def _history(near: Evidence, slug: str, as_of: date | None, last: Assessment) -> tuple[Moment, ...]:
    """What the status was from each day on that something of it changed, oldest first; `last` is what it is at the end."""
    days, dated = _days(near, as_of)
    moments: list[Moment] = []
    before = None
    for since in days:
        # with every source dated, all of them count on the last day
        told = _told(last if dated and since == days[-1] else assess(near, slug, since))
        if told != before:
            moments.append(Moment(since=since.isoformat(), **told))
        before = told
    return tuple(moments)


def _told(found: Assessment) -> dict[str, Any]:
    """What a moment tells of an assessment."""
    return {
        "status": found.status,
        "asserts": found.asserts,
        "denies": found.denies,
        "documents": found.documents,
        "origins": (found.origins_min, found.origins_max),
        "why": found.why,
    }


def _days(near: Evidence, as_of: date | None) -> tuple[list[date], bool]:
    """The days from which one of its sources counts, and whether each source has one that is not after the date."""
    sources = {claim.source for claims in near.claims.values() for claim in claims}
    counted = {key: day(near.sources[key]) for key in sources}
    days = sorted({since for since in counted.values() if since is not None and (as_of is None or since <= as_of)})
    return days, all(since is not None and (as_of is None or since <= as_of) for since in counted.values())
