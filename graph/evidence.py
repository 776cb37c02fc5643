"""How well a statement is supported: status, origins, chains, as of a date. Pure functions over claims and sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from graph.model import Claim, Source, Statement, Status, Voice


@dataclass(frozen=True)
class Evidence:
    """Everything that statuses of one case are computed from; voices and sources by key, statements and claims in file order by slug/key."""

    case: str
    voices: Mapping[str, Voice]
    sources: Mapping[str, Source]
    statements: Mapping[str, Statement]
    claims: Mapping[str, tuple[Claim, ...]]  # by statement slug


@dataclass(frozen=True)
class ClaimUse:
    """One claim as used: its completed chains (publisher first), or why it counts for nothing."""

    claim: Claim
    chains: tuple[tuple[str, ...], ...] = ()
    excluded: str | None = None  # "the writer's own inference", "withdrawn", "proposed, not yet reviewed", "published after …", "retracted", "doubts/asks never count"


@dataclass(frozen=True)
class Assessment:
    """The computed status of one statement with every figure that the card shows."""

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
    rivals: tuple[str, ...]  # slugs that contest it
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
