"""The content of a snapshot, collected from a store: the records of a view and all that the statuses in it rest on."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from graph import queries, view_json
from graph.edtf import latest
from graph.errors import NotFoundError, SnapshotError
from graph.evidence import Evidence
from graph.model import AnyRecord, Claim, Entity, Row, Source, Statement, Status, Voice
from graph.queries.rows import records_by_id
from graph.snapshot import tiers as tiers_
from graph.snapshot.content import About, Content, Finding
from graph.snapshot.findings import findings
from graph.snapshot.garbage import uncollected
from graph.store import GraphStore
from graph.view import EdgeView, View

R = TypeVar("R", bound=AnyRecord)


@uncollected()
def collect(store: GraphStore, case: str, view: View, about: About) -> Content:
    """What a view of a case shows, with its evidence; what was hidden or folded by hand stays out unless evidence needs it.

    The date of `about` is that of the view. Raises SnapshotError for a view that shows nothing, and the store's errors.
    """
    summary = queries.case_of(store, case)
    drawn = {one.id: one for one in records_by_id(store, Entity, _in_view(store, view))}
    if not drawn:
        away = any(node not in view.away for node in view.nodes)
        why = "Everything in the view waits for review. Accept it, or show what is proposed" if away else "Bring somebody in first"
        raise SnapshotError(f"There is nothing in the view to share. {why}")
    shown = tuple(drawn)
    values = queries.values(store, case, [node.partition("/")[2] for node in shown])
    evidence, told = _evidence(store, case, queries.stated_between(store, shown) - view.hidden | {value.statement.id for value in values})
    edges = {edge.id: edge for edge in queries.rows_between(store, shown) if edge.id not in view.hidden}
    rows = [row_of(edge) for edge in edges.values()]
    if about.tiers:
        shown, evidence, rows = _within(store, about.tiers, shown, evidence, rows)
        told &= evidence.statements.keys()
    sources, voices = _with_rows(store, case, evidence, rows)
    entities = _entities(store, case, [drawn[node] for node in shown], evidence, rows)
    as_of = latest(about.as_of) if about.as_of else None
    known = {entity.key for entity in entities}
    timeline = [point for point in queries.timeline(store, case) if point.statement in told]
    return Content(
        about=about,
        view=_kept(view, shown, {*(entity.id for entity in entities), *(said.id for said in evidence.statements.values())}),
        case=summary.model_copy(
            update={"queries": (), "lexicon": "", "central": summary.central if summary.central in evidence.statements else None}
        ),
        entities=entities,
        statements=_sorted(map(_bounded(evidence), evidence.statements.values()), "slug"),
        rows=_sorted(rows, "id"),
        claims=_sorted((_told(claim, about) for said in evidence.claims.values() for claim in said), "key"),
        sources=_sorted(sources, "key"),
        voices=_sorted((_unlinked(voice, known) for voice in voices), "key"),
        timeline=_sorted(timeline, "id"),
        findings={**findings(evidence, told, as_of), **{row.id: _of_row(edges[row.id]) for row in rows}},
    )


def _in_view(store: GraphStore, view: View) -> list[str]:
    """What is not away, and does not wait for review while that is not shown: nobody is shared whom a machine alone has named."""
    here = [node for node in view.nodes if node not in view.away]
    if view.filters.proposed:
        return here
    return [node.id for node in queries.entities(store, here) if not node.proposed]


def _evidence(store: GraphStore, case: str, wanted: Collection[str]) -> tuple[Evidence, set[str]]:
    """What some statements rest on, and the slugs of those that are told with their status: these, and those that a card of one names."""
    if not wanted:
        return Evidence(case, {}, {}, {}, {}), set()
    told = {*wanted, *queries.rivals(store, wanted)}
    evidence = queries.evidence_of(store, told)
    said = [one for one in evidence.statements.values() if one.id in told]
    named = {slug for one in said for slug in (*one.conflicts_with, one.variant_of) if slug} - {one.slug for one in said}
    if further := {found.id for slug in named for found in _by_slug(store, case, slug)}:
        told |= further
        evidence = queries.evidence_of(store, told)
    return ordered(evidence), {slug for slug, one in evidence.statements.items() if one.id in told}


def ordered(evidence: Evidence) -> Evidence:
    """With everything by key: figures do not depend on it, but lists in them follow the order of claims."""
    return Evidence(
        evidence.case,
        dict(sorted(evidence.voices.items())),
        dict(sorted(evidence.sources.items())),
        dict(sorted(evidence.statements.items())),
        {slug: tuple(sorted(claims, key=lambda claim: claim.key)) for slug, claims in sorted(evidence.claims.items())},
    )


def _within(
    store: GraphStore, tiers: Collection[str], shown: tuple[str, ...], evidence: Evidence, rows: Sequence[Row]
) -> tuple[tuple[str, ...], Evidence, list[Row]]:
    """What is shown, its evidence and its rows, as if there were no sources of other tiers. Raises SnapshotError if nothing is left."""
    case, before = evidence.case, tiers_.touched(evidence.statements.values())
    evidence = tiers_.within(evidence, tiers)
    sets = {source.key for source in records_by_id(store, Source, {f"{case}/{row.source}" for row in rows}) if source.tier in tiers}
    kept = [row for row in rows if row.source in sets]
    gone = before | {key for row in rows for key in (row.subject, row.object)}
    gone -= tiers_.touched(evidence.statements.values()) | {key for row in kept for key in (row.subject, row.object)}
    left = tuple(node for node in shown if node.partition("/")[2] not in gone)
    if not left:
        raise SnapshotError(f"No {' or '.join(tiers)} source speaks of anything in this view. Choose other tiers, or another view")
    return left, evidence, kept


def _by_slug(store: GraphStore, case: str, slug: str) -> list[Statement]:
    try:
        return records_by_id(store, Statement, [queries.resolve(store, f"{case}/{slug}", labels=("Statement",))])
    except NotFoundError:
        return []


def row_of(edge: EdgeView) -> Row:
    """The record that a relationship of a data set was made from."""
    given = {name: str(value) for name, value in edge.properties.items() if name not in ("source", "row")}
    ends = {"subject": edge.source.partition("/")[2], "object": edge.target.partition("/")[2]}
    row = int(str(edge.properties["row"]))
    return Row(
        case=edge.case, predicate=edge.predicate, source=str(edge.properties["source"]), row=row, when=edge.when, properties=given, **ends
    )


def _of_row(edge: EdgeView) -> Finding:
    return Finding(
        status=Status(edge.status.value),
        rank=edge.rank,
        why="one row of a data set says so",
        origins_range=(edge.origins_min, edge.origins_max),
        asserts=edge.claims,
        documents=edge.sources,
        denies=edge.denials,
        first_published=edge.first_published,
    )


def _with_rows(store: GraphStore, case: str, evidence: Evidence, rows: Iterable[Row]) -> tuple[list[Source], list[Voice]]:
    """The sources and voices of the evidence, with the data sets of the rows and whoever publishes them."""
    voices = dict(evidence.voices)
    sets = records_by_id(store, Source, {f"{case}/{row.source}" for row in rows if row.source not in evidence.sources})
    publishers = {f"{case}/{source.publisher}" for source in sets if source.publisher not in voices}
    voices |= {voice.key: voice for voice in records_by_id(store, Voice, publishers)}
    # whom a data set cites is no part of what one row says
    bare = [source.model_copy(update={"cites": ()}) for source in sets]
    return [*evidence.sources.values(), *bare], list(voices.values())


def _entities(store: GraphStore, case: str, drawn: Collection[Entity], evidence: Evidence, rows: Iterable[Row]) -> tuple[Entity, ...]:
    """Those in view, and those that a statement names."""
    named = {key for said in evidence.statements.values() for key in (said.subject, said.object, said.where, said.origin_place) if key}
    named |= {key for row in rows for key in (row.subject, row.object)}
    further = {f"{case}/{key}" for key in named} - {one.id for one in drawn}
    return _sorted([*drawn, *records_by_id(store, Entity, further)], "key")


def _bounded(evidence: Evidence) -> Callable[[Statement], Statement]:
    """A statement without links to statements that are not in the snapshot."""
    known = evidence.statements.keys()

    def bounded(said: Statement) -> Statement:
        kept = {
            "conflicts_with": tuple(slug for slug in said.conflicts_with if slug in known),
            "speaks_against": tuple(slug for slug in said.speaks_against if slug in known),
            "variant_of": said.variant_of if said.variant_of in known else None,
            "first_hand": tuple(key for key in said.first_hand if key in evidence.voices),
        }
        return said.model_copy(update=kept)

    return bounded


def _unlinked(voice: Voice, known: Collection[str]) -> Voice:
    return voice if voice.entity is None or voice.entity in known else voice.model_copy(update={"entity": None})


def _told(claim: Claim, about: About) -> Claim:
    return claim if about.paraphrases else claim.model_copy(update={"paraphrase": "", "note": ""})


def _kept(view: View, shown: tuple[str, ...], known: Collection[str]) -> dict[str, object]:
    """The view with what is in the snapshot alone, at whole pixels."""
    places = {node: (float(round(x)), float(round(y))) for node, (x, y) in view.positions.items() if node in shown}
    kept = replace(
        view,
        nodes=tuple(sorted(shown)),
        positions=places,
        hidden=frozenset(view.hidden & set(known)),
        opened=frozenset(group for group in view.opened if set(group.removeprefix("group:").split("|")) <= set(shown)),
        collapsed={},
        pinned=frozenset(),
        selection=view.selection if view.selection in known else None,
    )
    saved = dict(json.loads(view_json.to_json(kept)))
    return {**saved, "positions": {node: [round(x), round(y)] for node, (x, y) in places.items()}}


def _sorted(records: Iterable[R], by: str) -> tuple[R, ...]:
    return tuple(sorted(records, key=lambda record: str(getattr(record, by))))
