"""What is exported, read from the store: entities, relations, claims, sources and voices, sorted, each as often as a format asks.

Entities and rows of data sets come in batches from the store; what is held are the names of the entities and the evidence of the
statements that are exported, as when statuses are derived.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from graph import layout, queries
from graph.edtf import latest
from graph.errors import ExportError
from graph.evidence import Assessment, Evidence, assess_all
from graph.evidence.counted import day
from graph.export.extent import Extent
from graph.export.relation import Relation, Said, claim_of_rows, of_row, of_statement, row_said, said_of, terms_of
from graph.filters import EVERYTHING, Filters
from graph.labels import clean
from graph.load.intake import Progress
from graph.model import Claim, Entity, Row, Source, Statement, Status, Voice
from graph.queries.decisions import decided_source, standing
from graph.queries.rows import records_by_id
from graph.scene import Scene, compose
from graph.snapshot.collected import ordered, row_of
from graph.snapshot.content import BANNER
from graph.store import GraphStore
from graph.store.links import read_bulk
from graph.view import LIMIT_NODES, EdgeView, Position, View

BATCH = 2_000
TOLD = 1_000
Told = Callable[[Progress], None]
T = TypeVar("T")


class Material:
    """The content of one export. Raises NotFoundError for an unknown case, ExportError if there is nothing in it, the store's errors."""

    def __init__(self, store: GraphStore, extent: Extent, told: Told | None = None) -> None:
        self.store = store
        self.extent = extent
        self.case = queries.case_of(store, extent.case)
        self.as_of = latest(extent.date) if extent.date else None
        self._told = told
        self._number = 0
        if not self.kinds:
            raise ExportError("There is nothing in it to export. Choose another view or case, or a later date")

    # What it is --------------------------------------------------------------------------------------------------------------

    @property
    def head(self) -> dict[str, str]:
        """What stands in the metadata of every file."""
        counted = f"as of {self.extent.date}" if self.extent.date else "all that the store holds counts"
        return {
            "title": self.case.title,
            "case": self.case.case,
            "as_of": self.extent.date or "",
            "banner": BANNER,
            "description": f"{BANNER} {clean(self.case.title)}; {counted}. Each relation carries its status, who says and who denies it.",
            "generator": "Redstring",
        }

    @property
    def made(self) -> date:
        """The day that stands where a format needs a time of making: the one that was given, else one that the case gives."""
        told = (latest(text) for text in (self.extent.made, self.case.compiled, self.case.as_of) if text)
        return next((day for day in told if day is not None), date(1970, 1, 1))

    # Who is in it ------------------------------------------------------------------------------------------------------------

    @cached_property
    def kinds(self) -> Mapping[str, tuple[str, str]]:
        """Name and kind of every entity that is exported, by id in the order of ids."""
        if self._scene is not None:
            found = {node.id: (node.name, node.kind) for node in self._scene.nodes}
        else:
            query = "MATCH (n:Entity {case: $case}) RETURN n.id AS id, n.name AS name, n.kind AS kind"
            rows = self.store.stream(query, {"case": self.case.case}, timeout=None)
            found = {row["id"]: (row["name"], row["kind"]) for row in rows}
            if self.as_of is not None and not self.extent.everything:
                # whoever only later documents speak of is not told either
                touched = {end for relation in self._relations(with_values=True) for end in (relation.source, relation.target)}
                found = {id_: named for id_, named in found.items() if id_ in touched}
        return dict(sorted(found.items()))

    def name(self, entity: str) -> str:
        """The name of an entity by its id; the key of one that is not exported."""
        return self.kinds[entity][0] if entity in self.kinds else entity.partition("/")[2]

    def entities(self) -> Iterator[Entity]:
        """The records, by id."""
        for batch in _batches(self.kinds, BATCH):
            found = {entity.id: entity for entity in records_by_id(self.store, Entity, batch)}
            # one that went with a load meanwhile is left out
            yield from self._counting(found[id_] for id_ in batch if id_ in found)

    @cached_property
    def positions(self) -> Mapping[str, Position]:
        """Where each entity is drawn, at whole pixels, y downwards: in the view, or laid out; nowhere beyond LIMIT_NODES."""
        if self._scene is not None:
            places = self._scene.positions
        elif len(self.kinds) > LIMIT_NODES:
            return {}
        else:
            told = {each.id for each in self._relations(with_values=False)}
            edges = [edge for edge in queries.relationships_between(self.store, self.kinds) if edge.id in told]
            places = layout.initial(queries.entities(self.store, self.kinds), edges)
        return {id_: (float(round(x)), float(round(y))) for id_, (x, y) in places.items()}

    # What is said ------------------------------------------------------------------------------------------------------------

    def relations(self) -> Iterator[Relation]:
        """Those between two entities: of statements by slug, then rows by data set and number."""
        yield from self._counting(self._relations(with_values=False))

    @cached_property
    def values(self) -> tuple[Relation, ...]:
        """Those with a value instead of a target, by slug."""
        known = self.kinds
        return tuple(each for each in self.stated() if each.target is None and each.source in known)

    @cached_property
    def values_of(self) -> Mapping[str, tuple[Relation, ...]]:
        """The same by the entity that they are about."""
        found: dict[str, list[Relation]] = {}
        for each in self.values:
            found.setdefault(each.source, []).append(each)
        return {id_: tuple(said) for id_, said in found.items()}

    def claims(self) -> Iterator[Said]:
        """Those about what is exported: of statements by slug and key, then of rows."""
        yield from self.said()
        for each in self.rows():
            yield from self.claims_of(each)

    def said(self) -> Iterator[Said]:
        """The claims of statements alone, by slug and key."""
        for slug in self.slugs:
            yield from self._said(slug)

    def claims_of(self, relation: Relation) -> Iterator[Said]:
        """The claims of one relation."""
        if relation.data_set is None:
            yield from self._said(relation.slug)
        elif relation.data_set in self.sources:
            yield row_said(relation, self._claims_of_rows[relation.data_set])

    def _said(self, slug: str) -> Iterator[Said]:
        said = self._evidence.statements[slug]
        for use in sorted(self._assessed[slug].uses, key=lambda use: use.claim.key):
            if use.claim.source in self.sources:
                yield said_of(said.id, use, self.names)

    def statement(self, slug: str) -> Statement:
        return self._evidence.statements[slug]

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """By key; with a date those alone that were published by then."""
        found = {**self._evidence.sources, **self._sets}
        kept = {key: source for key, source in found.items() if self._known_by_then(source)}
        return dict(sorted(kept.items()))

    @cached_property
    def voices(self) -> Mapping[str, Voice]:
        """By key; with a date those alone that its sources and claims name."""
        found = self._voices
        if self.as_of is not None and not self.extent.everything:
            used = {source.publisher for source in self.sources.values()}
            used |= {cited.to for source in self.sources.values() for cited in source.cites}
            used |= {
                voice
                for slug in self.slugs
                for use in self._assessed[slug].uses
                if use.claim.source in self.sources
                for voice in use.claim.chain
            }
            while more := {key for voice in used & found.keys() for key in (found[voice].owner, found[voice].heard_by) if key} - used:
                used |= more
            found = {key: voice for key, voice in found.items() if key in used}
        return dict(sorted(found.items()))

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The names of the voices, by key."""
        return {key: voice.name for key, voice in self._voices.items()}

    # Behind it ---------------------------------------------------------------------------------------------------------------

    def _known_by_then(self, source: Source) -> bool:
        if self.as_of is None or self.extent.everything:
            return True
        published = day(source)
        return published is not None and published <= self.as_of

    @cached_property
    def _drawn(self) -> tuple[View, tuple[EdgeView, ...]] | None:
        """The view and every relationship between its entities; None for a whole case."""
        view = self.extent.view
        if view is None:
            return None
        if self.extent.everything:
            view = view.with_filters(EVERYTHING)
        return view, queries.relationships_between(self.store, view.nodes)

    @cached_property
    def _evidence(self) -> Evidence:
        """Everything that the statuses of what is exported rest on."""
        case = self.case.case
        if self._drawn is None:
            return ordered(queries.evidence(self.store, case, timeout=None))
        view, edges = self._drawn
        keys = [node.partition("/")[2] for node in view.nodes if node not in view.away]
        wanted = {edge.id for edge in edges if not edge.is_row} | {value.statement.id for value in queries.values(self.store, case, keys)}
        return ordered(queries.evidence_of(self.store, wanted)) if wanted else Evidence(case, {}, {}, {}, {})

    @cached_property
    def _assessed(self) -> Mapping[str, Assessment]:
        return assess_all(self._evidence, self.as_of)

    @cached_property
    def _scene(self) -> Scene | None:
        """The view as it is drawn at the date."""
        if self._drawn is None:
            return None
        view, edges = self._drawn
        return compose(view, queries.entities(self.store, view.nodes), [self._then(edge) for edge in edges])

    def _then(self, edge: EdgeView) -> EdgeView:
        """The relationship with the figures by which filters choose, as of the date."""
        found = self._row(row_of(edge)) if edge.is_row else self._assessed[edge.slug]
        if isinstance(found, Assessment):
            return replace(edge, status=found.status, origins_min=found.origins_min)
        return replace(edge, status=Status(found.status), origins_min=found.origins[0])

    @cached_property
    def slugs(self) -> tuple[str, ...]:
        """The statements that are exported, in order."""
        if self._scene is None:
            hidden = () if self.extent.everything else (Status.unsourced,)
            return tuple(slug for slug in self._evidence.statements if self._assessed[slug].status not in hidden)
        drawn = {edge.slug for edge in self._scene.relationships if not edge.is_row}
        filters, nodes = self._scene_filters, {node.key for node in self._scene.nodes}
        return tuple(slug for slug, said in self._evidence.statements.items() if slug in drawn or self._value_shown(said, filters, nodes))

    @property
    def _scene_filters(self) -> Filters:
        return self._drawn[0].filters if self._drawn else EVERYTHING

    def _value_shown(self, said: Statement, filters: Filters, nodes: Collection[str]) -> bool:
        """A statement with a value is no line on the canvas: it goes where its subject goes, through the same filters."""
        found = self._assessed[said.slug]
        return (
            said.value is not None and said.subject in nodes and filters.shows_relationship(said.predicate, found.status, found.origins_min)
        )

    def stated(self) -> Iterator[Relation]:
        """Those of statements, with and without a value, by slug."""
        return (of_statement(self._evidence.statements[slug], self._assessed[slug], self.names) for slug in self.slugs)

    def _relations(self, *, with_values: bool) -> Iterator[Relation]:
        yield from (each for each in self.stated() if with_values or each.target is not None)
        yield from self.rows()

    def rows(self) -> Iterator[Relation]:
        """The rows of data sets alone."""
        hidden = () if self.extent.everything else (Status.unsourced.value,)
        yield from (each for each in map(self._row, self._rows()) if each.status not in hidden)

    def _row(self, row: Row) -> Relation:
        return of_row(row, self._terms[row.source])

    def _rows(self) -> Iterator[Row]:
        if self._scene is not None:
            rows = [row_of(edge) for edge in self._scene.relationships if edge.is_row]
            yield from sorted(rows, key=lambda row: (row.source, row.row, row.id))
            return
        query = (
            "MATCH (a:Entity {case: $case})-[r]->(b:Entity) WHERE r.source = $source "
            "RETURN type(r) AS type, a.key AS a, b.key AS b, r {.case, .source, .row, .when, .properties} AS p ORDER BY r.row, r.id"
        )
        for key in self._sets:
            for row in self.store.stream(query, {"case": self.case.case, "source": key}, timeout=None):
                yield read_bulk(row["type"], row["a"], row["b"], row["p"])

    @cached_property
    def _sets(self) -> Mapping[str, Source]:
        """The data sets whose rows are relationships, decisions applied, by key."""
        case = self.case.case
        if self._drawn is not None:
            keys = {str(edge.properties["source"]) for edge in self._drawn[1] if edge.is_row}
        else:
            query = "MATCH (:Entity {case: $case})-[r]->(:Entity) WHERE r.row IS NOT NULL RETURN DISTINCT r.source AS source"
            keys = {row["source"] for row in self.store.stream(query, {"case": case}, timeout=None)}
        if not keys:
            return {}
        decided = standing(self.store, case)
        found = records_by_id(self.store, Source, [f"{case}/{key}" for key in sorted(keys)])
        return {source.key: decided_source(source, decided) for source in sorted(found, key=lambda source: source.key)}

    @cached_property
    def _claims_of_rows(self) -> Mapping[str, Claim]:
        """What the claims of each data set's rows have in common."""
        return {key: claim_of_rows(source) for key, source in self._sets.items()}

    @cached_property
    def _terms(self) -> Mapping[str, Mapping[str, Any]]:
        """What holds for all rows of each data set."""
        return {key: terms_of(source, self.names, self.as_of) for key, source in self._sets.items()}

    @cached_property
    def _voices(self) -> Mapping[str, Voice]:
        known = dict(self._evidence.voices)
        wanted = {source.publisher for source in self._sets.values()} - known.keys()
        found = records_by_id(self.store, Voice, [f"{self.case.case}/{key}" for key in sorted(wanted)])
        return known | {voice.key: voice for voice in found}

    def _counting(self, records: Iterable[T]) -> Iterator[T]:
        for record in records:
            self._number += 1
            if self._told and self._number % TOLD == 0:
                self._told(Progress("writing", self._number))
            yield record


def _batches(ids: Iterable[str], size: int) -> Iterator[Sequence[str]]:
    feed = iter(ids)
    while batch := list(itertools.islice(feed, size)):
        yield batch
