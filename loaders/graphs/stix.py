"""STIX 2.1 bundles (OASIS; 2.0 as far as it is the same): domain objects and observables as entities, relationships and sightings as rows.

References between objects are rows too. Of several versions of an object the latest counts. What Redstring exported gives back entities
and relations under their own names; its claims, voices and sources stand in it as notes, which are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from loaders.folder import LIMITS, Limits
from loaders.graphs import attributes
from loaders.graphs.dataset import About, DataSet, drafted
from loaders.graphs.dates import between
from loaders.graphs.item import Edge, Node, Place
from loaders.graphs.json_form import form_of
from loaders.graphs.json_stream import items
from loaders.graphs.json_values import text_of
from loaders.graphs.spool import Ends, Spool
from loaders.graphs.stix_links import META, Held, Links, kind_of
from loaders.problems import Problems

ENDINGS = (".json", ".stix", ".stix2")
EXTENSION = f"extension-definition--{uuid5(uuid5(NAMESPACE_OID, 'redstring'), 'extension')}"
"""The definition under which `graph.export.stix` writes what is ours."""
_KINDS = {"individual": "person", "organization": "organisation", "group": "organisation"}
_NAMES = (
    "name",
    "title",
    "value",
    "path",
    "abstract",
    "city",
    "administrative_area",
    "region",
    "country",
    "display_name",
    "user_id",
    "subject",
    "number",
    "key",
    "content",
    "opinion",
)
_ALIASES = ("aliases", "x_mitre_aliases", "x_opencti_aliases")
_BOOKS = (
    "created_by_ref",
    "object_marking_refs",
    "source_ref",
    "target_ref",
    "sighting_of_ref",
    "where_sighted_refs",
    "observed_data_refs",
)
"""References that keep books, or are read as what they are."""
_LEFT = frozenset(
    {"type", "spec_version", "id", "extensions", "granular_markings", "object_marking_refs", *_NAMES[:1], *_ALIASES, "description"}
)
_OWN_WORDS = ("note", "opinion", "report")


def recognises(path: Path) -> bool:
    """Whether the path is a file whose first bytes are those of a bundle."""
    return path.suffix.lower() in ENDINGS and path.is_file() and form_of(path) == "stix"


def draft(path: Path, problems: Problems, limits: Limits = LIMITS) -> DataSet:
    """Read and check a file; what is wrong goes to `problems`."""
    return drafted(path, problems, limits, _read, ends=Ends("source_ref", "target_ref"))


def _read(path: Path, spool: Spool) -> About:
    held = Held()
    for _, _, item in _objects(path, spool):
        held.see(text_of(item.get("id")), text_of(item.get("modified")), revoked=item.get("revoked") is True)
        if item["type"] == "opinion":
            told = ": ".join(text_of(item[name]) for name in ("opinion", "explanation") if item.get(name))
            for end in _listed(item.get("object_refs")):
                held.opinions.setdefault(end, []).append(told)
    about = About()
    if spool.problems.errors:
        return about
    links = Links(held, spool)
    for number, place, item in _objects(path, spool):
        if held.latest[text_of(item.get("id"))] == text_of(item.get("modified")):
            _take(place, number, item, about, links)
    links.tell(path.name)
    return about


def _objects(path: Path, spool: Spool) -> Iterator[tuple[int, Place, dict[str, Any]]]:
    number = 0
    for key, place, value in items(path, spool, ("objects",)):
        if key == "objects":
            number += 1
            if isinstance(value, dict) and isinstance(value.get("type"), str):
                yield number, place, value
            else:
                spool.problem(place, "must be an object with a type", field="objects", value=text_of(value))


def _take(place: Place, number: int, item: dict[str, Any], about: About, links: Links) -> None:
    type_, own, spool = item["type"], _own(item), links.spool
    if type_ in META:
        if type_ == "marking-definition" and isinstance(item.get("definition"), dict):
            about.note = about.note or text_of(item["definition"].get("statement"))
    elif item.get("revoked") is True:
        spool.once(place, "objects that their maker has revoked are left out", field="revoked")
    elif type_ == "relationship":
        _relationship(place, number, item, own, links)
    elif type_ == "sighting":
        _sighting(place, number, item, links)
    elif own is not None and (type_ in _OWN_WORDS or str(own.get("kind", "")).startswith("voice:")):
        spool.once(place, "claims, voices and sources are left out; each relation tells them in words, as told by the file")
    elif not (type_ == "identity" and item.get("identity_class") == "system" and item.get("name") == "Redstring"):
        _object(place, number, item, own, links)


def _own(item: dict[str, Any]) -> dict[str, Any] | None:
    extensions = item.get("extensions")
    found = extensions.get(EXTENSION) if isinstance(extensions, dict) else None
    return found if isinstance(found, dict) else None


def _object(place: Place, number: int, item: dict[str, Any], own: dict[str, Any] | None, links: Links) -> None:
    id_, type_ = text_of(item.get("id")), str(item["type"])
    names = [text_of(item[name]) for name in _NAMES if item.get(name)]
    node = Node(place, id_, name=_short(names[0]) if names else id_, note=text_of(item.get("description") or item.get("content")))
    given = own or {}
    if own is not None:
        node.kind, node.key, node.when = (text_of(given.get(name)) for name in ("kind", "key", "when"))
        node.ids, node.properties = (_texts(given.get(name)) for name in ("identifiers", "properties"))
        node.aliases, node.country = tuple(_listed(given.get("aliases"))), text_of(given.get("country"))
    else:
        node.kind = _KINDS.get(text_of(item.get("identity_class")), type_) if type_ == "identity" else kind_of(type_)
        node.aliases = tuple(name for each in _ALIASES for name in _listed(item.get(each)) if name != node.name)
        node.country = text_of(item.get("country"))
        node.properties = _rest(item)
    links.spool.node(node)
    for name, ends in _references(item):
        for end in ends:
            links.edge(Edge(place, number, id_, end, _predicate(name), properties={"property": name}), name)


def _relationship(place: Place, number: int, item: dict[str, Any], own: dict[str, Any] | None, links: Links) -> None:
    ends = text_of(item.get("source_ref")), text_of(item.get("target_ref"))
    if own is not None:
        links.spool.edge(attributes.edge(place, number, ends, own, own=True))
        return
    when = between(text_of(item.get("start_time")), text_of(item.get("stop_time")))
    more = {"description": text_of(item["description"])} if item.get("description") else {}
    left = _rest(item, "source_ref", "target_ref", "relationship_type", "start_time", "stop_time")
    if opinions := links.held.opinions.get(text_of(item.get("id"))):
        more["opinions"] = "\n".join(opinions)
    type_ = text_of(item.get("relationship_type")).replace("-", "_")
    links.edge(Edge(place, number, *ends, type_, when=when, properties={"id": text_of(item.get("id")), **more, **left}), "target_ref")


def _sighting(place: Place, number: int, item: dict[str, Any], links: Links) -> None:
    """Who saw it, where that is told; else who made the object."""
    what = text_of(item.get("sighting_of_ref"))
    observers = _listed(item.get("where_sighted_refs")) or _listed(item.get("created_by_ref"))
    if not observers:
        links.spool.once(place, "sightings of which nobody is told are left out", field="where_sighted_refs")
    when = between(text_of(item.get("first_seen")), text_of(item.get("last_seen")))
    left = _rest(item, "sighting_of_ref", "where_sighted_refs", "first_seen", "last_seen")
    for observer in observers:
        links.edge(Edge(place, number, observer, what, "sighted", when=when, properties=dict(left)), "where_sighted_refs")


def _references(item: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    for name, value in item.items():
        if name.endswith(("_ref", "_refs")) and name not in _BOOKS:
            yield name, [text_of(each) for each in (value if isinstance(value, list) else [value])]


def _predicate(name: str) -> str:
    return "refers_to" if name == "object_refs" else name.removesuffix("s").removesuffix("_ref")


def _rest(item: dict[str, Any], *without: str) -> dict[str, str]:
    """What else is told of an object, as texts."""
    gone = {name for name, _ in _references(item)}
    found = {name: text_of(value) for name, value in item.items() if name not in _LEFT and name not in gone and name not in without}
    if isinstance(item.get("external_references"), list):
        found["external_references"] = "\n".join(_reference(each) for each in item["external_references"])
    return found


def _reference(value: Any) -> str:
    if not isinstance(value, dict):
        return text_of(value)
    return " ".join(text_of(value[name]) for name in ("source_name", "external_id", "url") if value.get(name))


def _texts(value: Any) -> dict[str, str]:
    return {name: text_of(each) for name, each in value.items()} if isinstance(value, dict) else {}


def _listed(value: Any) -> list[str]:
    return [text_of(each) for each in (value if isinstance(value, list) else [value]) if each]


def _short(text: str) -> str:
    return text if len(text) <= 120 else f"{text[:119]}…"
