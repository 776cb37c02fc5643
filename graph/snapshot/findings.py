"""Assessments as a snapshot keeps them: figures, chains of the claims, and what they were on earlier days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from graph.evidence import Assessment, Evidence, assess, assess_all
from graph.evidence.completed import completed
from graph.evidence.counted import day
from graph.snapshot.content import Finding, Moment, Use, Way


def findings(evidence: Evidence, slugs: Iterable[str], as_of: date | None) -> dict[str, Finding]:
    """The findings of some statements as of a date, by slug. Raises EvidenceError if a source or voice is missing."""
    assessed = assess_all(evidence, as_of)
    return {slug: _finding(assessed[slug], evidence, _history(evidence, slug, as_of)) for slug in sorted(slugs)}


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


def _history(evidence: Evidence, slug: str, as_of: date | None) -> tuple[Moment, ...]:
    """What the status was from each day on that something of it changed, oldest first."""
    moments: list[Moment] = []
    for since in _days(evidence, slug, as_of):
        found = assess(evidence, slug, since)
        moment = Moment(
            since=since.isoformat(),
            status=found.status,
            asserts=found.asserts,
            denies=found.denies,
            documents=found.documents,
            origins=(found.origins_min, found.origins_max),
            why=found.why,
        )
        if not moments or moments[-1].model_copy(update={"since": moment.since}) != moment:
            moments.append(moment)
    return tuple(moments)


def _days(evidence: Evidence, slug: str, as_of: date | None) -> list[date]:
    """The days from which a source of it, or of what cannot hold beside it, counts."""
    statement = evidence.statements[slug]
    around = {slug, *statement.conflicts_with}
    around |= {other.slug for other in evidence.statements.values() if slug in other.conflicts_with or slug in other.speaks_against}
    sources = {claim.source for near in around for claim in evidence.claims.get(near, ())}
    days = {since for key in sources if (since := day(evidence.sources[key])) is not None}
    return sorted(since for since in days if as_of is None or since <= as_of)
