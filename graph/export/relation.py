"""A relation as every format writes it: what is said, how it stands, who says so through whom, and who denies it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graph.edtf import span
from graph.evidence import Assessment, ClaimUse
from graph.evidence.counted import day
from graph.labels import clean
from graph.model import Claim, Locator, Row, Source, Stance, Statement
from graph.predicates import words
from graph.store.links import FIGURES, row_figures

Names = Mapping[str, str]
"""Names of voices by key."""
FROM = " ← "


@dataclass(frozen=True, slots=True)
class Relation:
    """A statement, or a row of a data set, with its figures. `source` and `target` are ids of entities; one with a `value` has no target.

    `said_by` and `denied_by` hold a chain for each claim that counts, publisher first, in names; `documents` the keys of the sources that
    these claims stand in; `rivals` the slugs of statements that contest it. Ranges are "at least, at most".
    """

    id: str
    slug: str
    case: str
    source: str
    target: str | None
    predicate: str
    status: str
    rank: int
    why: str
    value: str | None = None
    origins: tuple[int, int] = (0, 0)
    chains: int = 0
    claims: int = 0
    denials: int = 0
    deniers: tuple[int, int] = (0, 0)
    doubts: int = 0
    sources: int = 0
    first_published: str | None = None
    said_by: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()
    when: str | None = None
    where: str | None = None
    from_place: str | None = None
    role: str | None = None
    quantity: str | None = None
    note: str = ""
    data_set: str | None = None
    row: int | None = None
    properties: Mapping[str, str] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """The predicate as a person reads it."""
        return words(self.predicate)

    @property
    def days(self) -> tuple[date | None, date | None]:
        """The first and the last day that `when` can mean."""
        return span(self.when) if self.when else (None, None)

    @property
    def standing(self) -> str:
        """One sentence of its status, and of who says and who denies it: for formats that have but a field of text."""
        parts = [
            f"Status: {self.status} ({self.why}).",
            f"Origins: {spread(self.origins)}; claims: {self.claims}; denials: {self.denials}.",
        ]
        if self.said_by:
            parts.append(f"Said by: {'; '.join(self.said_by)}.")
        if self.denied_by:
            parts.append(f"Denied by: {'; '.join(self.denied_by)}.")
        return " ".join(parts)

    def attributes(self) -> dict[str, str | int]:
        """Everything but its ends and its value as named scalars, in a fixed order; what is not known is an empty text."""
        first, last = self.days
        return {
            "predicate": self.predicate,
            "slug": self.slug,
            "case": self.case,
            "status": self.status,
            "why": self.why,
            "rank": self.rank,
            "origins_min": self.origins[0],
            "origins_max": self.origins[1],
            "chains": self.chains,
            "claims": self.claims,
            "denials": self.denials,
            "deniers_min": self.deniers[0],
            "deniers_max": self.deniers[1],
            "doubts": self.doubts,
            "sources": self.sources,
            "said_by": "\n".join(self.said_by),
            "denied_by": "\n".join(self.denied_by),
            "documents": "\n".join(self.documents),
            "rivals": "\n".join(self.rivals),
            "first_published": self.first_published or "",
            "when": self.when or "",
            "when_from": first.isoformat() if first else "",
            "when_to": last.isoformat() if last else "",
            "where": self.where or "",
            "from": self.from_place or "",
            "role": self.role or "",
            "quantity": self.quantity or "",
            "note": self.note,
            "data_set": self.data_set or "",
            "row": "" if self.row is None else str(self.row),
            "properties": "\n".join(f"{name}: {value}" for name, value in sorted(self.properties.items())),
        }


COUNTS = ("rank", "origins_min", "origins_max", "chains", "claims", "denials", "deniers_min", "deniers_max", "doubts", "sources")
"""Those of `Relation.attributes` that are whole numbers; all others are text."""
ATTRIBUTES = tuple(Relation("", "", "", "", None, "", "", 0, "").attributes())
"""The names of all of them, in order."""


@dataclass(frozen=True, slots=True)
class Said:
    """A claim as exported: the record, the chain in names as completed through what is cited, and why it counts for nothing if it does."""

    claim: Claim
    statement: str
    chains: tuple[str, ...]
    excluded: str | None = None

    @property
    def place(self) -> str:
        """Where in the source it stands."""
        return place(self.claim.locator)


def spread(range_: tuple[int, int]) -> str:
    """A range of counts: "1–10", or "3" where both are the same."""
    least, most = range_
    return str(least) if least == most else f"{least}–{most}"


def place(locator: Locator) -> str:
    """Where in a source, in words; "whole source" if nothing narrower is known."""
    parts = [f"{name} {value:,}" for name in ("page", "row", "sentence") if (value := getattr(locator, name)) is not None]
    if locator.start is not None and locator.end is not None:
        parts.append(f"characters {locator.start:,}–{locator.end:,}")
    return ", ".join(parts) or "whole source"


def of_statement(said: Statement, found: Assessment, names: Names) -> Relation:
    """The relation of an assessed statement."""
    counted = [use for use in found.uses if use.excluded is None]
    return Relation(
        id=said.id,
        slug=said.slug,
        case=said.case,
        source=f"{said.case}/{said.subject}",
        target=f"{said.case}/{said.object}" if said.object else None,
        value=said.value,
        predicate=said.predicate,
        status=found.status.value,
        rank=found.rank,
        why=clean(found.why),
        origins=(found.origins_min, found.origins_max),
        chains=found.chains,
        claims=found.asserts,
        denials=found.denies,
        deniers=(found.deniers_min, found.deniers_max),
        doubts=found.doubts,
        sources=found.documents,
        first_published=found.first_published,
        said_by=tuple(dict.fromkeys(_chains(counted, Stance.asserts, names))),
        denied_by=tuple(dict.fromkeys(_chains(counted, Stance.denies, names))),
        documents=tuple(sorted({use.claim.source for use in counted})),
        rivals=found.rivals,
        when=said.when,
        where=said.where,
        from_place=said.origin_place,
        role=said.role,
        quantity=said.quantity,
        note=said.note,
    )


def terms_of(source: Source, names: Names, as_of: date | None) -> dict[str, Any]:
    """What holds for every row of a data set: it counts from the day that the set was published, and its one origin is the set."""
    published = day(source)
    late = as_of is not None and (published is None or published > as_of)
    figures = row_figures(None if late else source)
    counts = bool(figures["claims"])
    return {name: figures[name] for name in FIGURES if not name.startswith("origins")} | {
        "why": "one row of a data set says so" if counts else "the data set is retracted, or was not published by then",
        "origins": (figures["origins_min"], figures["origins_max"]),
        "chains": figures["claims"],
        "first_published": figures["first_published"],
        "said_by": (clean(names.get(source.publisher, source.publisher)),) if counts else (),
        "documents": (source.key,) if counts else (),
        "data_set": source.key,
    }


def of_row(row: Row, terms: Mapping[str, Any]) -> Relation:
    """The relation of a row of a data set, with the terms of that set."""
    id_ = row.id
    return Relation(
        id=id_,
        slug=id_,
        case=row.case,
        source=f"{row.case}/{row.subject}",
        target=f"{row.case}/{row.object}",
        predicate=row.predicate,
        when=row.when,
        row=row.row,
        properties=row.properties,
        **terms,
    )


def claim_of_rows(source: Source) -> Claim:
    """What the claims of all rows of a data set have in common, as a claim of its own."""
    given = {"case": source.case, "key": "row", "statement": "row", "source": source.key, "chain": (source.publisher,)}
    return Claim.model_validate({**given, "by": "import"})


def row_said(relation: Relation, common: Claim) -> Said:
    """The claim that a row of a data set makes: the one that its set makes for all of them, which is checked once, at this row."""
    own = {"key": f"row-{relation.id}"[:120], "statement": relation.slug, "locator": Locator(row=relation.row)}
    return Said(common.model_copy(update=own), relation.id, relation.said_by, None if relation.claims else relation.why)


def said_of(relation: str, use: ClaimUse, names: Names) -> Said:
    """A claim of the statement of this id, as used in its assessment."""
    return Said(use.claim, relation, tuple(_named(chain, names) for chain in use.chains or (use.claim.chain,)), use.excluded)


def _chains(uses: list[ClaimUse], stance: Stance, names: Names) -> Iterator[str]:
    for use in uses:
        if use.claim.stance is stance:
            yield from (_named(chain, names) for chain in use.chains or (use.claim.chain,))


def _named(chain: tuple[str, ...], names: Names) -> str:
    return FROM.join(clean(names.get(voice, voice)) for voice in chain)
