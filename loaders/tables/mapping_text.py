"""A mapping as YAML, as `mapping_file` reads it: only what it says, short forms where there are any."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import yaml

from loaders.tables.mapping import ClaimMap, EntityMap, RelationMap, SourceMap, TableMap, TablesMap, Value

_HEAD = "# What each row of these tables makes. Made by Redstring; docs/loaders/tables.md tells of every field.\n"


def text_of(mapping: TablesMap) -> str:
    """The YAML of a mapping. A source that all tables share stands once."""
    sources = {repr(table.source) for table in mapping.tables}
    shared = mapping.tables[0].source if len(sources) == 1 else SourceMap()
    made: dict[str, Any] = {"name": mapping.name, "case": mapping.case, "source": _part(shared)}
    made["tables"] = [_table(table, with_source=len(sources) > 1) for table in mapping.tables]
    kept = {key: value for key, value in made.items() if value}
    return _HEAD + yaml.dump(kept, sort_keys=False, allow_unicode=True, width=110, default_flow_style=None, Dumper=_Dumper)


class _Dumper(yaml.SafeDumper):
    """No anchors: what stands twice is written twice."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


def _table(table: TableMap, *, with_source: bool) -> dict[str, Any]:
    made: dict[str, Any] = {"file": table.file, "sheet": table.sheet}
    line, groups = table.header
    made["header"] = f"{groups}-{line}" if groups else {0: "no", 1: ""}.get(line, str(line))
    made |= {"delimiter": table.delimiter, "encoding": table.encoding, "dates": table.dates}
    made["source"] = _part(table.source) if with_source else {}
    made["entities"] = [_part(each) for each in table.entities]
    made["relations"] = [_part(each) for each in table.relations]
    made["ignore"] = list(table.ignore)
    return {key: value for key, value in made.items() if value}


def _part(made: EntityMap | RelationMap | ClaimMap | SourceMap) -> dict[str, Any]:
    """A part by its fields, without those that say nothing. A claim may say nothing more than that there is one."""
    found: dict[str, Any] = {}
    for each in fields(made):
        value = getattr(made, each.name)
        if each.name == "at":
            continue
        if isinstance(value, ClaimMap):
            found[each.name] = _part(value)
        elif written := _written(value):
            found[each.name] = written
    return found


def _written(value: Any) -> Any:
    match value:
        case Value():
            return _value(value)
        case SourceMap() | EntityMap():
            return _part(value)
        case tuple():
            return [_written(each) for each in value]
        case Mapping():
            plain = all(each == Value((name,)) for name, each in value.items())
            return list(value) if plain else {name: _written(each) for name, each in value.items()}
        case _:
            return value


def _value(value: Value) -> Any:
    if not value.columns and not value.kind:
        return value.text
    made: dict[str, Any] = {"column": value.columns[0]} if len(value.columns) == 1 else {"columns": list(value.columns)}
    made |= {"text": value.text, "values": dict(value.values), "split": value.split, "kind": value.kind}
    return {key: each for key, each in made.items() if each}
