"""The graph as it lies in a store of ours, for another Neo4j: nodes by label, relationships by type, as plain properties.

Entities, statements, claims, voices and sources are nodes, so that evidence can be queried like anything else; what is derived, and
the chains in words, lie on the relationships between entities. All of it is the form of `graph.store`, without its own bookkeeping.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graph.export.material import Material
from graph.export.relation import ATTRIBUTES, COUNTS, Relation
from graph.model import AnyRecord
from graph.store.links import OUTGOING, links
from graph.store.records import BY_LABEL, checked_type, dated, form_of, labels_of

LABELS = ("Case", "Entity", "Voice", "Source", "Statement", "Claim")
LISTS = (
    "aliases",
    "cites",
    "cites_how",
    "conflicts_with",
    "speaks_against",
    "first_hand",
    "chain",
    "said_by",
    "denied_by",
    "documents",
    "rivals",
)
NUMBERS = (*COUNTS, "start", "end", "sentence", "page", "row", "step")
REALS = ("confidence",)
TRUTHS = ("retracted", "verified", "withdrawn", "inference", "counts")
_LEFT = frozenset({"order", "hash", "owners", "versions", "search", "queries", "lexicon", "alias_details"})
Properties = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Edge:
    """A relationship; both ends are a label and an id. `id` is its own, where it has one."""

    type: str
    start: tuple[str, str]
    end: tuple[str, str]
    properties: Properties
    id: str | None = None


def head(material: Material) -> Properties:
    """The properties of the node of the case: what the export is."""
    return {"id": material.case.case, **material.head}


def nodes(material: Material) -> Iterator[tuple[tuple[str, ...], Properties]]:
    """Every node but the case: its labels, and its properties with `id`."""
    for entity in material.entities():
        yield labels_of(entity), _properties(entity)
    for label in ("Voice", "Source"):
        yield from ((labels_of(record), _properties(record)) for record in _records(material, label))
    for relation in material.stated():
        figures = {name: value for name, value in _figures(relation).items() if name not in ("predicate", "slug", "case")}
        yield ("Statement",), {**_properties(material.statement(relation.slug)), **figures}
    for said in material.said():
        yield (
            ("Claim",),
            _full({**_properties(said.claim), "counts": said.excluded is None, "why_not": said.excluded, "said_by": list(said.chains)}),
        )


PAIRS = tuple((start, end) for start, types in OUTGOING.items() for end in sorted({end for ends in types.values() for end in ends}))
"""The labels at the ends of the relationships of the evidence."""


def edges(material: Material, ends: tuple[str, str]) -> Iterator[Edge]:
    """The relationships between nodes of two labels: entities, or one of PAIRS. Those whose ends are not both exported are left out."""
    if ends == ("Entity", "Entity"):
        for relation in material.relations():
            both = ("Entity", relation.source), ("Entity", relation.target or "")
            yield Edge(checked_type(relation.predicate.upper()), *both, _figures(relation), relation.id)
        return
    known = _known(material)
    for record in _records(material, ends[0]):
        for link in links(record):
            end = next(((label, known[label][link.end]) for label in link.labels if link.end in known[label]), None)
            if end and end[0] == ends[1]:
                yield Edge(link.type, (ends[0], record.id), end, _full({"case": record.case, **link.properties}))


def _records(material: Material, label: str) -> Iterator[AnyRecord]:
    match label:
        case "Voice":
            yield from material.voices.values()
        case "Source":
            yield from material.sources.values()
        case "Statement":
            yield from map(material.statement, material.slugs)
        case _:
            yield from (said.claim for said in material.said())


def _known(material: Material) -> Mapping[str, Mapping[str, str]]:
    """What a link may lead to, as `case/key` or `case/slug`, by label, with its id."""
    case = material.case.case
    return {
        "Entity": {id_: id_ for id_ in material.kinds},
        "Voice": {f"{case}/{key}": f"{case}/{key}" for key in material.voices},
        "Source": {f"{case}/{key}": f"{case}/{key}" for key in material.sources},
        "Statement": {f"{case}/{slug}": material.statement(slug).id for slug in material.slugs},
    }


def _properties(record: AnyRecord) -> Properties:
    row = form_of(type(record)).row(record, 0, "")
    return _full({name: value for name, value in row.items() if name not in _LEFT})


def _figures(relation: Relation) -> Properties:
    lists = {name: list(getattr(relation, name)) for name in ("said_by", "denied_by", "documents", "rivals")}
    given = {**relation.attributes(), **lists, **dated("when", relation.when), **dated("first_published", relation.first_published)}
    return _full({**given, "row": relation.row})


def _full(given: Properties) -> Properties:
    """Without what is empty: a property that is not there is the same to a query, and some ways in know no empty list."""
    return {name: value for name, value in given.items() if value not in (None, "", [])}


def columns(label: str) -> tuple[str, ...]:
    """The properties that nodes of this label can have, `id` first."""
    if label == "Case":
        return ("id", *(name for name in _HEAD))
    more = {"Statement": _FIGURES, "Claim": ("counts", "why_not", "said_by")}.get(label, ())
    return tuple(dict.fromkeys(("id", *(name for name in BY_LABEL[label].properties if name not in _LEFT), *more)))


_HEAD = ("title", "case", "as_of", "banner", "description", "generator")
_FIGURES = (*(name for name in ATTRIBUTES if name not in ("predicate", "slug", "case")), "first_published_from", "first_published_to")
RELATION = (*ATTRIBUTES, "first_published_from", "first_published_to")
"""The properties of a relationship between entities."""
LINK = ("case", "how", "step", "start", "end", "page", "row")
"""The properties of a relationship of the evidence."""


def type_of(name: str) -> str:
    """The type of a property in the words of the importer: string, string[], long, double, boolean or date."""
    if name in LISTS:
        return "string[]"
    if name.endswith(("_from", "_to")):
        return "date"
    return "long" if name in NUMBERS else "double" if name in REALS else "boolean" if name in TRUTHS else "string"
