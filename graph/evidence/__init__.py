"""How well a statement is supported: status, origins, chains, as of a date. Pure functions over claims and sources.

The rules stand in docs/status-rules.md; counted.py, chains.py, origins.py, disjoint.py and reasons.py hold their parts.
Decisions taken here where the rules leave a choice:

- First hand: the voice must itself be listed in `first_hand` (its owner's being listed is not enough), can be named, and stands last in
  a chain of at most two voices, as given or as completed. Voices of one owner are two here: a sister's reprint is a further hand. Its own
  word stays first hand whatever else its document cites, and whoever else is said to stand behind it.
- Rivals: `conflicts_with` works both ways, whichever side lists it; `A.speaks_against = [B]` makes A a rival of B only. A rival counts
  if claims that count at the as-of date assert it, with a named or unnamed origin; that it is itself denied does not matter.
- "Somebody denies" holds for any counted denial, even where its chains have no end; then its range is 0.
- A voice or source that a claim needs and the evidence lacks is an error; a citation or a rival that the evidence lacks is passed over.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from graph.errors import EvidenceError, NotFoundError
from graph.evidence import reasons
from graph.evidence.chains import Chains, complete
from graph.evidence.counted import ONLY_ASKS, ONLY_DOUBTS, day, reason_against
from graph.evidence.disjoint import separate_chains
from graph.evidence.origins import Origins, can_be_named, find_origins
from graph.model import Claim, Source, Stance, Statement, Status, Voice

RANK: Mapping[Status, int] = {
    Status.unsourced: 0,
    Status.denied: 0,
    Status.contested: 0,
    Status.rumour: 1,
    Status.single_source: 2,
    Status.unconfirmed: 3,
    Status.corroborated: 4,
    Status.confirmed: 5,
}
"""How firm a status is, for filters and paths."""


@dataclass(frozen=True)
class Evidence:
    """What statuses of one case are computed from: voices and sources by key; statements and, in file order, their claims by slug."""

    case: str
    voices: Mapping[str, Voice]
    sources: Mapping[str, Source]
    statements: Mapping[str, Statement]
    claims: Mapping[str, tuple[Claim, ...]]  # by statement slug


@dataclass(frozen=True, slots=True)
class ClaimUse:
    """One claim as used: its completed chains (publisher first), or why it counts for nothing.

    `excluded` ends the sentence "counts for nothing because …". A claim that goes on through citations has several chains: the shortest
    through each thing that its document cites; `cut` says that some may be left out or shortened. A claim that counts and has no chain
    rests on documents that only cite each other.
    """

    claim: Claim
    chains: tuple[tuple[str, ...], ...] = ()
    excluded: str | None = None
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Assessment:
    """The computed status of one statement with every figure that the card shows.

    `origins` and `deniers` are voice keys, one for each origin, named ones first; `chains` counts separate chains; `rivals` are the slugs
    that contest it; `doubts` and `asks` are shown and never count.
    """

    status: Status
    rank: int
    why: str
    origins: tuple[str, ...]
    origins_min: int
    origins_max: int
    chains: int
    asserts: int
    documents: int
    publishers: int
    owners: int
    denies: int
    deniers: tuple[str, ...]
    deniers_min: int
    deniers_max: int
    doubts: int
    asks: int
    first_published: str | None
    rivals: tuple[str, ...]
    uses: tuple[ClaimUse, ...]

    def to_json(self) -> dict[str, object]:
        """The public form: status, origins, chains, asserts, documents, publishers, owners, denies, deniers, why."""
        return {
            "status": self.status.value,
            "origins": [self.origins_min, self.origins_max],
            "chains": self.chains,
            "asserts": self.asserts,
            "documents": self.documents,
            "publishers": self.publishers,
            "owners": self.owners,
            "denies": self.denies,
            "deniers": [self.deniers_min, self.deniers_max],
            "why": self.why,
        }


AsOf = date | None


def assess(evidence: Evidence, slug: str, as_of: AsOf = None) -> Assessment:
    """The status of one statement. Raises NotFoundError for an unknown slug, EvidenceError if a claim's source or voice is missing."""
    if slug not in evidence.statements:
        raise NotFoundError(f"{evidence.case} has no statement {slug}; give the slug of one of its {len(evidence.statements)} statements")
    return _Assessor(evidence, as_of).assess(slug)


