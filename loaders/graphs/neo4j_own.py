"""Neo4j CSV files that Redstring exported: the records come back with their claims, chains and sources; what was computed is left out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from graph.model import AnyRecord, Case, Claim, Source, Statement, Voice
from loaders.graphs.attributes import pairs
from loaders.graphs.csv_rows import first_line
from loaders.graphs.dataset import DataSet
from loaders.graphs.item import Edge, Node, Place
from loaders.graphs.spool import Spool
from loaders.problems import shown

if TYPE_CHECKING:
    from loaders.graphs.neo4j_csv import Table

PART = "\x1f"
"""Parts the elements of a list, as in `graph.export.neo4j_csv`."""
_EVIDENCE = ("Voice", "Source", "Statement", "Claim")
_OPTIONAL = {"owner": "Voice", "heard_by": "Voice", "entity": "Entity", "where": "Entity", "origin_place": "Entity"}
_LISTED = {"conflicts_with": "Statement", "speaks_against": "Statement", "first_hand": "Voice"}
"""Fields that may name what a part of a case leaves out, with the label of that."""
Found = tuple[Place, AnyRecord]
Known = dict[str, set[str]]


def is_own(tables: list[Table]) -> bool:
    """Whether the files are an export of Redstring: one describes the case and names the maker."""
    return any(table.path.name == "case.csv" and _space(table) == "Case" and "generator:" in first_line(table.path) for table in tables)


def draft(case: str, tables: list[Table], spool: Spool) -> DataSet:
    """Read the records of the files into a case of this key."""
    made = DataSet(spool=spool)
    held: dict[str, list[Found]] = {label: [] for label in _EVIDENCE}
    for table in tables:
        match _space(table):
            case "Case":
                for _, given in _values(table, spool):
                    made.case = Case(case=case, title=given.get("title") or case, note=given.get("description", "")[:10_000])
            case "Entity":
                for place, given in _values(table, spool):
                    _entity(place, given, spool)
            case label if label in held:
                held[label] += _records(case, label, table, spool)
        if table.of("START_ID") is not None and table.path.name == "relationships.csv":
            for place, given in _values(table, spool):
                _row(place, given, spool)
    spool.check()
    if not spool.problems.errors:
        held = _within(case, held, spool)
    made.voices = [record for _, record in held["Voice"] if isinstance(record, Voice)]
    made.sources = [record for _, record in held["Source"] if isinstance(record, Source)]
    made.statements = [record for _, record in held["Statement"] if isinstance(record, Statement)]
    made.claims = [record for _, record in held["Claim"] if isinstance(record, Claim)]
    return made


def _space(table: Table) -> str:
    at = table.of("ID")
    return "" if at is None else table.columns[at].space


def _values(table: Table, spool: Spool) -> Iterator[tuple[Place, dict[str, str]]]:
    """The cells of each row by the name of their column, or by its type where it has no name."""
    for place, cells in table.rows(spool):
        yield place, {column.name or column.type: cell for column, cell in zip(table.columns, cells, strict=True) if cell}


def _listed(text: str) -> list[str]:
    return text.split(PART) if text else []


def _entity(place: Place, given: dict[str, str], spool: Spool) -> None:
    aliases, properties = tuple(_listed(given.get("aliases", ""))), _mapping(place, "properties", given, spool)
    told = {name: given.get(name, "") for name in ("name", "kind", "key", "country", "when", "note")}
    ids = _mapping(place, "ids", given, spool)
    spool.node(Node(place, given.get("id", ""), space="Entity", aliases=aliases, ids=ids, properties=properties, **told))


def _row(place: Place, given: dict[str, str], spool: Spool) -> None:
    """A relationship that is a row of a data set; one that follows from a statement follows from it again."""
    number = given.get("row", "")
    if not number:
        return
    if not number.isdecimal() or len(number) > 15:
        spool.problem(place, "must be a whole number", field="row", value=number)
        return
    ends = given.get("START_ID", ""), given.get("END_ID", "")
    spool.source = given.get("data_set", "")
    told = {"type": given.get("TYPE", ""), "when": given.get("when", ""), "properties": pairs(given.get("properties", ""))}
    spool.edge(Edge(place, int(number), *ends, spaces=("Entity", "Entity"), **told))  # type: ignore[arg-type]


def _mapping(place: Place, name: str, given: dict[str, str], spool: Spool) -> dict[str, str]:
    try:
        found = json.loads(given.get(name, "{}"))
        return {str(key): str(value) for key, value in found.items()}
    except (ValueError, AttributeError, RecursionError):
        spool.problem(place, "must be a JSON object", field=name, value=given.get(name))
        return {}


def _records(case: str, label: str, table: Table, spool: Spool) -> Iterator[Found]:
    """The records of one label; a second one of the same id is a problem."""
    # what a node of the store holds is known there
    from graph.store.records import BY_LABEL

    form, seen = BY_LABEL[label], set[str]()
    for place, given in _values(table, spool):
        values: dict[str, Any] = {
            column.name: _listed(given[column.name]) if column.several else given[column.name]
            for column in table.columns
            if column.name in given and column.name != "id"
        }
        try:
            more = form.unpack({"cites": [], "cites_how": [], **values})
            record = form.record.model_validate({"case": case, **{name: values[name] for name in form.plain if name in values}, **more})
        except ValidationError as error:
            detail = error.errors(include_url=False)[0]
            spool.problem(place, detail["msg"], field=".".join(map(str, detail["loc"])) or label.lower(), value=str(detail.get("input")))
            continue
        except ValueError:
            spool.problem(place, "cites and cites_how must be as many", field="cites")
            continue
        name = record.slug if isinstance(record, Statement) else record.id
        if name in seen:
            spool.problem(place, f"the {label.lower()} {shown(name)} stands here twice; keep one", field="key", value=name)
        seen.add(name)
        yield place, record


def _within(case: str, held: dict[str, list[Found]], spool: Spool) -> dict[str, list[Found]]:
    """The records without what they name beyond the files, which a part of a case may do; what they need must be there."""
    from graph.store.links import links, names

    known: Known = {label: {_name(record) for _, record in found} for label, found in held.items()}
    known["Entity"] = {f"{case}/{key}" for key in spool.node_keys()}
    kept = {label: [(place, _pruned(place, record, known, spool)) for place, record in found] for label, found in held.items()}
    for place, record in (each for found in kept.values() for each in found):
        named = [(link.end, link.labels) for link in links(record)] + [(name, (label,)) for name, label in names(record)]
        for name, labels in dict.fromkeys(named):
            if not any(name in known[label] for label in labels):
                key = name.partition("/")[2]
                spool.problem(place, f"there is no {labels[0].lower()} {shown(key)}", field=labels[0].lower(), value=key)
    for place, key in spool.sources_named():
        if f"{case}/{key}" not in known["Source"]:
            spool.problem(place, f"there is no source {shown(key)}", field="data_set", value=key)
    return kept


def _pruned(place: Place, record: AnyRecord, known: Known, spool: Spool) -> AnyRecord:
    def there(key: str, *labels: str) -> bool:
        found = any(f"{record.case}/{key}" in known[label] for label in labels)
        if not found:
            spool.once(place, f"{shown(key)}, which {shown(record.id)} names, is not in these files; it is left out", field=name)
        return found

    changes: dict[str, Any] = {}
    for name, label in _OPTIONAL.items():
        if (key := getattr(record, name, None)) and not there(key, label):
            changes[name] = None
    for name, label in _LISTED.items():
        changes[name] = tuple(key for key in getattr(record, name, ()) if there(key, label))
    name = "cites"
    changes[name] = tuple(cited for cited in getattr(record, name, ()) if there(cited.to, "Source", "Voice"))
    differing = {name: value for name, value in changes.items() if hasattr(record, name) and getattr(record, name) != value}
    return record.model_copy(update=differing) if differing else record


def _name(record: AnyRecord) -> str:
    return f"{record.case}/{record.slug}" if isinstance(record, Statement) else record.id
