"""Small evidence for tests, written in a few words. The kind of a voice is the part of its key before the colon."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from graph.evidence import Assessment, Evidence, assess
from graph.evidence.completed import completed
from graph.model import Citation, Claim, Source, Statement, Voice, VoiceKind

CASE = "made"


class Made:
    """Collects documents, claims and statements; voices come into being when they are named."""

    def __init__(self, **owners: str) -> None:
        self.owners = {f"outlet:{name}": owner for name, owner in owners.items()}
        self.sources: dict[str, Source] = {}
        self.claims: dict[str, list[Claim]] = {"s": []}
        self.statements: dict[str, Statement] = {}
        self.statement("s")

    def statement(self, slug: str, **facts: Any) -> Made:
        self.statements[slug] = Statement(case=CASE, slug=slug, subject="person:x", predicate="knows", object=f"person:{slug}", **facts)
        self.claims.setdefault(slug, [])
        return self

    def document(self, key: str, publisher: str, *cites: str, how: str = "relays", **facts: Any) -> Made:
        """A document `src:<key>`; what it cites is a voice if it has a colon, else the key of another document."""
        citations = tuple(Citation.model_validate({"to": to if ":" in to else f"src:{to}", "how": how}) for to in cites)
        self.sources[f"src:{key}"] = Source(case=CASE, key=f"src:{key}", publisher=publisher, cites=citations, **facts)
        return self

    def claim(self, document: str, *chain: str, slug: str = "s", **facts: Any) -> Made:
        """One claim in a document, the publisher's own word without a chain; a document not described before is published by chain[0]."""
        if f"src:{document}" not in self.sources:
            self.document(document, chain[0])
        source = self.sources[f"src:{document}"]
        key = f"c{sum(len(claims) for claims in self.claims.values())}"
        claim = Claim(case=CASE, key=key, statement=slug, source=source.key, chain=chain or (source.publisher,), **facts)
        self.claims.setdefault(slug, []).append(claim)
        return self

    def says(self, *chains: str, stance: str = "asserts", slug: str = "s") -> Made:
        """One document for each chain, written `outlet:a outlet:b unnamed:c`."""
        for chain in chains:
            self.claim(f"d{len(self.sources)}", *chain.split(), slug=slug, stance=stance)
        return self

    def evidence(self) -> Evidence:
        keys = {voice for claims in self.claims.values() for claim in claims for voice in claim.chain}
        keys |= {source.publisher for source in self.sources.values()} | set(self.owners.values())
        keys |= {citation.to for source in self.sources.values() for citation in source.cites}
        keys |= {voice for statement in self.statements.values() for voice in statement.first_hand}
        voices = {key: self._voice(key) for key in sorted(keys) if not key.startswith("src:")}
        claims = {slug: tuple(claims) for slug, claims in self.claims.items()}
        return Evidence(CASE, voices, dict(self.sources), dict(self.statements), claims)

    def _voice(self, key: str) -> Voice:
        kind, name = key.split(":")
        return Voice(case=CASE, key=key, name=name.capitalize(), kind=VoiceKind(kind), owner=self.owners.get(key))

    def assess(self, slug: str = "s", as_of: date | None = None) -> Assessment:
        return assess(self.evidence(), slug, as_of)


def figures(found: Assessment) -> tuple[str, int, int, int]:
    """Status, origins at least and at most, separate chains."""
    return found.status.value, found.origins_min, found.origins_max, found.chains


def shown(found: Assessment) -> Sequence[str]:
    """The chains of all claims that count, as text."""
    return [" ".join(chain) for use in found.uses for chain in use.chains]


def agrees(evidence: Evidence, found: Assessment) -> None:
    """Chains as they are shown hold what the assessment used, and end at its origins alone."""
    chains = completed(evidence, found)
    for use in found.uses:
        own = chains[use.claim.key]
        assert own
        assert all(one.said[0] == evidence.sources[use.claim.source].publisher for one in own)
        if use.chains:
            assert [one.said + one.cited for one in own] == list(use.chains)
        assert all((one.origin is None) == bool(one.why) for one in own if use.excluded is None)
    for origins, stance in ((found.origins, "asserts"), (found.deniers, "denies")):
        uses = [use for use in found.uses if use.claim.stance == stance]
        reached = {one.origin for use in uses for one in chains[use.claim.key]} - {None}
        assert reached <= {*origins}
        if not any(use.cut for use in uses):
            assert reached == {*origins}