def assess_all(evidence: Evidence, as_of: AsOf = None, *, among: Collection[str] | None = None) -> dict[str, Assessment]:
    """The status of every statement, or of those among these ids, by slug in the order of the evidence.

    Raises EvidenceError if a claim's source or voice is missing.
    """
    assessor = _Assessor(evidence, as_of)
    return {slug: assessor.assess(slug) for slug, statement in evidence.statements.items() if among is None or statement.id in among}


@dataclass(frozen=True, slots=True)
class _Side:
    """The counted claims of one stance of one statement, with their chains and origins."""

    claims: tuple[Claim, ...]
    chains: Chains
    origins: Origins


class _Assessor:
    """Assesses statements of one body of evidence at one date."""

    def __init__(self, evidence: Evidence, as_of: AsOf) -> None:
        self.evidence = evidence
        self.as_of = as_of
        self.backed: dict[str, bool] = {}  # rivals: asserted with a named or unnamed origin?
        self.conflicts: dict[str, set[str]] = {}
        self.against: dict[str, set[str]] = {}
        for slug, statement in evidence.statements.items():
            for other in statement.conflicts_with:
                self.conflicts.setdefault(slug, set()).add(other)
                self.conflicts.setdefault(other, set()).add(slug)
            for other in statement.speaks_against:
                self.against.setdefault(other, set()).add(slug)

    def assess(self, slug: str) -> Assessment:
        claims = self.evidence.claims.get(slug, ())
        excluded = self._excluded(claims)
        asserting, denying = self._side(claims, excluded, Stance.asserts), self._side(claims, excluded, Stance.denies)
        if slug in self.conflicts or slug in self.against:
            self.backed[slug] = asserting.origins.somebody
        conflicts = self._asserted(self.conflicts.get(slug), slug)
        against = self._asserted(self.against.get(slug), slug)
        paths = _separate(asserting)
        status, why = self._status(slug, asserting, denying, conflicts, against, paths)
        sources = {claim.source: self.evidence.sources[claim.source] for claim in asserting.claims}
        publishers = {source.publisher for source in sources.values()}
        return Assessment(
            status=status,
            rank=RANK[status],
            why=reasons.sentence(why),
            origins=asserting.origins.voices,
            origins_min=asserting.origins.least,
            origins_max=asserting.origins.most,
            chains=paths,
            asserts=len(asserting.claims),
            documents=len(sources),
            publishers=len(publishers),
            owners=len({self._place(publisher) for publisher in publishers}),
            denies=len(denying.claims),
            deniers=denying.origins.voices,
            deniers_min=denying.origins.least,
            deniers_max=denying.origins.most,
            doubts=excluded.count(ONLY_DOUBTS),
            asks=excluded.count(ONLY_ASKS),
            first_published=_first(sources),
            rivals=tuple(sorted({*conflicts, *against})),
            uses=_uses(claims, excluded, asserting, denying),
        )

    def _status(
        self, slug: str, asserting: _Side, denying: _Side, conflicts: list[str], against: list[str], paths: int
    ) -> tuple[Status, str]:
        """The first status that applies (docs/status-rules.md, table), with its reason."""
        voices, origins = self.evidence.voices, asserting.origins
        if not asserting.claims:
            if denying.claims:
                return Status.denied, f"nobody asserts it; {reasons.denied(denying.origins, voices)}"
            return Status.unsourced, reasons.unsourced(len(self.evidence.claims.get(slug, ())))
        if denying.claims or conflicts or against:
            deniers = denying.origins if denying.claims else None
            return Status.contested, reasons.contested(deniers, conflicts, against, voices)
        if witness := self._witness(slug, asserting):
            return Status.confirmed, reasons.confirmed(*witness)
        if not origins.somebody:
            return Status.rumour, reasons.rumour(origins, len(asserting.claims), voices)
        if origins.least >= 2 and paths >= 2:
            return Status.corroborated, reasons.corroborated(origins, paths, voices)
        if origins.most <= 1:
            return Status.single_source, reasons.single_source(origins, len(asserting.claims), voices)
        return Status.unconfirmed, reasons.unconfirmed(origins, paths, voices)

    def _witness(self, slug: str, asserting: _Side) -> tuple[Voice, Voice] | None:
        """A voice that did the act or holds its record and says so in a chain of at most two, and that chain's publisher."""
        voices = self.evidence.voices
        first_hand = {key for key in self.evidence.statements[slug].first_hand if key in voices and can_be_named(voices[key])}
        if not first_hand:
            return None
        chains = {*asserting.chains.given, *asserting.chains.quoted}
        ways = [chain for chain in chains if len(chain) <= 2 and chain[-1] in first_hand]
        if not ways:
            return None
        way = min(ways, key=lambda chain: (len(chain), chain))
        return voices[way[-1]], voices[way[0]]

    def _asserted(self, slugs: set[str] | None, slug: str) -> list[str]:
        """Those of the statements that are asserted with a named or unnamed origin."""
        return sorted([other for other in slugs if other != slug and self._backed(other)]) if slugs else []

    def _backed(self, slug: str) -> bool:
        if slug not in self.backed:
            claims = self.evidence.claims.get(slug, ()) if slug in self.evidence.statements else ()
            self.backed[slug] = self._side(claims, self._excluded(claims), Stance.asserts).origins.somebody
        return self.backed[slug]

    def _side(self, claims: tuple[Claim, ...], excluded: Sequence[str | None], stance: Stance) -> _Side:
        counted = tuple([claim for claim, reason in zip(claims, excluded, strict=True) if claim.stance is stance and reason is None])
        if not counted:
            return _NOBODY
        chains = complete(counted, self.evidence.sources, self._place)
        return _Side(counted, chains, find_origins(chains, self.evidence.voices))

    def _excluded(self, claims: tuple[Claim, ...]) -> list[str | None]:
        return [reason_against(claim, self._source(claim), self.as_of) for claim in claims]

    def _source(self, claim: Claim) -> Source:
        try:
            return self.evidence.sources[claim.source]
        except KeyError:
            message = f"claim {claim.key} rests on the source {claim.source}, which {self.evidence.case} lacks; add it to the sources"
            raise EvidenceError(message) from None

    def _place(self, voice: str) -> str:
        try:
            return self.evidence.voices[voice].owner or voice
        except KeyError:
            raise EvidenceError(f"a chain names the voice {voice}, which {self.evidence.case} lacks; add it to the voices") from None


_NOBODY = _Side((), Chains((), (), (), set(), {}, set(), set(), set()), Origins(set(), (), 0, 0, 0))


def _separate(side: _Side) -> int:
    places = side.origins.places
    # an origin ends a chain, so a single one is reached, and through itself only
    return len(places) if len(places) < 2 else separate_chains(side.chains.heads, side.chains.links, places)


def _first(sources: Mapping[str, Source]) -> str | None:
    """The date, as given, from which the statement has been asserted: of the source that counts first."""
    dated = [(counts, source.published or "") for source in sources.values() if (counts := day(source)) is not None]
    return min(dated)[1] if dated else None


def _uses(claims: tuple[Claim, ...], excluded: Sequence[str | None], *sides: _Side) -> tuple[ClaimUse, ...]:
    """The claims in the order given; each side holds its counted claims in that order too."""
    ways = {side.claims[0].stance: iter(zip(side.chains.shown, side.chains.cut, strict=True)) for side in sides if side.claims}
    uses = []
    for claim, reason in zip(claims, excluded, strict=True):
        if reason is None:
            chains, cut = next(ways[claim.stance])
            uses.append(ClaimUse(claim, chains, None, cut))
        else:
            uses.append(ClaimUse(claim, (), reason))
    return tuple(uses)
