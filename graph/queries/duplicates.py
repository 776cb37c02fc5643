"""The pairs of entities of a case that may be the same, as far as nobody has decided of them."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.duplicates.candidate import Around, Candidate, Subject
from graph.duplicates.names import name_of
from graph.duplicates.ranking import ranked
from graph.duplicates.scoring import compared
from graph.errors import NotFoundError
from graph.evidence import Evidence
from graph.merges.pairs import groups, pair_of, same, sort_of
from graph.merges.preview import Effect, preview
from graph.model import Source
from graph.predicates import words
from graph.queries.card import EntityCard, entity
from graph.queries.evidence import evidence_of
from graph.queries.merges import merges
from graph.queries.rows import records_by_id
from graph.store import GraphStore

_DATED = re.compile(r"birth|born|death|died|incorporat|found(?:ed|ing)|dissol", re.IGNORECASE)
_BUSY = 300
"""Of an entity with more relationships, what it shares with others says little and is not read."""
_LOOKED_AT = 3
"""So many times the number that was asked for are looked at closely, for what the graph tells moves a pair up or down."""


@dataclass(frozen=True)
class Duplicates:
    """The likeliest pairs, best first; `compared` pairs of `entities` were held against each other, `cut` were in blocks too large."""

    candidates: tuple[Candidate, ...]
    entities: int
    compared: int
    cut: int


def duplicates(store: GraphStore, case: str, *, limit: int = 200, kind: str | None = None) -> Duplicates:
    """The pairs that may be the same and of which nobody has decided; with `kind` of that sort alone."""
    subjects = [one for one in _subjects(store, case) if kind is None or one.sort == sort_of(kind)]
    decided = _decided(store, case)
    found = ranked(subjects, limit * _LOOKED_AT, lambda a, b: pair_of(decided.of.get(a, a), decided.of.get(b, b)) in decided.pairs)
    by_id = {subject.id: subject for subject in subjects}
    near = _Near(store, case, {id_ for one in found.candidates for id_ in (one.a, one.b)})
    closer = [compared(by_id[one.a], by_id[one.b], near.around(one.a, one.b)) for one in found.candidates]
    likely = sorted((one for one in closer if one.score > 0), key=lambda one: (-one.score, one.a, one.b))
    return Duplicates(tuple(likely[:limit]), len(subjects), found.compared, found.cut)


def compared_in(store: GraphStore, case: str, pair: tuple[str, str]) -> Candidate:
    """One pair of a case held against each other. Raises NotFoundError if either is not there."""
    by_id = {one.id: one for one in _subjects(store, case, pair)}
    if lacking := [id_ for id_ in pair if id_ not in by_id]:
        raise NotFoundError(f"The store holds no entity {lacking[0]!r}")
    return compared(by_id[pair[0]], by_id[pair[1]], _Near(store, case, set(pair)).around(*pair))


@dataclass(frozen=True)
class _Decided:
    """The pairs that were decided, by what stands for the groups of their entities."""

    of: Mapping[str, str]
    pairs: Collection[tuple[str, str]]


def _decided(store: GraphStore, case: str) -> _Decided:
    held = merges(store, case)
    of = {id_: group[0] for group in groups(same(held)) for id_ in group}
    return _Decided(of, {pair_of(of.get(a, a), of.get(b, b)) for a, b in held})


def _subjects(store: GraphStore, case: str, ids: Collection[str] = ()) -> Iterator[Subject]:
    """The entities of a case as they are compared, or some of them."""
    columns = ", ".join(
        f"n.{name} AS {name}" for name in ("id", "kind", "name", "aliases", "alias_details", "ids", "when", "properties", "owners")
    )
    some = "UNWIND $ids AS id MATCH (n:Entity {id: id})" if ids else "MATCH (n:Entity {case: $case})"
    rows = store.stream(f"{some} RETURN {columns} ORDER BY n.id", {"case": case, "ids": list(ids)}, timeout=None)
    if ids:
        rows = iter(found := list(rows))
        files = _files(store, case, {owner for row in found for owner in row["owners"] or ()})
    else:
        files = _files(store, case)
    for row in rows:
        details = json.loads(row["alias_details"]) if row["aliases"] else []
        aliases = (name_of(name, weak=bool(weak), alias=True) for name, (_, _, weak) in zip(row["aliases"], details, strict=True))
        yield Subject(
            id=row["id"],
            kind=row["kind"],
            names=(name_of(row["name"]), *aliases),
            ids=json.loads(row["ids"]) if row["ids"] else {},
            dates=_dates(row),
            imports=frozenset(files.get(owner, owner) for owner in row["owners"] or () if owner and not owner.startswith("@")),
        )


def _files(store: GraphStore, case: str, names: Collection[str] = ()) -> dict[str, str]:
    """What imports of a case, or some of them, were loaded from, by their names, which nobody gave them."""
    some = " AND n.name IN $names" if names else ""
    query = f"MATCH (n:Import {{case: $case}}) WHERE n.path <> ''{some} RETURN n.name AS name, n.path AS path"
    return {row["name"]: row["path"] for row in store.stream(query, {"case": case, "names": list(names)}, timeout=None)}


def _dates(row: Mapping[str, Any]) -> dict[str, str]:
    found = {"date": row["when"]} if row["when"] else {}
    return found | {name: text for name, text in json.loads(row["properties"] or "{}").items() if _DATED.search(name)}


@dataclass
class _Near:
    """What lies around some entities: read at once for all of them."""

    store: GraphStore
    case: str
    ids: Collection[str]
    others: dict[str, dict[str, str]] = field(default_factory=dict)
    said: dict[tuple[str, str], str] = field(default_factory=dict)
    sources: dict[str, set[str]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        given = {"ids": sorted(self.ids), "busy": _BUSY}
        start = "UNWIND $ids AS id MATCH (n:Entity {id: id}) WHERE n.degree <= $busy MATCH (n)-[r]-(m:Entity)"
        columns = "DISTINCT id, m.id AS other, m.name AS name, m.degree AS degree, type(r) AS type"
        for row in self.store.stream(f"{start} RETURN {columns}", given, timeout=None):
            self.said.setdefault((row["id"], row["other"]), words(row["type"].lower()))
            if (row["degree"] or 0) <= _BUSY:
                self.others.setdefault(row["id"], {})[row["other"]] = row["name"]
        told = f"{start} WHERE r.row IS NULL MATCH (s:Statement {{id: r.id}})<-[:STATES]-(c:Claim) RETURN DISTINCT id, c.source AS source"
        for row in self.store.stream(told, given, timeout=None):
            self.sources.setdefault(row["id"], set()).add(row["source"])
        keys = {key for some in self.sources.values() for key in some}
        for source in records_by_id(self.store, Source, (f"{self.case}/{key}" for key in keys)):
            self.titles[source.key] = source.called

    def around(self, a: str, b: str) -> Around:
        """What two of them share."""
        one, other = self.others.get(a, {}), self.others.get(b, {})
        shared = sorted(one[id_] for id_ in one.keys() & other.keys())
        between = self.said.get((a, b)) or self.said.get((b, a))
        both = sorted(self.titles.get(key, key) for key in self.sources.get(a, set()) & self.sources.get(b, set()))
        return Around(tuple(shared), (between,) if between else (), tuple(both))


@dataclass(frozen=True)
class Both:
    """Two entities side by side: each one's card, the sources that tell of it, and what a merge would change."""

    cards: tuple[EntityCard, EntityCard]
    sources: tuple[tuple[str, ...], tuple[str, ...]]
    effects: tuple[Effect, ...]


