"""Relationships as rows: those between records, which let evidence be queried like anything else, and those between entities.

A relationship between two entities is derived from a statement, or it is one row of a bulk data set and carries that claim itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graph.model import AnyRecord, Case, Claim, Row, Source, Statement, TimelinePoint, Voice
from graph.store.records import BY_LABEL, canonical, checked_label, checked_type, dated, whole_node

OUTGOING: dict[str, dict[str, tuple[str, ...]]] = {
    "Voice": {"IS": ("Entity",)},
    "Source": {"PUBLISHED_BY": ("Voice",), "CITES": ("Source", "Voice")},
    "Statement": {"CONFLICTS_WITH": ("Statement",), "SPEAKS_AGAINST": ("Statement",)},
    "Claim": {"STATES": ("Statement",), "SAID_BY": ("Voice",), "IN": ("Source",)},
}
"""By label, the types of the relationships that begin at its records, and the labels where these can end."""


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship between two records; `end` is the id, or `case/slug` for a statement. The first of `labels` that has it is the end."""

    type: str
    end: str
    labels: tuple[str, ...]
    properties: dict[str, Any]


def links(record: AnyRecord) -> Iterator[Link]:
    """The relationships that begin at a record's node."""

    def link(name: str, key: str, *labels: str, **properties: Any) -> Link:
        return Link(name, f"{record.case}/{key}", labels, properties)

    match record:
        case Voice():
            if record.entity:
                yield link("IS", record.entity, "Entity")
        case Source():
            yield link("PUBLISHED_BY", record.publisher, "Voice")
            yield from (link("CITES", c.to, "Source", "Voice", how=c.how) for c in record.cites)
        case Statement():
            yield from (link("CONFLICTS_WITH", slug, "Statement") for slug in record.conflicts_with)
            yield from (link("SPEAKS_AGAINST", slug, "Statement") for slug in record.speaks_against)
        case Claim():
            place = record.locator
            yield link("STATES", record.statement, "Statement")
            yield from (link("SAID_BY", voice, "Voice", step=step) for step, voice in enumerate(record.chain))
            yield link("IN", record.source, "Source", start=place.start, end=place.end, page=place.page, row=place.row)


def names(record: AnyRecord) -> Iterator[tuple[str, str]]:
    """What else a record names, as `case/key` or `case/slug` and its label: it must exist though no link shows it."""
    said: tuple[tuple[str | None, str], ...] = ()
    match record:
        case Row():
            yield f"{record.case}/{record.subject}", "Entity"
            yield f"{record.case}/{record.object}", "Entity"
            yield f"{record.case}/{record.source}", "Source"
        case Voice():
            said = ((record.owner, "Voice"), (record.heard_by, "Voice"))
        case Statement():
            places = (record.subject, record.object, record.where, record.origin_place)
            said = (*((key, "Entity") for key in places), *((voice, "Voice") for voice in record.first_hand))
        case TimelinePoint():
            said = ((record.statement, "Statement"),)
        case Case():
            said = ((record.central, "Statement"),)
    for key, label in said:
        if key:
            yield f"{record.case}/{key}", label


LINK_PROPERTIES = {"CITES": ("how",), "SAID_BY": ("step",), "IN": ("start", "end", "page", "row")}


def link_cypher(name: str, start: str, end: str) -> str:
    """MERGE of one type of link between nodes of two labels; what tells two parallel ones apart is part of the pattern."""
    told_apart = {"CITES": " {how: row.how}", "SAID_BY": " {step: row.step}"}.get(name, "")
    sets = ", ".join(f"r.`{key}` = row.`{key}`" for key in ("case", *LINK_PROPERTIES.get(name, ())))
    return (
        f"UNWIND $rows AS row MATCH (a:{checked_label(start)} {{id: row.a}}) MATCH (b:{checked_label(end)} {{id: row.b}}) "
        f"MERGE (a)-[r:`{checked_type(name)}`{told_apart}]->(b) SET {sets}"
    )


