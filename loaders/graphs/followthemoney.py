"""FollowTheMoney (https://followthemoney.tech): entities or statements as JSON lines, statements as CSV; Aleph, OpenSanctions, Redstring.

Read without its library. Fragments of one entity become one. The relations of the model (Ownership, Employment …) are rows.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from loaders.folder import LIMITS, Limits
from loaders.graphs.csv_rows import first_line, rows
from loaders.graphs.dataset import About, DataSet, drafted
from loaders.graphs.dates import between
from loaders.graphs.fragments import Fragments, Whole
from loaders.graphs.ftm_model import ALIASES, CAPTIONS, COUNTRIES, EDGES, IDENTIFIERS, LINKS, NAMES, NOTES
from loaders.graphs.item import Edge, Node, Place
from loaders.graphs.json_form import form_of
from loaders.graphs.json_lines import objects
from loaders.graphs.json_values import text_of
from loaders.graphs.names import on_a_line, predicate_of
from loaders.graphs.spool import Spool
from loaders.problems import Problems, shown

ENDINGS, TABLE = (".json", ".jsonl", ".ftm", ".ndjson", ".ijson"), ".csv"
_COLUMNS = frozenset({"canonical_id", "entity_id", "prop", "schema", "value"})
"""The columns by which a CSV of statements is known."""
_SEEN, _GONE = {"first_seen": min, "last_change": max}, "last_seen"
"""When the data set first had something, or changed it; of fragments and statements the earliest or latest. The last time that it was
seen is that of the whole data set, unless it is gone from it."""
_TAKEN = frozenset({"id", "schema", "properties", "caption", "referents", "datasets", "target", *_SEEN, _GONE})
_TRUE = (True, "t", "true", "True", "1")
_OWN = re.compile(r"rs-[0-9a-f]{24}")
_STATUS = re.compile(r"(?P<type>[^:]*)(?:: .*)? \([a-z-]+\)", re.DOTALL)
"""What our own export writes on a relation: the predicate, the role, and the status."""


def recognises(path: Path) -> bool:
    """Whether the path is a file whose first line is an entity or a statement, or a CSV with the columns of statements."""
    if not path.is_file():
        return False
    if path.suffix.lower() == TABLE:
        return set(next(csv.reader([first_line(path)]), ())) >= _COLUMNS
    return path.suffix.lower() in ENDINGS and form_of(path) in ("ftm-entities", "ftm-statements")


def draft(path: Path, problems: Problems, limits: Limits = LIMITS) -> DataSet:
    """Read and check a file; what is wrong goes to `problems`."""
    return drafted(path, problems, limits, _read)


def _read(path: Path, spool: Spool) -> About:
    fragments, about = Fragments(), About()
    for place, given in _table(path, spool) if path.suffix.lower() == TABLE else objects(path, spool):
        if "prop" in given:
            _statement(place, given, fragments, spool)
        else:
            _entity(place, given, fragments, spool)
    latest = fragments.latest(_GONE)
    for whole in fragments.all():
        _settle_seen(whole.values, latest)
        if whole.schema == "Note" and _OWN.fullmatch(whole.id):
            about.note = "\n".join(whole.values.get("description", ()))
        elif whole.schema in EDGES:
            _edge(Place(path.name, whole.line), whole, fragments, spool)
        else:
            _node(Place(path.name, whole.line), whole, fragments, spool)
    return about


def _table(path: Path, spool: Spool) -> Iterator[tuple[Place, dict[str, Any]]]:
    """The statements of a CSV, as OpenSanctions publishes them."""
    told = rows(path, spool, ",")
    _, names = next(told, (None, []))
    for place, cells in told:
        if len(cells) == len(names):
            yield place, dict(zip(names, cells, strict=True))
        else:
            spool.problem(place, f"the row has {len(cells)} fields, the header {len(names)}", field="row")


def _entity(place: Place, given: dict[str, Any], fragments: Fragments, spool: Spool) -> None:
    id_, schema, properties = given.get("id"), given.get("schema"), given.get("properties")
    if not _known(place, id_, schema, fragments, spool) or not isinstance(id_, str):
        return
    if not isinstance(properties, dict):
        spool.problem(place, "must be an object of lists", field="properties", value=text_of(properties))
        return
    for name, values in properties.items():
        for value in values if isinstance(values, list) else [values]:
            nested = value.get("id") if isinstance(value, dict) else None
            fragments.value(id_, name, text_of(nested or value))
            if isinstance(value, dict) and "schema" in value:
                # targets.nested.json of OpenSanctions has the neighbours within
                _entity(place, value, fragments, spool)
    if given.get("caption"):
        fragments.value(id_, "caption", text_of(given["caption"]))
    for other in given.get("referents") or ():
        fragments.same(text_of(other), id_)
    for name in given.get("datasets") or ():
        fragments.value(id_, "datasets", text_of(name))
    for name in ("target", *_SEEN, _GONE):
        if given.get(name):
            fragments.value(id_, name, text_of(given[name]))
    for name in given.keys() - _TAKEN:
        spool.once(place, f"{shown(name)} of an entity is left out: what it says stands in its properties", field=name[:100])


def _statement(place: Place, given: dict[str, Any], fragments: Fragments, spool: Spool) -> None:
    id_ = given.get("canonical_id") or given.get("entity_id")
    if not _known(place, id_, given.get("schema"), fragments, spool) or not isinstance(id_, str):
        return
    if given.get("external") in _TRUE:
        spool.once(place, "statements that are marked as external (not a part of the data set) are left out", field="external")
        return
    prop, value = text_of(given.get("prop")), text_of(given.get("value"))
    fragments.same(text_of(given.get("entity_id")), id_)
    if prop != "id":
        fragments.value(id_, prop, value)
    for name in ("dataset", "origin", *_SEEN, _GONE):
        if given.get(name):
            fragments.value(id_, name, text_of(given[name]))


def _known(place: Place, id_: object, schema: object, fragments: Fragments, spool: Spool) -> bool:
    for field, value in (("id", id_), ("schema", schema)):
        if not isinstance(value, str) or not value:
            spool.problem(place, "is missing; every entity has an id and a schema, as texts", field=field, value=text_of(value))
            return False
    before = fragments.entity(str(id_), str(schema), place.line)
    if before is not None:
        text = f"{shown(str(id_))} is a {shown(before)} on an earlier line and a {shown(str(schema))} here; give one of them another id"
        spool.problem(place, text, field="schema", value=str(schema))
    return before is None


def _node(place: Place, whole: Whole, fragments: Fragments, spool: Spool) -> None:
    values = whole.values
    names = [name for prop in NAMES for name in values.get(prop, ())]
    aliases = [*names[1:], *(name for prop in ALIASES for name in values.get(prop, ()))]
    told = [text for prop in CAPTIONS for text in values.get(prop, ())]
    countries = [code for prop in COUNTRIES for code in values.get(prop, ())]
    own = _OWN.fullmatch(whole.id) is not None
    ends = {prop: [fragments.canonical(end) for end in values[prop]] for prop in LINKS if prop in values}
    gone = {prop for prop in ends if not all(map(fragments.holds, ends[prop]))}
    for prop in sorted(gone):
        spool.once(place, "names entities that the file does not hold; they are kept as a property", field=prop)
    left = _left(values, {*NAMES, *ALIASES, *NOTES, *IDENTIFIERS, *(ends.keys() - gone)})
    if own:
        left.pop("country", None)
    node = Node(
        place,
        whole.id,
        name=names[0] if own and names else on_a_line(next(iter([*names, *told]), "")),
        kind=values["keywords"][0] if own and "keywords" in values else whole.schema,
        aliases=tuple(alias for alias in aliases if alias not in names[:1]),
        ids={scheme: values[prop][0] for prop, scheme in IDENTIFIERS.items() if prop in values},
        country=countries[0].upper() if countries else "",
        note="\n".join(text for prop in NOTES for text in values.get(prop, ())),
        properties=left,
    )
    if whole.schema == "Event":
        node.when = _when(values)
    spool.node(node)
    for prop, named in ends.items():
        for end in filter(fragments.holds, named):
            spool.edge(Edge(place, place.line, whole.id, end, LINKS[prop], properties={"property": prop}))


def _edge(place: Place, whole: Whole, fragments: Fragments, spool: Spool) -> None:
    first, second, predicate = EDGES[whole.schema]
    values = whole.values
    for name in (first, second):
        if not values.get(name):
            spool.problem(place, f"{whole.schema} needs an entity at this end", field=name)
    own = _OWN.fullmatch(whole.id) is not None
    roles = values.get("role") or values.get("relationship") or [""]
    type_ = predicate
    if own and (told := _STATUS.fullmatch(roles[0])):
        type_ = predicate_of(told["type"])
    elif whole.schema == "UnknownLink" and roles[0]:
        type_ = roles[0]
    dates = {name for name in ("startDate", "endDate", "date") if len(values.get(name, ())) == 1}
    left = _left(values, {first, second, "caption", *dates})
    if own:
        left = {
            f"{name} as told by the file" if name in ("summary", "origin", "role", "relationship") else name: v for name, v in left.items()
        }
    left["schema"] = whole.schema
    for start in values.get(first, ()):
        for end in values.get(second, ()):
            ends = fragments.canonical(start), fragments.canonical(end)
            for outside in (each for each in ends if each and not fragments.holds(each)):
                # a part of a larger set: OpenSanctions and Aleph give such
                text = "names entities that the file does not hold; they are known by their ids alone"
                spool.once(place, text, field=first if outside == ends[0] else second)
                spool.node(Node(place, outside, name=outside))
            spool.edge(Edge(place, place.line, *ends, type_, when=_when(values), properties=dict(left)))


def _settle_seen(values: dict[str, list[str]], latest: str) -> None:
    """One date each of when an entity was seen; the last only if that was before the day on which the newest of the file was."""
    for name, pick in _SEEN.items():
        if name in values:
            values[name] = [pick(values[name])]
    if _GONE in values:
        last = max(values.pop(_GONE))
        if last[:10] < latest[:10]:
            values[_GONE] = [last]


def _left(values: dict[str, list[str]], without: set[str]) -> dict[str, str]:
    return {name: "\n".join(each) for name, each in values.items() if name not in without}


def _when(values: dict[str, list[str]]) -> str:
    """The date of an interval, or of a moment; the first of several."""
    start, end = (next(iter(values.get(name, ())), "") for name in ("startDate", "endDate"))
    return between(start, end) or next(iter(values.get("date", ())), "")
