"""FollowTheMoney entities (https://followthemoney.tech), JSON lines: Aleph, OpenAleph and the `ftm` command read them.

Schemata and properties are those of its published model, versions 3.8 to 4. The model has no place for a status, so the status stands in
each relation's `role` (or `relationship`), `status` and `summary`, together with who says so and who denies it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from graph.export.form import Format, Lines
from graph.export.json_text import one_line
from graph.export.material import Material
from graph.export.relation import Relation
from graph.labels import clean, shorten
from graph.model import Entity, Source, digest

SCHEMATA = {
    "person": "Person",
    "agency": "PublicBody",
    "organisation": "Organization",
    "organization": "Organization",
    "outlet": "Organization",
    "company": "Company",
    "event": "Event",
    "place": "Address",
    "address": "Address",
    "document": "Document",
    "vessel": "Vessel",
}
"""The schema of a kind; any other kind is a LegalEntity, the least that the model says of somebody, with the kind among its keywords."""
_BODIES = frozenset({"PublicBody", "Organization", "Company"})
_LEGAL = _BODIES | {"Person", "LegalEntity"}
_PERSON, _ASSET = frozenset({"Person"}), frozenset({"Company", "Vessel"})


@dataclass(frozen=True)
class Edge:
    """A schema of a relation: the properties of its ends and what may stand there. `turned`: the subject is the second end."""

    schema: str
    ends: tuple[str, str]
    ranges: tuple[frozenset[str], frozenset[str]]
    words: str = "role"
    turned: bool = False


_EMPLOYMENT = Edge("Employment", ("employee", "employer"), (_PERSON, _BODIES))
_MEMBERSHIP = Edge("Membership", ("member", "organization"), (_LEGAL, _BODIES))
_FAMILY = Edge("Family", ("person", "relative"), (_PERSON, _PERSON), "relationship")
_ASSOCIATE = Edge("Associate", ("person", "associate"), (_PERSON, _PERSON), "relationship")
_OWNERSHIP = Edge("Ownership", ("owner", "asset"), (_LEGAL, _ASSET))
_OWNED = Edge("Ownership", ("owner", "asset"), (_LEGAL, _ASSET), turned=True)
_DIRECTORSHIP = Edge("Directorship", ("director", "organization"), (_LEGAL, _BODIES))
_REPRESENTATION = Edge("Representation", ("agent", "client"), (_LEGAL, _LEGAL))
_REPRESENTED = Edge("Representation", ("agent", "client"), (_LEGAL, _LEGAL), turned=True)
_UNKNOWN = Edge("UnknownLink", ("subject", "object"), (frozenset(), frozenset()))
EDGES: Mapping[str, Edge] = {
    **dict.fromkeys(("worked_for", "works_for", "employed_by", "role"), _EMPLOYMENT),
    **dict.fromkeys(("member_of", "former_member_of"), _MEMBERSHIP),
    **dict.fromkeys(("parent_of", "child_of", "sibling_of", "married_to", "spouse_of", "relative_of"), _FAMILY),
    **dict.fromkeys(("knows", "associate_of"), _ASSOCIATE),
    **dict.fromkeys(("owns", "shareholder_of"), _OWNERSHIP),
    **dict.fromkeys(("director_of", "officer_of"), _DIRECTORSHIP),
    **dict.fromkeys(("represents", "lawyer_of"), _REPRESENTATION),
    "owned_by": _OWNED,
    "represented_by": _REPRESENTED,
}
"""The schema of a predicate, where its ends fit; all others are UnknownLink."""
_POINT = re.compile(r"\d{4}(-\d{2}){0,2}")
_MOST = 20
"""Sources of one relation that are named."""
_LENGTH = {**dict.fromkeys(("name", "alias", "weakAlias"), 384), "full": 250, **dict.fromkeys(("summary", "description", "notes"), 65_000)}
"""Characters that a value may have at most (`max_length` of the library's types, version 4); of all others _SHORT."""
_SHORT, _ADDRESS = 1_024, 4_096
Values = dict[str, list[str]]


@dataclass(frozen=True)
class Proxy:
    """An entity of FollowTheMoney."""

    id: str
    schema: str
    caption: str
    properties: Values = field(default_factory=dict)

    def add(self, name: str, *values: str | None) -> None:
        """Add what is there of some values, each once, cut where the model allows no more."""
        held = self.properties.setdefault(name, [])
        cut = [shorten(value, _LENGTH.get(name, _SHORT)) if name != "sourceUrl" else value for value in values if value]
        held.extend(value for value in dict.fromkeys(cut) if value not in held)
        if not held:
            del self.properties[name]


def lines(material: Material) -> Lines:
    """A note about the export, then entities, documents and relations, a line each."""
    datasets = [dataset(material.case.case)]
    for proxy in proxies(material):
        given = {"id": proxy.id, "schema": proxy.schema, "caption": proxy.caption, "properties": proxy.properties, "datasets": datasets}
        yield one_line(given) + "\n"


def proxies(material: Material) -> Iterator[Proxy]:
    """All of it."""
    yield about(material)
    yield from (thing(entity, material) for entity in material.entities())
    yield from (document(source, material) for source in material.sources.values())
    yield from (link(relation, material) for relation in material.relations())


def dataset(*names: str) -> str:
    """A name of a data set as the model wants it: small letters, digits, single underscores."""
    return "_".join(re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_") for name in names)


def ref(kind: str, id_: str) -> str:
    """The id of what we know by this id: always the same."""
    return f"rs-{digest([kind, id_])}"


def about(material: Material) -> Proxy:
    """What the export is, where everybody will find it."""
    head = material.head
    note = Proxy(ref("case", material.case.case), "Note", head["title"])
    note.add("name", f"About this data: {clean(head['title'])}")
    note.add("description", head["description"])
    note.add("summary", f"As of {head['as_of']}" if head["as_of"] else "As of no date: all that was known counts")
    return note


def thing(entity: Entity, material: Material) -> Proxy:
    """An entity; what is said of it without another entity stands in its notes, each with its status."""
    schema = SCHEMATA.get(entity.kind, "LegalEntity")
    made = Proxy(ref("entity", entity.id), schema, entity.name)
    made.add("name", entity.name)
    if schema == "Document":
        made.add("fileName", entity.name)
        made.add("title", entity.name)
    if schema == "Address":
        made.add("full", entity.name)
    made.add("alias", *(alias.name for alias in entity.aliases if not alias.weak))
    made.add("weakAlias", *(alias.name for alias in entity.aliases if alias.weak))
    country, wikidata = entity.country or "", entity.ids.get("wikidata", "")
    coded = re.fullmatch(r"[A-Za-z]{2}", country)
    made.add("country", country.lower() if coded else None)
    made.add("wikidataId", wikidata if re.fullmatch(r"Q\d+", wikidata) else None)
    made.add("keywords", entity.kind)
    if schema == "Event":
        _dates(made, entity.when)
    more = {**entity.ids, **entity.properties, **({} if coded or not country else {"country": country})}
    made.add("notes", entity.note, *(f"{name}: {value}" for name, value in sorted(more.items())))
    made.add("notes", *(f"{each.words}: {each.value}. {each.standing}" for each in material.values_of.get(entity.id, ())))
    return made


def document(source: Source, material: Material) -> Proxy:
    """A source that claims stand in."""
    title = source.title or source.key
    made = Proxy(ref("source", source.id), "Article", title)
    made.add("title", title)
    made.add("name", title)
    made.add("author", source.author)
    made.add("publisher", material.names.get(source.publisher, source.publisher))
    made.add("sourceUrl", *map(web, (source.url, source.read_at)))
    made.add("publishedAt", *_points(source.published))
    made.add("retrievedAt", *_points(source.retrieved))
    made.add("notes", source.note, "Retracted." if source.retracted else None)
    return made


def edge_of(relation: Relation, material: Material) -> Edge:
    """The schema of a relation: that of its predicate if its ends fit, else UnknownLink."""
    known = EDGES.get(relation.predicate, _UNKNOWN)
    kinds = [material.kinds[end][1] if end in material.kinds else "" for end in (relation.source, relation.target or "")]
    schemata = [SCHEMATA.get(kind, "LegalEntity") for kind in (reversed(kinds) if known.turned else kinds)]
    fits = all(schema in allowed for schema, allowed in zip(schemata, known.ranges, strict=True))
    return known if fits else _UNKNOWN


def ends_of(relation: Relation, edge: Edge) -> tuple[tuple[str, str], tuple[str, str]]:
    """The properties of both ends with their values."""
    both = ref("entity", relation.source), ref("entity", relation.target or "")
    first, second = reversed(both) if edge.turned else both
    return (edge.ends[0], first), (edge.ends[1], second)


def told(relation: Relation) -> str:
    """What stands on the line between two entities: the predicate, the role, and the status, for no tool shows more at first sight."""
    role = f": {clean(relation.role)}" if relation.role else ""
    return f"{relation.words}{role} ({relation.status})"


def link(relation: Relation, material: Material) -> Proxy:
    """A relation, with its status wherever somebody may look for it."""
    edge = edge_of(relation, material)
    made = Proxy(ref("relation", relation.id), edge.schema, told(relation))
    for name, value in ends_of(relation, edge):
        made.add(name, value)
    made.add(edge.words, told(relation))
    if edge.words == "role":
        made.add("status", relation.status)
    made.add("summary", relation.standing)
    made.add("description", material.head["description"], relation.note, relation.quantity)
    made.add("description", *(f"{name}: {value}" for name, value in sorted(relation.properties.items())))
    made.add("recordId", relation.slug if relation.row is None else f"{relation.data_set} row {relation.row}")
    _dates(made, relation.when)
    sources = [material.sources[key] for key in relation.documents[:_MOST] if key in material.sources]
    made.add("description", *(f"Source: {source.title or source.key}" for source in sources))
    made.add("publisher", *(material.names.get(source.publisher, source.publisher) for source in sources))
    made.add("sourceUrl", *(web(source.url) for source in sources))
    return made


def _dates(made: Proxy, when: str | None) -> None:
    """A day, month or year as far as it is known: nothing is filled up."""
    if not when:
        return
    start, slash, end = when.partition("/")
    if not slash:
        made.add("date", *_points(when))
        return
    made.add("startDate", *_points(start))
    made.add("endDate", *_points(end))


def _points(when: str | None) -> Iterable[str]:
    return (point for point in (when or "").rstrip("~?%").split("/")[:1] if _POINT.fullmatch(point))


def web(address: str | None) -> str | None:
    """An address with what does not belong into one encoded; None for one that got too long by that."""
    found = quote(address, safe=":/?#[]@!$&()*+,;=%~-._") if address else ""
    return found if 0 < len(found) <= _ADDRESS else None


FORMAT = Format(
    name="followthemoney",
    title="FollowTheMoney entities",
    suffix=".ftm.json",
    mime="application/json",
    keeps="entities, documents and relations for Aleph; the status stands in role and summary",
    write=lines,
)