def both(store: GraphStore, a: str, b: str, *, limit: int = 200) -> Both:
    """Two entities of one case, by id, with at most `limit` relationships of each. Raises NotFoundError."""
    cards = entity(store, a, limit=limit), entity(store, b, limit=limit)
    said = [_about(card) for card in cards]
    rows = [_row_titles(store, card) for card in cards]
    ids = {id_ for one in said for id_ in one}
    if not ids:
        return Both(cards, (tuple(sorted(rows[0])), tuple(sorted(rows[1]))), ())
    rests = evidence_of(store, ids)
    slugs = [{one.slug for one in rests.statements.values() if one.id in about} for about in said]
    sources = [tuple(sorted(_titles(rests, about) | data)) for about, data in zip(slugs, rows, strict=True)]
    effects = preview(rests, cards[0].entity.key, cards[1].entity.key, slugs[0] | slugs[1])
    return Both(cards, (sources[0], sources[1]), effects)


def _about(card: EntityCard) -> set[str]:
    """The ids of the statements about an entity."""
    drawn = {edge.id for edge in card.edges if "row" not in edge.properties}
    return drawn | {value.statement.id for value in card.values}


def _titles(rests: Evidence, slugs: Collection[str]) -> set[str]:
    keys = {claim.source for slug in slugs for claim in rests.claims.get(slug, ())}
    return {rests.sources[key].called for key in keys}


def _row_titles(store: GraphStore, card: EntityCard) -> set[str]:
    """The data sets whose rows tell of an entity."""
    keys = {edge.properties["source"] for edge in card.edges if "row" in edge.properties}
    return {source.called for source in records_by_id(store, Source, sorted(f"{card.entity.case}/{key}" for key in keys))}
