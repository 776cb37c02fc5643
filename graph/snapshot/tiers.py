"""Evidence of some tiers of sources alone, such as the core: what only other sources say stays out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from graph.evidence import Evidence
from graph.model import Source, Statement


def within(evidence: Evidence, tiers: Collection[str]) -> Evidence:
    """The evidence as if there were no sources but those of these tiers. Statements that nobody speaks of any more go too."""
    sources = {key: source for key, source in evidence.sources.items() if source.tier in tiers}
    kept = {slug: tuple(claim for claim in claims if claim.source in sources) for slug, claims in evidence.claims.items()}
    statements = {slug: said for slug, said in evidence.statements.items() if kept.get(slug) or not evidence.claims.get(slug)}
    claims = {slug: kept[slug] for slug in statements if slug in kept}
    heard = {voice for said in claims.values() for claim in said for voice in claim.chain}
    heard |= {key for said in statements.values() for key in said.first_hand}
    heard |= {source.publisher for source in sources.values()}
    known = heard | {cited.to for source in sources.values() for cited in source.cites}
    while more := {key for voice in known & evidence.voices.keys() for key in _behind(evidence, voice)} - known:
        known |= more
    voices = {key: voice for key, voice in evidence.voices.items() if key in known}
    bare = {key: _citing(source, {*sources, *voices}) for key, source in sources.items()}
    return replace(evidence, voices=voices, sources=bare, statements=statements, claims=claims)


def touched(statements: Collection[Statement]) -> set[str]:
    """The keys of the entities that statements name."""
    return {key for said in statements for key in (said.subject, said.object, said.where, said.origin_place) if key}


def _behind(evidence: Evidence, voice: str) -> list[str]:
    return [key for key in (evidence.voices[voice].owner, evidence.voices[voice].heard_by) if key]


def _citing(source: Source, known: Collection[str]) -> Source:
    return source.model_copy(update={"cites": tuple(cited for cited in source.cites if cited.to in known)})