def claim_cypher(voices: int) -> str:
    """CREATE of the claims that are not there yet, each with all its links; `row.voices` are the ids of so many voices.

    A claim and its links are made together or not at all, so that a second try makes nothing twice.
    """
    places = ", ".join(f"`{name}`: row.`{name}`" for name in ("case", *LINK_PROPERTIES["IN"]))
    heard = [f"MATCH (v{step}:Voice {{id: row.voices[{step}]}})" for step in range(voices)]
    said = [f"CREATE (n)-[:SAID_BY {{case: row.case, step: {step}}}]->(v{step})" for step in range(voices)]
    return " ".join(
        (
            "UNWIND $rows AS row OPTIONAL MATCH (known:Claim {id: row.id}) WITH row, known WHERE known IS NULL",
            "MATCH (s:Statement {id: row.states}) MATCH (d:Source {id: row.stands_in})",
            *heard,
            f"CREATE (n:Claim {{{whole_node(BY_LABEL['Claim'])}}})",
            f"CREATE (n)-[:STATES {{case: row.case}}]->(s) CREATE (n)-[:IN {{{places}}}]->(d)",
            *said,
        )
    )


FIGURES = ("status", "rank", "origins_min", "origins_max", "claims", "denials", "sources")
"""The computed figures of a statement, on its node and on its relationship, beside `first_published`."""
STORED = (*FIGURES, "proposed", "first_published", "first_published_from", "first_published_to")
"""All that is computed of a statement or a relationship, as properties; `proposed`: how many claims wait for review, null for none."""
SAID = ("when", "when_from", "when_to")
_DERIVED = ("slug", "case", *STORED, "role", *SAID)
_BETWEEN = "UNWIND $rows AS row MATCH (a:Entity {id: row.a}) MATCH (b:Entity {id: row.b})"


def relationship_cypher(name: str | None) -> str:
    """MERGE by id of the relationships of one type that are derived from statements; without a name each row brings its `type`."""
    kind = "$(row.type)" if name is None else f"`{checked_type(name)}`"
    return f"{_BETWEEN} MERGE (a)-[r:{kind} {{id: row.id}}]->(b) SET {', '.join(f'r.`{key}` = row.`{key}`' for key in _DERIVED)}"


def bulk_cypher(name: str, *, turned: bool = False) -> str:
    """MERGE by id of the relationships of one type that are rows of one data set; `$shared` is what `shared_by_rows` gives.

    The embedded engine looks for the relationship among all of the entity that the pattern begins with, so the pattern begins with
    the less connected end: `turned` begins with the object.
    """
    arrow = f"[r:`{checked_type(name)}` {{id: row.id}}]"
    pattern = f"(b)<-{arrow}-(a)" if turned else f"(a)-{arrow}->(b)"
    return f"{_BETWEEN} MERGE {pattern} SET r += row.said, r += $shared, r.slug = row.id"


def row_figures(source: Source | None) -> dict[str, Any]:
    """The figures of a relationship whose only evidence is one row of this data set: its one origin is the data set itself."""
    counts = 0 if source is None or source.retracted else 1
    figures: tuple[Any, ...] = ("single-source", 2, 1, 1, 1, 0, 1) if counts else ("unsourced", 0, 0, 0, 0, 0, 0)
    published = source.published if source and counts else None
    return dict(zip(FIGURES, figures, strict=True)) | dated("first_published", published)


def bulk_row(row: Row, id_: str, content: str) -> dict[str, Any]:
    """The parameters of one bulk relationship: its ends, and `said`, what this row alone says."""
    said = {"row": row.row, "properties": canonical(row.properties), "hash": content, **dated("when", row.when)}
    return {"id": id_, "a": f"{row.case}/{row.subject}", "b": f"{row.case}/{row.object}", "said": said}


def shared_by_rows(case: str, key: str, source: Source | None) -> dict[str, Any]:
    """What all bulk relationships of one data set, by its key, have in common."""
    return {"case": case, "source": key, **row_figures(source)}


def read_bulk(name: str, start: str, end: str, properties: Mapping[str, Any]) -> Row:
    """The Row that a bulk relationship keeps; `start` and `end` are the keys of its entities."""
    return Row.model_validate(
        {
            "case": properties["case"],
            "subject": start,
            "predicate": name.lower(),
            "object": end,
            "source": properties["source"],
            "row": properties["row"],
            "when": properties.get("when"),
            "properties": json.loads(properties["properties"]),
        }
    )
